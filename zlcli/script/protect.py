"""What conversion must leave alone in any script: code, addresses, paths, tags, commands, keys, quoted originals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise, zip_longest

from zlcli.model.characters import HAN, HAN_CHARACTER

Span = tuple[int, int]

# Code elements whose text is code as well; the length of what they hold is bounded, so that one that is never closed costs
# no more than that.
_CODE_ELEMENTS = "code|pre|script|style|kbd|samp|tt|var"
# LaTeX commands whose argument is a name or a place, not text to read.
_LATEX = (
    "label|ref|[a-z]*ref|[A-Za-z]*cite[a-z]*|bibliography|bibliographystyle|bibitem|includegraphics|input|include|usepackage|"
    "documentclass|begin|end|url|path|href|hyperref|hypertarget|lstinputlisting|texttt|code|newcommand|renewcommand"
)
_LABEL = f"(?:[A-Za-z0-9-]+|[{HAN}]+)"
# In an address, Chinese goes on what a separator began: of https://a.example/文件 all is the address, of
# https://a.example看 only the part before 看.
_ADDRESS = rf"""(?:[!#-;=?-\[\]_a-z{{|}}~]|(?<=[/=\#&?_.%+-])[{HAN}]+)+"""
_NAME = r"[\w.~+-]+"

# Each structure with a mark that a text must hold for it: prose holds few of them, and then nothing is searched.
_STRUCTURES: tuple[tuple[str, str], ...] = (
    ("-{", r"-\{[^{}]*\}-"),
    ("`", r"(?<!`)(?P<ticks>`+)(?!`)(?:[^`\n]|(?!(?P=ticks)(?!`))(?<!`)`+(?!`))+?(?P=ticks)(?!`)"),
    ("</", rf"<(?P<code>{_CODE_ELEMENTS})\b[^<>]{{0,2000}}>(?s:.{{0,4000}}?)</(?P=code)\s*>"),
    ("<", r"</?[A-Za-z][^<>]{0,4000}>|<[?!][A-Za-z-][^<>]{0,4000}>"),
    # An element with a Chinese name shows by its attributes or its end; <檔案名稱> alone is a placeholder, for people to read.
    ("</", rf"</[{HAN}][\w.-]*\s*>|<(?P<name>[{HAN}][\w.-]{{0,40}})>(?=[^<>]{{0,2000}}</(?P=name)\s*>)"),
    ("=", rf"<[{HAN}][\w.-]*\s+[\w:.-]+\s*=\s*[\"'][^<>]{{0,2000}}>"),
    ("](", r"(?<=\])\((?![^()]{0,200}[\s，。；：！？、])[^()\s]{1,2000}(?=[\s)])"),
    ("://", rf"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{{1,15}}://{_ADDRESS}"),
    ("www.", rf"(?<![\w.])www\.{_ADDRESS}"),
    ("@", rf"(?<![\w.+-])(?:[A-Za-z0-9.+_-]+|[{HAN}]+)@{_LABEL}(?:\.{_LABEL})+"),
    ("\\begin{", r"\\begin\{(?P<env>verbatim|lstlisting|minted)\}(?s:.{0,8000}?)\\end\{(?P=env)\}"),
    ("\\verb", r"\\verb\*?(?P<bar>[^\w\s])[^\n]{0,500}?(?P=bar)"),
    ("\\", rf"\\(?:{_LATEX})\*?(?:\[[^\[\]\n]{{0,500}}\])*\{{[^{{}}\n]{{0,500}}\}}"),
    ("\\", rf"(?<![A-Za-z0-9])[A-Za-z]:\\[^\s<>:\"|?*，。；：！？、（）「」“”]+|(?<![\w\\])\\\\{_NAME}(?:\\{_NAME})+"),
    ("/", rf"(?<![\w/.:~])(?:(?:~|\.{{1,2}})(?:/{_NAME})+|(?:/{_NAME}){{2,}}|/{_NAME}\.[A-Za-z0-9]{{1,5}}(?![A-Za-z0-9]))/?"),
    ("/", rf"(?<![\w/.~+-]){_NAME}(?:/{_NAME})+\.[A-Za-z][A-Za-z0-9]{{0,4}}(?![A-Za-z0-9])"),
)
_FRONT_MATTER = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?s:.{0,20000}?))\n(?P=fence)[ \t]*(?:\r?\n|\Z)")
_KEY = re.compile(r"^[ \t]*(?:- +)?([^\s:=\#\[\]{}\"'-][^:=\n]{0,80}?)\s*(?::(?=\s)|=)", re.MULTILINE)
# Code points that stand for no character and never will (Unicode, section 23.7); one that the text does not hold marks the
# places of what is protected.
_NONCHARACTERS = [chr(code) for code in range(0xFDD0, 0xFDF0)]


def shield(text: str, convert: Callable[[str], str], *, own: re.Pattern[str] | None = None, head: bool = False) -> str:
    """Convert ``text`` but for what is protected: by its structure, or because ``own`` matches it.

    ``convert`` is given the whole text with a single mark in place of each protected part, so that it sees words and
    sentences undivided; it must return the marks in their order. ``head`` says that the document begins here, where there may
    be front matter.
    """
    spans = list(_merged(sorted(_spans(text, own, head))))
    if not spans:
        return convert(text)
    mark = next((char for char in _NONCHARACTERS if char not in text), None)
    cuts = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[a:b] for a, b in pairwise(cuts)]
    if mark is None:
        return "".join(piece if i % 2 else convert(piece) for i, piece in enumerate(pieces))
    converted = convert(mark.join(pieces[::2])).split(mark)
    return "".join(part for pair in zip_longest(converted, pieces[1::2], fillvalue="") for part in pair)


def _spans(text: str, own: re.Pattern[str] | None, head: bool) -> Iterator[Span]:
    """Yield what is protected and holds Han characters; nothing else would change anyway."""
    structure = _structure(frozenset(mark for mark, _ in _STRUCTURES if mark in text))
    for pattern in (structure, own):
        for match in pattern.finditer(text) if pattern else ():
            if HAN_CHARACTER.search(match[0]):
                yield match.span()
    front = _FRONT_MATTER.match(text) if head else None
    if front:
        yield from (match.span(1) for match in _KEY.finditer(text, front.start("body"), front.end("body")))


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Yield the sorted spans without overlaps."""
    end = 0
    for start, stop in spans:
        if stop > end:
            yield max(start, end), stop
            end = stop


@cache
def _structure(marks: frozenset[str]) -> re.Pattern[str] | None:
    """Compile the structures that a text with ``marks`` can hold."""
    patterns = [pattern for mark, pattern in _STRUCTURES if mark in marks]
    return re.compile("|".join(patterns)) if patterns else None
