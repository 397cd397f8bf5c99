"""Quotation marks: “‘’” or 「『』」, at any depth."""

from __future__ import annotations

from zlcli.document import Quotes
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import lazy

_STYLES: dict[Quotes, str] = {"curly": "“”‘’", "corner": "「」『』"}
# ’ between letters is an apostrophe (it’s), and a 』 there would be taken for one once it is ’.
_APOSTROPHE = lazy(r"(?<=[A-Za-z0-9])[’』](?=[A-Za-z])")
_MARK = lazy("[“”‘’「」『』]")
_OPENING = "“‘「『"
_LINE = lazy("[^\n]*\n|[^\n]+")


def restyle(text: str, style: Quotes) -> str:
    """Write the quotation marks of ``text`` in ``style``: the outermost as “” or 「」, those inside as ‘’ or 『』, and so on.

    Paragraphs (lines) are treated one by one. One without Chinese is left alone. Where the marks do not pair, each becomes
    its counterpart (“ and 「, ‘ and 『), whatever its depth.
    """
    if style == "keep" or not _MARK.search(text):
        return text
    return "".join(_paragraph(line, _STYLES[style]) for line in _LINE.findall(text))


def _paragraph(text: str, style: str) -> str:
    if not HAN_CHARACTER.search(text):
        return text
    marks = _marks(text)
    paired = _by_depth(text, marks)
    chars = list(text)
    for at in marks:
        chars[at] = style[paired[at] if paired is not None else _counterpart(text[at])]
    return "".join(chars)


def _marks(text: str) -> list[int]:
    """Positions of the quotation marks; apostrophes are none."""
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(text)}
    return [match.start() for match in _MARK.finditer(text) if match.start() not in apostrophes]


def _by_depth(text: str, marks: list[int]) -> dict[int, int] | None:
    """Give each mark its place in a style by how deep it stands; None where opening and closing ones do not match up."""
    places: dict[int, int] = {}
    depth = 0
    for at in marks:
        opens = text[at] in _OPENING
        depth -= not opens
        if depth < 0:
            return None
        places[at] = 2 * (depth % 2) + (not opens)
        depth += opens
    return None if depth else places


def _counterpart(mark: str) -> int:
    return next(style.index(mark) for style in _STYLES.values() if mark in style)
