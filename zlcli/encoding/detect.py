"""Which encoding bytes are in: marks, strict UTF-8, then every plausible encoding weighed as text.

Of the ways to turn the bytes into text the most plausible one wins (`zlcli.encoding.candidates`). chardet is asked only about
what is not Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zlcli.encoding.candidates import ASCII, FOREIGN, WIDE, charges, costs, mean_cost, shares, wide_costs
from zlcli.encoding.marks import by_bom, by_escape, codec_name, declared, decodes
from zlcli.encoding.mixed import line_by_line
from zlcli.encoding.survey import SAMPLE, Survey, blocks, survey

# Two UTF-8 sequences of GBK bytes happen (系统); a dozen bytes of them never did in ten thousand lines of text.
_CERTAIN_UTF8_BYTES = 12
# ASCII longer than this is not taken for UTF-16 without a mark of it.
_LONG_ASCII = 512
# Bytes that no text holds; a file with more than one in thirty of them is binary.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 1 / 30
# Mean cost in nats of a character beyond ASCII. Chinese prose lies at 5 to 8, names and classical text below 10; text of a
# language that no candidate can read is above.
_IMPLAUSIBLE = 11.5
# From that mean cost on the lines are tried each by itself; classical Chinese stays below.
_MAY_BE_MIXED = 9.0
_SURE_OF_MIXED = 0.95
# Below so many bytes beyond ASCII chardet guesses.
_ENOUGH_FOR_CHARDET = 24
# How sure zlcli is that bytes with NULs that read well as UTF-16 are, that binary is, and that plain ASCII is what it looks.
_SURE = 0.995
# Runners-up that are less likely than that are no news.
_WORTH_NAMING = 0.001

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding (a Python codec name, None for bytes that are no text), how sure it is (0 to 1), the length of its BOM.

    ``others`` are the runners-up with their probabilities, the likeliest first.
    """

    encoding: str | None
    confidence: float
    bom: int = 0
    others: tuple[tuple[str, float], ...] = ()


def detect(data: bytes, candidates: Iterable[str] | None = None) -> Guess:
    """Return the most plausible encoding of ``data``. Empty input is ``utf-8``; pure ASCII is ``ascii``.

    ``candidates`` are the codec names to choose among; without them, all that zlcli knows.
    """
    return judge(survey(blocks(data)), candidates)


def judge(seen: Survey, candidates: Iterable[str] | None = None) -> Guess:
    """Return the most plausible encoding of the bytes that were surveyed."""
    marked = by_bom(seen.head)
    if marked:
        return Guess(marked[0], 1.0, marked[1])
    if not seen.size:
        return Guess("utf-8", 1.0)
    names = None if candidates is None else tuple(candidates)
    if seen.is_ascii and b"\0" not in seen.head:
        return _seven_bits(seen, names)
    if b"\0" in seen.head:
        return _wide_or_binary(seen)
    if seen.is_utf8 and (names is None or "utf-8" in names) and len(_BEYOND_ASCII.findall(seen.sample)) >= _CERTAIN_UTF8_BYTES:
        return Guess("utf-8", 1.0)
    return _weighed(seen, names)


def _seven_bits(seen: Survey, names: tuple[str, ...] | None) -> Guess:
    """Tell ASCII from the encodings that write Chinese with its bytes."""
    escaped = by_escape(seen.escaped)
    if escaped and (names is None or escaped in names):
        return Guess(escaped, _SURE)
    if seen.size > _LONG_ASCII or seen.size % 2:
        return Guess("ascii", 1.0)
    known = charges(names, None, lone_pair=seen.size == 2)
    ascii_cost = costs(seen.head, {name: charge for name, charge in known.items() if name in ASCII} or ASCII)
    return _best(shares(ascii_cost | wide_costs(seen.head, known)))


def _wide_or_binary(seen: Survey) -> Guess:
    found = wide_costs(seen.head[:SAMPLE], WIDE)
    if not found:
        return Guess(None, _SURE)
    guess = _best(shares(found))
    plausible = guess.encoding is not None and mean_cost(seen.head[:SAMPLE], guess.encoding) < _IMPLAUSIBLE
    return Guess(guess.encoding, min(guess.confidence, _SURE)) if plausible else Guess(None, _SURE)


def _weighed(seen: Survey, names: tuple[str, ...] | None) -> Guess:
    """Weigh every candidate on the sample; UTF-16 too where the sample is all there is."""
    known = charges(names, declared(seen.head, seen.tail), lone_pair=seen.size == 2)
    found = costs(seen.sample, known)
    if seen.size <= SAMPLE:
        found |= wide_costs(seen.head, known)
    guess = _best(shares(found))
    if guess.encoding in WIDE:
        return guess
    if len(_CONTROLS.findall(seen.head)) > _BINARY_SHARE * len(seen.head):
        return Guess(None, _SURE)
    mean = mean_cost(seen.sample, guess.encoding or "")
    mixed = line_by_line(seen.sample) if names is None and mean > _MAY_BE_MIXED else None
    if mixed and mixed[1] < found[guess.encoding or ""]:
        return Guess(mixed[0], guess.confidence if guess.encoding == mixed[0] else _SURE_OF_MIXED)
    foreign = guess.encoding in FOREIGN or mean > _IMPLAUSIBLE
    enough = len(_BEYOND_ASCII.findall(seen.sample)) >= _ENOUGH_FOR_CHARDET
    return _by_chardet(seen.sample, guess) if foreign and enough and names is None else guess


def _best(likely: list[tuple[str, float]]) -> Guess:
    others = tuple((name, share) for name, share in likely[1:] if share >= _WORTH_NAMING)
    return Guess(likely[0][0], likely[0][1], others=others)


def _by_chardet(sample: bytes, guess: Guess) -> Guess:
    """Ask chardet about text that is not Chinese; keep ``guess`` where it knows no better."""
    import chardet

    answer = chardet.detect(sample, prefer_superset=True, compat_names=False)
    name = codec_name(answer["encoding"] or "")
    if name is None or name == guess.encoding or not decodes(sample, name):
        return guess
    return Guess(name, answer["confidence"], others=guess.others)
