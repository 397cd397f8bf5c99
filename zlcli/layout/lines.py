"""What the rules of layout ask of a single line: its width, its indentation, how it ends."""

from __future__ import annotations

from functools import lru_cache

from zlcli.model.characters import FOLDED_MARKS, HAN
from zlcli.patterns import lazy
from zlcli.records import Record

# East Asian Wide and Fullwidth (Unicode Standard Annex #11), and the ambiguous marks that Chinese fonts draw wide.
_WIDE = lazy(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
AMBIGUOUS = lazy(
    "[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u00d7\u00b0\u00b1\u2460-\u249b\u2160-\u217f\u25a0-\u25ff\u2605\u2606\u2190-\u2193\u2500-\u257f]"
)
# A sentence, or a part of one that may end a line on purpose.
FINAL = lazy("[。！？!?；;：:…][”’」』）)》\\]】\"']*$")
# What only a sentence holds, and what a part of one does: no entry of a menu and no short link.
SENTENCE, CLAUSE = lazy("[。！？；]"), lazy("[。！？；，,;!?]")
HAS_HAN = lazy(f"[{HAN}]")
# They took one column when a folded text was wrapped, and two since they are restored.
_FOLDED = lazy(f"[{FOLDED_MARKS}]")
FOLDED = 0
"""For ``ambiguous``: count “” two columns, and one the marks that had been folded to ASCII."""
# Characters of a line whose width is remembered: those of wrapped text have fewer, and long ones would fill the memory.
_REMEMBERED = 200


def columns(text: str, ambiguous: int = 2) -> int:
    """Return how many columns of a terminal ``text`` takes; CJK counts two, and so do “” and their like unless told."""
    if text.isascii():
        return len(text)
    return (_measured_once if len(text) <= _REMEMBERED else _measured)(text, ambiguous)


def _measured(text: str, ambiguous: int) -> int:
    if ambiguous == FOLDED:
        return _measured(text, 2) - len(_FOLDED.findall(text))
    # Wide characters stand together, and to find each by itself takes six times as long.
    return len(text) + len("".join(_WIDE.findall(text))) + (ambiguous - 1) * len(AMBIGUOUS.findall(text))


# The diagnosis of wrapping measures the lines of a document several times over, its treatment once more.
_measured_once = lru_cache(4 * 200)(_measured)


def indent_of(line: str) -> int:
    """Return the columns of white space before the text of ``line``."""
    gap = len(line) - len(line.lstrip(" \t\u3000"))
    return columns(line[:gap].expandtabs(8)) if gap else 0


class Line(Record):
    """A line that holds text: the text, the columns before it, and whether it stands directly under the line before."""

    text: str
    indent: int
    adjacent: bool
    hard: bool
    """The line ends with two spaces: a break of Markdown."""


def as_line(raw: str, text: str, *, adjacent: bool) -> Line:
    """Split ``raw`` into indentation and ``text``, which is all that it holds but white space around it."""
    body = raw.rstrip("\r\n")
    if len(text) == len(body):
        return Line(text, 0, adjacent, False)
    hard = body.endswith("  ") and not body.endswith("   ") and not body[0].isspace()
    return Line(text, indent_of(body), adjacent, hard)
