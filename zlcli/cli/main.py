"""The group of commands, and what every way of ending means for the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click
from click.core import ParameterSource

from zlcli.cli import text
from zlcli.cli.commands import Group
from zlcli.cli.text import _, error
from zlcli.errors import EXIT_INTERRUPTED, EXIT_OK, ZlcliError

_COMMANDS = ("convert", "clean", "repair", "detect", "batch", "rename", "report", "config", "completion", "man")
# Modules whose command has another name: ``report`` is what commands say.
_MODULES = {"report": "archive_report"}


class _LazyGroup(Group):
    """Imports ``zlcli.cli.NAME`` only when its command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"zlcli.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in _COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        hint = text.nearest(name, list(_COMMANDS))
        raise click.UsageError(_("No such command {name!r}{hint}.").format(name=text.show(name), hint=hint), ctx)


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from zlcli.cli.versions import versions

        click.echo(versions())
        ctx.exit()


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the versions of zlcli and of what it builds on.",
)
def zlcli() -> None:
    """Turn broken, mis-encoded or mixed-script Chinese files into clean text or Markdown.

    Example: zlcli convert --to hans -f md notice.txt > notice.md
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code (see the README); no exception but SystemExit leaves it."""
    text.use(_language())
    _print_anything()
    if "_ZLCLI_COMPLETE" in os.environ:
        from zlcli.cli import completion

        completion.register()
    try:
        code = zlcli.main(args=list(arguments), prog_name="zlcli", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as problem:
        _traced(problem).show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except ZlcliError as problem:
        error(text.told(problem))
        return problem.exit_code
    return code if isinstance(code, int) else EXIT_OK


def _language() -> str:
    """The language before the command line and files are read: an error in them is told in it."""
    wanted = os.environ.get("ZLCLI_LANG")
    return text.known(wanted) if wanted else text.language(os.environ)


def _print_anything() -> None:
    """Help and messages hold characters that an old terminal lacks; they become escapes there, and no error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _traced(problem: click.ClickException) -> click.ClickException:
    """Name the file or the variable that a bad value came from."""
    if not isinstance(problem, click.BadParameter) or not (problem.ctx and problem.param and problem.param.name):
        return problem
    from zlcli.cli import settings

    look = {ParameterSource.DEFAULT_MAP: settings.in_files, ParameterSource.ENVIRONMENT: settings.in_environment}
    source = problem.ctx.get_parameter_source(problem.param.name)
    if source not in look:
        return problem
    origin = look[source](problem.ctx.command)[problem.param.name].origin
    return click.BadParameter(f"{problem.message.rstrip('.')} ({text.show(origin)}).", problem.ctx, problem.param)
