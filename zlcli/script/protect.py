"""What conversion must leave alone in any script: code, addresses, paths, tags, commands, keys, quoted originals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, pairwise, zip_longest

from zlcli.patterns import lazy
from zlcli.places import places

Span = tuple[int, int]

# Code elements whose text is code as well; the length of what they hold is bounded, so that one that is never closed costs
# no more than that.
_CODE_ELEMENTS = "code|pre|script|style|kbd|samp|tt|var"
# LaTeX commands whose argument is a name or a place, not text to read.
_LATEX = (
    "label|ref|[a-z]*ref|[A-Za-z]*cite[a-z]*|bibliography|bibliographystyle|bibitem|includegraphics|input|include|usepackage|"
    "documentclass|begin|end|url|path|href|hyperref|hypertarget|lstinputlisting|texttt|code|newcommand|renewcommand"
)
# Of the supplementary planes none: a class that has them is fifty times slower (see `zlcli.script.identify`).
_BMP = "\u3400-\u9fff\uf900-\ufaff"
_HAN = lazy(f"[{_BMP}]")
_LABEL = f"(?:[A-Za-z0-9-]+|[{_BMP}]+)"
# In an address, Chinese goes on what a separator began: of https://a.example/文件 all is the address, of
# https://a.example看 only the part before 看.
_CHARACTERS = rf"(?:[!#-;=?-\[\]_a-z{{|}}~]|(?<=[/=\#&?_.%+-])[{_BMP}]+)+"
_NAME = r"[\w.~+-]+"

# Structures that begin with a character of their own. All patterns begin with that literal, so that prose is only skimmed.
_MARKED = lazy(
    "|".join(
        [
            r"-\{[^{}]*\}-",
            r"```(?<![^\n ]```)(?P<ticks>`*)[^`\n]*\n(?s:.*?)\n {0,3}```(?P=ticks)`*(?=[ \t]*(?:\n|\Z))",
            # Without the look ahead a rule of 50 tildes would be tried as a fence of each length, each time to the end.
            r"~~~(?<![^\n ]~~~)(?P<tildes>~*)(?!~)[^\n]*\n(?s:.*?)\n {0,3}~~~(?P=tildes)~*(?=[ \t]*(?:\n|\Z))",
            r"`(?<!``)(?!`)[^`\n]+`(?!`)",
            r"``(?<!```)(?P<more>`*)(?!`)(?:[^`\n]|`(?!`))+?``(?P=more)(?!`)",
            rf"<(?P<code>{_CODE_ELEMENTS})\b[^<>]{{0,2000}}>(?s:.{{0,4000}}?)</(?P=code)\s*>",
            r"</?[A-Za-z][^<>]{0,4000}>",
            r"<[?!][A-Za-z-][^<>]{0,4000}>",
            # An element with a Chinese name shows by its attributes or its end; <檔案名稱> alone is for people to read.
            rf"</[{_BMP}][\w.-]*\s*>",
            rf"<(?P<name>[{_BMP}][\w.-]{{0,40}})>(?=[^<>]{{0,2000}}</(?P=name)\s*>)",
            rf"<[{_BMP}][\w.-]*\s+[\w:.-]+\s*=\s*[\"'][^<>]{{0,2000}}>",
            r"\]\([^()\s，。；：！？、]{1,2000}\)",
            r"\\begin\{(?P<env>verbatim|lstlisting|minted)\}(?s:.{0,8000}?)\\end\{(?P=env)\}",
            r"\\verb\*?(?P<bar>[^\w\s*])[^\n]{0,500}?(?P=bar)",
            rf"\\(?:{_LATEX})\*?(?:\[[^\[\]\n]{{0,500}}\])*\{{[^{{}}\n]{{0,500}}\}}",
        ]
    )
)
# What they begin with, and the character of it that prose has least of: a pair takes four times as long to look for.
_MARKS = {"`": "`", "~~~": "~", "<": "<", "\\": "\\", "-{": "{", "](": "]"}
# Marks in so many of a text's characters make one pass of the pattern faster than a look at each.
_DENSE = 0.01
# Where an address or a path can hold Chinese: beside a separator, or further on where its ASCII ends in a sign. Lines without
# such a place are not searched for addresses.
_PLACE = lazy(rf"[/\\@](?:(?<=[{_BMP}].)|(?:[!-~]{{0,500}}[/\\@=\#&?_.%+-])?(?=[{_BMP}]))")
# The same without the class of Han characters, which takes longer to compile than a short document does to convert.
_MAY_BE_PLACE = lazy(r"[/\\@](?:(?<=[^\x00-\x7f].)|(?:[!-~]{0,500}[/\\@=\#&?_.%+-])?(?=[^\x00-\x7f]))")
_ADDRESS = lazy(
    "|".join(
        [
            rf"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{{1,15}}://{_CHARACTERS}",
            rf"(?<![\w.])www\.{_CHARACTERS}",
            rf"(?<![\w.+-])(?:[A-Za-z0-9.+_-]+|[{_BMP}]+)@{_LABEL}(?:\.{_LABEL})+",
            r"(?<![A-Za-z0-9])[A-Za-z]:\\[^\s<>:\"|?*，。；：！？、（）「」“”]+",
            rf"(?<![\w\\])\\\\{_NAME}(?:\\{_NAME})+",
            # A single step below the root is a path only with an ending: 手機 /電腦 is none.
            rf"(?<![\w/.:~])(?:(?:~|\.{{1,2}})(?:/{_NAME})+|(?:/{_NAME}){{2,}}|/{_NAME}\.[A-Za-z0-9]{{1,5}}(?![A-Za-z0-9]))/?",
            rf"(?<![\w/.~+-]){_NAME}(?:/{_NAME})+\.[A-Za-z][A-Za-z0-9]{{0,4}}(?![A-Za-z0-9])",
        ]
    )
)
# No address holds one of these; lines of more characters are no lines of prose, and are not searched as a whole.
_OUTSIDE = "，。 "
_ANY_OUTSIDE = lazy(f"[{_OUTSIDE}]")
_LONG = 4096
# What every address has: to search the parts of a line that have one takes a quarter of the time that all of prose takes.
_SIGN = lazy(r"[/\\@]|www\.")
_FRONT_MATTER = lazy(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?s:.{0,20000}?))\n(?P=fence)[ \t]*(?:\r?\n|\Z)")
_KEY = lazy(r"^[ \t]*(?:- +)?([^\s:=\#\[\]{}\"'-][^:=\n]{0,80}?)\s*(?::(?=\s)|=)", re.MULTILINE)
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
    found = [_marked(text), _addresses(text)]
    if own:
        found.append(own.finditer(text))
    yield from (match.span() for match in chain(*found) if _HAN.search(match[0]))
    front = _FRONT_MATTER.match(text) if head else None
    if front:
        yield from (match.span(1) for match in _KEY.finditer(text, front.start("body"), front.end("body")))


def _marked(text: str) -> Iterator[re.Match[str]]:
    """Find the structures that have a mark."""
    most = int(_DENSE * len(text))
    starts = list(islice(_starts(text), most + 1))
    if len(starts) > most:
        yield from _MARKED.finditer(text)
        return
    end = 0
    for start in sorted(starts):
        match = _MARKED.match(text, start) if start >= end else None
        if match:
            end = match.end()
            yield match


def _starts(text: str) -> Iterator[int]:
    """Find every occurrence of every mark."""
    for mark, rare in _MARKS.items():
        before = mark.index(rare)
        yield from (at - before for at in places(rare, text) if text.startswith(mark, at - before))


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """Find addresses and paths in the lines that may hold one with Chinese."""
    end = 0
    for at in sorted(chain.from_iterable(places(sign, text) for sign in "/\\@")):
        place = _PLACE.match(text, at) if at >= end and _MAY_BE_PLACE.match(text, at) else None
        if place:
            start, end = _around(text, at, place.end(), end)
            for part in _parts(text, start, end):
                yield from _ADDRESS.finditer(text, *part)


def _around(text: str, first: int, last: int, least: int) -> Span:
    """Return start and end of the line around a place, of a very long one those of the part that no address goes beyond."""
    start, end = text.rfind("\n", least, first) + 1 or least, text.find("\n", last)
    end = len(text) if end < 0 else end
    return (start, end) if end - start <= _LONG else _part(text, (first, last), start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a line that may hold an address, none of which goes beyond one."""
    for sign in _SIGN.finditer(text, start, end):
        if sign.start() >= start:
            first, start = _part(text, sign.span(), start, end)
            yield first, start


def _part(text: str, place: Span, least: int, most: int) -> Span:
    """Return start and end of the part around ``place`` that no address goes beyond."""
    outside = _ANY_OUTSIDE.search(text, place[1], most)
    start = max(text.rfind(sign, least, place[0]) for sign in _OUTSIDE) + 1
    return start or least, outside.start() if outside else most


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Yield the sorted spans without overlaps."""
    end = 0
    for start, stop in spans:
        if stop > end:
            yield max(start, end), stop
            end = stop
