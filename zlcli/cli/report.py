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

from zlcli.document import GROUPS, Change, Diagnosis, Result, Step

# C0 and C1 controls, marks that reorder text, and lone surrogates (what Python makes of undecodable bytes in a file name).
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MOJIBAKE_ONLY = frozenset({"chain", "runner_up", "places"})
# A removed line is shown whole up to this many characters.
_EXCERPT = 60

_DONE = {
    "mojibake": "spans read in the wrong encoding, read in the right one",
    "lost-bytes": "characters that lost bytes when they were misread",
    **dict.fromkeys(GROUPS["escapes"], "escapes undone"),
    "private-use": "private characters of GBK written as today's",
    "punycode": "domain names decoded",
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
    for finding in result.diagnosis.damage:
        if finding.places:
            where = "; ".join(f"line {line}, column {column}" for line, column in finding.places)
            more = " …" if finding.count > len(finding.places) else ""
            yield f"  {finding.count} of {show(finding.example)} cannot be repaired: {where}{more}"
    if not result.steps:
        yield "  nothing to change"
    for step in result.steps:
        yield f"  {step.kind}: {step.count} {_DONE[step.kind]}"
        for change in step.examples:
            after = f" -> {_excerpt(change.after)}" if change.after else ""
            yield f"    line {change.line}: {_excerpt(change.before)}{after}{_cause(change)}"
        if step.count > len(step.examples) and step.kind != "script":
            yield f"    … and {step.count - len(step.examples)} more"


def difference(path: str, before: str, after: str) -> str:
    """Return a unified diff of two texts."""
    name = show(path)
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def as_json(record: dict[str, Any]) -> str:
    """Return ``record`` as one line of JSON in which no character can upset a terminal."""
    text = json.dumps(record, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def diagnosis_record(path: str, diagnosis: Diagnosis) -> dict[str, Any]:
    """Return what ``detect --json`` prints of one document."""
    record = dataclasses.asdict(diagnosis)
    return {"path": path, **record, "damage": [_said(finding) for finding in record["damage"]]}


def result_record(path: str, result: Result, *, changed: bool) -> dict[str, Any]:
    """Return what ``convert --json`` prints of one document, but for its text."""
    steps = [dataclasses.asdict(step) for step in result.steps]
    steps = [{**step, "examples": [_said(example) for example in step["examples"]]} for step in steps]
    return {**diagnosis_record(path, result.diagnosis), "changed": changed, "steps": steps}


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only mojibake has (its chain, the runner-up, places) where there is none."""
    return {key: value for key, value in record.items() if key not in _MOJIBAKE_ONLY or value}


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


def _cause(change: Change) -> str:
    """Say in words how mojibake came about, the first misreading first."""
    if change.runner_up:
        return f" (or {show(change.runner_up)})"
    if not change.chain:
        return ""
    from zlcli.repair.tables import display

    return f"（{'，又将 '.join(f'{display(right)} 读成了 {display(wrong)}' for right, wrong in reversed(change.chain))}）"


def _excerpt(text: str) -> str:
    safe = show(text)
    return safe if len(safe) <= _EXCERPT else f"{safe[:_EXCERPT]}…"
