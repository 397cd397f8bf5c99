"""The straight line from bytes to clean text: diagnose a sample, then treat the whole with the decisions fixed.

source -> bytes -> encoding -> str -> repair -> layout -> blocks -> script -> output
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from zlcli import chunks
from zlcli.document import (
    KINDS,
    ON_REQUEST,
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
from zlcli.encoding.decode import newline_of
from zlcli.encoding.opened import Opened
from zlcli.encoding.survey import blocks
from zlcli.errors import LostBytesError, NotTextError, UnknownKindError
from zlcli.layout import boilerplate, structure
from zlcli.output import markdown, plain
from zlcli.repair import escapes, glosses, markers, mojibake, private_use, punctuation
from zlcli.script.identify import identify

# Decisions are taken from so many characters from the head: enough to see a habit ten thousand times over in a book, and
# a fraction of a second to read.
SAMPLE = 1 << 20

_ALL = frozenset(KINDS) - ON_REQUEST
_TARGETS = ("keep", "hans", "hant", "tw", "hk")
_FORMATS = ("text", "md")


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done to a document, decided from its sample."""

    mojibake: mojibake.Habit | None
    glosses: glosses.GlossHabit | None
    punctuation: bool
    boilerplate: bool
    markdown: bool
    script: Script | None
    kinds: frozenset[Kind]
    asked: frozenset[Kind] = frozenset()
    """Escapes that were asked for by name, and are undone outside prose too."""
    lost: Lost = "mark"


def detect(data: bytes, *, encoding: str | None = None, candidates: Iterable[str] | None = None) -> Diagnosis:
    """Say what is wrong with ``data``: encoding, damage, script. Changes nothing.

    ``encoding`` overrides detection; ``candidates`` are encodings to choose among (`zlcli.encoding.detect.ASSUMED` has those of
    Chinese). Raises UnknownEncodingError for a name that is no text codec. Bytes that are no text give a Diagnosis whose
    ``encoding`` is None.
    """
    return diagnose(lambda: blocks(data), encoding=encoding, candidates=candidates)


def diagnose(
    source: Callable[[], Iterable[bytes]], *, encoding: str | None = None, candidates: Iterable[str] | None = None
) -> Diagnosis:
    """Do as `detect` for bytes of any length: ``source`` gives the blocks of the document anew each time it is called.

    All but the last block should end at a line end; they are read twice, one at a time.
    """
    opened = Opened(source, encoding, candidates)
    if opened.encoding is None:
        return Diagnosis(bytes=opened.size, confidence=opened.confidence)
    sample = _sample(opened)
    return _complete(opened.diagnosis(), sample, _plan(sample, _ALL))


def repair(text: str, *, lost: Lost = "mark") -> Result:
    """Undo damage to the characters (mojibake, glosses, folded punctuation) and touch nothing else.

    What lost bytes when it was misread is restored where that is certain, else marked with U+FFFD, or with ``lost="guess"``
    what is likeliest is put; with ``lost="fail"`` LostBytesError is raised.
    """
    return normalize(text, lost=lost, only=("repair",))


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
    candidates: Iterable[str] | None = None,
    lost: Lost = "mark",
    skip: Iterable[str] = (),
    only: Iterable[str] | None = None,
    regional_words: bool = False,
) -> Result:
    """Take a damaged document the whole way to clean text.

    ``to`` is the script to write and ``format`` the form of the result. ``encoding`` overrides detection, ``candidates`` are
    encodings to choose among. ``skip`` and ``only`` name treatments (see `zlcli.document.KINDS`) or groups of them (``repair``,
    ``layout``). A byte that does not decode becomes U+FFFD and is counted in ``diagnosis.lost_bytes``; with ``lost="fail"`` it
    raises LostBytesError. What was lost before, when text was misread, is treated as in `repair`.

    Raises NotTextError for binary data, UnknownEncodingError, and UnknownKindError for a wrong ``to``, ``format`` or kind.
    """
    _check(to, _TARGETS, "script")
    _check(format, _FORMATS, "format")
    kinds = _kinds(skip, only)
    text, diagnosis = _open(data_or_text, encoding, candidates, lost)
    sample = text[:SAMPLE]
    plan = replace(_plan(sample, kinds), lost=lost, asked=escapes.KINDS & set(only or ()))
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
    if plan.mojibake is not None:
        pieces = mojibake.mend(pieces, plan.mojibake, ledger, plan.lost, plan.kinds)
    if plan.kinds & escapes.KINDS:
        pieces = escapes.undo(pieces, plan.kinds, plan.asked, ledger)
    if "private-use" in plan.kinds:
        pieces = private_use.modernize(pieces, ledger)
    if plan.glosses:
        pieces = glosses.strip(pieces, plan.glosses, ledger)
    if plan.punctuation:
        pieces = punctuation.widen(pieces, ledger)
    lines = chunks.lines(pieces)
    if plan.boilerplate:
        lines = boilerplate.remove(lines, ledger)
    return structure.parse(lines, markdown=plan.markdown)


