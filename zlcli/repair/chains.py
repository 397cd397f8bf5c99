"""What a damaged text may have been: every way to undo up to three wrong readings, weighed by the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zlcli.model.bigrams import mean_beyond_ascii, score
from zlcli.model.characters import HAN, HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.repair.lost_bytes import LOSSY, Restored, Slot, restore, restored
from zlcli.repair.suspicion import is_suspicious
from zlcli.repair.tables import RIGHT, WRONG, decode, display, encode
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
# What the runner-up must cost more: of two characters there may be two readings as good.
_MARGIN = 3.0
# For a reading with one Han character only (again and again, too), and for each misreading more.
_GAIN_LONE, _GAIN_STEP = 10.0, 3.0
# A span of Hangul alone may be a rare Korean word; that of a whole Chinese word in GBK nearly always has Hanja in it.
_GAIN_HANGUL = 8.0
# Mean cost of the characters beyond ASCII in a reading: names and titles of two characters reach 13.
_PLAUSIBLE_UTF8, _PLAUSIBLE = 14.0, 12.0
# What the cost must fall to: the same bytes as common characters.
_FALL = 0.85
# Drawings in one style, and other characters of one kind only, need a reading as plausible as prose.
_PROSE = 7.5

_TWO_BYTES = frozenset({"cp936", "cp950", "big5hkscs", "cp949", "cp932", "euc_jp"})
_IS_CHINESE = lazy(f"[{HAN}\u3000-\u303f\uff01-\uff5e]")
_BEYOND_ASCII = lazy("[^\x00-\x7f]")
_RUN = lazy("[^\x00-\x7f\ufffd]{2,}")
# Styles of drawing: a frame keeps to one (double lines may end in single ones); bytes of Chinese fall in all.
_STYLES = (lazy("[─│┌┐└┘├┤┬┴┼]"), lazy("[═║╒-╬]"), lazy("[▀▄█▌▐░▒▓■]"), lazy("[^\x00-\x7f─-▟■]"))
_DRAWING = lazy("[─-▟■□▲▼◆◇○●★☆]")
_TWICE = lazy(r"(.)\1")
# Accented letters by language, of which words in capitals may be full: a few bytes of Chinese do not keep to one alphabet.
_ALPHABETS = tuple(
    lazy(f"[A-Za-z{letters}{letters.lower()}'’-]+")
    for letters in (
        "ÁÐÉÍÓÚÝÞÆÖ",
        "ÄÖÜẞ",
        "ÀÂÆÇÈÉÊËÎÏÔÙÛÜŸŒ",
        "ÁÂÃÀÇÉÊÍÓÔÕÚ",
        "ÁÉÍÑÓÚÜ¿¡",
        "ÅÄÖÆØÉ",
        "ÁÍÓÖŐÚÜŰÉ",
        "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÔĽĹŔ",
        "ĄĆĘŁŃÓŚŹŻ",
        "ÇĞİIÖŞÜ",
        "ÀÈÉÌÍÎÒÓÙÚ",
    )
)
_SHORT = 4
# Kana, half-width kana, the symbols of Latin-1 and Cyrillic abbreviations by themselves: rare in the model, but no damage for
# that; nor is one character again and again.
_ONE_SCRIPT = lazy("[\u3041-\u30ff]+|[\uff66-\uff9f]+|[\xa1-\xbf]+|[\u0400-\u042f]+")
# Of so few of them, without a mark of a loss, nothing can be known.
_EAST_ASIAN, _ENOUGH_TRACELESS = lazy("[\u2e80-\ufffc]+"), 6
_SAME = lazy(r"(.)\1+")
_HANGUL = lazy("[\uac00-\ud7a3]+")
# Of other scripts, and those of pinyin.
_LETTERS_ELSEWHERE = lazy("[\u0370-\u052f\u3105-\u312fāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ]")


@dataclass(frozen=True, slots=True)
class Misreading:
    """Bytes in the encoding ``right`` that were read as ``wrong`` (names of `zlcli.repair.tables`)."""

    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{display(self.right)} 读成了 {display(self.wrong)}"


Chain = tuple[Misreading, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, the misreadings that are undone to get it (the last one first), and its cost in nats."""

    text: str
    chain: Chain
    cost: float
    slots: tuple[Slot, ...] = ()
    rule: str = ""
    """What happened, where that is no chain of misreadings."""


