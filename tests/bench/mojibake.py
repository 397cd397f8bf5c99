"""Mojibake: the share of snippets that come back exactly, by chain and length, beside ftfy; sound text changed; speed."""

from __future__ import annotations

import itertools
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from operator import ne
from pathlib import Path

import ftfy

import zlcli
from tests.bench import held_out
from tests.bench.corpus import pairs
from tests.damage import is_lossless, misread
from zlcli import chunks
from zlcli.assembly import SAMPLE
from zlcli.document import Ledger
from zlcli.repair.mojibake import diagnose, mend
from zlcli.repair.tables import RIGHT, WRONG

LANGUAGES = ("hans", "hant", "fortunes", "ja", "ko", "ru", "de", "fr")
LENGTHS = (2, 4, 8, 16, 64, 200)
_RUN = re.compile("[\u4e00-\u9fff，。、；：“”（）]{2,}")
_KINDS = ["mojibake", "lost-bytes"]
# The last wrong reading of a chain of two is of text that was saved as UTF-8.
DEEP = (
    ("cp1252", "cp1252"),
    ("cp1252", "cp936"),
    ("mac_roman", "cp936"),
    ("cp437", "cp1252"),
    ("cp949", "cp1252"),
    ("cp1252", "cp1252", "cp1252"),
    ("mac_roman", "cp1252", "cp1252"),
)


def _by_zlcli(text: str) -> str:
    return zlcli.normalize(text, only=_KINDS).text


def by_treatment(text: str) -> str:
    """The treatment alone, without what else `normalize` looks at."""
    return "".join(mend(chunks.cut(text), diagnose(text[:SAMPLE]), Ledger()))


TOOLS: dict[str, Callable[[str], str]] = {"zlcli": _by_zlcli, "ftfy": ftfy.fix_encoding}


def main(*, short: bool) -> None:
    """Print the tables."""
    text = "\n".join(pair.ideal for pair in pairs())
    count = 15 if short else 150
    print(f"mojibake that lost no byte: exactly restored, of up to {count} snippets of so many characters (zlcli / ftfy)")
    print(f"{'':22}", *(f"{length:>11}" for length in LENGTHS))
    snippets = {length: list(_snippets(text, length, count)) for length in LENGTHS}
    hant = {length: [zlcli.convert_script(s, to="tw") for s in found] for length, found in snippets.items()}
    for right, wrong in itertools.product(RIGHT, WRONG):
        sound = hant if right.startswith(("cp950", "big5")) else snippets
        cells = [_cell([(s, misread(s, right, wrong)) for s in sound[n] if is_lossless(s, right, wrong)]) for n in LENGTHS]
        if any(cell.strip() for cell in cells):
            print(f"{right:>9} as {wrong:9}", *cells)
    for misreadings in DEEP:
        cells = [_cell(list(_deep(snippets[n], misreadings))) for n in LENGTHS]
        print(f"utf-8 {', '.join(misreadings)}"[:22].ljust(22), *cells)
    cells = [_cell(list(_half_broken(snippets[n]))) for n in LENGTHS]
    print("half of a line, cp936".ljust(22), *cells)
    _print_sound(text, short=short)


def _snippets(text: str, length: int, count: int) -> Iterator[str]:
    chance = random.Random(length)  # noqa: S311  (the same snippets in every run)
    pool = [run for run in _RUN.findall(text) if len(run) >= length] if length <= 16 else [text]
    for _ in range(count):
        run = chance.choice(pool)
        start = chance.randrange(len(run) - length + 1)
        snippet = run[start : start + length]
        if 2 * len(re.findall("[\u4e00-\u9fff]", snippet)) >= length:
            yield snippet


def _deep(sound: list[str], misreadings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for text in sound:
        bad = text
        for wrong in misreadings:
            bad = misread(bad, "utf-8", wrong) if is_lossless(bad, "utf-8", wrong) else ""
        if bad:
            yield text, bad


def _half_broken(sound: list[str]) -> Iterator[tuple[str, str]]:
    """Sound lines in which a piece was misread, between two of another kind of text and without any mark of its ends."""
    for text in sound:
        if is_lossless(text, "utf-8", "cp936"):
            line = "这一行里先说{}，然后再说别的。"
            yield line.format(text), line.format(misread(text, "utf-8", "cp936"))


def _cell(damaged: list[tuple[str, str]]) -> str:
    if len(damaged) < 4:
        return " " * 11
    shares = (sum(tool(bad) == good for good, bad in damaged) / len(damaged) for tool in TOOLS.values())
    return f"{' / '.join(f'{share:.2f}' for share in shares):>11}"


def _print_sound(text: str, *, short: bool) -> None:
    cases = json.loads((Path(__file__).resolve().parents[1] / "mojibake.json").read_text("utf-8"))
    sound = [case["damaged"] for case in cases if "right" not in case] + text.splitlines()
    changed = {name: sum(tool(line) != line for line in sound) for name, tool in TOOLS.items()}
    print("sound lines changed:", ", ".join(f"{name} {n}" for name, n in changed.items()), f"of {len(sound)}")
    _print_languages(2000 if short else 20_000)
    big = text * (100 if short else 1000)
    damaged = misread(big, "utf-8", "cp1252")
    for label, sample in (("sound", big), ("damaged", damaged)):
        speeds = (f"{name} {_speed(tool, sample):.1f}" for name, tool in (("zlcli", by_treatment), ("ftfy", ftfy.fix_encoding)))
        print(f"MB/s of {label} text:", ", ".join(speeds))


def _print_languages(count: int) -> None:
    """Sound lines of held-out texts, each by itself and all of a language as one document, where a habit may do harm."""
    try:
        texts = {language: held_out.text(language) for language in LANGUAGES}
    except FileNotFoundError:
        return
    for language, text in texts.items():
        lines = list(dict.fromkeys(line for line in text.splitlines() if not line.isascii()))[:count]
        whole = by_treatment("\n".join(lines)).split("\n")
        alone = sum(by_treatment(line) != line for line in lines)
        print(f"  {language}: alone {alone}, in the document {sum(map(ne, lines, whole))} of {len(lines)}")


def _speed(tool: Callable[[str], str], text: str) -> float:
    start = time.process_time()
    tool(text)
    return len(text.encode()) / (time.process_time() - start) / 1e6
