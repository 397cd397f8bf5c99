"""Which files a command line means: paths, folders and what is in them, lists of names."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from zlcli.errors import SourceError
from zlcli.files.sinks import is_temporary
from zlcli.files.sources import STDIN
from zlcli.records import Record

STATE = ".zlcli"
"""The folder in which a batch keeps its journal; never an input."""


class Input(Record):
    """A file to read. ``name`` is where its result belongs below an output folder; ``found`` tells that nobody named it."""

    path: str
    name: str
    found: bool = False


class Globs(Record):
    """Shell patterns for files found in folders. A pattern with a slash is for the path in the folder, else for any name."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    apart: str = ""
    """A folder that is not looked into, by its path in the folder."""

    def want(self, name: str) -> bool:
        """Tell whether the file ``name`` (its path in the folder) is meant."""
        return (not self.include or _any_match(name, self.include)) and not _any_match(name, self.exclude)


def _any_match(name: str, patterns: Sequence[str]) -> bool:
    if not patterns:
        return False
    from fnmatch import fnmatchcase

    base = name.rpartition("/")[2]
    return any(fnmatchcase(name if "/" in pattern else base, pattern) for pattern in patterns)


def gather(paths: Iterable[str], globs: Globs | None) -> Iterator[Input]:
    """Yield an Input for each path; folders, if ``globs`` is given, give what is in them and below."""
    for path in paths:
        if globs is not None and path != STDIN and os.path.isdir(path):
            yield from _below(path, globs)
        else:
            yield Input(path, os.path.basename(path))


def _below(folder: str, globs: Globs) -> Iterator[Input]:
    for name in walk(folder, globs):
        yield Input(os.path.join(folder, name), name, found=True)


def walk(folder: str, globs: Globs, within: str = "", *, ordered: bool = True) -> Iterator[str]:
    """Yield the paths in ``folder`` of all that is no folder. Links to folders are not followed.

    Each folder is sorted if they are to be ``ordered``, which holds its names in memory.

    Files that a killed run left behind and the folders of a batch's journal are left out. A folder that cannot be read is
    yielded itself, for whoever opens it to say why.
    """
    try:
        entries = os.scandir(os.path.join(folder, within))
    except OSError:
        yield within
        return
    with entries:
        for entry in sorted(entries, key=lambda entry: entry.name) if ordered else entries:
            name = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name != STATE and name != globs.apart and not _any_match(name, globs.exclude):
                    yield from walk(folder, globs, f"{name}/", ordered=ordered)
            elif not is_temporary(entry.name) and globs.want(name):
                yield name


def listed(path: str, *, null: bool) -> Iterator[Input]:
    """Yield the files whose names are in the file ``path`` (``-`` is standard input), a line each or ended by NULs.

    Relative names keep their folders below an output folder. Raises SourceError.
    """
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except OSError as error:
        raise SourceError("the list of files {path} cannot be read ({reason})", path=path, reason=error.strerror) from error
    for raw in data.split(b"\0" if null else b"\n"):
        if raw:
            name = os.fsdecode(raw)
            yield Input(name, _kept(name))


def _kept(name: str) -> str:
    """The name below an output folder: as it was given, unless that would lead out of the folder."""
    inside = os.path.normpath(name)
    return os.path.basename(name) if os.path.isabs(inside) or inside.split("/")[0] == ".." else inside


def refusal(path: str, *, follow: bool) -> str | None:
    """Say why a file that nobody named, or that would be replaced, is better left alone; None if it is not.

    Raises SourceError for what is there but is no file with content: a device, a socket, a named pipe.
    """
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            if not follow:
                return "symbolic link, left as it is; --follow treats the file it leads to"
            mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return None  # reading it says what is wrong
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise SourceError("is a device, socket or named pipe; only regular files can be treated here")
    return None