@lru_cache(_REMEMBERED)
def best_reading(span: str) -> Reading | None:
    """Return the text that ``span`` was before it was misread, None where it may be what it is meant to be."""
    cost = score(span)
    level = [Reading(span, (), cost)]
    seen = {span}
    for _ in range(DEEPEST):
        level = [further for reading in level for further in _undone(reading, seen)]
        level.sort(key=lambda reading: reading.cost)
        if level and _is_convincing(span, cost, level[0]):
            ambiguous = len(level) > 1 and level[1].cost - level[0].cost < _MARGIN
            return None if ambiguous else _deeper(level[0])
        # Between two misreadings text is saved, and that is done in UTF-8.
        level = [reading for reading in level if reading.chain[-1].right == "utf-8"]
    return None


def _deeper(reading: Reading) -> Reading:
    """Go on where the reading, better than what stands there, is mojibake itself."""
    further = best_reading(reading.text) if is_suspicious(reading.text) else None
    return Reading(further.text, (*reading.chain, *further.chain), further.cost) if further else reading


def reread(span: str, chain: Chain) -> Reading | None:
    """Return ``span`` with the misreadings of ``chain`` undone where that makes it a better text, the habit being known."""
    text = span
    for misreading in chain:
        data = encode(text, misreading.wrong)
        before = None if data is None else decode(data, misreading.right)
        if before is None:
            return None
        text = before
    before_cost, cost = score(span), score(text)
    good = before_cost - cost > _GAIN_HABIT and mean_beyond_ascii(text) < _PLAUSIBLE_UTF8 and _IS_CHINESE.search(text)
    sound = chain[-1].right == "utf-8" and _holds_sound(span, chain[0].wrong)
    return Reading(text, chain, cost) if good and not sound else None


def is_lossy(chain: Chain) -> bool:
    """Tell whether the misreadings of ``chain`` may lose bytes."""
    return len(chain) == 1 and chain[0].right == "utf-8" and chain[0].wrong in LOSSY


@lru_cache(_REMEMBERED)
def lossy_reading(span: str, habit: Chain = (), words: Words = UNKNOWN) -> Reading | None:
    """Return what ``span``, UTF-8 that lost bytes when it was misread, was; its ``slots`` are what was lost.

    ``habit`` is how the document was misread elsewhere, ``words`` those that it has.
    """
    if not habit and len(span) < _ENOUGH_TRACELESS and _EAST_ASIAN.fullmatch(span):
        return None
    found = _restored(span, habit[0].wrong, words) if habit else restored(span, words)
    if found is None:
        return None
    wrong, result = found
    gain = score(span) - result.cost
    # Of what is lost more than half no reading can be trusted, unless the rest of the document was misread so.
    good = gain > _GAIN_HABIT if habit else _is_mostly_known(result) and gain > _GAIN_LOST + _GAIN_SLOT * len(result.slots)
    if not result.slots or not good or mean_beyond_ascii(result.text) > _PLAUSIBLE or _holds_sound(span, wrong):
        return None
    return Reading(result.text, (Misreading("utf-8", wrong),), result.cost, result.slots)


def _holds_sound(span: str, wrong: str) -> bool:
    """Tell whether a run of ``span`` is text as it stands, and no Chinese in UTF-8: 系统 in GBK is ϵͳ in UTF-8."""
    runs = (run for run in _RUN.findall(span) if not is_suspicious(run)) if wrong in _TWO_BYTES else ()
    return any(not HAN_CHARACTER.search((encode(run, wrong) or b"").decode("utf-8", "ignore")) for run in runs)


