"""Telling Simplified from Traditional text by counting the characters that only one of them has."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

from zlcli.chunks import split
from zlcli.compiled import compiled
from zlcli.document import Script, ScriptRun
from zlcli.model.characters import scripts
from zlcli.records import Record

# What documents are like: the share of Traditional among their distinguishing characters, the script they count as, and how
# common such documents are. A document of one script has a stray character in five hundred (a name, a typing error) or, if it
# quotes the other one, about three in a hundred; every share from a fifth on is a document of two scripts.
_KINDS: tuple[tuple[float, Script, float], ...] = (
    (0.002, "hans", 0.45),
    (0.03, "hans", 0.04),
    (0.2, "mixed", 0.004),
    (0.5, "mixed", 0.004),
    (0.8, "mixed", 0.004),
    (0.97, "hant", 0.04),
    (0.998, "hant", 0.45),
)
# Below so many characters to look each up takes less time than to compile the patterns.
_SHORT = 20_000
# Characters of the other script, each looked at with its line, in a document that is likely to be in one.
_STRAYS = 1000


class Evidence(Record):
    """How many characters of a text only Traditional and only Simplified text has."""

    hant: int
    hans: int


class Guess(Record):
    """The script of a text, None where nothing in it tells, and the probability that it is right (0 to 1)."""

    script: Script | None
    confidence: float


def evidence(text: str) -> Evidence:
    """Count the distinguishing characters of ``text``."""
    if len(text) < _SHORT:
        return _looked_up(text)
    hant, hans = only()
    # What is between them is made into strings in half the time that it takes for each of them.
    return Evidence(len(hant.split(text)) - 1, len(hans.split(text)) - 1)


@lru_cache(maxsize=4)  # a short document is asked for its script, and again for the runs of it
def _looked_up(text: str) -> Evidence:
    hant, hans = (sum(map(script.__contains__, text)) for script in _characters())
    return Evidence(hant, hans)


def identify(text: str) -> Script | None:
    """Return the script of ``text``, or None where nothing in it tells (no Han characters, or only shared ones)."""
    return weigh(evidence(text)).script


@lru_cache(maxsize=4096)  # the same few counts line after line
def weigh(counts: Evidence) -> Guess:
    """Return the script that explains the counts best, with its posterior probability (Bayes' rule over `_KINDS`).

    Without evidence the script is None, and that is certain: confidence 1.
    """
    if not any(counts):
        return Guess(None, 1.0)
    logs = [math.log(prior) + counts.hant * math.log(p) + counts.hans * math.log(1 - p) for p, _, prior in _KINDS]
    best = max(logs)
    weights: dict[Script, float] = {"hans": 0.0, "mixed": 0.0, "hant": 0.0}
    for log, (_, script, _) in zip(logs, _KINDS, strict=True):
        weights[script] += math.exp(log - best)
    script = max(weights, key=weights.__getitem__)
    return Guess(script, round(weights[script] / sum(weights.values()), 4))


def runs(text: str) -> Iterator[ScriptRun]:
    """Yield the stretches of paragraphs (lines) in one script; a paragraph without evidence belongs to the one before it."""
    whole = _one_run(text) if len(text) >= _SHORT else _pure_run(text)
    if whole:
        yield whole
    else:
        yield from _runs(text)


def _one_run(text: str) -> ScriptRun | None:
    """The one run of a text whose few strays are in lines of its script too; None where that is not so."""
    counts = evidence(text)
    script: Script = "hant" if counts.hant > counts.hans else "hans"
    strays = only()[script == "hant"]
    if min(counts) > _STRAYS or not any(counts) or _has_lone_returns(text):
        return None
    end = 0
    while match := strays.search(text, end):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end()) + 1 or len(text)
        if weigh(evidence(text[start:end])).script != script:
            return None
    return _between(text, *_edges(text), script, counts)


def _pure_run(text: str) -> ScriptRun | None:
    """The one run of a short text that has characters of one script alone; None of another text."""
    counts = evidence(text)
    if min(counts) or not any(counts) or _has_lone_returns(text):
        return None
    own = _characters()[counts.hant == 0]
    last = len(text) - next(i for i, char in enumerate(reversed(text), 1) if char in own)
    first = next(i for i, char in enumerate(text) if char in own)
    script: Script = "hant" if counts.hant else "hans"
    return _between(text, first, last, script, counts)


def _has_lone_returns(text: str) -> bool:
    """Tell whether lines of ``text`` end in CR alone, so that they are not to be counted by LF."""
    return text.count("\r") != text.count("\r\n")


def _between(text: str, first: int, last: int, script: Script, counts: Evidence) -> ScriptRun:
    """Return the run of the lines that hold the offsets ``first`` and ``last``."""
    return ScriptRun(1 + text.count("\n", 0, first), 1 + text.count("\n", 0, last), script, weigh(counts).confidence)


def _edges(text: str) -> tuple[int, int]:
    """Where the first and the last distinguishing character stand."""
    backwards = text[::-1]
    first = min(match.start() for pattern in only() if (match := pattern.search(text)))
    return first, len(text) - 1 - min(match.start() for pattern in only() if (match := pattern.search(backwards)))


def _runs(text: str) -> Iterator[ScriptRun]:
    counted = ((number, evidence(line)) for number, line in enumerate(split(text), 1))
    told = [(number, counts, weigh(counts).script) for number, counts in counted if any(counts)]
    for script, group in groupby(told, key=lambda entry: entry[2]):
        if script is not None:
            yield _run(script, list(group))


def _run(script: Script, paragraphs: Iterable[tuple[int, Evidence, Script | None]]) -> ScriptRun:
    numbers, counts, _ = zip(*paragraphs, strict=True)
    total = Evidence(sum(c.hant for c in counts), sum(c.hans for c in counts))
    return ScriptRun(numbers[0], numbers[-1], script, weigh(total).confidence)


def tells(size: int) -> tuple[Callable[[str], object], Callable[[str], object]]:
    """Return what tells whether a text has characters that only Traditional, and that only Simplified text has.

    ``size`` is about how many characters will be looked at.
    """
    if size >= _SHORT:
        hant, hans = only()
        return hant.search, hans.search
    few_hant, few_hans = _characters()
    return (lambda text: not few_hant.isdisjoint(text)), (lambda text: not few_hans.isdisjoint(text))


@cache
def only() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the classes of the characters that only Traditional and only Simplified text has."""
    hant, hans = ("".join(sorted(chars)) for chars in _characters())
    return compiled(f"[{hant}]"), compiled(f"[{hans}]")


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only Traditional and only Simplified text has.

    Only those of the Basic Multilingual Plane: `re` compiles them to a bitmap, and one character beyond makes it fifty times
    slower. The others are too rare to tell anything.
    """
    table = scripts()
    hant, hans = (frozenset(filter("\uffff".__ge__, chars)) for chars in (table.hant_only, table.hans_only))
    return hant, hans
