"""Where the documents of a batch come from and where their results belong: folders, archives, files of records.

A result is always written to a file first. Those that belong in an archive are kept beside it, with the journal, so that a
killed run loses none and the next night's treats only what is new; the archive is written from them at the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from zlcli.batch.catalog import Catalog
from zlcli.errors import SourceError, ZlcliError
from zlcli.files import inputs, json_lines
from zlcli.names import decoded
from zlcli.recipe import Recipe
from zlcli.records import Record

if TYPE_CHECKING:
    from zlcli.files.archives import Refused


class Found(Record):
    """A document of the source, or why it is none. ``data`` is as in a Task."""

    name: bytes
    data: bytes | str = b""
    refused: Refused = ""
    reason: str = ""


class Store(Protocol):
    """A source and the place for its results, whose journal is in the folder ``state``."""

    @property
    def state(self) -> str:
        """The folder of the journal and the lock."""

    @property
    def form(self) -> str:
        """What of the source and the output changes the results."""

    def documents(self, catalog: Catalog, spool: str | None) -> Iterator[Found]:
        """Yield what the source holds. Raises SourceError where it cannot be read any further."""

    def target(self, name: bytes, recipe: Recipe) -> str:
        """Return the path of the file that the result of ``name`` is written to."""

    def finish(self, catalog: Catalog) -> None:
        """Do what can only be done when all documents are."""


class Source(Record):
    """A folder or an archive, and what of a folder is meant."""

    path: str
    globs: inputs.Globs = inputs.Globs()
    follow: bool = False


class FolderStore(Record):
    """Results in a folder."""

    source: Source
    path: str

    @property
    def state(self) -> str:
        """The folder of the journal."""
        return os.path.join(self.path, inputs.STATE)

    @property
    def form(self) -> str:
        """What changes the results."""
        return "files"

    def documents(self, catalog: Catalog, spool: str | None) -> Iterator[Found]:
        """Yield what the source holds."""
        return _documents(self.source, catalog, spool, self.path)

    def target(self, name: bytes, recipe: Recipe) -> str:
        """Return where a result is written."""
        return os.path.join(self.path, recipe.renamed(os.fsdecode(name)))

    def finish(self, catalog: Catalog) -> None:
        """Nothing is left to do."""


class ArchiveStore(Record):
    """Results in an archive."""

    source: Source
    path: str

    @property
    def state(self) -> str:
        """The folder of the journal."""
        return self.path + inputs.STATE

    @property
    def form(self) -> str:
        """What changes the results."""
        return "files"

    def documents(self, catalog: Catalog, spool: str | None) -> Iterator[Found]:
        """Yield what the source holds."""
        return _documents(self.source, catalog, spool, self.state)

    def target(self, name: bytes, recipe: Recipe) -> str:
        """Return where a result is written."""
        return os.path.join(self.state, "files", recipe.renamed(os.fsdecode(name)))

    def finish(self, catalog: Catalog) -> None:
        """Write the output."""
        from zlcli.files import archives  # what no folder needs

        archives.write(self.path, self._results(catalog))

    def _results(self, catalog: Catalog) -> Iterator[tuple[bytes, str]]:
        folder = os.fsencode(os.path.join(self.state, "files", ""))
        for target in catalog.claims():
            if os.path.isfile(target):
                yield target[len(folder) :], os.fsdecode(target)


class RecordStore(Record):
    """One field of each record of a file with a JSON object a line. The name of a record is the number of its line."""

    source: str
    path: str
    field: str

    @property
    def state(self) -> str:
        """The folder of the journal."""
        return self.path + inputs.STATE

    @property
    def form(self) -> str:
        """What changes the results."""
        return f"field {self.field}"

    def documents(self, catalog: Catalog, spool: str | None) -> Iterator[Found]:  # noqa: ARG002  (the protocol's)
        """Yield what the source holds."""
        for name, line in self._lines():
            try:
                found = json_lines.find(_text(line), self.field)
                if found and found.text:
                    yield Found(name, _utf8(found.text))
            except ZlcliError as error:
                yield Found(name, refused="failed", reason=str(error))

    def target(self, name: bytes, recipe: Recipe) -> str:  # noqa: ARG002  (the protocol's)
        """Return where a result is written."""
        number = int(name.removeprefix(b"line "))
        return os.path.join(self.state, "files", f"{number // 1000:06}", f"{number:09}")

    def finish(self, catalog: Catalog) -> None:
        """Write the output."""
        from zlcli.files import archives  # as above

        with archives.packing(self.path) as packed:
            for name, line in self._lines():
                target = self.target(name, Recipe())
                packed.write(self._replaced(line, target) if catalog.is_claimed(os.fsencode(target)) else line)

    def _replaced(self, line: bytes, target: str) -> bytes:
        """The record with its result; one that has none stays as it is."""
        try:
            with open(target, encoding="utf-8", newline="") as file:
                text = file.read()
        except FileNotFoundError:
            return line
        whole = _text(line)
        found = json_lines.find(whole, self.field)
        return json_lines.replaced(whole, found, text).encode("utf-8") if found else line

    def _lines(self) -> Iterator[tuple[bytes, bytes]]:
        from zlcli.files import archives

        try:
            with archives.unpacked(self.source) as file:
                for number, line in enumerate(json_lines.lines(file), 1):
                    yield b"line %d" % number, line
        except (OSError, EOFError) as error:
            raise SourceError("{path} cannot be read ({reason})", path=self.source, reason=error) from error


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8; convert the whole file first (zlcli convert)") from error


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError("holds half of a surrogate pair, which is no text") from error


def _documents(source: Source, catalog: Catalog, spool: str | None, output: str) -> Iterator[Found]:
    if os.path.isdir(source.path):
        yield from _files(source, catalog, output)
    else:
        from zlcli.files import archives

        for member in archives.read(source.path, spool, decoded):
            yield Found(*member)


def _files(source: Source, catalog: Catalog, output: str) -> Iterator[Found]:
    names = map(os.fsencode, inputs.walk(source.path, _without(source, output), ordered=False))
    for name in catalog.sort(names):
        path = os.path.join(source.path, os.fsdecode(name))
        try:
            reason = inputs.refusal(path, follow=source.follow)
        except SourceError as error:
            reason = str(error)
        yield Found(name, path, "skipped" if reason else "", reason or "")


def _without(source: Source, output: str) -> inputs.Globs:
    """The globs of the source; an output that lies in it is no input."""
    return source.globs._replace(apart=os.path.relpath(os.path.realpath(output), os.path.realpath(source.path)))
