"""``zlcli detect``: the diagnosis printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from zlcli import pipeline
from zlcli.cli import report
from zlcli.cli.options import encoding_option
from zlcli.document import Diagnosis
from zlcli.errors import EXIT_OK, ZlcliError
from zlcli.files import sources

# Stretches of one script that a table's cell has room for.
_RUNS = 4


@click.command("detect")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(allow_dash=True))
@encoding_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document, also on a terminal.")
def command(paths: tuple[str, ...], encoding: str | None, as_json: bool) -> int:
    """Say what encoding, script and damage documents have. Changes nothing.

    Example: zlcli detect --json *.txt
    """
    found: list[tuple[str, Diagnosis]] = []
    codes = [EXIT_OK]
    table = sys.stdout.isatty() and not as_json
    for path, outcome in _diagnoses(paths or ("-",), encoding):
        if isinstance(outcome, ZlcliError):
            report.error(f"{path}: {outcome}")
            codes.append(outcome.exit_code)
        elif table:
            found.append((path, outcome))
        else:
            report.write_line(report.as_json(report.diagnosis_record(path, outcome)))
    if found:
        _print_table(found)
    return max(codes)


def _diagnoses(paths: tuple[str, ...], encoding: str | None) -> Iterator[tuple[str, Diagnosis | ZlcliError]]:
    for path in paths:
        try:
            yield path, pipeline.detect(sources.read(path), encoding=encoding)
        except ZlcliError as problem:
            yield path, problem


def _print_table(found: list[tuple[str, Diagnosis]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("file", "encoding", "sure", "script", "damage", "lost bytes")
    for path, diagnosis in found:
        damage = ", ".join(f"{finding.count} {finding.kind}" for finding in diagnosis.damage)
        encoding = (diagnosis.encoding or "not text") + (" (BOM)" if diagnosis.bom else "")
        cells = (path, encoding, f"{diagnosis.confidence:.0%}", _script(diagnosis), damage or "-")
        # Text objects: a file named "[/x].txt" is no markup.
        table.add_row(*(Text(report.show(cell)) for cell in cells), Text(str(diagnosis.lost_bytes), justify="right"))
    Console().print(table)


def _script(diagnosis: Diagnosis) -> str:
    """The script in a table's cell; of a document in two, where the first stretches of each are."""
    if diagnosis.script != "mixed":
        return report.script(diagnosis) if diagnosis.script else "-"
    runs = [f"{run.first}-{run.last} {run.script}" for run in diagnosis.script_runs[:_RUNS]]
    more = ", …" if len(diagnosis.script_runs) > _RUNS else ""
    return f"{report.script(diagnosis)}: lines {', '.join(runs)}{more}"
