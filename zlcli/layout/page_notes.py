"""Footnotes of HTML pages: a mark that leads to a note, and a link that leads back, as word processors and wikis have them."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from zlcli.document import Change, Ledger
from zlcli.layout.page_parts import leads_within, target_of, targets, words
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

MARK = "footnote-mark"
"""The element that is set for a mark; ``number`` says which, and ``of`` is ``note`` where the note itself begins."""

_SHORT = lazy(r"[\[［【(（〔]?\s*(?:注|註|note|nb)?\s*[\d①-⑳ivx*†]{1,4}\s*[\]］】)）〕]?", re.IGNORECASE)
# Where a wiki leads back to each of several places of one note.
_BACK = lazy(r"[\s\xa0^↑↩\ufe0e.,、:：()（）\[\]①-⑳\da-z]{0,8}")
_ARROWS = lazy(r"[\s\xa0^↑↩\ufe0e\[\]]*")
# A note is no longer than a paragraph with its links; what has more elements is a part of the page.
_MOST = 200
_NOTE_BLOCKS = ("li", "p", "dd", "td", "div", "aside")
_LISTS = ("ol", "ul", "dl")


def mark(tree: Any, ledger: Ledger) -> None:
    """Set `MARK` for every footnote's mark in ``tree``, and at the head of its note."""
    marks = [link for link in tree.iter("a") if leads_within(link) and _SHORT.fullmatch(words(link, 40))]
    if not marks:
        return
    named = targets(tree)
    order = {element: at for at, element in enumerate(tree.iter())}
    notes: dict[Any, int] = {}
    found: list[tuple[Any, Any]] = []
    for link in marks:
        block = _note_of(link, named)
        if block is not None and order[block] > order[link]:
            notes.setdefault(block, len(notes) + 1)
            found.append((link, block))
    for link, block in found:
        _set_mark(link, notes[block], ledger)
    for block, number in notes.items():
        _set_note(block, number)


def written(element: Any, *, marked: bool) -> str:
    """Return what to write for a `MARK`, in Markdown if ``marked``."""
    number = element.get("number")
    if not marked:
        return f"[{number}]" + (" " if element.get("of") else "")
    return f"[^{number}]" + (": " if element.get("of") else "")


def notes_beside(tree: Any, shown: list[Any]) -> list[Any]:
    """Return the notes of ``tree`` that are outside the elements ``shown``."""
    inside = {mark for element in shown for mark in element.iter(MARK)}
    return [mark.getparent() for mark in tree.iter(MARK) if mark.get("of") and mark not in inside]


def _note_of(link: Any, named: dict[str, Any]) -> Any:
    """Return the block of the note that ``link`` leads to, if a link leads back from it; else None."""
    target = target_of(link, named)
    if target is None:
        return None
    block = target if target.tag in _NOTE_BLOCKS else next(target.iterancestors(*_NOTE_BLOCKS), None)
    if block is None or block.tag == "body":
        return None
    inside = set(islice(block.iter(), _MOST + 1))
    if len(inside) > _MOST:
        return None
    back = [target_of(other, named) for other in block.iter("a")]
    return block if any(place is not None and place not in inside for place in back) else None


def _set_mark(link: Any, number: int, ledger: Ledger) -> None:
    before = words(link)
    element = link
    # The mark stands for all that is raised with it; brackets may be around the link.
    while (parent := element.getparent()) is not None and parent.tag in ("sup", "span", "small") and _same(parent, link):
        element = parent
    tail = element.tail
    element.clear()
    element.tag, element.tail = MARK, tail
    element.set("number", str(number))
    ledger.count("structure")
    ledger.keep("structure", Change(0, before, f"[^{number}]", "footnote"))


def _same(parent: Any, link: Any) -> bool:
    return squeeze(words(parent)).strip("[]［］()（）") == squeeze(words(link)).strip("[]［］()（）")


def _set_note(block: Any, number: int) -> None:
    """Set the mark at the head of a note, for the links back and the number that stand there."""
    for link in list(block.iter("a")):
        if leads_within(link) and _BACK.fullmatch(words(link)):
            link.drop_tree()
    _strip_head(block)
    head = block.makeelement(MARK, {"number": str(number), "of": "note"})
    head.tail, block.text = block.text, None
    block.insert(0, head)
    parent = block.getparent()
    if block.tag == "li" and parent is not None and parent.tag in _LISTS:
        block.tag = "div"
        if all(child.tag != "li" for child in parent):
            parent.tag = "div"
    rule = block.getprevious()
    while rule is None and parent is not None and not (parent.text or "").strip():
        rule, parent = parent.getprevious(), parent.getparent()
    if rule is not None and rule.tag == "hr" and not (rule.tail or "").strip():
        rule.drop_tree()


def _strip_head(block: Any) -> None:
    """Take the arrows and brackets that led back from the beginning of a note's text."""
    for run in block.xpath(".//text()"):
        left = _ARROWS.sub("", run, count=1) or None
        if run.is_tail:
            run.getparent().tail = left
        else:
            run.getparent().text = left
        if left:
            return
