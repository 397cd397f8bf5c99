"""What a damaged text may have been: every way to undo up to three wrong readings, weighed by the model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from zlcli.model.bigrams import cheapest, cost_after, costs_more, mean_beyond_ascii, score
from zlcli.model.characters import HAN, HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.repair import brief
from zlcli.repair.loss import LOSSY, likely
from zlcli.repair.misreadings import Chain, Misreading, Reading, bytes_of, is_weak, undo, undone
from zlcli.repair.restored import Restored
from zlcli.repair.restraint import PROSE, Weighed, is_text
from zlcli.repair.suspicion import is_suspicious, is_worth_a_try
from zlcli.repair.tables import TWO_BYTES, WRONG, decode, encode
from zlcli.repair.words import UNKNOWN, Words

DEEPEST = 3
# Spans whose readings are kept: the sample is read before the whole is, and logs repeat themselves.
_REMEMBERED = 4096
# Least gains in nats, of the reading over the text as it stands. UTF-8 has a structure that chance does not produce; of two
# bytes of a Chinese code page nearly every pair is some character of another. The curve they were chosen from: of a hundred
# right readings of two characters one gains less than 50 nats where UTF-8 was read in a single-byte code page, 19 where it was
# as GBK, 25 where GBK was in a single-byte one, 2 (median 20) where it was as Big5; of four characters 130, 54, 72 and 10. With
# these limits no line of 69,000 in prose of 17 languages and scripts changed.
_GAIN_UTF8, _GAIN_SINGLE, _GAIN_DOUBLE = 8.0, 14.0, 7.0
_GAIN_HABIT = 3.0
# For a reading of UTF-8 with lost bytes, and for each of them: they are free to fit.
_GAIN_LOST, _GAIN_SLOT = 10.0, 2.0
# What a reading costs that has no structure, where another has it.
_CHARGE_WEAK = 6.0
# What one kana between Han costs, but for の that Chinese uses: HKSCS has 〇 and others where Big5 has those.
_CHARGE_KANA = 4.0
# What the runner-up must cost more: of two characters there may be two readings as good.
_MARGIN = 2.0
# Readings of a span that are compared, and by how many nats at most the finer model puts one before another.
_COMPARED, _RIVAL = 6, 4.0
# For a reading with one Han character only (again and again, too), beside a full-width mark, and for each misreading more.
_GAIN_LONE, _GAIN_PUNCTUATED, _GAIN_STEP = 10.0, 4.0, 3.0
# For each nat that a character of a reading costs more than those of prose, where the span is East Asian too: a name that is
# rare in the model may be read as two characters that are not, but that do not go together.
_GAIN_ODD = 2.0
# A span of Hangul alone may be a rare Korean word; that of a whole Chinese word in GBK nearly always has Hanja in it.
_GAIN_HANGUL = 8.0
# The second of two characters is cheaper after the first than by itself, by that many nats, in nearly every word, but not where
# chance put them side by side: what costs more than prose must gain more then, for each nat that is missing. Of 6,000 pairs of
# rare characters 15 are taken for misread words so, 81 without; of words misread in an East Asian code page 4 in 100 more stay.
_LEAST_TIE, _GAIN_APART = 1.0, 4.0
# Mean cost of the characters beyond ASCII in a reading: names and titles of two characters reach 13.
_PLAUSIBLE_UTF8, _PLAUSIBLE_SINGLE, _PLAUSIBLE = 14.0, 13.0, 12.0
# What the cost must fall to: the same bytes as common characters.
_FALL = 0.85
_IS_CHINESE = lazy(f"[{HAN}\u3000-\u303f\uff01-\uff5e]")
# What Chinese text has besides: quotation marks, dashes, arrows, branches of a tree of files. UTF-8 is such by no chance.
_IS_SIGN = lazy("[\u2010-\u2027\u2190-\u21ff\u2500-\u257f\u25a0-\u26ff\u2700-\u27bf]")
_LEGIBLE = lazy(f"[{HAN}─-╿]")  # a table's frame too
_BEYOND_ASCII = lazy("[^\x00-\x7f]")
_RUN = lazy("[^\x00-\x7f\ufffd]{2,}")
_AGAIN = lazy(r"([^\x00-\x7f])\1{2,}")
_HAN_AGAIN = lazy(r"(.)\1+")
# Of so few of them, without a mark of a loss, nothing can be known.
_ENOUGH_TRACELESS = 6
_LONE_KANA = lazy(f"(?<=[{HAN}])[ぁ-のは-んァ-ヶ](?=[{HAN}])(?<!の)")
_TWO_HAN = lazy(f"[{HAN}]{{2}}")
# Characters of a span, and Han characters of its reading, from which on UTF-8 that is prose was nothing else.
_LONG, _MANY = 32, 16
_HANGUL = lazy("[\uac00-\ud7a3]+")


@lru_cache(_REMEMBERED)
def best_reading(span: str) -> Reading | None:
    """Return the text that ``span`` was before it was misread, None where it may be what it is meant to be."""
    cost = score(span)
    if decisive := _decisive(span, cost):
        return decisive
    chinese = (reading for reading in _readings(Reading(span, (), cost)) if HAN_CHARACTER.search(reading.text))
    in_order = sorted(chinese, key=_cost_of)
    found = _finer_order(list(islice((reading for reading in in_order if _is_earned(span, reading)), _COMPARED)))
    if not found or not _is_convincing(span, cost, found[0]):
        return None
    return None if len(found) > 1 and _is_as_good(found[1], found[0]) else found[0]


def _finer_order(found: list[Reading]) -> list[Reading]:
    """Put the readings that are as brief as the best one, and about as cheap, in the order of the finer model."""
    if not found or not _is_brief(found[0]):
        return found
    alike = [reading for reading in found if _are_rivals(reading, found[0])]
    return sorted(alike, key=_finer_cost_of) + [reading for reading in found if reading not in alike]


def _is_brief(reading: Reading) -> bool:
    return is_weak(reading) and brief.is_brief(reading.text)


def _are_rivals(reading: Reading, other: Reading) -> bool:
    near = abs(_cost_of(reading) - _cost_of(other)) < _RIVAL
    return near and _is_brief(reading) and _is_brief(other) and len(reading.text) == len(other.text)


def _finer_cost_of(reading: Reading) -> float:
    return _cost_of(reading) + brief.oddness(reading.text)


def _is_as_good(reading: Reading, best: Reading) -> bool:
    cost_of = _finer_cost_of if _are_rivals(reading, best) else _cost_of
    return cost_of(reading) - cost_of(best) < _MARGIN


def _decisive(span: str, cost: float) -> Reading | None:
    """Return a long span's reading in UTF-8 that is prose, beside which no other one is as good."""
    for wrong in WRONG if len(span) >= _LONG else ():
        data = bytes_of(span, wrong)
        text = None if data is None else decode(data, "utf-8")
        if text is not None and len(HAN_CHARACTER.findall(text)) >= _MANY and mean_beyond_ascii(text) < PROSE:
            reading = Reading(text, (Misreading("utf-8", wrong),), score(text))
            return reading if _is_convincing(span, cost, reading) else None
    return None


