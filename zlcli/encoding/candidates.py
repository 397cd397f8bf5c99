"""The encodings that bytes are weighed as, and what each reading costs: the lower, the more plausible.

A cost is that of the text (`zlcli.model.bigrams.score`, in nats) plus a charge for the encoding before a byte is read. The
charges, and how many nats make one, are those under which the right readings of 45,000 snippets are likeliest (a softmax over
the candidates, by gradient descent): 1 to 16 characters of the Debian handbook in nine languages, GIMP's manual and poems of
the Song, Chinese weighing three times what the others do. From there they were moved, by a random search over snippets of one
to four characters of the documents of `tests/bench`, until single Chinese characters were right in nine of ten (UTF-16: in
seven of eight) and the fewest others were taken for Chinese; so what the benchmark says of one to four characters is no
measure of other documents, while from eight on the charges hardly matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from zlcli.encoding.decode import Decoder, decode
from zlcli.encoding.families import ASCII, CHINESE, FOREIGN, WIDE
from zlcli.encoding.marks import decodes
from zlcli.encoding.survey import BEYOND_ASCII
from zlcli.model.bigrams import mean_beyond_ascii, score
from zlcli.patterns import lazy

_LEGACY = CHINESE.keys() - {"utf-8"}
# What an encoding costs that is named as a candidate and is none of the above.
_NAMED = 5.0
# Two bytes: a word of one character is more often Chinese than a lone kana, hangul or two letters with accents are.
_LONE_PAIR = {
    "ascii": 3.0,
    "utf-8": 6.2,
    "gb18030": 3.7,
    "cp950": 3.6,
    "big5hkscs": 5.8,
    "euc_tw": 11.0,
    "utf-16-le": 2.7,
    "utf-16-be": 3.5,
    "cp932": 7.6,
    "euc_jp": 11.5,
    "cp949": 9.5,
    "cp1252": 1.0,
    "cp1251": 2.1,
    "koi8-r": 2.0,
}
# Two or three characters in so much ASCII that they are an exception there: whoever reads it with zlcli expects Chinese.
_IN_ASCII = {"cp932": 6.7, "euc_jp": 8.0, "cp949": 7.4, "koi8-r": 5.2}
_EXCEPTION = 1 / 16
# More than what the charge of Big5 exceeds that of its extension by.
_EXTENDS = 2.0
# Bigrams are not independent of each other: costs say more than there is to say, and so many nats are worth one.
_NATS_FOR_ONE = 1.6
# Of `WIDE`, every two bytes of ASCII are a character: without this charge for each pair base64 is Chinese.
_PER_ASCII_PAIR = 2.0
# Kana are in all the Chinese character sets, at the same bytes in GB 18030 and EUC-JP, and mean Japanese.
_WITH_KANA = 3.0
_KANA = lazy("[\u3041-\u3096\u30a1-\u30fa]")
# A character cut at the end: cheaper than a broken one (23 nats), as a file may be truncated.
_CUT = 16.0
# An encoding that the text itself declares; a lie costs a wrong reading of five characters more than that.
_DECLARED = 4.0

# Of a reading less likely than that nobody needs to know.
_NEGLIGIBLE = 0.0001
# Candidates that are so many nats behind after so many bytes never caught up: e to the 30th against them.
_GLANCES = ((96, 40.0), (400, 60.0))
_EUC_TW_ONLY = lazy(
    rb"(?:[\x00-\x7f]|[\xa1-\xfe]{2}|\x8e[\xa1-\xaf][\xa1-\xfe]{2})*(?:[\xa1-\xfe]|\x8e[\xa1-\xaf]?[\xa1-\xfe]?)?"
)


def charges(names: Iterable[str] | None = None, declared: str | None = None, sample: bytes = b"") -> dict[str, float]:
    """Return the candidates and their charges: all, or those named; the one that the text declares is favoured.

    ``sample`` is what they will be weighed on: where there is little of it, more depends on the charges.
    """
    known = {**CHINESE, **WIDE, **FOREIGN, **ASCII}
    if len(sample) == 2:
        known |= _LONE_PAIR
    elif len(BEYOND_ASCII.findall(sample)) < _EXCEPTION * len(sample):
        known |= _IN_ASCII
    if names is not None:
        known = {name: known.get(name, _NAMED) for name in names}
    if declared and (names is None or declared in known):
        known[declared] = known.get(declared, 0.0) - _DECLARED
    return known


def costs(sample: bytes, candidates: Mapping[str, float]) -> dict[str, float]:
    """Return the cost of every reading of ``sample`` that a glance at its beginning leaves in the running."""
    left = {name: charge for name, charge in candidates.items() if _possible(sample, name)}
    for size, hopeless in _GLANCES:
        if len(sample) > size and len(left) > 1:
            seen = {name: charge + _cost(sample[:size], name) for name, charge in left.items()}
            limit = min(seen.values()) + hopeless
            left = {name: left[name] for name, cost in seen.items() if cost < limit}
    return {name: charge + _cost(sample, name) for name, charge in left.items()}


def without_wide(candidates: Mapping[str, float]) -> dict[str, float]:
    """Return the candidates for a sample of lines, which leaves UTF-16 and UTF-32 out of step."""
    return {name: charge for name, charge in candidates.items() if name not in WIDE}


def ranked(sample: bytes, found: Mapping[str, float]) -> list[tuple[str, float]]:
    """Turn costs into probabilities, the likeliest first. Encodings that give ``sample`` the same text are one, by its best."""
    best = min(found.values())
    weights = {name: math.exp((best - cost) / _NATS_FOR_ONE) for name, cost in found.items()}
    total = sum(weights.values())
    texts: dict[str, str] = {}
    likely: dict[str, float] = {}
    # Text without characters of Hong Kong is Big5, though its extension may have been charged less.
    for name in sorted(found, key=lambda name: found[name] + _EXTENDS * (name == "big5hkscs")):
        share = weights[name] / total
        if share >= _NEGLIGIBLE:
            first = texts.setdefault(decode(sample, name).text, name)
            likely[first] = likely.get(first, 0.0) + share
    return sorted(likely.items(), key=lambda item: -item[1])


def mean_cost(sample: bytes, name: str) -> float:
    """Return the mean cost of the characters beyond ASCII in ``sample`` read as ``name``."""
    return mean_beyond_ascii(decode(sample, name).text)


def _possible(sample: bytes, name: str) -> bool:
    """Rule out what the bytes forbid outright."""
    if name == "ascii":
        return sample.isascii()
    if name == "euc_tw":  # its decoder is slow, and a strict form rules most text out
        return _EUC_TW_ONLY.fullmatch(sample) is not None
    return "utf-32" not in name or decodes(sample[: len(sample) & ~3], name)


def _cost(sample: bytes, name: str) -> float:
    text, cut = _lenient(sample, name)
    pairs = len(sample) // 2 if name in WIDE and sample.isascii() and b"\0" not in sample else 0
    kana = name in _LEGACY and _KANA.search(text) is not None
    return score(text) + _CUT * cut + _PER_ASCII_PAIR * pairs + _WITH_KANA * kana


def _lenient(sample: bytes, name: str) -> tuple[str, bool]:
    """Decode ``sample`` with U+FFFD for each bad byte (at 23 nats), and tell whether a character is cut at its end."""
    decoder = Decoder(name)
    decoded = decoder.decode(sample)
    return (decode(sample, name).text, False) if decoded.lost else (decoded.text, bool(decoder.pending))
