"""GBK and Big5 that were read one byte out of step: ?。ㄒ唬┱ was （一） between two halves of characters.

Where a program loses the first byte of a pair, it takes the second byte of each character that follows for the first of the
next, up to the next ASCII character. Without that byte they are in step again; both ends are halves of characters, which are
lost. Only a question mark or U+FFFD before them shows that a byte was lost: rare words would do better out of step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zlcli.model.bigrams import mean_beyond_ascii, score
from zlcli.patterns import lazy
from zlcli.repair.misreadings import Reading
from zlcli.repair.restored import MARK, Slot
from zlcli.repair.tables import decode, display, encode

# Characters at least, what they must gain in nats, and their mean cost: no line of 60,000 in 17 languages, a question mark put
# into each, met all three.
_RUN = lazy("[?\ufffd]([^\x00-\x7f\ufffd]{4,})[?\ufffd]?")
_GAIN, _PLAUSIBLE = 14.0, 9.5
_DRAWN = lazy("^[─-▟■-◿]|[─-▟■-◿]{2}")  # a table's frame


def in_step(text: str) -> list[tuple[str, Reading | None]]:
    """Return the pieces of ``text``, in order, each with what it is in step (None: what stands there).

    U+FFFD is put where half of a character is left.
    """
    pieces: list[tuple[str, Reading | None]] = []
    at = 0
    for match, reading in _found(text):
        pieces += (text[at : match.start()], None), (match[0], reading)
        at = match.end()
    return [*pieces, (text[at:], None)]


def _found(text: str) -> Iterator[tuple[re.Match[str], Reading]]:
    for match in _RUN.finditer(text):
        readings = (_in_step(match[1], name) for name in ("cp936", "cp950") if not _DRAWN.search(match[1]))
        best = min(filter(None, readings), key=lambda reading: reading.cost, default=None)
        if best:
            yield match, best


def _in_step(run: str, name: str) -> Reading | None:
    data = encode(run, name)
    inside = decode(data[1:-1], "gb18030" if name == "cp936" else name) if data else None
    if inside is None or mean_beyond_ascii(inside) > _PLAUSIBLE or score(run) - score(inside) < _GAIN:
        return None
    slots = (Slot(0, MARK, 0.0, ""), Slot(len(inside) + 1, MARK, 0.0, ""))
    return Reading(f"{MARK}{inside}{MARK}", (), score(inside), slots, f"{display(name)} 错位一个字节")
