"""Where the text of a page that was copied whole begins and ends, told by weighing the lines above and below it.

No list of phrases knows the menus, tags, counters and comments of every site; but they stand together, short and without
sentences, among buttons that are known. So every line has a weight, and the heaviest run of lines at the edge goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from itertools import pairwise
from re import Pattern

from zlcli.layout import contents
from zlcli.layout.addresses import addresses_reader
from zlcli.layout.chrome import LONGEST, Chrome, classify, fold
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.lines import SENTENCE
from zlcli.layout.page_end import FARTHEST, LINK_LENGTH
from zlcli.layout.related import heads_links
from zlcli.layout.usual import is_usual
from zlcli.layout.weights import COUNTED, FILED, TEXT, counts, weight
from zlcli.patterns import lazy

# A comment is seldom longer than two names of other pages.
_COMMENT = 2 * LINK_LENGTH
# So many lines of known chrome, and of that and counters, are no accident.
_FEWEST, _FEWEST_TOLD, _SMALLEST_SUM = 2, 4, 8.0
# A short question or call where no list of links is: two sure buttons above it do not make it the site's.
_ASKED = -6.5
_WORD = lazy(r"\w")
# What heads comments alone, and what may be a button below each answer of a thread as well.
_COMMENTS = lazy(
    r"(?:最新|最热|热门|精彩|精选|网友|全部|用户|读者|所有|条目|文章)+(?:评论|留言|跟[帖贴])(?:区|列表)?\s*[(\[:]?\s*(?:共?\s*\d+\s*条?)?\s*[)\]]?"
    r"|.{0,40}(?:上|中)?有\s*\d+\s*[条个](?:评论|留言|回应|想法)"
    r"|(?:评论|留言|跟[帖贴])\s*[(\[]共\s*\d+\s*条[)\]]"
)
_MAY_BE_COMMENTS = lazy(
    r"(?:评论|留言|跟[帖贴])\s*[(\[:]?\s*\d+\s*[)\]]?|\d+\s*条?(?:评论|留言|跟[帖贴])|(?:发表|参与|添加)评论"
)
# A post of a forum or an answer has one of these above or below it; what looks like comments there is the text.
_OF_THREAD = lazy(r".{0,24}发表于\s?\d{4}-.*|.*\d\s*个回答|.*赞同了该回答|#?\d{1,4}\s?[楼#].{0,30}|写回答|我来答|.*这个回答.*")


def below(lines: list[str], doomed: Set[int] = frozenset()) -> set[int]:
    """Return the indexes of the frame below the text of ``lines``; none if too little of it is known for chrome.

    Other rules have ``doomed`` some of its lines.
    """
    frame: list[int] = []
    best = total = 0.0
    passed: list[int] = []
    for i, points in _upwards(lines, doomed):
        passed.append(i)
        total += points
        if total > best and (i in doomed or _may_begin(lines[i])):
            best, frame = total, passed[:]
    told = {lines[i].strip(): points for i in frame if (points := weight(lines[i])) >= COUNTED}
    known = {text for text in told if classify(text) is not Chrome.NONE}
    sure = best >= _SMALLEST_SUM and sum(told.values()) >= _SMALLEST_SUM
    return set(frame) if sure and len(told) >= _FEWEST_TOLD and len(known) >= _FEWEST else set()


def inside(lines: list[str], doomed: set[int]) -> set[int]:
    """Return the buttons and counters between the sentences of ``lines``, if a frame at both edges is ``doomed``.

    A counter's number or an uncertain button has to stand beside a sure one, or to come back; so has a line that no rule knows
    to do both.
    """
    text = [i for i, line in enumerate(lines) if i not in doomed and weight(line) == TEXT]
    if not text or min(sum(i < text[0] for i in doomed), sum(i > text[-1] for i in doomed)) < _FEWEST:
        return set()
    filled = [i for i in range(text[0], max(doomed)) if _WORD.search(lines[i]) and not _names_part(lines[i].strip())]
    often = Counter(lines[i].strip() for i in filled)
    weak = (i for i in filled if classify(lines[i]) is Chrome.WEAK and often[lines[i].strip()] >= _FEWEST)
    found = {i for i in filled if _is_sure(lines[i])} | set(weak)
    known = {i for i in filled if classify(lines[i]) is not Chrome.NONE or counts(fold(lines[i].strip()))}
    again = {
        i for i in filled if often[lines[i].strip()] > 1 and len(lines[i].strip()) <= LINK_LENGTH and weight(lines[i]) != TEXT
    }
    for order in (filled, filled[::-1]):
        for beside, i in pairwise(order):
            if beside in found and (i in known or i in again):
                found.add(i)
    return found


def _names_part(text: str) -> bool:
    """Tell whether ``text`` may head a part of a text, though menus have such entries (目录, 常见问题)."""
    return is_usual(text) or contents.TITLE.fullmatch(text) is not None


def _is_sure(line: str) -> bool:
    """Tell whether ``line`` is no text wherever it stands on a page: a certain button, a counter that says of what."""
    text = line.strip()
    if len(text) > LINK_LENGTH:
        return is_disclaimer(text) is Chrome.STRONG
    counted = counts(fold(text)) and not text[-1].isdecimal() and text[0] not in "第共"
    return classify(text) is Chrome.STRONG or counted or is_disclaimer(text) is not Chrome.NONE


def _may_begin(line: str) -> bool:
    """Tell whether the frame below a text may begin with ``line``: what is known for chrome, or speaks of the page."""
    folded = fold(line.strip())
    if classify(line) is not Chrome.NONE or counts(folded) or FILED.fullmatch(folded):
        return True
    return addresses_reader(folded, alone=True) or _matches(_COMMENTS, line)


def _upwards(lines: list[str], doomed: Set[int]) -> Iterator[tuple[int, float]]:
    """Yield the filled lines from the last one up to the text, with their weights.

    What comments say weighs nothing; a call or a question may be the name of a page in a list of such.
    """
    near = [i for i in range(len(lines) - 1, max(-1, len(lines) - 1 - FARTHEST), -1) if lines[i].strip()]
    comments = _comments(lines, near)
    listed = min([comments, *(i for i in near if _heads_links(lines[i]))])
    for i in near:
        points = max(weight(lines[i]), 0.0 if i in doomed else TEXT)
        if i > comments and points < 0 and len(lines[i].strip()) <= _COMMENT:
            points = 0.0
        if points == TEXT:
            return
        if i < listed and points < 0 and SENTENCE.search(lines[i]):
            points = _ASKED
        yield i, points


def _heads_links(line: str) -> bool:
    return len(line) <= LONGEST and (classify(line) is Chrome.OPENER or heads_links(fold(line.strip())))


def _comments(lines: list[str], near: list[int]) -> int:
    """Return the place of the line among ``near`` that heads the comments; behind them all if none does."""
    sure = [i for i in near if _matches(_COMMENTS, lines[i])]
    heads = [i for i in near if _matches(_MAY_BE_COMMENTS, lines[i])]
    if sure or len(heads) != 1 or any(_matches(_OF_THREAD, line) for line in lines[-FARTHEST:]):
        return min(sure, default=len(lines))
    return heads[0]


def _matches(pattern: Pattern[str], line: str) -> bool:
    text = line.strip()
    return len(text) <= 2 * LINK_LENGTH and pattern.fullmatch(fold(text)) is not None
