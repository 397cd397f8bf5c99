"""What a document's sample says of its structure, fixed before the first block is made."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from zlcli.layout import encyclopedia, sections, signs, usual, verse
from zlcli.layout.items import is_bullet
from zlcli.layout.lines import SENTENCE
from zlcli.layout.numbering import Number, is_clause, number_of, section_of, stands_alone, titles_clause
from zlcli.layout.titles import introduces, is_credit, is_framed, is_paragraph, is_sentence, is_version, may_be_heading
from zlcli.patterns import lazy
from zlcli.records import Record

# Headings of the sample's first lines show the schemes of the whole.
_LINES = 20_000
# Names of things are shorter; what is longer, or has a comma, may be an item.
_LONGEST_TOPIC = 25
# As many as an outline has at least; each of them has its paragraph.
_FEWEST_COUNTED = 2
# A label or a name may stand alone once or twice, and so may lines together.
_FEWEST_ALONE, _FEWEST_TOGETHER = 3, 2
_RUN_IN = lazy("【[\u4e00-\u9fff]{2,10}】\\S")
# Of clauses with titles one in five may be a sentence: the last one often is (第九条 本合同一式两份。).
_TITLED = 0.8


class Outline(Record):
    """Which schemes of numbering a document uses, and of which kind it is."""

    official: bool
    """It has levels of official documents: 一、 or （一）."""
    novel: bool
    """It has chapters (第X章) and no clauses of law."""
    many_chapters: bool
    parts: bool
    """序章, 楔子 … are headings, for there are chapters beside them."""
    decimals: int | None
    """The least depth of decimal headings (0 for ``1``), None where there are none."""
    sections: bool
    """``1.1`` stands below ``1`` and ``2.1`` below ``2``, as in the chapters of a tender."""
    tight: bool
    """Such a ``1`` may stand without a space or with a mark before its title (1总则, 1.总则)."""
    ordinals: frozenset[int]
    wrapped: bool
    verse: bool
    topics: bool
    """Lines like ``1. 选盆`` stand above paragraphs and count up: they are headings, not items."""
    versions: bool
    """Numbers of versions stand alone again and again, and are headings."""
    framed: bool
    """Lines like 【译文】 stand alone, no two alike, and are headings."""
    plain_headings: bool
    """Short lines stand between paragraphs again and again, and are headings."""
    starred: bool
    """Chapters stand behind a star, as one site marks them."""
    counted: re.Pattern[str] | None
    """Numbers of this form stand alone above the parts of the text and count up."""
    titled_clauses: bool
    """The clauses, as those of contracts, have titles on lines of their own, which are headings."""
    set_apart: bool
    """Short lines stand alone between blank lines, above several lines together, and are headings."""
    usual_parts: bool
    """The names of usual parts (教学目标) stand above text again and again, and above its numbers."""
    sectioned: bool
    """``2. 报价`` stands above clauses of its number (2.1) that run on, again and again."""
    counted_paragraphs: bool
    """The paragraphs are counted through, with headings without a number between them."""
    edited: dict[str, int]
    """The headings that stand beside an encyclopedia's [编辑], and their levels."""

    @property
    def numbered(self) -> bool:
        """It has headings with numbers, so that (1) and ① are levels of its text as well."""
        return self.official or self.decimals is not None or bool(self.ordinals)

    @property
    def numbered_otherwise(self) -> bool:
        """It has headings below its chapters, as novels have not."""
        return self.official or self.decimals is not None

    def number_of(self, text: str) -> Number | None:
        """Return the number at the head of ``text`` as this document has them, None where it has none."""
        number = number_of(text)
        section = section_of(text) if self.tight and (number is None or is_topic(number)) else None
        return section or number

    def level_of(self, number: Number, seen: set[int]) -> int:
        """Return the level of a heading with ``number`` under ordinals of the ranks ``seen``; 0 if it is no heading here."""
        level = self._level_of(number, seen)
        return min(6, level + self.usual_parts) if level else 0

    def _level_of(self, number: Number, seen: set[int]) -> int:
        if number.scheme == "ordinal":
            return 2 + sum(rank < number.rank for rank in self.ordinals)
        if number.scheme == "part":
            return 2 + sum(rank < 1 for rank in self.ordinals) if self.parts else 0
        if number.scheme == "level":
            return self._level(number.rank, seen) if number.rank < 3 else 0
        if self.decimals is None:
            return self._level(2, seen) if is_topic(number) and (self.official or self.topics) else 0
        # 1.1 is below 第一章; where there is a plain 1. too, that is the chapter's peer, unless 1.1 is always below 1.
        chapters = len(self.ordinals & {0, 1}) if self.decimals or self.sections else 0
        return min(6, 2 + number.rank - self.decimals + chapters)

    def _level(self, rank: int, seen: set[int]) -> int:
        """Return the level of 一、 (rank 0) to 1. (rank 2), which is the highest where there is none above it."""
        return min(6, 2 + (rank if self.official else 0) + len(seen))


