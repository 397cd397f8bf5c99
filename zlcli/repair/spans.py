"""Stretches of a line that are not Chinese prose and that no repair of prose may touch."""

from __future__ import annotations

import re

from zlcli.patterns import lazy

# What may be in a URL or path after its beginning; Han characters and full-width punctuation end it.
_URL_BODY = r"[\w.~:/?#\[\]@!$&'()*+,;=%-]*[\w/#=&%~-]"
# Lengths are bounded (RFC 5321 and RFC 1035 for addresses), so that a line of letters does not cost its square.
PROTECTED = lazy(
    rf"""
      `{{1,8}}(?:(?!'')[^`\n。])+`{{1,8}}            # inline code; TeX closes ``quotes'', and no code holds a sentence
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)         # the target of a Markdown link
    | </?[A-Za-z][^<>\n]*>                            # an HTML tag
    | &(?:\#\d+|\#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);      # an HTML entity
    | (?:[A-Za-z][A-Za-z0-9+.-]{{1,30}}://|www\.){_URL_BODY}  # a URL
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]+)+      # an e-mail address
    | \b[A-Za-z]:(?=[\\/])                            # the drive of a Windows path
    | \\[A-Za-z]+(?:\{{[^{{}}\n]*\}})?                # a LaTeX command
    """,
    re.VERBOSE | re.ASCII,
)
# YAML between two lines of dashes at the very beginning, as Jekyll and its like have it.
_FRONT_MATTER = lazy(r"\ufeff?---[ \t]*\r?\n(?=[\w-]+[ \t]*:)(?:(?!---).*\n){1,200}?---[ \t]*(?:\r?\n|$)")
_FENCE = lazy(r" {0,3}(`{3,}|~{3,})")
# A heading's and strong emphasis's marks in Markdown, a blank to fill in, and a row of its tables.
_MARKUP = lazy(r"^ {0,3}#{1,6} |^\s*[*+] |\*\*|(?:\\?_){3,}")
_ROW = lazy(r"\s*\|[^|\n]+\|.*\|\s*")
# [10:21] of a chat and [3] of a note, where code has a name before it.
_STAMP = lazy(r"(?<![\w)\]])\[[\d:./ -]{1,20}\]")
_CODE_SYMBOLS = lazy(r"[{}\[\];=<>$\\|&#@^*_+]")
_LETTERS_BEYOND_ASCII = lazy(r"[^\x00-\x7f]")


def front_matter(text: str) -> int:
    """Return how many characters of front matter ``text``, the beginning of a document, has."""
    match = _FRONT_MATTER.match(text) if text.lstrip("\ufeff").startswith("---") else None
    return match.end() if match else 0


class Fences:
    """Follows the fences of Markdown (at least three back-quotes or tildes) from line to line."""

    def __init__(self) -> None:
        self._open: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the next line is code, unless it is a fence."""
        return self._open is not None

    def holds(self, line: str) -> bool:
        """Take the next ``line`` and tell whether it is fenced code, or the fence itself."""
        match = _FENCE.match(line)
        inside = self._open is not None
        if match and (self._open is None or match[1].startswith(self._open)):
            self._open = None if inside else match[1]
            return True
        return inside


def looks_like_code(line: str) -> bool:
    """Tell whether ``line`` is source or a command rather than prose.

    Two symbols of code, and more of them than a quarter of the characters beyond ASCII: a comment of ten characters does not
    turn ``x = f(y); // …`` into prose, and one ``<`` or ``#`` does not turn prose into code. URLs and their like are neither,
    nor are marks of Markdown or a time in brackets.
    """
    rest = _STAMP.sub("", _MARKUP.sub("", PROTECTED.sub("", line)))
    if _ROW.fullmatch(line):
        rest = rest.replace("|", "")
    symbols = len(_CODE_SYMBOLS.findall(rest))
    return symbols >= 2 and 4 * symbols > len(_LETTERS_BEYOND_ASCII.findall(rest))
