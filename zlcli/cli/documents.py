"""One document after the other through the pipeline, from its source to where its result belongs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple, TextIO

import click

from zlcli.cli import report
from zlcli.cli.options import Job, gather
from zlcli.cli.text import N_, _, coloured, told
from zlcli.document import Result
from zlcli.encoding.decode import decode
from zlcli.encoding.mixed import BIG5
from zlcli.encoding.survey import BLOCK
from zlcli.errors import (
    EXIT_CHANGES,
    EXIT_FAILED,
    EXIT_OK,
    LostBytesError,
    NotTextError,
    SinkError,
    SourceError,
    ZlcliError,
    defect,
)
from zlcli.files import sinks, sources
from zlcli.files.inputs import Input, refusal
from zlcli.pipeline import Stream
from zlcli.recipe import encoded, encoded_pieces

# A document of more bytes is treated while it is read. Below, the whole takes no more memory than Python with all it loads.
_LONG = 16 << 20
# Explained on a terminal with the changes in their lines, the first that a person reads through; finding them takes time.
_MARKED_BYTES = 1 << 20
_MARKED_ROWS = 40


class _Route(NamedTuple):
    """Where a document comes from, what it is called, and where its result goes (None: standard output)."""

    source: Input
    name: str
    target: str | None

    @property
    def path(self) -> str:
        return self.source.path


def process(paths: tuple[str, ...], job: Job) -> int:
    """Treat every document and return the exit code. One that fails does not stop the others."""
    codes = []
    for route in _routes(list(_inputs(paths, job)), job):
        try:
            codes.append(_process_one(route, job))
        except ZlcliError as problem:
            report.error(f"{route.name}: {_reason(problem, route)}")
            codes.append(problem.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit, OSError, MemoryError):
            raise
        except Exception as error:  # a defect of ours costs one document, not the others
            report.error(f"{route.name}: {told(defect(error))}")
            codes.append(EXIT_FAILED)
    return max(codes, default=EXIT_OK)


def _reason(problem: ZlcliError, route: _Route) -> str:
    if isinstance(problem, NotTextError):
        from zlcli.files import archives  # what no text needs

        if archives.is_archive(route.path):
            return _("is an archive; zlcli batch SRC DST treats the documents in it")
    return told(problem)


def _inputs(paths: tuple[str, ...], job: Job) -> Iterator[Input]:
    for source in gather(paths, job.globs, job.files_from, null=job.null):
        if source.path != sources.STDIN:
            yield source
        elif job.in_place:
            raise click.UsageError(_("-i needs files to replace; standard input is none."))
        else:
            yield source._replace(name=os.path.basename(job.stdin_filename or ""))


def _routes(inputs: list[Input], job: Job) -> list[_Route]:
    """Where each result goes. Raises click.UsageError before anything is read."""
    several = len(inputs) > 1 or job.recursive
    silent = job.output or job.in_place or job.check or job.diff or job.as_json
    if len(inputs) > 1 and not silent:
        raise click.UsageError(_("several files need -o FOLDER or -i; on standard output they would run together."))
    routes = [_Route(source, _name(source, job), _target(source, job, several=several)) for source in inputs]
    if not job.in_place:
        _check_targets(routes)
    return routes


def _check_targets(routes: list[_Route]) -> None:
    """Refuse to write over an input, or twice to one file."""
    read = {_identity(route.path) for route in routes} - {None}
    for route in routes:
        if route.target and _identity(route.target) in read:
            raise click.UsageError(
                _("the output {path} is an input; use -i to replace files by their results.").format(
                    path=report.show(route.target)
                )
            )
        if route.path != "-" and route.target is None and sources.is_stdout(route.path):
            message = _("{path} is both input and output; write to another file, or use -i.")
            raise click.UsageError(message.format(path=report.show(route.path)))
    written = [os.path.realpath(route.target) for route in routes if route.target]
    if len(set(written)) < len(written):
        raise click.UsageError(_("two inputs would be written to the same file; give them different names or folders."))


def _identity(path: str) -> tuple[int, int] | None:
    """What all names of one file, also symbolic and hard links, have in common; None where there is no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino)


