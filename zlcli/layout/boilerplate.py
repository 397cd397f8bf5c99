"""Removing the chrome of a web page from the head and the tail of a document.

Only whole lines, only near the edges, never the greater part of a document, and every removed line is written down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate, chain, islice, pairwise, takewhile

from zlcli.chunks import count, split
from zlcli.document import Change, Ledger
from zlcli.layout import contents, edges, metadata, packagers, page_feet, page_title, page_tops, trails
from zlcli.layout.chrome import Chrome, classify, fold, turns_pages
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.lines import SENTENCE
from zlcli.layout.numbering import number_of
from zlcli.layout.titles import is_official_title
from zlcli.layout.usual import is_usual
from zlcli.patterns import lazy

# How many lines from either edge are looked at, and how many of them may be text: heads have a title and a date between
# their chrome, tails a signature and attachments. Counting text only makes a second run see the same lines.
EDGE = 200
# How many characters: no chrome is that far from an edge, and lines of a megabyte must not fill the memory.
_ROOM = 1 << 18
# The writer, the date and how often a post was read stand near its title.
_NEAR_TITLE = 60
TEXT_LINES = {"head": 12, "tail": 20}
# More than half of the characters gone means that the document was not what it seemed: then nothing is removed.
LARGEST_SHARE = 0.5
# A short page has more frame than text; where so many sentences are left, the text is what is left.
_SHARES = ((8, 0.9), (3, 0.75))
# One button to a line, both of them: a page of a novel that is turned.
_BACK, _ON = frozenset({"上一页", "上页"}), frozenset({"下一页", "下页"})
_NO_WORDS = lazy(r"\W+")


def remove(texts: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``texts``, each of whole lines (with their ends), without the chrome at either edge."""
    source = iter(texts)
    first = _beginning(source)
    longer = len(first) > 2 * EDGE or sum(map(len, first[:-1])) > 2 * _ROOM
    if not longer:
        doomed = _doomed_of_page(first, "head", "tail")
        yield "".join(_kept(first, doomed, 1, ledger, ("head", "tail")))
        return
    head = min(EDGE, sum(size <= _ROOM for size in accumulate(map(len, first))))
    doomed = _doomed_of_page(first[:head], "head")
    yield "".join(_kept(first[:head], doomed, 1, ledger, ("head",)))
    number = 1 + head
    held: deque[tuple[str, int]] = deque()
    lines = size = 0
    for text in chain(["".join(first[head:])], source):
        held.append((text, count(text)))
        lines, size = lines + held[-1][1], size + len(text)
        # What is behind it is all that an edge may have.
        while lines - held[0][1] > EDGE or size - len(held[0][0]) > _ROOM:
            done, ends = held.popleft()
            lines, size, number = lines - ends, size - len(done), number + ends
            yield done
    yield from _without_tail(split("".join([text for text, _ in held])), number, ledger)


def _without_tail(lines: list[str], number: int, ledger: Ledger) -> Iterator[str]:
    """Yield the last ``lines``, the first of which is ``number``, without the chrome at the end."""
    sizes = islice(accumulate(map(len, reversed(lines))), EDGE + 1)
    edge = len(lines) - max(1, sum(size <= _ROOM for size in sizes))
    yield "".join(lines[:edge])
    last = lines[edge:]
    tail = {i for i in _doomed_of_page(last, "tail") if i >= len(last) - EDGE}
    yield "".join(_kept(last, tail, number + edge, ledger, ("tail",)))


def _beginning(source: Iterator[str]) -> list[str]:
    """Take as many lines as both edges have and one more, and what comes together with them."""
    found: list[str] = []
    size = 0
    for text in source:
        found += split(text)
        size += len(text)
        if len(found) > 2 * EDGE or size - len(found[-1]) > 2 * _ROOM:
            break
    return found


def _doomed_of_page(lines: list[str], *sides: str) -> set[int]:
    """Indexes of the lines to remove near the edges ``sides`` of ``lines``; what only their weights say, if not too many."""
    weighed = set().union(*(_doomed(lines, side, weigh=True) for side in sides))
    if not weighed:
        return weighed
    if len(sides) > 1:
        weighed |= edges.inside(lines, weighed)
    return _within_share(lines, weighed) or _within_share(lines, set().union(*(_doomed(lines, side) for side in sides)))


def _doomed(lines: list[str], side: str, *, weigh: bool = False) -> set[int]:
    """Indexes of the lines to remove near the ``side`` edge of ``lines``; ``weigh`` them as well."""
    kinds = _kinds(lines, side)
    if side == "head":
        kinds = _kinds(lines, side, page_tops.find(lines, kinds))
        kinds |= {
            i: Chrome.WEAK for i, kind in kinds.items() if kind is Chrome.NONE and is_disclaimer(lines[i]) is Chrome.STRONG
        }
    else:
        kinds |= page_feet.card(lines, kinds)
        kinds |= page_feet.disclaimed(lines, kinds)
    doomed = {i for i, kind in kinds.items() if kind in (Chrome.STRONG, Chrome.OPENER)} | _turning(lines, kinds)
    doomed |= page_tops.find(lines, kinds) if side == "head" else page_feet.find(lines, kinds)
    doomed |= packagers.find(lines, kinds)
    if any(turns_pages(lines[i]) for i in doomed):
        doomed |= {i for i, kind in kinds.items() if kind is Chrome.WEAK and turns_pages(lines[i])}
    doomed = _with_weak_neighbours(kinds, doomed)
    if side == "head":
        return doomed - _titles(lines, kinds, doomed) | (page_title.above(lines) if weigh else set())
    if more := page_feet.beside(lines, kinds, doomed):
        doomed = _with_weak_neighbours(kinds, doomed | more)
    doomed |= edges.below(lines, doomed) if weigh else set()
    return doomed - _titles(lines, kinds, doomed) | page_feet.unfilled(lines, kinds, doomed)


