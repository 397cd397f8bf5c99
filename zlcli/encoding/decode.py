"""Decoding that accounts for every byte, in pieces of any size."""

from __future__ import annotations

import codecs
from contextvars import ContextVar
from typing import TYPE_CHECKING

from zlcli.encoding.marks import find_codec
from zlcli.encoding.private_use import modern
from zlcli.records import Record

if TYPE_CHECKING:
    from zlcli.document import Newline

# What Windows' code pages map and Python's codecs do not: 0x80 is € in cp936 (Microsoft's bestfit936.txt).
_EXTENSIONS = {("gb18030", b"\x80"): "€", ("gbk", b"\x80"): "€", ("big5hkscs", b"\xa3\xe1"): "€"}
MARK = "\ufffd"


class Guessed(Record):
    """A character that was guessed for bytes that did not decode, from ``offset`` on, and what else it may have been."""

    offset: int
    data: bytes
    char: str
    runner_up: str


class Decoded(Record):
    """Decoded text, and where bytes were lost: ``(offset, bytes)`` for each place that holds U+FFFD or a guess instead."""

    text: str
    lost: tuple[tuple[int, bytes], ...]
    guessed: tuple[Guessed, ...] = ()

    @property
    def lost_bytes(self) -> int:
        """How many bytes did not decode."""
        return sum(len(piece) for _, piece in self.lost)


class Decoder:
    """Decodes a document block by block. A character cut at the end of one goes on in the next; offsets are the document's."""

    def __init__(self, encoding: str, offset: int = 0) -> None:
        self.encoding = encoding
        make = find_codec(encoding).incrementaldecoder
        if make is None:
            raise LookupError(encoding)
        self._codec = make(_HANDLER)
        self._offset = offset

    @property
    def pending(self) -> bytes:
        """The bytes of a character that has only begun."""
        return self._codec.getstate()[0]

    def decode(self, block: bytes, *, final: bool = False) -> Decoded:
        """Decode ``block``. What does not decode becomes U+FFFD and is listed with its offset."""
        lost: list[tuple[int, bytes]] = []
        token = _lost.set(lost)
        # What a codec kept of the last block is what its errors are counted from.
        start = self._offset - len(self.pending)
        try:
            text = self._codec.decode(block, final)
        finally:
            _lost.reset(token)
        self._offset += len(block)
        return Decoded(modern(text, self.encoding), tuple((start + at, piece) for at, piece in lost))


def decode(data: bytes, encoding: str, start: int = 0) -> Decoded:
    """Decode ``data`` from offset ``start`` on."""
    return Decoder(encoding, start).decode(data[start:], final=True)


def _account(error: UnicodeError) -> tuple[str, int]:
    """Error handler for codecs: put the extension or the mark, and write down what was lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    known = _EXTENSIONS.get((error.encoding, piece))
    if known is None:
        _lost.get().append((error.start, piece))
    return known or MARK, error.end


_HANDLER = "zlcli-account"
_lost: ContextVar[list[tuple[int, bytes]]] = ContextVar("lost")
codecs.register_error(_HANDLER, _account)


def newline_of(text: str) -> Newline | None:
    r"""Return the line end that ``text`` uses most: ``\n``, ``\r\n``, ``\r`` or None."""
    windows = text.count("\r\n")
    counts: dict[Newline, int] = {"\r\n": windows, "\n": text.count("\n") - windows, "\r": text.count("\r") - windows}
    best = max(counts, key=lambda end: counts[end])
    return best if counts[best] else None
