"""Pages of encyclopedias copied as text: 历史沿革[编辑] is a heading with the button that stood beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zlcli.layout.lines import SENTENCE
from zlcli.patterns import lazy

_BUTTON = lazy(
    r"\s*(?:[\[［【]\s*(?:编辑|編輯)(?:本段|\s*\|\s*(?:编辑|編輯)\S{2,4})?\s*[\]］】]|(?:编辑|編輯)本段(?:回目[录錄])?)+$"
)
_NUMBERED = lazy(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s*(\S.*)")
# One may be a comment on the text beside it.
_FEWEST = 2
_LONGEST = 40


def without_button(text: str) -> str:
    """Return the heading in ``text``, a line that ends with such a button; empty if it is none."""
    found = _BUTTON.search(text)
    heading = text[: found.start()] if found else ""
    return heading if len(heading) <= _LONGEST and not SENTENCE.search(heading) else ""


def survey(texts: Iterable[str]) -> dict[str, int]:
    """Return the headings of the page with their levels, 2 or what the numbers of its table of contents say; or nothing."""
    texts = list(texts)
    headings = {heading for text in texts if (heading := without_button(text))}
    if len(headings) < _FEWEST:
        return {}
    entries = (match for text in texts if (match := _NUMBERED.fullmatch(text)))
    depths = {re.sub(r"\s", "", match[2]): match[1].count(".") for match in entries}
    return {heading: min(6, 2 + depths.get(re.sub(r"\s", "", heading), 0)) for heading in headings}
