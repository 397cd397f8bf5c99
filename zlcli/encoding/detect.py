"""Which encoding bytes are in: marks, strict UTF-8, then every plausible encoding weighed as text (`zlcli.encoding.weighing`).

What is UTF-8 beyond doubt needs none of the models that tell the others apart, and does not load them.
"""

from __future__ import annotations

from collections.abc import Iterable

from zlcli.encoding.marks import by_bom, is_foreign
from zlcli.encoding.survey import Survey, blocks, survey
from zlcli.records import Record

# Two UTF-8 sequences of GBK bytes happen (系统); a dozen bytes of them never did in ten thousand lines of text.
_CERTAIN_UTF8_BYTES = 12
_BEYOND_ASCII = bytes(range(0x80, 0x100))


class Guess(Record):
    """An encoding (a Python codec name, None for bytes that are no text), how sure it is (0 to 1), the length of its BOM.

    ``others`` are the runners-up with their probabilities, the likeliest first.
    """

    encoding: str | None
    confidence: float
    bom: int = 0
    others: tuple[tuple[str, float], ...] = ()


def detect(data: bytes, candidates: Iterable[str] | None = None) -> Guess:
    """Return the most plausible encoding of ``data``. Empty input is ``utf-8``; pure ASCII is ``ascii``.

    ``candidates`` are the codec names to choose among; without them, all that zlcli knows.
    """
    return judge(survey(blocks(data)), candidates)


def judge(seen: Survey, candidates: Iterable[str] | None = None) -> Guess:
    """Return the most plausible encoding of the bytes that were surveyed."""
    marked = by_bom(seen.head)
    if marked:
        return Guess(marked[0], 1.0, marked[1])
    if not seen.size:
        return Guess("utf-8", 1.0)
    if is_foreign(seen.head):
        return Guess(None, 1.0)
    names = None if candidates is None else tuple(candidates)
    if b"\0" not in seen.head and is_certain_utf8(seen, names):
        return Guess("utf-8", 1.0)
    from zlcli.encoding.weighing import weigh

    return weigh(seen, names)


def is_certain_utf8(seen: Survey, names: tuple[str, ...] | None) -> bool:
    """Tell whether the bytes can be nothing but UTF-8, which has to be one of ``names`` (None: of all encodings)."""
    if not seen.is_utf8 or not (names is None or "utf-8" in names):
        return False
    return len(seen.sample) - len(seen.sample.translate(None, _BEYOND_ASCII)) >= _CERTAIN_UTF8_BYTES
