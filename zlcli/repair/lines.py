"""The lines of a document that may have been misread, and what their pieces were (see :mod:`zlcli.repair.mojibake`)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from operator import itemgetter

from zlcli.document import Kind
from zlcli.model.bigrams import score
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import any_of, lazy
from zlcli.records import Record
from zlcli.repair.chains import best_reading, is_lossy, lossy_reading, reread
from zlcli.repair.context import Piece, settled
from zlcli.repair.fragments import fragments, letters_beside_sound, lossy_fragments, may_have_parts
from zlcli.repair.loss import HOLES
from zlcli.repair.misreadings import Chain, Reading
from zlcli.repair.odd_runs import SHORT
from zlcli.repair.steps import in_step
from zlcli.repair.stretches import stretches
from zlcli.repair.suspicion import has_worthy_part, is_suspicious, is_worth_a_search, is_worth_a_try, suspicious_lines
from zlcli.repair.words import UNKNOWN, Words

# Bytes below 40 are part of no character of two bytes; all of ASCII is part of none of UTF-8.
# A question mark may stand for a lost byte.
_SPLITS = (lazy(r"([\x00-\x3e\x7f]+)"), lazy(r"([\x00-\x7f]+)"))
# Lines that are remembered at most, the first ones: each takes about two kilobytes.
_REMEMBERED = 1 << 13
# Lines that talk about mojibake show it on purpose.
TALK = any_of(
    ("乱码", "亂碼", "mojibake", "Mojibake", "MOJIBAKE", "文字化け", "garbled", "Garbled", "锟斤拷", "烫烫烫", "屯屯屯")
)

# Characters beyond ASCII that are known of what lost bytes, at least, for what has them to be its right text. (What ASCII a
# span has stands in it as it was, so that it says nothing.)
_QUOTED, _BEYOND_ASCII = 2, lazy("[^\x00-\x7f]")
_AROUND = " \t\n\r\x0b\x0c" + r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""

# Characters of two bytes in UTF-8, and what stands for bytes that nothing explains.
_SHORT_UTF8 = lazy("[\x80-\u07ff\ufffd]")
_TORN = lazy("[^\x00-\x7f\ufffd][?\ufffd]")
_LINE = lazy(r"[^\n]*\n|[^\n]+")


Line = tuple[int, int, list[Piece]]
"""Where a line begins and ends, and its pieces."""


class Habit(Record):
    """The misreadings that the sample shows at least twice, the most frequent first, and the words for what lost bytes."""

    chains: tuple[Chain, ...] = ()
    words: Words = UNKNOWN
    chance: frozenset[Chain] = frozenset()
    """Misreadings that words of the document look like, as its language does now and then."""
    understood: dict[tuple[str, frozenset[Kind]], list[Piece]] = {}  # noqa: RUF012  (of `NO_HABIT` nothing is remembered)
    """Lines of the document as they were understood: its sample is read before the whole is."""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.chains)


NO_HABIT = Habit()


def read(piece: str, habit: Habit, kinds: frozenset[Kind]) -> list[Line]:
    """Return the lines of ``piece`` that are read anew, some in parts: no pieces of those that stay as they are."""
    found = []
    for start, end in _lines_beyond_ascii(piece) if habit else to_read(piece):
        at = start
        for line in stretches(piece[start:end], habit.chains):
            pieces = [] if TALK.search(line) else _understood(line, habit, kinds)
            found.append((at, at + len(line), pieces if any(reading for _, reading in pieces) else []))
            at += len(line)
    return found


def to_read(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines that are read anew of a document without a habit: those that `pieces_of` may change."""
    brief = len(text) <= SHORT
    for start, end in suspicious_lines(text):
        line = text[start:end]
        if has_worthy_part(line, brief=brief) or may_have_parts(line):
            yield start, end


def _lines_beyond_ascii(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _LINE.finditer(text) if not match[0].isascii())


def _is_quoted(reading: Reading, line: str) -> bool:
    """Tell whether the right text stands beside the span, whatever it has for the bytes that were lost."""
    if not reading.slots:
        return reading.text.strip() in line
    ends = [0, *(slot.at + len(slot.char) for slot in reading.slots)]
    starts = [*(slot.at for slot in reading.slots), len(reading.text)]
    kept = [reading.text[start:end].strip(_AROUND) for start, end in zip(ends, starts, strict=True)]
    if len(_BEYOND_ASCII.findall("".join(kept))) < _QUOTED or not all(map(line.__contains__, kept)):
        return False
    return re.search(".{0,3}".join(map(re.escape, kept)), line) is not None


