"""The frozen records that flow through the pipeline. They know nothing of files, terminals or each other's makers.

They are named tuples and no data classes, which take longer to define than a short document takes to treat; and their
annotations are not put off (PEP 563), for named tuples would compile each again.
"""

from collections.abc import Iterable
from typing import Literal, get_args

from zlcli.records import Record

Target = Literal["keep", "hans", "hant", "tw", "hk"]
"""Which script to write; ``keep`` leaves the characters as they are."""
Format = Literal["text", "md"]
Written = Literal["text", "md", "html", "json"]
"""What a document is written in."""
Lost = Literal["fail", "mark", "guess"]
"""What to do with bytes that do not decode, or that were lost when text was misread: refuse, put U+FFFD in their place, or (of
the latter) put what is likeliest."""
Newline = Literal["\n", "\r\n", "\r"]
Script = Literal["hans", "hant", "mixed"]
Region = Literal["cn", "tw", "hk", "cn-hant"]
"""Where a text was written; ``cn-hant`` is mainland text that a converter turned Traditional."""
Quotes = Literal["keep", "curly", "corner"]
"""Which quotation marks to write: as they are, “‘’”, or 「『』」."""
BlockKind = Literal["paragraph", "code", "markdown", "heading", "item", "verse", "quote", "table", "rule"]
Kind = Literal[
    "mojibake", "lost-bytes",
    "html-tag", "html-entity", "unicode-escape", "byte-escape", "percent-escape", "mime-word", "quoted-printable",
    "utf-7", "punycode",
    "private-use",
    "control", "compatibility", "spacing", "fullwidth", "gloss", "punctuation",
    "boilerplate", "page", "unwrap", "structure", "table", "script",
]  # fmt: skip
"""The treatments, in the order in which they run."""

KINDS: tuple[Kind, ...] = get_args(Kind)
ON_REQUEST: frozenset[Kind] = frozenset({"punycode", "fullwidth"})
"""Treatments of what may be the author's own choice: they run only where ``--only`` names them."""
MISREAD: frozenset[Kind] = frozenset({"mojibake", "lost-bytes"})
"""Treatments of text that was read in the wrong encoding."""
_ESCAPES: frozenset[Kind] = frozenset(KINDS[KINDS.index("html-tag") : KINDS.index("punycode")])
GROUPS: dict[str, frozenset[Kind]] = {
    "escapes": _ESCAPES,
    "repair": _ESCAPES
    | {"mojibake", "lost-bytes", "private-use", "control", "compatibility", "spacing", "gloss", "punctuation"},
    "layout": frozenset({"boilerplate", "page", "unwrap", "structure", "table"}),
}
"""Names that stand for several kinds in ``--skip`` and ``--only``."""
RENDERED: frozenset[Kind] = frozenset({"structure", "table", "script"})
"""Treatments that give the text a form that was asked for; what they change is no damage."""


class Finding(Record):
    """One kind of damage seen in the sample: how often, and one example as it stood there.

    ``places`` are the line and column (from 1) of the first few of what cannot be repaired.
    """

    kind: str
    count: int  # type: ignore[assignment]  # as the contract names it; the method of tuples is of no use here
    example: str
    places: tuple[tuple[int, int], ...] = ()


class Span(Record):
    """The bytes from ``start`` to ``end`` (not included) of a document, and the encoding they are in."""

    start: int
    end: int
    encoding: str


class ScriptRun(Record):
    """The lines from ``first`` to ``last`` (from 1, included) are in ``script``, with this probability."""

    first: int
    last: int
    script: Script
    confidence: float


class RegionGuess(Record):
    """Where a text was written, None where it does not show, and up to six words that tell."""

    region: Region | None
    evidence: tuple[str, ...]


class Candidate(Record):
    """An encoding that the bytes might be in as well, its probability, and the beginning of the text it would give."""

    encoding: str
    confidence: float
    preview: str


class Diagnosis(Record):
    """What is wrong with a document. `zlcli detect` prints one.

    ``encoding`` is a Python codec name, None when the bytes are no text; ``confidence`` is 0 to 1. For text that never was
    bytes ``encoding`` is None as well and ``bytes`` is 0. ``newline`` is the one used most. ``damage`` is counted where it is
    treated, else in the sample that the decisions are taken from (see :mod:`zlcli.pipeline`); ``lost_bytes`` over the whole
    input. ``script_runs`` are the stretches of lines in one script (the first few thousand), ``region_evidence`` the words
    that tell the region, both of the sample as well. ``candidates`` are the runners-up of ``encoding``, and ``preview`` is
    the beginning of the text under it where there are any; ``spans`` are the parts that are in another encoding, ``lost`` the
    offsets where bytes did not decode (of both the first thousand).
    """

    encoding: str | None = None
    confidence: float = 1.0
    bom: bool = False
    newline: Newline | None = None
    script: Script | None = None
    script_confidence: float = 1.0
    script_runs: tuple[ScriptRun, ...] = ()
    region: Region | None = None
    region_evidence: tuple[str, ...] = ()
    damage: tuple[Finding, ...] = ()
    lost_bytes: int = 0
    bytes: int = 0
    preview: str = ""
    candidates: tuple[Candidate, ...] = ()
    spans: tuple[Span, ...] = ()
    lost: tuple[int, ...] = ()


