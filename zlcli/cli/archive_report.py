"""``zlcli report``: a page on what an archive holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from zlcli.cli import report
from zlcli.cli.commands import Command
from zlcli.cli.text import _
from zlcli.errors import EXIT_FAILED, EXIT_OK
from zlcli.files import sinks
from zlcli.files.inputs import Globs


@click.command("report", cls=Command)
@click.argument("source", metavar="SRC", type=click.Path())
@click.option("-o", "--output", metavar="FILE", help="Write the page to this file.")
@click.option("--include", multiple=True, metavar="GLOB", help="Of folders, only files that match (repeatable).")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Of folders, no files or folders that match (repeatable).")
@click.option("--json", "as_json", is_flag=True, help="Print the same as one JSON object on standard output.")
def command(source: str, *, output: str | None, include: tuple[str, ...], exclude: tuple[str, ...], as_json: bool) -> int:
    """Say in one page of HTML what encodings, scripts and damage the documents of SRC have. Changes nothing.

    SRC is a folder, a file or an archive. The page needs no network: open it in any browser, or print it.

    Example: zlcli report /srv/inbox -o report.html
    """
    if not output and not as_json:
        raise click.UsageError(_("name the page with -o report.html, or ask for --json."))
    if not Path(source).exists():
        raise click.UsageError(_("{path}: no such file or folder.").format(path=report.show(source)))
    from zlcli.cli import page
    from zlcli.cli.survey import Survey, documents, survey

    found: Survey = survey(documents(source, Globs(include, exclude)))
    if output:
        sinks.write_atomic(output, page.render(source, found).encode())
    if as_json:
        report.write_line(report.as_json(_record(source, found)))
    return EXIT_FAILED if found.failed else EXIT_OK


def _record(source: str, found: Any) -> dict[str, Any]:
    counts = {name: dict(getattr(found, name)) for name in ("encodings", "scripts", "damage", "places")}
    totals = {name: getattr(found, name) for name in ("documents", "damaged", "failed")}
    return {"path": source, **totals, **counts, "worst": [_entry(entry) for entry in found.worst()]}


def _entry(entry: Any) -> dict[str, Any]:
    return {**report.as_record(entry), "damage": dict(entry.damage)}
