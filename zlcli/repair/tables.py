"""The code pages that text was wrongly read in, byte for byte reversible.

Each is one of Python's codecs, widened by what Windows maps and Python does not, so that every byte a program could have read
has a character, and that character the byte again:

- cp936: 0x80 is €; pairs without a character are in the private use area (AAA1 at U+E000, F8A1 at U+E234, A140 at U+E4C6,
  A2AB at U+E766 and so on), where GB 18030-2000 has them too; A1AA is U+2014 there and U+2015 in older tables.
- cp950: user-defined pairs (FA40 at U+E000, 8E40 at U+E311, 8140 at U+EEB8, C6A1 at U+F6B1).
- cp949: user-defined rows (C9A1 at U+E000, FEA1 at U+E05E).
- Single bytes that a code page leaves undefined are the C1 control of the same number. All C1 controls are taken, so that
  cp1252 is Latin-1 as well.

Source: Microsoft's bestfit tables (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WindowsBestFit/).
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zlcli.encoding.private_use import OLD_PLACES, modern
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import lazy

if TYPE_CHECKING:
    from _codecs import _EncodingMap

WRONG = (
    "cp936",
    "cp1252",
    "cp950",
    "big5hkscs",
    "cp949",
    "cp932",
    "euc_jp",
    "mac_roman",
    "cp437",
    "cp850",
    "cp866",
    "cp1251",
    "koi8_r",
    "cp1250",
    "cp1254",
)
"""What text was read in by mistake, the more frequent mistakes first."""
TWO_BYTES = frozenset({"cp936", "cp950", "big5hkscs", "cp949", "cp932", "euc_jp"})
"""Those of them that have characters of two bytes."""
RIGHT = ("utf-8", "gb18030", "cp950", "big5hkscs")
"""What it should have been read in: the widest codec of each family that Chinese is written in."""
NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GBK",
    "cp936": "GBK",
    "cp950": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "cp949": "CP949",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "mac_roman": "Mac Roman",
    "koi8_r": "KOI8-R",
}
"""What people call them; others by their number."""

# The last Han character, and what follows it (Unicode 16).
_LAST_HAN, _TAGS = "\U000323af", "\U000e0000"
_PYTHON = {"cp936": "gbk"}
_PARTS = "-parts"
# What cp1252 has itself is no such sequence.
_HIGH, _SEQUENCE = lazy("[\x80-\xff]"), lazy("[\u0100-\u07ff](?<![ŒœŠšŸŽžƒˆ˜])")
_FEWEST_AROUND, _SIGNS = 5, 0.3


def encode(text: str, name: str) -> bytes | None:
    """Return the bytes that were read as ``text`` in the code page ``name`` of `WRONG`, None if it never gives such a text."""
    if name not in TWO_BYTES and HAN_CHARACTER.search(text):
        return None  # without loading the codec, which takes as long as a sentence does
    data = _encoded(text, name)
    return _encoded(_as_latin(text), name) if data is None and name == "cp1252" and _has_sequences(text) else data


def _encoded(text: str, name: str) -> bytes | None:
    try:
        return text.encode(_PYTHON.get(name, name))
    except UnicodeEncodeError as error:
        extension = _EXTENSIONS.get(name)
        return _encode_more(text, name) if extension and extension(text[error.start]) is not None else None


def _encode_more(text: str, name: str) -> bytes | None:
    """Return the bytes of ``text`` that has what Windows maps and Python does not.

    Most often one codec has it all, which is twenty times as fast as to ask for every such character.
    """
    with suppress(UnicodeEncodeError):
        quick = _gb18030(text) if name == "cp936" else _widened(text, name) if name in _SINGLE else None
        return text.encode(_PYTHON.get(name, name), _HANDLERS[name]) if quick is None else quick
    return None


def _gb18030(text: str) -> bytes | None:
    """The bytes of ``text`` in cp936, of which that has all characters of two bytes; None where one has four."""
    data = b"\x80".join([piece.encode("gb18030") for piece in text.split("€")])
    singles = len(text.encode("ascii", "ignore")) + text.count("€")
    return data if len(data) + singles == 2 * len(text) else None


def _widened(text: str, name: str) -> bytes | None:
    """The bytes of ``text`` in a code page with C1 controls in the places that it leaves undefined, or in Latin-1."""
    with suppress(UnicodeEncodeError):
        return codecs.charmap_encode(text, "strict", _with_controls(name))[0]
    with suppress(UnicodeEncodeError):
        return text.encode("latin-1") if name == "cp1252" else None
    return None


@cache
def _with_controls(name: str) -> dict[int, int] | _EncodingMap:
    return codecs.charmap_build("".join(bytes((byte,)).decode(name, "ignore") or chr(byte) for byte in range(0x100)))


def _has_sequences(text: str) -> bool:
    """Tell whether a program read as UTF-8 what is UTF-8 by chance (Á׶} of 避開), and the rest of ``text`` as Latin-1.

    One pair in a hundred is; so they are few, and more of what stands around them are signs than in any language.
    """
    around = _HIGH.findall(text)
    few = len(_SEQUENCE.findall(text)) * _FEWEST_AROUND <= len(around)
    return few and sum(map("À".__gt__, around)) >= _SIGNS * len(around)


def _as_latin(text: str) -> str:
    return _SEQUENCE.sub(lambda match: match[0].encode().decode("latin-1"), text)


def encode_parts(text: str, name: str) -> bytes:
    """Do as `encode`, with FF, which begins no character, for each character that the code page never gives."""
    return text.encode(_PYTHON.get(name, name), f"{_HANDLERS[name]}{_PARTS}")


def decode(data: bytes, name: str) -> str | None:
    """Return ``data`` read in the encoding ``name`` of `RIGHT`, None if it is no such text.

    UTF-8 and GB 18030 have four bytes for every place that Unicode may fill one day: ±äÁ¿ was 变量, no character of plane 4.
    """
    try:
        text = modern(data.decode(name), name)
    except UnicodeDecodeError:
        return None
    return None if max(text, default="") > _LAST_HAN and _is_nothing(text, name) else text


def _is_nothing(text: str, name: str) -> bool:
    """Tell whether ``text`` has a character of a plane that has none; UTF-8 may have tags and icons of private use."""
    return any(char > _LAST_HAN and (name != "utf-8" or char < _TAGS) for char in text)


def display(name: str) -> str:
    """Return the name of an encoding as people write it."""
    return NAMES.get(name, name.upper().replace("_", "-"))


def _cp936(char: str) -> bytes | None:
    if char == "€":
        return b"\x80"
    data = char.translate(OLD_PLACES).encode("gb18030", "replace")
    return data if len(data) == 2 else None


# First code point, number of characters, lead byte, and how many pairs of that lead's row are others'; a row has 157.
_CP950_AREAS = ((0xE000, 785, 0xFA, 0), (0xE311, 2983, 0x8E, 0), (0xEEB8, 2041, 0x81, 0), (0xF6B1, 408, 0xC6, 63))


def _cp950(char: str) -> bytes | None:
    for start, size, lead, others in _CP950_AREAS:
        if start <= ord(char) < start + size:
            row, column = divmod(ord(char) - start + others, 157)
            return bytes((lead + row, column + (0x40 if column < 63 else 0x62)))
    return None


def _cp949(char: str) -> bytes | None:
    row, column = divmod(ord(char) - 0xE000, 94)
    return bytes(((0xC9, 0xFE)[row], 0xA1 + column)) if row in (0, 1) else None


def _same_number(char: str) -> bytes | None:
    """A C1 control (or the no-break space) for the byte of its number."""
    return char.encode("latin-1") if "\x80" <= char <= "\xa0" else None


def _register(name: str, extension: Callable[[str], bytes | None]) -> str:
    """Make an error handler that gives the bytes of what Python's codec does not have, and return its name."""
    extension = lru_cache(1 << 13)(extension)

    def handle(error: UnicodeError) -> tuple[bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        data = extension(error.object[error.start])
        if data is None:
            raise error
        return data, error.start + 1

    def handle_parts(error: UnicodeError) -> tuple[bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return extension(error.object[error.start]) or b"\xff", error.start + 1

    handler = f"zlcli-{name}"
    codecs.register_error(handler, handle)
    codecs.register_error(handler + _PARTS, handle_parts)
    return handler


_SINGLE = ("cp1252", "cp1250", "cp1251", "cp1254")
_EXTENSIONS: dict[str, Callable[[str], bytes | None]] = {
    "cp936": _cp936,
    "cp950": _cp950,
    "cp949": _cp949,
    **dict.fromkeys(("cp932", *_SINGLE), _same_number),
}
_HANDLERS = {name: _register(name, extension) for name, extension in _EXTENSIONS.items()}
