"""The main job: how far from the ideal Simplified Markdown each tool ends, and how long it takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import ftfy
import opencc
from rapidfuzz.distance import Levenshtein

import zlcli
from tests.bench.corpus import Pair, pairs

_T2S = opencc.OpenCC("t2s")


def _by_zlcli(data: bytes) -> str:
    return zlcli.normalize(data, to="hans", format="md").text


def _by_opencc(data: bytes) -> str:
    return str(_T2S.convert(data.decode()))


def _by_ftfy(data: bytes) -> str:
    return str(_T2S.convert(ftfy.fix_text(data.decode())))


TOOLS: dict[str, Callable[[bytes], str]] = {"zlcli": _by_zlcli, "opencc": _by_opencc, "ftfy | opencc": _by_ftfy}


def _error_rate(text: str, ideal: str) -> float:
    """Character error rate: edit distance by the length of the ideal."""
    return Levenshtein.distance(text, ideal) / len(ideal)


def _milliseconds(tool: Callable[[bytes], str], data: bytes, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        tool(data)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main(*, short: bool) -> None:
    """Print the table."""
    runs = 5 if short else 50
    print("main job: character error rate (0 is the ideal byte for byte) and median milliseconds")
    print(f"{'document':10}", *(f"{name:>22}" for name in TOOLS))
    rates: dict[str, list[float]] = {name: [] for name in TOOLS}
    for pair in pairs():
        cells = []
        for name, tool in TOOLS.items():
            rates[name].append(_error_rate(tool(pair.data), pair.ideal))
            cells.append(f"{rates[name][-1]:10.4f} {_milliseconds(tool, pair.data, runs):8.2f} ms")
        print(f"{pair.name:10}", *cells)
    print(f"{'mean':10}", *(f"{statistics.mean(values):10.4f}{'':12}" for values in rates.values()))
    _print_encodings(pairs()[0])


def _print_encodings(pair: Pair) -> None:
    text = pair.data.decode()
    codecs = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    same = {codec: _by_zlcli(text.encode(codec)) == pair.ideal for codec in codecs}
    print("the example in other encodings:", *(f"{codec} {'same' if ok else 'DIFFERENT'};" for codec, ok in same.items()))
