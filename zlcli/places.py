"""Where something stands in a text, found much faster than by a pattern where it is rare."""

from __future__ import annotations

from collections.abc import Iterator


def places(sign: str, text: str) -> Iterator[int]:
    """Yield the offset of every occurrence of ``sign`` in ``text``, overlapping ones too, in order."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)
