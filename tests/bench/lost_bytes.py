"""UTF-8 that was read with a loss: what comes back by guessing, by the length of the document, its content and the loss."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import ftfy
from rapidfuzz.distance import Indel

import zlcli
from tests.bench.lost_contents import CONTENTS, documents
from tests.bench.snippets import source
from tests.damage import snippets, swallowing, windows
from zlcli.repair.tables import encode

LINES = (1, 3, 20, 100)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _lossy(text: str, wrong: str, errors: str, right: str = "utf-8") -> str:
    return text.encode(right, "ignore").decode(wrong, errors)


class _Loss(NamedTuple):
    """What is done to a text, in the code page that it is read in."""

    wrong: str
    damage: Callable[[str], str]

    def loses(self, line: str) -> bool:
        """Tell whether ``line`` cannot be had again by going back."""
        return encode(self.damage(line), self.wrong) != line.encode()


WINDOWS = _Loss("cp936", windows)
LOSSES: dict[str, _Loss] = {
    "cp936, ? (Windows)": WINDOWS,
    "cp936, ?, stripped": _Loss("cp936", lambda text: _PRIVATE.sub("", windows(text))),
    "cp936, U+FFFD": _Loss("cp936", partial(_lossy, wrong="gbk", errors="replace")),
    "cp936, dropped": _Loss("cp936", partial(_lossy, wrong="gbk", errors="ignore")),
    "cp1252, dropped C1": _Loss("cp1252", partial(_lossy, wrong="cp1252", errors="ignore")),
    "cp1252, U+FFFD": _Loss("cp1252", partial(_lossy, wrong="cp1252", errors="replace")),
    "Latin-1, space": _Loss("cp1252", lambda text: text.encode().decode("latin-1").replace("\xa0", " ")),
    "cp1252, C1, space": _Loss("cp1252", lambda text: _lossy(text, "cp1252", "ignore").replace("\xa0", " ")),
    "mac-roman, stripped": _Loss("mac_roman", lambda text: _PRIVATE.sub("", text.encode().decode("mac-roman"))),
    "mac-roman, space": _Loss("mac_roman", lambda text: text.encode().decode("mac-roman").replace("\xa0", " ")),
    **{
        f"{wrong}, {name}": _Loss(wrong, partial(_lossy, wrong=wrong, errors=errors))
        for wrong in ("cp950", "cp949", "cp932")
        for name, errors in (("U+FFFD", "replace"), ("dropped", "ignore"))
    },
}
GBK_LOSSES = {
    f"GBK as {wrong}, {name}": partial(_lossy, wrong=wrong, errors=errors, right="gbk")
    for wrong in ("cp932", "euc_jp", "cp950", "cp949")
    for name, errors in (("U+FFFD", "replace"), ("dropped", "ignore"))
}
_HAN = re.compile("[\u4e00-\u9fff]")
_MARKS = {"ends": "\n", "quotes": "\"'", "stars": "*", "spaces": " ", "others": ""}
"""Columns of what is swallowed; the last one for all others."""


class _Document(NamedTuple):
    text: str
    damaged: str


def _guessed(text: str) -> str:
    return zlcli.normalize(text, only=["mojibake", "lost-bytes"], lost="guess").text


TOOLS: dict[str, Callable[[str], str]] = {"zlcli": _guessed, "ftfy": ftfy.fix_encoding}


def main(*, short: bool) -> None:
    """Print the tables."""
    columns = ("all Han", "chars", *_MARKS, "last end", "MB/s")
    print("UTF-8 that lost bytes, --lost guess: lines that lost any; shares of them with all Han, of characters, of what was")
    print(
        "swallowed in its place. A document's last line end is counted by itself: in one of a single line nothing tells of it."
    )
    print(f"{'':24}{'lines':>6}", *(f"{column:>8}" for column in columns))
    count = 60 if short else 300
    for size in LINES:
        for name, tool in TOOLS.items():
            _print_row(f"{name}, {size}", _running(size, count // size + 2), tool)
    for text, title in (("", "Windows' reading by content"), ("guides-", "the same of other books")):
        print(title)
        for content in CONTENTS:
            _print_row(content, _damaged(documents(content, count // 2, text), WINDOWS), _guessed)
    print("the same of own snippets: code, settings, data, logs, pages, prose; by the set that they were drawn up in")
    for name, own in snippets().items():
        _print_row(f"set {name}", [one for one in _damaged(own, WINDOWS) if one.damaged != one.text], _guessed)
    print("other losses, all contents")
    texts = [text for content in CONTENTS for text in documents(content, 20 if short else 150)[:: 2 if short else 3]]
    for name, loss in LOSSES.items():
        _print_row(name, _damaged(texts, loss), _guessed, loss)
    for name, damage in GBK_LOSSES.items():
        _print_row(name, [_Document(text, damage(text)) for text in texts], _guessed, None)
    _print_destroyed(texts)


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
    return text.encode("gbk", "ignore").decode("utf-8", "replace")


def _damaged(texts: list[str], loss: _Loss) -> list[_Document]:
    return [_Document(text, loss.damage(text)) for text in texts]


def _running(size: int, count: int, text: str = "") -> list[_Document]:
    """Return documents of ``size`` lines of running text that lost bytes, half of them in each script."""
    chance = random.Random(size)  # noqa: S311  (the same documents in every run)
    found: list[_Document] = []
    for script in ("hans", "hant"):
        lines = [" ".join(line.split()) for line in source(text + script).splitlines() if line.strip()]
        start = len(found)
        while len(found) < start + count:
            at = chance.randrange(len(lines) - size)
            sound = "\n".join(lines[at : at + size]) + "\n"
            if "?" not in sound and "?" in (damaged := windows(sound)):
                found.append(_Document(sound, damaged))
    return found


def _print_row(label: str, documents: list[_Document], tool: Callable[[str], str], loss: _Loss | None = WINDOWS) -> None:
    start = time.process_time()
    restored = [tool(document.damaged) for document in documents]
    speed = sum(len(document.damaged.encode()) for document in documents) / (time.process_time() - start) / 1e6
    damaged = whole = 0
    for document, text in zip(documents, restored, strict=True):
        there = "".join(_HAN.findall(text))
        for line in document.text.splitlines(keepends=True):
            if _HAN.search(line) and (loss is None or loss.loses(line)):
                damaged += 1
                whole += "".join(_HAN.findall(line)) in there
    same = [Indel.normalized_similarity(document.text, text) for document, text in zip(documents, restored, strict=True)]
    size = sum(len(document.text) for document in documents)
    chars = sum(len(document.text) * share for document, share in zip(documents, same, strict=True)) / size
    swallowed = _swallowed(documents, restored) if loss and "?" in label + documents[0].damaged else {}
    back = (_share(swallowed.get(column, [])) for column in (*_MARKS, "last end"))
    print(
        f"{label:24}{damaged:6} {whole / max(1, damaged):8.3f} {chars:8.4f}", *(f"{cell:>8}" for cell in back), f"{speed:8.3f}"
    )


def _share(back: list[bool]) -> str:
    return f"{sum(back) / len(back):.3f}" if back else "-"


def _swallowed(documents: list[_Document], restored: Iterable[str]) -> dict[str, list[bool]]:
    """For each of `_MARKS`, and the last line ends, whether what was swallowed stands again where it did."""
    found: dict[str, list[bool]] = {column: [] for column in (*_MARKS, "last end")}
    for (text, _), after in zip(documents, restored, strict=True):
        kept = dict(_kept(text, after))
        for at in swallowing(text)[1]:
            if at == len(text) - 1:
                found["last end"].append(text[-1] == after[-1:])
            else:
                column = next((column for column, marks in _MARKS.items() if text[at] in marks), "others")
                # With what follows, so that one of two asterisks is not taken for the other.
                found[column].append(at in kept and kept.get(at + 1) == kept[at] + 1)
    return found


def _kept(text: str, after: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the characters of ``text`` that stand in ``after`` too, in the same order, with those there."""
    for block in Indel.opcodes(text, after):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
