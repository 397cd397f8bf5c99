"""Pieces of running text in given encodings, the same ones in every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from typing import NamedTuple
from zlib import crc32

import zlcli
from tests.bench import held_out
from tests.bench.corpus import pairs
from tests.encoders import encode

_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_LONGEST_PHRASE = 16
_RUN = re.compile("[\u4e00-\u9fff，。、；：“”（）！？《》]+")
# Words of Hong Kong, most with characters that only HKSCS adds to Big5.
_CANTONESE = (
    "佢哋",
    "喺度",
    "嘅時候",
    "唔係",
    "啲嘢",
    "瞓覺",
    "點解咁",
    "嗰個",
    "冇問題",
    "返嚟",
    "攞走",
    "畀我",
    "睇吓",
    "企喺",
    "啱啱",
    "掉咗",
)


class Snippet(NamedTuple):
    """A piece of text and its bytes."""

    text: str
    data: bytes


@cache
def source(script: str) -> str:
    """Return running text in ``hans`` or ``hant``: held out where it can be had, else of the examples and cases.

    That of ``guides-hans`` and ``guides-hant`` is technical prose of other books.
    """
    try:
        if script.startswith("guides-"):
            return held_out.text(script)
        if script == "hans":
            return f"{held_out.text('hans')}\n{zlcli.convert_script(held_out.text('fortunes'), to='hans')}"
        return f"{held_out.text('hant')}\n{zlcli.convert_script(held_out.text('fortunes'), to='tw')}"
    except FileNotFoundError:
        text = "\n".join(pair.ideal for pair in pairs())
        return text if script.endswith("hans") else zlcli.convert_script(text, to="tw")


@cache
def _runs(script: str) -> tuple[list[str], list[int]]:
    runs = _RUN.findall(source(script))
    return runs, list(accumulate(map(len, runs)))


def chinese(length: int, encoding: str, script: str, count: int) -> list[Snippet]:
    """Return ``count`` snippets of ``length`` characters, at least one of them Han, from runs without ASCII."""
    return list(islice(_chinese(length, encoding, script), count))


def _chinese(length: int, encoding: str, script: str) -> Iterator[Snippet]:
    chance = _chance(encoding, length)
    runs, weights = _runs(script)
    while True:
        at = chance.choices(range(len(runs)), cum_weights=weights)[0]
        run = runs[at]
        while len(run) < length:  # few sentences have 256 characters without ASCII: the next ones follow
            at = (at + 1) % len(runs)
            run += runs[at]
        start = chance.randrange(len(run) - length + 1)
        text = run[start : start + length]
        if _HAN.search(text) and (length > 1 or _HAN.match(text)):
            yield from _encoded(text, encoding)


@cache
def _kept_apart(script: str) -> list[str]:
    """Return the runs of Han of every second line of manuals, by a checksum, which nothing was ever looked at or chosen on."""
    try:
        text = f"{held_out.text(script)}\n{held_out.text(f'guides-{script}')}"
    except FileNotFoundError:
        text = source(script)
    return [run for line in dict.fromkeys(text.splitlines()) if crc32(line.encode()) % 2 for run in _HAN_RUN.findall(line)]


@cache
def phrases(length: int, script: str, count: int) -> list[str]:
    """Return up to ``count`` different phrases of ``length`` Han characters, which stood by themselves up to sixteen."""
    chance = _chance(script, length)
    runs = _kept_apart(script)
    if length <= _LONGEST_PHRASE:
        found = list(dict.fromkeys(run for run in runs if len(run) == length))
        return chance.sample(found, min(count, len(found)))
    text = "，".join(runs)
    return [text[start : start + length] for start in (chance.randrange(len(text) - length) for _ in range(count))]


def cantonese(length: int, count: int) -> list[Snippet]:
    """Return snippets of ``length`` characters that Big5 without HKSCS cannot write."""
    chance = _chance("hkscs", length)
    found: list[Snippet] = []
    while len(found) < count:
        text = "".join(chance.choice(_CANTONESE) for _ in range(length))[:length]
        if not list(_encoded(text, "cp950")):
            found += _encoded(text, "big5hkscs")
    return found


def foreign(language: str, length: int, encoding: str, count: int) -> list[Snippet]:
    """Return snippets of a language; of one with a script of its own at least half of the characters are in it."""
    text = re.sub(r"\s+", " ", held_out.text(language))
    enough = length / 2 if language in ("ja", "ko", "ru") else 1
    chance = _chance(encoding, length)
    found: list[Snippet] = []
    while len(found) < count:
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        if sum(char > "\x7f" for char in piece) >= enough or encoding == "ascii":
            found += _encoded(piece, encoding)
    return found


def in_ascii(length: int, encoding: str, script: str, size: int, count: int) -> Iterator[Snippet]:
    """Yield ``size`` bytes of ASCII with ``length`` Chinese characters at the beginning, the end, or somewhere between."""
    chance = _chance(encoding, size)
    lines = "\n".join(f"2026-03-{n % 28 + 1:02} 10:{n % 60:02} worker {n}: request served, status 200" for n in range(4000))
    ascii_ = (lines * (size // len(lines) + 1))[:size]
    for text, data in chinese(length, encoding, script, count):
        at = chance.choice((0, size, ascii_.find(" ", chance.randrange(size - 99)) + 1))
        yield Snippet(ascii_[:at] + text + ascii_[at:], ascii_[:at].encode() + data + ascii_[at:].encode())


def damaged(length: int, encoding: str, script: str, count: int) -> dict[str, list[bytes]]:
    """Return snippets with one byte lost, with one replaced by any other, and with the last one cut off."""
    chance = _chance(encoding, length)
    found: dict[str, list[bytes]] = {"lost": [], "damaged": [], "truncated": []}
    for _, data in chinese(length, encoding, script, count):
        at = chance.randrange(len(data))
        found["lost"].append(data[:at] + data[at + 1 :])
        found["damaged"].append(data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :])
        found["truncated"].append(data[:-1])
    return found


def lines_without_a_byte(encoding: str, script: str, count: int) -> Iterator[tuple[Snippet, int]]:
    """Yield documents of three lines that lost a byte of one Han character, and where that stands; the loss shows in each."""
    chance = _chance(encoding, 3)
    runs = _chinese(40, encoding, script)
    while count:
        text = "\n".join(next(runs).text for _ in range(3)) + "\n"
        at = chance.choice([match.start() for match in _HAN.finditer(text)])
        lost = len(encode(text[:at], encoding)) + chance.randrange(len(encode(text[at], encoding)))
        data = encode(text, encoding)
        data = data[:lost] + data[lost + 1 :]
        if "\ufffd" in data.decode(encoding, "replace"):
            count -= 1
            yield Snippet(text, data), at


def mixed(shares: dict[str, float], lines: int) -> Snippet:
    """Return a document of ``lines`` lines of 4 to 40 Chinese characters, some between ASCII, in encodings drawn by share."""
    chance = _chance(str(shares), lines)
    encodings = chance.choices([*shares], [*shares.values()], k=lines)
    sources = {name: _chinese(40, name, "hant" if name == "cp950" else "hans") for name in shares}
    found: list[Snippet] = []
    for encoding in encodings:
        text = ""
        while len(_HAN.findall(text)) < 4:
            text = next(sources[encoding]).text[: chance.randrange(4, 41)]
        line = (f"10:42:07 WARN {text} (0x1f)" if chance.random() < 0.5 else text) + "\n"
        found.append(Snippet(line, line.encode(encoding)))
    return Snippet("".join(line.text for line in found), b"".join(line.data for line in found))


def _encoded(text: str, encoding: str) -> list[Snippet]:
    try:
        return [Snippet(text, encode(text, encoding))]
    except UnicodeEncodeError:
        return []


def _chance(name: str, number: int) -> random.Random:
    return random.Random(f"{name} {number}")  # noqa: S311  (the same snippets in every run)
