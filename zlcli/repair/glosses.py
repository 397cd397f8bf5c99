"""Pinyin glosses that a converter left behind: 區(qū)政府 was 区政府.

Some Simplified-to-Traditional converters annotate the characters of a fixed table, every time one occurs: always characters
that Traditional text alone has, never all characters of a text. People gloss otherwise: a rare or ambiguous character, once,
whatever its script; or every character, for learners. So the decision is taken for a document, by its habit, and then each
gloss is removed that fits the habit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from zlcli.document import Change, Ledger
from zlcli.model.characters import is_commonly_read, is_han, is_read, scripts
from zlcli.patterns import lazy
from zlcli.repair import gloss_forms as forms
from zlcli.repair import scattered

# Words that stand near glosses meant for a reader: textbooks, dictionaries, style guides.
_TEACHING = lazy("拼音|[读讀注][音作]|念作|多音字|生字|声调|聲調|[Pp]inyin")


class GlossHabit(NamedTuple):
    """A converter's habit: the characters it annotates, as far as the sample shows, and those it was seen to leave alone."""

    kept: frozenset[str]
    """Characters whose glosses stay although they fit, because most of their occurrences carry none."""
    hans: bool
    """The text was converted back to Simplified with the glosses still in it (区(qū))."""
    bare: bool = False
    """The readings stand without brackets (區qū)."""
    scattered: bool = False
    """Toneless readings stand behind characters of both scripts, here and there (see `zlcli.repair.scattered`)."""

    def fits(self, char: str, reading: str) -> bool:
        """Tell whether the gloss ``reading`` after ``char`` is the converter's work."""
        if self.scattered:
            return is_commonly_read(char, reading)
        return char not in self.kept and _could_be(char, reading, self.hans)


def diagnose(sample: str) -> GlossHabit | None:
    """Return the converter's habit if ``sample`` shows one, else None."""
    habit = _diagnose(sample, bare=False) or _diagnose(sample, bare=True)
    if habit or not scattered.diagnose(sample):
        return habit
    return GlossHabit(frozenset(), hans=False, scattered=True)


def _diagnose(sample: str, *, bare: bool) -> GlossHabit | None:
    matches = forms.find(sample, bare=bare)
    if not matches:
        return None
    occurrences = Counter({char: sample.count(char) for char in {m[1] for m in matches}})
    habits = (_habit(sample, occurrences, matches, bare=bare, hans=hans) for hans in (False, True))
    return next(filter(None, habits), None)


def bare(text: str) -> str:
    """Return ``text`` without what may be a gloss in brackets, whoever made it."""
    return forms.BRACKETED.sub(lambda match: match[1] if is_han(match[1]) else match[0], text)


def strip(chunks: Iterable[str], ledger: Ledger, habit: GlossHabit, *, guess: bool = False) -> Iterator[str]:
    """Yield ``chunks`` without the glosses that fit ``habit``, and with what they tore mended, as far as that is certain.

    With ``guess`` also what is only likely is mended. A gloss never spans two chunks, as it holds no line end.
    """
    from zlcli.repair import torn  # what only a document with glosses needs

    line = 1
    pattern = forms.REPEATED if habit.scattered else forms.BARE if habit.bare else forms.BRACKETED
    whole = habit.hans or habit.bare or habit.scattered  # no converter that tears characters does either
    for chunk in chunks:
        clean = pattern.sub(partial(_strip_one, habit=habit, ledger=ledger, first_line=line), chunk)
        torn_apart = not whole and torn.is_possible(clean)
        yield _mended(clean, habit, ledger, line, guess=guess) if torn_apart else clean
        line += chunk.count("\n")


def _mended(text: str, habit: GlossHabit, ledger: Ledger, first_line: int, *, guess: bool) -> str:
    """Return ``text`` with the characters that the converter's glosses tore, and without the glosses across two characters."""
    from zlcli.repair import torn

    for find in (partial(torn.find, guess=guess), torn.borrowed):
        parts: list[str] = []
        at = 0
        for place in find(text, habit.fits):
            parts += text[at : place.start], place.text
            ledger.count("gloss")
            if ledger.wants_example("gloss"):
                line, kept = first_line + text.count("\n", 0, place.start), text[place.start - 1 : place.start]
                ledger.keep("gloss", Change(line, text[place.start - 1 : place.end], kept + place.text))
            at = place.end
        text = "".join(parts) + text[at:]
    return text


def _strip_one(match: re.Match[str], *, habit: GlossHabit, ledger: Ledger, first_line: int) -> str:
    if not habit.fits(match[1], match[3]):
        return match[0]
    ledger.count("gloss")
    if ledger.wants_example("gloss"):
        line = first_line + match.string.count("\n", 0, match.start())
        ledger.keep("gloss", Change(line, match[0], match[1]))
    return match[1]


def _could_be(char: str, reading: str, hans: bool) -> bool:
    """Tell whether a converter could have put ``reading`` after ``char``: it reads what it converted (人蔘(cān)加)."""
    others = _traditional().get(char, "") if hans else scripts().to_hans.get(ord(char), "")
    known = others or (hans and char in scripts().hans_only)
    return bool(known) and all(any(is_read(c, syllable) for c in char + others) for syllable in forms.syllables(reading))


