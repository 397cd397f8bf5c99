"""Mojibake: the share of snippets that come back exactly, by chain and length, beside ftfy; sound text changed; speed."""

from __future__ import annotations

import itertools
import json
import time
from collections import Counter
from collections.abc import Callable
from operator import ne
from pathlib import Path

import ftfy

import zlcli
from tests.bench import held_out
from tests.bench.corpus import pairs
from tests.bench.snippets import phrases, source
from tests.damage import by_sequences, is_lossless, misread, windows
from zlcli import chunks
from zlcli.assembly import SAMPLE
from zlcli.document import Ledger
from zlcli.repair.mojibake import diagnose, mend
from zlcli.repair.tables import RIGHT, WRONG

LANGUAGES = ("hans", "hant", "fortunes", "ja", "ko", "ru", "de", "fr")
LENGTHS = (2, 3, 4, 5, 8, 16, 64, 200)
_KINDS = ["mojibake", "lost-bytes"]
# What Chinese was written in and read in at first; then saved as UTF-8, which was read in others, once or twice.
FIRST = (
    *(("utf-8", wrong) for wrong in ("cp1252", "cp936", "mac_roman", "cp949", "cp1251")),
    *(("gb18030", wrong) for wrong in ("cp1252", "cp950")),
    *(("cp950", wrong) for wrong in ("cp1252", "cp936")),
)
THEN = (("cp1252", "cp936"), ("cp1252", "mac_roman"))
# Bytes of the first that were read in the second within a sound line, without any mark of where that begins.
HALF = (
    ("utf-8", "cp936"),
    ("utf-8", "cp1252"),
    ("utf-8", "mac_roman"),
    ("gb18030", "cp1252"),
    ("gb18030", "cp1251"),
    ("cp950", "cp1252"),
)
LINES = ("这一行里先说{}，然后再说别的。", "请先打开{}页面", "{}是今天新加的", "早上八点，{}")
# Documents of so many short lines, all misread in one way.
DOCUMENT = 20
# Browsers show no soft hyphen (byte AD); some programs take for UTF-8 what is so by chance.
SHOWN: dict[str, Callable[[str], str]] = {
    "soft hyphens lost": lambda bad: bad.replace("\xad", ""),
    "sequences of UTF-8 read": lambda bad: by_sequences(bad.encode("latin-1", "ignore")),
}
_Damaged = list[tuple[str, str]]


def _by_zlcli(text: str) -> str:
    return zlcli.normalize(text, only=_KINDS).text


def by_treatment(text: str) -> str:
    """The treatment alone, without what else `normalize` looks at."""
    return "".join(mend(chunks.cut(text), diagnose(text[:SAMPLE]), Ledger()))


TOOLS: dict[str, Callable[[str], str]] = {"zlcli": _by_zlcli, "ftfy": ftfy.fix_encoding}
# Of all snippets together the other tool is asked for every so many.
SAMPLED = 5


def main(*, short: bool) -> None:
    """Print the tables."""
    count = DOCUMENT if short else 60
    print(f"mojibake that lost no byte: exactly restored, of up to {count} phrases of so many characters (zlcli / ftfy)")
    print(f"{'':34}", *(f"{length:>11}" for length in LENGTHS))
    chains = list(itertools.product(RIGHT, WRONG))
    _print_rows("one misreading", {(f"{right} as {wrong}"): _single(right, wrong, count) for right, wrong in chains})
    for depth in (2, 3):
        deep = itertools.product(FIRST, itertools.product(*THEN[: depth - 1]))
        rows = {f"{first[0]} as {', '.join((first[1], *then))}": _deep(first, then, count) for first, then in deep}
        _print_rows(f"{depth} misreadings", rows)
    _print_rows("within a sound line", {f"{right} as {wrong}": _half_broken(right, wrong, count) for right, wrong in HALF})
    _print_rows("Big5 as cp1252, as programs show and keep it", {name: _shown(show, count) for name, show in SHOWN.items()})
    _print_documents(count)
    _print_sound("\n".join(pair.ideal for pair in pairs()), short=short)


def _script(right: str) -> str:
    return "hant" if right.startswith(("cp950", "big5")) else "hans"


def _single(right: str, wrong: str, count: int) -> dict[int, _Damaged]:
    return {
        n: [(s, misread(s, right, wrong)) for s in phrases(n, _script(right), count) if is_lossless(s, right, wrong)]
        for n in LENGTHS
    }


