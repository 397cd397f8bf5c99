"""Source code and what a terminal showed: lines of ASCII that are no prose."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from zlcli.document import Block
from zlcli.layout.lines import Line
from zlcli.layout.reader import Reader
from zlcli.patterns import lazy
from zlcli.repair.spans import Fences

# What a terminal shows: a prompt, or the time of a message.
_PROMPT = lazy(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S* \S|(?:[\w.@~:-]*[$#>%]|>>>|\.\.\.) \S")
_SYMBOLS = lazy(r"\w_\w|[{}()\[\];=<>$|\\&@^~*]|--\w|/\w+/|\w\.\w+\(")
_LITERAL = lazy(r"#\s|//|/\*|[\"'`].*[\"'`]|[$={};]|\w\(|--?\w")
_PROSE = lazy(r"(?!.* --?[A-Za-z])[A-Z\"'(]?[A-Za-z,'’\"()-]+(?: [A-Za-z0-9,'’\"()./-]+){4,}[.,:;!?]?")
# -n, --dry-run    只显示; and rn [选项] 模式 文件...
_OPTION = lazy(r"--?[A-Za-z?][\w-]*(?:[ =]\[?[<\w][^\s,]*)?(?:, ?--?\w[\w-]*(?:[ =]\[?[<\w]\S*)?)* {2,}\S")
_SYNOPSIS = lazy(r"[a-z][\w./-]*(?: [^\s，。、；：]+)* (?:\[[^\]]+\]|<[^>]+>|\S+\.\.\.)(?: [^\s，。、；：]+)*")
# The keys of a configuration: title: 标题; what a person types before a colon begins with a capital (Tel: …).
_SETTING = lazy(r"(?:- )?[a-z][\w.-]*\s?[:=](?:\s+\S.*|$)|- \S.*")
_CONTACT = lazy(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|(?:Tel|Fax|E-?mail|QQ|URL|ISBN|Tel\.)\s*[:：].*", re.IGNORECASE)


def fenced(reader: Reader) -> list[Block] | None:
    """Take code that stands between fences."""
    fences, lines = Fences(), list[Line]()
    while (line := reader.peek()) is not None and fences.holds(line.text):
        lines.append(reader.take_one())
        if not fences.is_open:
            break
    if not lines:
        return None
    code = lines[1:] if fences.is_open else lines[1:-1]  # as in CommonMark, code whose end is missing goes on to the end
    return [Block("code", as_written(code))] if code else []


def read(reader: Reader) -> list[Block] | None:
    """Take the code that comes next: indented by four columns, or several lines that look like it."""
    if usage := _usage(reader):
        return usage
    if settings := _settings(reader):
        return settings
    lines: list[Line] = []
    for line in reader.ahead():
        if not (line.text.isascii() or _is_commented(line, lines)) or (
            lines and not line.adjacent and not (line.indent >= 4 and lines[0].indent >= 4)
        ):
            break
        lines.append(line)
    if not lines or not (is_code(lines) or _is_lone_code(lines, reader.peek(len(lines)))):
        return None
    reader.take(len(lines))
    return [Block("code", as_written(lines))]


def _usage(reader: Reader) -> list[Block] | None:
    """Take what a command's help shows: lines of options with what they do, or one indented line with its placeholders."""
    options = list(takewhile(lambda line: _OPTION.match(line.text), reader.ahead()))
    if len(options) < 2:
        first, below = reader.peek(), reader.peek(1)
        alone = first is not None and first.indent >= 4 and not first.adjacent and not (below and below.adjacent)
        options = [first] if first and alone and _SYNOPSIS.fullmatch(first.text) else []
    return [Block("code", as_written(reader.take(len(options))))] if options else None


def _settings(reader: Reader) -> list[Block] | None:
    """Take the indented lines of a configuration, whose values may be Chinese."""
    first = reader.peek()
    if not first or first.indent < 4 or first.adjacent:
        return None
    lines = [first, *takewhile(lambda line: line.adjacent and line.indent >= first.indent, islice(reader.ahead(), 1, None))]
    if len(lines) < 2 or not all(_SETTING.fullmatch(line.text) for line in lines):
        return None
    return [Block("code", as_written(reader.take(len(lines))))] if first.text[0] != "-" else None


def _is_lone_code(lines: list[Line], below: Line | None) -> bool:
    """Tell whether one line, indented by less than four columns, stands apart and holds signs of code."""
    line = lines[0]
    apart = len(lines) == 1 and not line.adjacent and not (below and below.adjacent)
    return apart and line.indent > 1 and _SYMBOLS.search(line.text) is not None and is_code([line._replace(indent=4)])


def _is_commented(line: Line, before: list[Line]) -> bool:
    """Tell whether a line that holds Chinese is code nevertheless: indented, inside code, with marks of code."""
    return bool(before) and line.indent >= 4 and before[0].indent >= 4 and _LITERAL.search(line.text) is not None


def is_code(lines: list[Line]) -> bool:
    """Tell whether ``lines`` are code rather than prose."""
    texts = [line.text for line in lines]
    if any(map(_CONTACT.fullmatch, texts)) or all(not re.search("[A-Za-z]", text) for text in texts):
        return False
    marked = sum(bool(_PROMPT.match(text) or _SYMBOLS.search(text)) for text in texts)
    prose = sum(_PROSE.fullmatch(text) is not None and not _PROMPT.match(text) for text in texts)
    if all(line.indent >= 4 for line in lines):
        return 2 * prose <= len(lines)
    return len(lines) > 1 and 2 * marked >= len(lines) and 4 * prose <= len(lines)


def is_listing_apart(lines: list[Line]) -> bool:
    """Tell whether ``lines`` set apart below an item are code, though indented no more than its text."""
    if lines[0].adjacent:
        return False
    session = _PROMPT.match(lines[0].text) is not None
    return session or is_code(lines) or _is_lone_code(lines, None)


def as_written(lines: list[Line]) -> str:
    """Return ``lines`` below each other as they stood, without the indentation they share."""
    parts = []
    for i, line in enumerate(lines):
        gap = "" if line.adjacent or i == 0 else "\n"
        parts.append(gap + " " * line.indent + line.text)
    from textwrap import dedent  # what most documents do not need

    return dedent("\n".join(parts))
