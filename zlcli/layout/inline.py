"""Text inside the elements of an HTML page: code, readings above characters, raised figures, lines that <br> ends."""

from __future__ import annotations

import re
from typing import Any

from zlcli.layout.titles import DATE
from zlcli.patterns import lazy

# Raised and lowered figures have characters of their own (Unicode, Superscripts and Subscripts); 103 is not 10³.
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SHIFTS = {"sup": _RAISED, "sub": _LOWERED}
"""The elements that raise and lower their text, and the characters for it."""
_FIGURES = lazy(r"[-+=()n0-9]{1,6}")
# What highlighters of code call the language of a block (https://html.spec.whatwg.org/#the-code-element).
_LANGUAGE = lazy(r"(?:^|\s)lang(?:uage)?-([\w+#.-]{1,20})(?:\s|$)")
# The same of the elements around it: `highlight-python`, `highlight sql`, `brush: java`.
_AROUND_CODE = lazy(r"(?:^|\s)(?:highlight(?:-source)?-|highlight\s+|brush:\s*|lang(?:uage)?-)([a-z][\w+#.]{0,20})(?:\s|;|$)")
# Names of their own that highlighters give there to what is no language.
_NO_LANGUAGE = ("notranslate", "default", "text", "plain", "plaintext", "none", "nohighlight")
# Lines that <br> sets apart and that are all so short are verse or an address; longer ones are paragraphs.
_SHORT_LINE = 30
# Lines of which more than one begins so are a list.
_LETTER, _CHINESE = "[A-Za-z0-9]", "[\u4e00-\u9fff]"
_TIGHT = lazy(f"{_LETTER}(?={_CHINESE})|{_CHINESE}(?={_LETTER})")
_SPACED = lazy(f"{_LETTER}[ \xa0](?={_CHINESE})|{_CHINESE}[ \xa0](?={_LETTER})")
_BREAK = lazy(rf"(?<={_LETTER})[ \t\r]*\n\s*(?={_CHINESE})|(?<={_CHINESE})[ \t\r]*\n\s*(?={_LETTER})")
_AS_WRITTEN = ("pre", "textarea", "script", "style")
_PICTURE = lazy(r"(?:\[?!\[[^\]]*\]\([^()\s]*\)(?:\]\([^()\s]*\))?\s*)+")
_LABELLED = lazy(r"(?:\*\*)?[\u4e00-\u9fff \u3000]{2,8}[:：]")
_WHOLE = lazy("[。！？…：:][”’」』）)]*$")
_ITEM = lazy(r"(?:\d{1,2}[、.．]|[（(]\d{1,2}[)）]|[①-⑳])\s*\S")


def paragraphs(text: str) -> list[str]:
    """Cut text at its line breaks, unless they are those of verse or an address."""
    lines = [line for line in text.split("\n") if line.strip(" \u3000\xa0")]
    pictures = [at for at, line in enumerate(lines) if _PICTURE.fullmatch(line.strip())]
    if pictures and len(lines) > 1:  # the lines beside a picture are its caption
        at = pictures[0]
        beside = ("\n".join(lines[:at]), "\n".join(lines[at + 1 :]))
        return [*paragraphs(beside[0]), lines[at], *paragraphs(beside[1])]
    apart = sum(_ITEM.match(line.strip()) is not None for line in lines) > 1 or _says_by_line(lines)
    short = len(lines) > 1 and not apart and "\n\n" not in text and all(len(line.strip()) <= _SHORT_LINE for line in lines)
    if short and not any(line.startswith(("\u3000", "\xa0\xa0")) for line in lines):
        return ["\n".join(lines)]
    return lines


def _says_by_line(lines: list[str]) -> bool:
    """Tell whether each of ``lines`` is a paragraph, as short as it is: labels with values, a signature, whole sentences.

    Lines of verse may be sentences as well, but are all as long.
    """
    said = [line.strip() for line in lines]
    if any(map(DATE.match, said)) or all(map(_LABELLED.match, said)):
        return True
    return all(map(_WHOLE.search, said)) and len(set(map(len, said))) > 1


def close_breaks(tree: Any) -> None:
    """Leave out the line ends of the page's source between Chinese and other letters, where the author sets no space there."""
    text = "".join(tree.itertext())
    if len(_TIGHT.findall(text)) <= len(_SPACED.findall(text)):
        return
    for run in tree.xpath(".//text()[contains(., '\n')]"):
        above = run.getparent().getparent() if run.is_tail else run.getparent()
        if any(element.tag in _AS_WRITTEN for element in (above, *above.iterancestors())):
            continue
        if run.is_tail:
            run.getparent().tail = _BREAK.sub("", run)
        else:
            run.getparent().text = _BREAK.sub("", run)


def code_span(text: str) -> str:
    """Set marks of code around ``text`` that nothing in it closes."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def language(element: Any) -> str:
    """Return the language that a block of code names, empty if it names none."""
    inside = (_LANGUAGE.search(part.get("class") or "") for part in element.iter("pre", "code"))
    around = (_AROUND_CODE.search(part.get("class") or "") for part in (element, *element.iterancestors("div", "figure")))
    name = next((match[1] for match in (*inside, *around) if match), "")
    return "" if name in _NO_LANGUAGE else name


def shifted(body: str, element: Any) -> str:
    """Return the text of what is raised, lowered, or set above a character as its reading, on the line."""
    if element.tag == "rt":
        return body if not body or _has_brackets(element) else f"（{body}）"
    return body.translate(SHIFTS[element.tag]) if _FIGURES.fullmatch(body) else body


def _has_brackets(reading: Any) -> bool:
    before = reading.getprevious()
    return before is not None and before.tag == "rp"