def _titles(lines: list[str], kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Return lines at the end of the head's chrome that may be the title of what follows: 通知 below 返回首页."""
    weak = (i for i in doomed if kinds.get(i) is Chrome.WEAK)
    return {i for i in weak if _is_title(lines[i].strip()) and _above_text(lines, i, doomed)}


def _is_title(text: str) -> bool:
    return (is_official_title(text) and text[-1] not in "录錄") or is_usual(text)


def _above_text(lines: list[str], i: int, doomed: set[int]) -> bool:
    """Tell whether the next line that holds anything stays."""
    return any(j not in doomed for j in islice((j for j in range(i + 1, len(lines)) if lines[j].strip()), 1))


def _fenced(lines: list[str]) -> set[int]:
    """Indexes of the lines of code between fences of Markdown, if every one is closed: a brace there is no leftover."""
    fences = [i for i, line in enumerate(lines) if line.startswith("```")]
    if len(fences) % 2:
        return set()
    return {i for opening, closing in zip(fences[::2], fences[1::2], strict=True) for i in range(opening, closing + 1)}


def _kinds(lines: list[str], side: str, frame: Container[int] = frozenset()) -> dict[int, Chrome]:
    """Return the kinds of the lines near the ``side`` edge; those of the page's ``frame`` are no text."""
    order = range(len(lines)) if side == "head" else range(len(lines) - 1, -1, -1)
    kinds: dict[int, Chrome] = {}
    text_lines = 0
    code = _fenced(lines)
    for i in order[:EDGE]:
        kinds[i] = Chrome.NONE if i in code or _heads_contents(lines, i) else classify(lines[i])
        text_lines += kinds[i] is Chrome.NONE and i not in frame
        if text_lines > TEXT_LINES[side]:
            break
    return kinds


def _heads_contents(lines: list[str], i: int) -> bool:
    """Tell whether line ``i`` stands above a list of headings; anywhere else 目录 is a button."""
    if not contents.TITLE.fullmatch(lines[i].strip()):
        return False
    return any(number_of(line.strip()) for line in islice(filter(str.strip, lines[i + 1 :]), 1))


def _turning(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The buttons at the very edge, one to a line, if they turn pages both ways."""
    row = [i for i in takewhile(lambda i: kinds[i] in (Chrome.WEAK, Chrome.BLANK), kinds) if kinds[i] is Chrome.WEAK]
    words = {_NO_WORDS.sub("", fold(lines[i])) for i in row}
    return set(row) if words & _BACK and words & _ON else set()


def _with_weak_neighbours(kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Add the weak lines that stand beside doomed ones, blank lines aside."""
    order = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    found = set(doomed)
    for direction in (order, order[::-1]):
        for previous, i in pairwise(direction):
            if previous in found and kinds[i] is Chrome.WEAK:
                found.add(i)
    return found


def _within_share(lines: list[str], doomed: set[int]) -> set[int]:
    if not doomed:
        return doomed
    sizes = [len(_NO_WORDS.sub("", line)) for line in lines]
    sentences = sum(len(SENTENCE.findall(line)) for i, line in enumerate(lines) if i not in doomed)
    largest = next((share for enough, share in _SHARES if sentences >= enough), LARGEST_SHARE)
    return doomed if sum(sizes[i] for i in doomed) <= largest * sum(sizes) else set()


def _kept(lines: list[str], doomed: set[int], number: int, ledger: Ledger, edges: tuple[str, ...]) -> Iterator[str]:
    """Yield what is not doomed; blank lines that would now begin or end the document go too."""
    titles = {i: title for i in doomed if "head" in edges and (title := trails.title_of(lines, i, doomed))}
    near = range(min(len(lines), _NEAR_TITLE) if "head" in edges else 0)
    titles |= {i: said for i in near if i not in doomed and (said := metadata.without_counters(lines[i].strip()))}
    for i in sorted(doomed | set(titles)):
        ledger.count("boilerplate")
        ledger.keep("boilerplate", Change(number + i, lines[i].strip(), titles.get(i, "")))
    lines = [line.replace(line.strip(), titles[i]) if i in titles else line for i, line in enumerate(lines)]
    doomed = doomed - set(titles)
    text = [i for i, line in enumerate(lines) if line.strip() and i not in doomed]
    if not text or not doomed:
        first, last = 0, len(lines) - 1
    else:
        first = text[0] if "head" in edges and min(doomed) < text[0] else 0
        last = text[-1] if "tail" in edges and max(doomed) > text[-1] else len(lines) - 1
    yield from (lines[i] for i in range(first, last + 1) if i not in doomed)