def _target(source: Input, job: Job, *, several: bool) -> str | None:
    if job.in_place:
        return source.path
    if job.output in (None, "-"):
        return None
    folder = several or job.output.endswith(("/", os.sep)) or os.path.isdir(job.output)
    if not folder:
        return job.output
    if not source.name:
        raise click.UsageError(_("standard input has no name; give -o a file, not a folder, or name it with --stdin-filename."))
    return os.path.join(job.output, job.recipe.renamed(source.name))


class _Treated(NamedTuple):
    """A document before and after: the bytes read, and those meant for its target; a long one's are held nowhere."""

    route: _Route
    result: Result
    changed: bool
    data: bytes = b""
    output: bytes = b""
    status: os.stat_result | None = None

    @property
    def name(self) -> str:
        return self.route.name

    @property
    def target(self) -> str | None:
        return self.route.target


def _process_one(route: _Route, job: Job) -> int:
    if route.path == "-" and sys.stdin.isatty() and not job.quiet:
        report.error(_("reading from the terminal; end with Ctrl-D, or name a file"))
    if route.source.found or job.in_place:
        reason = refusal(route.path, follow=job.follow)
        if reason:
            if not job.quiet:
                report.error(f"{route.name}: {_(reason)}")
            return EXIT_OK
    status = _status(route.path) if job.in_place else None
    named = route.source.name or route.path
    whole = partial(job.recipe.is_page, named, target=route.target)
    with sources.content(route.path, _limit(route, job), BLOCK, whole) as content:
        if callable(content):
            return _process_long(content, route, job, status)
        document = _treat(content, route, job, status)
    code = _lost_code(document, job)
    if code == EXIT_OK or not job.in_place:
        _explain(document, job)
        _print(document, job)
        if document.target and not (job.check or job.diff):
            _write(document.target, document, job)
    return max(code, EXIT_CHANGES) if job.check and document.changed else code


def _limit(route: _Route, job: Job) -> int | None:
    """Up to how many bytes a document is treated as a whole: all of it where the whole is shown, or must be seen before."""
    whole = job.as_json or job.diff or (job.recipe.lost == "fail" and not route.target) or (job.check and route.path == "-")
    return None if whole else _LONG


def _treat(data: bytes, route: _Route, job: Job, status: os.stat_result | None) -> _Treated:
    named = route.source.name or route.path
    form = job.recipe.form(named, route.target)
    result = job.recipe.apply(named, data, form, target=route.target, choices=job.explain or job.as_json or job.diff)
    output = encoded(result, form)
    return _Treated(route, result, output != data, data, output, status)


class _UnchangedError(Exception):
    """What was written is not wanted after all: the file is right already, or must not lose bytes."""


def _process_long(source: sources.Blocks, route: _Route, job: Job, status: os.stat_result | None) -> int:
    """Treat a document while it is read."""
    named = route.source.name or route.path
    form = job.recipe.form(named, route.target)
    stream = job.recipe.stream(named, source, form)
    pieces = encoded_pieces(stream, form)
    changed = True
    if job.check:
        changed = _digest(pieces) != _digest(source())
    elif route.target is None:
        for piece in pieces:
            report.write(piece)
    else:
        changed = _pour(stream, pieces, source, route.target, job, status)
    document = _Treated(route, stream.result(), changed)
    code = _lost_code(document, job)
    if code == EXIT_OK or not job.in_place:
        _explain(document, job)
    return max(code, EXIT_CHANGES) if job.check and changed else code


