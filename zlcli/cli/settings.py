"""Values that users set once: a flag wins over a ``ZLCLI_*`` variable, that over the project's file, that over the user's own.

The project's file is the nearest ``zlcli.toml``, or ``pyproject.toml`` with ``[tool.zlcli]``, in the working folder or above.
What files are read and written is only ever said on the command line, so a file that lies about cannot redirect anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from zlcli.cli.text import nearest
from zlcli.errors import ConfigurationError
from zlcli.records import Record

PREFIX = "ZLCLI"
_FILES = {"paths", "source", "target", "output", "in_place", "backup", "follow", "files_from", "null", "stdin_filename"}
_TYPED_ONLY = _FILES | {"quarantine", "shard", "apply", "undo", "dry_run", "check", "diff", "help", "version"}
_TABLE = "zlcli.toml"
_PROJECT = "pyproject.toml"


class Setting(Record):
    """The value of one flag, and the file or variable that says so."""

    value: Any
    origin: str


def may_be_set(param: click.Parameter) -> bool:
    """Tell whether a value of ``param`` may come from anywhere but the command line."""
    return isinstance(param, click.Option) and param.name not in _TYPED_ONLY


def key(param: click.Parameter) -> str:
    """Return the name of an option in files: its longest flag without the dashes."""
    return max(param.opts, key=len).lstrip("-")


def defaults(command: click.Command) -> dict[str, Any]:
    """Return the values that files give the parameters of ``command``. Raises ConfigurationError."""
    return {name: setting.value for name, setting in in_files(command).items()}


def in_files(command: click.Command) -> dict[str, Setting]:
    """Return what files say of the parameters of ``command``, by their names. Raises ConfigurationError."""
    names = {key(param): param for param in command.params if may_be_set(param)}
    found: dict[str, Setting] = {}
    for path in _files():
        table = _table(path)
        own = table.get(command.name or "", {})
        for name, value in {**table, **own}.items():
            if name in names and not isinstance(value, dict):
                found[str(names[name].name)] = Setting(_beside(path, name, value), path)
            elif name in own or not _is_known(name, value):
                raise _unknown(path, name)
    return found


def in_environment(command: click.Command) -> dict[str, Setting]:
    """Return what variables say of the parameters of ``command``, by their names."""
    named = ((param, f"{PREFIX}_{(param.name or '').upper()}") for param in command.params if may_be_set(param))
    return {str(param.name): Setting(os.environ[name], name) for param, name in named if os.environ.get(name)}


def _is_known(name: str, value: Any) -> bool:
    """Tell whether another command has this flag or, of a table, this name."""
    if isinstance(value, dict):
        return name in {command.name for command in all_commands()}
    return name in _all_keys()


def _all_keys() -> set[str]:
    return {key(param) for command in all_commands() for param in command.params if may_be_set(param)}


def all_commands() -> Iterator[click.Command]:
    """Yield the program and each of its commands."""
    from zlcli.cli.main import zlcli

    context = click.Context(zlcli)
    yield zlcli
    yield from (found for name in zlcli.list_commands(context) if (found := zlcli.get_command(context, name)))


def _unknown(path: str, name: str) -> ConfigurationError:
    return ConfigurationError(
        "{path}: unknown key {name!r}{hint}; zlcli config lists those there are",
        path=path,
        name=name,
        hint=nearest(name, sorted(_all_keys())),
    )


def _beside(path: str, name: str, value: Any) -> Any:
    """Names of files are relative to the file that has them."""
    if name not in ("dict", "protect"):
        return value
    values = [value] if isinstance(value, str) else value
    beside = [os.path.join(os.path.dirname(path), entry) for entry in values]
    return [there if name == "dict" or os.path.isfile(there) else entry for there, entry in zip(beside, values, strict=True)]


def _files() -> Iterator[str]:
    """Yield the files there are, those that win last."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    user = os.path.join(home, "zlcli", "config.toml")
    if os.path.isfile(user):
        yield user
    project = _project(os.getcwd())
    if project:
        yield project


def _project(folder: str) -> str | None:
    while True:
        own, shared = os.path.join(folder, _TABLE), os.path.join(folder, _PROJECT)
        if os.path.isfile(own):
            return own
        if os.path.isfile(shared) and _is_ours(shared):
            return shared
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _is_ours(path: str) -> bool:
    with open(path, "rb") as file:
        return b"[tool.zlcli" in file.read()


def _table(path: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        with open(path, "rb") as file:
            content: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise ConfigurationError("{path} cannot be read ({reason})", path=path, reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError("{path} is no TOML: {reason}", path=path, reason=error) from error
    if os.path.basename(path) == _PROJECT:
        return dict(content.get("tool", {}).get("zlcli", {}))
    return content
