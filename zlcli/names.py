"""Names of files that another system wrote: bytes in an encoding that nothing tells, or mojibake of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zlcli import pipeline
from zlcli.encoding.decode import decode
from zlcli.encoding.marks import decodes

# What zip programs of Windows, macOS and Linux write where they do not say that a name is UTF-8.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "shift_jis", "euc_kr")
# Bytes of names that are looked at.
_SAMPLE = 1 << 20


def encoding_of(names: Iterable[bytes]) -> str:
    """Return the encoding that all ``names`` together are most likely in."""
    joined = bytearray()
    for name in names:
        if not name.isascii() and len(joined) < _SAMPLE:
            joined += name + b"\n"
    return pipeline.detect(bytes(joined), candidates=_CANDIDATES).encoding or "utf-8"


def decoded(names: Sequence[bytes]) -> list[bytes]:
    """Return ``names``, all in one unknown encoding, in UTF-8. Those that are not in it stay as they are."""
    return _decoded(names, encoding_of(names))


def _decoded(names: Sequence[bytes], encoding: str) -> list[bytes]:
    found = (decode(name, encoding) for name in names)
    return [name if reading.lost else reading.text.encode("utf-8") for name, reading in zip(names, found, strict=True)]


def repaired(names: Sequence[bytes]) -> list[bytes]:
    """Return names that come from one place as they were meant, in UTF-8: decoded if they are not, and mojibake undone.

    A name that cannot be restored whole stays as it is.
    """
    foreign = [name for name in names if not decodes(name, "utf-8")]
    encoding = encoding_of(foreign) if foreign else "utf-8"
    readable = [_decoded([name], encoding)[0] if _is_foreign(name, encoding) else name for name in names]
    sound = [name for name in readable if decodes(name, "utf-8")]
    mended = dict(zip(sound, _mended(sound), strict=True))
    meant = (mended.get(name, name) for name in readable)
    return [new if _is_whole(new) else old for old, new in zip(names, meant, strict=True)]


def _is_foreign(name: bytes, encoding: str) -> bool:
    """Tell whether a name is in the encoding of its neighbours; 通知 in GBK happens to be UTF-8 of something else as well."""
    if name.isascii() or encoding == "utf-8":
        return False
    return not decodes(name, "utf-8") or pipeline.detect(name, candidates=("utf-8", encoding)).encoding == encoding


def _mended(names: Sequence[bytes]) -> list[bytes]:
    """Undo mojibake; names from one place are mostly of one kind, so each is judged beside the others."""
    lines = [name.decode("utf-8") for name in names]
    text = "\n".join(lines)
    if any("\n" in line for line in lines) or text.isascii():
        return list(names)
    result = pipeline.normalize(text, only=("mojibake",)).text.split("\n")
    return [line.encode("utf-8") for line in result] if len(result) == len(lines) else list(names)


def _is_whole(name: bytes) -> bool:
    return decodes(name, "utf-8") and "\ufffd" not in name.decode("utf-8") and not set(name) & {0, ord("/")}
