"""Where the text of a page that was copied whole begins and ends, told by weighing the lines above and below it.

No list of phrases knows the menus, tags, counters and comments of every site; but they stand together, short and without
sentences, among buttons that are known. So every line has a weight, and the heaviest run of lines at the edge goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from itertools import islice, pairwise
from re import Pattern

from zlcli.layout import contents, metadata
from zlcli.layout.addresses import addresses_reader
from zlcli.layout.chrome import Chrome, classify, fold, trail
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.head import NEWS
from zlcli.layout.lines import CLAUSE, SENTENCE
from zlcli.layout.numbering import number_of
from zlcli.layout.page_end import LINK_LENGTH
from zlcli.layout.page_tops import NAVIGATES
from zlcli.layout.phrases import MENU
from zlcli.layout.related import heads_links
from zlcli.layout.titles import is_title, squeeze
from zlcli.layout.usual import is_usual
from zlcli.layout.weights import TEXT, counts, weight
from zlcli.patterns import lazy

# Pages with a line for each link of their menus had about a hundred lines on either side.
_FARTHEST = 200
# A comment is seldom longer than four names of other pages.
_COMMENT = 4 * LINK_LENGTH
# So many lines of known chrome are no accident; above the text of a page that has a frame below it fewer are enough.
_FEWEST, _FEWEST_SURE, _SMALLEST_SUM, _FEWEST_ABOVE = 3, 2, 8.0, 2
_COMMENTS = lazy(
    r"(?:(?:最新|最热|热门|精彩|精选|网友|全部|用户|读者|所有|发表|参与|添加|我要|条目|文章)*(?:评论|留言|跟帖)(?:区|列表)?)"
    r"\s*[(\[:]?\s*(?:共?\s*\d+\s*条?)?\s*[)\]]?|\d+\s*条?(?:评论|留言|跟帖)"
)
# A post of a forum or an answer has one of these above or below it; what looks like comments there is the text.
_OF_THREAD = lazy(r".{0,24}发表于\s?\d{4}-.*|.*\d\s*个回答|.*赞同了该回答|#?\d{1,4}\s?[楼#].{0,30}|写回答")
# The title's signs, in points: an entry of a menu has none of them, a name or a subtitle one.
_PER_CHARACTER, _LONG_ENOUGH = 0.15, 20
_DATED_BELOW, _SAID_ABOVE, _SAID_BELOW, _SAID_AGAIN, _ABOVE_TEXT, _BELOW_MENU = 2.0, 2.0, 2.0, 0.5, 0.5, 0.5
_MENU_BELOW, _NAME_BELOW, _LOWEST_BELOW, _ASKS = -1.0, -0.2, -3.0, 1.0
_DATED_ABOVE, _TITLED_ABOVE, _USUAL, _ASIDE = -1.5, -1.5, -2.0, -0.5
# A title that is not the first of its size stands below a longer site's name at most; entries of a menu are shorter.
_ENTRY = 8
_ROW = lazy(r"[\u4e00-\u9fff]{2,6}(?:[\s|｜]+[\u4e00-\u9fff]{2,6}){2,}|[^|｜]{1,10}(?:[|｜][^|｜]{1,10}){2,}")
_LOWEST_SCORE = 1.0
# The lines below a title that may hold its date, and above it the last name of the way there.
_NEAR = 4
_NO_WORDS = lazy(r"[\W_]{1,3}")
# The lines of the text in which its subject is looked for, and those of its sentences that may begin with it.
_BODY, _FIRST = 40, 2


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
    kinds = [classify(lines[i]) for i in frame]
    known = {lines[i].strip() for i, kind in zip(frame, kinds, strict=True) if kind is not Chrome.NONE}
    sure = sum(kind in (Chrome.STRONG, Chrome.OPENER) for kind in kinds)
    return set(frame) if best >= _SMALLEST_SUM and len(known) >= _FEWEST and sure >= _FEWEST_SURE else set()


def inside(lines: list[str], doomed: set[int]) -> set[int]:
    """Return the buttons and counters between the sentences of ``lines``, if a frame at both edges is ``doomed``.

    A counter's number or an uncertain button has to stand beside a sure one, or to come back.
    """
    text = [i for i, line in enumerate(lines) if i not in doomed and weight(line) == TEXT]
    if not text or min(sum(i < text[0] for i in doomed), sum(i > text[-1] for i in doomed)) < _FEWEST:
        return set()
    filled = [i for i in range(text[0], text[-1]) if lines[i].strip() and not _names_part(lines[i].strip())]
    often = Counter(lines[i].strip() for i in filled)
    weak = (i for i in filled if classify(lines[i]) is Chrome.WEAK and often[lines[i].strip()] >= _FEWEST)
    found = {i for i in filled if _is_sure(lines[i])} | set(weak)
    for order in (filled, filled[::-1]):
        for beside, i in pairwise(order):
            if beside in found and (classify(lines[i]) is not Chrome.NONE or counts(fold(lines[i].strip()))):
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
    return classify(line) is not Chrome.NONE or counts(folded) or addresses_reader(folded)


def _upwards(lines: list[str], doomed: Set[int]) -> Iterator[tuple[int, float]]:
    """Yield the filled lines from the last one up to the text, with their weights.

    What comments say weighs nothing; a call or a question may be the name of a page in a list of such.
    """
    near = [i for i in range(len(lines) - 1, max(-1, len(lines) - 1 - _FARTHEST), -1) if lines[i].strip()]
    heads = [i for i in near if _matches(_COMMENTS, lines[i])]
    first = min(heads, default=len(lines))
    comments = len(lines) if any(i > first and _matches(_OF_THREAD, lines[i]) for i in near) else first
    listed = min([comments, *(i for i in near if classify(lines[i]) is Chrome.OPENER or heads_links(fold(lines[i].strip())))])
    for i in near:
        points = max(weight(lines[i]), 0.0 if i in doomed else TEXT)
        if i > comments and points < 0 and len(lines[i].strip()) <= _COMMENT:
            points = 0.0
        if points == TEXT or (i < listed and points < 0 and SENTENCE.search(lines[i])):
            return
        yield i, points


def _matches(pattern: Pattern[str], line: str) -> bool:
    text = line.strip()
    return len(text) <= LINK_LENGTH and pattern.fullmatch(fold(text)) is not None


def above(lines: list[str]) -> set[int]:
    """Return the indexes of the frame above the title of ``lines``, and between that and the text; none if none is sure."""
    region = list(_downwards(lines))
    known = [i for i in region if _is_known(lines[i])]
    if len(known) < _FEWEST_ABOVE or region[-1] == max(i for i, line in enumerate(lines) if line.strip()):
        return set()
    fewest = _FEWEST_ABOVE if below(lines) else _FEWEST
    if sum(metadata.is_label(lines[i].strip()) for i in region) >= _FEWEST:
        return set()  # the table that governments set above a document
    scores = {i: _score(lines, region, at) for at, i in enumerate(region) if _may_be_title(lines[i])}
    title = max(scores, key=scores.__getitem__, default=-1)
    if title < 0 or scores[title] < _LOWEST_SCORE or len({lines[i].strip() for i in known if i < title}) < fewest:
        return set()
    # What stands behind labels and values of the document is said of it as well, unless it is known for the site's.
    said = min((i for i in region if _has_values(lines[i])), default=title)
    over = {i for i in region if i < title and not _is_of_document(lines[i]) and (i < said or _is_known(lines[i]))}
    over -= _of_novel(lines, region, title)
    site = squeeze(lines[region[0]])
    return over | {i for i in region if i > title and _is_under_title(lines[i], site)}


def _of_novel(lines: list[str], region: list[int], title: int) -> set[int]:
    """Return the lines above the title of a chapter that are the book's, which the trail names, and the title again."""
    same = squeeze(lines[title])
    number = number_of(lines[title].strip())
    if number is None or number.scheme != "ordinal":
        return set()
    books = {squeeze(name) for i in region for name in trail(lines[i])[-2:-1]}
    again = {i for i in region if number_of(lines[i].strip()) and same.startswith(squeeze(lines[i]))}
    return again | {i for i in region if squeeze(lines[i]) in books}


