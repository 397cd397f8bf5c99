"""At which width a document was wrapped, and how.

A break is forced when what follows would not have fitted on the line. In a wrapped document nearly all breaks inside a
sentence are forced at the same width; in any other the widths are everywhere, and it is not touched.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from zlcli.layout import breaks as between
from zlcli.layout import hanging, tears, widths
from zlcli.layout.lines import FINAL, FOLDED, HAS_HAN, columns, indent_of
from zlcli.layout.spacing import Spacing
from zlcli.patterns import lazy
from zlcli.records import Record

# Narrower lines are verse, lists and cells; the narrowest column of print seen holds 14 characters.
NARROWEST, WIDEST = 28, 200
# A document shows its width in the sample's first lines; more of them cost time and tell nothing new.
_LINES = 5000
# At least so many breaks inside sentences have to be forced, and so great a part of all of them.
_ENOUGH, _SHARE = 3, 0.7
# Where a smaller part is, the marks may have been folded when the text was wrapped.
_SURE = 0.95
# Some programs leave the last columns free so as not to cut a wide character; among short lines that would take in verse.
_SLACK, _WIDE = 2, 60
# Lines wider than the width are long URLs, code and tables; a document with more of them is not wrapped.
_OVERFLOW = 0.1
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
# Where so many lines are couplets, the others name the poems and their authors.
_VERSE = 0.3
# Hardly a paragraph has so few characters.
_OF_TAIL, _TAIL = 4.0, 3
_WORN = 40
_INNER = lazy("[，、；：。,.;:]")


class WrapHabit(Record):
    """How a document was wrapped: its ``width`` in columns, with “” counted ``ambiguous`` columns wide (or `FOLDED`).

    The width is 0 where nothing is joined but lines that hang below the text of a clause or a label.
    """

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
    lines = [line for line in lines if not between.leads_to_page(line)]
    text = [line for line in lines if line]
    if sum(map(between.is_couplet, text)) > _VERSE * len(text):
        return None
    double = len(text) > 1 and len(lines) >= 1.9 * len(text) and all(not (a and b) for a, b in pairwise(lines))
    pairs = list(pairwise(text)) if double else [(a, b) for a, b in pairwise(lines) if a and b]
    breaks = [(a, b) for a, b in pairs if between.inside_sentence(a, b)]
    spacing = Spacing(sample[:200_000])
    if habit := _of_widths(lines, breaks, spacing) if breaks else None:
        return habit._replace(double=double)
    hung = not double and any(hanging.goes_on(a, a, b) for a, b in pairs)
    return WrapHabit(0, 2, False, False, _NEAR, spacing) if hung else None


def _of_widths(lines: list[str], breaks: list[tuple[str, str]], spacing: Spacing) -> WrapHabit | None:
    """Return the habit that breaks inside sentences show by their widths."""
    text = [line for line in lines if line]
    several = _several(breaks)
    share, width, ambiguous = max(_fit(breaks, text, ambiguous) for ambiguous in (2, 1))
    if share < _SURE:
        share, width, ambiguous = max((share, width, ambiguous), _fit(breaks, text, FOLDED))
    if share >= _SHARE:
        apart, near, several = _blank_between(lines, width), _NEAR, _beside(width, several)
    elif width := _ragged(breaks, text) or _torn(breaks, text):
        ambiguous, apart, near, several = 2, False, _RAGGED, _beside(width, several)
    elif several:
        width, ambiguous, apart, near = several[0], 2, False, _NEAR
    else:
        return None
    return WrapHabit(width, ambiguous, False, apart, near, spacing, several)


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
    return width if tears.evidence(prose) + _of_place(prose, text, width) + _of_tails(prose) >= tears.ENOUGH else 0


def _of_place(prose: list[tuple[str, str]], text: list[str], width: int) -> float:
    """Return the nats that speak for ``width``: it is that of screens, or all breaks were on the fullest lines by chance."""
    full = sum(columns(line) >= width - _FULL for line in text)
    chance = full / len(text) if all(columns(a) >= width - _FULL for a, _ in prose) else 1.0
    return min(_OF_SCREENS, (_OF_SCREENS if width in _SCREENS else 0.0) - math.log(chance))


def _of_tails(prose: list[tuple[str, str]]) -> float:
    """Return the nats that speak for a break because what is left over is no paragraph of its own (点。)."""
    return _OF_TAIL * any(len(b.strip()) <= _TAIL and FINAL.search(b) for _, b in prose)


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
    reach = [(columns(a, ambiguous), columns(a, ambiguous) + between.needed(a, b, ambiguous)) for a, b in breaks]
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
