"""Joining lines that were broken at a fixed width, as :mod:`zlcli.layout.wrapping` found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.layout import breaks, hanging, widths
from zlcli.layout.lines import FINAL, HAS_HAN, columns, indent_of
from zlcli.layout.spacing import Spacing
from zlcli.layout.titles import DOCUMENT_NUMBER
from zlcli.layout.wrapping import WrapHabit
from zlcli.patterns import lazy
from zlcli.records import Record

# Characters that are shown from either side of a join.
_NOTED = 8
_MARKER = lazy(r"(?:[-*+o•·●■◆]|\d{1,3}[.)])\s+")
_WORD = lazy("[A-Za-z]{2}")
_OVERHANG = 1.15
_CLOSING = lazy("[，。、；：？！）》」』”’】]")


class _Held(Record):
    """A paragraph that may go on: the parts of what is joined so far, its last line as it stood, and that line's end."""

    parts: list[str]
    last: str
    end: str


def join(lines: Iterable[str], habit: WrapHabit, ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) with the broken ones joined."""
    held: _Held | None = None
    blank = ""  # the blank line that may lie inside a paragraph where all lines are set apart
    for number, (raw, here) in enumerate(_with_widths(lines, habit), 1):
        body = raw.rstrip("\r\n")
        end = raw[len(body) :]
        if held and body.strip() and _joins(held, body, here):
            before = "".join(held.parts[-2 * _NOTED :]).rstrip()
            _note(ledger, number, before, body)
            held.parts[-1] = held.parts[-1].rstrip()
            held.parts.extend((_joint(before, body.strip(), habit.spacing), body.strip()))
            held, blank = _Held(held.parts, body, end), ""
        elif held and not body.strip() and habit.double and not blank:
            blank = raw
        else:
            yield from _released(held, blank)
            held, blank = (_Held([body], body, end) if body.strip() else None), ""
            if not held:
                yield raw
    yield from _released(held, blank)


def _is_aligned(line: str, following: str) -> bool:
    """Tell whether ``following`` is not indented more than ``line``, or just to where the text of its item begins."""
    before, after = indent_of(line), indent_of(following)
    marker = _MARKER.match(line.lstrip())
    text_at = columns(marker[0]) if marker else hanging.text_at(line.lstrip())
    return after <= before or (text_at > 0 and after == before + text_at)


def _with_widths(lines: Iterable[str], habit: WrapHabit) -> Iterator[tuple[str, WrapHabit]]:
    """Yield each line with the habit that holds where it stands."""
    if not habit.several:
        yield from ((line, habit) for line in lines)
        return
    habits: dict[int, WrapHabit] = {}
    for line, width in widths.local(lines, habit.several, _divides):
        if width not in habits:
            habits[width] = habit._replace(width=width)
        yield line, habits[width]


def _divides(line: str, following: str) -> bool:
    """Tell whether something else begins with ``following``, or ``line`` stood alone."""
    return (
        breaks.begins(following)
        or breaks.is_entry(following)
        or breaks.is_entry(line)
        or breaks.is_apart(line)
        or breaks.is_apart(following)
    )


def _joins(held: _Held, following: str, habit: WrapHabit) -> bool:
    line = held.last.rstrip()
    return _goes_on(line, following, habit) or hanging.goes_on(held.parts[0], line, following)


def _goes_on(line: str, following: str, habit: WrapHabit) -> bool:
    """Tell whether ``following`` continues the paragraph that ``line`` ends."""
    own = columns(line, habit.ambiguous)
    if _is_too_wide(line, own, habit) or breaks.is_apart(line) or breaks.is_set_apart(following):
        return False
    if _CLOSING.match(following.lstrip()):
        return True
    labels = breaks.LABEL.match(line.lstrip()) and breaks.LABEL.match(following.lstrip())
    if labels or (breaks.is_couplet(line) and breaks.is_couplet(following)):
        return False  # 电话：… above 传真：…; verse above verse
    if DOCUMENT_NUMBER.fullmatch(following.strip()):
        return False  # below the title, in the middle
    if breaks.begins(following) and not breaks.is_call(line, following):
        return False
    return _after_sentence(line, following, own, habit) if FINAL.search(line) else _inside(line, following, own, habit)


def _is_too_wide(line: str, own: int, habit: WrapHabit) -> bool:
    """Tell whether ``line`` was not broken at the width: closing punctuation may hang over it, and words mixed with Chinese.

    Programs that break at spaces alone leave such lines where a word stands behind a mark (根本就不是thread pool，而是).
    """
    if own <= habit.width + 2:
        return False
    mixed = HAS_HAN.search(line) is not None and _WORD.search(line) is not None
    return own > _OVERHANG * habit.width or not mixed or FINAL.search(line) is not None


def _inside(line: str, following: str, own: int, habit: WrapHabit) -> bool:
    """Decide for a line that stops inside a sentence."""
    if own >= habit.near * habit.width:
        return True
    return not breaks.is_apart(following) and own + breaks.needed(line, following, habit.ambiguous) > habit.width


def _after_sentence(line: str, following: str, own: int, habit: WrapHabit) -> bool:
    """After the end of a sentence the line has to be full, and a new paragraph would be indented."""
    needed = breaks.needed(line, following, habit.ambiguous, breaks.SHORT_TOKEN)
    full = own >= habit.near * habit.width if habit.apart else own + needed > habit.width
    return full and not habit.double and not breaks.is_apart(following) and _is_aligned(line, following)


def _released(held: _Held | None, blank: str) -> Iterator[str]:
    if held:
        yield "".join((*held.parts, held.end))
    if blank:
        yield blank


def _joint(left: str, right: str, spacing: Spacing) -> str:
    """Return what stands between two lines that were one: a space, or nothing."""
    if breaks.is_call(left, right):
        return ""
    return " " if left.endswith(" -") else spacing.between(left[-1], right[0])


def _note(ledger: Ledger, number: int, before: str, after: str) -> None:
    """Write down a join with eight characters from either side of it."""
    ledger.count("unwrap")
    if ledger.wants_example("unwrap"):
        left, right = before[-_NOTED:], after.strip()[:_NOTED]
        ledger.keep("unwrap", Change(number, f"{left}⏎{right}", left + right))
