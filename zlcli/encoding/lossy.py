"""Lines that lost bytes: where they did, and which characters they may have been.

In an encoding of two bytes a character one lost byte puts all up to the next ASCII byte out of step: what does not decode
stands far behind it, and what is in between reads as rare characters. So such a line is read anew with steps over single bytes
(:mod:`zlcli.encoding.alignment`), and U+FFFD stands where the loss was. On request the character is guessed there: one that has
the bytes that are left, by its neighbours (the bigram model) and by what stands elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from operator import add

from zlcli.encoding.alignment import STEPPED, way
from zlcli.encoding.decode import MARK, Decoded, Decoder, Guessed, decode
from zlcli.model.bigrams import characters, cost_after
from zlcli.records import Record

# The encodings that stay out of step behind a lost byte, and have lines.
_OUT_OF_STEP = STEPPED - {"utf-16-le", "utf-16-be"}
# Bytes of a line that are read anew; of a longer one nothing is known beyond what does not decode.
_LONGEST = 1 << 16
# How many bytes a character that can be guessed has, by encoding.
_GUESSED = {"utf-8": 3, "gb18030": 2, "cp950": 2, "big5hkscs": 2}
MENDED = _OUT_OF_STEP | _GUESSED.keys()
"""The encodings in which lines are read anew."""
# What a pair of characters gains, in nats, that stands elsewhere in the same block too: about what a frequent bigram has over
# a rare one.
_SEEN = 4.0


class _Piece(Record):
    """Bytes from ``offset`` on and their text, which is U+FFFD where they did not decode (``lost``)."""

    offset: int
    data: bytes
    text: str
    lost: bool


def decode_lossy(data: bytes, encoding: str, start: int, *, guess: bool) -> Decoded:
    """Decode ``data``, at offset ``start`` of its document, with what was lost where it was lost.

    With ``guess`` the likeliest characters stand for what was lost; `Decoded.guessed` lists them.
    """
    decoded = Decoder(encoding, start).decode(data, final=True)
    if not decoded.lost or (encoding not in _OUT_OF_STEP and not (guess and encoding in _GUESSED)):
        return decoded
    pieces = list(_pieces(data, encoding, [offset - start for offset, _ in decoded.lost]))
    guessed: list[Guessed] = []
    if guess and encoding in _GUESSED:
        pieces, guessed = _filled(pieces, encoding, decoded.text, start)
    lost = tuple((start + piece.offset, piece.data) for piece in pieces if piece.lost)
    return Decoded("".join(piece.text for piece in pieces), lost, tuple(guessed))


def _pieces(data: bytes, encoding: str, lost: Iterable[int]) -> Iterator[_Piece]:
    """The parts of ``data``: lines that lost bytes read anew, and what is between them."""
    at = 0
    for offset in lost:
        if offset < at:
            continue
        begin = data.rfind(b"\n", at, offset) + 1 or at
        end = data.find(b"\n", offset) + 1 or len(data)
        if begin > at:
            yield _Piece(at, data[at:begin], decode(data[at:begin], encoding).text, lost=False)
        yield from _joined(_line(data[begin:end], encoding, begin))
        at = end
    yield _Piece(at, data[at:], decode(data[at:], encoding).text, lost=False)


def _line(line: bytes, encoding: str, start: int) -> Iterator[_Piece]:
    if encoding in _OUT_OF_STEP and len(line) <= _LONGEST:
        for at, end, char in way(line, encoding):
            yield _Piece(start + at, line[at:end], char or MARK, lost=not char)
        return
    at = 0
    for offset, data in decode(line, encoding).lost:
        if offset > at:
            yield _Piece(start + at, line[at:offset], decode(line[at:offset], encoding).text, lost=False)
        yield _Piece(start + offset, data, MARK, lost=True)
        at = offset + len(data)
    yield _Piece(start + at, line[at:], decode(line[at:], encoding).text, lost=False)


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Join pieces that decoded."""
    held: list[_Piece] = []
    for piece in pieces:
        if piece.lost:
            yield from _one(held)
            yield piece
            held = []
        else:
            held.append(piece)
    yield from _one(held)


def _one(pieces: list[_Piece]) -> Iterator[_Piece]:
    if pieces:
        data, text = b"".join(piece.data for piece in pieces), "".join(piece.text for piece in pieces)
        yield _Piece(pieces[0].offset, data, text, lost=False)


def _filled(pieces: list[_Piece], encoding: str, seen: str, start: int) -> tuple[list[_Piece], list[Guessed]]:
    """Put the likeliest character in each gap that can be guessed. Returns the pieces, and what was guessed."""
    found, guessed = list[_Piece](), list[Guessed]()
    pairs = frozenset(map(add, seen, seen[1:]))
    at = 0
    while at < len(pieces):
        gap, chars = _gap(pieces[at : at + _GUESSED[encoding]], encoding)
        if chars:
            before = found[-1].text[-1:] if found else "\n"
            after = "".join(piece.text for piece in pieces[at + gap : at + gap + 2])[:1]
            best, runner_up = _likeliest(chars, before or "\n", after or "\n", pairs)
            data = b"".join(piece.data for piece in pieces[at : at + gap])
            found.append(_Piece(pieces[at].offset, data, best, lost=True))
            guessed.append(Guessed(start + pieces[at].offset, data, best, runner_up))
        else:
            found.append(pieces[at])
        at += gap
    return found, guessed


def _gap(pieces: list[_Piece], encoding: str) -> tuple[int, list[str]]:
    """How many of ``pieces``, from the first on, are what is left of one character, and the characters that it may be."""
    size = _GUESSED[encoding]
    for count in range(size, 0, -1):
        gap = pieces[:count]
        data = b"".join(piece.data for piece in gap)
        # A byte that was damaged may have become an ASCII character between two that do not decode.
        if gap[0].lost and gap[-1].lost and size - 1 <= len(data) <= size and all(p.lost or len(p.data) == 1 for p in gap):
            chars = _with_bytes(encoding, data)
            if chars:
                return len(gap), chars
    return 1, []


def _with_bytes(encoding: str, data: bytes) -> list[str]:
    """The characters that ``data`` may be left of: those with the same bytes but one, which was lost or damaged."""
    known, size = _by_the_others(encoding), _GUESSED[encoding]
    return [
        char for at in range(size) for char in known.get((at, data if len(data) < size else data[:at] + data[at + 1 :]), ())
    ]


@cache
def _by_the_others(encoding: str) -> dict[tuple[int, bytes], list[str]]:
    """The characters of the model by their bytes without the one at some place, and that place."""
    found: dict[tuple[int, bytes], list[str]] = {}
    for char in characters():
        data = char.encode(encoding, "ignore")
        if len(data) == _GUESSED[encoding]:
            for at in range(len(data)):
                found.setdefault((at, data[:at] + data[at + 1 :]), []).append(char)
    return found


def _likeliest(chars: Iterable[str], before: str, after: str, seen: frozenset[str]) -> tuple[str, str]:
    """The character of ``chars`` that fits best between its neighbours, and the next best."""
    costs = {
        char: cost_after(before, char) + cost_after(char, after) - _SEEN * ((before + char in seen) + (char + after in seen))
        for char in chars
    }
    best, *others = sorted(costs, key=lambda char: costs[char])
    return best, others[0] if others else ""
