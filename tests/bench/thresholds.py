"""The curves that the least gain of a repair was chosen from: what comes back and what sound text loses, by that gain.

That of words of two to four characters (`zlcli.repair.brief`) moves with the others; the list of sound words is left out.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.bench import held_out
from tests.bench.corpus import pairs
from tests.bench.mojibake import by_treatment
from tests.bench.snippets import chinese
from tests.damage import is_lossless, misread
from zlcli.repair import brief, chains

GAINS = ("_GAIN_UTF8", "_GAIN_SINGLE", "_GAIN_DOUBLE")
OFFSETS = (-6.0, -3.0, 0.0, 3.0, 6.0, 12.0)
"""Nats that are added to each of the gains."""
WRONG = ("cp936", "cp1252", "cp950", "cp949", "cp932", "mac_roman", "cp866")
LENGTHS = (2, 4)
LANGUAGES = ("hans", "hant", "fortunes", "ja", "ko", "ru", "de", "fr")


def main(*, short: bool) -> None:
    """Print the curve."""
    damaged = list(_damaged(10 if short else 60))
    sound = [*_negatives(), *_lines(200 if short else 4000)]
    print(f"least gain: restored of {len(damaged)} spans of 2 and 4 characters, changed of {len(sound)} sound texts")
    for offset in OFFSETS:
        with _moved(offset):
            restored = sum(by_treatment(bad) == good for good, bad in damaged)
            changed = sum(by_treatment(line) != line for line in sound)
        least = ", ".join(f"{name[6:].lower()} {getattr(chains, name) + offset:.0f}" for name in GAINS)
        print(f"  {offset:+3.0f} nats ({least}): {restored / len(damaged):.3f} restored, {changed} changed")


@contextmanager
def _moved(offset: float) -> Iterator[None]:
    moved: dict[tuple[ModuleType, str], Any] = {(chains, name): getattr(chains, name) + offset for name in GAINS}
    moved[brief, "_LEAST"] = {length: evidence + offset for length, evidence in brief._LEAST.items()}
    moved[brief, "lookalikes"] = frozenset
    kept = {(module, name): getattr(module, name) for module, name in moved}
    try:
        _set(moved)
        yield
    finally:
        _set(kept)


def _set(values: dict[tuple[ModuleType, str], Any]) -> None:
    for (module, name), value in values.items():
        setattr(module, name, value)
    chains.best_reading.cache_clear()


def _damaged(count: int) -> Iterator[tuple[str, str]]:
    for right, wrong, length in itertools.product(("utf-8", "gb18030", "cp950"), WRONG, LENGTHS):
        for text, _ in chinese(length, right, "hant" if right == "cp950" else "hans", count):
            if is_lossless(text, right, wrong):
                yield text, misread(text, right, wrong)


def _negatives() -> list[str]:
    cases = json.loads((Path(__file__).resolve().parents[1] / "mojibake.json").read_text("utf-8"))
    return [case["damaged"] for case in cases if "right" not in case]


def _lines(count: int) -> Iterator[str]:
    """Yield ``count`` lines of each language, evenly spread; without the held-out texts those of the examples."""
    try:
        texts = [held_out.text(language) for language in LANGUAGES]
    except FileNotFoundError:
        texts = [pair.ideal for pair in pairs()]
    for text in texts:
        lines = [line for line in text.splitlines() if not line.isascii()]
        yield from lines[:: max(1, len(lines) // count)]
