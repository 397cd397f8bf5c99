"""The straight line from bytes to clean text: diagnose a sample, then treat the whole with the decisions fixed.

source -> bytes -> encoding -> str -> repair -> layout -> blocks -> script -> output
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from zlcli import chunks
from zlcli.document import (
    KINDS,
    Block,
    Diagnosis,
    Finding,
    Format,
    Kind,
    Ledger,
    Lost,
    Result,
    Script,
    Step,
    Target,
    expand_kinds,
)
from zlcli.encoding import decode as decoding
from zlcli.encoding import detect as detection
from zlcli.encoding.marks import by_bom, codec_name
from zlcli.errors import LostBytesError, NotTextError, UnknownEncodingError, UnknownKindError
from zlcli.layout import boilerplate, structure
from zlcli.output import markdown, plain
from zlcli.repair import glosses, punctuation
from zlcli.script.identify import identify

# Decisions are taken from so many characters from the head: enough to see a habit ten thousand times over in a book, and
# a fraction of a second to read.
SAMPLE = 1 << 20

_ALL = frozenset(KINDS)
_TARGETS = ("keep", "hans", "hant", "tw", "hk")
_FORMATS = ("text", "md")


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done to a document, decided from its sample."""

    glosses: glosses.GlossHabit | None
    punctuation: bool
    boilerplate: bool
    markdown: bool
    script: Script | None


def detect(data: bytes, *, encoding: str | None = None) -> Diagnosis:
    """Say what is wrong with ``data``: encoding, damage, script. Changes nothing.

    ``encoding`` overrides detection. Raises UnknownEncodingError for a name that is no text codec of Python's. Bytes that
    are no text give a Diagnosis whose ``encoding`` is None.
    """
    try:
        text, diagnosis = _open(data, encoding, "mark")
    except NotTextError:
        return Diagnosis(bytes=len(data))
    sample = text[:SAMPLE]
    return _complete(diagnosis, sample, _plan(sample, _ALL))


def repair(text: str) -> Result:
    """Undo damage to the characters (glosses, folded punctuation) and touch nothing else."""
    return normalize(text, only=("repair",))


def clean(text: str, *, format: Format = "text") -> Result:  # noqa: A002  (the contract's name)
    """Repair ``text``, remove web boilerplate, and write it as ``text`` or ``md``; the characters stay in their script."""
    return normalize(text, format=format)


def convert_script(text: str, *, to: Target, regional_words: bool = False) -> str:
    """Convert ``text`` to the script ``to``; with ``regional_words`` also the vocabulary (软件 to 軟體).

    A line that is in that script already, and fenced code, are returned as they are. Nothing else is treated.
    """
    return normalize(text, to=to, only=("script",), regional_words=regional_words).text


def normalize(  # noqa: PLR0913  (keyword-only, one per flag)
    data_or_text: bytes | str,
    *,
    to: Target = "keep",
    format: Format = "text",  # noqa: A002  (the contract's name)
    encoding: str | None = None,
    lost: Lost = "mark",
    skip: Iterable[str] = (),
    only: Iterable[str] | None = None,
    regional_words: bool = False,
) -> Result:
    """Take a damaged document the whole way to clean text.

    ``to`` is the script to write and ``format`` the form of the result. ``encoding`` overrides detection. ``skip`` and
    ``only`` name treatments (see `zlcli.document.KINDS`) or groups of them (``repair``, ``layout``). A byte that does not
    decode becomes U+FFFD and is counted in ``diagnosis.lost_bytes``; with ``lost="fail"`` it raises LostBytesError.

    Raises NotTextError for binary data, UnknownEncodingError, and UnknownKindError for a wrong ``to``, ``format`` or kind.
    """
    _check(to, _TARGETS, "script")
    _check(format, _FORMATS, "format")
    kinds = _kinds(skip, only)
    text, diagnosis = _open(data_or_text, encoding, lost)
    sample = text[:SAMPLE]
    plan = _plan(sample, kinds)
    ledger = Ledger()
    blocks = _treat(text, plan, ledger)
    if to != "keep" and "script" in kinds:
        from zlcli.script.convert import convert_blocks  # OpenCC only where it is used

        blocks = convert_blocks(blocks, to, plan.script, regional_words=regional_words, ledger=ledger)
    render = markdown.render if format == "md" and not plan.markdown else plain.render
    clean_text = "".join(render(blocks))
    # What was done to a document no longer than its sample is what was wrong with it; only a longer one needs a trial.
    steps = ledger.steps()
    return Result(clean_text, steps, _complete(diagnosis, sample, plan, steps if len(text) <= SAMPLE else None))


