"""Pages that a word processor saved: its lists and headings are paragraphs there that only their style and their mark tell.

Of Microsoft Word both forms are read, the full one (``mso-list:l0 level2 lfo1``) and the filtered one, of which only the
indentation is left.
"""

from __future__ import annotations

import re
from typing import Any

from zlcli.document import Change, Ledger
from zlcli.layout import page_lists
from zlcli.layout.page_parts import words
from zlcli.patterns import lazy

# A list of this document is one of Word's by its class or its style.
_CLASS = lazy(r"MsoListParagraph|MsoListBullet|MsoListNumber|MsoListContinue")
_STYLE = lazy(r"mso-list:\s*(?!none|skip)\S+\s+level(\d)", re.IGNORECASE)
_OUTLINE = lazy(r"mso-outline-level:\s*([1-6])", re.IGNORECASE)
# `·` is of Symbol, `l`, `n`, `u`, `Ø`, `ü`, `§`, `v` are pictures of Wingdings, `o` is of Courier New.
_BULLET = lazy(r"[·•●○■□◆◇▪–—*-]|[lnuoØü§vq\uf06c\uf06e\uf0b7\uf0a7\uf0d8\uf0fc](?=[\s\xa0])")
_NUMBER = lazy(r"(\d{1,3})[.)、．]")
_GAP = lazy(r"[\s\xa0]*")
# Between a number and its text Word sets blanks in the smallest type.
_FILLER = lazy(r"font:\s*7\.0pt", re.IGNORECASE)
_MARGIN = lazy(r"(?:margin-left|margin:\s*\S+\s+\S+\s+\S+)\s*:?\s*(-?[\d.]+)(pt|cm|in|mm)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "mm": 2.835}
_TIGHT = ("、", "．", "）", ")", "。")


def read_lists(tree: Any, ledger: Ledger) -> None:
    """Make headings and lists in ``tree`` of the paragraphs that a word processor saved them as."""
    if not _is_of_word(tree):
        return
    for paragraph in list(tree.iter("p")):
        if found := _OUTLINE.search(paragraph.get("style") or ""):
            paragraph.tag = f"h{found[1]}"
            _note(paragraph, "heading of a word processor", ledger)
    for run in _runs(tree):
        _make_list(run, ledger)
    for filler in tree.iter("span"):
        if _FILLER.search(filler.get("style") or "") and not _GAP.sub("", "".join(filler.itertext())):
            _narrow(filler)


def _runs(tree: Any) -> list[list[Any]]:
    """Return the paragraphs of each list, which follow each other."""
    runs: list[list[Any]] = []
    for paragraph in filter(_is_item, tree.iter("p")):
        if runs and paragraph.getprevious() is runs[-1][-1]:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    return runs


def _is_of_word(tree: Any) -> bool:
    generators = (meta.get("content") or "" for meta in tree.iter("meta") if (meta.get("name") or "").lower() == "generator")
    return any("Word" in name or "WPS" in name for name in generators) or any(
        (paragraph.get("class") or "").startswith("Mso") for paragraph in tree.iter("p")
    )


def _is_item(paragraph: Any) -> bool:
    style = paragraph.get("style") or ""
    if not _STYLE.search(style) and not _CLASS.match(paragraph.get("class") or ""):
        return False
    text = "".join(paragraph.itertext()).lstrip(" \t\r\n\xa0")
    found = _BULLET.match(text) or _NUMBER.match(text)
    return found is not None and bool(text[found.end() :].strip(" \t\r\n\xa0"))


def _make_list(paragraphs: list[Any], ledger: Ledger) -> None:
    """Set lists, one inside the other by their indentation, in the place of ``paragraphs`` that follow each other."""
    open_lists: list[tuple[float, Any]] = []
    for paragraph in paragraphs:
        _note(paragraph, "list of a word processor", ledger)
        depth, number = _depth(paragraph), page_lists.take_mark(paragraph, _NUMBER, _BULLET)
        tag = "ol" if number else "ul"
        while open_lists and open_lists[-1][0] > depth:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == depth and open_lists[-1][1].tag != tag:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < depth:
            made = paragraph.makeelement(tag, {"start": number} if number and number != "1" else {})
            if open_lists:
                open_lists[-1][1][-1].append(made)
            else:
                paragraph.addprevious(made)
            open_lists.append((depth, made))
        paragraph.tag, paragraph.tail = "li", None
        open_lists[-1][1].append(paragraph)


def _depth(paragraph: Any) -> float:
    """Return how far an item is from the margin, in points, or in the levels that its style names."""
    style = paragraph.get("style") or ""
    if level := _STYLE.search(style):
        return float(level[1])
    margin = _MARGIN.search(style)
    return round(float(margin[1]) * _POINTS[margin[2].lower()]) if margin else 0.0


def _narrow(filler: Any) -> None:
    """Leave one space of a gap, none where the number has a mark of its full width behind it."""
    before = filler.getprevious()
    text = "".join(before.itertext()) if before is not None else (filler.getparent().text or "")
    for child in list(filler):
        child.drop_tree()
    filler.text = "" if text.rstrip().endswith(_TIGHT) else " "


def _note(paragraph: Any, rule: str, ledger: Ledger) -> None:
    ledger.count("structure")
    text = words(paragraph)
    ledger.keep("structure", Change(0, text, text, rule))
