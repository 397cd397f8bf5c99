"""Make the generated tables of :mod:`zlcli.script`: ``boundaries_*.txt``, ``candidates.tsv`` and ``settled.tsv`` in ``data/``.

Run ``python -m zlcli.script.build`` after ``pip install opencc jieba`` (the ``build`` extra has both). The result is
deterministic; ``tests/test_script_data.py`` checks what holds for every row of it.

**Boundaries.** OpenCC matches the longest key from the left, so a key can take the end of one word and the beginning of the
next: of 被 + 发明 it takes 被发 (被髮), of 展示了 + 如何 the key 了如 (瞭如). For every short key and every common word that
overlaps it, the chance meeting is estimated as the product of the frequencies of the word and of what is left of the key; if
that is more than `EXPECTED` in the corpus, clearly more than for the key and its neighbour (有 + 关系 against 有关 + 系), and
OpenCC's result differs from that of the two words apart, the pair is listed, with
what OpenCC gives for the two words apart.

Sources
    OpenCC (Apache-2.0): dictionaries of the installed wheel.
    jieba (MIT): ``dict.txt``, 349,000 words with frequencies.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from zlcli.model.build import opencc_dictionary
from zlcli.records import Record
from zlcli.script.build_phrases import to_hant as to_hant_phrases
from zlcli.script.counted import CLEARLY, COMMON, EXPECTED, LONGEST_KEY, Words, frequencies
from zlcli.script.lexicon import to_hans as to_hans_phrases
from zlcli.script.words import phrases as words_of
from zlcli.script.words import whole_after

DATA = Path(__file__).with_name("data")
# The same where the key is no word of jieba's but two that OpenCC lists together (多干): there is nothing to lose.
UNKNOWN = 0.3
# Meetings that leave a key whole beside a listed pair need not be so many: they only have to be likelier than the pair there.
SELDOM = 0.2
# A word as long as this beside what begins no word (老钟 + 情有独钟, where 钟情 would leave 有独钟) is unmistakable at any
# number; this many keeps the table small.
IDIOM = 4
UNMISTAKABLE = 0.05
# Words that a character left over may begin (里 of 湖北里 in 湖北里程碑): those at least this frequent keep theirs.
FREQUENT = 300
# Meetings of other words inside a pair that are so many are read for themselves (了 + 解释 inside 说 + 了解).
LIKELY = 20.0
# The dictionary that keeps regions' words whole.
_REGIONAL_WHOLE = "STPhrases_GeneratedFromRegionalPhrases"
# Dictionaries of a region's words, with those of its forms of characters.
REGIONAL = (("TWPhrases", "TWVariants"), ("HKPhrases", "HKVariants"))


class Stage(Record):
    """One step of OpenCC's conversion, called ``name`` in the table."""

    name: str
    phrases: tuple[str, ...]
    characters: str
    """Its dictionaries, those of phrases first."""
    own: dict[str, str]
    """zlcli's phrases beside them."""
    spell: Callable[[str], str]
    """How a word of jieba's is written where the step sees it."""


class Pair(Record):
    """Two words whose meeting OpenCC reads wrongly, and what they are apart."""

    words: str
    apart: str


class Matcher:
    """OpenCC's longest match from the left, for one stage."""

    def __init__(self, phrases: dict[str, str], characters: dict[str, str]) -> None:
        self.phrases, self.characters = phrases, characters
        self._longest = max(map(len, phrases))

    def convert(self, text: str) -> str:
        """Convert ``text`` as OpenCC would."""
        return "".join(self._pieces(text))

    def by_character(self, text: str) -> str:
        """Convert every character of ``text`` for itself."""
        return "".join(self.characters.get(char, char) for char in text)

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            ends = range(min(len(text), at + self._longest), at, -1)
            end = next((e for e in ends if text[at:e] in self.phrases), at + 1)
            yield self.phrases.get(text[at:end]) or self.characters.get(text[at], text[at])
            at = end


