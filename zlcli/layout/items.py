"""The marks of items: bullets of every shape, numbers and letters."""

from __future__ import annotations

from zlcli.layout.lines import Line, columns
from zlcli.patterns import lazy
from zlcli.records import Record

_BULLET = lazy(r"([●■◆★▲►▶◇□○◎☆•‧∙・◦⚫⬤➢➤✓✔❖※▪▫])\s*(?=\S)|([-*+o·–])\s+(?=\S)|(·)(?=[\u4e00-\u9fff])")
_ORDERED = lazy(r"(\d{1,3})([.)])\s+(?=\S)")
_LETTERED = lazy(r"([a-zA-Z])[.)]\s+(?=\S)")
_TIGHT_LETTERED = lazy(r"([a-z])[.)）](?=[\u3400-\u9fff])")
_CHOICE = lazy(r"(?:([A-H])[.．、](?=\S)|[（(]([A-H])[)）]\s?(?=\S))")
_ENUMERATED = lazy(r"(\d{1,2})[、．](?=\D)")
_TIGHT = lazy(r"(\d{1,2})\.(?=[^\s\d.])")
_NUMBERED_BELOW = lazy(r"\d{1,2}\.(\d{1,2})[)）]\s*(?=\S)")
_CIRCLED = lazy("[①-⑳⑴-⒇]")
_BRACKETED = lazy(r"[（(](\d{1,2})[)）]\s*")

# In the order that they are tried in.
_KEPT = (
    ("lettered", _LETTERED),
    ("choice", _CHOICE),
    ("circled", _CIRCLED),
    ("lettered tightly", _TIGHT_LETTERED),
    ("below", _NUMBERED_BELOW),
    ("enumerated", _ENUMERATED),
    ("bracketed", _BRACKETED),
)
_FIRST_CIRCLED, _FIRST_BRACKETED = 0x2460, 0x2474

ODD_BULLETS = frozenset("●■◆★▲►▶◇□○◎☆")
FIRST = frozenset(
    "●■◆★▲►▶◇□○◎☆•‧∙・◦⚫⬤➢➤✓✔❖※▪▫-*+·–（(0123456789"
    + "".join(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x2460, 0x2488))))
)
"""What the marks of items begin with."""


class Item(Record):
    """A line with a mark: its ``family`` and number (0 for a bullet), the mark in Markdown, and the text behind it."""

    family: str
    number: int
    marker: str
    text: str
    line: Line


def is_item(text: str) -> bool:
    """Tell whether ``text`` begins with the mark of an item."""
    return bool(_BULLET.match(text) or _ORDERED.match(text))


def read(line: Line) -> Item | None:
    """Return the item that ``line`` begins, None if it has no mark."""
    text = line.text
    if match := _BULLET.match(text):
        return Item(match[1] or match[2] or match[3], 0, "-", text[match.end() :], line)
    if match := _ORDERED.match(text):
        return Item(match[2], int(match[1]), match[1] + match[2], text[match.end() :], line)
    if match := _TIGHT.match(text):
        return Item("tight", int(match[1]), match[1] + ".", text[match.end() :], line)
    return _kept_whole(line)


def _kept_whole(line: Line) -> Item | None:
    """An item whose mark Markdown does not know: it stays before the text."""
    for family, pattern in _KEPT:
        if match := pattern.match(line.text):
            if family == "choice" and _CHOICE.search(line.text, match.end()):
                continue
            mark = next((group for group in match.groups() if group), match[0])
            return Item(family, _value(mark), "-", line.text, line)
    return None


def _value(mark: str) -> int:
    """Return the number that a letter, a circled number or a plain one stands for."""
    code = ord(mark[0])
    if code >= _FIRST_CIRCLED:
        return code - (_FIRST_CIRCLED if code < _FIRST_BRACKETED else _FIRST_BRACKETED) + 1
    return int(mark) if mark.isdecimal() else ord(mark.lower()) - 96


def is_bullet(text: str) -> bool:
    """Tell whether ``text`` begins with a bullet."""
    return _BULLET.match(text) is not None


def is_choice(text: str) -> bool:
    """Tell whether ``text`` begins with the letter of an answer to choose: A．甲, (B)乙."""
    return _CHOICE.match(text) is not None


def is_circled(text: str) -> bool:
    """Tell whether ``text`` begins with a number in a circle."""
    return _CIRCLED.match(text) is not None


def width_of_mark(text: str, ambiguous: int) -> int:
    """Return how many columns the mark of an item and the gap behind it take."""
    match = _BULLET.match(text) or _ORDERED.match(text) or _TIGHT.match(text)
    return columns(match[0], ambiguous) if match else 0
