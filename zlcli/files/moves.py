"""Renaming files so that nothing is ever overwritten, and so that it can be undone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from zlcli.errors import SinkError, SourceError
from zlcli.files.sinks import sync_folder, write_all
from zlcli.records import Record


class Move(Record):
    """The file at the path ``old`` gets the path ``new``, in the same folder."""

    old: str
    new: str


def apply(move: Move) -> None:
    """Rename a file or folder. Raises SinkError, with nothing changed, where there is something of the new name."""
    try:
        if os.path.isdir(move.old) and not os.path.islink(move.old):
            _refuse_existing(move)
            os.rename(move.old, move.new)
        else:
            _rename_file(move)
        sync_folder(os.path.dirname(move.new))
    except OSError as error:
        raise SinkError("cannot be renamed ({reason}); it is as it was", reason=error.strerror or error) from error


def _refuse_existing(move: Move) -> None:
    if os.path.lexists(move.new):
        raise SinkError("is not renamed, for {path} is there; move one of them away", path=move.new)


def _rename_file(move: Move) -> None:
    """Make the new name first, which fails if it is there; a kill in between leaves both names of one file."""
    try:
        os.link(move.old, move.new, follow_symlinks=False)
    except FileExistsError:
        if not os.path.samestat(os.lstat(move.old), os.lstat(move.new)):
            _refuse_existing(move)
    except PermissionError:  # a file system without hard links
        _refuse_existing(move)
        os.rename(move.old, move.new)
        return
    os.unlink(move.old)


class UndoFile:
    """A list of moves, each written down before it is made. Raises SinkError."""

    def __init__(self, path: str) -> None:
        try:
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except OSError as error:
            raise SinkError(
                "the undo file {path} cannot be made ({reason}); nothing was renamed", path=path, reason=error.strerror
            ) from error

    def note(self, move: Move) -> None:
        """Write down a move that is about to be made."""
        line = {"from": _portable(move.old), "to": _portable(move.new)}
        try:
            write_all(self._handle, (json.dumps(line) + "\n").encode("ascii"))
            os.fsync(self._handle)
        except OSError as error:
            raise SinkError(
                "the undo file cannot be written ({reason}); nothing more is renamed", reason=error.strerror
            ) from error


def undoing(path: str) -> Iterator[Move]:
    """Yield the moves that undo those of an undo file, the last first. Raises SourceError."""
    try:
        with open(path, "rb") as file:
            lines = [json.loads(line) for line in file if line.endswith(b"\n")]
        moves = [Move(_local(line["from"]), _local(line["to"])) for line in lines]
    except OSError as error:
        raise SourceError("{path} cannot be read ({reason})", path=path, reason=error.strerror) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError("{path} is no undo file ({reason})", path=path, reason=error) from error
    yield from _back(moves)


def _back(moves: Iterable[Move]) -> Iterator[Move]:
    for move in reversed(list(moves)):
        if os.path.lexists(move.new):  # else it was never made
            yield Move(move.new, move.old)


def _portable(path: str) -> str:
    """A path as JSON keeps it, the same in every locale."""
    return os.fsencode(os.path.abspath(path)).decode("utf-8", "surrogateescape")


def _local(path: str) -> str:
    return os.fsdecode(path.encode("utf-8", "surrogateescape"))
