"""A document that was treated, and what people and programs are told of it."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from zlcli.cli import report
from zlcli.cli.options import Job
from zlcli.cli.routes import Route
from zlcli.cli.text import N_, _, coloured
from zlcli.document import Result
from zlcli.encoding.decode import decode
from zlcli.encoding.mixed import BIG5
from zlcli.errors import EXIT_FAILED, EXIT_OK
from zlcli.records import Record

# Explained on a terminal with the changes in their lines, the first that a person reads through; finding them takes time.
_MARKED_BYTES = 1 << 20
_MARKED_ROWS = 40
_UAO = N_("; text of PTT may be Big5-UAO, which the Python package uao turns into UTF-8")
_SUBSTITUTED = N_("U+FFFD stands in their place")
_FATES = {"guess": N_("the likeliest characters stand in their place, listed by --explain, else U+FFFD")}


class Treated(Record):
    """A document before and after: the bytes read, and those meant for its target; a long one's are held nowhere."""

    route: Route
    result: Result
    changed: bool
    data: bytes = b""
    output: bytes = b""
    status: os.stat_result | None = None

    @property
    def name(self) -> str:
        """The document's name in messages."""
        return self.route.name

    @property
    def target(self) -> str | None:
        """Where the result goes; None is standard output."""
        return self.route.target


def lost_code(document: Treated, job: Job) -> int:
    """Report lost bytes, and fail for them unless ``--lost mark`` allowed them."""
    diagnosis = document.result.diagnosis
    if not diagnosis.lost_bytes:
        return EXIT_OK
    fate = (
        N_("the file is unchanged") if job.in_place and not job.recipe.lost else _FATES.get(job.recipe.lost or "", _SUBSTITUTED)
    )
    uao = _(_UAO) if diagnosis.encoding in BIG5 else ""
    message = _(
        "bytes that are not {encoding}: {count}, the first at offset {offset}; {fate}. Name another encoding with --from, "
        "or accept the loss with --lost mark"
    )
    said = message.format(encoding=diagnosis.encoding, count=diagnosis.lost_bytes, offset=diagnosis.lost[0], fate=_(fate))
    report.error(f"{document.name}: {said}{uao}")
    return EXIT_OK if job.recipe.lost else EXIT_FAILED


def explain(document: Treated, job: Job) -> None:
    """Say on standard error what was asked to be said there."""
    if job.explain:
        marked = bool(document.data) and len(document.data) <= _MARKED_BYTES and _is_marked(sys.stderr)
        for line in report.explanation(document.name, document.result, examples=not marked):
            click.echo(line, err=True)
        if marked:
            _mark(document, "", stderr=True, most=_MARKED_ROWS)
    if job.verbose or (job.check and document.changed and not job.quiet):
        verb = _("would change") if job.check or job.diff else _("done")
        click.echo(f"zlcli: {report.show(document.name)}: {verb}: {report.counts(document.result.steps)}", err=True)


def write_asked(document: Treated, job: Job) -> None:
    """Put on standard output what belongs there, which is one thing only."""
    result = document.result
    if job.as_json:
        record = report.result_record(_recorded(document), result, changed=document.changed)
        text = {} if document.target or job.check or job.diff else {"text": result.text}
        report.write_line(report.as_json({**record, **text}))
    elif job.diff:
        _print_changes(document)
    elif document.target is None and not job.check:
        report.write(document.output)


def _print_changes(document: Treated) -> None:
    if _is_marked(sys.stdout):
        _mark(document, document.name)
    else:
        said = report.difference(document.name, _original(document), document.result.text, colour=coloured())
        report.write(said.encode("utf-8"))


def _is_marked(stream: TextIO) -> bool:
    return coloured(stream) and stream.isatty()


def _mark(document: Treated, title: str, *, stderr: bool = False, most: int | None = None) -> None:
    from rich.console import Console

    from zlcli.cli.changes import show_changes

    console = Console(stderr=stderr, highlight=False)
    show_changes(title, _original(document), document.result.text, document.result.choices, console=console, most=most)


def _original(document: Treated) -> str:
    return decode(document.data, document.result.diagnosis.encoding or "utf-8").text.removeprefix("\ufeff")


def _recorded(document: Treated) -> str:
    """The path in a record: ``-`` for standard input unless it was given a name."""
    return document.name if document.route.source.name else document.route.path
