"""What an archive holds: each document diagnosed and treated, nothing written; counts of all, details of the worst."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from heapq import nlargest
from pathlib import Path

from zlcli.cli.text import _ as translated
from zlcli.cli.text import show, told
from zlcli.document import RENDERED, Step
from zlcli.errors import SourceError, ZlcliError
from zlcli.files import archives, sources
from zlcli.files.endings import is_archive
from zlcli.files.inputs import Globs, gather
from zlcli.names import decoded
from zlcli.recipe import Recipe
from zlcli.records import Record

WORST = 200
"""So many documents are listed: what a person looks through. The counts are of all."""
_EXCERPTS = 6
_LENGTH = 160
# Entries kept before all but the worst are let go: bounded memory however large the archive.
_KEPT = 20 * WORST


class Excerpt(Record):
    """A piece of a document as it is and as zlcli would write it."""

    kind: str
    line: int
    before: str
    after: str


class Entry(Record):
    """What one document has. ``damage`` counts changes by kind; ``error`` says why there is no more."""

    path: str
    encoding: str | None = None
    script: str | None = None
    damage: tuple[tuple[str, int], ...] = ()
    lost_bytes: int = 0
    excerpts: tuple[Excerpt, ...] = ()
    error: str = ""

    @property
    def weight(self) -> tuple[bool, int]:
        """How bad it is: what cannot be read first, then by the number of places."""
        return (bool(self.error), sum(count for _, count in self.damage) + self.lost_bytes)


@dataclass(slots=True)
class Survey:
    """Counts of documents by encoding and script, of documents and places by kind of damage, and the worst documents."""

    documents: int = 0
    failed: int = 0
    damaged: int = 0
    encodings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    damage: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Count one document."""
        self.documents += 1
        if entry.error:
            self.failed += 1
        else:
            self.encodings[entry.encoding or "-"] += 1
            self.scripts[entry.script or "-"] += 1
        self.damage.update(kind for kind, _ in entry.damage)
        self.places.update(dict(entry.damage))
        if any(entry.weight):
            self.damaged += not entry.error
            self.entries.append(entry)
        if len(self.entries) > _KEPT:
            self.entries = self.worst()

    def worst(self) -> list[Entry]:
        """Return the worst documents, the worst first."""
        return nlargest(WORST, self.entries, key=lambda entry: entry.weight)


class Document(Record):
    """A document by its name, and how its bytes are read, which may raise ZlcliError; or why it is ``refused``."""

    name: str
    read: Callable[[], bytes]
    refused: str = ""


def documents(source: str, globs: Globs) -> Iterator[Document]:
    """Yield what a folder, a file or an archive holds; where an archive breaks off, it is the last itself."""
    if is_archive(source) and Path(source).is_file():
        with tempfile.TemporaryDirectory(prefix="zlcli-") as spool:
            yield from _members(source, globs, spool)
    else:
        yield from (Document(found.path, partial(sources.read, found.path)) for found in gather([source], globs))


def _members(source: str, globs: Globs, spool: str) -> Iterator[Document]:
    try:
        for member in archives.read(source, spool, decoded):
            name = member.name.decode("utf-8", "surrogateescape")
            if globs.want(name):
                yield Document(name, partial(_content, member), member.reason)
            if isinstance(member.data, str):
                Path(member.data).unlink()
    except SourceError as problem:
        yield Document(source, partial(_fail, problem))


def _content(member: archives.Member) -> bytes:
    return member.data if isinstance(member.data, bytes) else sources.read(member.data)


def _fail(problem: ZlcliError) -> bytes:
    raise problem


def survey(found: Iterable[Document]) -> Survey:
    """Look at every document. One that cannot be read is counted and does not stop the others."""
    result = Survey()
    for document in found:
        result.add(_entry(document))
    return result


def _entry(document: Document) -> Entry:
    if document.refused:
        return Entry(document.name, error=translated(document.refused))
    try:
        treated = Recipe().apply(document.name, document.read(), "text")
    except ZlcliError as problem:
        return Entry(document.name, error=told(problem))
    diagnosis = treated.diagnosis
    steps = [step for step in treated.steps if step.kind not in RENDERED]
    damage = tuple((str(step.kind), step.count) for step in steps)
    return Entry(document.name, diagnosis.encoding, diagnosis.script, damage, diagnosis.lost_bytes, _excerpts(steps))


def _excerpts(steps: list[Step]) -> tuple[Excerpt, ...]:
    per_kind = max(1, _EXCERPTS // len(steps)) if steps else 0
    return tuple(
        Excerpt(step.kind, change.line, _short(change.before), _short(change.after))
        for step in steps
        for change in step.examples[:per_kind]
    )


def _short(text: str) -> str:
    return show(text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…")
