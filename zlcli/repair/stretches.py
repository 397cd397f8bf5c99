"""Long lines in stretches, none of which begins or ends within a character that was misread.

A file without line ends is one line. What is looked at together (a reading, what is quoted beside it, the words of its
language) is looked at by the stretch there, so that a line costs as much a character as several do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from zlcli.patterns import lazy
from zlcli.repair.chains import best_reading, is_lossy
from zlcli.repair.loss import HOLES, LEADS
from zlcli.repair.misreadings import Chain, Misreading, undone
from zlcli.repair.suspicion import is_worth_a_search
from zlcli.repair.tables import encode

# Characters of a stretch, and how many more are looked at for its end. Paragraphs are shorter, so that they stay whole, and
# nearly all that was lost has the neighbours that tell of it. Where the misreading is yet to be found, less shows it as well.
_SIZE, _SEARCHED, _ROOM = 8000, 500, 400
# A character that was misread twice is up to so many.
_STEPS = 12
# Characters on both sides of an end without a mark of a loss, which their neighbours tell of.
_CALM = 8
# No character of two bytes in GBK ends where 。 does in UTF-8.
_STOPS = tuple(stop.encode() for stop in "，；：！？")
# White space is part of no character in any code page.
_SPACE, _SOUND_END = lazy(r"[ \t\r\n]"), lazy(r"[ \t\r\n。！？；]")


def stretches(text: str, chains: Collection[Chain], *, search: bool = False) -> Iterator[str]:
    """Yield a line in stretches of about the same size; a line that is little longer than that as one.

    ``chains`` are the misreadings of the document; ``search`` tells that others may be found.
    """
    start, size = 0, _SEARCHED if search else _SIZE
    while len(text) - start > size + _ROOM:
        end = _end(text, start, size, chains, search=search)
        yield text[start:end]
        start = end
    yield text[start:]


def whole(pieces: Iterable[str], chains: Collection[Chain]) -> Iterator[str]:
    """Yield the text of ``pieces``, which may divide a long line; what is a character misread by ``chains`` stays together."""
    rest = ""
    for piece in pieces:
        text = rest + piece
        end = len(text) if text.endswith("\n") else _last_end(text, chains)
        rest = text[end:]
        yield text[:end]
    if rest:
        yield rest


def _last_end(text: str, chains: Collection[Chain]) -> int:
    """Return where the last stretch but one of the line that ``text`` breaks off in ends."""
    start = text.rfind("\n") + 1
    *_, last = stretches(text[start:], chains)
    return len(text) - len(last)


def _end(text: str, start: int, size: int, chains: Collection[Chain], *, search: bool) -> int:
    """Return where the stretch from ``start`` on, of about that ``size``, ends."""
    least = start + size
    most = least + _ROOM
    if not is_worth_a_search(text[least:most]):
        stop = _SOUND_END.search(text, least, most)
        return stop.end() if stop else least
    fitting = [chain for chain in chains if _may_fit(text[start : least + _STEPS], chain[0])]
    for end in range(least, least + _STEPS) if fitting or search else ():
        if _is_whole(text[start:end], fitting) or (search and best_reading(text[start:end])):
            return end
    lossy = [chain[0].wrong for chain in chains if is_lossy(chain)]
    ends = [end for end in range(least, most) if not HOLES.search(text, end - _CALM, end + _CALM)]
    between = [(end, wrong) for wrong in lossy for end in ends if _begins(text[end], wrong)]
    clauses = (end for end, wrong in between if (encode(text[end - 2 : end], wrong) or b"").endswith(_STOPS))
    spaces = (match.end() for match in _SPACE.finditer(text, least, most))
    return next(clauses, None) or next(spaces, between[0][0] if between else least)


def _may_fit(text: str, last: Misreading) -> bool:
    """Tell whether ``text`` was misread so, but for a character at its end that is not whole."""
    data = encode(text, last.wrong)
    if data is None:
        return False
    try:
        data.decode(last.right)
    except UnicodeDecodeError as error:
        return len(data) - error.start <= _STEPS
    return True


def _is_whole(text: str, chains: Collection[Chain]) -> bool:
    return any(undone(text, chain) is not None for chain in chains)


def _begins(char: str, wrong: str) -> bool:
    """Tell whether the bytes of ``char`` are the beginning of a character in UTF-8."""
    data = encode(char, wrong)
    return data is not None and data[0] in LEADS
