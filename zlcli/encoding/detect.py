"""Which encoding bytes are in: BOM, strict UTF-8, UTF-16 by its shape, then chardet among the plausible ones."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# Longest first, as the BOM of UTF-32-LE begins with that of UTF-16-LE. The last is U+FEFF in GB 18030.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What a Chinese office may meet, each the widest codec of its family, so that what chardet did not look at decodes too.
_CANDIDATES = ("gb18030", "big5hkscs", "cp949", "cp932", "euc_jis_2004", "cp1252", "cp1251", "koi8-r")
# Codecs that map what the first one does not: cp950 has € at A3E1 and Microsoft's user-defined rows.
_FALLBACK = {"big5hkscs": "cp950"}
# chardet gains nothing from more than this around the first bytes beyond ASCII (it reads 200,000 at most).
_WINDOW = 1 << 16
# Damaged UTF-8 still has five sound sequences of three bytes for each U+FFFD. GBK or Big5 read as UTF-8 hardly has any, for
# two of their bytes in a row would have to be continuation bytes.
_SOUND_PER_LOST = 5
_THREE_BYTES = re.compile("[\u0800-\ufffc]")
# UTF-16 without BOM: nearly all code units have to be ordinary Chinese or ASCII. Random bytes reach a third.
_UTF16_SHARE = 0.9
_ORDINARY = re.compile("[\t\r\n\x20-\x7e\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding (a Python codec name, None for bytes that are no text), how sure it is (0 to 1), the length of its BOM."""

    encoding: str | None
    confidence: float
    bom: int = 0


def detect(data: bytes) -> Guess:
    """Return the most plausible encoding of ``data``. Empty input is ``utf-8``; pure ASCII is ``ascii``."""
    if not data:
        return Guess("utf-8", 1.0)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Guess(encoding, 1.0, len(bom))
    if b"\0" not in data:
        if data.isascii():
            return Guess("ascii", 1.0)
        if _decodes(data, "utf-8"):
            return Guess("utf-8", 0.99)
    return _utf16(data) or _eight_bit(data)


def codec_name(name: str) -> str | None:
    """Return Python's name of the text codec ``name``, None where there is none (``base64`` is no text codec)."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> Guess | None:
    """Recognise UTF-16 or UTF-32 without BOM by how many of its code units are ordinary."""
    sample = data[: _WINDOW & ~3]
    for encoding, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % unit:
            continue
        text = sample.decode(encoding, "replace")
        if len(_ORDINARY.findall(text)) >= _UTF16_SHARE * len(text):
            return Guess(encoding, 0.9)
    return None


def _eight_bit(data: bytes) -> Guess:
    if b"\0" in data:
        return Guess(None, 0.9)
    window = _window(data)
    if _is_damaged_utf8(window):
        return Guess("utf-8", 0.9)
    import chardet

    answer = chardet.detect(window, include_encodings=_CANDIDATES, compat_names=False)
    encoding = answer["encoding"] or "gb18030"
    fallback = _FALLBACK.get(encoding)
    if fallback and not _decodes(data, encoding) and _decodes(data, fallback):
        encoding = fallback
    return Guess(codec_name(encoding), min(answer["confidence"], 0.99))


def _window(data: bytes) -> bytes:
    """The part of ``data`` around its first byte beyond ASCII, from a line start."""
    first = re.search(rb"[\x80-\xff]", data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return data[start : start + _WINDOW]


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return 0 < _SOUND_PER_LOST * lost <= len(_THREE_BYTES.findall(text))
