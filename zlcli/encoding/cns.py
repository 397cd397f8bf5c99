"""EUC-TW and ISO-2022-CN, the Chinese encodings that Python does not have. Importing this module registers both codecs.

EUC-TW (RFC 1922 and CNS 11643) writes plane 1 as two bytes from A1 on, and any plane as 8E, A0 plus its number, and the same
two bytes. ISO-2022-CN (RFC 1922) writes 7-bit bytes after escapes that say which set they are from.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

TABLE = os.path.join(os.path.dirname(__file__), "data", "cns11643.txt")  # noqa: PTH118, PTH120  (pathlib costs start-up time)
PLANES = 15
EMPTY = "\ufffd"
_CELLS = 94

_EUC_TW = re.compile(rb"[\x00-\x7f]+|[\xa1-\xfe]{2}|\x8e[\xa1-\xaf][\xa1-\xfe]{2}")
_EUC_TW_BEGUN = re.compile(rb"[\xa1-\xfe]|\x8e(?:[\xa1-\xaf][\xa1-\xfe]?)?")

# What follows ESC to designate a set: to SO (shift out), SS2 or SS3, by its final byte. A is GB 2312, E is ISO-IR-165 (GB 2312
# and more), G to M are planes 1 to 7 of CNS 11643.
_DESIGNATION = re.compile(rb"\x1b\$([)*+])([AEG-M])")
_SHIFT = {b")": "SO", b"*": "SS2", b"+": "SS3"}
_ISO_2022 = re.compile(rb"\x1b\$[)*+][AEG-M]|\x1b[NO][\x21-\x7e]{2}|[\x21-\x7e]{2}|[^\x1b\x80-\xff]")
_ISO_2022_BEGUN = re.compile(rb"\x1b(?:\$[)*+]?|[NO][\x21-\x7e]?)?|[\x21-\x7e]")


@cache
def planes() -> list[str]:
    """Return the planes of CNS 11643, the first at index 0: strings of 94 times 94 characters (some are empty)."""
    with open(TABLE, encoding="utf-8", newline="\n") as file:  # noqa: PTH123
        return file.read().split("\n")


def cns_char(plane: int, row: int, column: int) -> str:
    """Return the character of a cell (row and column from 0), U+FFFD where there is none."""
    cells = planes()[plane - 1]
    return cells[row * _CELLS + column] if cells else EMPTY


def _euc_tw_token(token: bytes) -> str:
    if token.isascii():
        return token.decode("ascii")
    plane = token[1] - 0xA0 if token[0] == 0x8E else 1
    return cns_char(plane, token[-2] - 0xA1, token[-1] - 0xA1)


class _Walker(codecs.BufferedIncrementalDecoder):
    """Decodes token by token; what is no token, or an empty cell, goes to the error handler byte by byte."""

    token: re.Pattern[bytes]
    begun: re.Pattern[bytes]
    encoding: str

    def decoded(self, token: bytes) -> str:
        """Return the text of ``token``; it holds U+FFFD for an empty cell."""
        raise NotImplementedError

    def _buffer_decode(self, input: Buffer, errors: str, final: bool) -> tuple[str, int]:  # noqa: A002  (its name in codecs)
        data = bytes(input)
        handle = codecs.lookup_error(errors)
        parts: list[str] = []
        at, size = 0, len(data)
        while at < size:
            if not final and self.begun.fullmatch(data, at):
                break
            match = self.token.match(data, at)
            text = self.decoded(match[0]) if match else EMPTY
            if match and EMPTY not in text:
                parts.append(text)
                at = match.end()
            else:
                error = UnicodeDecodeError(self.encoding, data, at, match.end() if match else at + 1, "no character")
                replacement, at = handle(error)
                parts.append(str(replacement))
        return "".join(parts), at


class _EucTw(_Walker):
    token, begun, encoding = _EUC_TW, _EUC_TW_BEGUN, "euc_tw"

    def decoded(self, token: bytes) -> str:
        return _euc_tw_token(token)


class _Iso2022Cn(_Walker):
    token, begun, encoding = _ISO_2022, _ISO_2022_BEGUN, "iso2022_cn"

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._sets: dict[str, bytes] = {}
        self._out = False

    def reset(self) -> None:
        super().reset()
        self._sets, self._out = {}, False

    def decoded(self, token: bytes) -> str:
        designation = _DESIGNATION.fullmatch(token)
        if designation:
            self._sets[_SHIFT[designation[1]]] = designation[2]
            return ""
        if token in (b"\x0e", b"\x0f"):
            self._out = token == b"\x0e"
            return ""
        if token == b"\n":  # designations end with the line
            self._sets, self._out = {}, False
            return "\n"
        if token[0] == 0x1B:
            return self._char("SS2" if token[1:2] == b"N" else "SS3", token[2:])
        if not self._out or token in b" \t\r":
            return token.decode("ascii")
        return self._char("SO", token)

    def _char(self, shift: str, pair: bytes) -> str:
        final = self._sets.get(shift)
        if final is None or len(pair) != 2 or min(pair) < 0x21:
            return EMPTY
        if final in b"AE":
            return bytes(byte | 0x80 for byte in pair).decode("gb2312", "replace")
        return cns_char(final[0] - ord("G") + 1, pair[0] - 0x21, pair[1] - 0x21)


def _no_encoder(_text: str, _errors: str = "strict") -> tuple[bytes, int]:
    raise LookupError("zlcli reads this encoding and does not write it")


def _codec(decoder: type[_Walker]) -> codecs.CodecInfo:
    def decode(data: Buffer, errors: str = "strict", /) -> tuple[str, int]:
        return decoder(errors).decode(bytes(data), True), len(bytes(data))

    return codecs.CodecInfo(_no_encoder, decode, incrementaldecoder=decoder, name=decoder.encoding)


_CODECS: dict[str, Callable[[], codecs.CodecInfo]] = {
    **dict.fromkeys(("euc_tw", "euctw", "x_euc_tw"), lambda: _codec(_EucTw)),
    **dict.fromkeys(("iso2022_cn", "iso_2022_cn", "iso_2022_cn_ext", "iso2022cn"), lambda: _codec(_Iso2022Cn)),
}


def _find(name: str) -> codecs.CodecInfo | None:
    make = _CODECS.get(name.replace("-", "_"))
    return make() if make else None


codecs.register(_find)