def _treat(text: str, plan: Plan, ledger: Ledger) -> Iterator[Block]:
    """The line itself, up to the blocks."""
    pieces = chunks.cut(text)
    if plan.glosses:
        pieces = glosses.strip(pieces, plan.glosses, ledger)
    if plan.punctuation:
        pieces = punctuation.widen(pieces, ledger)
    lines = chunks.lines(pieces)
    if plan.boilerplate:
        lines = boilerplate.remove(lines, ledger)
    return structure.parse(lines, markdown=plan.markdown)


def _plan(sample: str, kinds: frozenset[Kind]) -> Plan:
    """Decide every treatment; each is judged on the sample as the ones before it leave it."""
    habit = glosses.diagnose(sample) if "gloss" in kinds else None
    if habit:
        sample = "".join(glosses.strip([sample], habit, Ledger()))
    folded = "punctuation" in kinds and punctuation.diagnose(sample)
    return Plan(habit, folded, "boilerplate" in kinds, structure.is_markdown(sample), identify(sample))


def _open(data_or_text: bytes | str, encoding: str | None, lost: Lost) -> tuple[str, Diagnosis]:
    """Decode what has to be decoded, and say what is known of it so far."""
    if isinstance(data_or_text, str):
        return data_or_text, Diagnosis()
    data = bytes(data_or_text)
    guess = _guess(data, encoding)
    if guess.encoding is None:
        raise NotTextError("is not text, or in no known encoding; if it is text, name its encoding with --from")
    decoded = decoding.decode(data, guess.encoding, guess.bom)
    if decoded.lost and lost == "fail":
        raise LostBytesError(
            f"bytes that are not {guess.encoding}: {decoded.lost_bytes}, the first at offset {decoded.lost[0][0]}"
        )
    known = Diagnosis(guess.encoding, guess.confidence, bool(guess.bom), lost_bytes=decoded.lost_bytes, bytes=len(data))
    return decoded.text, known


def _guess(data: bytes, encoding: str | None) -> detection.Guess:
    if encoding is None:
        return detection.detect(data)
    name = codec_name(encoding)
    if name is None:
        raise UnknownEncodingError(f"unknown encoding {encoding!r}; try gb18030, big5, utf-8 or utf-16")
    marked = by_bom(data)
    return detection.Guess(name, 1.0, marked[1] if marked and marked[0] == name else 0)


def _complete(known: Diagnosis, sample: str, plan: Plan, steps: tuple[Step, ...] | None = None) -> Diagnosis:
    """Add to what is known what the sample shows: what the treatments (``steps``, or a trial) change is the damage."""
    if steps is None:
        trial = Ledger()
        for _ in _treat(sample, plan, trial):
            pass
        steps = trial.steps()
    damage = tuple(Finding(step.kind, step.count, step.examples[0].before) for step in steps if step.kind != "script")
    return replace(known, newline=decoding.newline_of(sample), script=plan.script, damage=damage)


def _kinds(skip: Iterable[str], only: Iterable[str] | None) -> frozenset[Kind]:
    try:
        chosen = _ALL if only is None else expand_kinds(only)
        return chosen - expand_kinds(skip)
    except ValueError as error:
        raise UnknownKindError(f"unknown treatment {error}; there are {', '.join(KINDS)}, repair, layout") from error


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise UnknownKindError(f"unknown {what} {value!r}; choose one of {', '.join(known)}")
