"""What a person or a script is told: messages, explanations, differences, JSON. Owns how data is made safe to print."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from zlcli.cli import text as texts
from zlcli.cli.text import N_, _
from zlcli.document import GROUPS, Change, Choice, Diagnosis, Ledger, Result, Step
from zlcli.errors import SinkError

show, error = texts.show, texts.error
_WHERE_GIVEN = frozenset({"rule", "chain", "runner_up", "places"})
# A removed line is shown whole up to this many characters.
_EXCERPT = 60
# So many doubtful characters are listed: what a person reads through; `--json` has the rest.
_DOUBTFUL = 40

# From this confidence on nobody needs to see what else a document may be; below it one other reading is nearly always enough.
_CERTAIN = 0.95
_RUNNERS_UP = 1
# Stretches of one script that a table's cell has room for.
_RUNS = 4

_COLUMNS = (N_("file"), N_("encoding"), N_("sure"), N_("script"), N_("damage"), N_("lost bytes"))
# Characters that a terminal cannot show.
_PRIVATE = {
    "user-defined": N_("the user-defined characters (of Founder or another program)"),
    "eten": N_("the private characters of ETEN"),
}
_DONE = {
    "mojibake": N_("spans read in the wrong encoding, read in the right one"),
    "lost-bytes": N_("characters that lost bytes when they were misread"),
    **dict.fromkeys(GROUPS["escapes"], N_("escapes undone")),
    "html-tag": N_("lines with tags of HTML left in them, taken out"),
    "private-use": N_("private characters of GBK written as today's"),
    "punycode": N_("domain names decoded"),
    "control": N_("control codes and invisible characters removed"),
    "compatibility": N_("radicals and compatibility characters made ordinary ideographs"),
    "spacing": N_("stray spaces closed up or made ordinary"),
    "fullwidth": N_("full-width letters and digits made half-width"),
    "page": N_("page numbers and running headers removed"),
    "unwrap": N_("broken lines joined"),
    "structure": N_("headings, items and the like given their Markdown form"),
    "table": N_("tables written as Markdown"),
    "gloss": N_("pinyin glosses removed"),
    "punctuation": N_("folded punctuation marks made full-width again"),
    "boilerplate": N_("lines of web boilerplate removed"),
    "script": N_("characters converted (script, regional forms, quotation marks)"),
}


def explanation(path: str, result: Result, *, examples: bool = True) -> Iterator[str]:
    """Yield the lines of ``--explain``: what was found and each step, with its ``examples``."""
    yield f"{show(path)}: {_summary(result.diagnosis)}"
    for finding in result.diagnosis.damage:
        if finding.places:
            places = (_("line {line}, column {column}").format(line=line, column=column) for line, column in finding.places)
            where = "; ".join(places) + (" …" if finding.count > len(finding.places) else "")
            message = _("{count} of {example} cannot be repaired: {where}")
            example = _(_PRIVATE[finding.kind]) if finding.kind in _PRIVATE else show(finding.example)
            yield "  " + message.format(count=finding.count, example=example, where=where)
    if not result.steps:
        yield "  " + _("nothing to change")
    for step in result.steps:
        yield f"  {step.kind}: {step.count} {_(_DONE[step.kind])}"
        shown = step.examples[: Ledger.EXAMPLES] if step.kind == "mojibake" else step.examples
        for change in shown if examples else ():
            after = f" -> {_excerpt(change.after)}" if change.after else ""
            place = _("line {line}: ").format(line=change.line) if change.line else ""
            yield f"    {place}{_excerpt(change.before)}{after}{_cause(change)}"
        if examples and step.count > len(shown) and step.kind != "script":
            yield "    … " + _("and {count} more").format(count=step.count - len(shown))
    yield from _to_check(result.choices)


def _to_check(choices: tuple[Choice, ...]) -> Iterator[str]:
    """List the characters that only their usual counterpart decided, each pair once for every context."""
    doubtful = [choice for choice in choices if not choice.settled]
    if not doubtful:
        return
    yield "  " + _("to check: {count} characters with several counterparts that no phrase decided").format(count=len(doubtful))
    shown = doubtful[:_DOUBTFUL]
    for choice in shown:
        others = choice.candidates.replace(choice.chosen, "") or choice.candidates
        message = _("line {line}: {char} -> {chosen} (or {other}): {context}")
        said = message.format(
            line=choice.line, char=choice.char, chosen=choice.chosen, other="/".join(others), context=show(choice.context)
        )
        yield f"    {said}"
    if len(doubtful) > len(shown):
        yield "    … " + _("and {count} more; --json lists all").format(count=len(doubtful) - len(shown))


def difference(path: str, before: str, after: str, *, colour: bool = False) -> str:
    """Return a unified diff of two texts; for a terminal in ``colour``, and then without control characters of the texts."""
    import difflib

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
    import json

    return texts.escape_json(json.dumps(record, ensure_ascii=False))


def as_record(found: Any) -> Any:
    """Turn a named tuple, and those in its fields, into dictionaries."""
    if hasattr(found, "_asdict"):
        return {name: as_record(value) for name, value in found._asdict().items()}
    return [as_record(item) for item in found] if isinstance(found, tuple) else found


def diagnosis_record(path: str, diagnosis: Diagnosis) -> dict[str, Any]:
    """Return what ``detect --json`` prints of one document."""
    record = as_record(diagnosis)
    damage = [_said(finding) for finding in record["damage"]]
    return {"path": path, **record, "confidence": round(diagnosis.confidence, 4), "damage": damage}


def print_diagnoses(found: list[tuple[str, Diagnosis]]) -> None:
    """Print a table of diagnoses to standard output, and below it what else short or mixed documents may be."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for column in _COLUMNS:
        table.add_column(_(column), overflow="fold")  # a word too long for its cell goes on below, nothing is cut
    for path, diagnosis in found:
        damage = ", ".join(f"{finding.count} {finding.kind}" for finding in diagnosis.damage)
        encoding = (diagnosis.encoding or _("not text")) + (" (BOM)" if diagnosis.bom else "")
        cells = (path, encoding, f"{diagnosis.confidence:.0%}", _script(diagnosis), damage or "-", _lost(diagnosis))
        # Text objects: a file named "[/x].txt" is no markup.
        table.add_row(*(Text(show(cell)) for cell in cells))
    console = Console(no_color=not texts.coloured(), highlight=False)
    console.print(table)
    for path, diagnosis in found:
        for line in _remarks(diagnosis):
            console.print(Text(show(f"{path}: {line}")))