def _is_earned(span: str, reading: Reading) -> bool:
    """Tell whether what was in between several misreadings was misread too, and is not what was written."""
    if len(reading.chain) == 1 or not is_weak(reading):
        return True
    between = undone(span, reading.chain[:-1])
    last = reading._replace(chain=reading.chain[-1:])
    return between is not None and _is_convincing(between, score(between), last)


def _cost_of(reading: Reading) -> float:
    steps = len(reading.chain)
    kana = _CHARGE_KANA * len(_LONE_KANA.findall(reading.text)) * is_weak(reading)
    return reading.cost + _GAIN_STEP * steps + _CHARGE_WEAK * is_weak(reading) + kana


def _readings(span: Reading) -> Iterator[Reading]:
    """Yield what the span may have been, each text once, by the shortest way to it."""
    level, seen = [span], {span.text}
    for _ in range(DEEPEST):
        level = [further for reading in level for further in _undone(reading, seen)]
        yield from level
        # Between two misreadings text is saved, and that is done in UTF-8; what is plausible is the end of the way.
        level = [reading for reading in level if reading.chain[-1].right == "utf-8" and is_worth_a_try(reading.text)]


def reread(span: str, chain: Chain) -> Reading | None:
    """Return ``span`` with the misreadings of ``chain`` undone where that makes it a better text, the habit being known."""
    text = undone(span, chain)
    if text is None:
        return None
    if chain[-1].right == "cp950" and _LONE_KANA.search(text):
        hkscs = (*chain[:-1], chain[-1]._replace(right="big5hkscs"))
        other = undone(span, hkscs)
        if other is not None and not _LONE_KANA.search(other):
            text, chain = other, hkscs
    cost = score(text)
    certain = chain[-1].right == "utf-8"
    chinese = _IS_CHINESE.search(text) or (certain and _IS_SIGN.search(text))
    good = costs_more(span, cost + _GAIN_HABIT) and mean_beyond_ascii(text) < _PLAUSIBLE_UTF8 and chinese
    sound = certain and _holds_sound(span, chain[0].wrong)
    return Reading(text, chain, cost) if good and not sound else None


def is_lossy(chain: Chain) -> bool:
    """Tell whether the misreadings of ``chain`` may lose bytes."""
    return len(chain) == 1 and chain[0].right == "utf-8" and chain[0].wrong in LOSSY


@lru_cache(_REMEMBERED)
def lossy_reading(span: str, habit: Chain = (), words: Words = UNKNOWN) -> Reading | None:
    """Return what ``span``, UTF-8 that lost bytes when it was misread, was; its ``slots`` are what was lost.

    ``habit`` is how the document was misread elsewhere, ``words`` those that it has.
    """
    if not habit and len(span) < _ENOUGH_TRACELESS and all("\u2e80" <= char <= "\ufffc" for char in span):
        return None
    found = _restored(span, habit, words)
    if found is None:
        return None
    wrong, result = found
    # Of what is lost more than half no reading can be trusted, unless the rest of the document was misread so.
    gain = _GAIN_HABIT if habit else _GAIN_LOST + _GAIN_SLOT * len(result.slots)
    good = (habit or _is_mostly_known(result)) and costs_more(span, result.cost + gain)
    # A no-break space that became another one is lost without a slot.
    nothing = not result.slots and wrong in TWO_BYTES
    dearest = _PLAUSIBLE_UTF8 if habit else _PLAUSIBLE
    if nothing or not good or mean_beyond_ascii(result.text) > dearest or _holds_sound(span, wrong):
        return None
    return Reading(result.text, (Misreading("utf-8", wrong),), result.cost, result.slots)


