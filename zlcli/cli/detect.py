"""``zlcli detect``: the diagnosis printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import click

from zlcli import pipeline
from zlcli.cli import report, text
from zlcli.cli.commands import Command
from zlcli.cli.options import considered, encoding_options, gather, input_options
from zlcli.document import Diagnosis
from zlcli.encoding.survey import BLOCK
from zlcli.errors import EXIT_OK, ZlcliError
from zlcli.files import sources
from zlcli.files.inputs import Globs, Input


@click.command("detect", cls=Command)
@input_options
@encoding_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document, also on a terminal.")
def command(  # noqa: PLR0913  (one per flag)
    paths: tuple[str, ...],
    *,
    encoding: str | None,
    assume: str | None,
    candidates: tuple[str, ...] | None,
    recursive: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    files_from: str | None,
    null: bool,
    as_json: bool,
) -> int:
    """Say what encoding, script and damage documents have. Changes nothing.

    Reads standard input when no PATH is given or PATH is "-". On a terminal a table, elsewhere one JSON object a line.

    Example: zlcli detect --json *.txt
    """
    chosen = considered(encoding, assume, candidates)
    named = gather(paths, Globs(include, exclude) if recursive else None, files_from, null=null)
    found: list[tuple[str, Diagnosis]] = []
    codes = [EXIT_OK]
    table = sys.stdout.isatty() and not as_json
    for path, outcome in _diagnoses(_readable(named), encoding, chosen):
        if isinstance(outcome, ZlcliError):
            report.error(f"{path}: {text.told(outcome)}")
            codes.append(outcome.exit_code)
        elif table:
            found.append((path, outcome))
        else:
            report.write_line(report.as_json(report.diagnosis_record(path, outcome)))
    if found:
        report.print_diagnoses(found)
    return max(codes)


def _readable(named: Iterable[Input]) -> Iterator[str]:
    """Leave out links and devices that stand in a folder."""
    return (source.path for source in named if not source.found or not _is_passed_over(source.path))


def _is_passed_over(path: str) -> bool:
    return os.path.islink(path) or not (os.path.isfile(path) or os.path.isdir(path))


def _diagnoses(
    paths: Iterable[str], encoding: str | None, candidates: tuple[str, ...] | None
) -> Iterator[tuple[str, Diagnosis | ZlcliError]]:
    for path in paths:
        try:
            with sources.opened(path, BLOCK) as source:
                yield path, pipeline.diagnose(source, encoding=encoding, candidates=candidates)
        except ZlcliError as problem:
            yield path, problem