def pairs(matcher: Matcher, words: Words) -> Iterator[Pair]:
    """Yield the pairs of words that ``matcher`` reads wrongly, and the longer ones that their remedy must not tear."""
    for key in sorted(matcher.phrases):
        for cut in range(1, len(key)) if len(key) <= LONGEST_KEY else ():
            left, right = key[:cut], key[cut:]
            for word in words.beginning.get(right, ()):
                as_read = words.meetings(key, word[len(right) :])
                if not _reads_wrongly(matcher, key, (left, word), words, as_read):
                    continue
                if words.meetings(left, word) < CLEARLY * as_read:
                    yield from (_pair(matcher, longer, word) for longer in _whole(matcher, key, left, word, words))
                    continue
                yield _pair(matcher, left, word)
                yield from (_pair(matcher, left, *parts) for parts in _parted(matcher, word, words))
                yield from (_pair(matcher, key, after) for after in _rejoined(matcher, key, left, word, words))
            for word in words.ending.get(left, ()):
                as_read = words.meetings(word[: -len(left)], key)
                clearly = words.meetings(word, right) >= CLEARLY * as_read
                if clearly and _reads_wrongly(matcher, key, (word, right), words, as_read):
                    yield _pair(matcher, word, right)
                    yield from (_pair(matcher, word, longer) for longer in _begun(matcher, right, words))


def _reads_wrongly(matcher: Matcher, key: str, parts: tuple[str, str], words: Words, as_read: float) -> bool:
    left, right = parts
    enough = EXPECTED if words.count(key) else UNKNOWN
    if not as_read and max(len(left), len(right)) >= IDIOM:
        enough = UNMISTAKABLE
    if words.meetings(left, right) < enough or left + right in matcher.phrases:
        return False
    return matcher.convert(left + right) != matcher.convert(left) + matcher.convert(right)


def _whole(matcher: Matcher, key: str, left: str, word: str, words: Words) -> Iterator[str]:
    """Frequent words that end with ``left`` and so tell more than it: 飞机 + 制造, where 机 + 制造 is 机制 + 造."""
    for longer in words.ending.get(left, ()):
        as_read = words.meetings(longer[: -len(left)], key) * words.share(word[len(key) - len(left) :])
        together = words.together(longer, word)
        if together < EXPECTED:
            break
        torn = matcher.convert(longer + word) != matcher.convert(longer) + matcher.convert(word)
        if together >= CLEARLY * as_read and torn and longer + word not in matcher.phrases:
            yield longer


def _pair(matcher: Matcher, *parts: str) -> Pair:
    return Pair("".join(parts), "".join(map(matcher.convert, parts)))


def _parted(matcher: Matcher, word: str, words: Words) -> Iterator[tuple[str, str]]:
    """Frequent words that take the end of ``word`` and write the rest differently: 了 + 解释 beside 了解."""
    for cut in range(1, len(word)):
        for longer in words.beginning.get(word[cut:], ()):
            parts = word[:cut], longer
            if words.meetings(*parts) >= LIKELY and not "".join(map(matcher.convert, parts)).startswith(matcher.convert(word)):
                yield parts


def _rejoined(matcher: Matcher, key: str, left: str, word: str, words: Words) -> Iterator[str]:
    """Frequent words that take the end of ``word`` and so leave the key whole: 头发 + 现在 beside 头 + 发现."""
    apart = matcher.convert(left) + matcher.convert(word)
    end = word[len(key) - len(left) :]
    for after in words.beginning.get(end, ()):
        rival = words.meetings(left, word) * words.share(after[len(end) :])
        if words.meetings(key, after) > max(rival, SELDOM) and not matcher.convert(key + after).startswith(apart):
            yield after


def _begun(matcher: Matcher, rest: str, words: Words) -> Iterator[str]:
    """Frequent words that ``rest`` begins and that write it differently."""
    for word, value in matcher.phrases.items():
        begun = word.startswith(rest) and len(word) > len(rest) and words.count(word) >= FREQUENT
        if begun and not value.startswith(matcher.convert(rest)):
            yield word


