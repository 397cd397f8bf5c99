"""The account of a document: what is known of it, what was guessed in it, and where its choices stand in the result."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from zlcli.document import RENDERED, Change, Choice, Diagnosis, Finding, Ledger, ScriptRun, Step
from zlcli.encoding.decode import Guessed, newline_of
from zlcli.plan import Plan
from zlcli.script import identify

# A document that changes its script at every line must not make its diagnosis as long as itself.
_RUNS = 2000


def located(choices: Iterable[Choice], text: str) -> tuple[Choice, ...]:
    """Correct offsets and lines where the result was laid out anew: each choice is the next place that reads like it."""
    found: list[Choice] = []
    after, line, moved = 0, 1, False
    for choice in choices:
        moved = moved or not choice.line or text[choice.offset : choice.offset + 1] != choice.chosen
        place = _place(choice, text, after) if moved else choice.offset
        line += text.count("\n", max(0, after - 1), place)
        found.append(choice._replace(offset=place, line=line) if moved else choice)
        after = place + 1
    return tuple(found)


def _place(choice: Choice, text: str, after: int) -> int:
    """Return the offset of ``choice`` in ``text``, from ``after`` on; marks of Markdown may stand in its context."""
    around = text.find(choice.context, max(0, after - len(choice.context)))
    place = text.find(choice.chosen, max(after, around))
    return place if place >= 0 else max(0, after - 1)


def note(guesses: Iterable[Guessed], ledger: Ledger, data: bytes | None = None) -> None:
    """Write down what was guessed for bytes that did not decode, with its line where the whole ``data`` is at hand."""
    line, seen = int(data is not None), 0
    for guessed in guesses:
        if data is not None:
            line, seen = line + data.count(b"\n", seen, guessed.offset), guessed.offset
        ledger.count("lost-bytes")
        ledger.keep("lost-bytes", Change(line, str(guessed.data)[2:-1], guessed.char, runner_up=guessed.runner_up))


def complete(known: Diagnosis, sample: str, plan: Plan, steps: tuple[Step, ...]) -> Diagnosis:
    """Add to what is known what the sample shows; what the treatments changed (``steps``) is the damage."""
    damage = tuple(Finding(step.kind, step.count, step.examples[0].before) for step in steps if step.kind not in RENDERED)
    runs = tuple(islice(identify.runs(sample), _RUNS))
    damage = (*damage, *_markers(sample))
    return known._replace(newline=newline_of(sample), damage=damage, **_scripts(plan, runs))


def _markers(sample: str) -> tuple[Finding, ...]:
    from zlcli.repair import markers, private_use

    return (*markers.find(sample), *private_use.find(sample))


def _scripts(plan: Plan, runs: tuple[ScriptRun, ...]) -> dict[str, Any]:
    return {
        "script": plan.script.script,
        "script_confidence": plan.script.confidence,
        "script_runs": runs,
        "region": plan.region().region,
        "region_evidence": plan.region().evidence,
    }
