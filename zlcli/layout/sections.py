"""Numbers of paragraphs: ``2. 报价`` of a tender above clauses of its number (2.1, 2.2), and papers that count them through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from zlcli.layout.numbering import number_of, stands_alone
from zlcli.layout.titles import may_be_heading
from zlcli.patterns import lazy

_PLAIN = lazy(r"(\d{1,2})\s?[.．、]?\s?(?![\d\s.．、])([^，,：:。；;]{2,25})")
_BELOW = lazy(r"(\d{1,2})[.．]1(?![\d])[.．]?\s?\S")
NUMBERED = lazy(r"\d{1,2}(?:\s?[.．、]|[.．]\d|\s)\s?\S")
"""A line with any such number."""
# The first clause of a section stands directly below its heading, or what introduces all of them does.
NEAR = 3
# One number with a number below it may be two amounts.
_FEWEST = 2
# Items count up as well, and a heading stands above the first of them: but none above 3. and none above 7.
_COUNTED, _FEWEST_COUNTED, _FEWEST_HEADINGS = lazy(r"(\d{1,3})[.．]\s+\S(?:.{14,}|.*[：:])"), 4, 2
FIRST = frozenset("123456789")
"""What the number of a section begins with."""


def found_in(texts: list[str]) -> bool:
    """Tell whether ``texts``, the filled lines of a sample, are divided so again and again."""
    above = (has_clauses(number, texts[i + 1 : i + 1 + NEAR]) for i, text in enumerate(texts) if (number := number_in(text)))
    return len(list(islice(filter(None, above), _FEWEST))) == _FEWEST


def number_in(text: str) -> int:
    """Return the number of a line that may head a section; 0 of any other."""
    found = _PLAIN.fullmatch(text) if text[:1] in FIRST else None
    number = number_of(text) if found else None
    return int(found[1]) if found and number and stands_alone(number) else 0


def has_clauses(number: int, texts: Iterable[str]) -> bool:
    """Tell whether the first number in ``texts``, the lines below, is that of the section's first clause."""
    first = next((text for text in texts if re.match(r"\d", text)), "")
    found = _BELOW.match(first)
    return found is not None and int(found[1]) == number


def counts_paragraphs(texts: list[str]) -> bool:
    """Tell whether the paragraphs of ``texts``, the filled lines of a sample, are counted through below several headings."""
    last = paragraphs = headings = 0
    for above, text in zip(["", *texts], texts, strict=False):
        number = counted(text)
        if number and (number == last + 1 or (not last and number <= _FEWEST)):
            headings += last > 0 and may_be_heading(above)
            last, paragraphs = number, paragraphs + 1
    return paragraphs >= _FEWEST_COUNTED and headings >= _FEWEST_HEADINGS


def counted(text: str) -> int:
    """Return the number of a counted paragraph; 0 of anything else."""
    found = _COUNTED.fullmatch(text) if text[:1] in FIRST else None
    return int(found[1]) if found else 0
