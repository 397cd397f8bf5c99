"""Joining lines that were broken at a fixed width.

A break is forced when what follows would not have fitted on the line. In a wrapped document nearly all breaks inside a
sentence are forced at the same width; in any other the widths are everywhere, and it is not touched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from zlcli.document import Change, Ledger
from zlcli.layout import tears, widths
from zlcli.layout.lines import FINAL, HAS_HAN, columns, indent_of
from zlcli.layout.numbering import is_clause, number_of
from zlcli.layout.spacing import Spacing
from zlcli.patterns import lazy

# Narrower lines are verse, lists and cells; the narrowest column of print seen holds 14 characters.
NARROWEST, WIDEST = 28, 200
# A document shows its width in the sample's first lines; more of them cost time and tell nothing new.
_LINES = 5000
# At least so many breaks inside sentences have to be forced, and so great a part of all of them.
_ENOUGH, _SHARE = 3, 0.7
# Some programs leave the last columns free so as not to cut a wide character; among short lines that would take in verse.
_SLACK, _WIDE = 2, 60
# Lines wider than the width are long URLs, code and tables; a document with more of them is not wrapped.
_OVERFLOW = 0.1

# Paragraphs and items are indented by less.
_RIGHT = 16

_STARTER = lazy(
    r"[●■◆★▲►▶◇□○◎☆·•‧∙・➢√✓①-⑳⑴-⒇※>＞【│┌├└|]|[%#$]\s|[-*+o—–]\s|\+[-=]|\d{1,3}[.)．、）](?!\d)|[a-zA-Z][.)]\s|(?:附件|附表|表|图|圖)\s*\d|--\s*$|:\s"
)
_LABEL = lazy(r"[\u3400-\u9fff\s]{2,8}[:：]")
_CELLS = lazy(r"\S(?: {3,}|\t)\S")
# What a break cannot divide: a Latin word, or a character with the punctuation that may not begin a line. Some programs do
# break after / and -.
_OPEN, _CLOSE = "[“‘（(《「『【\"']{0,3}", "[，。、；：？！）》」』”’】…]*"
_TOKEN = lazy(rf"{_OPEN}(?:[!-~]+|.){_CLOSE}")
_SHORT_TOKEN = lazy(rf"{_OPEN}(?:[!-~]+?(?:/+|-|(?=[^!-~])|$)|.){_CLOSE}")
# A line that stops inside a sentence this near to the width was broken there, whatever came next.
_NEAR = 0.88
# The deepest level of a page is indented by a fifth of its width; a page of print is not wider than 100 columns.
_RAGGED, _WIDEST_PAGE = 0.8, 100
# Two or three breaks are enough if they are all on wide lines of nearly the same width.
_FEWEST, _FEW_NEAR = 2, 0.93
# On narrower ones they have to be full to the last character: chance seldom makes two of a document's lines its longest.
_FULL = 2
# Lines that one width leaves out as short are those of a second column that is so much narrower.
_NARROWER = 0.7
# Mail and bulletin boards wrap before the eightieth column; that is worth so many nats.
_OF_SCREENS, _SCREENS = 4.0, range(66, 85)
# What looks like a label is the end of a sentence (主要模式优先于全⏎域设定：) where the word before it is torn.
_LABELLED_TEAR = 10.0
_WORN = 40
# Characters that are shown from either side of a join.
_NOTED = 8
_INNER = lazy("[，、；：。,.;:]")
_MARKER = lazy(r"(?:[-*+o•·●■◆]|\d{1,3}[.)])\s+")
_CLOSING = lazy("[，。、；：？！）》」』”’】]")
_DOTTED = lazy(r"\d{1,2}(?:\.\d{1,2})+\. ")
_RULE = lazy(r"(.)\1{4,}")
_CODE = lazy(r"[$#>%] |.*(?:\S {2,}\S|[{}\[\];=<>$|\\&@^]|\(\)|[/~]\w+/).*")


class WrapHabit(NamedTuple):
    """How a document was wrapped: its ``width`` in columns, with “” counted ``ambiguous`` columns wide."""

    width: int
    ambiguous: int
    double: bool
    """A blank line stands between every two lines."""
    apart: bool
    """A blank line stands between every two paragraphs."""
    near: float
    """The part of the width that a line which stops inside a sentence has to reach for its break to be the wrapping's."""
    spacing: Spacing
    several: tuple[int, ...] = ()
    """The widths of a document that has more than one, the greatest first."""


