"""Which ASCII character a lost byte took with it: what the text around says, beyond what the model of pairs knows."""

from __future__ import annotations

import re

from zlcli.patterns import lazy

ALL = "\n\r\t" + "".join(map(chr, range(0x20, 0x40)))
"""What Windows takes for the trail byte of a pair and drops: ASCII below 40."""

# Costs in nats, about -log of the share in Markdown, source code and logs; white space and punctuation that closes.
_RARE = 5.0
_BASE = {
    "\n": 0.5,
    " ": 2.0,
    '"': 2.0,
    "'": 3.0,
    "*": 3.5,
    ")": 2.5,
    ",": 2.5,
    ".": 3.0,
    ":": 3.0,
    "<": 2.5,
    "(": 3.0,
    "\r": 9.0,
}
_LIKELY, _UNLIKELY = -6.0, 4.0
# What a line begins with: a comment, a list item, an indentation, a heading, a key, a tag, a statement.
_LINE_START = lazy(
    r"[ \t]*(?:#|//|/\*|\*/|--|[-*+] |\d+[.)、] |>|@|<[a-z!/]|\||```|[A-Za-z_][\w.]*(?:\s*[=({]|:\s)|"
    r"(?:def|class|import|from|if|else|for|return|print|echo|const|let|var|function|export|try|end|public|private)\b)|"
    r"[ \t]{2,}\S|\n"
)
_MARKER = lazy(r"\s*(#+|//+|--|\*|[-*+>]|;+)\s")
# Han, kana or full-width punctuation is set off by no space, Latin letters and digits often are.
_WORD = lazy("[A-Za-z0-9]")
# What is set off by spaces inside a line: the cells of a table, the end of a comment.
_SPACED = (("|", "|"), ("/*", "*/"), ("<!--", "-->"), ("{", "}"), ("==", "=="))
_SPACE_BEFORE_ASCII = -1.0
_ONE_SPACE = lazy(" (?![ *])")
# The first two bytes of ，：！ and their like and of 、。》, which begin no line, as GBK has them.
_PUNCTUATION = ("锛", "銆")
_CLOSES = lazy(r"""[\s,;:.)\]}>=+]|$""")


def charges(left: str, right: str) -> dict[str, float]:
    """Return a cost in nats for each of `ALL`, ``left`` and ``right`` being the text (still damaged) on both sides."""
    line, rest = left[left.rfind("\n") + 1 :], right.partition("\n")[0]
    found = {char: _BASE.get(char, _RARE) for char in ALL}
    for quote in "\"'":
        opened = line.count(quote) % 2 == 1
        found[quote] += (_LIKELY if _CLOSES.match(right) else 0.0) if opened else _UNLIKELY / (1 + rest.count(quote))
    found[")"] += _LIKELY / 2 if line.count("(") > line.count(")") else _UNLIKELY
    found["("] += 0.0 if rest.count(")") > rest.count("(") else _UNLIKELY
    found["*"] += _LIKELY if right.startswith("*") and line.count("**") % 2 == 1 else 0.0
    found["<"] += _LIKELY if re.match(r"/?[a-z][\w-]*[^<>\n]*>", right) else _UNLIKELY
    found[">"] += 0.0 if line.count("<") > line.count(">") else _UNLIKELY
    found["\n"] += _newline(line, right)
    found[" "] += _space(line, right)
    if not right:
        return {char: cost for char, cost in found.items() if cost < 0 or (char == "\n" and char in left)}
    if right.startswith("\n") and "\r" in left[-2000:] + right[:2000]:
        found["\r"] += 2 * _LIKELY
    return found


def _space(line: str, right: str) -> float:
    if any(opening in line and right.startswith(closing) for opening, closing in _SPACED):
        return _LIKELY
    return _SPACE_BEFORE_ASCII if "!" <= right[:1] <= "~" else _UNLIKELY


def _newline(line: str, right: str) -> float:
    if right.startswith(_PUNCTUATION):
        return 2 * _UNLIKELY
    if _ONE_SPACE.match(right):
        return _UNLIKELY  # one space of indentation is rare, one after a comma or colon is not
    marker = _MARKER.match(line)
    if marker and right.lstrip().startswith(marker[1]):
        return _LIKELY
    if _LINE_START.match(right):
        return _LIKELY / 2
    if right.startswith("("):
        return _UNLIKELY / 2
    return 1.5 * _UNLIKELY if _WORD.match(right) else 0.0