def _understood(line: str, habit: Habit, kinds: frozenset[Kind]) -> list[Piece]:
    """Return the pieces of ``line``, with readings where they are to be changed."""
    known = habit.understood.get((line, kinds))
    if known is None:
        pieces = settled(list(pieces_of(line, habit, kinds)), habit.chains, habit.chance)
        known = [(span, reading if reading and not _is_quoted(reading, line) else None) for span, reading in pieces]
        if habit and len(habit.understood) < _REMEMBERED:
            habit.understood[line, kinds] = known
    return known


def pieces_of(
    text: str, habit: Habit, kinds: frozenset[Kind], splits: tuple[re.Pattern[str], ...] = _SPLITS
) -> Iterator[Piece]:
    """Yield the pieces of a line, in order, each with what it was before it was misread (None: what it is)."""
    body = text.rstrip("\r\n")
    if body.isascii() or not (habit or is_suspicious(body)):
        yield text, None
        return
    span, reading = next((piece for piece in _readings(text, body, habit, kinds) if piece[1]), (body, None))
    suspicious = not reading and is_suspicious(body)
    parts = next((parts for parts in _damaged_parts(body, reading, kinds) if len(parts) > 1), [])
    pieces = [] if reading or parts else _split(body, splits)
    if parts:
        span = body
        for part, found in parts:
            yield from ((part, found),) if found else pieces_of(part, habit, kinds, splits)
    elif reading:
        yield span, reading
    elif len(pieces) > 1:
        for piece in pieces:
            yield from ((piece, None),) if piece.isascii() else pieces_of(piece, habit, kinds, splits[1:])
    elif suspicious and "mojibake" in kinds:
        yield from fragments(body)
    else:
        yield body, None
    yield text[len(span) :], None


def _readings(text: str, body: str, habit: Habit, kinds: frozenset[Kind]) -> Iterator[tuple[str, Reading | None]]:
    """Yield what the whole of a line may have been, first as the document was misread elsewhere.

    To what lost bytes the line's end belongs, which may have been one of two.
    """
    lossless, lossy = "mojibake" in kinds, "lost-bytes" in kinds
    known = [chain for chain in habit.chains if lossy and is_lossy(chain)]
    if _TORN.search(body):  # which may be whole by chance
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        known = []
    if lossless:
        yield from ((body, reread(body, chain)) for chain in habit.chains)
    if HOLES.search(body):
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        known = []
    if is_worth_a_try(body):
        if lossless and is_suspicious(body):
            yield body, best_reading(body)
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        if lossy:
            yield text, lossy_reading(text, (), habit.words)


def _damaged_parts(body: str, reading: Reading | None, kinds: frozenset[Kind]) -> Iterator[list[Piece]]:
    """Yield the ways to divide a line that is out of step, of which a part lost bytes, or letters stand in Chinese."""
    lost = "lost-bytes" in kinds
    if reading:
        if lost and reading.slots and not _is_all_explained(body, reading) and is_suspicious(reading.text):
            yield _better_parts(body, reading)
        return
    if lost:
        yield lossy_fragments(body)
    if is_suspicious(body):
        if lost:
            yield in_step(body)
        if "mojibake" in kinds and not _SPLITS[0].search(body):
            yield letters_beside_sound(body)


def _is_all_explained(body: str, reading: Reading) -> bool:
    """Tell whether all bytes but the marked ones are of three-byte characters, as two sound ones of GBK never are."""
    lost = sum(not slot.char.isascii() for slot in reading.slots)
    return reading.chain[0].wrong == "cp936" and lost <= len(HOLES.findall(body)) and _SHORT_UTF8.search(reading.text) is None


def _better_parts(body: str, reading: Reading) -> list[Piece]:
    """Divide a line of which a part is sound, which as a whole would be one that lost bytes."""
    divided = (fragments(body), lossy_fragments(body))
    found = [(sum(map(score, map(_text, parts))), parts) for parts in divided if any(map(_is_sound, parts))]
    cost, parts = min(found, key=itemgetter(0), default=(math.inf, []))
    return parts if cost < score(reading.text) else []


def _is_sound(piece: Piece) -> bool:
    """Tell whether a piece that was not misread is Chinese, and not just what stands between others."""
    span, reading = piece
    return not reading and len(HAN_CHARACTER.findall(span)) > 1 and not is_worth_a_search(span)


def _text(piece: Piece) -> str:
    span, reading = piece
    return reading.text if reading else span


def _split(text: str, splits: tuple[re.Pattern[str], ...]) -> list[str]:
    """Divide ``text`` by the first of ``splits`` that divides it."""
    if text.isascii():
        return [text]
    return next((pieces for pieces in (split.split(text) for split in splits) if len(pieces) > 1), [text])
