"""Detection: the share of snippets that decode to exactly the right text, by encoding and length, and the time it takes."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable
from functools import partial

import chardet
import charset_normalizer

import zlcli
from tests.bench.corpus import pairs
from zlcli.encoding.decode import decode
from zlcli.encoding.detect import detect

LENGTHS = (1, 2, 4, 8, 16, 64)
# Label, codec, and the script of the text it is given.
CASES = (
    ("utf-8", "utf-8", "hans"),
    ("gb18030 hans", "gb18030", "hans"),
    ("gb18030 hant", "gb18030", "hant"),
    ("cp950", "cp950", "hant"),
    ("utf-16-le", "utf-16-le", "hans"),
    ("utf-16-be", "utf-16-be", "hant"),
)
_RUN = re.compile("[\u4e00-\u9fff，。、；：“”（）]{2,}")


def _by_zlcli(data: bytes) -> str | None:
    encoding = detect(data).encoding
    return decode(data, encoding).text if encoding else None


def _decoded(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _by_chardet(data: bytes) -> str | None:
    return _decoded(data, chardet.detect(data, prefer_superset=True)["encoding"])


def _by_charset_normalizer(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    return _decoded(data, best.encoding if best else None)


TOOLS: dict[str, Callable[[bytes], str | None]] = {
    "zlcli": _by_zlcli,
    "chardet": _by_chardet,
    "charset-normalizer": _by_charset_normalizer,
}


def main(*, short: bool) -> None:
    """Print the tables."""
    runs = _RUN.findall("\n".join(pair.ideal for pair in pairs()))
    count = 40 if short else 400
    print(f"encoding: decoded to exactly the right text, of {count} snippets of so many characters (zlcli / peers)")
    print(f"{'':14}", *(f"{length:>18}" for length in LENGTHS))
    for label, codec, script in CASES:
        rows = [_accuracy(_snippets(runs, length, codec, script, count)) for length in LENGTHS]
        print(f"{label:14}", *(f"{' / '.join(f'{share:.2f}' for share in row):>18}" for row in rows))
    print("median milliseconds a call:", ", ".join(TOOLS))
    text = "\n".join(runs)
    for size in (1 << 10, 1 << 17) if short else (1 << 10, 1 << 17, 10 << 20):
        data = (text * (size // len(text) + 1)).encode("gb18030")[: size & ~1]
        print(f"  gb18030 {size:>9} bytes", *(f"{_milliseconds(partial(tool, data)):10.2f}" for tool in TOOLS.values()))


def _snippets(runs: list[str], length: int, codec: str, script: str, count: int) -> list[tuple[str, bytes]]:
    chance = random.Random(length)  # noqa: S311  (the same snippets in every run)
    pool = [run for run in runs if len(run) >= length]
    found: list[tuple[str, bytes]] = []
    while len(found) < count:
        run = chance.choice(pool)
        start = chance.randrange(len(run) - length + 1)
        text = run[start : start + length]
        if not re.search("[\u4e00-\u9fff]", text):
            continue
        text = zlcli.convert_script(text, to="tw") if script == "hant" else text
        try:
            found.append((text, text.encode(codec)))
        except UnicodeEncodeError:
            continue
    return found


def _accuracy(snippets: list[tuple[str, bytes]]) -> list[float]:
    return [sum(tool(data) == text for text, data in snippets) / len(snippets) for tool in TOOLS.values()]


def _milliseconds(call: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)