def _holds_sound(span: str, wrong: str) -> bool:
    """Tell whether a run of ``span`` is text as it stands, and no Chinese in UTF-8: 系统 in GBK is ϵͳ in UTF-8."""
    runs = (run for run in _RUN.findall(span) if not is_suspicious(run)) if wrong in TWO_BYTES else ()
    return any(not HAN_CHARACTER.search((encode(run, wrong) or b"").decode("utf-8", "ignore")) for run in runs)


def _restored(span: str, habit: Chain, words: Words) -> tuple[str, Restored] | None:
    wrong = [habit[0].wrong] if habit else likely(span)
    if not wrong:
        return None
    from zlcli.repair import lost_bytes  # what takes long to load, and only text that lost bytes needs

    if not habit:
        return lost_bytes.restored(span, wrong, words)
    result = lost_bytes.restore(span, wrong[0], words, sure=True)
    return (wrong[0], result) if result else None


def _is_mostly_known(result: Restored) -> bool:
    lost = [slot for slot in result.slots if not slot.char.isascii()]
    whole = len(_LEGIBLE.findall(result.text)) - sum(bool(_LEGIBLE.match(slot.char)) for slot in lost)
    return whole > 1 and whole >= len(lost)


def _undone(reading: Reading, seen: set[str]) -> Iterator[Reading]:
    for misreading, text in undo(reading.text):
        if text not in seen:
            seen.add(text)
            yield Reading(text, (*reading.chain, misreading), score(text))


def _is_convincing(span: str, cost: float, reading: Reading) -> bool:
    structured, mean = reading.chain[-1].right == "utf-8", mean_beyond_ascii(reading.text)
    gain, wrong = cost - reading.cost, reading.chain[0].wrong
    if not structured and _AGAIN.search(span):  # what is said again and again tells nothing more
        gain = min(gain, score(_AGAIN.sub(r"\1", span)) - score(_AGAIN.sub(r"\1", reading.text)))
    found = Weighed(span, reading.text, wrong, structured, gain, mean)
    likely = _is_brief(reading) and (wrong in TWO_BYTES or brief.has_small_cyrillic(span))
    good = likely and _is_likely_word(found, reading.chain)
    if not (likely and wrong in TWO_BYTES) and not good:
        good = reading.cost <= _FALL * cost and gain >= _least_gain(span, reading, mean) and mean <= _dearest(reading)
    if not good or (structured and _holds_sound(span, wrong)):
        return False
    if brief.holds_sound_word(span) or (not structured and len(_BEYOND_ASCII.findall(reading.text)) == 1):
        return False
    return is_text(found)


def _is_likely_word(found: Weighed, chain: Chain) -> bool:
    gain = found.gain - _GAIN_STEP * (len(chain) - 1)
    return not brief.is_said_twice(found.text) and brief.is_likely(found.span, found.text, gain)


def _dearest(reading: Reading) -> float:
    if reading.chain[-1].right == "utf-8":
        return _PLAUSIBLE_UTF8
    return _PLAUSIBLE if reading.chain[0].wrong in TWO_BYTES else _PLAUSIBLE_SINGLE


def _least_gain(span: str, reading: Reading, mean: float) -> float:
    """Return what the reading must gain; one without Han, which it never gains enough for, is none."""
    last = reading.chain[-1]
    han = len(set(HAN_CHARACTER.findall(reading.text)))
    if not han:
        return math.inf
    deep = _GAIN_STEP * (len(reading.chain) - 1)
    if last.right == "utf-8":
        return _GAIN_UTF8 + _GAIN_LONE * (han == 1) + deep
    punctuated = han == 1 and len(_BEYOND_ASCII.findall(reading.text)) > 1 and not _HAN_AGAIN.fullmatch(reading.text)
    lone = (_GAIN_PUNCTUATED if punctuated else _GAIN_LONE) * (han == 1)
    if last.wrong in TWO_BYTES:
        return _GAIN_DOUBLE + _least_gain_of_asia(span, reading.text, mean) + lone + deep
    return _GAIN_SINGLE + lone + deep


def _least_gain_of_asia(span: str, text: str, mean: float) -> float:
    """Return what a reading of East Asian text must gain more than others, as a name or a word of Korean may be read so."""
    odd = max(0.0, mean - PROSE)
    apart = 0.0
    if odd and _TWO_HAN.fullmatch(text):
        apart = _GAIN_APART * max(0.0, _LEAST_TIE - cheapest(text[1]) + cost_after(text[0], text[1]))
    return _GAIN_ODD * odd + apart + _GAIN_HANGUL * bool(_HANGUL.fullmatch(span))
