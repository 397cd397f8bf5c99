"""The detectors that are compared: each turns bytes into the name of an encoding, and that into text."""

from __future__ import annotations

from collections.abc import Callable

import cchardet
import chardet
import charset_normalizer

from zlcli.encoding.decode import decode
from zlcli.encoding.detect import detect

# Encodings of which one is part of the other: to name either is right where not every byte decodes anyway.
_FAMILIES = (
    {"gb2312", "gbk", "gb18030", "cp936"},
    {"big5", "cp950", "big5hkscs"},
    {"utf_8", "utf-8", "utf_8_sig"},
    {"utf-16-le", "utf_16_le", "utf-16", "utf-16le"},
)


def _by_zlcli(data: bytes) -> str | None:
    return detect(data).encoding


def _by_chardet(data: bytes) -> str | None:
    return chardet.detect(data, prefer_superset=True)["encoding"]


def _by_charset_normalizer(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    return best.encoding if best else None


def _by_cchardet(data: bytes) -> str | None:
    answer: str | None = cchardet.detect(data)["encoding"]
    return answer


TOOLS: dict[str, Callable[[bytes], str | None]] = {
    "zlcli": _by_zlcli,
    "chardet": _by_chardet,
    "charset-normalizer": _by_charset_normalizer,
    "cchardet": _by_cchardet,
}


def reads(tool: str, data: bytes, text: str) -> bool:
    """Tell whether ``data`` in the encoding that ``tool`` names is exactly ``text``."""
    encoding = TOOLS[tool](data)
    if encoding is None:
        return False
    if tool == "zlcli":
        return decode(data, encoding).text == text
    try:
        return data.decode(encoding) == text
    except (UnicodeDecodeError, LookupError):
        return False


def names(tool: str, data: bytes, encoding: str) -> bool:
    """Tell whether ``tool`` names ``encoding``, or a relative, as that of ``data``."""
    answer = (TOOLS[tool](data) or "").lower()
    return any({answer, encoding} <= family for family in _FAMILIES) or answer == encoding


def is_chinese(tool: str, data: bytes) -> bool:
    """Tell whether ``tool`` takes ``data`` for Chinese in an old encoding, or in UTF-16."""
    answer = (TOOLS[tool](data) or "").lower()
    return answer.startswith(("gb", "big5", "cp950", "euc_tw", "hz", "utf-16", "utf_16"))
