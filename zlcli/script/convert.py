"""Converting between scripts with OpenCC, only where there is something to convert."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain, islice
from typing import Literal

from zlcli import chunks
from zlcli.chunks import CHUNK
from zlcli.document import Conversion, Region, Script, Target
from zlcli.model.characters import scripts
from zlcli.patterns import lazy
from zlcli.script import leftovers, numerals
from zlcli.script.engine import Convert, engine, phrases_only, replacer, vocabulary, words_only, zhe_only
from zlcli.script.identify import Evidence, evidence, tells
from zlcli.script.protect import shield
from zlcli.script.quotes import restyle

# OpenCC's configuration for each target, without and with regional vocabulary, from Simplified text …
_FROM_HANS: dict[Target, tuple[str, str]] = {"hant": ("s2t", "s2t"), "tw": ("s2tw", "s2twp"), "hk": ("s2hk", "s2hkp")}
# … and from text that is Traditional already, where only the regional forms of characters are left to choose.
_FROM_HANT: dict[Target, str] = {"tw": "t2tw", "hk": "t2hk"}
# With vocabulary, what Traditional text is turned from: another region's words would be misread (程序 is 程式 in Taiwan, and
# 进程 to a converter that takes a mainland text for a Taiwanese one).
_HANT_WORDS: dict[Region | None, str] = {"hk": "hk2sp", "cn-hant": "t2s"}

# The dictionary of words that tells a text of another region from one of the target's.
_WORDS: dict[Target, str] = {"hans": "TWPhrasesRev", "tw": "TWPhrases", "hk": "HKPhrases"}

# Regions whose Traditional text has other words than the target's. Taiwan's words for Hong Kong would take a step more.
_OTHER_WORDS: dict[Target, tuple[Region, ...]] = {"tw": ("cn-hant", "hk"), "hk": ("cn-hant",)}

# Blocks of so many characters are converted together: a call of OpenCC costs as much as a hundred characters do. (In a thread,
# while the next ones are got ready, it was a tenth more work in hardly less time: Python let it wait for its turn.)
BATCH = CHUNK
# Characters of a text in both scripts that are looked at line by line; of a longer one most parts are in one.
_MIXED = 1 << 14
_SENTENCE = lazy(r"[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+")

# Characters of both scripts that Simplified text has in a few words only, which conversion leaves as they are (乾坤, 沈阳),
# or has not but in quotations (姪).
_SHARED = "乾徵瞭藉覆於夥沈牠姪瞇摀暱揹甦"
# Characters that both scripts encode but whose other meaning Traditional prose has no use for: one in a text without any other
# evidence tells Simplified (他娶了姜家的女儿). Left out are those of its words and names (拮据, 鄉愿, 擊筑, 李适, 茶几).
_OF_SIMPLIFIED = frozenset("儿听坏极确")

Treatment = Literal["convert", "keep", "single"]
"""What is done with a stretch of text: all of it converted, left in its script, or only the other script's own characters."""
# What a paragraph needs, by whether it has characters of the source and of the target script; one of both is looked at closer.
_TOLD: dict[tuple[bool, bool], Treatment | None] = {
    (False, False): None,
    (False, True): "keep",
    (True, False): "convert",
    (True, True): "single",
}


