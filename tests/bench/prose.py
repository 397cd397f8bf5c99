"""Traditional prose of any length: sentences of Debian's books and of stories, in paragraphs as long as those of newspapers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import opencc

from tests.bench import sound
from tests.bench.corpus import pairs

# Sentences of that many characters, more than half of them Han, and paragraphs of that many.
_SENTENCE = re.compile(r"[^。！？\n]{7,160}[。！？][」』”’）]*")
_HAN = re.compile("[\u4e00-\u9fff]")
_SHORTEST, _LONGEST = 50, 400
# One paragraph in so many is somebody's words.
_SPOKEN = 8
KINDS = ("manuals", "handbook", "stories")


@cache
def sentences(kind: str) -> list[str]:
    """Return the sentences of ``kind`` in Traditional characters."""
    try:
        texts = [document.text for document in sound.documents() if _is_of(document.source, kind)]
    except FileNotFoundError:
        texts = [pair.ideal for pair in pairs()]
    text = "\n".join(texts)
    if kind == "stories":  # fortunes are set in lines
        text = re.sub(r"(?<=[^\s。！？])\n(?=\S)", "", text)
    text = opencc.OpenCC("s2tw").convert(text) if kind != "manuals" else text
    found = (sentence.strip() for sentence in _SENTENCE.findall(text))
    return list(dict.fromkeys(sentence for sentence in found if 2 * len(_HAN.findall(sentence)) > len(sentence)))


def prose(kind: str, size: int) -> bytes:
    """Return about ``size`` bytes of paragraphs of ``kind`` in UTF-8, the same ones each time."""
    found: list[str] = []
    length = 0
    for paragraph in _paragraphs(kind):
        found.append(paragraph)
        length += len(paragraph.encode())
        if length >= size:
            break
    return "".join(found).encode()


def _paragraphs(kind: str) -> Iterator[str]:
    chance = random.Random(kind)  # noqa: S311  (the same text in every run)
    own = sentences(kind)
    while True:
        text, least = "", chance.randrange(_SHORTEST, _LONGEST)
        while len(text) < least:
            text += chance.choice(own)
        yield f"「{text}」\n" if not chance.randrange(_SPOKEN) else f"{text}\n"


def _is_of(source: str, kind: str) -> bool:
    if kind == "manuals":
        return source.endswith("zh-tw pages")
    return source == ("handbook pages" if kind == "handbook" else "fortunes")