def _pour(  # noqa: PLR0913, PLR0917
    stream: Stream, pieces: Iterator[bytes], source: sources.Blocks, target: str, job: Job, status: os.stat_result | None
) -> bool:
    """Write a long document, and tell whether it changed; in place, one that did not or that lost bytes is left as it is."""
    _make_folder(target)
    try:
        with sinks.replacing(target, backup=job.backup, keep_date=job.keep_date, expected=status) as draft:
            digest = _digest(piece for piece in pieces if draft.write(piece))
            if job.in_place and (digest == _digest(source()) or (stream.has_losses and not job.recipe.lost)):
                raise _UnchangedError
            if job.recipe.lost == "fail" and stream.has_losses:
                raise LostBytesError("bytes that do not decode; nothing was written")
    except _UnchangedError:
        return False
    return True


def _digest(pieces: Iterable[bytes]) -> bytes:
    import hashlib

    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except FileNotFoundError as error:
        raise SourceError("no such file") from error
    except (OSError, ValueError) as error:
        raise SourceError("cannot be read ({reason})", reason=error) from error


_UAO = N_("; text of PTT may be Big5-UAO, which the Python package uao turns into UTF-8")
_MARKED = N_("U+FFFD stands in their place")
_FATES = {"guess": N_("the likeliest characters stand in their place, listed by --explain, else U+FFFD")}


def _lost_code(document: _Treated, job: Job) -> int:
    """Report lost bytes, and fail for them unless ``--lost mark`` allowed them."""
    diagnosis = document.result.diagnosis
    if not diagnosis.lost_bytes:
        return EXIT_OK
    fate = N_("the file is unchanged") if job.in_place and not job.recipe.lost else _FATES.get(job.recipe.lost or "", _MARKED)
    uao = _(_UAO) if diagnosis.encoding in BIG5 else ""
    message = _(
        "bytes that are not {encoding}: {count}, the first at offset {offset}; {fate}. Name another encoding with --from, "
        "or accept the loss with --lost mark"
    )
    said = message.format(encoding=diagnosis.encoding, count=diagnosis.lost_bytes, offset=diagnosis.lost[0], fate=_(fate))
    report.error(f"{document.name}: {said}{uao}")
    return EXIT_OK if job.recipe.lost else EXIT_FAILED


def _explain(document: _Treated, job: Job) -> None:
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


def _print(document: _Treated, job: Job) -> None:
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


def _print_changes(document: _Treated) -> None:
    if _is_marked(sys.stdout):
        _mark(document, document.name)
    else:
        said = report.difference(document.name, _original(document), document.result.text, colour=coloured())
        report.write(said.encode("utf-8"))


def _is_marked(stream: TextIO) -> bool:
    return coloured(stream) and stream.isatty()


def _mark(document: _Treated, title: str, *, stderr: bool = False, most: int | None = None) -> None:
    from rich.console import Console

    from zlcli.cli.changes import show_changes

    console = Console(stderr=stderr, highlight=False)
    show_changes(title, _original(document), document.result.text, document.result.choices, console=console, most=most)


def _original(document: _Treated) -> str:
    return decode(document.data, document.result.diagnosis.encoding or "utf-8").text.removeprefix("\ufeff")


def _recorded(document: _Treated) -> str:
    """The path in a record: ``-`` for standard input unless it was given a name."""
    return document.name if document.route.source.name else document.route.path


def _write(target: str, document: _Treated, job: Job) -> None:
    """Write the result; a file that is right already is not touched."""
    if job.in_place:
        if document.changed:
            _replace(target, document, job)
        return
    _make_folder(target)
    sinks.write_atomic(target, document.output)


def _make_folder(target: str) -> None:
    folder = os.path.dirname(target) or "."
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise SinkError("folder {folder} cannot be made ({reason})", folder=folder, reason=error.strerror) from error


def _replace(target: str, document: _Treated, job: Job) -> None:
    links = document.status.st_nlink if document.status else 1
    if links > 1 and not job.quiet:
        said = _("has {count} names (hard links); the others keep the old content").format(count=links)
        report.error(f"{document.name}: {said}")
    sinks.write_atomic(target, document.output, backup=job.backup, keep_date=job.keep_date, expected=document.status)


def _name(source: Input, job: Job) -> str:
    """The document's name in messages."""
    if source.path != "-":
        return source.path
    return job.stdin_filename or _("standard input")