class Converter:
    """Turns text into one script, paragraph by paragraph and only where it is in the other.

    ``script`` and ``region`` are the document's, for what does not show its own. The text may be given in pieces, in order:
    a piece without evidence is treated as the last one with.
    """

    def __init__(self, conversion: Conversion, script: Script | None = None, region: Region | None = None) -> None:
        self._conversion, self._region = conversion, region
        self._to_hans = conversion.to == "hans"
        source: Script = "hant" if self._to_hans else "hans"
        self._latest: Treatment | None = None if script is None else ("convert" if script == source else "keep")
        self._protected = re.compile(conversion.protect) if conversion.protect else None
        self._head, self._size, self._formal = True, 0, False

    def convert(self, text: str) -> str:
        """Convert the next piece of the document."""
        head, self._head = self._head, False
        self._formal = numerals.are_formal(text) if head and self._conversion.to != "keep" else self._formal
        text = numerals.with_one(text) if self._formal else text
        self._size += len(text)
        if self._idle(text):
            return text
        return shield(text, self._prose, own=self._protected, head=head)

    def _idle(self, text: str) -> bool:
        """Tell whether nothing can change: no character of the other script, and nothing else that was asked for."""
        asked = self._conversion
        if asked.terms or asked.quotes != "keep" or asked.to in _FROM_HANT or self._latest != "keep":
            return False
        return not self._evidence[0](text) and (self._to_hans or not leftovers.held(text))

    def _prose(self, text: str) -> str:
        if self._conversion.to != "keep":
            text = "".join(map(self._script, chunks.cut(text, BATCH)))
        return restyle(text, self._conversion.quotes)

    def _script(self, text: str) -> str:
        source, target = self._evidence
        if not source(text):
            if target(text):
                self._latest = "keep"
            elif self._latest is None and (self._foreign_words(text) or self._regional_words(text)):
                return self._full(text)
            return self._treat("convert" if self._latest == "convert" else "keep", text)
        if not target(text):
            self._latest = "convert"
            return self._full(text)
        if len(text) > _MIXED:
            return "".join(map(self._script, chunks.cut(text, _MIXED)))
        return self._paragraphs(text)

    def _paragraphs(self, text: str) -> str:
        """Convert a text of both scripts, whose treatment changes at paragraphs, and at sentences within a mixed one."""
        source, target = self._evidence
        lines = text.split("\n")
        shown = zip(map(source, lines), map(target, lines), strict=True)
        told: list[Treatment | None] = [_TOLD[bool(in_source), bool(in_target)] for in_source, in_target in shown]
        if "single" not in told:
            return "\n".join(self._treated(self._filled(told), lines))
        # How many parts each line has: as many as sentences where it is of both scripts.
        cut = [_SENTENCE.findall(line) if how == "single" else [line] for how, line in zip(told, lines, strict=True)]
        told = [how for whole, parts in zip(told, cut, strict=True) for how in self._by_sentence(whole, parts)]
        parts = iter(self._treated(self._filled(told), list(chain.from_iterable(cut))))
        return "\n".join(["".join(islice(parts, len(sentences))) for sentences in cut])

    def _by_sentence(self, whole: Treatment | None, sentences: list[str]) -> Iterable[Treatment | None]:
        return map(self._weighed, sentences) if whole == "single" else (whole,)

    def _treated(self, told: list[Treatment], parts: list[str]) -> list[str]:
        """Treat the parts of a text. One call for all that is treated alike: each costs as much as a hundred characters."""
        for treatment in set(told):
            if treatment == "keep" and self._keep is str:
                continue
            alike = [at for at, how in enumerate(told) if how == treatment]
            treated = self._treat(treatment, "\n".join([parts[at] for at in alike])).split("\n")
            for at, part in zip(alike, treated, strict=True):
                parts[at] = part
        return parts

    def _weighed(self, sentence: str) -> Treatment | None:
        counts = evidence(sentence)
        source, target = counts if self._to_hans else Evidence(counts.hans, counts.hant)
        if not source:
            return "keep" if target else None
        # A sentence mostly in the target script is left in it but for the characters that cannot belong there.
        return "convert" if source > target else "single"

    def _filled(self, told: list[Treatment | None]) -> list[Treatment]:
        """Give what shows nothing the treatment of what stands before it, at the beginning of what comes after."""
        following = next((how for how in told if how), "keep")
        latest = self._latest or ("convert" if following == "convert" else "keep")
        filled: list[Treatment] = []
        for how in told:
            if how:
                latest = "convert" if how == "convert" else "keep"
            filled.append(how or latest)
        self._latest = latest
        return filled

    def _treat(self, how: Treatment, text: str) -> str:
        if how == "convert":
            return self._full(text)
        kept = self._keep(text)
        return self._singles(kept) if how == "single" else kept

    def _singles(self, text: str) -> str:
        """Convert only the characters that the target script does not have, each as its context has it."""
        foreign = scripts().hant_only if self._to_hans else scripts().hans_only
        converted = self._whole_characters(text)
        if len(converted) != len(text):
            converted = "".join(map(self._whole_characters, text))
        return "".join(new if old in foreign else old for old, new in zip(text, converted, strict=True))

    def _foreign_words(self, text: str) -> bool:
        """Tell whether a text of shared characters alone holds what only the other script writes so (五谷, 女儿; 睡著).

        台 is written in Traditional text as well as 臺, so it proves nothing.
        """
        if self._to_hans:
            return ("著" in text and zhe_only()(text) != text) or any(shared in text and _rewritten(text) for shared in _SHARED)
        return not _OF_SIMPLIFIED.isdisjoint(text) or phrases_only()(text).replace("臺", "台") != text.replace("臺", "台")

    def _regional_words(self, text: str) -> bool:
        """Tell whether words are asked for and the text holds some that only the source has (菠萝和酸奶 shows nothing else)."""
        to, words = self._conversion.to, self._conversion.regional_words
        return words and to in _WORDS and words_only(_WORDS[to])(text) != text

    @property
    def _evidence(self) -> tuple[Callable[[str], object], Callable[[str], object]]:
        """What tells whether a text has characters of the source script, and of the target script."""
        hant, hans = tells(self._size)
        return (hant, hans) if self._to_hans else (hans, hant)

    @cached_property
    def _full(self) -> Convert:
        """What converts text of the other script."""
        to, words = self._conversion.to, self._conversion.regional_words
        from_hant = _HANT_WORDS.get(self._region, "tw2sp") if words else "t2s"
        return engine(from_hant if to == "hans" else _FROM_HANS[to][words], self._conversion.terms)

    @cached_property
    def _whole_characters(self) -> Convert:
        """What converts text of the other script without a change of vocabulary."""
        to = self._conversion.to
        return engine("t2s" if to == "hans" else _FROM_HANS[to][0], self._conversion.terms)

    @cached_property
    def _keep(self) -> Convert:
        """What is done with text in the target script: the user's terms, the region's forms, a converter's leftovers mended."""
        to, terms = self._conversion.to, self._conversion.terms
        if self._conversion.regional_words and self._region in _OTHER_WORDS.get(to, ()):
            keep = vocabulary(_FROM_HANS[to][True], terms)
        else:
            keep = engine(_FROM_HANT[to], terms) if to in _FROM_HANT else replacer(terms)
        return keep if self._to_hans else leftovers.after(keep, terms)


def _rewritten(text: str) -> bool:
    """Tell whether conversion to Simplified changes more of ``text`` than its 著, which Simplified text has as well (著书)."""
    return engine("t2s", ())(text).replace("着", "著") != text.replace("着", "著")
