"""``zlcli repair``: same format out as in, nothing else touched."""

from __future__ import annotations

from typing import Any

import click

from zlcli.cli.commands import Command
from zlcli.cli.documents import process
from zlcli.cli.options import job_options, make_job
from zlcli.document import GROUPS, ON_REQUEST


@click.command("repair", cls=Command)
@job_options()
def command(paths: tuple[str, ...], **flags: Any) -> int:
    """Undo damage to the characters of documents and touch nothing else.

    Example: zlcli repair --check *.txt
    """
    job = make_job(flags)
    only = job.recipe.only or ("repair",)
    if not set(only) <= {"repair", "escapes", *ON_REQUEST, *GROUPS["repair"]}:
        raise click.UsageError(
            f"repair has only these treatments: {', '.join(sorted(GROUPS['repair']))}; for others use convert."
        )
    return process(paths, job._replace(recipe=job.recipe._replace(only=only, format="text")))
