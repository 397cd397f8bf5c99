"""Which line of a page that was copied whole is the title of its text, and what the site set above and under it.

Entries of a menu stand above it, short and without sentences, and its date, its writer or the text below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from zlcli.layout import contents, edges, metadata
from zlcli.layout.addresses import addresses_reader
from zlcli.layout.chrome import Chrome, classify, fold, trail
from zlcli.layout.head import NEWS
from zlcli.layout.lines import CLAUSE
from zlcli.layout.numbering import number_of
from zlcli.layout.page_end import FARTHEST, LINK_LENGTH
from zlcli.layout.page_tops import NAVIGATES
from zlcli.layout.phrases import MENU
from zlcli.layout.titles import holds_sentence, is_title, squeeze
from zlcli.layout.usual import is_usual
from zlcli.layout.weights import TEXT, counts, weight
from zlcli.patterns import lazy

# So many known entries are no accident; above the text of a page that has a frame below it fewer are enough.
_FEWEST, _FEWEST_ABOVE = 3, 2
# The title's signs, in points: an entry of a menu has none of them, a name or a subtitle one.
_PER_CHARACTER, _LONG_ENOUGH = 0.15, 20
_DATED_BELOW, _SAID_ABOVE, _SAID_BELOW, _SAID_AGAIN, _ABOVE_TEXT, _BELOW_MENU = 2.0, 2.0, 2.0, 0.5, 0.5, 0.5
_MENU_BELOW, _NAME_BELOW, _LOWEST_BELOW, _ASKS = -1.0, -0.2, -3.0, 1.0
_DATED_ABOVE, _TITLED_ABOVE, _USUAL, _ASIDE = -1.5, -1.5, -2.0, -0.5
# A title that is not the first of its size stands below a longer site's name at most; entries of a menu are shorter.
_ENTRY = 8
# A row of entries, a label with its value.
_NO_TITLE = lazy(
    r"[^:：]{1,6}[:：].*|[\u4e00-\u9fff]{2,6}(?:[\s|｜]+[\u4e00-\u9fff]{2,6}){2,}|[^|｜]{1,10}(?:[|｜][^|｜]{1,10}){2,}"
)
_LOWEST_SCORE = 1.0
# The lines below a title that may hold its date, and above it the last name of the way there.
_NEAR = 4
_NO_WORDS = lazy(r"[\W_]{1,3}")
# The lines of the text in which its subject is looked for, and those of its sentences that may begin with it.
_BODY, _FIRST = 40, 2


def above(lines: list[str]) -> set[int]:
    """Return the indexes of the frame above the title of ``lines``, and between that and the text; none if none is sure."""
    region = list(_downwards(lines))
    known = [i for i in region if _is_known(lines[i])]
    if len(known) < _FEWEST_ABOVE or region[-1] == max(i for i, line in enumerate(lines) if line.strip()):
        return set()
    fewest = _FEWEST_ABOVE if edges.below(lines) else _FEWEST
    if sum(metadata.is_label(lines[i].strip()) for i in region) >= _FEWEST:
        return set()  # the table that governments set above a document
    body = lines[region[-1] + 1 : region[-1] + 1 + _BODY]
    sentences = [squeeze(line) for line in body if weight(line) == TEXT]
    texts = [lines[i].strip() for i in region]
    scores = {i: _score(texts, at, sentences) for at, i in enumerate(region) if _may_be_title(lines[i])}
    title = max(scores, key=scores.__getitem__, default=-1)
    if title < 0 or scores[title] < _LOWEST_SCORE or len({lines[i].strip() for i in known if i < title}) < fewest:
        return set()
    # What stands behind labels and values of the document is said of it as well, unless it is known for the site's.
    said = min((i for i in region if _has_values(lines[i])), default=title)
    over = {i for i in region if i < title and not _is_of_document(lines[i]) and (i < said or _is_known(lines[i]))}
    over -= _of_novel(lines, region, title)
    site = squeeze(lines[region[0]])
    under = {i for i in region if i > title and not _is_of_document(lines[i]) and _is_under_title(lines[i], site)}
    return over | under | _between(lines, region, under)


def _between(lines: list[str], region: list[int], under: set[int]) -> set[int]:
    """Return the lines of ``region`` as short as buttons, a few at a time between those that go from ``under`` the title."""
    found: set[int] = set()
    run: list[int] | None = None
    for i in region:
        if i in under:
            found.update(run if run and len(run) <= _NEAR else ())
            run = []
        elif run is not None:
            text = lines[i].strip()
            button = len(text) < _ENTRY and not _is_of_document(text) and number_of(text) is None
            run = [*run, i] if button else None
    return found


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
    for i in islice(range(len(lines)), FARTHEST):
        text = lines[i].strip()
        if not text:
            continue
        number = None if counts(fold(text)) else number_of(text)
        if (number and number.scheme != "ordinal") or contents.TITLE.fullmatch(text) or _begins_paragraph(text):
            return
        if weight(text) == TEXT and holds_sentence(text):  # a question is a title sooner
            return
        yield i


def _begins_paragraph(text: str) -> bool:
    """Tell whether ``text`` may be the first line of a paragraph that was broken into lines."""
    return len(text) > LINK_LENGTH and CLAUSE.search(text) is not None and not _is_known(text)


def _is_known(line: str) -> bool:
    return classify(line) is not Chrome.NONE or _of_menu(line) or len(trail(line)) > 1


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
    if _is_known(line) or _is_dated(text) or counts(fold(text)) or _NO_TITLE.fullmatch(text) or NEWS.fullmatch(text):
        return False
    return text[-1] not in "▼▾∨" and (is_title(text) or (number is not None and number.scheme == "ordinal"))


def _score(texts: list[str], at: int, sentences: list[str]) -> float:
    """Return how much speaks for ``texts[at]``, of what stands above the text, as the title of its ``sentences`` (squeezed)."""
    before, text, following = texts[:at], texts[at], texts[at + 1 :]
    same, near = squeeze(text), before[-_NEAR:]
    score = _PER_CHARACTER * min(len(text), _LONG_ENOUGH)
    others = [said for said in following if not _is_known(said) and not counts(fold(said))]
    score += _DATED_BELOW * any(map(_is_dated, others[:_NEAR])) + _DATED_ABOVE * any(map(_is_dated, near))
    score += _SAID_ABOVE * any(squeeze(said).endswith(same) for said in near)
    score += _SAID_BELOW * any(same in sentence[: len(same) + _NEAR] for sentence in sentences[:_FIRST])
    score += min(_SAID_BELOW, _SAID_AGAIN * sum(same in sentence for sentence in sentences))
    score += _ABOVE_TEXT * (not following) + _BELOW_MENU * any(map(_is_known, before[-1:]))
    named = (said for said in before[2:] if len(said) >= _ENTRY and _may_be_title(said) and same not in squeeze(said))
    score += _TITLED_ABOVE * any(named)
    menu = sum(map(_of_menu, following))
    names = sum(not _is_dated(said) for said in others)
    score += max(_LOWEST_BELOW, _MENU_BELOW * menu + _NAME_BELOW * names) + _ASKS * (text[-1] in "？?")
    return score + _USUAL * is_usual(text) + _ASIDE * any(mark in text for mark in "，,！!")


def _is_dated(text: str) -> bool:
    return metadata.dated(text) is not None or metadata.parse(text) is not None
