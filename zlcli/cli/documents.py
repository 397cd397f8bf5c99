"""One document after the other through the pipeline, from its source to where its result belongs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial

import click

from zlcli.cli import report
from zlcli.cli.options import Job
from zlcli.cli.routes import Route, routes
from zlcli.cli.text import _, told
from zlcli.cli.treated import Treated, explain, lost_code, write_asked
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
from zlcli.files.inputs import refusal
from zlcli.pipeline import Stream
from zlcli.recipe import encoded, encoded_pieces

# A document of more bytes is treated while it is read. Below, the whole takes no more memory than Python with all it loads.
_LONG = 16 << 20


def process(paths: tuple[str, ...], job: Job) -> int:
    """Treat every document and return the exit code. One that fails does not stop the others."""
    codes = []
    for route in routes(paths, job):
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


def _reason(problem: ZlcliError, route: Route) -> str:
    if isinstance(problem, NotTextError):
        from zlcli.files.endings import is_archive  # what no text needs

        if is_archive(route.path):
            return _("is an archive; zlcli batch SRC DST treats the documents in it")
    return told(problem)


def _process_one(route: Route, job: Job) -> int:
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
    code = lost_code(document, job)
    if code == EXIT_OK or not job.in_place:
        explain(document, job)
        write_asked(document, job)
        if document.target and not (job.check or job.diff):
            _write(document.target, document, job)
    return max(code, EXIT_CHANGES) if job.check and document.changed else code


def _limit(route: Route, job: Job) -> int | None:
    """Up to how many bytes a document is treated as a whole: all of it where the whole is shown, or must be seen before."""
    whole = job.as_json or job.diff or (job.recipe.lost == "fail" and not route.target) or (job.check and route.path == "-")
    return None if whole else _LONG


def _treat(data: bytes, route: Route, job: Job, status: os.stat_result | None) -> Treated:
    named = route.source.name or route.path
    form = job.recipe.form(named, route.target)
    told = job.explain or job.as_json or job.diff
    result = job.recipe.apply(named, data, form, target=route.target, choices=told, brief=not told)
    output = encoded(result, form)
    return Treated(route, result, output != data, data, output, status)


class _UnchangedError(Exception):
    """What was written is not wanted after all: the file is right already, or must not lose bytes."""


def _process_long(source: sources.Blocks, route: Route, job: Job, status: os.stat_result | None) -> int:
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
    document = Treated(route, stream.result(brief=not job.explain), changed)
    code = lost_code(document, job)
    if code == EXIT_OK or not job.in_place:
        explain(document, job)
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


def _write(target: str, document: Treated, job: Job) -> None:
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


def _replace(target: str, document: Treated, job: Job) -> None:
    links = document.status.st_nlink if document.status else 1
    if links > 1 and not job.quiet:
        said = _("has {count} names (hard links); the others keep the old content").format(count=links)
        report.error(f"{document.name}: {said}")
    sinks.write_atomic(target, document.output, backup=job.backup, keep_date=job.keep_date, expected=document.status)
