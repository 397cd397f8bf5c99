"""Damage made on purpose: how much of it comes back, and what sound text loses."""

from __future__ import annotations

import unicodedata
from collections import Counter

import zlcli
from tests.bench.corpus import pairs
from tests.damage import NOTICE, TABLE, fold, gloss

MARKS = "，：；？！（）"


def main(*, short: bool) -> None:
    """Print the table; the texts are the ideals, which hold no damage. ``short`` makes no difference, for it is quick."""
    del short
    texts = [NOTICE, *(pair.ideal for pair in pairs())]
    hant = [zlcli.convert_script(text, to="hant") for text in texts]
    print("restoration of damage made on purpose (peer: leaving it)")
    glossed = [(text, gloss(text)) for text in hant]
    glossed = [(text, damaged) for text, damaged in glossed if damaged.count("(") - text.count("(") >= len(TABLE) // 4]
    exact = sum(zlcli.normalize(damaged, only=["gloss"]).text == text for text, damaged in glossed)
    print(f"  glosses: {exact} of {len(glossed)} documents exact (peer 0)")
    marks = restored = genuine = widened = 0
    for text in texts:
        folded = fold(text)
        result = zlcli.normalize(folded, only=["punctuation"]).text
        for was, now in zip(text, result, strict=True):
            marks += was in MARKS
            restored += was in MARKS and was == now
            genuine += was in ",:;?!()"
            widened += was in ",:;?!()" and was != now
    print(f"  folded marks restored: {restored / marks:.4f} of {marks} (peer 0); genuine ASCII widened: {widened} of {genuine}")
    harm: Counter[str] = Counter()
    for text in texts:
        harm["zlcli"] += zlcli.normalize(text).text != text
        harm["NFKC"] += unicodedata.normalize("NFKC", text) != text
    print(f"  sound documents changed: zlcli {harm['zlcli']}, NFKC {harm['NFKC']}, of {len(texts)}")
