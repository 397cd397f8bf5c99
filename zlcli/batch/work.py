"""What a worker does: read documents, treat them, and put the results in their places, a group at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from zlcli.batch.records import Known, Outcome, Settings, Task, failed
from zlcli.document import Diagnosis, Result
from zlcli.encoding.mixed import BIG5
from zlcli.errors import LostBytesError, SinkError, SourceError, ZlcliError, defect
from zlcli.files import sources
from zlcli.files.groups import Draft, Writer
from zlcli.recipe import encoded

# Results wait so long at most for those that are put in their places with them: what a crash costs, and nobody would notice.
_PATIENCE = 0.05

# Notices as there are many, whose treatment loads what most documents need; each is in the encoding that it is likely to have.
_NOTICES = {
    "utf-8": """關於防汛工作的通知

各村民委員會:
　　近日將有大雨,請各村檢查水庫和堤壩(包括排水渠),有問題的馬上報告。
  一、人員安排
  1. 每村值班兩人,電話24小時有人接聽。
""",
    "gb18030": """关于做好防汛工作的通知

各村民委员会:
　　近日将有大雨,请各村检查水库和堤坝(包括排水渠),有问题的马上报告。
  一、人员安排
  1. 每村值班两人,电话24小时有人接听。
""",
}

_Treated = tuple[Outcome, Draft | None]


def rehearse(settings: Settings) -> None:
    """Load what nearly every document needs, for processes that are forked after it: each would take as long for it."""
    for encoding, notice in _NOTICES.items():
        with contextlib.suppress(Exception):  # which documents will tell of
            settings.recipe.apply("", notice.encode(encoding), settings.recipe.form(""), brief=True)


def treat(
    tasks: Iterable[Task | None], settings: Settings, writer: Writer, begin: Callable[[], None] = lambda: None
) -> Iterator[list[Outcome]]:
    """Treat ``tasks`` in order and yield their outcomes, some at a time; results of yielded ones are there for good.

    Where the next task is still to come there may be None: what is done by then is yielded. ``begin`` is called before each
    task is looked at.
    """
    settling: _Settling | None = None
    waiting: list[_Treated] = []
    since = time.monotonic()
    for task in chain(tasks, (None,)):
        if task:
            begin()
            since = since if waiting else time.monotonic()
            waiting.append(_treat_one(task, settings, writer))
        if not task or time.monotonic() - since > _PATIENCE:
            following = _Settling(waiting, writer) if waiting else None
            if settling:
                yield settling.outcomes()
            if following and not task:
                yield following.outcomes()
            settling, waiting = following if task else None, []


class _Settling:
    """Documents whose results are being put in their places, while others are treated."""

    def __init__(self, treated: list[_Treated], writer: Writer) -> None:
        self._treated = treated
        self._failed = writer.settle([draft for _, draft in treated if draft])

    def outcomes(self) -> list[Outcome]:
        """Wait for the end, and return what became of them."""
        unwritten = self._failed.result()
        return [
            failed(outcome.name, _unwritten(unwritten[draft.target])) if draft and draft.target in unwritten else outcome
            for outcome, draft in self._treated
        ]


def _treat_one(task: Task, settings: Settings, writer: Writer) -> _Treated:
    start = time.perf_counter()
    try:
        outcome, draft = _outcome(task, settings, writer)
    except ZlcliError as error:
        outcome, draft = failed(task.name, error), None
    except OSError as error:
        outcome, draft = failed(task.name, _unwritten(error)), None
    except MemoryError:
        outcome, draft = failed(task.name, SourceError("needs more memory than there is")), None
    except Exception as error:  # a defect of ours costs one document, not the night's run
        outcome, draft = failed(task.name, defect(error)), None
    return outcome._replace(seconds=round(time.perf_counter() - start, 4)), draft


def _outcome(task: Task, settings: Settings, writer: Writer) -> _Treated:
    data = task.data if isinstance(task.data, bytes) else sources.read(task.data)
    digest = _digest(data)
    if task.known and _is_done(task, digest):
        return Outcome(task.name, "unchanged", input=digest, output=task.known.output, size=len(data)), None
    if settings.dry_run:
        return Outcome(task.name, "would", input=digest, size=len(data)), None
    name = os.fsdecode(task.name)
    form = settings.recipe.form(name, task.target)
    result = settings.recipe.apply(name, data, form, target=task.target, brief=True)
    output = encoded(result, form)
    draft = writer.draft(task.target, output)
    outcome = _success(task.name, result, Known(digest, _digest(output)), settings)
    return outcome._replace(size=len(data)), draft


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
    problem = _lost(diagnosis) if diagnosis.lost_bytes and settings.recipe.lost is None else None
    return Outcome(
        name,
        "lost" if problem else "done",
        error=str(problem) if problem else "",
        input=known.input,
        output=known.output,
        encoding=diagnosis.encoding,
        confidence=round(diagnosis.confidence, 4),
        lost_bytes=diagnosis.lost_bytes,
        steps=tuple((step.kind, step.count) for step in result.steps),
        problem=problem,
    )


def _lost(found: Diagnosis) -> LostBytesError:
    counted = {"encoding": found.encoding, "count": found.lost_bytes, "offset": found.lost[0]}
    if found.encoding in BIG5:
        return LostBytesError(
            "bytes that are not {encoding}: {count}, the first at offset {offset}; U+FFFD stands in their place. Name another "
            "encoding with --from, or accept the loss with --lost mark; text of PTT may be Big5-UAO, which the Python package "
            "uao turns into UTF-8",
            **counted,
        )
    return LostBytesError(
        "bytes that are not {encoding}: {count}, the first at offset {offset}; U+FFFD stands in their place. Name another "
        "encoding with --from, or accept the loss with --lost mark",
        **counted,
    )


def _unwritten(error: OSError) -> SinkError:
    return SinkError("its result cannot be written ({reason}); what was there is unchanged", reason=error.strerror or error)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
