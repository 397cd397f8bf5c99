"""``zlcli config``: what is set, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from zlcli.cli import report, settings
from zlcli.cli.commands import Command
from zlcli.errors import EXIT_OK
from zlcli.records import Record

_DEFAULT = "default"


class _Row(Record):
    """One flag of one command (``None``: of all), its value in force without a flag, and where that comes from."""

    key: str
    command: str | None
    value: Any
    origin: str


@click.command("config", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a flag.")
def command(*, as_json: bool) -> int:
    """Show the values of all flags that are in force, and the file or variable each comes from.

    A flag wins over its variable (--to: ZLCLI_TO), that over zlcli.toml or [tool.zlcli] in pyproject.toml in this folder or
    the nearest above it, that over ~/.config/zlcli/config.toml. A table with the name of a command is for that command alone.

    Example: ZLCLI_TO=hans zlcli config
    """
    for row in sorted(_merged(), key=lambda row: (row.key, row.command or "")):
        report.write_line(report.as_json(row._asdict()) if as_json else report.show(_line(row)))
    return EXIT_OK


def _line(row: _Row) -> str:
    name = f"{row.command}.{row.key}" if row.command else row.key
    value = json.dumps(row.value, ensure_ascii=False)
    return f"{f'{name} = {value}':<44}  # {row.origin}"


def _merged() -> Iterator[_Row]:
    """Yield one row for a flag that is the same for all commands that have it, else one for each."""
    rows: dict[str, list[_Row]] = {}
    for found in settings.all_commands():
        for row in _rows(found):
            rows.setdefault(row.key, []).append(row)
    for group in rows.values():
        if all(row[2:] == group[0][2:] for row in group):
            yield group[0]._replace(command=None)
        else:
            yield from group


def _rows(found: click.Command) -> Iterator[_Row]:
    given = {**settings.in_files(found), **settings.in_environment(found)}
    context = click.Context(found)
    for param in found.params:
        if settings.may_be_set(param) and param.name:
            value, origin = given.get(param.name, (param.get_default(context), _DEFAULT))
            yield _Row(settings.key(param), found.name, _plain(value), origin)


def _plain(value: Any) -> Any:
    """What JSON has: click marks what has no default by an object of its own."""
    return value if isinstance(value, str | int | float | list | tuple) else None
