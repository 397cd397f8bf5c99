"""Damage made on purpose: how much of it comes back, and what sound text loses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

import zlcli
from tests.bench.corpus import pairs
from tests.bench.sound import documents, sample
from tests.damage import NOTICE, TABLE, fold, gloss
from tests.glossed import CASES

MARKS = "，：；？！（）"
_HALF_WIDTH = re.compile("(?<=[\u4e00-\u9fff])[,:;?!(](?=[\u4e00-\u9fff])")


def main(*, short: bool) -> None:
    """Print the table; the texts are the ideals, which hold no damage, and sound documents (``short``: a sample)."""
    texts = [NOTICE, *(pair.ideal for pair in pairs())]
    hant = [zlcli.convert_script(text, to="hant") for text in texts]
    print("restoration of damage made on purpose (peer: leaving it)")
    glossed = [(text, gloss(text)) for text in hant]
    glossed = [(text, damaged) for text, damaged in glossed if damaged.count("(") - text.count("(") >= len(TABLE) // 4]
    exact = sum(zlcli.normalize(damaged, only=["gloss"]).text == text for text, damaged in glossed)
    print(f"  glosses: {exact} of {len(glossed)} documents exact (peer 0)")
    reached = sum(zlcli.normalize(case.text, only=["gloss"]).text == case.ideal for case in CASES)
    print(f"  readings in every form: {reached} of {len(CASES)} documents exact (peer {sum(c.text == c.ideal for c in CASES)})")
    restored("ideals", texts)
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for sound in sample(documents(), short=short):
        if sound.source not in ("ideals", "wrapped"):  # the first are above, the second are there as pages
            by_source[sound.source].append(sound.text)
    for source, found in by_source.items():
        restored(source, [text for text in found if _is_consistent(text)])
    harm: Counter[str] = Counter()
    for text in texts:
        harm["zlcli"] += zlcli.normalize(text).text != text
        harm["NFKC"] += unicodedata.normalize("NFKC", text) != text
    print(f"  sound documents changed: zlcli {harm['zlcli']}, NFKC {harm['NFKC']}, of {len(texts)}")


def _is_consistent(text: str) -> bool:
    """Tell whether nearly all marks of ``text`` are full-width, so that an author's own half-width ones are few."""
    full = sum(text.count(mark) for mark in MARKS)
    return full > 0 and full >= 20 * len(_HALF_WIDTH.findall(text))


def restored(source: str, texts: list[str]) -> None:
    """Print how many of the marks that folding takes from ``texts`` come back, and how many others are widened."""
    counts: Counter[str] = Counter()
    for text in texts:
        result = zlcli.normalize(fold(text), only=["punctuation"]).text
        for was, now in zip(text, result, strict=True):
            counts["marks"] += was in MARKS
            counts["restored"] += was in MARKS and was == now
            counts["genuine"] += was in ",:;?!()"
            counts["widened"] += was in ",:;?!()" and was != now
    back, wide = (counts[part] / (counts[whole] or 1) for part, whole in (("restored", "marks"), ("widened", "genuine")))
    print(
        f"  {source:28} folded marks restored: {back:.4f} of {counts['marks']} (peer 0); "
        f"genuine ASCII widened: {wide:.4f} of {counts['genuine']}"
    )
