"""Sound documents in Chinese, by source: Debian's manuals as pages and as wrapped text, manual pages, fortunes, our own."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.bench.corpus import pairs
from tests.bench.editions import editions, paragraphs
from tests.bench.held_out import fetched, text
from zlcli.model.characters import HAN_CHARACTER

# Below this many Han characters a page is a list of links.
_LEAST = 150
_HANDBOOK = "doc/debian-handbook/html/zh-*/*.html"
# Requests, then the escapes of roff: \, and \/ only correct the space beside italics.
_ROFF = re.compile(r"(?m)^[.'].*$|\\[,/]|\\f.|\\")
# Fortunes come hundreds to a file; so many together make a document.
_TOGETHER = 20


class Sound(NamedTuple):
    """A document and where it is from."""

    source: str
    name: str
    text: str


@cache
def documents() -> list[Sound]:
    """Return all documents, those of a source together. Raises FileNotFoundError where Debian's packages cannot be had."""
    return [sound for sound in _all() if len(HAN_CHARACTER.findall(sound.text)) >= _LEAST]


def sample(documents: list[Sound], *, short: bool) -> list[Sound]:
    """Return every tenth document of moderate length if ``short``, else all."""
    return [sound for sound in documents if len(sound.text) < 60_000][::10] if short else documents


def _all() -> Iterator[Sound]:
    share = fetched() / "usr/share"
    yield from (Sound("ideals", pair.name, pair.ideal) for pair in pairs())
    for edition in editions():
        yield from (Sound(f"{edition.name} pages", page.name, _joined(page.read_text("utf-8"))) for page in edition.pages)
    for page in sorted(share.glob(_HANDBOOK)):
        yield Sound("handbook pages", page.name, _joined(page.read_text("utf-8")))
    yield from (Sound("wrapped", edition.name, edition.text) for edition in editions())
    for page in sorted((share / "man/zh_CN").glob("man*/*.gz")):
        if not page.is_symlink():
            raw = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
            yield Sound("manual pages", page.name, _ROFF.sub("", raw))
    fortunes = text("fortunes").split("\n%\n")
    for start in range(0, len(fortunes), _TOGETHER):
        yield Sound("fortunes", str(start), "\n".join(fortunes[start : start + _TOGETHER]))


def _joined(page: str) -> str:
    return "".join(f"{paragraph.text}\n" for paragraph in paragraphs(page))
