"""Which ASCII character a lost byte took with it: what the text around says, beyond what the model of pairs knows."""

from __future__ import annotations

from itertools import accumulate

from zlcli.patterns import lazy
from zlcli.repair.line_ends import LIKELY, PUNCTUATION, UNLIKELY, closes_comment, line_end
from zlcli.repair.rows import is_row
from zlcli.repair.surroundings import asks

ALL = "\n\r\t" + "".join(map(chr, range(0x20, 0x40)))
"""What Windows takes for the trail byte of a pair and drops: ASCII below 40."""

# Costs in nats, about -log of the share in Markdown, source code and logs; white space and punctuation that closes.
_RARE = 5.0
USUAL = dict.fromkeys(ALL, _RARE) | {
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
"""What each costs where nothing is known."""
# What each costs more before a letter, a digit, a space, what closes, and what ends a clause.
_BEFORE_LETTER = {",": 1.5, ".": 2.0, ":": 1.0, ";": 2.0, ")": 1.0, "!": 2.0, "?": 2.0}
_BEFORE = {
    "a": _BEFORE_LETTER,
    "0": _BEFORE_LETTER,
    " ": {"(": UNLIKELY, "'": 1.0},
    ")": {",": 2.0, ":": 2.0, ";": 2.0, "(": 2.0},
    ".": {",": 3.0, ":": 3.0, ";": 3.0, "(": 2.0},
}
# A message ends in an exclamation mark more often than other text. A list, or what is indented, is announced by a colon.
_QUOTES, _EXCLAIMED, _HEADED, _INDENTED = frozenset("\"'"), -2.5, lazy(r"\n\n? *(?:[-*+]|\d+[.)]) "), lazy(r"\n( +)\S")
# An aside of a value or an address follows a colon rather than a comma.
_VALUE = lazy(r" [A-Za-z0-9%/\"'{\[]")
_BEFORE_VALUE = 1.0
# What ends a quotation, emphasis or element that asks something.
_BEHIND_QUESTION = frozenset("\"'*<)_")
# White space and punctuation in ASCII at the end of a line in Chinese, where nothing asks for it.
_AT_LINE_END = 2.0
# What is set off by spaces inside a line: the cells of a table, the end of a comment.
_SPACED = (("|", "|"), ("{", "}"), ("==", "=="))
_SPACE_BEFORE_ASCII, _CLOSING = -1.0, frozenset(",;:.!?)]}")
_INLINE_CODE = lazy(r"`[^`\n]+`")  # which few lines begin with
# Some manuals part their words by spaces; so many among so many characters are a habit.
_SURE_HABIT, _NEAR = 3, 80
_SPACED_OUT = lazy(r"[^\x00-\x7f] [^\x00-\x7f]")
# Whether the line sets Latin letters and digits off from Han; what it says where all are alike, in nats.
_TIGHT, _APART, _HABIT = lazy("[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]"), lazy("[\u4e00-\u9fff] [A-Za-z0-9]"), 1.5
_TAG = lazy(r"/?[a-z][\w-]*(?:\s[^<>\n]*)?/?>")
# The end of strong emphasis, of which half may be lost.
_EMPHASIZED, _EMPHASIS_END = lazy(r"\*[^\s*]"), lazy(r"[*?]\*")
_CLOSES = lazy(r"""[\s,;:.)\]}>=+]|$""")
# What is indented or a list item or comment begins another line.
_NEXT = lazy(r"[^\x00-\x7f]\?(?=[ \t]{2,}\S|[ \t]*(?:\*|//|#|--|[-+]) )")
_FORMAT, _VARIABLE, _PATH = lazy("%[A-Za-z]"), lazy(r"\$[A-Za-z_{(]"), lazy(r"\.?/\w")
_ENDING = lazy(
    r"(?:xlsx?|docx?|pptx?|txt|csv|tsv|png|jpe?g|gif|svg|pdf|py|js|ts|java|json|md|html?|zip|exe|mp[34]|log|sql|xml|ya?ml|ini|css)"
    r"(?![\w(=])"
)
_ROOT = lazy(r"(?:etc|usr|var|home|dev|proc|tmp|bin|opt|root|sys|lib|mnt|srv|boot|run)(?![\w.=(:])")


def charges(left: str, right: str, lines: int = 0, *, blank: bool = False) -> dict[str, float]:
    """Return a cost in nats for each of `ALL`, ``left`` and ``right`` being the text (still damaged) on both sides.

    ``lines`` are those that the document is known to have: where there are others, the last one has an end too. ``blank``
    tells that some lost their end, so that what stands before another end is a blank line.
    """
    line, rest = left[left.rfind("\n") + 1 :], _rest_of_line(right)
    found = USUAL.copy()
    row = "," in line and is_row(line, rest)
    if not row:
        for char, cost in _BEFORE.get(_kind(right), {}).items():
            found[char] += cost
    _weigh_quotes(found, line, rest, right, row=row)
    inside = line[line.rfind('"') + 1 :] if line.count('"') % 2 else line  # what is open outside of a quotation stays so
    _weigh_brackets(found, line, rest, right, inside)
    found["*"] += _emphasis(line, rest)
    found[","] += LIKELY / 2 if row else 0.0
    found["\n"] += line_end(line, right, lines + left.count("\n"))
    found[" "] += _space(inside, right)
    _weigh_marks(found, line, right)
    if not right:
        return {char: cost for char, cost in found.items() if cost < 0 or (char == "\n" and (char in left or lines > 1))}
    if right.startswith("\n"):
        found = {char: cost + _AT_LINE_END * (cost > 0 and char != "\n") for char, cost in found.items()}
        if "\r" in left + right:
            found["\r"] += 2 * LIKELY
        elif not blank:
            found["\n"] += UNLIKELY  # \r, which was lost with the others
    return found


def _rest_of_line(right: str) -> str:
    """What follows in the line, as far as is known: another one that lost its end may be joined to it."""
    rest = right.partition("\n")[0]
    joined = _NEXT.search(rest) if "?" in rest else None
    return rest[: joined.end()] if joined else rest


def _weigh_brackets(found: dict[str, float], line: str, rest: str, right: str, inside: str) -> None:
    missing = line.count("(") - line.count(")") - (rest.count(")") - rest.count("("))
    opened = inside.count("(") > inside.count(")")
    found[")"] += (LIKELY / 2 if "?" in rest else LIKELY) if opened and missing > 0 else UNLIKELY
    found["("] += _opens(rest) if missing < 0 else UNLIKELY
    found["<"] += LIKELY if _TAG.match(right) else UNLIKELY
    found[">"] += 0.0 if line.count("<") > line.count(">") else UNLIKELY


def _is_deeper(line: str, right: str) -> bool:
    """Tell whether the line behind is indented where this one is less so, as what a colon announces."""
    indented = _INDENTED.match(right)
    return indented is not None and len(indented[1]) > len(line) - len(line.lstrip(" "))


def _kind(right: str) -> str:
    first = right[:1]
    if first.isascii() and first.isalnum():
        return "a" if first.isalpha() else "0"
    return ")" if first in ")]}" else "." if first in ",.;:!?" else first


def _weigh_quotes(found: dict[str, float], line: str, rest: str, right: str, *, row: bool) -> None:
    quotable, rest = line.replace('"""', ""), rest.replace('"""', "")
    for quote in "\"'":
        # In a row of CSV one begins behind a comma only.
        opened = quotable.count(quote) % 2 == 1
        found[quote] += UNLIKELY if row and not opened else _quote(quote, opened, rest, right)
    if line.count('"""') % 2 and right.startswith('""') and not right.startswith('"""'):
        found['"'] = 2 * LIKELY


def _quote(quote: str, opened: bool, rest: str, right: str) -> float:
    """What is open is closed here if nothing else was lost in the line, unless the ``rest`` has it closed."""
    odd = rest.count(quote) % 2 == 1
    if not opened:
        return LIKELY / 2 if odd and not right[:1].isspace() else UNLIKELY
    closes = _CLOSES.match(right) or right.startswith(PUNCTUATION)
    if right[:1].isascii() and right[:1].isalnum():
        return UNLIKELY
    if "?" in rest and (closes or not right[:1] > "\x7f"):
        return LIKELY if closes else 0.0
    if odd:
        return UNLIKELY
    return LIKELY if closes or quote == '"' else 0.0


def _opens(rest: str) -> float:
    """What ``rest`` closes was opened, here or where it lost something else before."""
    depths = list(accumulate((char == "(") - (char == ")") for char in rest))
    return LIKELY / 2 if "?" in rest[: depths.index(-1) if -1 in depths else len(rest)] else LIKELY


def _emphasis(line: str, rest: str) -> float:
    """Of a pair of asterisks the other one is left: it ends what is open, or begins what ends further on. One ends one."""
    if _EMPHASIZED.match(line) and line.count("*") % 2 == 1 and not rest.startswith("*"):
        return LIKELY
    if not rest.startswith("*") or rest.startswith("**"):
        return 0.0 if line.count("*") % 2 or "*" in rest else UNLIKELY
    opened = line.count("**") % 2 == 1
    return LIKELY if opened or (rest[1:2].strip() and _EMPHASIS_END.search(rest, 1)) else 0.0


def _space(line: str, right: str) -> float:
    if closes_comment(line, right) or any(opening in line and right.startswith(closing) for opening, closing in _SPACED):
        return LIKELY
    if right.startswith(" "):
        return UNLIKELY
    if not "!" <= right[:1] <= "~":
        others = len(_SPACED_OUT.findall(line[-_NEAR:])) + len(_SPACED_OUT.findall(right[:_NEAR]))
        if not others:
            return UNLIKELY if line.strip() else UNLIKELY / 2  # a bullet may begin the line
        return _SPACE_BEFORE_ASCII * min(others, _SURE_HABIT)
    if not (right[:1].isascii() and right[:1].isalnum()):
        return UNLIKELY / 2 if right[:1] in _CLOSING else _SPACE_BEFORE_ASCII * (3 if _INLINE_CODE.match(right) else 1)
    tight, apart = _TIGHT.search(line) is not None, _APART.search(line) is not None
    return _SPACE_BEFORE_ASCII + _HABIT * (tight - apart)


def _weigh_marks(found: dict[str, float], line: str, right: str) -> None:
    """Signs of variables, forms of dates and paths, of which the line has others; what ends or announces something."""
    if right.startswith("..") and not right.startswith("..."):
        found["."] += 2 * LIKELY
    found["?"] += LIKELY if right[:1] in _BEHIND_QUESTION and asks(line) else 0.0
    found[":"] -= _BEFORE_VALUE if _VALUE.match(right) else 0.0
    if right[:1] in _QUOTES and line.count(right[0]) % 2:
        found[" "] += UNLIKELY
        found["!"] += _EXCLAIMED
    if right.startswith("\n") and not line.startswith("#") and (_HEADED.match(right) or _is_deeper(line, right)):
        found[":"] += LIKELY
        found["\n"] += UNLIKELY / 2
    if right[:1].isascii() and right[:1].isalpha():
        _weigh_signs(found, line, right)
    elif _PATH.match(right):
        found["."] += LIKELY / 2


def _weigh_signs(found: dict[str, float], line: str, right: str) -> None:
    found["%"] += LIKELY if _FORMAT.search(line) and line.count('"') + line.count("'") else 0.0
    found["/"] += LIKELY if _ROOT.match(right) else 0.0
    found["$"] += LIKELY / 2 if _VARIABLE.search(line) else 0.0
    found["."] += LIKELY if _ENDING.match(right) else 0.0
