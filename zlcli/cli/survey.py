"""What an archive holds: each document diagnosed and treated, nothing written; counts of all, details of the worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from zlcli.cli.text import show, told
from zlcli.document import RENDERED, Step
from zlcli.errors import ZlcliError
from zlcli.files import sources
from zlcli.files.inputs import Input
from zlcli.recipe import Recipe

WORST = 200
"""So many documents are listed: what a person looks through. The counts are of all."""
_EXCERPTS = 6
_LENGTH = 160
# Entries kept before all but the worst are let go: bounded memory however large the archive.
_KEPT = 20 * WORST


class Excerpt(NamedTuple):
    """A piece of a document as it is and as zlcli would write it."""

    kind: str
    line: int
    before: str
    after: str


class Entry(NamedTuple):
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


def survey(found: Iterable[Input]) -> Survey:
    """Look at every document. One that cannot be read is counted and does not stop the others."""
    result = Survey()
    for source in found:
        result.add(_entry(source))
    return result


def _entry(source: Input) -> Entry:
    try:
        treated = Recipe().apply(source.name or source.path, sources.read(source.path), "text")
    except ZlcliError as problem:
        return Entry(source.path, error=told(problem))
    diagnosis = treated.diagnosis
    steps = [step for step in treated.steps if step.kind not in RENDERED]
    damage = tuple((str(step.kind), step.count) for step in steps)
    return Entry(source.path, diagnosis.encoding, diagnosis.script, damage, diagnosis.lost_bytes, _excerpts(steps))


def _excerpts(steps: list[Step]) -> tuple[Excerpt, ...]:
    per_kind = max(1, _EXCERPTS // len(steps)) if steps else 0
    return tuple(
        Excerpt(step.kind, change.line, _short(change.before), _short(change.after))
        for step in steps
        for change in step.examples[:per_kind]
    )


def _short(text: str) -> str:
    return show(text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…")
