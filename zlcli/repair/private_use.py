"""Characters that GBK's codecs once put in Unicode's private use area, written as today's code points.

Only beside Han characters: elsewhere a private character may be an icon of some font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.encoding.private_use import OLD_PLACES, modern
from zlcli.model.characters import HAN
from zlcli.patterns import lazy

_OLD = "".join(sorted(OLD_PLACES.values()))
_ANY = lazy(f"[{_OLD}]")
_PLACES = lazy(rf"(?<=[{HAN}])[{_OLD}]+|[{_OLD}]+(?=[{HAN}])")


def modernize(pieces: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield the text of ``pieces`` with today's code points."""
    number = 1
    for piece in pieces:
        yield _modern(piece, number, ledger)
        number += piece.count("\n")


def _modern(piece: str, number: int, ledger: Ledger) -> str:
    if not _ANY.search(piece):
        return piece
    for match in _PLACES.finditer(piece):
        ledger.count("private-use", len(match[0]))
        if ledger.wants_example("private-use"):
            line = number + piece.count("\n", 0, match.start())
            ledger.keep("private-use", Change(line, match[0], modern(match[0], "gb18030")))
    return _PLACES.sub(lambda match: modern(match[0], "gb18030"), piece)
