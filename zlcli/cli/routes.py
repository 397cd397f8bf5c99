"""Which documents a command line means, what each is called, and where its result goes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from zlcli.cli import report
from zlcli.cli.options import Job, gather
from zlcli.cli.text import _
from zlcli.files import sources
from zlcli.files.inputs import Input
from zlcli.records import Record


class Route(Record):
    """Where a document comes from, what it is called, and where its result goes (None: standard output)."""

    source: Input
    name: str
    target: str | None

    @property
    def path(self) -> str:
        """The file to read; ``-`` is standard input."""
        return self.source.path


def routes(paths: tuple[str, ...], job: Job) -> list[Route]:
    """Return where each document goes. Raises click.UsageError before anything is read."""
    inputs = list(_inputs(paths, job))
    several = len(inputs) > 1 or job.recursive
    silent = job.output or job.in_place or job.check or job.diff or job.as_json
    if len(inputs) > 1 and not silent:
        raise click.UsageError(_("several files need -o FOLDER or -i; on standard output they would run together."))
    found = [Route(source, _name(source, job), _target(source, job, several=several)) for source in inputs]
    if not job.in_place:
        _check_targets(found)
    return found


def _check_targets(routes: list[Route]) -> None:
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


def _name(source: Input, job: Job) -> str:
    """The document's name in messages."""
    if source.path != "-":
        return source.path
    return job.stdin_filename or _("standard input")


def _inputs(paths: tuple[str, ...], job: Job) -> Iterator[Input]:
    for source in gather(paths, job.globs, job.files_from, null=job.null):
        if source.path != sources.STDIN:
            yield source
        elif job.in_place:
            raise click.UsageError(_("-i needs files to replace; standard input is none."))
        else:
            yield source._replace(name=os.path.basename(job.stdin_filename or ""))
