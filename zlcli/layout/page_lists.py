"""Lists of a page that its markup does not call so: terms with what they mean, items with numbers of their own.

Encyclopedias set the facts of an entry into lists of terms (``dl``), of which each is a label and its value.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from zlcli.document import Change, Ledger
from zlcli.layout.page_parts import words
from zlcli.patterns import lazy

# A longer term is the signature of a function, and what it means is a chapter.
_LONGEST_TERM, _LONGEST_MEANING = 20, 200
_FEWEST = 2
_COLON = lazy(r"\s*[:：]$")
# 别    名: spaces that only make two characters as wide as four.
_STRETCHED = lazy(r"(?<=[\u4e00-\u9fff])[\s\xa0\u3000]+(?=[\u4e00-\u9fff])")
_INNER = ("ul", "ol", "dl", "table", "pre", "blockquote", *(f"h{level}" for level in range(1, 7)))
_NUMBER = lazy(r"[\[［【(（]?(\d{1,3})[.．、)）\]］】]")
_BLANKS = " \t\r\n\xa0"
# What closes an entry; its list stands below as the meaning of the term.
# The line above a notice, in what makers of documentation use.
_NOTICE = lazy(r"(?:^|\s)(?:admonition|custom-block|hint-container|callout)-?(?:title|[Hh]eading)(?:_\w+)?(?:\s|$)")
# What shows whether an item of a list is done, where no form is.
_BOX = lazy(r"(?:^|\s)checkbox checkbox-(?:on|off)(?:\s|$)")
_CLOSING = lazy(r"(?:参考|參考)(?:资料|資料|文献|文獻|来源)|(?:外部|相关)[链鏈連]接|扩展阅读|延伸閱讀|注[释釋]|註釋")


def read(tree: Any, ledger: Ledger) -> None:
    """Make lists and headings in ``tree`` of what is one, each written into ``ledger``."""
    for terms in list(tree.iter("dl")):
        if _head_closing(terms):
            _note(terms, "heading of a list of terms", ledger)
        elif pairs := _pairs(terms):
            _note(terms, "list of terms", ledger)
            _make_list(terms, pairs)
    _open_quotes(tree, ledger)
    for part in list(tree.iter("p", "div")):
        _read_class(part, part.get("class") or "")
    for items in list(tree.iter("ul", "ol")):
        if _is_numbered(items):
            _note(items, "numbered list", ledger)
            _take_numbers(items)


def _take_numbers(items: Any) -> None:
    """Make an ordered list of one whose items have numbers of their own."""
    items.tag = "ol"
    if (first := _number_of(items[0])) != 1:
        items.set("start", str(first))
    for item in items:
        take_mark(item, _NUMBER)


def _open_quotes(tree: Any, ledger: Ledger) -> None:
    """Unwrap a quotation that is most of the page, or a third if paragraphs are indented in it: it only sets the text in."""
    quotes = list(tree.iter("blockquote"))
    total = len(words(tree)) if quotes else 0
    for quote in quotes:
        indented = "".join(quote.itertext()).lstrip(_BLANKS).startswith("\u3000")
        if (3 if indented else 2) * len(words(quote)) > total:
            _note(quote, "indented text", ledger)
            quote.drop_tag()


def _read_class(part: Any, kind: str) -> None:
    """Make a check box, or the name of a notice in bold, of what only its class ``kind`` tells from a paragraph."""
    if _BOX.search(kind):
        part.tag = "input"
        part.attrib.update({"type": "checkbox"} | ({"checked": ""} if "checkbox-on" in kind else {}))
    elif _NOTICE.search(kind) and len(words(part)) <= _LONGEST_TERM:
        _embolden(part)


def _embolden(title: Any) -> None:
    """Set the name of a notice (提示, 警告) in bold, as its style does; it may stand behind a picture."""
    if next(title.iter("strong", "b", "a", "p", "div"), title) is not title:
        return
    strong = title.makeelement("strong")
    strong.text = words(title)
    for part in list(title):
        part.drop_tree()
    title.text = None
    title.append(strong)


def _pairs(terms: Any) -> list[tuple[Any, Any]]:
    """Return the terms with their meanings, if each is a label with one value; else none."""
    parts = [part for part in terms if isinstance(part.tag, str)]
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or len(pairs) < _FEWEST or any((term.tag, said.tag) != ("dt", "dd") for term, said in pairs):
        return []
    return pairs if all(_is_label(term) and _is_value(said) for term, said in pairs) else []


def _is_label(term: Any) -> bool:
    text = words(term)
    if _code_of(term) is None and next(term.iter("a", "img", "code"), None) is not None:
        return False
    return 0 < len(_STRETCHED.sub("", text)) <= _LONGEST_TERM


def _code_of(term: Any) -> Any:
    """Return the code that is all of ``term``, as the name of an option; None if there is none."""
    alone = len(term) == 1 and term[0].tag == "code" and not ((term.text or "") + (term[0].tail or "")).strip()
    return term[0] if alone else None


def _is_value(said: Any) -> bool:
    blocks = list(said.iter("p", "div"))
    text = words(said)
    return 0 < len(text) <= _LONGEST_MEANING and len(blocks) < _FEWEST and next(said.iter(*_INNER), None) is None


def _make_list(terms: Any, pairs: list[tuple[Any, Any]]) -> None:
    """Make a list of ``terms``, an item of each term with what it means."""
    terms.tag = "ul"
    for term, said in pairs:
        label = _COLON.sub("", _STRETCHED.sub("", words(term)))
        for block in list(said.iter("p", "div")):
            block.drop_tag()
        code, meaning = _code_of(term), (said.text or "").lstrip()
        said.tag, said.text = "li", f"{label}：{meaning}"
        if code is not None:
            said.text, code.tail = None, f"：{meaning}"
            said.insert(0, code)
        terms.remove(term)


def _head_closing(terms: Any) -> bool:
    """Make a heading of the one term of ``terms`` that a list stands below, as at the end of an entry."""
    parts = [part for part in terms if isinstance(part.tag, str)]
    if [part.tag for part in parts] != ["dt", "dd"] or not _CLOSING.fullmatch(words(parts[0])):
        return False
    parts[0].tag, parts[1].tag, terms.tag = "h2", "div", "div"
    return True


def _is_numbered(items: Any) -> bool:
    """Tell whether the items of a list begin with numbers of their own that count up; one alone has to be the first."""
    if any(item.tag != "li" for item in items) or not len(items):
        return False
    numbers = [_number_of(item) for item in items]
    return bool(numbers[0] and (len(numbers) > 1 or numbers[0] == 1)) and all(b == a + 1 for a, b in pairwise(numbers))


def _number_of(item: Any) -> int:
    """Return the number that an item begins with, and that more than blanks stands behind; 0 if there is none."""
    text = "".join(item.itertext()).lstrip(_BLANKS)
    found = _NUMBER.match(text)
    # 3.5 米 begins with no number of an item.
    return int(found[1]) if found and re.match(r"[\s\xa0]*[^\d\s]", text[found.end() :]) else 0


def take_mark(item: Any, *marks: re.Pattern[str]) -> str:
    """Take the first of ``marks`` that ``item`` begins with from its head, with the blanks around; return its group, if any."""
    number, taken = "", False
    for run in item.xpath(".//text()"):
        left = run.lstrip(_BLANKS)
        if not taken and left:
            found = next((match for mark in marks if (match := mark.match(left + " "))), None)
            if found is None:
                return number
            number = found[1] if found.re.groups else ""
            left, taken = left[found.end() :].lstrip(_BLANKS), True
        if run.is_tail:
            run.getparent().tail = left or None
        else:
            run.getparent().text = left or None
        if left:
            return number
    return number


def _note(element: Any, rule: str, ledger: Ledger) -> None:
    ledger.count("structure")
    text = words(element)
    ledger.keep("structure", Change(0, text, text, rule))