def is_topic(number: Number) -> bool:
    """Tell whether ``1. 选盆`` or ``1、选盆`` may head a paragraph; what holds a comma is an item."""
    if number.scheme == "decimal":
        plain = number.rank == 0 and number.value.endswith(".")
    else:
        plain = number.scheme == "level" and number.rank == 2
    return plain and len(number.title) <= _LONGEST_TOPIC and not re.search("[，,：:]", number.title)


def diagnose(sample: str, *, wrapped: bool) -> Outline:
    """Survey ``sample``."""
    lines = [line.strip() for line in re.split("\r\n|\r|\n", sample, maxsplit=_LINES)[:_LINES]]
    texts = [*filter(None, lines), ""]
    numbered = [number for text in texts if (number := number_of(text))]
    alone = [number for number in numbered if stands_alone(number)]
    ordinals = frozenset(number.rank for number in alone if number.scheme == "ordinal")
    clauses = any(map(is_clause, texts))
    filled = [text for text in texts if text]
    chapters = {number.value for number in alone if number.scheme == "ordinal" and number.rank == 1}
    tight = _tight(filled)
    return Outline(
        official=any(number.scheme == "level" and number.rank < 2 for number in numbered),
        novel=not clauses and any(number.scheme == "ordinal" and number.value.startswith("第") for number in alone),
        many_chapters=len(chapters) > 1,
        parts=(bool(ordinals) and not clauses) or _least_depth(alone) is not None,
        decimals=0 if tight or _counted_sections(filled) else _least_depth(alone),
        sections=_sections(alone) > 1,
        tight=tight,
        ordinals=ordinals,
        wrapped=wrapped,
        verse=verse.is_verse(texts),
        topics=_topics(filled) > 1,
        versions=sum(map(is_version, filled)) > 1,
        framed=not ordinals and _framed(filled) > 1,
        plain_headings=not ordinals and _plain_headings(filled) > 1,
        starred=signs.is_starred(filled),
        counted=signs.counting(filled),
        titled_clauses=clauses and _titled_clauses(filled),
        set_apart=not ordinals and _set_apart(lines),
        usual_parts=_usual_parts(filled),
        sectioned=_least_depth(alone) is None and sections.found_in(filled),
        counted_paragraphs=sections.counts_paragraphs(filled),
        edited=encyclopedia.survey(filled) if "编辑" in sample or "編輯" in sample else {},
    )


def _usual_parts(filled: list[str]) -> bool:
    """Tell whether names of parts divide the text above its first numbered heading, or the whole where there is none."""
    heads = (i for i, text in enumerate(filled) if (number := number_of(text)) and _heads(number))
    first = next(heads, None)
    return usual.divides([*filled[:first], ""] if first is None else filled[: first + 1], above_numbers=first is not None)


def _heads(number: Number) -> bool:
    return stands_alone(number) and (number.scheme != "level" or number.rank < 2)


def _plain_headings(texts: list[str]) -> int:
    texts = [text for text in texts if not is_credit(text)]  # a heading may stand below a picture
    between = zip(texts, texts[1:], texts[2:], strict=False)
    return sum(may_be_heading(text) and _are_text(above, below) for above, text, below in between)


def _are_text(above: str, below: str) -> bool:
    """Tell whether both lines are prose; one of them may be a short sentence."""
    if not (_is_text(above) or _is_text(below)):
        return False
    return all(_is_text(text) or is_sentence(text) for text in (above, below))


