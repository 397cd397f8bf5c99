"""Text inside the elements of an HTML page: code, readings above characters, raised figures, lines that <br> ends."""

from __future__ import annotations

import re
from typing import Any

from zlcli.patterns import lazy

# Raised and lowered figures have characters of their own (Unicode, Superscripts and Subscripts); 103 is not 10³.
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SHIFTS = {"sup": _RAISED, "sub": _LOWERED}
"""The elements that raise and lower their text, and the characters for it."""
_FIGURES = lazy(r"[-+=()n0-9]{1,6}")
# What highlighters of code call the language of a block (https://html.spec.whatwg.org/#the-code-element).
_LANGUAGE = lazy(r"(?:^|\s)lang(?:uage)?-([\w+#.-]{1,20})(?:\s|$)")
# Lines that <br> sets apart and that are all so short are verse or an address; longer ones are paragraphs.
_SHORT_LINE = 30


def paragraphs(text: str) -> list[str]:
    """Cut text at its line breaks, unless they are those of verse or an address."""
    lines = [line for line in text.split("\n") if line.strip(" \u3000\xa0")]
    short = len(lines) > 1 and "\n\n" not in text and all(len(line.strip()) <= _SHORT_LINE for line in lines)
    if short and not any(line.startswith(("\u3000", "\xa0\xa0")) for line in lines):
        return ["\n".join(lines)]
    return lines


def code_span(text: str) -> str:
    """Set marks of code around ``text`` that nothing in it closes."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def language(element: Any) -> str:
    """Return the language that a block of code names, empty if it names none."""
    found = (_LANGUAGE.search(part.get("class") or "") for part in element.iter("pre", "code"))
    return next((match[1] for match in found if match), "")


def shifted(body: str, element: Any) -> str:
    """Return the text of what is raised, lowered, or set above a character as its reading, on the line."""
    if element.tag == "rt":
        return body if not body or _has_brackets(element) else f"（{body}）"
    return body.translate(SHIFTS[element.tag]) if _FIGURES.fullmatch(body) else body


def _has_brackets(reading: Any) -> bool:
    before = reading.getprevious()
    return before is not None and before.tag == "rp"
