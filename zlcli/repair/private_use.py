"""Characters in Unicode's private use area: those that GBK's codecs once put there are written as today's code points.

Others can only be reported, for what they were is known to the program or font that made them. U+E000 to U+F6B0 is where the
user-defined areas of GBK (AAA1 to AFFE, F8A1 to FEFE, A140 to A7A0) and of Big5 (FA40, 8E40, 8140) are mapped; typesetting
systems such as Founder's have their own characters in GBK's. U+F6B1 to U+F848 is row C6A1 to C8FE of Big5 in code page 950,
where ETEN has its symbols. Sources: Microsoft's bestfit936 and bestfit950 (see :mod:`zlcli.repair.tables`); IBM, "Code range
for the Big5 locale" (AIX), for ETEN's row.

Only beside Han characters: elsewhere a private character may be an icon of some font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Finding, Ledger
from zlcli.encoding.private_use import OLD_PLACES, modern
from zlcli.model.characters import HAN
from zlcli.patterns import lazy
from zlcli.repair.markers import begun, finding, places_of
from zlcli.repair.plain import is_plain

_OLD = "".join(sorted(OLD_PLACES.values()))
_ANY = lazy(f"[{_OLD}]")
_PLACES = lazy(rf"(?<=[{HAN}])[{_OLD}]+|[{_OLD}]+(?=[{HAN}])")

# What is reported, by kind. GB 18030's own private characters, which are rewritten, lie in the first range.
_REPORTED = {"user-defined": "\ue000-\uf6b0", "eten": "\uf6b1-\uf848"}
_PRIVATE = lazy("[\ue000-\uf8ff]")
_BESIDE_HAN = {
    kind: lazy(rf"(?:(?<=[{HAN}])(?![{_OLD}])[{chars}])+|(?:(?![{_OLD}])[{chars}])+(?=[{HAN}])")
    for kind, chars in _REPORTED.items()
}


def find(sample: str) -> tuple[Finding, ...]:
    """Return the private characters of ``sample`` that nothing tells the meaning of, by kind, with their places."""
    if not _PRIVATE.search(sample):
        return ()
    lines = sample.split("\n")
    found = {
        kind: [item for item in places_of(begun(_PRIVATE, pattern, sample), sample) if not _is_mojibake(lines[item[1][0] - 1])]
        for kind, pattern in _BESIDE_HAN.items()
    }
    return tuple(finding(kind, places) for kind, places in found.items() if places)


def _is_mojibake(line: str) -> bool:
    """Tell whether ``line``, but for its private characters, is as implausible as text that was misread."""
    from zlcli.repair.suspicion import is_worth_a_search  # only where there are any

    return is_worth_a_search(_PRIVATE.sub("", line))


def modernize(pieces: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield the text of ``pieces`` with today's code points."""
    number = 1
    for piece in pieces:
        yield _modern(piece, number, ledger)
        number += piece.count("\n")


def _modern(piece: str, number: int, ledger: Ledger) -> str:
    if is_plain(piece) or not _ANY.search(piece):
        return piece
    for match in _PLACES.finditer(piece):
        ledger.count("private-use", len(match[0]))
        if ledger.wants_example("private-use"):
            line = number + piece.count("\n", 0, match.start())
            ledger.keep("private-use", Change(line, match[0], modern(match[0], "gb18030")))
    return _PLACES.sub(lambda match: modern(match[0], "gb18030"), piece)
