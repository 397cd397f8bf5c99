"""What a person or a script is told: messages, explanations, differences, JSON. Owns how data is made safe to print."""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import click

from zlcli.document import Diagnosis, Result, Step

# C0 and C1 controls, marks that reorder text, and lone surrogates (what Python makes of undecodable bytes in a file name).
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A removed line is shown whole up to this many characters.
_EXCERPT = 60

_DONE = {
    "control": "control codes and invisible characters removed",
    "compatibility": "radicals and compatibility characters made ordinary ideographs",
    "spacing": "stray spaces closed up or made ordinary",
    "fullwidth": "full-width letters and digits made half-width",
    "page": "page numbers and running headers removed",
    "unwrap": "broken lines joined",
    "structure": "headings, items and the like given their Markdown form",
    "table": "tables written as Markdown",
    "gloss": "pinyin glosses removed",
    "punctuation": "folded punctuation marks made full-width again",
    "boilerplate": "lines of web boilerplate removed",
    "script": "characters converted to the other script",
}


def show(data: str) -> str:
    """Make any data safe for a terminal: control and reordering characters become visible escapes."""
    return _UNSAFE.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), data)


def error(message: str) -> None:
    """Print one line to standard error."""
    click.echo(f"zlcli: {show(message)}", err=True)


def explanation(path: str, result: Result) -> Iterator[str]:
    """Yield the lines of ``--explain``: what was found and each step with its examples."""
    yield f"{show(path)}: {_summary(result.diagnosis)}"
    if not result.steps:
        yield "  nothing to change"
    for step in result.steps:
        yield f"  {step.kind}: {step.count} {_DONE[step.kind]}"
        for change in step.examples:
            after = f" -> {_excerpt(change.after)}" if change.after else ""
            rule = f" ({change.rule})" if change.rule else ""
            place = f"line {change.line}: " if change.line else ""
            yield f"    {place}{_excerpt(change.before)}{after}{rule}"
        if step.count > len(step.examples) and step.kind != "script":
            yield f"    … and {step.count - len(step.examples)} more"


def difference(path: str, before: str, after: str, *, colour: bool = False) -> str:
    """Return a unified diff of two texts; for a terminal in ``colour``, and then without control characters of the texts."""
    name = show(path)
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}")
    whole = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(map(_coloured, whole) if colour else whole)


def _coloured(line: str) -> str:
    """Make one line of a diff (or two, where the file does not end its last) safe, removed red and added green."""
    text = "\n".join(map(show, line.removesuffix("\n").split("\n")))
    hues = {"-": "red", "+": "green", "@": "cyan"}
    return click.style(text, fg=hues.get(line[0])) + "\n"


def as_json(record: dict[str, Any]) -> str:
    """Return ``record`` as one line of JSON in which no character can upset a terminal."""
    text = json.dumps(record, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def diagnosis_record(path: str, diagnosis: Diagnosis) -> dict[str, Any]:
    """Return what ``detect --json`` prints of one document."""
    return {"path": path, **dataclasses.asdict(diagnosis)}


def result_record(path: str, result: Result, *, changed: bool) -> dict[str, Any]:
    """Return what ``convert --json`` prints of one document, but for its text."""
    steps = [dataclasses.asdict(step) for step in result.steps]
    return {**diagnosis_record(path, result.diagnosis), "changed": changed, "steps": steps}


def counts(steps: tuple[Step, ...]) -> str:
    """Return ``244 gloss, 98 punctuation``, or ``nothing``."""
    return ", ".join(f"{step.count} {step.kind}" for step in steps) or "nothing"


def write(data: bytes) -> None:
    """Write bytes to standard output whatever the locale."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_line(line: str) -> None:
    """Write one line to standard output; lone surrogates (from file names) become the escapes that JSON reads back."""
    write((line + "\n").encode("utf-8", "backslashreplace"))


def _summary(diagnosis: Diagnosis) -> str:
    parts = [diagnosis.encoding or "text", *(["BOM"] if diagnosis.bom else []), diagnosis.script or "no script evidence"]
    return ", ".join(parts)


def _excerpt(text: str) -> str:
    safe = show(text)
    return safe if len(safe) <= _EXCERPT else f"{safe[:_EXCERPT]}…"
