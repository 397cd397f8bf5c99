"""What loses bytes in practice: comments, JSON, CSV, logs and Markdown of a few lines, made of running text."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from tests.bench.snippets import source

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_Phrases = Callable[[int], str]


def _comments(phrase: _Phrases) -> str:
    return (
        f"def load(path):\n    # {phrase(8)}。\n    # {phrase(14)}\n    data = open(path)  # {phrase(5)}\n"
        f'    raise ValueError("{phrase(7)}")\n'
    )


def _block(phrase: _Phrases) -> str:
    return f"/**\n * {phrase(9)}。\n * {phrase(16)}：{phrase(4)}，{phrase(6)}。\n * @param name {phrase(4)}\n */\n"


def _json(phrase: _Phrases) -> str:
    return f'{{\n  "name": "{phrase(4)}",\n  "about": "{phrase(13)}。",\n  "tags": ["{phrase(2)}", "{phrase(3)}"]\n}}\n'


def _csv(phrase: _Phrases) -> str:
    rows = (f'{n},"{phrase(3)}",{phrase(5)},2026-03-{n:02},"{phrase(8)}"\n' for n in range(1, 4))
    return f"id,{phrase(2)},{phrase(3)},date,{phrase(2)}\n" + "".join(rows)


def _log(phrase: _Phrases) -> str:
    return "".join(
        f"2026-03-{n:02} 10:4{n}:07 {level} [worker-{n}] {phrase(6 + 3 * n)}: code={n}\n"
        for n, level in enumerate(("INFO", "WARN", "ERROR"), 1)
    )


def _markdown(phrase: _Phrases) -> str:
    return (
        f"## {phrase(5)}\n\n- **{phrase(4)}**：{phrase(12)}。\n- **{phrase(3)}**, `{phrase(2)}`\n\n"
        f"{phrase(18)}，**{phrase(5)}**。\n"
    )


def _prose(phrase: _Phrases) -> str:
    return f"{phrase(12)}，{phrase(15)}。\n{phrase(20)}；{phrase(9)}。\n“{phrase(7)}”\n"


CONTENTS: dict[str, Callable[[_Phrases], str]] = {
    "comments": _comments,
    "block": _block,
    "JSON": _json,
    "CSV": _csv,
    "log": _log,
    "Markdown": _markdown,
    "prose": _prose,
}


def documents(content: str, count: int) -> list[str]:
    """Return ``count`` documents with such a ``content``, half of them in each script."""
    chance = random.Random(content)  # noqa: S311  (the same documents in every run)
    found: list[str] = []
    for number in range(count):
        runs = _runs("hans" if number % 2 else "hant")

        def phrase(length: int, runs: dict[int, list[str]] = runs) -> str:
            sizes = [size for size in range(length - length // 4, length + length // 4 + 1) if size in runs]
            return chance.choice(runs[chance.choice(sizes)])

        found.append(CONTENTS[content](phrase))
    return found


@cache
def _runs(script: str) -> dict[int, list[str]]:
    """Whole runs of Han characters by their length, as they stand between punctuation and ASCII."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for run in _RUN.findall(source(script)):
        found[len(run)].append(run)
    return found
