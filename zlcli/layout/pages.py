"""Page numbers and running headers that text took along from a PDF or from print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from zlcli.document import Change, Ledger
from zlcli.layout import footnotes, signs
from zlcli.layout.lines import FINAL, HAS_HAN
from zlcli.layout.numbering import number_of
from zlcli.layout.titles import is_official_title
from zlcli.patterns import lazy
from zlcli.records import Record

# Lines that are nothing but a page's number. The last form alone may be anything: a year, a chapter of a novel.
_FORMS = (
    lazy(r"(?i:page)\s+(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|]\s*\S.{0,40})?"),
    lazy(r"[Pp]{1,2}\.\s*(\d{1,4})"),
    lazy(
        r"[-–—－·]?\s*第\s*(\d{1,4})\s*[页頁]\s*(?:[,，/]?\s*[（(]?\s*(?:共|总计?|總計?)\s*\d{1,4}\s*[页頁]\s*[）)]?)?\s*[-–—－·]?"
    ),
    _BETWEEN_DASHES := lazy(r"[-–—－]{1,2}\s*(\d{1,4})\s*[-–—－]{1,2}"),
    lazy(r"[·•‧∙]\s*(\d{1,4})\s*[·•‧∙]"),
    lazy(r"(\d{1,4})\s*/\s*\d{1,4}"),
)
_BARE = lazy(r"(\d{1,4})(?:\s+(\d{1,4}))?")
# Of the pages before the first chapter, which only beside a running header are known for that.
_ROMAN = lazy("[IVXⅠ-Ⅻ]{1,5}|[ivx]{1,5}")
# Where a book or a report begins; an excerpt from its middle begins with the header of a page.
_FIRST = lazy(r"第\s?[一1]\s?[编編章节節篇部]|[一1壹][、.．\s]")
# How many lines of the sample are surveyed, and how far from a page's number a running header stands.
_LINES, _NEAR = 20_000, 2
# Titles stand among so many first lines.
_TOP = 3
# A header is repeated at least so often; numbers of pages are so many, and on average so many lines apart.
_ENOUGH, _SPREAD = 3, 8
_LONGEST_HEADER = 50
_FULL_LINE = 20  # no heading or item: a line of a paragraph that goes on behind the page's edge
# A header with its number stands so many lines below the last, on average; the gap between the two may be wide.
_APART, _LONGEST_LINE = 3, 160
# What stands between the parts of a header.
_WIDE_GAP = lazy(r"\s{3,}|\u3000{2,}")
_DIGITS, _LINE_END = lazy(r"\d+"), lazy("\r\n|\r|\n")
# A shorter header may be the label of a step or an item (编号      1), which follow each other more closely than pages.
_NAME = 5
# Even pages may have one header and odd pages another.
_STEPS = (1, 2)


class PageHabit(Record):
    """What the document's pages begin and end with."""

    forms: tuple[re.Pattern[str], ...]
    headers: frozenset[str]
    """Running headers, their digits masked."""
    paged: frozenset[str] = frozenset()
    """Running headers that have the page's number on their own line (某某报告      第 3 页), without it."""
    romans: frozenset[str] = frozenset()
    """Numbers of pages before the first chapter (iv)."""
    titled: bool = False
    """The first line is a running header, and as the first chapter stands below it, the title as well."""
    announced: bool = False
    """The second line is the title of an official document, so the first is none."""

    def rule(self, text: str) -> str:
        """Return the rule that removes ``text``, empty if it stays."""
        if _number(text, self.forms) is not None or text in self.romans:
            return "page number"
        if self.header(text) or (self.headers and _mask(text) in self.headers):
            return "running header"
        return ""

    def is_later(self, text: str) -> bool:
        """Tell whether ``text`` is the number of a page that is not the first: a header below it is no title."""
        return (_number(text, self.forms) or 0) > 1

    def header(self, text: str) -> str:
        """Return the running header of a line that has the page's number beside it; empty if it is no such line."""
        found = _paged(text) if self.paged else None
        return found[0] if found and found[0] in self.paged else ""

    def title(self, text: str) -> str:
        """Return the running header of ``text``, the first line, if it is a title: that of the first page, or of a chapter."""
        header = "" if self.announced else self.header(text)
        found = _paged(text) if header else None
        return header if found and (found[1] == 1 or number_of(header)) else ""


def diagnose(sample: str) -> PageHabit | None:
    """Return what ``sample`` shows of pages, None if it has none."""
    lines = [line.strip() for line in _LINE_END.split(sample, maxsplit=_LINES)[:_LINES]]
    texts = [line for line in lines if line]
    forms = [form for form in _FORMS if _is_numbering(form, texts)]
    if _is_bare_numbering(texts) or _closes_pages(texts) or _is_headed_numbering(texts) or (forms and _bare_edges(texts)):
        forms.append(_BARE)
    romans = _romans(texts)
    paged = _paged_headers(texts)
    beside = ((_paged(text) or ("",))[0] in paged for text in texts)
    marks = {i for i, (text, at) in enumerate(zip(texts, beside, strict=True)) if at or text in romans or _number(text, forms)}
    headers = _running_headers(texts, marks, feeds="\f" in sample)
    if not (forms or headers or paged):
        return None
    habit = PageHabit(tuple(forms), headers, paged, romans)
    titled = habit.rule(texts[0]) == "running header" and any(map(_FIRST.match, texts[1:2]))
    return habit._replace(titled=titled, announced=any(map(is_official_title, texts[1:2])))


