"""Makes the catalogs in ``locale`` (with Babel, from ``.[dev]``): ``python -m zlcli.cli.catalogs``.

It collects what `_` is called with, the messages of errors, the help of all commands, and click's own strings; adds what is new
to each ``zlcli.po`` for a person to translate, takes out what is gone, and compiles ``zlcli.mo``.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import zlcli.errors
from zlcli.cli.settings import all_commands
from zlcli.cli.text import DOMAIN, LANGUAGES, LOCALE

__all__ = ["CLICK", "Message", "catalog", "messages", "own_messages", "translated"]
CLICK = "8.5.1"
"""The release whose strings the catalogs have; those that another one has beside them are shown in English."""
_PACKAGE = Path(__file__).parents[1]
_ERRORS = [name for name, found in vars(zlcli.errors).items() if inspect.isclass(found) and issubclass(found, Exception)]
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    **dict.fromkeys(_ERRORS, (1,)),
}
_NAMED_BY_VARIABLES = {"required"}
"""What Click looks up by a variable, where only some releases of Babel find it."""


def messages() -> set[str | tuple[str, ...]]:
    """Return every string that is shown in the user's language; those with a plural as pairs."""
    return own_messages() | {*_in_code(Path(click.__file__).parent), *_NAMED_BY_VARIABLES} - {""}


def own_messages() -> set[str | tuple[str, ...]]:
    """Return those of `messages` that do not depend on the release of Click."""
    return {*_in_code(_PACKAGE), *_in_help()} - {""}


def _in_code(folder: Path) -> Iterator[str | tuple[str, ...]]:
    for _path, _line, message, *_rest in extract_from_dir(folder, [("**.py", "python")], keywords=_KEYWORDS):
        yield tuple(message) if isinstance(message, list | tuple) else message


def _in_help() -> Iterator[str]:
    for command in all_commands():
        yield inspect.cleandoc(command.help or "")
        yield from (param.help or "" for param in command.params if isinstance(param, click.Option))


def catalog(language: str) -> Catalog:
    """Return the catalog of a language as it stands in its ``.po`` file."""
    with _path(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _path(language: str, ending: str) -> Path:
    return Path(LOCALE) / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def _update(language: str) -> int:
    """Bring one language's files up to date; return how many strings have no translation."""
    _path(language, "po").parent.mkdir(parents=True, exist_ok=True)
    old = catalog(language) if _path(language, "po").exists() else Catalog(language)
    new = Catalog(language, domain=DOMAIN, project="zlcli", fuzzy=False, header_comment="")
    new.revision_date = new.creation_date = old.creation_date
    for identity in sorted(messages(), key=str):
        known = old.get(identity if isinstance(identity, str) else identity[0])
        new.add(identity, known.string if isinstance(known, Message) else "")
    with _path(language, "po").open("wb") as file:
        write_po(file, new, width=120, omit_header=False, no_location=True)
    with _path(language, "mo").open("wb") as file:
        write_mo(file, new)
    return sum(not translated(message) for message in new if message.id)


def translated(message: Message) -> bool:
    """Tell whether a message has all its translations."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


if __name__ == "__main__":
    for name in LANGUAGES[1:]:
        click.echo(f"{name}: {_update(name)} without translation")