@cache
def _traditional() -> dict[str, str]:
    """Return the Traditional characters of each Simplified one, also of those that Traditional text has too (户, 准)."""
    found: dict[str, str] = {}
    for source, char in scripts().to_hans.items():
        found[char] = found.get(char, "") + chr(source)
    return found


class _Evidence(NamedTuple):
    """The glosses of a sample, and how many of each character's occurrences carry one."""

    sample: str
    matches: list[re.Match[str]]
    """Every character with pinyin in brackets."""
    fitting: list[re.Match[str]]
    """Those a converter could have made: on a character of the one script, with a reading of it."""
    glossed: Counter[str]
    steady: frozenset[str]
    """The glossed characters that are so at nearly every occurrence."""
    hans: bool
    bare: bool

    @property
    def readings(self) -> list[str]:
        """What stands behind the characters, as it is written."""
        return [match[3] for match in self.fitting]


def _habit(
    sample: str, occurrences: Counter[str], matches: list[re.Match[str]], *, bare: bool, hans: bool
) -> GlossHabit | None:
    """Return the habit that ``matches`` show when every test says that a converter made them."""
    fitting = [m for m in matches if _could_be(m[1], m[3], hans)]
    glossed = Counter(m[1] for m in fitting)
    steady = frozenset(c for c, n in glossed.items() if n >= 0.8 * occurrences[c])
    evidence = _Evidence(sample, matches, fitting, glossed, steady, hans, bare)
    tests = (_on_one_script, _in_part, _inside_words, _steadily, _one_reading_each, _enough)
    kept = frozenset(c for c, n in glossed.items() if 2 * n < occurrences[c])
    return GlossHabit(kept, hans, bare) if all(test(evidence) for test in tests) else None


def _on_one_script(evidence: _Evidence) -> bool:
    """Nearly every gloss is on a character of the one script: a textbook's 行(háng)业, lyrics and readers fail here.

    In ordinary text a third of the characters differ between the scripts.
    """
    return len(evidence.fitting) > 0 and len(evidence.fitting) >= 0.9 * len(evidence.matches)


def _in_part(evidence: _Evidence) -> bool:
    """More than half of the Han characters annotated is a reader for learners; the densest converter seen marks a sixth."""
    han = filter(is_han, evidence.sample)
    return next(islice(han, 2 * len(evidence.fitting) - 1, None), None) is not None


def _inside_words(evidence: _Evidence) -> bool:
    """A word list (龍(lóng)、鳳(fèng)) has its glosses between separators; a converter's characters also inside words.

    Counted by characters, not by places: 問(wèn)： begins many a line of questions and answers.
    """
    return len({m[1] for m in evidence.fitting if _inside_word(m)}) >= 0.6 * len(evidence.glossed)


def _steadily(evidence: _Evidence) -> bool:
    """A table is applied to every occurrence; an author glosses the first."""
    return len(evidence.steady) >= 0.8 * len(evidence.glossed)


def _one_reading_each(evidence: _Evidence) -> bool:
    """One character read in two ways is a lesson on polyphones: the converters' table has one reading each."""
    return len({(m[1], forms.syllables(m[3])) for m in evidence.fitting}) <= 1.1 * len(evidence.glossed)


def _inside_word(match: re.Match[str]) -> bool:
    """Tell whether a Han character stands directly before or after the glossed one."""
    text, start = match.string, match.start()
    before, after = text[start - 1 : start] if start else "\n", text[match.end() : match.end() + 1]
    # What is set apart at the beginning of a line is an entry of a dictionary: 魚 yú 水中的動物.
    return is_han(before) or (is_han(after) and not (match[2] and before in "\r\n"))


def _enough(evidence: _Evidence) -> bool:
    """So many characters were annotated so steadily that chance or an author cannot explain it."""
    steady, glossed = evidence.steady, evidence.glossed
    teaching = _TEACHING.search(bare(evidence.sample)) is not None
    unusual = teaching or evidence.bare or _for_names(evidence) or _by_bopomofo(evidence)
    if unusual or evidence.hans:
        # All of these leave more room for a human hand, so ask for what only a table does: many characters, some repeatedly.
        return len(steady) >= (12 if unusual else 8) and sum(glossed[c] > 1 for c in steady) >= 3
    if len(steady) >= 5:
        return True
    # A paragraph's worth: only everyday characters, which nobody would need to have read out three times.
    return len(steady) >= 2 and sum(glossed.values()) >= 3 and all(map(_everyday, steady))


def _for_names(evidence: _Evidence) -> bool:
    """Names are romanised with a capital (陳(Chén)) or without tones (劉(liu)).

    Converters leave them out of a neutral tone at most (們(men)).
    """
    names = sum(not forms.is_toned(reading) or reading[0].isupper() for reading in evidence.readings)
    return 2 * names > len(evidence.readings)


def _by_bopomofo(evidence: _Evidence) -> bool:
    """Taiwan's children read with bopomofo beside what is hard."""
    return any("ㄅ" <= reading[0] <= "ㄩ" for reading in evidence.readings)


def _everyday(char: str) -> bool:
    """Tell whether the Simplified form is among the 3,755 commonest characters (GB/T 2312 level 1, rows 16 to 55)."""
    try:
        return 0xB0 <= char.translate(scripts().to_hans).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