def _sample(opened: Opened) -> str:
    """Read the document to its end, for the account of its bytes, and return the head that decisions are taken from."""
    head: list[str] = []
    room = SAMPLE
    for text in opened.texts():
        head.append(text[:room])
        room -= len(head[-1])
    return "".join(head)


def _plan(sample: str, kinds: frozenset[Kind]) -> Plan:
    """Decide every treatment; each is judged on the sample as the ones before it leave it."""
    misread = mojibake.diagnose(sample) if mojibake.BOTH & kinds else None
    if misread:
        sample = "".join(mojibake.mend([sample], misread, Ledger()))
    habit = glosses.diagnose(sample) if "gloss" in kinds else None
    if habit:
        sample = "".join(glosses.strip([sample], habit, Ledger()))
    folded = "punctuation" in kinds and punctuation.diagnose(sample)
    return Plan(misread, habit, folded, "boilerplate" in kinds, structure.is_markdown(sample), identify(sample), kinds)


def _open(
    data_or_text: bytes | str, encoding: str | None, candidates: Iterable[str] | None, lost: Lost
) -> tuple[str, Diagnosis]:
    """Decode what has to be decoded, and say what is known of it so far."""
    if isinstance(data_or_text, str):
        return data_or_text, Diagnosis()
    data = bytes(data_or_text)
    opened = Opened(lambda: blocks(data), encoding, candidates)
    if opened.encoding is None:
        raise NotTextError("is not text, or in no known encoding; if it is text, name its encoding with --from")
    text = "".join(opened.texts())
    if opened.lost_bytes and lost == "fail":
        raise LostBytesError(f"bytes that are not {opened.encoding}: {opened.lost_bytes}, the first at offset {opened.lost[0]}")
    return text, opened.diagnosis()


def _complete(known: Diagnosis, sample: str, plan: Plan, steps: tuple[Step, ...] | None = None) -> Diagnosis:
    """Add to what is known what the sample shows: what the treatments (``steps``, or a trial) change is the damage."""
    if steps is None:
        trial = Ledger()
        for _ in _treat(sample, plan, trial):
            pass
        steps = trial.steps()
    damage = tuple(Finding(step.kind, step.count, step.examples[0].before) for step in steps if step.kind != "script")
    return replace(known, newline=newline_of(sample), script=plan.script, damage=(*damage, *markers.find(sample)))


def _kinds(skip: Iterable[str], only: Iterable[str] | None) -> frozenset[Kind]:
    try:
        chosen = _ALL if only is None else expand_kinds(only)
        return chosen - expand_kinds(skip)
    except ValueError as error:
        raise UnknownKindError(f"unknown treatment {error}; there are {', '.join(KINDS)}, repair, layout") from error


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise UnknownKindError(f"unknown {what} {value!r}; choose one of {', '.join(known)}")
