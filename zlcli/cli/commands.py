"""What all commands have in common: translated help, ``--lang``, ``--color``, and values from files and variables."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any, TypeVar

import click

from zlcli.cli import settings, text
from zlcli.cli.text import _
from zlcli.cli.wrapping import Formatter

_C = TypeVar("_C", bound=click.Command)


def _speak(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        text.use(value)


def _paint(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Let ``ctx.color`` say it, which click itself obeys: True, False, or None to look at the terminal."""
    if value and value != "auto":
        ctx.color = value == "always"


def _common() -> list[click.Parameter]:
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(text.LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_speak,
            help="Language of messages and help [default: the locale's].",
        ),
        click.Option(
            ["--color"],
            type=click.Choice(["auto", "always", "never"]),
            is_eager=True,
            expose_value=False,
            callback=_paint,
            help="Colours: where a terminal shows them, always, or never [default: auto].",
        ),
    ]


class _Context(click.Context):
    formatter_class = Formatter


class _Shared(click.Command):
    """A command with the flags of all commands, whose other values may come from the environment and from files."""

    context_class = _Context

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.extend(_common())
        for param in self.params:
            if isinstance(param, click.Option) and not settings.may_be_set(param):
                param.allow_from_autoenv = False

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        extra.setdefault("auto_envvar_prefix", settings.PREFIX)
        extra.setdefault("default_map", settings.defaults(self))
        return super().make_context(info_name, args, parent, **extra)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super(_Shared, translated(self)).format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return super(_Shared, translated(self)).get_short_help_str(limit)


def translated(command: _C) -> _C:
    """Return the command with its help, and that of its parameters, in the language chosen."""
    if not text.is_translated():
        return command
    from copy import copy

    spoken = copy(command)
    spoken.help = _(cleandoc(command.help)) if command.help else None
    vars(spoken)["_help_option"] = None  # click keeps the one it made, in the language of then
    spoken.params = [copy(param) for param in command.params]
    for param in spoken.params:
        if isinstance(param, click.Option) and param.help:
            param.help = _(param.help)
    return spoken


class Command(_Shared):
    """One command of zlcli."""


class Group(_Shared, click.Group):
    """The commands of zlcli."""
