"""Detection: accuracy by encoding and length, in ASCII, damaged, mixed, on other languages; calibration; the time it takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import zlcli
from tests.bench import snippets
from tests.bench.detectors import TOOLS, is_chinese, names, reads
from tests.bench.snippets import Snippet
from zlcli.encoding.decode import decode
from zlcli.encoding.detect import detect
from zlcli.encoding.opened import Opened
from zlcli.encoding.survey import blocks

LENGTHS = (1, 2, 4, 8, 16, 64, 256)
# Codec, and the script of the text it is given.
CASES = (
    ("utf-8", "hans"),
    ("gb18030", "hans"),
    ("gb18030", "hant"),
    ("cp950", "hant"),
    ("utf-16-le", "hans"),
    ("utf-16-be", "hant"),
)
RARE = (("hz", "hans"), ("iso2022_cn", "hans"), ("euc_tw", "hant"))
CONTROLS = (
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "cp949"),
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("fr", "cp1252"),
    ("de", "cp1252"),
    ("de", "ascii"),
)
_BINS = 15


def main(*, short: bool) -> None:
    """Print the tables."""
    count = 25 if short else 400
    print(f"detection: {' / '.join(TOOLS)}, each the share of {count} snippets that is right")
    _print_lengths(count)
    _print_in_ascii(count, (1 << 10, 1 << 17) if short else (1 << 10, 1 << 17, 10 << 20))
    _print_damaged(count)
    _print_lost(count)
    _print_controls(count)
    _print_mixed(3 if short else 20)
    _print_calibration(count)
    _print_times(short=short)


def _print_lengths(count: int) -> None:
    print("decoded to exactly the right text, by the number of characters")
    _row("", LENGTHS)
    for encoding, script in CASES:
        _row(f"{encoding} {script}", (_accuracy(snippets.chinese(n, encoding, script, count)) for n in LENGTHS))
    for encoding, script in RARE:
        cells = (_accuracy(snippets.chinese(n, encoding, script, count)) if 1 < n < 16 else "" for n in LENGTHS)
        _row(f"{encoding} {script}", cells)
    _row("big5hkscs", (_accuracy(snippets.cantonese(n, count)) if 1 < n < 64 else "" for n in LENGTHS))


def _print_in_ascii(count: int, sizes: Iterable[int]) -> None:
    print("two to four Chinese characters in ASCII: decoded to exactly the right text")
    for size in sizes:
        few = min(count, max(2, (20 << 20) // size))
        for encoding, script in CASES[:4]:
            cells = [_accuracy(snippets.in_ascii(n, encoding, script, size, few)) for n in (2, 3, 4)]
            _row(f"{encoding} {script} {size >> 10} KiB", cells)


def _print_damaged(count: int) -> None:
    print("one byte lost, damaged, or cut off the end, in 64, 256 and 1,024 characters: the encoding named")
    for encoding, script in CASES[:5]:
        for kind in ("lost", "damaged", "truncated"):
            cells = []
            for length in (64, 256, 1024):
                data = snippets.damaged(length, encoding, script, count)[kind]
                cells.append(_shares([[names(tool, piece, encoding) for piece in data] for tool in TOOLS]))
            _row(f"{encoding} {script} {kind}", cells)


def _print_lost(count: int) -> None:
    print("one byte lost: all but its character right, Python's decoder / zlcli; and that character with --lost guess")
    for encoding, script in CASES[:4]:
        outcomes = []
        for (text, data), at in snippets.lines_without_a_byte(encoding, script, count):
            ours = zlcli.normalize(data, encoding=encoding, only=["script"]).text
            theirs = data.decode(encoding, "replace")
            guessed = zlcli.normalize(data, encoding=encoding, only=["script"], lost="guess").text
            rest = [found.startswith(text[:at]) and found.endswith(text[at + 1 :]) for found in (theirs, ours)]
            outcomes.append([*rest, guessed == text])
        _row(f"{encoding} {script}", [_shares(zip(*outcomes, strict=True))])


def _print_controls(count: int) -> None:
    lengths = (2, 4, 8, 16, 32, 64)
    print("other languages: decoded to exactly the right text; below, taken for Chinese")
    _row("", lengths)
    for language, encoding in CONTROLS:
        try:
            found = [snippets.foreign(language, n, encoding, count) for n in lengths]
        except FileNotFoundError as error:
            print(f"  not measured: {error} cannot be had here")
            return
        _row(f"{language} {encoding}", map(_accuracy, found))
        taken = ([[is_chinese(tool, data) for _, data in pieces] for tool in TOOLS] for pieces in found)
        _row("", (_shares(shares) for shares in taken))


def _print_mixed(documents: int) -> None:
    print("lines in several encodings (4 to 40 Chinese characters a line): lines right, zlcli / the best single encoding")
    for shares in ({"utf-8": 0.9, "gb18030": 0.1}, {"utf-8": 1.0, "gb18030": 1.0, "cp950": 1.0}):
        right = single = total = 0
        for number in range(documents):
            document = snippets.mixed(shares, 60 + 40 * number)
            lines = document.text.split("\n")
            right += _same(lines, zlcli.normalize(document.data, only=["script"]).text)
            single += max(_same(lines, decode(document.data, encoding).text) for encoding in shares)
            total += len(lines)
        _row(" ".join(shares), [f"{right / total:.5f} / {single / total:.5f} of {total}"])


def _same(lines: list[str], text: str) -> int:
    return sum(a == b for a, b in zip(lines, text.split("\n"), strict=False))


def _print_calibration(count: int) -> None:
    outcomes = [
        (guess.confidence, guess.encoding is not None and decode(data, guess.encoding).text == text)
        for encoding, script in CASES
        for length in LENGTHS
        for text, data in snippets.chinese(length, encoding, script, count)
        for guess in [detect(data)]
    ]
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for outcome in outcomes:
        by_bin.setdefault(min(int(outcome[0] * _BINS), _BINS - 1), []).append(outcome)
    gaps = (abs(sum(confidence - right for confidence, right in found)) for found in by_bin.values())
    print(f"expected calibration error over {len(outcomes)} snippets of the first table: {sum(gaps) / len(outcomes):.4f}")


def _print_times(*, short: bool) -> None:
    print("median milliseconds a call")
    text = snippets.source("hans")
    for encoding in ("gb18030", "utf-8"):
        data = text.encode(encoding, "ignore")
        for size in (100, 1 << 10, 1 << 17):
            piece = data[data.find(b"\n", len(data) // 2) + 1 :][:size]
            cells = [f"{_milliseconds(partial(tool, piece)):.2f}" for tool in TOOLS.values()]
            _row(f"{encoding} {size} bytes", [" / ".join(cells)])
    data = (text * (1 + (10 << 20) // len(text))).encode("gb18030", "ignore")[: 10 << 20]
    strict = _milliseconds(partial(data.decode, "gb18030", "ignore"))
    ours = _milliseconds(lambda: sum(map(len, Opened(lambda: blocks(data)).texts())))
    _row("10 MiB read to the end", [f"{ours / strict:.2f} times a strict gb18030 decode ({ours:.0f} and {strict:.0f} ms)"])
    runs = 5 if short else 21
    bare = _start("pass", runs)
    calls = {
        "zlcli (encoding only)": "from zlcli.encoding.detect import detect; detect(b'\\xcf\\xb5\\xcd\\xb3')",
        "zlcli (encoding, damage, script)": "import zlcli; zlcli.detect(b'\\xcf\\xb5\\xcd\\xb3')",
        "chardet": "import chardet; chardet.detect(b'\\xcf\\xb5\\xcd\\xb3')",
    }
    started = (f"{name} {_start(code, runs) - bare:.0f}" for name, code in calls.items())
    _row("import and first call", [f"{', '.join(started)} ms over bare Python ({bare:.0f})"])


def _start(code: str, runs: int) -> float:
    command = [sys.executable, "-c", code]
    return _milliseconds(lambda: subprocess.run(command, check=True), runs)


def _accuracy(found: Iterable[Snippet]) -> str:
    outcomes = [[reads(tool, data, text) for tool in TOOLS] for text, data in found]
    return _shares(zip(*outcomes, strict=True))


def _shares(by_tool: Iterable[Iterable[bool]]) -> str:
    return "/".join(f"{statistics.mean(outcomes):.3f}".replace("0.", ".") for outcomes in map(tuple, by_tool))


def _row(label: str, cells: Iterable[object]) -> None:
    print(f"  {label:26}", *(f"{cell!s:>23}" for cell in cells), flush=True)


def _milliseconds(call: Callable[[], object], runs: int = 3) -> float:
    return 1000 * statistics.median(_seconds(call, runs))


def _seconds(call: Callable[[], object], runs: int) -> Iterator[float]:
    for _ in range(runs):
        start = time.perf_counter()
        call()
        yield time.perf_counter() - start
