"""Names of files that another system wrote: bytes in an encoding that nothing tells, or mojibake of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zlcli import pipeline
from zlcli.encoding.decode import decode

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
    encoding = encoding_of(names)
    found = (decode(name, encoding) for name in names)
    return [name if reading.lost else reading.text.encode("utf-8") for name, reading in zip(names, found, strict=True)]
