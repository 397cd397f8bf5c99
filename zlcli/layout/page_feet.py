"""What a site sets below a document: links, whose the text is, who runs the site and where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zlcli.layout import page_end
from zlcli.layout.chrome import LONGEST, Chrome, closes_page, fold
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.invitations import is_invitation
from zlcli.layout.lines import CLAUSE, FINAL
from zlcli.layout.page_end import LINK_LENGTH, counts_readers, is_foot, is_of_site
from zlcli.patterns import lazy

# Lines that a disclaimer of 300 characters takes at forty columns would be fifteen; those seen had two or three.
_BROKEN = 4
_COUNT_OF_ARTICLES, _CARD_LINES = lazy(r"\d+篇原创内容"), 3
_FILES = lazy(r"[\[【]?(?:相[关關])?(?:附件|文件|[资資]料)(?:下[载載]|列表)[\]】]?\s*[:：]?")
_END = lazy(r"(?:the\s)?end")
_NO_WORDS = lazy(r"^[\W_]+|[\W_]+$")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of such lines among ``kinds``, those at the tail of ``lines``, but for what stands beside others."""
    found = page_end.find(lines, kinds)
    unknown = (i for i, kind in kinds.items() if kind is Chrome.NONE and len(lines[i]) <= LONGEST)
    found |= {i for i in unknown if counts_readers(fold(lines[i].strip()))}
    if any(is_invitation(fold(lines[i].strip())) for i, kind in kinds.items() if kind is Chrome.STRONG):
        found |= {i for i in kinds if _END.fullmatch(_NO_WORDS.sub("", fold(lines[i])))}
    outermost = next((i for i, kind in kinds.items() if kind is not Chrome.BLANK), None)
    return found | ({outermost} if outermost is not None and closes_page(lines[outermost]) else set())


def card(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, Chrome]:
    """Return the lines of a public account's card: its name, what it says of itself, 126篇原创内容, 公众号."""
    filled = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    at = next((k for k, i in enumerate(filled) if _COUNT_OF_ARTICLES.fullmatch(lines[i].strip())), 0)
    above = filled[max(0, at - _CARD_LINES) : at] if at else []
    # What stands above the name is a call; anything else ends the article.
    named = next((k for k, i in enumerate(above) if kinds[i] is Chrome.STRONG), None)
    if named is None or any(len(lines[i].strip()) > LINK_LENGTH for i in above[named:]):
        return {}
    return dict.fromkeys([*above[named + 1 :], filled[at]], Chrome.STRONG)


def disclaimed(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, Chrome]:
    """Return the lines at the very end that say whose the text is, as far as only chrome stands between and below them.

    Short lines below chrome may be more of it, links of the site's foot.
    """
    found: dict[int, Chrome] = {}
    for i, kind in kinds.items():
        if kind is Chrome.NONE and i not in found:
            said, size = _disclaimer(lines, i)
            found |= dict.fromkeys(range(i - size + 1, i), said)
            if said is Chrome.NONE and (len(lines[i].strip()) > LINK_LENGTH or CLAUSE.search(lines[i])):
                break
            found[i] = said
    return found


def _disclaimer(lines: list[str], last: int) -> tuple[Chrome, int]:
    """Say whether line ``last`` is a disclaimer, or the end of one that was broken into lines, and of how many."""
    text = ""
    for size in range(1, min(_BROKEN, last + 1) + 1):
        line = lines[last - size + 1].strip()
        if not line or (text and FINAL.search(line)):
            break
        text = line + text
        if (said := is_disclaimer(text)) is not Chrome.NONE:
            return said, size
    return Chrome.NONE, 1


def unfilled(lines: list[str], kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Return the last line that is left above ``doomed`` ones, if it announces files that the page has as links only."""
    left = next((i for i in kinds if kinds[i] is not Chrome.BLANK and i not in doomed), None)
    below = left is not None and any(i > left for i in doomed)
    return {left} if left is not None and below and _FILES.fullmatch(lines[left].strip()) else set()


def beside(lines: list[str], kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Return the lines directly below ``doomed`` ones that say who runs the site, if its foot is there at all."""
    if not any(is_of_site(fold(lines[i])) for i in doomed if i in kinds):
        return set()
    found: set[int] = set()
    for above, i in _neighbours(kinds):
        if (above in doomed or above in found) and kinds[i] is not Chrome.STRONG and is_foot(fold(lines[i].strip())):
            found.add(i)
    return found


def _neighbours(kinds: dict[int, Chrome]) -> Iterator[tuple[int, int]]:
    return pairwise(i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK)