def _is_under_title(line: str, site: str) -> bool:
    """Tell whether a site sets ``line`` under its titles: buttons, counters, a word to its readers or of itself."""
    text, folded = line.strip(), fold(line.strip())
    named = len(site) >= _NEAR and site in squeeze(text) and not _is_dated(text)
    return _is_known(line) or counts(folded) or addresses_reader(folded) or named or _NO_WORDS.fullmatch(text) is not None


def _downwards(lines: list[str]) -> Iterator[int]:
    """Yield the filled lines above the first sentence of the text, its first number, or its table of contents."""
    for i in islice(range(len(lines)), _FARTHEST):
        text = lines[i].strip()
        if not text:
            continue
        number = number_of(text)
        broken = len(text) > LINK_LENGTH and CLAUSE.search(text) and not _is_known(text)  # the first line of a paragraph
        if weight(text) == TEXT or broken or (number and number.scheme != "ordinal") or contents.TITLE.fullmatch(text):
            return
        yield i


def _is_known(line: str) -> bool:
    return classify(line) is not Chrome.NONE or _of_menu(line) or len(trail(line)) > 2


def _of_menu(line: str) -> bool:
    folded = fold(line.strip())
    return folded in MENU or NAVIGATES.fullmatch(folded) is not None


def _is_of_document(line: str) -> bool:
    """Tell whether ``line`` holds labels and values of the document, its date, or its kind."""
    text = line.strip()
    if _has_values(text):
        return True
    return NEWS.fullmatch(text) is not None or (metadata.dated(text) is not None and not _is_known(text))


