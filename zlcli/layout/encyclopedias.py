"""The buttons that an encyclopaedia sets below each of its headings, with a line each: 播报, 编辑."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger

_FIRST, _OTHERS = "播报", frozenset({"编辑", "讨论", "上传视频"})
# 播报 alone may be a word of the text; so often it is a button.
_FEWEST = 2


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` has such buttons."""
    return sample.count(_FIRST) >= _FEWEST and sum(line.strip() == _FIRST for line in sample.splitlines()) >= _FEWEST


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without them."""
    button = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        button = text == _FIRST or (button and text in _OTHERS)
        if button:
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(number, text, "", "buttons of an encyclopaedia"))
        else:
            yield line
