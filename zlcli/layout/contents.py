"""Tables of contents: their lines name headings and are none."""

from __future__ import annotations

import re
from itertools import islice

from zlcli.document import Block
from zlcli.layout.items import is_bullet
from zlcli.layout.lines import SENTENCE
from zlcli.layout.numbering import number_of, spaced_once
from zlcli.layout.reader import Reader
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

TITLE = lazy(
    r"[【\[]?\s*(?:目\s*[录錄次]|本[书期]目录|本[書期]目錄|contents|table of contents)\s*[】\]]?"
    r"(?:\s*\[(?:[隐隱]藏|[显顯]示|收起|展[开開])\])?",
    re.IGNORECASE,
)
# Dots that lead to a page number.
_LEADER = lazy(r"\s*(?:[.．·‥\-_—]{3,}|…{2,}|(?:[.．·] ){3,}|\t| {3,})\s*[（(]?(?:\d{1,4}|[IVXLivxl]{1,6})[)）]?$")
_LONGEST_ENTRY = 60
# 1 历史 or 2.1 传说, and what an encyclopaedia sets below the former.
_PLAIN, _MARKED = lazy(r"\d{1,2}(?:\.\d{1,2})?\s+\S"), lazy(r"^▪\s*")
FIRST = frozenset("【[目本cCtT")
"""What the title of a table of contents begins with."""


def read(reader: Reader, entries_seen: dict[str, int]) -> list[Block] | None:
    """Take a table of contents with its title from ``reader``; what it names is added to ``entries_seen``, squeezed.

    An encyclopaedia numbers its sections there only, and sets a mark before what stands below them (1 历史 above ▪ 传说).
    """
    line = reader.peek()
    if not line or not TITLE.fullmatch(line.text):
        return None
    entries: list[str] = []
    seen: dict[str, int] = {}
    for following in islice(reader.ahead(), 1, None):
        marked = _MARKED.sub("", following.text) if entries and _PLAIN.match(entries[0]) else following.text
        if is_bullet(marked) and not _LEADER.search(marked):
            break
        text = entry(marked)
        same = squeeze(text)
        # The first heading of the body repeats an entry; a sentence begins the body of a text without headings.
        if (
            same in seen
            or len(text) > _LONGEST_ENTRY
            or SENTENCE.search(text)
            or (entries and marked == following.text and _foreign(text, following.text, entries))
        ):
            break
        seen |= _names(text, same, marked=marked != following.text)
        entries.append(text)
    if len(entries) < 2:
        return None
    reader.take(1 + len(entries))
    entries_seen |= seen
    return [
        Block("paragraph", re.sub(r"\s|(?<=[录錄次])\s*\[.*", "", line.text)),
        *(Block("item", text, marker="-") for text in entries),
    ]


def _foreign(text: str, raw: str, entries: list[str]) -> bool:
    """Tell whether a line has neither number nor page where all entries before have."""
    if _LEADER.search(raw) or number_of(text) or squeeze(text) in ("附则", "附則"):
        return False
    return all(number_of(other) for other in entries)


def _names(text: str, same: str, *, marked: bool) -> dict[str, int]:
    """Return what an entry may be called below, with its level: a plain number may stand in the contents only."""
    number = number_of(text)
    bare = {squeeze(number.title): 2 + number.rank} if number and number.scheme == "decimal" and _PLAIN.match(text) else {}
    return {same: 3 if marked else 2, **bare}


def entry(text: str) -> str:
    """Return an entry without the dots and the page number that follow it."""
    return spaced_once(_LEADER.sub("", text).lstrip("★☆●■◆ "))
