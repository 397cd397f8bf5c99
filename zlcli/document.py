"""The frozen records that flow through the pipeline. They know nothing of files, terminals or each other's makers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

Target = Literal["keep", "hans", "hant", "tw", "hk"]
"""Which script to write; ``keep`` leaves the characters as they are."""
Format = Literal["text", "md"]
Lost = Literal["fail", "mark"]
"""What to do with bytes that do not decode: refuse, or put U+FFFD in their place."""
Newline = Literal["\n", "\r\n", "\r"]
Script = Literal["hans", "hant", "mixed"]
BlockKind = Literal["paragraph", "code", "markdown", "heading", "item", "verse", "quote", "table", "rule"]
Kind = Literal[
    "control", "compatibility", "spacing", "fullwidth", "gloss", "punctuation",
    "boilerplate", "page", "unwrap", "structure", "table", "script",
]  # fmt: skip
"""The treatments, in the order in which they run."""

KINDS: tuple[Kind, ...] = get_args(Kind)
GROUPS: dict[str, frozenset[Kind]] = {
    "repair": frozenset({"control", "compatibility", "spacing", "gloss", "punctuation"}),
    "layout": frozenset({"boilerplate", "page", "unwrap", "structure", "table"}),
}
"""Names that stand for several kinds in ``--skip`` and ``--only``."""
ON_REQUEST: frozenset[Kind] = frozenset({"fullwidth"})
"""Treatments of what may be the author's own choice: they run only where ``--only`` names them."""
RENDERED: frozenset[Kind] = frozenset({"structure", "table", "script"})
"""Treatments that give the text a form that was asked for; what they change is no damage."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of damage seen in the sample: how often, and one example as it stood there."""

    kind: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from ``start`` to ``end`` (not included) of a document, and the encoding they are in."""

    start: int
    end: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that the bytes might be in as well, its probability, and the beginning of the text it would give."""

    encoding: str
    confidence: float
    preview: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a document. `zlcli detect` prints one.

    ``encoding`` is a Python codec name, None when the bytes are no text; ``confidence`` is 0 to 1. For text that never was
    bytes ``encoding`` is None as well and ``bytes`` is 0. ``newline`` is the one used most. ``damage`` is counted in the
    sample that the decisions are taken from (see :mod:`zlcli.pipeline`), ``lost_bytes`` over the whole input. ``region`` is
    part of the contract and not guessed yet: None. ``candidates`` are the runners-up of ``encoding``; ``spans`` the parts that
    are in another encoding, ``lost`` the offsets where bytes did not decode (of both the first few thousand).
    """

    encoding: str | None = None
    confidence: float = 1.0
    bom: bool = False
    newline: Newline | None = None
    script: Script | None = None
    region: str | None = None
    damage: tuple[Finding, ...] = ()
    lost_bytes: int = 0
    bytes: int = 0
    candidates: tuple[Candidate, ...] = ()
    spans: tuple[Span, ...] = ()
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement: ``before`` stood on ``line`` (from 1, in the text the step was given) and became ``after``.

    ``line`` is 0 where the step works on blocks, which have no lines any more.
    ``rule`` names the rule of the step that asked for it, where the step has several.
    """

    line: int
    before: str
    after: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one treatment did to one document. ``examples`` holds the first few changes, every one where lines were removed."""

    kind: Kind
    count: int
    examples: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the document: ``lead + text + tail`` is exactly how it stood in the source.

    ``lead`` is the blank lines and indentation before the text, ``tail`` the white space and line end after it. Blocks made
    for Markdown have neither: they hold the text alone. ``level`` is that of a heading (1 to 6), or how deep an item is
    nested (from 0); ``marker`` is what stands before an item (``-``, ``3.``; empty for a further paragraph of the item).
    """

    kind: BlockKind
    text: str
    lead: str = ""
    tail: str = ""
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Clean text, what was done to get it, and what was found."""

    text: str
    steps: tuple[Step, ...]
    diagnosis: Diagnosis


@dataclass(slots=True)
class Ledger:
    """Where treatments write down each change as they make it; `steps` freezes the sums."""

    # A clerk reads a handful; a book with 50,000 repaired commas must not hold them all in memory.
    EXAMPLES = 12

    _counts: dict[Kind, int] = field(default_factory=dict)
    _examples: dict[Kind, list[Change]] = field(default_factory=dict)

    def wants_example(self, kind: Kind) -> bool:
        """Tell whether another example of ``kind`` would be kept, so that callers can save the work of making it."""
        return len(self._examples.get(kind, ())) < self.EXAMPLES

    def count(self, kind: Kind, changes: int = 1) -> None:
        """Add ``changes`` to the count of ``kind``."""
        self._counts[kind] = self._counts.get(kind, 0) + changes

    def keep(self, kind: Kind, change: Change) -> None:
        """Keep ``change`` as an example of ``kind``."""
        self._examples.setdefault(kind, []).append(change)

    def steps(self) -> tuple[Step, ...]:
        """Return what was done, in the order of treatment; kinds that changed nothing are left out."""
        return tuple(
            Step(kind, self._counts[kind], tuple(self._examples.get(kind, ()))) for kind in KINDS if self._counts.get(kind)
        )


def expand_kinds(names: Iterable[str]) -> frozenset[Kind]:
    """Turn names of kinds and groups into kinds. Raises ValueError with the offending name."""
    known: dict[str, frozenset[Kind]] = {**{kind: frozenset({kind}) for kind in KINDS}, **GROUPS}
    found: set[Kind] = set()
    for name in names:
        if name not in known:
            raise ValueError(name)
        found |= known[name]
    return frozenset(found)
