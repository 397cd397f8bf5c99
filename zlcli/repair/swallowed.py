"""Which ASCII character a lost byte took with it: what the text around says, beyond what the model of pairs knows."""

from __future__ import annotations

from zlcli.patterns import lazy

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
_LIKELY, _UNLIKELY = -6.0, 4.0
# White space and punctuation in ASCII at the end of a line in Chinese, where nothing asks for it.
_AT_LINE_END = 2.0
# What a line begins with: a comment, a list item, an indentation, a heading, a key, a tag, a statement.
_LINE_START = lazy(
    r"[ \t]*(?:#|//|/\*|\*/|--|[-*+] |\d+[.)、] |>|@|<[a-z!/]|\||```|[A-Za-z_][\w.]*(?:\s*[=({]|:\s)|"
    r"(?:def|class|import|from|if|else|for|return|print|echo|const|let|var|function|export|try|end|public|private)\b)|"
    r"[ \t]{2,}\S|\n"
)
# The beginning of a line behind what was lost; a blank line behind what was not.
_JOINED, _BLANK = lazy(r"[^\x00-\x7f]\?[ \t]*(?:\* |//|#|\*/|--|[-+] |\d+\. )"), lazy(r"[^\x00-\x7f]\n\n")
_MARKER = lazy(r"\s*(#+|//+|--|\*|[-*+>]|;+)\s")
# Han, kana or full-width punctuation is set off by no space, Latin letters and digits often are.
_WORD = lazy("[A-Za-z0-9]")
# What is set off by spaces inside a line: the cells of a table, the end of a comment.
_SPACED = (("|", "|"), ("{", "}"), ("==", "=="))
_COMMENTS = (("/*", "*/"), ("<!--", "-->"))
_SPACE_BEFORE_ASCII = -1.0
# Some manuals part their words by spaces.
_SPACED_OUT = lazy(r"[^\x00-\x7f] [^\x00-\x7f]")
# One space of indentation is rare, one after a comma or colon is not; nor does what closes begin a line.
_NO_START = lazy(r" (?![ *])|[,;:.)\]]|[\"'][,;:.)\]}]")
# The first two bytes of ，：！ and their like and of 、。》, which begin no line, as GBK has them.
_PUNCTUATION = ("锛", "銆")
_TAG = lazy(r"/?[a-z][\w-]*(?:\s[^<>\n]*)?/?>")
# The end of strong emphasis, of which half may be lost; the fields of a row, which have no space behind the comma.
_EMPHASIZED = lazy(r"\*[^\s*]")
_EMPHASIS_END, _FIELDS = lazy(r"[*?]\*"), lazy(r",(?! )")
_CLOSES = lazy(r"""[\s,;:.)\]}>=+]|$""")


def swallows_ends(sample: str) -> bool:
    r"""Tell whether lines of ``sample`` lost their ends: the next one's beginning, or blank lines, show that they end in \n.

    Where they end in \r\n it is the first half that gets lost, and a question mark stands before blank lines too.
    """
    return _JOINED.search(sample) is not None or (_BLANK.search(sample) is not None and "?\n\n" not in sample)


def charges(left: str, right: str, lines: int = 0, *, blank: bool = False) -> dict[str, float]:
    """Return a cost in nats for each of `ALL`, ``left`` and ``right`` being the text (still damaged) on both sides.

    ``lines`` are those that the document is known to have: where there are others, the last one has an end too. ``blank``
    tells that some lost their end, so that what stands before another end is a blank line.
    """
    line, rest = left[left.rfind("\n") + 1 :], right.partition("\n")[0]
    quotable = line.replace('"""', "")
    found = USUAL.copy()
    is_row = line.count('"') % 2 == 0 and len(_FIELDS.findall(line + "?" + rest)) > 1
    for quote in "\"'":
        # In a row of CSV one begins behind a comma only.
        found[quote] += _UNLIKELY if is_row else _quote(quotable.count(quote) % 2 == 1, rest.count(quote), right)
    inside = line[line.rfind('"') + 1 :] if line.count('"') % 2 else line  # what is open outside of a quotation stays so
    if right.startswith("..") and not right.startswith("..."):
        found["."] += 2 * _LIKELY
    if line.count('"""') % 2 and right.startswith('""') and not right.startswith('"""'):
        found['"'] = 2 * _LIKELY
    found[")"] += _LIKELY / 2 if inside.count("(") > inside.count(")") else _UNLIKELY
    found["("] += _LIKELY / 2 if rest.count(")") > rest.count("(") else _UNLIKELY
    found["*"] += _emphasis(line, rest)
    found[","] += _LIKELY / 2 if is_row else 0.0
    found["<"] += _LIKELY if _TAG.match(right) else _UNLIKELY
    found[">"] += 0.0 if line.count("<") > line.count(">") else _UNLIKELY
    found["\n"] += _newline(line, right)
    found[" "] += _space(inside, right)
    if not right:
        return {char: cost for char, cost in found.items() if cost < 0 or (char == "\n" and (char in left or lines > 1))}
    if right.startswith("\n"):
        found = {char: cost + _AT_LINE_END * (cost > 0 and char != "\n") for char, cost in found.items()}
        if "\r" in left + right:
            found["\r"] += 2 * _LIKELY
        elif not blank:
            found["\n"] += _UNLIKELY  # \r, which was lost with the others
    return found


def _quote(opened: bool, rest: int, right: str) -> float:
    if opened:
        return _LIKELY if _CLOSES.match(right) or right.startswith(_PUNCTUATION) else 0.0
    return _LIKELY / 2 if rest % 2 == 1 and not right[:1].isspace() else _UNLIKELY


def _emphasis(line: str, rest: str) -> float:
    """Of a pair of asterisks the other one is left: it ends what is open, or begins what ends further on. One ends one."""
    if _EMPHASIZED.match(line) and line.count("*") % 2 == 1 and not rest.startswith("*"):
        return _LIKELY
    if not rest.startswith("*") or rest.startswith("**"):
        return 0.0
    opened = line.count("**") % 2 == 1
    return _LIKELY if opened or (rest[1:2].strip() and _EMPHASIS_END.search(rest, 1)) else 0.0


def _space(line: str, right: str) -> float:
    if _closes_comment(line, right) or any(opening in line and right.startswith(closing) for opening, closing in _SPACED):
        return _LIKELY
    if right.startswith(" "):
        return _UNLIKELY
    if "!" <= right[:1] <= "~" or _SPACED_OUT.search(line) or _SPACED_OUT.search(right):
        return _SPACE_BEFORE_ASCII
    return _UNLIKELY


def _closes_comment(line: str, right: str) -> bool:
    return any(opening in line and right.startswith(closing) for opening, closing in _COMMENTS)


def _newline(line: str, right: str) -> float:
    if right.startswith(_PUNCTUATION) or _closes_comment(line, right):
        return 2 * _UNLIKELY
    if _NO_START.match(right):
        return _UNLIKELY
    marker = _MARKER.match(line)
    if marker and right.lstrip().startswith(marker[1]):
        return _LIKELY
    if _LINE_START.match(right):
        return _LIKELY / 2
    if right.startswith("("):
        return _UNLIKELY / 2
    return 1.5 * _UNLIKELY if _WORD.match(right) else 0.0
