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
from functools import partial
from itertools import islice
from typing import NamedTuple

from zlcli.document import Change, Ledger
from zlcli.model.characters import SYLLABLE, TONED, is_han, is_read, scripts, toneless
from zlcli.patterns import lazy

# One Han character and, in half- or full-width brackets, up to ten lower-case letters, tone marks and tone numbers (zhuang
# with a decomposed mark has seven). Which of these are pinyin at all is for `is_read` to say.
_TONES = f"{TONED}\u0300\u0301\u0304\u030c1-5"
_LETTERS = f"a-zɡɑü\u0308:{_TONES}"
_GLOSS = lazy(rf"([^\x00-\x7f])[(（] ?([{_LETTERS}]{{1,10}}) ?[)）]")
_TONE = lazy(f"[{_TONES}]")

# Words that stand near glosses meant for a reader: textbooks, dictionaries, style guides.
_TEACHING = lazy("拼音|[读讀注][音作]|念作|多音字|生字|声调|聲調|[Pp]inyin")


class GlossHabit(NamedTuple):
    """A converter's habit: the characters it annotates, as far as the sample shows, and those it was seen to leave alone."""

    kept: frozenset[str]
    """Characters whose glosses stay although they fit, because most of their occurrences carry none."""
    hans: bool
    """The text was converted back to Simplified with the glosses still in it (区(qū))."""

    def fits(self, char: str, pinyin: str) -> bool:
        """Tell whether the gloss ``pinyin`` after ``char`` is the converter's work."""
        return char not in self.kept and _could_be(char, pinyin, self.hans)


def diagnose(sample: str) -> GlossHabit | None:
    """Return the converter's habit if ``sample`` shows one, else None."""
    if "(" not in sample and "（" not in sample:
        return None
    matches = [m for m in _GLOSS.finditer(sample) if is_han(m[1]) and SYLLABLE.fullmatch(toneless(m[2]))]
    if not matches:
        return None
    occurrences = Counter({char: sample.count(char) for char in {m[1] for m in matches}})
    return _habit(sample, occurrences, matches, hans=False) or _habit(sample, occurrences, matches, hans=True)


def bare(text: str) -> str:
    """Return ``text`` without what may be a gloss, whoever made it."""
    return _GLOSS.sub(lambda match: match[1 if is_han(match[1]) else 0], text)


def strip(chunks: Iterable[str], ledger: Ledger, habit: GlossHabit, *, guess: bool = False) -> Iterator[str]:
    """Yield ``chunks`` without the glosses that fit ``habit``, and with what they tore mended, as far as that is certain.

    With ``guess`` also what is only likely is mended. A gloss never spans two chunks, as it holds no line end.
    """
    from zlcli.repair import torn  # what only a document with glosses needs

    line = 1
    for chunk in chunks:
        clean = _GLOSS.sub(partial(_strip_one, habit=habit, ledger=ledger, first_line=line), chunk)
        yield clean if habit.hans or not torn.is_possible(clean) else _mended(clean, habit, ledger, line, guess=guess)
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
    if not habit.fits(match[1], match[2]):
        return match[0]
    ledger.count("gloss")
    if ledger.wants_example("gloss"):
        line = first_line + match.string.count("\n", 0, match.start())
        ledger.keep("gloss", Change(line, match[0], match[1]))
    return match[1]


def _could_be(char: str, pinyin: str, hans: bool) -> bool:
    """Tell whether a converter could have put ``pinyin`` after ``char``: it reads what it converted (瞭(le)解)."""
    if hans:
        return char in scripts().hans_only and is_read(char, pinyin)
    source = scripts().to_hans.get(ord(char))
    return source is not None and (is_read(char, pinyin) or is_read(source, pinyin))


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


def _habit(sample: str, occurrences: Counter[str], matches: list[re.Match[str]], *, hans: bool) -> GlossHabit | None:
    """Return the habit that ``matches`` show when every test says that a converter made them."""
    fitting = [m for m in matches if _could_be(m[1], m[2], hans)]
    glossed = Counter(m[1] for m in fitting)
    steady = frozenset(c for c, n in glossed.items() if n >= 0.8 * occurrences[c])
    evidence = _Evidence(sample, matches, fitting, glossed, steady, hans)
    tests = (_on_one_script, _with_tones, _in_part, _inside_words, _steadily, _one_reading_each, _enough)
    return GlossHabit(frozenset(glossed) - steady, hans) if all(test(evidence) for test in tests) else None


def _on_one_script(evidence: _Evidence) -> bool:
    """Nearly every gloss is on a character of the one script: a textbook's 行(háng)业, lyrics and readers fail here.

    In ordinary text a third of the characters differ between the scripts.
    """
    return len(evidence.fitting) > 0 and len(evidence.fitting) >= 0.9 * len(evidence.matches)


def _with_tones(evidence: _Evidence) -> bool:
    """Names are romanised without tones (劉(liu)); converters leave them out of a neutral tone at most (們(men))."""
    return 2 * sum(_TONE.search(m[2]) is not None for m in evidence.fitting) >= len(evidence.fitting)


def _in_part(evidence: _Evidence) -> bool:
    """More than half of the Han characters annotated is a reader for learners; the densest converter seen marks a sixth."""
    han = filter(is_han, evidence.sample)
    return next(islice(han, 2 * len(evidence.fitting) - 1, None), None) is not None


def _inside_words(evidence: _Evidence) -> bool:
    """A word list (龍(lóng)、鳳(fèng)) has its glosses between separators; a converter's stand inside words."""
    return sum(map(_inside_word, evidence.fitting)) >= 0.6 * len(evidence.fitting)


def _steadily(evidence: _Evidence) -> bool:
    """A table is applied to every occurrence; an author glosses the first."""
    return len(evidence.steady) >= 0.8 * len(evidence.glossed)


def _one_reading_each(evidence: _Evidence) -> bool:
    """One character read in two ways is a lesson on polyphones: the converters' table has one reading each."""
    return len({(m[1], toneless(m[2])) for m in evidence.fitting}) <= 1.1 * len(evidence.glossed)


def _inside_word(match: re.Match[str]) -> bool:
    """Tell whether a Han character stands directly before or after the glossed one."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(is_han(before) or is_han(after))


def _enough(evidence: _Evidence) -> bool:
    """So many characters were annotated so steadily that chance or an author cannot explain it."""
    steady, glossed = evidence.steady, evidence.glossed
    teaching = _TEACHING.search(bare(evidence.sample)) is not None
    if teaching or evidence.hans:
        # Both leave more room for a human hand, so ask for what only a table does: many characters, some again and again.
        return len(steady) >= (12 if teaching else 8) and sum(glossed[c] > 1 for c in steady) >= 3
    if len(steady) >= 5:
        return True
    # A paragraph's worth: only everyday characters, which nobody would need to have read out three times.
    return len(steady) >= 2 and sum(glossed.values()) >= 3 and all(map(_everyday, steady))


def _everyday(char: str) -> bool:
    """Tell whether the Simplified form is among the 3,755 commonest characters (GB/T 2312 level 1, rows 16 to 55)."""
    try:
        return 0xB0 <= char.translate(scripts().to_hans).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
