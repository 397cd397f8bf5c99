"""What is left where text was destroyed: counted and shown, never repaired, for what was there is gone.

锟斤拷 is U+FFFD in UTF-8 read as GBK (two of them are three characters); ï¿½ the same read as Latin-1; 烫 and 屯 are what
Microsoft's debug builds fill memory with (CC and CD), read as GBK. Text that talks of them has one, in a sentence: no damage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Finding
from zlcli.model.characters import HAN
from zlcli.patterns import lazy

# Places that are listed.
_LISTED = 12
_BEGINNING = lazy("[锟烫屯ï\ufffd]|\\?{4}")
_MARKERS = lazy(
    rf"""
      (?:锟斤拷){{2,}}锟?                              # of bytes read twice, hardly ever one alone
    | (?<![{HAN}，。、“”])(?:烫{{4,}}|屯{{4,}})(?![{HAN}，。、“”])
    | (?:ï¿½)+
    | \ufffd+
    | (?<!\?)\?{{4,}}(?=\s*\?|\s*$)                    # characters that a code page had not, word after word
    """,
    re.VERBOSE | re.MULTILINE,
)


def find(sample: str) -> tuple[Finding, ...]:
    """Return what cannot be repaired in ``sample``, of each kind one finding with its places (line and column, from 1)."""
    if not any(sign in sample for sign in ("锟斤拷", "烫烫", "屯屯", "ï¿½", "\ufffd", "????")):
        return ()
    found: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for text, place in places_of(begun(_BEGINNING, _MARKERS, sample), sample):
        found.setdefault(text[0], []).append((text, place))
    return tuple(finding("marker", places) for places in found.values())


def begun(beginning: re.Pattern[str], pattern: re.Pattern[str], sample: str) -> Iterator[re.Match[str]]:
    """Find ``pattern``, whose matches all begin with one of ``beginning``: tried everywhere it takes fifty times as long."""
    end = 0
    for start in beginning.finditer(sample):
        match = pattern.match(sample, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield match


def finding(kind: str, places: list[tuple[str, tuple[int, int]]]) -> Finding:
    """Return one finding for what stands at ``places``, the first few of them listed."""
    return Finding(kind, len(places), places[0][0][:_LISTED], tuple(place for _, place in places[:_LISTED]))


def places_of(matches: Iterable[re.Match[str]], sample: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each of the ``matches`` in ``sample`` with its line and column, from 1."""
    line, start = 1, 0
    for match in matches:
        line += sample.count("\n", start, match.start())
        start = match.start()
        yield match[0], (line, start - sample.rfind("\n", 0, start))
