"""Making damage of the kinds zlcli repairs, from sound text, so that tests know what has to come back."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from functools import cache
from itertools import accumulate
from pathlib import Path

from zlcli.repair import tables

FOLD = str.maketrans("，：；？！（）", ",:;?!()")

# A table such as converters use; made here from characters of our own test sentences.
TABLE = {
    "區": "qū", "項": "xiàng", "務": "wù", "進": "jìn", "設": "shè", "規": "guī", "業": "yè", "關": "guān",
    "產": "chǎn", "點": "diǎn", "實": "shí", "發": "fā", "領": "lǐng", "導": "dǎo", "創": "chuàng", "問": "wèn",
    "環": "huán", "標": "biāo", "轉": "zhuǎn", "經": "jīng", "們": "men", "個": "gè", "綠": "lǜ", "機": "jī",
}  # fmt: skip

NOTICE = """本月，區裡開始整修河岸（第二段），各項工程由水務所負責。為什麼要修？因為舊堤太低：漲水時，路面常被淹沒！
所長說：“進度要快，規矩不能少；有問題，當天解決。”施工時間是7:30至18:00，共投入1,500人次。
第一，先關閘、後放水。第二，設備進場以前，要問清地下管線的走向。第三，發現險情，立即上報（電話見附表）。
"""
"""A sound Traditional text with every mark that folding takes away."""


def gloss(text: str, table: dict[str, str] = TABLE, brackets: str = "()") -> str:
    """Annotate every occurrence of the characters of ``table``."""
    return re.sub(f"[{''.join(table)}]", lambda m: f"{m[0]}{brackets[0]}{table[m[0]]}{brackets[1]}", text)


def gloss_bytes(text: str, table: dict[str, str] = TABLE, *, dropped: bool = False) -> str:
    """Annotate the bytes of ``table``'s characters wherever they stand in GBK, also across two characters, and read the result.

    What GBK has no character for is of the private use area then, or with ``dropped`` not there.
    """
    data = text.encode("gbk")
    for char, pinyin in table.items():
        data = data.replace(char.encode("gbk"), f"{char}({pinyin})".encode("gbk"))
    return _read_by_windows(data, dropped=dropped)


def _read_by_windows(data: bytes, *, dropped: bool) -> str:
    """Read GBK as programs do that take a byte and the ASCII character after it for one that is bad."""
    chars, at = [], 0
    while at < len(data):
        size = 1 if data[at] < 0x80 else 2
        pair = data[at : at + size]
        if size == 2 and (len(pair) < 2 or pair[1] < 0x40):
            chars.append("?")
        else:
            char = pair.decode("gb18030")
            chars.append("" if dropped and "\ue000" <= char <= "\uf8ff" else char)
        at += size
    return "".join(chars)


def fold(text: str) -> str:
    """Fold full-width punctuation as NFKC does."""
    return text.translate(FOLD)


def misread(text: str, right: str, wrong: str) -> str:
    """Write ``text`` in ``right`` and read it as Windows reads the code page ``wrong``. Raises UnicodeError for lost bytes."""
    return _bytes_as(text.encode(right), wrong)


def out_of_step(text: str, wrong: str) -> str:
    """Lose the first byte of ``text`` in the code page ``wrong`` and read the rest; the last byte has no partner either."""
    return f"?{_bytes_as(text.encode('gbk' if wrong == 'cp936' else wrong)[1:-1], wrong)}?"


def by_sequences(data: bytes) -> str:
    """Read as Latin-1, but for two bytes that are UTF-8 of a character beyond it, by chance or not, as some programs do."""
    return re.sub("[\xc4-\xdf][\x80-\xbf]", lambda match: match[0].encode("latin-1").decode(), data.decode("latin-1"))


def is_lossless(text: str, right: str, wrong: str) -> bool:
    """Tell whether the misreading changes ``text`` and keeps every byte."""
    try:
        data = text.encode(right)
        damaged = _bytes_as(data, wrong)
    except UnicodeError:
        return False
    return damaged != text and tables.encode(damaged, wrong) == data


def _bytes_as(data: bytes, wrong: str) -> str:
    def handle(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        for size in (2, 1):
            data = error.object[error.start : error.start + size]
            char = _windows(wrong).get(data)
            if char and len(data) == size:
                return char, error.start + size
        raise error

    codecs.register_error("tests-windows", handle)
    return data.decode("gbk" if wrong == "cp936" else wrong, "tests-windows")


@cache
def _windows(wrong: str) -> dict[bytes, str]:
    """What Windows has and Python has not, the other way round from `zlcli.repair.tables`."""
    places = (*range(0x80, 0xA1), 0x20AC, *range(0xE000, 0xF900))
    return {data: char for char in map(chr, places) if (data := tables.encode(char, wrong))}


def windows(text: str) -> str:
    """Read UTF-8 as PowerShell 5.1 does with cp936: ``?`` for a lead byte without a trail, and the ASCII byte after it."""
    return swallowing(text)[0]


def swallowing(text: str) -> tuple[str, frozenset[int]]:
    """Return what `windows` does, and the places in ``text`` of the ASCII characters that are lost."""
    swallowed: list[int] = []

    def handle(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        for size in (2, 1):
            data = error.object[error.start : error.start + size]
            char = _windows("cp936").get(data)
            if char and len(data) == size:
                return char, error.start + size
        if error.object[error.start + 1 : error.start + 2].isascii():
            swallowed.append(error.start + 1)
        return "?", min(error.start + 2, len(error.object))

    codecs.register_error("tests-powershell", handle)
    data = text.encode()
    damaged = data.decode("gbk", "tests-powershell")
    starts = {start: at for at, start in enumerate(accumulate((len(char.encode()) for char in text), initial=0))}
    return damaged, frozenset(starts[at] for at in swallowed if at < len(data))


def snippets() -> dict[str, list[str]]:
    """Return the snippets of `tests/data`, by the sets, each of which was drawn up before the work it measures."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in re.split(r"(?m)^=== ", (Path(__file__).parent / "data" / "snippets.txt").read_text("utf-8"))[1:]:
        head, _, text = part.partition("\n")
        found[head.split()[0]].append(text)
    return dict(found)