def _paged(text: str) -> tuple[str, int] | None:
    """Split a line of a header and the number of its page, which stands at either end."""
    parts = _parts(text) if len(text) <= _LONGEST_LINE else []
    for part, others in ((parts[0], parts[1:]), (parts[-1], parts[:-1])) if len(parts) > 1 else ():
        number = _number(part, (*_FORMS, _BARE))
        if number is not None:
            return "   ".join(others), number
    return None


def _number(text: str, forms: Iterable[re.Pattern[str]]) -> int | None:
    """Return the number of the page that ``text`` is, in one of ``forms``."""
    return next((int(found[1]) for form in forms if (found := form.fullmatch(text))), None)


def _paged_headers(texts: list[str]) -> frozenset[str]:
    """Return what stands beside numbers that count up by one or two, and far apart, as lines of a table do not."""
    places: dict[str, list[tuple[int, int]]] = {}
    for i, text in enumerate(texts):
        if found := _paged(text):
            places.setdefault(found[0], []).append((i, found[1]))
    headers = {
        header
        for header, found in places.items()
        if len(found) > 1
        and found[-1][0] - found[0][0] >= (_APART if len(header) >= _NAME else _SPREAD) * (len(found) - 1)
        and sum(b - a in _STEPS for (_, a), (_, b) in pairwise(found)) >= 0.8 * (len(found) - 1)
        and HAS_HAN.search(header)
    }
    known = [place for header in headers for place in places[header]]
    return frozenset(
        headers | {header for header, found in places.items() if all(_lies_between(place, known) for place in found)}
    )


def _lies_between(place: tuple[int, int], known: list[tuple[int, int]]) -> bool:
    """Tell whether the page at ``place`` (line, number) comes directly after one that is ``known`` and before another."""
    line, number = place
    return any(i < line and n == number - 1 for i, n in known) and any(i > line and n == number + 1 for i, n in known)


def _is_numbering(form: re.Pattern[str], texts: list[str]) -> bool:
    """Tell whether lines of ``form`` count up, or one stands at an edge of the text or interrupts it."""
    numbers = [int(match[1]) for text in texts if (match := form.fullmatch(text))]
    if form is _FORMS[-1] and (len(numbers) < _ENOUGH or len(texts) < _SPREAD * len(numbers)):
        return False  # 3/10 may be a score or a date
    if len(numbers) > 1:
        return sum(b > a for a, b in pairwise(numbers)) >= 0.8 * (len(numbers) - 1)
    if form is _BETWEEN_DASHES and numbers and numbers[0] > 1:
        return True  # the first part of a story may be headed — 1 —
    return bool(numbers) and (any(map(form.fullmatch, (*texts[:3], *texts[-3:]))) or _interrupts(form, texts))


def _interrupts(form: re.Pattern[str], texts: list[str]) -> bool:
    """Tell whether a line of ``form`` stands between two lines of text, the first of which does not end there."""
    places = [i for i, text in enumerate(texts) if form.fullmatch(text)]
    return any(0 < i < len(texts) - 1 and len(texts[i - 1]) >= _FULL_LINE and not FINAL.search(texts[i - 1]) for i in places)


def _bare_edges(texts: list[str]) -> bool:
    return any(_BARE.fullmatch(text) for text in (*texts[:2], *texts[-2:]))


def _bare_numbers(texts: list[str]) -> list[tuple[int, int]]:
    """Return the places of lines that hold a number only, and the numbers."""
    return [(i, int(match[1])) for i, text in enumerate(texts) if (match := _BARE.fullmatch(text))]


def _is_bare_numbering(texts: list[str]) -> bool:
    """Tell whether bare numbers count up in even steps and interrupt sentences, as the numbers of chapters do not."""
    found = _bare_numbers(texts)
    if len(found) < _ENOUGH or len(texts) < _SPREAD * len(found):
        return False
    if signs.counting(texts) is signs.TWO_DIGITS and len(texts[found[0][0]]) > 1:
        return False  # 01 above the parts of an article
    even = sum(0 < b - a <= 2 for (_, a), (_, b) in pairwise(found)) >= 0.9 * (len(found) - 1)
    interrupting = sum(i > 0 and not FINAL.search(texts[i - 1]) for i, _ in found)
    return even and 3 * interrupting >= len(found)


def _closes_pages(texts: list[str]) -> bool:
    """Tell whether bare numbers count up one by one, prose between them, and the last ends the text: no chapter is empty."""
    found = [(i, int(match[1])) for i, text in enumerate(texts) if (match := _BARE.fullmatch(text)) and not match[2]]
    if len(found) < _ENOUGH or found[-1][0] != len(texts) - 1:
        return False
    return all(
        b - a == 1 and any(len(text) >= _FULL_LINE and FINAL.search(text) for text in texts[i + 1 : j])
        for (i, a), (j, b) in pairwise(found)
    )


