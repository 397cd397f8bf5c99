"""The elements of an HTML page as blocks of Markdown or of plain text.

The tree is walked without recursion, for pages nest elements without end. What a page only runs, or hides, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from zlcli.layout import cells, inline, marks, page_notes
from zlcli.patterns import lazy
from zlcli.records import Record

_SILENT = frozenset(
    "script style noscript template iframe object embed svg math canvas head select button input textarea datalist map "  # noqa: SIM905
    "audio video dialog nav".split()
)
_BLOCKS = frozenset(
    "p div section article main header footer aside address center form fieldset figure figcaption details summary dl dt dd "  # noqa: SIM905
    "table thead tbody tfoot tr td th caption ul ol li blockquote body html hr h1 h2 h3 h4 h5 h6".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""The elements that are headings, and the level of each."""
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_SPANS = frozenset({*_MARKS, *_CODE, *inline.SHIFTS, "a", "rt"})
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Between two Chinese characters a line end of the page's source is no space.
_SOURCE_BREAK = lazy(r"(?<=[\u2e80-\u9fff\uff01-\uff60])[ \t\r\f]*\n\s*(?=[\u2e80-\u9fff\uff01-\uff60])")
_WHITE = lazy(r"[ \t\n\r\f]+")
_NUMBERED = lazy(r"[（(【][一二三四五六七八九十\d]{1,3}[)）】].*\w", re.DOTALL)
_EDGES = lazy(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
# Addresses that lead nowhere outside the page, or hold a program or the picture itself.
_USELESS = lazy(r"\s*(?:#|(?:javascript|data|vbscript|about):)|\s*$", re.IGNORECASE)


# Where a picture is that a page loads later; ``src`` is a placeholder then.
_SOURCES = ("data-original", "data-src", "zoomfile", "real_src", "data-lazy-src", "data-actualsrc", "data-echo", "src")
# The day of a post leads to the post itself.
_POSTED = lazy(
    r"(?:(?:发布|發布|发表|發表|编辑|編輯|更新)于?\s*)?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_BRACKET = {"）": "（", "】": "【", "》": "《", ")": "("}


class Piece(Record):
    """One block of a page, laid out. ``listed`` if it is part of a list, ``tight`` if it begins an item of one."""

    text: str
    listed: bool = False
    tight: bool = False


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, its indentation, and how wide the mark of the present item is."""

    ordered: bool
    number: int
    indent: int
    width: int = 0


@dataclass(slots=True)
class Writer:
    """Makes pieces of the elements it is shown in their order: Markdown if ``marked``, else plain text.

    ``base`` is the address of the page. A ``flat`` writer makes no headings, items and tables: it writes the cells of a table.
    """

    marked: bool
    base: str = ""
    flat: bool = False
    pieces: list[Piece] = field(default_factory=list)
    _inline: list[str] = field(default_factory=list)
    _spans: list[tuple[Any, int]] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _quotes: int = 0
    _heading: int = 0
    _code: int = 0

    def say(self, text: str | None) -> None:
        """Take text of the page, of which white space means a space at most."""
        if text:
            plain = _WHITE.sub(" ", _SOURCE_BREAK.sub("", text))
            self._inline.append(marks.escape_inline(plain) if self.marked and not self._code else plain)

    def start(self, element: Any) -> bool:
        """Take note that ``element`` begins; return whether its children are to be shown."""
        tag = element.tag
        if tag == "input" and element.get("type") == "checkbox" and self._lists and self._lists[-1].width == 0:
            gap = "" if (element.tail or "")[:1].isspace() else " "
            self._inline.append(("[x]" if "checked" in element.attrib else "[ ]") + gap)
        if (
            not isinstance(tag, str)
            or tag in _SILENT
            or _HIDDEN.search(element.get("style") or "")
            or "hidden" in element.attrib
        ):
            return False
        if tag == "pre":
            self._preformatted(element)
            return False
        if tag == page_notes.MARK:
            self._inline.append(page_notes.written(element, marked=self.marked))
            return False
        if tag == "table" and not self.flat and cells.is_data(element):
            self._table(element)
            return False
        self._open(element, tag)
        self.say(element.text)
        return True

    def end(self, element: Any) -> None:
        """Take note that ``element``, whose children were shown, ends."""
        tag = element.tag
        if self._spans and self._spans[-1][0] is element:
            self._code -= tag in _CODE
            self._wrap(element, self._spans.pop()[1])
        elif tag in _BLOCKS:
            self.flush()
            self._heading = 0 if tag in HEADINGS else self._heading
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1

    def flush(self) -> None:
        """End the block that is being written."""
        text = "".join(self._inline)
        self._inline.clear()
        # An element that goes on beyond its block has no marks.
        self._spans = [(element, 0) for element, _ in self._spans]
        for part in inline.paragraphs(text):
            self._put(self._laid_out(part))

    def _open(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            self._heading = HEADINGS.get(tag, self._heading)
            self._enter(element, tag)
        elif tag == "br":
            self._inline.append("\n")
        elif tag == "img":
            self._image(element)
        elif tag in _SPANS:
            self._code += tag in _CODE
            self._spans.append((element, len(self._inline)))

    def _enter(self, element: Any, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(_List(tag == "ol", cells.count(element.get("start")), self._indent()))
        elif tag == "li" and self._lists:
            self._lists[-1].width = 0
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "hr":
            self._put("---" if self.marked and not self.flat else "")

    def _wrap(self, element: Any, start: int) -> None:
        """Set the marks of an inline element around what was written since ``start``."""
        text = "".join(self._inline[start:])
        del self._inline[start:]
        body = text.strip()
        if element.tag in inline.SHIFTS or element.tag == "rt":
            text = inline.shifted(body, element)
        elif self.marked and body and "\n" not in body:
            at = text.index(body)
            text = text[:at] + self._with_marks(body, element) + text[at + len(body) :]
        self._inline.append(text)

    def _with_marks(self, body: str, element: Any) -> str:
        if element.tag in _CODE:
            return inline.code_span(body)
        if element.tag == "a":
            target = "" if _POSTED.fullmatch(body) else self._target(element.get("href"))
            return f"[{body}]({target})" if target and ("](" not in body or body.startswith("![")) else body
        edges = _EDGES.fullmatch(body)
        # Marks do not nest here, and count for nothing beside punctuation (CommonMark, 6.2).
        if self._heading or not edges or not edges[2] or "*" in body or "~" in body:
            return body
        mark = _MARKS[element.tag]
        lead, text, rest = edges.groups()
        if _NUMBERED.fullmatch(lead + text) and not "".join(self._inline).strip():
            lead, text = "", lead + text  # （一） at the head of a block, where marks may stand before brackets
        if _BRACKET.get(rest[:1], "\0") in text and _ends_block(element):
            text, rest = text + rest[0], rest[1:]
        return f"{lead}{mark}{text}{mark}{rest}"

    def _image(self, element: Any) -> None:
        source = next((value for name in _SOURCES if (value := element.get(name))), "")
        target = self._target(source)
        if self.marked and target:
            description = re.sub(r"[\s\[\]\\]+", " ", element.get("alt") or "").strip()
            self._inline.append(f"![{description}]({target})")

    def _target(self, address: str | None) -> str:
        """Return what is to stand between the brackets of a link; nothing for an address that leads nowhere."""
        if not address or _USELESS.match(address):
            return ""
        try:
            whole = urljoin(self.base, address.strip())
        except ValueError:
            return ""
        return re.sub(r"[\s()<>]", lambda match: f"%{ord(match[0]):02X}", whole)

    def _laid_out(self, text: str) -> str:
        if self._heading and self.marked and not self.flat:
            return f"{'#' * self._heading} {_WHITE.sub(' ', text).strip()}"
        lines = [line.strip() for line in text.split("\n")]
        if not self.marked or self.flat:
            return "\n".join(lines)
        return "  \n".join(map(marks.escape_opening, lines))

    def _put(self, text: str) -> None:
        """Add a block to the lists and quotations that are open."""
        if not text.strip():
            return
        tight = False
        if self._lists and not self.flat:
            text, tight = self._as_item(text, self._lists[-1])
        if self._quotes and self.marked and not self.flat:
            text = re.sub("^", "> " * self._quotes, text, flags=re.MULTILINE)
        self.pieces.append(Piece(text, bool(self._lists), tight))

    @staticmethod
    def _as_item(text: str, innermost: _List) -> tuple[str, bool]:
        lead, first = " " * innermost.indent, innermost.width == 0
        mark = f"{innermost.number}. " if innermost.ordered else "- "
        if first:
            innermost.width = len(mark)
            innermost.number += 1
        below = "\n" + lead + " " * innermost.width
        return (lead + mark if first else below[1:]) + text.replace("\n", below), first

    def _indent(self) -> int:
        return self._lists[-1].indent + self._lists[-1].width if self._lists else 0

    def _preformatted(self, element: Any) -> None:
        self.flush()
        code = "".join("\n" if getattr(part, "tag", "") == "br" else part for part in element.xpath(".//text() | .//br"))
        code = code.strip("\r\n").rstrip()
        if code.strip():
            self._put(marks.fenced(code, inline.language(element)) if self.marked and not self.flat else code)

    def _table(self, table: Any) -> None:
        self.flush()
        for caption in table.iterchildren("caption"):
            self._put(self._cell(caption))
        rows = cells.grid(table, self._cell)
        self._put(marks.table(rows) if self.marked else "\n".join("\t".join(row) for row in rows))

    def _cell(self, cell: Any) -> str:
        pieces = walk(cell, Writer(self.marked, self.base, flat=True))
        return " ".join(_WHITE.sub(" ", piece.text) for piece in pieces).strip()


def _ends_block(element: Any) -> bool:
    """Tell whether nothing follows ``element`` in its block."""
    while not (element.tail or "").strip() and element.getnext() is None:
        element = element.getparent()
        if element is None or element.tag in _BLOCKS:
            return True
    return False


def walk(root: Any, writer: Writer) -> list[Piece]:
    """Show everything inside ``root`` to ``writer``, and return its pieces."""
    writer.say(root.text)
    path: list[tuple[Any, Iterator[Any]]] = [(root, iter(root))]
    while path:
        parent, children = path[-1]
        element = next(children, None)
        if element is None:
            path.pop()
            if path:
                writer.end(parent)
                writer.say(parent.tail)
        elif writer.start(element):
            path.append((element, iter(element)))
        else:
            writer.say(element.tail)
    writer.flush()
    return writer.pieces
