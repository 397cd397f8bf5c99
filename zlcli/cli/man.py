"""``zlcli man``: manual pages, made from the commands themselves."""

from __future__ import annotations

import re
from pathlib import Path

import click

from zlcli.cli import settings, text
from zlcli.cli.commands import Command, translated
from zlcli.cli.text import _
from zlcli.errors import EXIT_OK, SinkError
from zlcli.files import sinks
from zlcli.version import __version__


@click.command("man", cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path())
def command(folder: str) -> int:
    """Write a manual page for zlcli and for each of its commands into DIR, in the language of --lang.

    Example: zlcli man ~/.local/share/man/man1
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinkError("folder {folder} cannot be made ({reason})", folder=folder, reason=error.strerror) from error
    for found in settings.all_commands():
        name = page_name(found)
        sinks.write_atomic(str(Path(folder) / f"{name}.1"), page(found).encode())
    return EXIT_OK


def page_name(found: click.Command) -> str:
    """Return ``zlcli`` or ``zlcli-convert``."""
    return "zlcli" if isinstance(found, click.Group) else f"zlcli-{found.name}"


def page(found: click.Command) -> str:
    """Return the page of one command as groff's man macros."""
    spoken = translated(found)
    name = page_name(found)
    first, *rest = (spoken.help or "").split("\n\n")
    context = click.Context(spoken, info_name=name.replace("-", " ", 1))
    lines = [
        f'.TH "{name.upper()}" "1" "" "zlcli {__version__}"',
        *_section(_("NAME"), rf"{name} \- {_roff(first)}"),
        *_section(_("SYNOPSIS"), f".B {context.command_path}\n{_roff(' '.join(spoken.collect_usage_pieces(context)))}"),
        *_section(_("DESCRIPTION"), "\n.PP\n".join(map(_roff, rest))),
        *_section(_("OPTIONS"), "\n".join(_option(*record) for record in _records(spoken, context))),
    ]
    if isinstance(spoken, click.Group):
        names = spoken.list_commands(context)
        lines += _section(_("SEE ALSO"), ",\n".join(f".BR zlcli-{name} (1)" for name in names))
    return "\n".join(lines) + "\n"


def _section(title: str, body: str) -> list[str]:
    return [f".SH {title}", body]


def _records(found: click.Command, context: click.Context) -> list[tuple[str, str]]:
    return [record for param in found.get_params(context) if (record := param.get_help_record(context))]


def _option(flags: str, meaning: str) -> str:
    return f".TP\n\\fB{_roff(flags)}\\fR\n{_roff(meaning)}"


def _roff(words: str) -> str:
    """Escape what groff would obey: backslashes, hyphens, and a dot or quote at the beginning of a line."""
    plain = " ".join(text.show(words.replace("\n", " ")).split()).replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", plain)
