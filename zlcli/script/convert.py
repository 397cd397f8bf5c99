"""Converting between scripts with OpenCC, only where there is something to convert."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain, islice, tee
from typing import Literal

from zlcli import chunks
from zlcli.chunks import CHUNK, split
from zlcli.document import Block, Change, Conversion, Ledger, Region, Script, Target
from zlcli.model.characters import scripts
from zlcli.patterns import lazy
from zlcli.script import leftovers
from zlcli.script.engine import Convert, engine, phrases_only, replacer, vocabulary, zhe_only
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

# Regions whose Traditional text has other words than the target's. Taiwan's words for Hong Kong would take a step more.
_OTHER_WORDS: dict[Target, tuple[Region, ...]] = {"tw": ("cn-hant", "hk"), "hk": ("cn-hant",)}

# Blocks of so many characters are converted together: a call of OpenCC costs as much as a hundred characters do. (In a thread,
# while the next ones are got ready, it was a tenth more work in hardly less time: Python let it wait for its turn.)
_BATCH = CHUNK
# Characters of a text in both scripts that are looked at line by line; of a longer one most parts are in one.
_MIXED = 1 << 14
_SENTENCE = lazy(r"[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+")

# Blocks whose lines have nothing to do with each other.
_OF_LINES = ("paragraph", "markdown")

# Characters of both scripts that Simplified text has in a few words only, which conversion leaves as they are (乾坤, 慰藉).
_SHARED = "乾徵瞭藉覆於夥"
# Characters that both scripts encode but whose other meaning Traditional prose has no use for: one in a text without any other
# evidence tells Simplified (他娶了姜家的女儿). Left out are those of its words and names (拮据, 鄉愿, 擊筑, 李适, 茶几).
_OF_SIMPLIFIED = frozenset("儿听坏极确")

Work = Callable[[Callable[[str], str], Iterable[str]], Iterable[str]]
"""Applies a function to texts, as `map` does."""
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
        self._head, self._size = True, 0

    def convert(self, text: str) -> str:
        """Convert the next piece of the document."""
        head, self._head = self._head, False
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
            text = "".join(map(self._script, chunks.cut(text, _BATCH)))
        return restyle(text, self._conversion.quotes)

    def _script(self, text: str) -> str:
        source, target = self._evidence
        if not source(text):
            if target(text):
                self._latest = "keep"
            elif self._latest is None and self._foreign_words(text):
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


def convert_blocks(  # noqa: PLR0913  (keyword-only but for what flows)
    blocks: Iterable[Block],
    conversion: Conversion,
    ledger: Ledger,
    *,
    script: Script | None = None,
    region: Region | None = None,
    work: Work = map,
) -> Iterator[Block]:
    """Yield ``blocks`` as ``conversion`` asks, and write each change into ``ledger``. Code is left alone.

    ``script`` and ``region`` are those of the document, for blocks that do not show their own. ``work`` applies the conversion.
    """
    line, offset = 1, 0
    batches, sent = tee((batch, _prose(batch)) for batch in _batches(blocks))
    results = work(partial(_counted, Converter(conversion, script, region).convert), (text for _, text in sent))
    for (batch, text), told in zip(batches, results, strict=True):
        changes, _, new = told.partition("\n")
        ledger.count("script", int(changes))
        converted = batch if text == new else _with_texts(batch, new)
        if ledger.choices is None and not ledger.wants_example("script"):
            yield from converted
            continue
        for before, after in zip(batch, converted, strict=True):
            line += before.lead.count("\n")
            offset += len(before.lead)
            if before.text != after.text:
                _note(before, after, conversion, ledger, (line, offset))
            line += before.text.count("\n") + before.tail.count("\n")
            offset += len(after.text) + len(after.tail)
            yield after


def _counted(convert: Convert, text: str) -> str:
    """Return how many characters ``convert`` changes, in a line before what it makes of ``text``: one result, to be sent."""
    new = convert(text)
    return f"{_changes(text, new)}\n{new}"


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    batch: list[Block] = []
    size = 0
    for block in blocks:
        batch.append(block)
        size += len(block.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prose(batch: list[Block]) -> str:
    """Return the text of the blocks of a batch, which is converted in one call, but for code."""
    return "\n".join([block.text for block in batch if block.kind != "code"])


def _with_texts(batch: list[Block], converted: str) -> list[Block]:
    """Return the blocks of a batch with what came of their `_prose`."""
    if len(batch) == 1:
        return [batch[0]._replace(text=converted)]
    lines = iter(converted.split("\n"))
    return [block if block.kind == "code" else _with_text(block, lines) for block in batch]


def _with_text(block: Block, lines: Iterator[str]) -> Block:
    """Return ``block`` with as many of ``lines`` as it has."""
    more = block.text.count("\n")
    text = "\n".join([next(lines), *islice(lines, more)]) if more else next(lines)
    return block if text == block.text else block._replace(text=text)


def _changes(old: str, new: str) -> int:
    """Count the characters that differ, in one go where lines begin in the same places."""
    if old == new:
        return 0
    lines = old.split("\n"), new.split("\n")
    if len(old) == len(new) and list(map(len, lines[0])) == list(map(len, lines[1])):
        return differing(old, new)
    return sum(map(differing, *lines))


def differing(before: str, after: str) -> int:
    """Count the characters that differ, and those that one text has more than the other.

    >>> differing("头发", "頭髮了")
    3
    """
    shared = min(len(before), len(after))
    texts = before[:shared], after[:shared]
    old, new = (text.encode("utf-16-le", "surrogatepass") for text in texts)
    width = 2
    if len(old) + len(new) > 4 * shared:  # characters of the supplementary planes have four bytes
        old, new = (text.encode("utf-32-le", "surrogatepass") for text in texts)
        width = 4
    # Two numbers as long as the texts compare all bytes at once, then those of each character: many times as fast as a loop.
    changed = int.from_bytes(old, "little") ^ int.from_bytes(new, "little")
    for shift in (16, 8)[-width // 2 :]:
        changed |= changed >> shift
    unchanged = changed.to_bytes(width * shared, "little")[::width].count(0)
    return shared - unchanged + abs(len(before) - len(after))


def _note(before: Block, after: Block, conversion: Conversion, ledger: Ledger, at: tuple[int, int]) -> None:
    """Keep the first change of each line as an example, and its choices where they are asked for.

    ``at`` is the line (from 1) and the offset in the result at which the text of the block begins.
    """
    line, offset = at
    parts = [(before.text, after.text)]
    if before.kind in _OF_LINES:
        parts = list(zip(split(before.text), split(after.text), strict=True))
    for old, new in parts:
        if ledger.choices is None and not ledger.wants_example("script"):
            return
        if old != new:
            gap = len(new) - len(new.lstrip())
            if ledger.wants_example("script"):
                ledger.keep("script", _first_difference(line, old.strip(), new.strip()))
            if ledger.choices is not None:
                from zlcli.script.choices import choices

                ledger.choices += choices(old.strip(), new.strip(), conversion, line=line, offset=offset + gap)
        line += old.count("\n")
        offset += len(new)


def _first_difference(line: int, before: str, after: str) -> Change:
    """Show where two versions of a block first differ, with eight characters of context."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    line += before.count("\n", 0, at)
    around = slice(max(0, at - 4), at + 8)
    return Change(line, before[around].strip(), after[around].strip())
