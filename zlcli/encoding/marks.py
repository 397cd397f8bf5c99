"""What a file says of itself: byte order marks, escape sequences, declarations, signatures of formats that are no text."""

from __future__ import annotations

import codecs

from zlcli.patterns import lazy

# Longest first, as the BOM of UTF-32-LE begins with that of UTF-16-LE. The last is U+FEFF in GB 18030.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# 7-bit encodings by an escape that only they hold: RFC 1922 (ISO-2022-CN), RFC 1468 and 2237 (JP), RFC 1557 (KR).
_ESCAPES = (
    (lazy(rb"\x1b\$[)*+][AEG-M]"), "iso2022_cn"),
    (lazy(rb"\x1b\$\)C"), "iso2022_kr"),
    (lazy(rb"\x1b\$[@B]"), "iso2022_jp"),
)

# HTML meta and MIME (charset=), XML (encoding=), vim (fileencoding=, fenc=) and emacs (coding:) modelines, Python's PEP 263.
_DECLARATION = lazy(rb"""(?:charset|encoding|\bfenc|\bcoding)\s*[=:]\s*["']?([A-Za-z][\w.:-]{1,30})""")
# What is declared is read as the superset that is written in practice (WHATWG Encoding Standard, and GB 18030 for GBK).
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-8-sig": "utf-8",
}
# Codecs of Python that turn bytes into text and are no encoding of documents.
_NO_DOCUMENTS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
BYTE_ORDERS = {"utf-16": ("utf-16-le", "utf-16-be"), "utf-32": ("utf-32-le", "utf-32-be")}
"""Encodings that leave the byte order to a mark, and what they can be without one."""

# The first bytes, as https://en.wikipedia.org/wiki/List_of_file_signatures has them. PDF and RTF are ASCII for long stretches:
# taken for text they would come out changed, and no longer open.
SIGNATURES = {
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rtf",),
    "ole2": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "packed": (b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"),
    "picture": (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*"),
}
"""Formats that are no text and what their files begin with; ``ole2`` is that of .doc, .xls, .ppt and .wps."""
_FOREIGN = tuple(mark for marks in SIGNATURES.values() for mark in marks)

# Declarations stand in the first kilobyte (HTML, XML, MIME) or on the last lines (modelines).
_NEAR_AN_END = 1024


def by_bom(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark at the beginning of ``data`` names and the mark's length, if there is one."""
    return next(((encoding, len(bom)) for bom, encoding in _BOMS if data.startswith(bom)), None)


def is_foreign(data: bytes) -> bool:
    """Tell whether ``data`` begins as a file of a known format does that is no text."""
    return data.startswith(_FOREIGN)


def by_escape(data: bytes) -> str | None:
    """Return the 7-bit encoding whose escapes ``data`` holds, if it decodes as that."""
    if b"~{" in data and decodes(data, "hz") and not data.decode("hz").isascii():
        return "hz"
    if b"\x1b" not in data:
        return None
    name = next((name for escape, name in _ESCAPES if escape.search(data)), None)
    return name if name and decodes(data, codec_name(name) or name) else None


def declared(head: bytes, tail: bytes = b"") -> str | None:
    """Return the codec (a superset that decodes) that the text itself declares, if Python knows it."""
    for found in _DECLARATION.findall(head[:_NEAR_AN_END] + b"\n" + tail[-_NEAR_AN_END:]):
        name = codec_name(found.decode("ascii"))
        if name:
            return superset(name)
    return None


def superset(name: str) -> str:
    """Return the widest codec of the family of ``name`` (a codec's own name)."""
    return _SUPERSETS.get(name, name)


def codec_name(name: str) -> str | None:
    """Return the name of the text codec ``name``, None where there is none (``base64`` is no text codec)."""
    try:
        info = find_codec(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) and info.name not in _NO_DOCUMENTS else None


def find_codec(name: str) -> codecs.CodecInfo:
    """Return the codec ``name``, one of Python's or of zlcli's. Raises LookupError."""
    try:
        return codecs.lookup(name)
    except LookupError:
        import zlcli.encoding.cns  # noqa: F401  (adds two codecs)

        return codecs.lookup(name)


def decodes(data: bytes, encoding: str) -> bool:
    """Tell whether the whole of ``data`` decodes."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
