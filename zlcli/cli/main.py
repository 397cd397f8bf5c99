"""The group of commands, and what every way of ending means for the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from zlcli.cli.report import error
from zlcli.errors import EXIT_INTERRUPTED, EXIT_OK, ZlcliError
from zlcli.version import __version__

_COMMANDS = ("convert", "clean", "repair", "detect", "batch", "rename")


class _LazyGroup(click.Group):
    """Imports ``zlcli.cli.NAME`` only when its command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"zlcli.cli.{cmd_name}").command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="zlcli")
def zlcli() -> None:
    """Turn broken, mis-encoded or mixed-script Chinese files into clean text or Markdown.

    Example: zlcli convert --to hans -f md notice.txt > notice.md
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code (see the README); no exception but SystemExit leaves it."""
    try:
        code = zlcli.main(args=list(arguments), prog_name="zlcli", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except ZlcliError as problem:
        error(str(problem))
        return problem.exit_code
    return code if isinstance(code, int) else EXIT_OK
