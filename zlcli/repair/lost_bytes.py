"""UTF-8 that was read in a code page which has no character for some of its bytes, so that they are lost.

Where a byte was lost stands ``?``, U+FFFD, or nothing. Windows (PowerShell 5.1 reading cp936) puts ``?`` for the last byte of
a character **and the ASCII byte after it**, as it takes the one for a lead byte and the other for its trail. What is known of
each character, most often two bytes of three, leaves at most 64; the model chooses by the neighbours and says how sure it is.

What lost only last bytes is settled byte by byte (`zlcli.repair.tails`); GBK that lost others has a search of its own
(`zlcli.repair.gaps`), and the rest is left to that of `zlcli.repair.search`.
"""

from __future__ import annotations

from collections.abc import Iterable

from zlcli.model.bigrams import score
from zlcli.repair import gaps
from zlcli.repair.loss import APART, HOLES, NEAR, share_of_whole
from zlcli.repair.partial import length, lost_by
from zlcli.repair.restored import MARK, Restored, Slot
from zlcli.repair.search import Search
from zlcli.repair.tables import encode
from zlcli.repair.tails import settle
from zlcli.repair.words import UNKNOWN, Words

_MARKS = ("?", MARK)
# More than so many lost bytes without a pause are no text.
_HOPELESS = 6
# Characters lost without a trace that are allowed: so many, and one in so many.
_TRACELESS, _FEW = 2, 16


def restored(text: str, likely: Iterable[str], words: Words = UNKNOWN) -> tuple[str, Restored] | None:
    """Return the one of the ``likely`` code pages that ``text`` was read in, and what it was before; None where it is none."""
    found = [(wrong, result) for wrong in likely if (result := restore(text, wrong, words))]
    return min(found, key=lambda item: item[1].cost, default=None)


def restore(text: str, wrong: str, words: Words = UNKNOWN, *, sure: bool = False) -> Restored | None:
    """Return what ``text``, UTF-8 read as ``wrong`` with a loss, was; None where it was no such thing.

    ``words`` are those of the document. ``sure`` tells that other parts of it were read so.
    """
    if not sure and not share_of_whole(text, wrong):
        return None
    lost = lost_by(wrong, text)
    simple = _settled(text, wrong, words) if lost is None else None
    if simple:
        return simple
    return gaps.restore(text, words) if wrong == gaps.WRONG else _searched(text, wrong, words, lost)


def _settled(text: str, wrong: str, words: Words) -> Restored | None:
    """Restore ``text`` where only last bytes of characters were lost, and each was marked; None where it is not as simple."""
    out: list[str] = []
    slots: list[Slot] = []
    size = at = 0
    pieces = HOLES.split(text)
    for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        at += len(piece) + len(mark)
        whole, tail = _whole_and_tail(encode(piece, wrong))
        if (
            whole is None
            or bool(tail) > bool(mark)
            or (mark == MARK and not tail)
            or (mark and not tail and whole[-1:] > "\x7f")
        ):
            return None
        out.append(whole if tail else whole + mark)
        size += len(out[-1])
        if tail:
            loss = settle(tail, "".join(out[-NEAR:]), text[at : at + NEAR], words, swallows=mark == "?")
            if loss is None or len(slots) > _HOPELESS * (1 + size // APART):
                return None
            slots.append(Slot(size, loss.char, loss.share, loss.other))
            if loss.swallowed or loss.swallowed_share < 1:
                slots.append(Slot(size + 1, loss.swallowed, loss.swallowed_share, loss.swallowed_other))
            out.append(loss.char + loss.swallowed)
            size += len(out[-1])
    return Restored("".join(out), tuple(slots), score("".join(out)))


def _whole_and_tail(data: bytes | None) -> tuple[str | None, bytes]:
    """The whole characters of ``data``, and what it has of one more: all but the last byte. None where it is no such."""
    if data is None:
        return None, b""
    try:
        return data.decode(), b""
    except UnicodeDecodeError as error:
        tail = data[error.start :]
        cut = error.reason == "unexpected end of data" and len(tail) == length(tuple(tail)) - 1
        return (data[: error.start].decode(), tail) if cut else (None, b"")


def _searched(text: str, wrong: str, words: Words, lost: frozenset[int] | None) -> Restored | None:
    """Restore ``text`` by a search through all readings."""
    search = Search(lost, words)
    at = holes = 0
    for piece in HOLES.split(text):
        at += len(piece)
        if piece in _MARKS:
            search.hole(piece, text[at : at + NEAR])
        else:
            data = encode(piece, wrong)
            if data is None:
                return None
            search.known(data)
        holes += piece in _MARKS
        traceless = len(search.slots) - 2 * holes
        if not search.open or len(search.open[0].restored) > _HOPELESS or traceless > _TRACELESS + at // _FEW:
            return None
    return search.finish()