def _has_values(line: str) -> bool:
    return any(pair.label and not pair.is_chrome for pair in metadata.parse(line.strip()) or [])


def _may_be_title(line: str) -> bool:
    text = line.strip()
    number = number_of(text)
    if _is_known(line) or _is_dated(text) or counts(fold(text)) or _ROW.fullmatch(text) or NEWS.fullmatch(text):
        return False
    return text[-1] not in "▼▾∨" and (is_title(text) or (number is not None and number.scheme == "ordinal"))


def _score(lines: list[str], region: list[int], at: int) -> float:
    """Return how much speaks for line ``region[at]`` as the title."""
    text = lines[region[at]].strip()
    same = squeeze(text)
    following = [lines[i].strip() for i in region[at + 1 :]]
    before = [lines[i].strip() for i in region[:at]]
    near = before[-_NEAR:]
    text_below = lines[region[-1] + 1 :][:_BODY]
    said = islice((squeeze(line) for line in text_below if weight(line) == TEXT), _FIRST)
    score = _PER_CHARACTER * min(len(text), _LONG_ENOUGH)
    score += _DATED_BELOW * any(map(_is_dated, following[:_NEAR])) + _DATED_ABOVE * any(map(_is_dated, near))
    score += _SAID_ABOVE * any(squeeze(said).endswith(same) for said in near)
    score += _SAID_BELOW * any(same in sentence[: len(same) + _NEAR] for sentence in said)
    score += min(_SAID_BELOW, _SAID_AGAIN * sum(same in squeeze(line) for line in text_below))
    score += _ABOVE_TEXT * (not following) + _BELOW_MENU * any(map(_is_known, before[-1:]))
    named = (said for said in before[2:] if len(said) >= _ENTRY and _may_be_title(said) and same not in squeeze(said))
    score += _TITLED_ABOVE * any(named)
    menu = sum(map(_of_menu, following))
    names = sum(not _is_known(said) and not _is_dated(said) for said in following)
    score += max(_LOWEST_BELOW, _MENU_BELOW * menu + _NAME_BELOW * names) + _ASKS * (text[-1] in "？?")
    return score + _USUAL * is_usual(text) + _ASIDE * any(mark in text for mark in "，,！!")


def _is_dated(text: str) -> bool:
    return metadata.dated(text) is not None or metadata.parse(text) is not None
