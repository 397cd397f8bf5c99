"""``zlcli rename``: names of files, repaired."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

import click

from zlcli.cli import report
from zlcli.cli.commands import Command
from zlcli.cli.text import _
from zlcli.errors import EXIT_OK, SourceError, ZlcliError
from zlcli.files import moves
from zlcli.files.moves import Move
from zlcli.names import repaired


@click.command("rename", cls=Command)
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path())
@click.option("-r", "--recursive", is_flag=True, help="Look into folders and the folders in them.")
@click.option("--apply", is_flag=True, help="Rename; without it the new names are only shown.")
@click.option("--undo", metavar="FILE", help="Take back what the undo file FILE lists.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(paths: tuple[str, ...], *, recursive: bool, apply: bool, undo: str | None, quiet: bool) -> int:
    """Give files the names that were meant: Chinese in GBK or Big5 instead of UTF-8, or mojibake.

    Shows what it would do; --apply does it, and writes a file for --undo into the current folder. Never overwrites.

    Example: zlcli rename -r --apply unpacked
    """
    if bool(paths) == bool(undo):
        raise click.UsageError(_("name the files to rename, or with --undo FILE what to take back."))
    found = moves.undoing(undo) if undo else _moves(_named(paths, recursive=recursive))
    return _rename(found, undoable=not undo, quiet=quiet) if apply else _preview(found)


def _preview(found: Iterable[Move]) -> int:
    codes = [EXIT_OK]
    taken: set[str] = set()
    for move in found:
        report.write_line(f"{report.show(move.old)} -> {report.show(os.path.basename(move.new))}")
        if os.path.lexists(move.new) or move.new in taken:
            codes.append(_told(move, SourceError("would not be renamed, for another file has the new name")))
        taken.add(move.new)
    return max(codes)


def _rename(found: Iterable[Move], *, undoable: bool, quiet: bool) -> int:
    codes = [EXIT_OK]
    log: moves.UndoFile | None = None
    path = time.strftime("zlcli-rename-%Y%m%d-%H%M%S.undo")
    for move in found:
        if undoable:
            log = log or moves.UndoFile(path)
            log.note(move)
        try:
            moves.apply(move)
        except ZlcliError as problem:
            codes.append(_told(move, problem))
    if log and not quiet:
        report.error(f"to take this back: zlcli rename --apply --undo {path}")
    return max(codes)


def _told(move: Move, problem: ZlcliError) -> int:
    report.error(f"{move.old}: {problem}")
    return problem.exit_code


def _named(paths: Iterable[str], *, recursive: bool) -> Iterator[str]:
    """Yield each path after what is in it, so that a folder's name changes when nothing needs the old one any more."""
    for path in paths:
        if not os.path.lexists(path):
            raise SourceError("{path}: no such file or folder", path=path)
        if recursive and os.path.isdir(path) and not os.path.islink(path):
            for parent, folders, files in os.walk(path, topdown=False):
                yield from (os.path.join(parent, name) for name in sorted((*folders, *files)))
        if os.path.basename(path) not in {"", os.curdir, os.pardir}:
            yield path


def _moves(paths: Iterable[str]) -> Iterator[Move]:
    """Judge all names together: a folder's own may be too short to tell."""
    known = list(paths)
    names = [os.fsencode(os.path.basename(path)) for path in known]
    for path, old, new in zip(known, names, repaired(names), strict=True):
        if old != new:
            yield Move(path, os.path.join(os.path.dirname(path), os.fsdecode(new)))