def _set_apart(lines: list[str]) -> bool:
    """Tell whether lines that may be headings stand alone, the title aside, in text whose other lines stand together."""
    groups = [list(group) for filled, group in groupby(lines, bool) if filled]
    together = sum(len(group) > 1 for group in groups)
    alone = sum(
        len(group) == 1 and may_be_heading(group[0]) and (len(below) > 1 or _is_text(below[0]))
        for group, below in pairwise(groups[1:])
    )
    return together >= _FEWEST_TOGETHER and alone >= _FEWEST_ALONE


def _titled_clauses(texts: list[str]) -> bool:
    """Tell whether nearly every clause has its title above it; one may be a sentence, and a few name what follows them."""
    every = [(text, below) for text, below in pairwise(texts) if is_clause(text)]
    titled = sum(titles_clause(text) and not is_clause(below) for text, below in every)
    return titled > 1 and titled >= _TITLED * len(every)


def _framed(texts: list[str]) -> int:
    """Count the lines like 【译文】 above text; none if one of them comes back, as the messages in a story do.

    Nor where text runs on behind more of them, as in the leaflet of a medicine.
    """
    alone = [text for text in texts if is_framed(text)]
    above = sum(is_framed(text) and not is_framed(below) for text, below in pairwise(texts))
    run_in = sum(_RUN_IN.match(text) is not None for text in texts)
    return above if len(set(alone)) == len(alone) == above >= run_in else 0


def _topics(texts: list[str]) -> int:
    """Count the numbered lines that stand above a paragraph; none if as many stand above another such line."""
    above = [
        below
        for text, below in pairwise(texts)
        if (number := number_of(text)) and is_topic(number) and stands_alone(number) and may_be_heading(number.title)
    ]
    found = sum((introduces(below) or _is_text(below)) and not number_of(below) for below in above)
    return found if 2 * found > len(above) else 0


def _is_text(text: str) -> bool:
    return is_paragraph(text) or is_bullet(text)


def _counted_sections(texts: list[str]) -> bool:
    """Tell whether 1 引言, 2 方法 … stand above paragraphs and count from 1 on, every one of them and at least two."""
    found = [
        (number, (_is_text(below) or SENTENCE.search(below) is not None) and not number_of(below))
        for text, below in pairwise(texts)
        if (number := number_of(text)) and number.scheme == "decimal" and not number.rank and number.value.isdecimal()
    ]
    values = [int(number.value) for number, _ in found]
    if len(values) < _FEWEST_COUNTED or values != [*range(1, len(values) + 1)]:
        return False
    return all(above and stands_alone(number) and not SENTENCE.search(number.title) for number, above in found)


def _sections(alone: list[Number]) -> int:
    """Count the plain decimal numbers with one of their own below them: 1 above 1.1."""
    found = [number for number in alone if number.scheme == "decimal"]
    return sum(below.rank == 1 and below.value.startswith(number.value.rstrip(".") + ".") for number, below in pairwise(found))


def _tight(texts: list[str]) -> bool:
    """Tell whether 1总则 or 1.总则 stands above 1.1 and its text."""
    for text, child, below in zip(texts, texts[1:], texts[2:], strict=False):
        section = section_of(text)
        if section and stands_alone(section) and _is_first_of(child, section) and _is_text(below):
            return True
    return False


def _is_first_of(text: str, section: Number) -> bool:
    number = number_of(text)
    return number is not None and number.value == f"{section.value}.1" and stands_alone(number)


def _counts(found: list[Number]) -> bool:
    """Tell whether plain numbers count up from 1 to 3 at least."""
    plain = [number.value for number in found if number.rank == 0]
    return len(plain) >= _FEWEST_ALONE and plain == [str(i + 1) for i in range(len(plain))]


def _least_depth(alone: list[Number]) -> int | None:
    """The least depth of decimal numbers that look like headings.

    1 总则 counts beside a 1.1 only: alone it may be an item, an amount, a line of a table.
    """
    found = [number for number in alone if number.scheme == "decimal" and not SENTENCE.search(number.title)]
    deep = {number.value for number in found if number.rank}
    # One alone may be an amount (3.5 米), unless it has a dot of its own (1.3. 说明) or stands among 1, 2 and 3.
    if len(deep) < 2 and not any(value.endswith(".") for value in deep) and not (deep and _counts(found)):
        return None
    return min(number.rank for number in found)