def _is_headed_numbering(texts: list[str]) -> bool:
    """Tell whether bare numbers count up one by one, however few, each beside the same line; the last may end the text."""
    found = _bare_numbers(texts)
    if len(found) < 2 or any(b - a != 1 for (_, a), (_, b) in pairwise(found)):
        return False
    return any(_is_headed([i for i, _ in found], step, texts) for step in (-1, 1))


def _is_headed(places: list[int], step: int, texts: list[str]) -> bool:
    inside = [i + step for i in places if 0 <= i + step < len(texts)]
    header = texts[inside[0]] if inside else ""
    if any(texts[i] != header for i in inside) or not 1 < len(header) <= _LONGEST_HEADER or FINAL.search(header):
        return False
    return len(inside) == len(places) or texts.count(header) >= _ENOUGH


def _romans(texts: list[str]) -> frozenset[str]:
    """Return the Roman numbers, each of one page, directly above or below a line that comes back again and again."""
    found = [i for i, text in enumerate(texts) if len(text) <= 5 and _ROMAN.fullmatch(text)]
    pages = Counter(texts[i] for i in found)  # X twice is a name
    beside = ((i, texts[j]) for i in found for j in (i - 1, i + 1) if pages[texts[i]] == 1 and 0 <= j < len(texts))
    return frozenset(
        texts[i]
        for i, line in beside
        if 1 < len(line) <= _LONGEST_HEADER and any(map(str.isalpha, line)) and texts.count(line) >= _ENOUGH
    )


def _running_headers(texts: list[str], marks: set[int], *, feeds: bool) -> frozenset[str]:
    """Lines that come back again and again, each time beside a page's number, which are ``marks`` (or a form feed)."""
    if not marks and not feeds:
        return frozenset()
    # The first and the last page have a number at one end only.
    near = {j for i in (*marks, -1, len(texts)) for j in range(i - _NEAR, i + _NEAR + 1)}
    short = [(i, _mask(text)) for i, text in enumerate(texts) if len(_mask(text)) <= _LONGEST_HEADER and i not in marks]
    total = Counter(text for _, text in short)
    beside = Counter(text for i, text in short if i in near)
    whole = {text for text, n in beside.items() if n > 1 and n >= _share(n) * total[text] and 2 * n >= len(marks)}
    return frozenset(whole | _headers_in_parts([texts[i + 1] for i in (-1, *sorted(marks)) if i + 1 < len(texts)]))


def _share(beside: int) -> float:
    """Return the part of its occurrences that a header has beside pages' numbers; a cover has it elsewhere."""
    return 0.5 if beside >= _ENOUGH else 0.8


def _headers_in_parts(firsts: list[str]) -> set[str]:
    """Return the first lines of pages that are set apart in parts (第 3 期   某某学报   2014 年), as no title is.

    They change from page to page, but for one part that they share.
    """
    apart = [(text, {_mask(part) for part in _parts(text) if len(part) > 3}) for text in firsts if len(_parts(text)) > 1]
    shared = Counter(part for _, parts in apart for part in parts)
    return {_mask(text) for text, parts in apart if any(shared[part] > 1 for part in parts)}


def _parts(text: str) -> list[str]:
    return _WIDE_GAP.split(text)


def _mask(text: str) -> str:
    """Return ``text`` with its numbers and the widths of its gaps left out: both change with the page."""
    return _WIDE_GAP.sub("   ", _DIGITS.sub("#", text))


def remove(lines: Iterable[str], habit: PageHabit, ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without the pages' frames; a sentence that ran over the edge is closed up again."""
    blanks: list[str] = []
    broken = finished = seen = paged = named = False  # a header that is the first line of all is the title
    kept: set[str] = set()  # and so may be one of the first lines above the first page's number
    for number, line in enumerate(footnotes.set_below(lines, habit.rule, ledger), 1):
        text = line.strip()
        if not text:
            blanks += [] if broken else [line]
        elif not seen and (header := habit.title(text)):
            ledger.count("page")
            ledger.keep("page", Change(number, text, header, "page number beside the title"))
            seen = named = True
            yield line.replace(text, header)
        elif (rule := habit.rule(text)) and (
            (seen and (paged or named or len(kept) >= _TOP or _mask(text) in kept))
            or habit.announced
            or habit.header(text)
            or rule == "page number"
            or (len(_parts(text)) > 1 and not habit.titled)
        ):
            ledger.count("page")
            ledger.keep("page", Change(number, text, "", rule))
            broken = True
            paged = paged or rule == "page number" or habit.header(text) != ""
            seen = seen or habit.is_later(text)
        else:
            if not broken or finished:
                yield from blanks
            blanks, broken, finished, seen = [], False, FINAL.search(text) is not None, True
            named = named or rule != ""
            if len(kept) < _TOP:
                kept.add(_mask(text))
            yield line
    yield from blanks
