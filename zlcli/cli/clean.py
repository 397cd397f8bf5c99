"""``zlcli clean``: repair and layout, no script change."""

from __future__ import annotations

from typing import Any

import click

from zlcli.cli.commands import Command
from zlcli.cli.documents import process
from zlcli.cli.options import job_options, make_job


@click.command("clean", cls=Command)
@job_options(format=True)
def command(paths: tuple[str, ...], **flags: Any) -> int:
    """Repair documents and remove web boilerplate; characters stay Simplified or Traditional.

    Example: zlcli clean -f md page.txt > page.md
    """
    return process(paths, make_job(flags))
