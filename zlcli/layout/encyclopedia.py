"""Pages of encyclopedias copied as text: the buttons that stood beside a heading (历史沿革[编辑]) or below it (播报, 编辑)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.layout.lines import SENTENCE
from zlcli.patterns import lazy

_BUTTON = lazy(
    r"\s*(?:[\[［【]\s*(?:编辑|編輯)(?:本段|\s*\|\s*(?:编辑|編輯)\S{2,4})?\s*[\]］】]|(?:编辑|編輯)本段(?:回目[录錄])?)+$"
)
# What such a line ends with; to search every line for a button took a twentieth of the time of a long text.
_LAST = ("]", "］", "】", "段", "录", "錄")
_NUMBERED = lazy(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s*(\S.*)")
# One may be a comment on the text beside it.
_FEWEST = 2
_LONGEST = 40
# Below the heading, with a line each. 播报 alone may be a word of the text; so often it is a button.
_FIRST, _OTHERS, _FEWEST_BELOW = "播报", frozenset({"编辑", "讨论", "上传视频"}), 2


def without_button(text: str) -> str:
    """Return the heading in ``text``, a line that ends with such a button; empty if it is none."""
    found = _BUTTON.search(text) if text.endswith(_LAST) else None
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


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` has buttons below headings."""
    return (
        sample.count(_FIRST) >= _FEWEST_BELOW and sum(line.strip() == _FIRST for line in sample.splitlines()) >= _FEWEST_BELOW
    )


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without them."""
    button = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        button = text == _FIRST or (button and text in _OTHERS)
        if button:
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(number, text, "", "buttons of an encyclopedia"))
        else:
            yield line