def _script(diagnosis: Diagnosis) -> str:
    """The script in a table's cell; of a document in two, where the first stretches of each are."""
    if diagnosis.script != "mixed":
        return script(diagnosis) if diagnosis.script else "-"
    runs = [f"{run.first}-{run.last} {run.script}" for run in diagnosis.script_runs[:_RUNS]]
    more = ", …" if len(diagnosis.script_runs) > _RUNS else ""
    return _("{script}: lines {runs}").format(script=script(diagnosis), runs=", ".join(runs) + more)


def _lost(diagnosis: Diagnosis) -> str:
    if not diagnosis.lost_bytes:
        return "0"
    return _("{count}, first at {offset}").format(count=diagnosis.lost_bytes, offset=diagnosis.lost[0])


def _remarks(diagnosis: Diagnosis) -> Iterator[str]:
    """What a person may have to decide: an uncertain encoding, parts in other ones."""
    if diagnosis.candidates and diagnosis.confidence < _CERTAIN:
        yield _("as {encoding}: {preview}").format(encoding=diagnosis.encoding, preview=diagnosis.preview)
        for other in diagnosis.candidates[:_RUNNERS_UP]:
            name = f"{other.encoding} ({other.confidence:.0%})"
            yield _("as {encoding}: {preview}").format(encoding=name, preview=other.preview)
    spans = Counter(span.encoding for span in diagnosis.spans)
    if spans:
        parts = ", ".join(_("{count} in {encoding}").format(count=count, encoding=name) for name, count in spans.most_common())
        first = diagnosis.spans[0]
        message = _("parts in other encodings: {parts}; the first from byte {start} to {end}")
        yield message.format(parts=parts, start=first.start, end=first.end)


def result_record(path: str, result: Result, *, changed: bool) -> dict[str, Any]:
    """Return what ``convert --json`` prints of one document, but for its text."""
    steps = [as_record(step) for step in result.steps]
    steps = [{**step, "examples": [_said(example) for example in step["examples"]]} for step in steps]
    choices = [as_record(choice) for choice in result.choices]
    return {**diagnosis_record(path, result.diagnosis), "changed": changed, "steps": steps, "choices": choices}


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only some kinds of damage have where there is none."""
    return {key: value for key, value in record.items() if key not in _WHERE_GIVEN or value}


def counts(steps: tuple[Step, ...]) -> str:
    """Return ``244 gloss, 98 punctuation``, or ``nothing``."""
    return ", ".join(f"{step.count} {step.kind}" for step in steps) or _("nothing")


def write(data: bytes) -> None:
    """Write bytes to standard output whatever the locale. Raises SinkError."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is still buffered must not fail once more when Python ends, with a traceback and a code of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SinkError("standard output cannot be written ({reason})", reason=error.strerror or error) from error


def write_line(line: str) -> None:
    """Write one line to standard output; lone surrogates (from file names) become the escapes that JSON reads back."""
    write((line + "\n").encode("utf-8", "backslashreplace"))


def _summary(diagnosis: Diagnosis) -> str:
    parts = [diagnosis.encoding or _("text"), *(["BOM"] if diagnosis.bom else []), script(diagnosis)]
    return ", ".join(parts)


def script(diagnosis: Diagnosis) -> str:
    """Return ``hant 99% (tw: 軟體 網路)``: the script, how sure that is, the region and what tells it."""
    if diagnosis.script is None:
        return _("no script evidence")
    words = " ".join(diagnosis.region_evidence[:3])
    region = f" ({diagnosis.region}: {words})" if diagnosis.region else ""
    return f"{diagnosis.script} {diagnosis.script_confidence:.0%}{region}"


def _cause(change: Change) -> str:
    """Say in words which rule asked for a change, what else was likely, or how mojibake came about (the first cause first)."""
    if change.rule:
        return f" ({change.rule})"
    if change.runner_up:
        return _(" (or {other})").format(other=show(change.runner_up))
    if not change.chain:
        return ""
    from zlcli.repair.tables import display

    readings = (
        _("{right} read as {wrong}").format(right=display(right), wrong=display(wrong))
        for right, wrong in reversed(change.chain)
    )
    return _(" ({readings})").format(readings=_(", then ").join(readings))


def _excerpt(text: str) -> str:
    safe = show(text)
    return safe if len(safe) <= _EXCERPT else f"{safe[:_EXCERPT]}…"
