"""Debian's documents that come both as wrapped text and as HTML, which still knows where each paragraph ends."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from tests.bench.held_out import fetched

# The text of each edition, and the pages of the other, in the order of their chapters.
_EDITIONS = {
    "faq": ("doc/debian/FAQ/debian-faq.zh-cn.txt.gz", "doc/debian/FAQ/zh-cn/*.html"),
    "installation": (
        "doc/installation-guide-amd64/zh_CN/install.zh_CN.txt.gz",
        "doc/installation-guide-amd64/zh_CN/*.html",
    ),
    **{
        f"{name} {script}": (f"{folder}{name}.{script}.txt.gz", f"{folder}{pages}.{script}.html")
        for script in ("zh-cn", "zh-tw")
        for name, folder, pages in (
            ("debian-reference", "debian-reference/", "*"),
            ("debmake-doc", "doc/debmake-doc/", "html/*"),
            ("maint-guide", f"doc/maint-guide-{script}/", "html/*"),
        )
    },
}
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = _HEADINGS | {"p", "li", "dd", "dt", "td", "th", "pre", "div", "table", "ul", "ol", "dl", "body", "tr"}
# What the makers of the pages add around the text, and what the text has in another form.
_AROUND = re.compile(r"\b(?:toc|navheader|navfooter|index|list-of-\w+|sphinxsidebar|related|headerlink|footer)\b")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col"})


class Paragraph(NamedTuple):
    """A block of HTML without blocks inside: ``kind`` is ``prose``, ``heading``, ``cell`` or ``code``."""

    kind: str
    text: str


class Edition(NamedTuple):
    """A document as wrapped text, and its paragraphs."""

    name: str
    text: str
    paragraphs: list[Paragraph]


@cache
def editions() -> list[Edition]:
    """Return all documents. Raises FileNotFoundError where Debian's packages cannot be had."""
    share = fetched() / "usr/share"
    found: list[Edition] = []
    for name, (text, pages) in _EDITIONS.items():
        paragraphs = [p for page in sorted(share.glob(pages)) for p in _paragraphs(page.read_text("utf-8"))]
        found.append(Edition(name, gzip.decompress((share / text).read_bytes()).decode("utf-8"), paragraphs))
    return found


def _paragraphs(page: str) -> Iterator[Paragraph]:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return iter(reader.found)


class _Reader(HTMLParser):
    """Collects the text of the innermost blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Paragraph] = []
        self._open: list[str] = []
        self._skipped = 0  # how many open elements there are from the one that is left out
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text.append("\n")
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._flush()
        self._open.append(tag)
        named = dict(attrs).get("class") or ""
        if self._skipped or tag in ("head", "script", "style") or _AROUND.search(named):
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            if tag in _BLOCKS:
                self._flush()
            self._skipped -= self._skipped > 0
            if self._open.pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data)

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if "pre" in self._open:
            kind = "code"
        elif "td" in self._open or "th" in self._open:
            kind = "cell"
        else:
            kind = "heading" if _HEADINGS.intersection(self._open) else "prose"
        if text.strip() and not self._skipped:
            self.found.append(Paragraph(kind, text.strip("\n") if kind == "code" else " ".join(text.split())))
