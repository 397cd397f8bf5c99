"""Code on a page: the numbers of its lines and the buttons that copy it are no code."""

from __future__ import annotations

from typing import Any

from zlcli.document import Ledger
from zlcli.layout import inline
from zlcli.layout.chrome import LONGEST
from zlcli.layout.page_parts import words
from zlcli.layout.page_tidy import Page
from zlcli.patterns import lazy

# What copies the code it stands in.
_COPY = lazy(r"(?:复制|複製)(?:代码|代碼|程式碼)?|[Cc]opy(?: code)?")
_BESIDE = ("span", "div", "button", "a")
_LINE_NUMBER = lazy("[0-9]{1,6}")


def tidy(tree: Any, ledger: Ledger) -> None:
    """Take out what stands in code and beside it in ``tree``: each is written into ``ledger`` with its rule."""
    page = Page(ledger)
    _drop_line_numbers(tree, page)
    for code in page.present(tree, "pre"):
        for part in page.present(code, "div", "span", "button", "a"):
            if _COPY.fullmatch(words(part, LONGEST)):
                page.drop(part, "button")
        _drop_beside(code, page)


def _drop_beside(code: Any, page: Page) -> None:
    """Take out the name of the language, and the button, that stand above a block of code in its box."""
    named = (inline.language(code), *(code.getparent().get("class") or "").lower().replace("-", " ").split())
    for part in list(code.itersiblings(preceding=True)):
        said = words(part, LONGEST)
        if part.tag not in _BESIDE or not (said.lower() in named or _COPY.fullmatch(said)):
            return
        page.drop(part, "button")


def _drop_line_numbers(tree: Any, page: Page) -> None:
    """Take out what does nothing but number the lines of code: the cell beside it, or the list below it."""
    for row in page.present(tree, "tr"):
        _drop_cell_of_numbers(row, page)
    for items in page.present(tree, "ul", "ol", "div"):
        beside = (items.getprevious(), items.getnext())
        code = any(other is not None and other.tag == "pre" for other in beside)
        numbers = words(items, 4 * LONGEST).split() if code else []
        if numbers and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
            page.drop(items, "numbers of lines of code")


def _drop_cell_of_numbers(row: Any, page: Page) -> None:
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) == 2 and next(cells[1].iter("pre", "code"), None) is not None:
        numbers = words(cells[0]).split()
        first = int(numbers[0]) if numbers and _LINE_NUMBER.fullmatch(numbers[0]) else -1
        if first >= 0 and numbers == [str(number) for number in range(first, first + len(numbers))]:
            page.drop(cells[0], "numbers of lines of code")