class Change(Record):
    """One replacement: ``before`` stood on ``line`` (from 1, in the text the step was given) and became ``after``.

    ``chain`` replays the repair of mojibake: for each pair (right, wrong) in turn the text is written in the wrong encoding and
    read in the right one. ``runner_up`` is what else a lost character may have been.
    ``line`` is 0 where the step works on blocks, which have no lines any more.
    ``rule`` names the rule of the step that asked for it, where the step has several.
    """

    line: int
    before: str
    after: str
    rule: str = ""
    chain: tuple[tuple[str, str], ...] = ()
    runner_up: str = ""


class Step(Record):
    """What one treatment did to one document. ``examples`` holds the first few changes.

    It holds every one where lines were removed or lost characters guessed, and where ``choices`` are asked for each span of
    mojibake.
    """

    kind: Kind
    count: int  # type: ignore[assignment]
    examples: tuple[Change, ...]


class Block(Record):
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


class Conversion(Record):
    """What a change of script is to do. ``protect`` is a regular expression whose matches stay as they are.

    ``terms`` are a user's words and what to write for them; they win over every dictionary.
    """

    to: Target = "keep"
    regional_words: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    protect: str | None = None
    quotes: Quotes = "keep"

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return self.to != "keep" or self.quotes != "keep"


class Choice(Record):
    """A character that had several counterparts: ``char`` could become each of ``candidates`` and became ``chosen``.

    ``line`` counts from 1 in the text that was converted (in the result where it was laid out anew, as Markdown), ``offset`` in
    code points from 0 in the result. ``context`` is the result around it. ``settled`` tells that a dictionary phrase decided,
    not the usual counterpart alone.
    """

    line: int
    offset: int
    char: str
    candidates: str
    chosen: str
    context: str
    settled: bool


class Result(Record):
    """Clean text, what was done to get it, and what was found; ``choices`` only where they were asked for."""

    text: str
    steps: tuple[Step, ...]
    diagnosis: Diagnosis
    choices: tuple[Choice, ...] = ()


class Ledger:
    """Where treatments write down each change as they make it; `steps` freezes the sums.

    ``choices`` is filled by the change of script if it is a list.
    """

    # A clerk reads a handful; a book with 50,000 repaired commas must not hold them all in memory.
    EXAMPLES = 12

    def __init__(self, choices: list[Choice] | None = None) -> None:
        self.choices = choices
        self._counts: dict[Kind, int] = {}
        self._examples: dict[Kind, list[Change]] = {}

    def wants_example(self, kind: Kind) -> bool:
        """Tell whether another example of ``kind`` would be kept, so that callers can save the work of making it."""
        return len(self._examples.get(kind, ())) < self.EXAMPLES

    @property
    def wants_all(self) -> bool:
        """Tell whether each decision is wanted that a person or script may want to take back."""
        return self.choices is not None

    def count(self, kind: Kind, changes: int = 1) -> None:
        """Add ``changes`` to the count of ``kind``."""
        self._counts[kind] = self._counts.get(kind, 0) + changes

    def keep(self, kind: Kind, change: Change) -> None:
        """Keep ``change`` as an example of ``kind``."""
        self._examples.setdefault(kind, []).append(change)

    def add(self, other: "Ledger") -> None:
        """Write down all that stands in ``other``."""
        for kind, changes in other._counts.items():
            self.count(kind, changes)
        for kind, examples in other._examples.items():
            self._examples.setdefault(kind, []).extend(examples)

    def steps(self) -> tuple[Step, ...]:
        """Return what was done, in the order of treatment; kinds that changed nothing are left out."""
        return tuple(
            Step(kind, self._counts[kind], tuple(self._examples.get(kind, ()))) for kind in KINDS if self._counts.get(kind)
        )


def expand_kinds(names: Iterable[str]) -> frozenset[Kind]:
    """Turn names of kinds and groups into kinds. Raises ValueError with the offending name."""
    found: set[Kind] = set()
    for name in names:
        if name not in GROUPS and name not in KINDS:
            raise ValueError(name)
        found |= GROUPS.get(name) or {kind for kind in KINDS if kind == name}
    return frozenset(found)
