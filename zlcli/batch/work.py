"""What a worker does: read documents, treat them, and put the results in their places, a group at a time."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence

from zlcli.batch.records import Known, Outcome, Settings, Task
from zlcli.document import Result
from zlcli.encoding.mixed import BIG5
from zlcli.errors import ZlcliError
from zlcli.files import sources
from zlcli.files.groups import Draft, Writer
from zlcli.recipe import encoded

# Results wait so long at most for those that are put in their places with them: what a crash costs, and nobody would notice.
_PATIENCE = 0.05

_Treated = tuple[Outcome, Draft | None]


def treat(
    tasks: Sequence[Task], settings: Settings, writer: Writer, begin: Callable[[int], None] = lambda _: None
) -> Iterator[list[Outcome]]:
    """Treat ``tasks`` in order and yield their outcomes, some at a time; results of yielded ones are there for good.

    ``begin`` is told the index of each task before it is looked at.
    """
    settling: _Settling | None = None
    waiting: list[_Treated] = []
    since = time.monotonic()
    for index, task in enumerate(tasks):
        begin(index)
        waiting.append(_treat_one(task, settings, writer))
        if time.monotonic() - since > _PATIENCE:
            if settling:
                yield settling.outcomes()
            settling, waiting, since = _Settling(waiting, writer), [], time.monotonic()
    if settling:
        yield settling.outcomes()
    yield _Settling(waiting, writer).outcomes()


class _Settling:
    """Documents whose results are being put in their places, while others are treated."""

    def __init__(self, treated: list[_Treated], writer: Writer) -> None:
        self._treated = treated
        self._failed = writer.settle([draft for _, draft in treated if draft])

    def outcomes(self) -> list[Outcome]:
        """Wait for the end, and return what became of them."""
        failed = self._failed.result()
        return [
            _failed(outcome.name, _unwritten(failed[draft.target])) if draft and draft.target in failed else outcome
            for outcome, draft in self._treated
        ]


def _treat_one(task: Task, settings: Settings, writer: Writer) -> _Treated:
    start = time.perf_counter()
    try:
        outcome, draft = _outcome(task, settings, writer)
    except ZlcliError as error:
        outcome, draft = _failed(task.name, str(error)), None
    except OSError as error:
        outcome, draft = _failed(task.name, _unwritten(error)), None
    except MemoryError:
        outcome, draft = _failed(task.name, "needs more memory than there is"), None
    except Exception as error:  # a defect of ours costs one document, not the night's run
        outcome, draft = _failed(task.name, f"defect in zlcli, please report it: {type(error).__name__}: {error}"), None
    return outcome._replace(seconds=round(time.perf_counter() - start, 4)), draft


def _outcome(task: Task, settings: Settings, writer: Writer) -> _Treated:
    data = task.data if isinstance(task.data, bytes) else sources.read(task.data)
    digest = _digest(data)
    if task.known and _is_done(task, digest):
        return Outcome(task.name, "unchanged", input=digest, output=task.known.output), None
    if settings.dry_run:
        return Outcome(task.name, "would", input=digest), None
    name = os.fsdecode(task.name)
    form = settings.recipe.form(name, task.target)
    result = settings.recipe.apply(name, data, form, target=task.target)
    output = encoded(result, form)
    draft = writer.draft(task.target, output)
    return _success(task.name, result, Known(digest, _digest(output)), settings), draft


def _is_done(task: Task, digest: str) -> bool:
    """Tell whether the result of an earlier run is still there and still right."""
    if task.known is None or task.known.input != digest:
        return False
    try:
        with open(task.target, "rb") as file:
            return _digest(file.read()) == task.known.output
    except OSError:
        return False


def _success(name: bytes, result: Result, known: Known, settings: Settings) -> Outcome:
    diagnosis = result.diagnosis
    lost = diagnosis.lost_bytes if settings.recipe.lost is None else 0
    return Outcome(
        name,
        "lost" if lost else "done",
        error=_lost(result) if lost else "",
        input=known.input,
        output=known.output,
        encoding=diagnosis.encoding,
        confidence=round(diagnosis.confidence, 4),
        lost_bytes=diagnosis.lost_bytes,
        steps=tuple((step.kind, step.count) for step in result.steps),
    )


def _lost(result: Result) -> str:
    found = result.diagnosis
    uao = "; text of PTT may be Big5-UAO, which the Python package uao turns into UTF-8" if found.encoding in BIG5 else ""
    return (
        f"bytes that are not {found.encoding}: {found.lost_bytes}, the first at offset {found.lost[0]}; U+FFFD stands in their "
        f"place. Name another encoding with --from, or accept the loss with --lost mark{uao}"
    )


def _failed(name: bytes, error: str) -> Outcome:
    return Outcome(name, "failed", error=error)


def _unwritten(error: OSError) -> str:
    return f"its result cannot be written ({error.strerror or error}); what was there is unchanged"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