def boundaries() -> Iterator[tuple[str, str]]:
    """Yield the name of a stage and its ``boundaries_*.txt``: pairs of words it would tear, each with what to write for it."""
    import opencc

    words = frequencies()
    to_hant, to_hans, to_tw, to_hk = (opencc.OpenCC(config).convert for config in ("s2t", "t2s", "s2tw", "s2hk"))
    # Regions' words have to be whole in the first step.
    keys = opencc_dictionary("STPhrases") | opencc_dictionary(_REGIONAL_WHOLE) | to_hant_phrases()
    known = map(to_hans, opencc_dictionary("TWPhrases") | opencc_dictionary("HKPhrases"))
    later = whole_after(keys, known, Words(words))
    for stage in (
        Stage("TWPhrases", ("TWPhrases", "TWVariantsPhrases"), "TWVariants", words_of("TWPhrases"), to_hant),
        Stage("HKPhrases", ("HKPhrases", "HKVariantsPhrases"), "HKVariants", words_of("HKPhrases"), to_hant),
        Stage("TWPhrasesRev", ("TWPhrasesRev", "TWVariantsRevPhrases"), "TWVariantsRev", words_of("TWPhrasesRev"), to_tw),
        Stage("HKPhrasesRev", ("HKPhrasesRev", "HKVariantsRevPhrases"), "HKVariantsRev", words_of("HKPhrasesRev"), to_hk),
        Stage("TSPhrases", ("TSPhrases",), "TSCharacters", to_hans_phrases(), to_hant),
        Stage("STPhrases", ("STPhrases", _REGIONAL_WHOLE), "STCharacters", words_of(_REGIONAL_WHOLE) | to_hant_phrases(), str),
    ):
        torn = _torn(stage, words)
        if stage.name in {"TWPhrases", "HKPhrases"}:
            # The segmentation is the first step's: pairs that a later one would tear have to be whole in it.
            later |= {to_hans(pair): pair for pair in torn}
        torn = torn | later if stage.name == "STPhrases" else torn
        yield stage.name, "".join(f"{pair}\t{apart}\n" for pair, apart in sorted(torn.items()))


def _torn(stage: Stage, words: dict[str, int]) -> dict[str, str]:
    phrases = {key: values[0] for name in reversed(stage.phrases) for key, values in opencc_dictionary(name).items()}
    spelled: dict[str, int] = defaultdict(int)
    for word, count in words.items():
        spelled[stage.spell(word)] += count
    characters = {key: values[0] for key, values in opencc_dictionary(stage.characters).items()}
    matcher = Matcher(phrases | stage.own, characters)
    found = {pair.words: pair.apart for pair in pairs(matcher, Words(spelled))}
    # Shorter ones first, so that what they set right is not listed again with a neighbour.
    kept: dict[str, str] = {}
    for pair, apart in sorted(found.items(), key=lambda row: (len(row[0]), row[0])):
        if matcher.convert(pair) != apart:
            kept[pair] = matcher.phrases[pair] = apart
    return kept


def candidates() -> str:
    """``candidates.tsv``: for each direction, characters with more than one counterpart in use, the usual one first.

    A counterpart is in use if a common word has it: 个 is 箇 in none, 发 is 髮 in 头发.
    """
    return "".join(_counterparts("hant", "STPhrases", "STCharacters") + _counterparts("hans", "TSPhrases", "TSCharacters"))


def _counterparts(direction: str, phrases: str, characters: str) -> list[str]:
    import opencc

    single = {char: values for char, values in opencc_dictionary(characters).items() if len(values) > 1}
    if direction == "hans":
        single["著"] = ["著", "着"]  # OpenCC keeps it; our phrases tell the two apart
    matcher = Matcher({key: values[0] for key, values in opencc_dictionary(phrases).items()}, {})
    spell = opencc.OpenCC("s2t").convert if direction == "hans" else str
    used: dict[str, set[str]] = defaultdict(set)
    common = (spell(word) for word, count in frequencies().items() if count >= COMMON)
    converted = ((word, matcher.convert(word)) for word in common)
    for word, written in chain(converted, to_hans_phrases().items() if direction == "hans" else ()):
        for char, other in zip(word, written, strict=False):
            used[char].add(other)
    rows = ((char, values[0] + "".join(v for v in values[1:] if v in used[char])) for char, values in sorted(single.items()))
    return [f"{direction}\t{char}\t{values}\n" for char, values in rows if len(values) > 1]


def settled() -> str:
    """``settled.tsv``: for each dictionary of a region's words, those it makes of others and would change again."""
    return "".join(f"{stage}\t{' '.join(_made_and_changed(stage, forms))}\n" for stage, forms in REGIONAL)


def _made_and_changed(stage: str, forms: str) -> list[str]:
    words = {key: values[0] for key, values in opencc_dictionary(stage).items()} | words_of(stage)
    matcher = Matcher(words, {key: values[0] for key, values in opencc_dictionary(forms).items()})
    made = {matcher.convert(word) for word in words}
    return sorted(word for word in made if matcher.convert(word) != word)


def main() -> int:
    """Write the tables into ``data/``."""
    (DATA / "settled.tsv").write_text(settled(), "utf-8")
    for stage, table in boundaries():
        (DATA / f"boundaries_{stage}.txt").write_text(table, "utf-8")
    (DATA / "candidates.tsv").write_text(candidates(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
