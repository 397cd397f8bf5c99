"""Every plausible encoding weighed as text.

Of the ways to turn the bytes into text the most plausible one wins (`zlcli.encoding.candidates`). chardet is asked only about
what is not Chinese.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from zlcli.encoding.candidates import charges, costs, mean_cost, ranked, without_wide
from zlcli.encoding.detect import Guess, is_certain_utf8
from zlcli.encoding.families import ASCII, FOREIGN, WIDE
from zlcli.encoding.marks import by_escape, codec_name, declared, decodes
from zlcli.encoding.survey import BEYOND_ASCII, SAMPLE, Survey
from zlcli.patterns import lazy

# ASCII longer than this is not taken for UTF-16 without a mark of it.
_LONG_ASCII = 512
# Bytes that no text holds; a file with more than one in thirty of them is binary.
_CONTROLS = lazy(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 1 / 30
# Mean cost in nats of a character beyond ASCII. Chinese prose lies at 4 to 6, names and classical text below 9, Korean and
# Japanese below 8 (99 % of pieces of 32 characters); in an encoding that is not theirs they are above 11.
_IMPLAUSIBLE = 10.0
# Cyrillic lies below 5.3, Greek read as Cyrillic above 7; Western text, whose few accents are all that counts, anywhere to 10.
_IMPLAUSIBLE_AS = {"cp1251": 6.0, "koi8-r": 6.0, "cp1252": 9.0}
# Bytes with NULs that are no text read as UTF-16 at 15 and more; the rarest of poems at 11.
_IMPLAUSIBLE_WIDE = 13.0
_SURE_OF_MIXED = 0.95
# Below so many bytes beyond ASCII chardet guesses; below that confidence it does so whatever their number.
_ENOUGH_FOR_CHARDET, _CHARDET_KNOWS = 24, 0.3
# Bytes of UTF-16 with some missing that are enough to tell, so that binary files are quickly done with.
_ENOUGH_TO_STEP = 512
# How sure zlcli is that bytes with NULs that read well as UTF-16 are, that binary is, and that plain ASCII is what it looks.
_SURE = 0.995
# Runners-up that are less likely than that are no news.
_WORTH_NAMING = 0.001


def weigh(seen: Survey, names: tuple[str, ...] | None) -> Guess:
    """Return the most plausible encoding of bytes without a mark, of ``names`` or of all."""
    if seen.is_ascii and b"\0" not in seen.head:
        return _seven_bits(seen, names)
    if b"\0" in seen.head:
        wide = _wide(seen, names)
        if wide:
            return wide
        if is_certain_utf8(seen, names):
            return Guess("utf-8", 1.0)
    return _weighed(seen, names)


def _seven_bits(seen: Survey, names: tuple[str, ...] | None) -> Guess:
    """Tell ASCII from the encodings that write Chinese with its bytes."""
    escaped = by_escape(seen.escaped)
    if escaped and (names is None or escaped in names):
        return Guess(escaped, _SURE)
    if seen.size > _LONG_ASCII or seen.size % 2:
        return Guess("ascii", 1.0)
    known = charges(names, sample=seen.head)
    return _best(
        seen.head, costs(seen.head, {name: known.get(name, 0.0) for name in (*ASCII, *WIDE) if name in known or name in ASCII})
    )


def _wide(seen: Survey, names: tuple[str, ...] | None) -> Guess | None:
    """Read bytes that hold NULs or many controls as UTF-16 or UTF-32, if that makes sense."""
    charged = charges(names)
    known = {name: charged[name] for name in WIDE if name in charged}
    sample = seen.head[:SAMPLE]
    found = costs(sample, known)
    if not found:
        return None
    guess = _best(sample, found)
    if mean_cost(sample, guess.encoding or "") > _IMPLAUSIBLE_WIDE:
        from zlcli.encoding.alignment import realigned

        sample = sample[:_ENOUGH_TO_STEP]
        stepping = realigned(sample, known)
        if min(stepping.values(), default=math.inf) > _IMPLAUSIBLE_WIDE * len(sample) / 2:
            return None
        guess = _best(sample, stepping)
    return guess._replace(confidence=min(guess.confidence, _SURE))


def _weighed(seen: Survey, names: tuple[str, ...] | None) -> Guess:
    """Weigh every candidate on the sample; UTF-16 too where the sample is all there is."""
    known = charges(names, declared(seen.head, seen.tail), seen.sample)
    whole = seen.size <= SAMPLE and b"\0" not in seen.head
    found = costs(seen.sample, known if whole else without_wide(known))
    if not found:
        return Guess(None, _SURE)
    guess = _best(seen.sample, found)
    encoding = guess.encoding or ""
    if encoding not in WIDE and len(_CONTROLS.findall(seen.head)) > _BINARY_SHARE * len(seen.head):
        return (None if b"\0" in seen.head else _wide(seen, names)) or Guess(None, _SURE)
    if mean_cost(seen.sample, encoding) > _IMPLAUSIBLE_AS.get(encoding, _IMPLAUSIBLE):
        return _second_look(seen.sample, known, guess, found[encoding]) or guess
    return guess


def _second_look(sample: bytes, known: Mapping[str, float], guess: Guess, cost: float) -> Guess | None:
    """Explain a sample that no encoding reads well: lines in several, a byte lost, or a language that is not weighed."""
    from zlcli.encoding.alignment import realigned
    from zlcli.encoding.mixed import line_by_line

    stepping = realigned(sample, without_wide(known))
    in_step = min(stepping.values(), default=math.inf)
    mixed = line_by_line(sample, known)
    if mixed and mixed[1] < min(cost, in_step):
        return Guess(mixed[0], guess.confidence if guess.encoding == mixed[0] else _SURE_OF_MIXED)
    if in_step < min(cost, _IMPLAUSIBLE * len(BEYOND_ASCII.findall(sample)) / 2):
        return _best(sample, {(guess.encoding or ""): cost} | stepping)
    return _by_chardet(sample, known) if FOREIGN.keys() <= known.keys() else None


def _best(sample: bytes, found: Mapping[str, float]) -> Guess:
    (encoding, share), *others = ranked(sample, found)
    return Guess(encoding, share, others=tuple(other for other in others if other[1] >= _WORTH_NAMING))


def _by_chardet(sample: bytes, weighed: Iterable[str]) -> Guess | None:
    """Ask chardet about text in none of the encodings that were weighed; None where it knows no better."""
    if len(BEYOND_ASCII.findall(sample)) < _ENOUGH_FOR_CHARDET:
        return None
    import chardet

    answer = chardet.detect(sample, prefer_superset=True, compat_names=False)
    name = codec_name(answer["encoding"] or "")
    if name is None or name in weighed or answer["confidence"] < _CHARDET_KNOWS or not decodes(sample, name):
        return None
    return Guess(name, answer["confidence"])
