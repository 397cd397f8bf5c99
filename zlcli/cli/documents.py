"""One document after the other through the pipeline, from its source to where its result belongs."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from zlcli import pipeline
from zlcli.cli import report
from zlcli.cli.options import Job
from zlcli.document import Format, Result
from zlcli.encoding.decode import decode
from zlcli.encoding.mixed import BIG5
from zlcli.errors import EXIT_CHANGES, EXIT_FAILED, EXIT_OK, SinkError, ZlcliError
from zlcli.files import sinks, sources

_MARKDOWN_ENDINGS = (".md", ".markdown")
# Files whose lines and marks are a format of their own: the text in them is treated, its layout is not, nor, where a comma
# may be a delimiter, its punctuation.
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SUBTITLES = (".srt", ".lrc", ".vtt")
_RECORDS = (".ass", ".ssa", ".csv", ".tsv", ".json", ".jsonl")


def process(paths: tuple[str, ...], job: Job) -> int:
    """Treat every document and return the exit code. One that fails does not stop the others."""
    targets = _targets(paths or ("-",), job)
    codes = []
    for path, target in targets:
        try:
            codes.append(_process_one(path, target, job))
        except ZlcliError as problem:
            report.error(f"{_name(path)}: {problem}")
            codes.append(problem.exit_code)
    return max(codes, default=EXIT_OK)


def _targets(paths: tuple[str, ...], job: Job) -> list[tuple[str, str | None]]:
    """Where each result goes; None is standard output. Raises click.UsageError before anything is read."""
    targets = [(path, _target(path, job, several=len(paths) > 1)) for path in paths]
    written = [os.path.realpath(target) for _, target in targets if target]
    for path, target in targets:
        if target and not job.in_place and any(_same_file(target, p) for p in paths):
            raise click.UsageError(f"the output {report.show(target)} is an input; use -i to replace files by their results.")
        if path != "-" and target is None and sources.is_stdout(path):
            raise click.UsageError(f"{report.show(path)} is both input and output; write to another file, or use -i.")
    if len(set(written)) < len(written):
        raise click.UsageError("two inputs would be written to the same file; give them different names or folders.")
    return targets


def _same_file(target: str, path: str) -> bool:
    """Tell whether both names are one file, also by a symbolic or hard link."""
    try:
        return path != "-" and Path(target).samefile(path)
    except (OSError, ValueError):
        return False


def _target(path: str, job: Job, *, several: bool) -> str | None:
    if job.in_place:
        return path
    if job.output in (None, "-"):
        return None
    folder = several or job.output.endswith(("/", os.sep)) or Path(job.output).is_dir()
    if not folder:
        return job.output
    if path == "-":
        raise click.UsageError("standard input has no name; give -o a file, not a folder.")
    name = Path(path).name
    return str(Path(job.output, Path(name).with_suffix(".md") if job.format == "md" else name))


def _format(target: str | None, job: Job) -> Format:
    if job.format:
        return job.format
    return "md" if target and target.lower().endswith(_MARKDOWN_ENDINGS) else "text"


@dataclass(frozen=True, slots=True)
class _Treated:
    """A document before and after: the bytes read from ``path``, and those meant for ``target`` (None: standard output)."""

    path: str
    target: str | None
    data: bytes
    output: bytes
    result: Result

    @property
    def name(self) -> str:
        return _name(self.path)

    @property
    def changed(self) -> bool:
        return self.output != self.data


def _process_one(path: str, target: str | None, job: Job) -> int:
    if path == "-" and sys.stdin.isatty() and not job.quiet:
        report.error("reading from the terminal; end with Ctrl-D, or name a file")
    document = _treat(path, target, job)
    code = _lost_code(document, job)
    if code == EXIT_OK or not job.in_place:
        _explain(document, job)
        _print(document, job)
        if target and not (job.check or job.diff):
            _write(target, document, in_place=job.in_place)
    return max(code, EXIT_CHANGES) if job.check and document.changed else code


def _treat(path: str, target: str | None, job: Job) -> _Treated:
    data = sources.read(path)
    form = "text" if path.lower().endswith((*_SUBTITLES, *_RECORDS)) else _format(target, job)
    result = pipeline.normalize(
        data,
        to=job.to,
        format=form,
        encoding=job.encoding,
        candidates=job.candidates,
        lost=job.lost or "mark",
        skip=(*job.skip, *_left_alone(path)),
        only=job.only,
        regional_words=job.regional_words,
        terms=job.terms,
        protect=job.protect,
        quotes=job.quotes,
        choices=job.explain or job.as_json,
        html=_is_page(path, target, job),
    )
    return _Treated(path, target, data, _encoded(result, form), result)


def _is_page(path: str, target: str | None, job: Job) -> bool | None:
    """Tell whether to read HTML: not where the result is to be a page itself. None leaves it to how the document begins."""
    if not job.format and target and target.lower().endswith(_PAGES):
        return False
    return True if path.lower().endswith(_PAGES) else None


def _left_alone(path: str) -> tuple[str, ...]:
    """The treatments that would break the format of the file named ``path``."""
    if path.lower().endswith(_RECORDS):
        return ("layout", "punctuation")
    return ("layout",) if path.lower().endswith(_SUBTITLES) else ()


def _encoded(result: Result, form: Format) -> bytes:
    """UTF-8, with the BOM a UTF-8 text came with: a healthy document comes out as it went in."""
    keep_bom = form == "text" and result.diagnosis.bom and result.diagnosis.encoding == "utf-8"
    return ("\ufeff" if keep_bom else "").encode() + result.text.encode("utf-8")


def _lost_code(document: _Treated, job: Job) -> int:
    """Report lost bytes, and fail for them unless ``--lost mark`` allowed them."""
    diagnosis = document.result.diagnosis
    if not diagnosis.lost_bytes:
        return EXIT_OK
    fate = "the file is unchanged" if job.in_place and not job.lost else "U+FFFD stands in their place"
    uao = "; text of PTT may be Big5-UAO, which the Python package uao turns into UTF-8" if diagnosis.encoding in BIG5 else ""
    report.error(
        f"{document.name}: bytes that are not {diagnosis.encoding}: {diagnosis.lost_bytes}, the first at offset "
        f"{diagnosis.lost[0]}; {fate}. Name another encoding with --from, or accept the loss with --lost mark{uao}"
    )
    return EXIT_OK if job.lost else EXIT_FAILED


def _explain(document: _Treated, job: Job) -> None:
    """Say on standard error what was asked to be said there."""
    if job.explain:
        for line in report.explanation(document.name, document.result):
            click.echo(line, err=True)
    if job.verbose or (job.check and document.changed and not job.quiet):
        verb = "would change" if job.check or job.diff else "done"
        click.echo(f"zlcli: {report.show(document.name)}: {verb}: {report.counts(document.result.steps)}", err=True)


def _print(document: _Treated, job: Job) -> None:
    """Put on standard output what belongs there, which is one thing only."""
    result = document.result
    if job.as_json:
        record = report.result_record(document.path, result, changed=document.changed)
        text = {} if document.target or job.check or job.diff else {"text": result.text}
        report.write_line(report.as_json({**record, **text}))
    elif job.diff:
        before = decode(document.data, result.diagnosis.encoding or "utf-8").text.removeprefix("\ufeff")
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        report.write(report.difference(document.name, before, result.text, colour=colour).encode("utf-8"))
    elif document.target is None and not job.check:
        report.write(document.output)


def _write(target: str, document: _Treated, *, in_place: bool) -> None:
    """Write the result; a file that is right already is not touched."""
    if in_place and not document.changed:
        return
    folder = Path(target).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinkError(f"folder {folder} cannot be made ({error.strerror})") from error
    sinks.write_atomic(target, document.output)


def _name(path: str) -> str:
    return "standard input" if path == "-" else path
