"""UTF-8 that was read with a loss: what comes back by guessing, by the length of the document, its content and the loss."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import ftfy
from rapidfuzz.distance import Indel

import zlcli
from tests.bench.lost_contents import CONTENTS, documents
from tests.bench.snippets import source
from tests.damage import windows

LINES = (1, 3, 20, 100)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _lossy(text: str, wrong: str, errors: str) -> str:
    return text.encode().decode(wrong, errors)


LOSSES: dict[str, Callable[[str], str]] = {
    "cp936, ? (Windows)": windows,
    "cp936, ?, stripped": lambda text: _PRIVATE.sub("", windows(text)),
    "cp936, U+FFFD": lambda text: text.encode().decode("gbk", "replace"),
    "cp936, dropped": lambda text: text.encode().decode("gbk", "ignore"),
    "cp1252, dropped C1": lambda text: text.encode().decode("cp1252", "ignore"),
    "cp1252, U+FFFD": lambda text: text.encode().decode("cp1252", "replace"),
    "Latin-1, space": lambda text: text.encode().decode("latin-1").replace("\xa0", " "),
    "cp1252, C1, space": lambda text: text.encode().decode("cp1252", "ignore").replace("\xa0", " "),
    "mac-roman, stripped": lambda text: _PRIVATE.sub("", text.encode().decode("mac-roman")),
    "mac-roman, space": lambda text: text.encode().decode("mac-roman").replace("\xa0", " "),
    **{
        f"{wrong}, {name}": partial(_lossy, wrong=wrong, errors=errors)
        for wrong in ("cp950", "cp949", "cp932")
        for name, errors in (("U+FFFD", "replace"), ("dropped", "ignore"))
    },
}
_HAN = re.compile("[\u4e00-\u9fff]")


class _Document(NamedTuple):
    text: str
    damaged: str


def _guessed(text: str) -> str:
    return zlcli.normalize(text, only=["mojibake", "lost-bytes"], lost="guess").text


TOOLS: dict[str, Callable[[str], str]] = {"zlcli": _guessed, "ftfy": ftfy.fix_encoding}


def main(*, short: bool) -> None:
    """Print the tables."""
    header = f"{'lines':>8}{'all Han':>9}{'chars':>9}{'ends':>9}{'quotes':>9}{'stars':>9}{'MB/s':>9}"
    print("Windows' reading of UTF-8 as cp936 with lost bytes, --lost guess: shares by lines in the document")
    print(f"{'':20}{header}")
    for size in LINES:
        running = _documents(size, (60 if short else 300) // size + 2)
        for name, tool in TOOLS.items():
            _print_row(f"{name}, {size}", running, tool)
    print("the same by content, of a few lines each")
    sound = {content: documents(content, 20 if short else 150) for content in CONTENTS}
    for content, texts in sound.items():
        _print_row(content, _damaged(texts, windows), _guessed)
    print("other losses, all contents")
    for name, loss in LOSSES.items():
        texts = [text for found in sound.values() for text in found[:: 2 if short else 3]]
        _print_row(name, _damaged(texts, loss), _guessed, loss)
    _print_destroyed([text for texts in sound.values() for text in texts])


def _print_destroyed(texts: list[str]) -> None:
    """GBK read as UTF-8, and that saved and read as GBK: nothing can be put there, so that nothing may be."""
    print(f"{'what cannot be undone':20}{'texts':>8}{'told':>9}{'asserted':>9}{'right':>9}")
    marks: dict[str, Callable[[str], str]] = {
        "GBK as UTF-8": _marked,
        "锟斤拷": lambda text: _lossy(_marked(text), "gbk", "replace"),
    }
    for name, loss in marks.items():
        told = asserted = right = 0
        for text in texts:
            damaged = loss(text)
            result = zlcli.repair(damaged, lost="guess")
            told += any(finding.kind == "marker" for finding in result.diagnosis.damage)
            new = "".join(set(_HAN.findall(result.text)) - set(damaged))
            asserted += len(new)
            right += sum(char in text for char in new)
        share = f"{right / asserted:.3f}" if asserted else "-"
        print(f"{name:20}{len(texts):8}{told / len(texts):9.3f}{asserted:9}{share:>9}")


def _marked(text: str) -> str:
    return text.encode("gbk").decode("utf-8", "replace")


def _damaged(texts: list[str], loss: Callable[[str], str]) -> list[_Document]:
    return [_Document(text, loss(text)) for text in texts if loss(text).encode() != text.encode()]


def _documents(size: int, count: int) -> list[_Document]:
    """Return documents of ``size`` lines of running text that lost bytes, half of them in each script."""
    chance = random.Random(size)  # noqa: S311  (the same documents in every run)
    found: list[_Document] = []
    for script in ("hans", "hant"):
        lines = [" ".join(line.split()) for line in source(script).splitlines() if line.strip()]
        start = len(found)
        while len(found) < start + count:
            at = chance.randrange(len(lines) - size)
            text = "\n".join(lines[at : at + size]) + "\n"
            if "?" not in text and "?" in (damaged := windows(text)):
                found.append(_Document(text, damaged))
    return found


def _print_row(
    label: str, documents: list[_Document], tool: Callable[[str], str], loss: Callable[[str], str] = windows
) -> None:
    start = time.process_time()
    restored = [tool(document.damaged) for document in documents]
    speed = sum(len(document.damaged.encode()) for document in documents) / (time.process_time() - start) / 1e6
    damaged = whole = 0
    for document, text in zip(documents, restored, strict=True):
        there = "".join(_HAN.findall(text))
        for line in document.text.splitlines(keepends=True):
            if _HAN.search(line) and (loss is not windows or "?" in windows(line)):
                damaged += 1
                whole += "".join(_HAN.findall(line)) in there
    same = [Indel.normalized_similarity(document.text, text) for document, text in zip(documents, restored, strict=True)]
    size = sum(len(document.text) for document in documents)
    chars = sum(len(document.text) * share for document, share in zip(documents, same, strict=True)) / size
    back = (_back(documents, restored, marks) for marks in ("\n", "\"'", "*"))
    print(f"{label:20}{damaged:8}{whole / max(1, damaged):9.3f}{chars:9.4f}", *(f"{cell:>8}" for cell in back), f"{speed:8.3f}")


def _back(documents: list[_Document], restored: list[str], marks: str) -> str:
    """The share of the swallowed ``marks`` that are there again."""
    lost = found = 0
    for (text, damaged), after in zip(documents, restored, strict=True):
        for mark in marks:
            lost += text.count(mark) - damaged.count(mark)
            found += max(0, min(after.count(mark), text.count(mark)) - damaged.count(mark))
    return f"{found / lost:.3f}" if lost else "-"
