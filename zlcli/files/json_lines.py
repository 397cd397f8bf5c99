"""Files with a JSON object a line, of which one field holds a document. All else in them stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import IO

from zlcli.errors import SourceError
from zlcli.records import Record

ENDINGS = (".jsonl", ".jsonl.gz")
# No record of documents is longer; a file without line ends is none of records.
_LONGEST = 256 << 20
_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\(\\|u[0-9a-f]{4})")
_UPPER = re.compile(r"(?<!\\)(?:\\\\)*\\u(?=[0-9A-F]{0,3}[A-F])[0-9A-F]{4}")
_DECODER = json.JSONDecoder()


class Field(Record):
    """A string in a line: where its JSON stands, and what it says."""

    start: int
    end: int
    text: str


def is_json_lines(path: str) -> bool:
    """Tell whether the name ``path`` is that of such a file."""
    return path.lower().endswith(ENDINGS)


def lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of ``file``. Raises SourceError for one that is too long."""
    while line := file.readline(_LONGEST):
        if len(line) == _LONGEST:
            raise SourceError("a line has more than {size} MiB; is this a file of JSON lines?", size=_LONGEST >> 20)
        yield line


def find(line: str, name: str) -> Field | None:
    """Find the field ``name`` of the object on ``line``; None if it is null or the line is empty.

    Raises SourceError for a line that is no object, or has no such string.
    """
    if not line.strip():
        return None
    try:
        found = _find(line, name)
    except (ValueError, IndexError) as error:
        raise SourceError("is not a JSON object ({reason})", reason=error) from error
    if found is None:
        raise SourceError("has no field {name!r}; name another with --field", name=name)
    start, end, value = found
    if value is not None and not isinstance(value, str):
        raise SourceError("the field {name!r} is no string", name=name)
    return None if value is None else Field(start, end, value)


def _find(line: str, name: str) -> tuple[int, int, object] | None:
    """Go through the members of the object; the last of several of one name counts, as everywhere."""
    found: tuple[int, int, object] | None = None
    at = _expect(line, _skip(line, 0), "{")
    while line[at] != "}":
        key, at = scanstring(line, _expect(line, at, '"'))
        start = _skip(line, _expect(line, _skip(line, at), ":"))
        value, at = _DECODER.raw_decode(line, start)
        if key == name:
            found = (start, at, value)
        at = _skip(line, at)
        if line[at] != "}":
            at = _skip(line, _expect(line, at, ","))
    return found


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _expect(line: str, at: int, sign: str) -> int:
    if line[at] != sign:
        raise ValueError(f"character {at + 1} is not {sign}")
    return at + 1 if sign != "{" else _skip(line, at + 1)


def replaced(line: str, field: Field, text: str) -> str:
    """Return ``line`` with another text in ``field``, escaped as the old one was."""
    if text == field.text:
        return line
    return line[: field.start] + _as_written(line[field.start : field.end], text) + line[field.end :]


def _as_written(old: str, text: str) -> str:
    """Return ``text`` as JSON with the habits of the string ``old``: characters beyond ASCII, and slashes, escaped or not."""
    escaped = old.isascii() and not all(map(str.isascii, json.loads(old)))
    new = json.dumps(text, ensure_ascii=escaped)
    if _UPPER.search(old):
        new = _ESCAPE.sub(lambda found: found[0] if found[1] == "\\" else f"\\u{found[1][1:].upper()}", new)
    return new.replace("/", "\\/") if "\\/" in old else new
