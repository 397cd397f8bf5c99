"""Encoders for what Python cannot write, so that tests and benchmarks have bytes to read."""

from __future__ import annotations

import re
from functools import cache

from zlcli.encoding.cns import EMPTY, planes

_ROW = 94
_CHINESE = re.compile("([^\x00-\x7f]+)")


@cache
def _euc_tw_of(char: str) -> bytes:
    plane = next((i for i, cells in enumerate(planes()) if char != EMPTY and char in cells), None)
    if plane is None:
        raise UnicodeEncodeError("euc_tw", char, 0, 1, "is not in CNS 11643")
    row, column = divmod(planes()[plane].index(char), _ROW)
    pair = bytes((row + 0xA1, column + 0xA1))
    return bytes((0x8E, 0xA1 + plane)) + pair if plane else pair


def euc_tw(text: str) -> bytes:
    """Return ``text`` in EUC-TW: two bytes for plane 1 of CNS 11643, four for the others. Raises UnicodeEncodeError."""
    return b"".join(char.encode() if char.isascii() else _euc_tw_of(char) for char in text)


def iso_2022_cn(text: str) -> bytes:
    """Return ``text`` in ISO-2022-CN with the characters of GB 2312. Raises UnicodeEncodeError."""
    return b"\n".join(_iso_2022_cn_line(line) for line in text.split("\n"))


def _iso_2022_cn_line(line: str) -> bytes:
    parts = [b"\x1b$)A"] if not line.isascii() else []
    for run in _CHINESE.split(line):
        seven = bytes(byte & 0x7F for byte in run.encode("gb2312"))
        parts.append(seven if run.isascii() else b"\x0e" + seven + b"\x0f")
    return b"".join(parts)


def encode(text: str, encoding: str) -> bytes:
    """Return ``text`` in any encoding that zlcli reads. Raises UnicodeEncodeError."""
    special = {"euc_tw": euc_tw, "iso2022_cn": iso_2022_cn}.get(encoding)
    return special(text) if special else text.encode(encoding)