def diagnose(sample: str) -> WrapHabit | None:
    """Return how ``sample`` was wrapped, None if it was not."""
    lines = [line.rstrip() for line in re.split("\r\n|\r|\n", sample, maxsplit=_LINES)[:_LINES]]
    text = [line for line in lines if line]
    double = len(text) > 1 and len(lines) >= 1.9 * len(text) and all(not (a and b) for a, b in pairwise(lines))
    pairs = list(pairwise(text)) if double else [(a, b) for a, b in pairwise(lines) if a and b]
    breaks = [(a, b) for a, b in pairs if _inside_sentence(a, b)]
    if not breaks:
        return None
    several = _several(breaks)
    share, width, ambiguous = max(_fit(breaks, text, ambiguous) for ambiguous in (2, 1))
    if share >= _SHARE:
        apart, near, several = _blank_between(lines, width), _NEAR, _beside(width, several)
    elif width := _ragged(breaks, text) or _torn(breaks, text):
        ambiguous, apart, near, several = 2, False, _RAGGED, _beside(width, several)
    elif several:
        width, ambiguous, apart, near = several[0], 2, False, _NEAR
    else:
        return None
    return WrapHabit(width, ambiguous, double, apart, near, Spacing(sample[:200_000]), several)


def _beside(width: int, several: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``width`` and those of ``several`` that are much narrower; nothing if none is."""
    narrow = tuple(other for other in several if other < _NARROWER * width)
    return (width, *narrow) if narrow else ()


def _ragged(breaks: list[tuple[str, str]], text: list[str]) -> int:
    """Return the width of text whose levels lost their indentation on the way from a PDF, so that lines end raggedly; or 0.

    All breaks inside sentences are on long lines, and what follows them comes to the end of a sentence, as a list of names
    does not.
    """
    width = max(columns(line) for line in text)
    total = len(breaks)
    breaks = [(a, b) for a, b in breaks if columns(a) >= 0.5 * width]  # shorter are headings and names
    if len(breaks) < max(_FEWEST, total - len(breaks)):
        return 0
    few = len(breaks) <= _ENOUGH
    near = _RAGGED * width if not few else _FEW_NEAR * width if width >= _WIDE else width - _FULL
    long = sum(columns(a) >= near for a, _ in breaks)
    if not (_WORN if few else NARROWEST) <= width <= _WIDEST_PAGE or long < (1 if few else 0.9) * len(breaks):
        return 0
    return width if _finish(breaks, breaks) else 0


def _torn(breaks: list[tuple[str, str]], text: list[str]) -> int:
    """Return the width of text in which a few lines were broken inside words, as no author breaks them; or 0."""
    width = max(columns(line) for line in text)
    prose = [(a, b) for a, b in breaks if columns(a) >= _RAGGED * width and _INNER.search(a)]
    wide = sum(columns(a) >= 0.6 * width and indent_of(b) <= indent_of(a) for a, b in breaks)
    if not _WORN <= width <= WIDEST or not prose or len(prose) < 0.8 * wide:
        return 0
    if not _finish(prose, prose, latin=True):
        return 0
    return width if tears.evidence(prose) + _of_place(prose, text, width) >= tears.ENOUGH else 0


def _of_place(prose: list[tuple[str, str]], text: list[str], width: int) -> float:
    """Return the nats that speak for ``width``: it is that of screens, or all breaks were on the fullest lines by chance."""
    full = sum(columns(line) >= width - _FULL for line in text)
    chance = full / len(text) if all(columns(a) >= width - _FULL for a, _ in prose) else 1.0
    return min(_OF_SCREENS, (_OF_SCREENS if width in _SCREENS else 0.0) - math.log(chance))


def _several(breaks: list[tuple[str, str]]) -> tuple[int, ...]:
    """Return the widths of text that was wrapped at more than one; commas, which lines of verse end with, are no evidence."""
    found = []
    for a, b in breaks:
        left, right = a[-1], b.lstrip()[0]
        tear = tears.weigh(left, right) if HAS_HAN.match(left) else 0.0
        found.append(widths.Break(columns(a), tear if tear >= tears.LEAST else 0.0))
    several = widths.found(found, NARROWEST)
    return several if _finish([(a, b) for a, b in breaks if columns(a) >= NARROWEST], breaks) else ()


def _finish(broken: list[tuple[str, str]], breaks: list[tuple[str, str]], *, latin: bool = False) -> bool:
    """Tell whether nearly all sentences that were ``broken``, of all ``breaks``, end where the last line of them does.

    With ``latin`` a full stop is an end too.
    """
    firsts = {a for a, _ in breaks}
    ends = [b for _, b in broken if b not in firsts]
    return sum(FINAL.search(b) is not None or (latin and b.endswith(".")) for b in ends) >= 0.8 * len(ends)


def _blank_between(lines: list[str], width: int) -> bool:
    """Tell whether sentences that end well before the edge, and so end a paragraph, have a blank line after them."""
    ends = [(a, b) for a, b in pairwise(lines) if FINAL.search(a) and columns(a) < 0.8 * width]
    return len(ends) >= _ENOUGH and sum(not b for _, b in ends) >= 0.9 * len(ends)


def _fit(breaks: list[tuple[str, str]], text: list[str], ambiguous: int) -> tuple[float, int, int]:
    """Return the share of ``breaks`` that the best width forces, that width, and ``ambiguous``."""
    reach = [(columns(a, ambiguous), columns(a, ambiguous) + _needed(a, b, ambiguous)) for a, b in breaks]
    widths = {width for width, _ in reach if NARROWEST <= width <= WIDEST}
    share, width = max(((_share(reach, width), width) for width in widths), default=(0.0, 0))
    wider = sum(columns(line, ambiguous) > width + 2 for line in text if HAS_HAN.search(line))
    return (share if wider <= _OVERFLOW * len(text) else 0.0), width, ambiguous


def _share(reach: list[tuple[int, int]], width: int) -> float:
    """Return how many of the breaks are forced at ``width``, of those on lines that come anywhere near it.

    Short lines are headings and names; but where they outnumber the forced breaks, lines are short on purpose.
    """
    slack = _SLACK if width >= _WIDE else 0
    forced = sum(own <= width < need + slack for own, need in reach)
    short = sum(own < 0.6 * width for own, _ in reach)
    return forced / (len(reach) - short) if forced >= max(_ENOUGH, short) else 0.0


def _inside_sentence(line: str, following: str) -> bool:
    """Tell whether the break between two lines is one that nobody makes on purpose."""
    return bool(
        HAS_HAN.search(line + following)
        and not FINAL.search(line)
        and not _begins(following)
        and not (_LABEL.match(following.lstrip()) and tears.weigh(line[-1], following.lstrip()[0]) < _LABELLED_TEAR)
        and not (_set_right(line) or _set_right(following))
        and not _entry(line)
        and not _entry(following)
        and not _apart(line)
        and not _apart(following)
        and len(line) > 4
    )


def _set_right(line: str) -> bool:
    """Tell whether ``line`` was set in the middle or on the right: a title, a signature, a date."""
    return indent_of(line) >= _RIGHT


def _entry(line: str) -> bool:
    """Tell whether ``line`` may be a heading or a line of a table of contents: 第一章 总则, 1.2 目的."""
    number = number_of(line.lstrip())
    return number is not None and (number.scheme in ("ordinal", "part") or (number.scheme == "decimal" and number.rank > 0))


def _needed(line: str, following: str, ambiguous: int, pattern: re.Pattern[str] = _TOKEN) -> int:
    """Columns that the first unbreakable piece of ``following`` would take after ``line``, with a space beside Latin."""
    token = pattern.match(following.lstrip())
    return columns(token[0], ambiguous) + (line[-1].isascii() or token[0][0].isascii()) if token else 0


def _begins(line: str) -> bool:
    """Tell whether ``line`` begins an item, a heading, a clause, a table or the like."""
    text = line.lstrip()
    return bool(_STARTER.match(text) or is_clause(text) or _numbered(text))


def _numbered(text: str) -> bool:
    number = number_of(text)
    # A wrapped line may well begin with a year or an amount (2010 年, 3.5 米), but not with 3.5. and a space.
    return number is not None and (number.scheme in ("ordinal", "level") or _DOTTED.match(text) is not None)


def _called(line: str, following: str) -> bool:
    """Tell whether the bracket that begins ``following`` belongs to a Latin word: printf(3)."""
    return line[-1].isascii() and line[-1].isalnum() and re.match(r"\s*\(\d{1,2}\)", following) is not None


def _apart(line: str) -> bool:
    """Tell whether ``line`` is a row of a table, a rule, or code: never joined."""
    text = line.strip()
    return _set_apart(line) or (text.isascii() and _CODE.match(text) is not None)


def _set_apart(line: str) -> bool:
    text = line.strip()
    return bool(_CELLS.search(text) or _RULE.fullmatch(text) or text[:1] in "│┌├└|" or text[:2] in ("+-", "+="))


def _goes_on(line: str, following: str, habit: WrapHabit) -> bool:
    """Tell whether ``following`` continues the paragraph that ``line`` ends."""
    own = columns(line, habit.ambiguous)
    # Closing punctuation may hang over the edge.
    if own > habit.width + 2 or _apart(line) or _set_apart(following):
        return False
    if _CLOSING.match(following.lstrip()):
        return True
    if _LABEL.match(line.lstrip()) and _LABEL.match(following.lstrip()):
        return False  # 电话：… above 传真：…
    if _begins(following) and not _called(line, following):
        return False
    return _after_sentence(line, following, own, habit) if FINAL.search(line) else _inside(line, following, own, habit)


def _inside(line: str, following: str, own: int, habit: WrapHabit) -> bool:
    """Decide for a line that stops inside a sentence."""
    if own >= habit.near * habit.width:
        return True
    return not _apart(following) and own + _needed(line, following, habit.ambiguous) > habit.width


def _after_sentence(line: str, following: str, own: int, habit: WrapHabit) -> bool:
    """After the end of a sentence the line has to be full, and a new paragraph would be indented."""
    needed = _needed(line, following, habit.ambiguous, _SHORT_TOKEN)
    full = own >= habit.near * habit.width if habit.apart else own + needed > habit.width
    return full and not habit.double and not _apart(following) and _aligned(line, following)


def _aligned(line: str, following: str) -> bool:
    """Tell whether ``following`` is not indented more than ``line``, or just to where the text of its item begins."""
    before, after = indent_of(line), indent_of(following)
    marker = _MARKER.match(line.lstrip())
    return after <= before or (marker is not None and after == before + columns(marker[0]))


class _Held(NamedTuple):
    """A paragraph that may go on: the parts of what is joined so far, its last line as it stood, and that line's end."""

    parts: list[str]
    last: str
    end: str


def join(lines: Iterable[str], habit: WrapHabit, ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) with the broken ones joined."""
    held: _Held | None = None
    blank = ""  # the blank line that may lie inside a paragraph where all lines are set apart
    for number, (raw, here) in enumerate(_with_widths(lines, habit), 1):
        body = raw.rstrip("\r\n")
        end = raw[len(body) :]
        if held and body.strip() and _goes_on(held.last.rstrip(), body, here):
            before = "".join(held.parts[-2 * _NOTED :]).rstrip()
            _note(ledger, number, before, body)
            held.parts[-1] = held.parts[-1].rstrip()
            held.parts.extend((_joint(before, body.strip(), habit.spacing), body.strip()))
            held, blank = _Held(held.parts, body, end), ""
        elif held and not body.strip() and habit.double and not blank:
            blank = raw
        else:
            yield from _released(held, blank)
            held, blank = (_Held([body], body, end) if body.strip() else None), ""
            if not held:
                yield raw
    yield from _released(held, blank)


def _with_widths(lines: Iterable[str], habit: WrapHabit) -> Iterator[tuple[str, WrapHabit]]:
    """Yield each line with the habit that holds where it stands."""
    if not habit.several:
        yield from ((line, habit) for line in lines)
        return
    habits: dict[int, WrapHabit] = {}
    for line, width in widths.local(lines, habit.several, _divides):
        if width not in habits:
            habits[width] = habit._replace(width=width)
        yield line, habits[width]


def _divides(line: str, following: str) -> bool:
    """Tell whether something else begins with ``following``, or ``line`` stood alone."""
    return _begins(following) or _entry(following) or _entry(line) or _apart(line) or _apart(following)


def _released(held: _Held | None, blank: str) -> Iterator[str]:
    if held:
        yield "".join((*held.parts, held.end))
    if blank:
        yield blank


def _joint(left: str, right: str, spacing: Spacing) -> str:
    """Return what stands between two lines that were one: a space, or nothing."""
    if _called(left, right):
        return ""
    return " " if left.endswith(" -") else spacing.between(left[-1], right[0])


def _note(ledger: Ledger, number: int, before: str, after: str) -> None:
    """Write down a join with eight characters from either side of it."""
    ledger.count("unwrap")
    if ledger.wants_example("unwrap"):
        left, right = before[-_NOTED:], after.strip()[:_NOTED]
        ledger.keep("unwrap", Change(number, f"{left}⏎{right}", left + right))
