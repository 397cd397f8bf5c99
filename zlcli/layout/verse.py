"""Verse: lines that end where the author ended them."""

from __future__ import annotations

from itertools import islice, takewhile

from zlcli.document import Block
from zlcli.layout.lines import HAS_HAN, Line
from zlcli.layout.numbering import is_clause, number_of
from zlcli.layout.reader import Reader
from zlcli.model.characters import HAN
from zlcli.patterns import lazy

_CLAUSES = lazy(rf"[{HAN}]+")
_FRAME = lazy(r"《.{1,20}》|[\u4e00-\u9fff]{1,3}[:：].{1,16}")  # the title of a poem, 作者：某某
_ONLY = lazy(rf"(?:[{HAN}]|[，。！？；、：,!?;…—“”‘’「」『』\s])+")
# Clauses of classical verse have four to seven characters; a line holds one or two of them, seldom four.
_SHORTEST, _LONGEST = 3, 8
_LONGEST_LINE, _LONGEST_BROKEN = 32, 40
# A couplet in prose has one of the classical measures, and is indented by more than a paragraph and less than a date.
_MEASURES, _OF_VERSE = (5, 7), frozenset(range(4, 16))
_CLAUSE = lazy("[，。！？；、：…—”」』]$")
# A line of a song holds two clauses at most.
_LONGEST_OF_SONG = 18


def read(reader: Reader, *, expected: bool, among: bool, titled: bool) -> list[Block] | None:
    """Take a stanza: lines directly below each other with clauses of one length; of any length where verse is expected.

    ``among`` other stanzas, and below a ``titled`` poem's author, the clauses may be of several lengths (词, 曲), if they are
    the whole of what stands together.
    """
    first = reader.peek()
    # Below its author a poem goes on to its end, whether its first clauses are alike or not.
    if song := _song(reader, titled=True) if titled else []:
        return _stanza(reader, song)
    if not first or len(first.text) > _LONGEST_BROKEN or not (may_be_verse(first.text) or expected or first.hard):
        return None
    lines = [first]
    shape, hard = _shape(first.text), first.hard
    for line in islice(reader.ahead(), 1, None):
        free = expected or line.hard or hard
        fits = len(line.text) <= _LONGEST_BROKEN if free else may_be_verse(line.text) and _alike(_shape(line.text), shape)
        if not line.adjacent or not fits:
            break
        lines.append(line)
        hard = hard and line.hard
    if len(lines) < 2 or not (expected or _broken(lines) or _regular(lines)):
        run, lines = len(lines), _song(reader, titled=False) if among else []
        if not lines:
            reader.farthest = run - 1  # a run that is none is none from its second line on; the last may begin another
            return None
    return _stanza(reader, lines)


def _stanza(reader: Reader, lines: list[Line]) -> list[Block]:
    reader.take(len(lines))
    return [Block("verse", "\n".join(line.text for line in lines))]


def _song(reader: Reader, *, titled: bool) -> list[Line]:
    """Return the lines up to the next gap or title if all of them may be lines of one poem, which ends as a sentence."""
    first = reader.peek()
    if not first or (first.adjacent and not titled):
        return []
    lines = [first, *takewhile(_goes_on, islice(reader.ahead(), 1, None))]
    fits = len(lines) > 2 and all(len(line.text) <= _LONGEST_OF_SONG and may_be_verse(line.text) for line in lines)
    return lines if fits and lines[-1].text[-1] in "。！？" else []


def _goes_on(line: Line) -> bool:
    """Tell whether ``line`` stands below another one and is no title of the next poem."""
    return line.adjacent and _FRAME.fullmatch(line.text) is None


def may_be_verse(text: str) -> bool:
    """Tell whether a line has nothing that verse has not: short clauses of Han, no number."""
    if len(text) > _LONGEST_LINE or max(_shape(text), default=_LONGEST + 1) > _LONGEST:
        return False
    return _ONLY.fullmatch(text) is not None and number_of(text) is None and not is_clause(text)


def _shape(text: str) -> tuple[int, ...]:
    """The lengths of the clauses of a line."""
    return tuple(map(len, _CLAUSES.findall(text)))


def _alike(shape: tuple[int, ...], first: tuple[int, ...]) -> bool:
    """Tell whether a line goes with the first: all their clauses equally long, or both alternating alike."""
    return shape == first or len({*shape, *first}) == 1


def _broken(lines: list[Line]) -> bool:
    """Tell whether every line but the last ends with a break that Markdown has already."""
    return all(line.hard for line in lines[:-1]) and HAS_HAN.search("".join(line.text for line in lines)) is not None


def _regular(lines: list[Line]) -> bool:
    """Tell whether lines that are alike are verse: three of them, or two of two clauses each."""
    shapes = [_shape(line.text) for line in lines]
    if len({length for shape in shapes for length in shape}) == 1:
        couplet = (lines[0].text[-1] in "，；" and lines[-1].text[-1] in "。！？") or _is_set_apart(lines)
        return shapes[0][0] > _SHORTEST and (len(shapes) > 2 or couplet or all(len(shape) > 1 for shape in shapes))
    return len(shapes) > 2 and len(shapes[0]) > 1


def _is_set_apart(lines: list[Line]) -> bool:
    """Tell whether two lines of a measure stand by themselves, indented; a name above a date on the right is no verse."""
    indents = {line.indent for line in lines}
    return (
        len(lines) == 2
        and not lines[0].adjacent
        and len(indents) == 1
        and indents <= _OF_VERSE
        and all(len(line.text) in _MEASURES and line.text[-1] not in "年月日" for line in lines)
    )


def is_verse(texts: list[str]) -> bool:
    """Tell whether the whole document is verse without a measure: short lines in stanzas.

    They rarely end sentences; or each of them is a clause or two, many with a comma or semicolon behind, as no paragraph ends
    (poems one below the other, each with its title, are for `read` to tell apart).
    """
    filled = [text for text in texts if text]
    lines = [text for text in filled if not _FRAME.fullmatch(text)]
    # Most prose ends here, which saves it a fortieth of its time.
    if len(lines) < 6 or sum(len(text) <= 20 for text in lines) < 0.95 * len(lines):
        return False
    open_ended = sum(text[-1] not in "。！？”」：:;；…" for text in lines) >= 0.7 * len(lines)
    whole = sum(_CLAUSE.search(text) is not None for text in lines) >= 0.8 * len(lines)
    divided = lines == filled and whole and sum(text[-1] in "，；、" for text in lines) >= 0.3 * len(lines)
    chinese = sum(HAS_HAN.search(text) is not None and _ONLY.fullmatch(text) is not None for text in lines)
    return (open_ended or divided) and chinese >= 0.9 * len(lines)