def _deep(first: tuple[str, str], then: tuple[str, ...], count: int) -> dict[int, _Damaged]:
    once = _single(*first, count)
    return {n: [(good, bad) for good, text in once[n] if (bad := _misread_again(text, then))] for n in LENGTHS}


def _misread_again(text: str, then: tuple[str, ...]) -> str:
    """Read what was saved as UTF-8 in other code pages; nothing where a byte is lost."""
    for wrong in then:
        text = misread(text, "utf-8", wrong) if is_lossless(text, "utf-8", wrong) else ""
    return text


def _half_broken(right: str, wrong: str, count: int) -> dict[int, _Damaged]:
    found: dict[int, _Damaged] = {}
    for n, damaged in _single(right, wrong, count).items():
        lines = zip(itertools.cycle(LINES), damaged, strict=False)
        found[n] = [(line.format(good), line.format(bad)) for line, (good, bad) in lines]
    return found


def _shown(show: Callable[[str], str], count: int) -> dict[int, _Damaged]:
    once = _single("cp950", "cp1252", 3 * count)
    return {n: [(good, shown) for good, bad in damaged if (shown := show(bad)) != bad] for n, damaged in once.items()}


def _print_rows(title: str, rows: dict[str, dict[int, _Damaged]]) -> None:
    """Print a row for each chain that has any, and one for all together; ftfy is asked in that one only."""
    print(title)
    everything: dict[int, _Damaged] = {n: [] for n in LENGTHS}
    for name, row in rows.items():
        if any(len(damaged) > 3 for damaged in row.values()):
            print(f"  {name:32}", *(_cell(row[n], []) for n in LENGTHS))
        for n in LENGTHS:
            everything[n] += row[n] if name != "gb18030 as cp932" else []
    print(f"  {'all (but GBK as cp932)':32}", *(_cell(everything[n], ["ftfy"]) for n in LENGTHS))


def _cell(damaged: _Damaged, tools: list[str]) -> str:
    if len(damaged) < 4:
        return " " * 11
    shares = [sum(by_treatment(bad) == good for good, bad in damaged) / len(damaged)]
    sampled = damaged[::SAMPLED]
    shares += (sum(TOOLS[tool](bad) == good for good, bad in sampled) / len(sampled) for tool in tools)
    return f"{' / '.join(f'{share:.3f}' for share in shares):>11}"


def _print_documents(count: int) -> None:
    """Lines of a document all misread in one way, where each is evidence for the others."""
    right_lines: Counter[int] = Counter()
    lines: Counter[int] = Counter()
    for (right, wrong), n in itertools.product(itertools.product(RIGHT, WRONG), (2, 3, 4)):
        damaged = _single(right, wrong, count)[n]
        for start in range(0, len(damaged) - DOCUMENT + 1, DOCUMENT):
            good, bad = zip(*damaged[start : start + DOCUMENT], strict=True)
            right_lines[n] += sum(map(str.__eq__, by_treatment("\n".join(bad)).split("\n"), good))
            lines[n] += DOCUMENT
    shares = ", ".join(f"{n}: {right_lines[n] / lines[n]:.3f}" for n in lines if lines[n])
    print(f"of documents of {DOCUMENT} such lines, by their length:", shares)


def _print_sound(text: str, *, short: bool) -> None:
    cases = json.loads((Path(__file__).resolve().parents[1] / "mojibake.json").read_text("utf-8"))
    sound = [case["damaged"] for case in cases if "right" not in case] + text.splitlines()
    changed = {name: sum(tool(line) != line for line in sound) for name, tool in TOOLS.items()}
    print("sound lines changed:", ", ".join(f"{name} {n}" for name, n in changed.items()), f"of {len(sound)}")
    _print_languages(2000 if short else 20_000)
    big = text * (100 if short else 1000)
    running = source("hans")[-100_000 if short else -400_000 :]  # which does not repeat itself
    samples = {
        "sound": big,
        "damaged": misread(big, "utf-8", "cp1252"),
        "damaged running": misread(running, "utf-8", "cp1252"),
        "damaged running, without line ends,": misread(running.replace("\n", ""), "utf-8", "cp1252"),
        "running, with ? for lost bytes,": windows(running),
        "running, with U+FFFD,": running[: len(running) // 10].encode().decode("gbk", "replace"),
    }
    for label, sample in samples.items():
        speeds = (f"{name} {_speed(tool, sample):.3g}" for name, tool in (("zlcli", by_treatment), ("ftfy", ftfy.fix_encoding)))
        print(f"MB/s of {label} text:", ", ".join(speeds), flush=True)


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
