"""What a misreading is, and text with one undone: read in the right encoding, whatever comes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zlcli.records import Record
from zlcli.repair import soft_hyphens
from zlcli.repair.restored import Slot
from zlcli.repair.tables import RIGHT, WRONG, decode, display, encode


class Misreading(Record):
    """Bytes in the encoding ``right`` that were read as ``wrong`` (names of `zlcli.repair.tables`)."""

    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{display(self.right)} 读成了 {display(self.wrong)}"


Chain = tuple[Misreading, ...]


class Reading(Record):
    """A text, the misreadings that are undone to get it (the last one first), and its cost in nats."""

    text: str
    chain: Chain
    cost: float
    slots: tuple[Slot, ...] = ()
    rule: str = ""
    """What happened, where that is no chain of misreadings."""


def undone(span: str, chain: Chain) -> str | None:
    """Return ``span`` with the misreadings of ``chain`` undone, None where it cannot come from them."""
    text = span
    for misreading in chain:
        data = bytes_of(text, misreading.wrong)
        before = None if data is None else _read(data, misreading, text)
        if before is None:
            return None
        text = before
    return text


def _read(data: bytes, misreading: Misreading, text: str) -> str | None:
    """Return ``data``, which was misread as ``text``, read in the right encoding."""
    if misreading.wrong == "cp1252" and misreading.right in soft_hyphens.RIGHT and soft_hyphens.LOST not in text:
        return soft_hyphens.read(data, misreading.right)
    return decode(data, misreading.right)


@lru_cache(64)  # a span is asked for again and again, in each code page
def bytes_of(text: str, wrong: str) -> bytes | None:
    """Return the bytes that were read as ``text`` in ``wrong``, as `zlcli.repair.tables.encode` does."""
    return encode(text, wrong)


def is_weak(reading: Reading) -> bool:
    """Tell whether nothing but its plausibility speaks for a reading: nearly any bytes are some text in GBK or Big5."""
    return bool(reading.chain) and reading.chain[-1].right != "utf-8"


def undo(text: str) -> Iterator[tuple[Misreading, str]]:
    """Yield each misreading that may have made ``text``, with what it was made from."""
    for wrong in WRONG:
        data = bytes_of(text, wrong)
        if data is not None:
            for right in RIGHT:
                misreading = Misreading(right, wrong)
                before = _read(data, misreading, text)
                if before is not None:
                    yield misreading, before