def _restored(span: str, wrong: str, words: Words) -> tuple[str, Restored] | None:
    result = restore(span, wrong, words, sure=True)
    return (wrong, result) if result else None


def _is_mostly_known(result: Restored) -> bool:
    lost = [slot for slot in result.slots if not slot.char.isascii()]
    whole = len(HAN_CHARACTER.findall(result.text)) - sum(bool(HAN_CHARACTER.match(slot.char)) for slot in lost)
    return whole > 1 and whole >= len(lost)


def _undone(reading: Reading, seen: set[str]) -> Iterator[Reading]:
    for misreading, text in undo(reading.text):
        if text not in seen:
            seen.add(text)
            yield Reading(text, (*reading.chain, misreading), score(text))


def undo(text: str) -> Iterator[tuple[Misreading, str]]:
    """Yield each misreading that may have made ``text``, with what it was made from."""
    for wrong in WRONG:
        data = encode(text, wrong)
        if data is not None:
            for right in RIGHT:
                before = decode(data, right)
                if before is not None:
                    yield Misreading(right, wrong), before


def _is_convincing(span: str, cost: float, reading: Reading) -> bool:
    utf8 = reading.chain[-1].right == "utf-8"
    han = HAN_CHARACTER.findall(reading.text)
    least = _least_gain(reading, len(set(han))) + _GAIN_HANGUL * bool(_HANGUL.fullmatch(span))
    if not han or reading.cost > _FALL * cost or cost - reading.cost < least:
        return False
    mean = mean_beyond_ascii(reading.text)
    if mean > (_PLAUSIBLE_UTF8 if utf8 else _PLAUSIBLE) or (utf8 and _holds_sound(span, reading.chain[0].wrong)):
        return False
    return (utf8 or len(_BEYOND_ASCII.findall(reading.text)) > 1) and _is_text(span, reading, mean)


def _least_gain(reading: Reading, han: int) -> float:
    last = reading.chain[-1]
    least = _GAIN_UTF8 if last.right == "utf-8" else _GAIN_DOUBLE if last.wrong in _TWO_BYTES else _GAIN_SINGLE
    return least + _GAIN_LONE * (han == 1) + _GAIN_STEP * (len(reading.chain) - 1)


def _is_text(span: str, reading: Reading, mean: float) -> bool:
    """Rule out what is no mojibake although a reading of it is Chinese: repetitions, tables, drawings, foreign words."""
    different = len(set(reading.text))
    if (
        (len(reading.text) > _SHORT and different < len(reading.text) / 3 and different < 12)
        or _is_table(span)
        or _SAME.fullmatch(span)
    ):
        return False
    if _ONE_SCRIPT.fullmatch(span) and mean > _PROSE:
        return False
    drawn, beyond = len(_DRAWING.findall(span)), len(_BEYOND_ASCII.findall(span))
    if reading.chain[0].wrong in _TWO_BYTES:
        # Of two characters one may be: ㄏノ, ╰参.
        odd = max(drawn, len(_LETTERS_ELSEWHERE.findall(span)))
        return 2 * odd < beyond or (2 * odd == beyond and mean < _PROSE)
    if "\xa0" in span and len(HAN_CHARACTER.findall(reading.text)) == 1:
        return False  # French quotes: passé\xa0»
    if reading.chain[0].right != "utf-8" and len(reading.text) <= _SHORT and any(a.fullmatch(span) for a in _ALPHABETS):
        return False
    return not drawn or sum(bool(style.search(span)) for style in _STYLES) > 1 or (mean < _PROSE and not _TWICE.search(span))


def _is_table(span: str) -> bool:
    """Tell whether a third of the characters are successors of the ones before, as in a table of characters."""
    beyond = _BEYOND_ASCII.findall(span)
    successors = sum(ord(b) - ord(a) == 1 for a, b in pairwise(beyond))
    return successors > 1 and 3 * successors >= len(beyond) - 1
