"""Mojibake: text whose bytes were read in the wrong encoding (鐢ㄦ埛 was 用户), undone where no byte was lost.

What is treated is a span: a line where all of it was misread, else the words of a line, else a run of characters that the wrong
code page has. A span is changed when its best reading (`zlcli.repair.chains`) is plausible Chinese and so much more plausible
than what stands there that chance or a rare name cannot explain it. What was seen in a document is its habit, and less evidence
is enough where the same happened again.

Mojibake that is quoted as an example, beside its right text or by a line that talks of it, stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from zlcli import chunks
from zlcli.document import Change, Ledger
from zlcli.repair.chains import Chain, Reading, best_reading, reread
from zlcli.repair.suspicion import is_suspicious, is_worth_a_search

Habit = tuple[Chain, ...]
"""The misreadings that the sample shows at least twice, the most frequent first."""

# Bytes below 40 are part of no character of two bytes; all of ASCII is part of none of UTF-8.
_SPLITS = (re.compile(r"([\x00-\x3f\x7f]+)"), re.compile(r"([\x00-\x7f]+)"))
# So often one document is misread in so many ways at most (a log of several programs).
_SEEN, _CHAINS = 2, 4
# Spans of the sample that are enough to know a habit by.
_ENOUGH = 200
# Lines that talk about mojibake show it on purpose.
_TALK = re.compile("乱码|亂碼|[Mm]ojibake|MOJIBAKE|文字化け|[Gg]arbled|锟斤拷|烫烫烫|屯屯屯")

_Piece = tuple[str, Reading | None]


def diagnose(sample: str) -> Habit:
    """Return the ways in which parts of ``sample`` were misread; none is no proof that nothing was."""
    seen: Counter[Chain] = Counter()
    if is_suspicious(sample):
        for line in chunks.lines([sample]):
            seen.update(reading.chain for _, reading in _pieces(line, ()) if reading)
            if seen.total() >= _ENOUGH:
                break
    return tuple(chain for chain, count in seen.most_common(_CHAINS) if count >= _SEEN)


def mend(pieces: Iterable[str], habit: Habit, ledger: Ledger) -> Iterator[str]:
    """Yield the text of ``pieces`` with every span that was misread as it was before."""
    number, previous = 1, ""
    for piece in pieces:
        if not habit and not is_suspicious(piece):
            yield piece
            number += piece.count("\n")
            continue
        for line in chunks.lines([piece]):
            yield line if line.isascii() or _talks(previous, line) else _mended(line, number, habit, ledger)
            number += line.endswith("\n")
            previous = line if line.strip() else previous


def _talks(*lines: str) -> bool:
    return any(_TALK.search(line) for line in lines)


def _mended(line: str, number: int, habit: Habit, ledger: Ledger) -> str:
    return "".join(
        _noted(span, reading, number, ledger) if reading and not _is_quoted(reading, line) else span
        for span, reading in _pieces(line, habit)
    )


def _is_quoted(reading: Reading, line: str) -> bool:
    """Tell whether the right text stands beside the span."""
    return reading.text.strip() in line


def _noted(span: str, reading: Reading, number: int, ledger: Ledger) -> str:
    ledger.count("mojibake")
    if ledger.wants_example("mojibake"):
        chain = tuple((misreading.right, misreading.wrong) for misreading in reading.chain)
        ledger.keep("mojibake", Change(number, span, reading.text, chain))
    return reading.text


def _pieces(text: str, habit: Habit, splits: tuple[re.Pattern[str], ...] = _SPLITS) -> Iterator[_Piece]:
    """Yield the pieces of a line, in order, each with what it was before it was misread (None: what it is)."""
    body = text.rstrip("\r\n")
    reading = _reading(body, habit)
    pieces = [body] if reading else _split(body, splits)
    if len(pieces) == 1:
        yield body, reading
    else:
        for piece in pieces:
            yield from _pieces(piece, habit, splits[1:])
    yield text[len(body) :], None


def _split(text: str, splits: tuple[re.Pattern[str], ...]) -> list[str]:
    """Divide ``text`` by the first of ``splits`` that divides it."""
    if text.isascii():
        return [text]
    return next((pieces for pieces in (split.split(text) for split in splits) if len(pieces) > 1), [text])


def _reading(text: str, habit: Habit) -> Reading | None:
    if text.isascii():
        return None
    known = next((reading for reading in (reread(text, chain) for chain in habit) if reading), None)
    if known is None and is_suspicious(text) and is_worth_a_search(text):
        return best_reading(text)
    return known
