"""Damage made on purpose: how much of it comes back, and what sound text loses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from hashlib import md5

import zlcli
from tests.bench.corpus import pairs
from tests.bench.sound import documents, sample
from tests.damage import NOTICE, TABLE, fold, gloss
from tests.glossed import CASES
from tests.meant_readings import MEANT

MARKS = "，：；？！（）"
_ANY_MARK = re.compile(f"[{MARKS},:;?!()]")
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
    kept = sum(zlcli.normalize(text, only=["gloss"]).text == text for text in MEANT.values())
    print(
        f"  readings in every form: {reached} of {len(CASES)} exact (peer 0); meant for a reader: {kept} of {len(MEANT)} kept"
    )
    _print_restored({"ideals": sum(map(restored, texts), Counter[str]()), **_by_source(short=short)})
    harm: Counter[str] = Counter()
    for text in texts:
        harm["zlcli"] += zlcli.normalize(text).text != text
        harm["NFKC"] += unicodedata.normalize("NFKC", text) != text
    print(f"  sound documents changed: zlcli {harm['zlcli']}, NFKC {harm['NFKC']}, of {len(texts)}")


def _is_consistent(text: str) -> bool:
    """Tell whether nearly all marks of ``text`` are full-width, so that an author's own half-width ones are few."""
    full = sum(text.count(mark) for mark in MARKS)
    return full > 0 and full >= 20 * len(_HALF_WIDTH.findall(text))


def _by_source(*, short: bool) -> dict[str, Counter[str]]:
    """Count by source, and by the half of the names that thresholds are chosen on and the one that they are not."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sound in sample(documents(), short=short):
        # The first are counted by themselves, the second are there as pages.
        if sound.source not in ("ideals", "wrapped") and _is_consistent(sound.text):
            half = "chosen on" if md5(sound.name.encode(), usedforsecurity=False).digest()[0] & 1 else "held out"
            found = restored(sound.text)
            counts[sound.source] += found
            counts[f"all, half {half}"] += found
    return dict(counts)


def restored(text: str) -> Counter[str]:
    """Count the marks that folding takes from ``text`` and those that come back, the genuine others and those widened."""
    counts: Counter[str] = Counter()
    result = zlcli.normalize(fold(text), only=["punctuation"]).text
    for was, now in zip(text, result, strict=True):
        counts["marks"] += was in MARKS
        counts["restored"] += was in MARKS and was == now
        counts["genuine"] += was in ",:;?!()"
        counts["widened"] += was in ",:;?!()" and was != now
    counts["twins"] = _twins(text)
    return counts


def _twins(text: str) -> int:
    """Count the marks that have a twin of the other width in ``text``, between neighbours of the same kinds; the fewer of each.

    So many are wrong even for one who knows which of the two the author mostly typed there.
    """
    looks: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    kinds = "".join(map(_kind, text))
    for mark in _ANY_MARK.finditer(text):
        at = mark.start()
        spaced = 2 if kinds[at + 1 : at + 2] == " " else 1, 2 if kinds[at - 1 : at] == " " else 1
        looks[kinds[max(0, at - spaced[1]) : at + spaced[0] + 1]][mark[0] in MARKS] += 1
    return sum(min(widths[True], widths[False]) for widths in looks.values())


def _kind(char: str) -> str:
    """Return what stands for all characters of the kind of ``char``: each mark is one by itself."""
    return fold(char) if char in MARKS or not char.isalnum() else "一" if char > "\u2e80" else "0" if char.isdigit() else "a"


def _print_restored(rows: dict[str, Counter[str]]) -> None:
    for source, counts in sorted(rows.items()):
        back, wide = (counts[part] / (counts[whole] or 1) for part, whole in (("restored", "marks"), ("widened", "genuine")))
        print(
            f"  {source:28} folded marks restored: {back:.4f} of {counts['marks']} (peer 0); "
            f"genuine ASCII widened: {wide:.4f} of {counts['genuine']}; "
            f"with a twin of the other width: {counts['twins']}"
        )
