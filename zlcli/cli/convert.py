"""``zlcli convert``: the whole line."""

from __future__ import annotations

from typing import Any

import click

from zlcli.cli.commands import Command
from zlcli.cli.documents import process
from zlcli.cli.options import job_options, make_job


@click.command("convert", cls=Command)
@job_options(script=True, format=True)
def command(paths: tuple[str, ...], **flags: Any) -> int:
    """Repair, clean and convert documents to UTF-8 text or Markdown.

    Reads standard input when no PATH is given or PATH is "-". One document goes to standard output, several to -o FOLDER.

    Example: zlcli convert --to hans -f md -o notice.md notice.txt
    """
    return process(paths, make_job(flags))
