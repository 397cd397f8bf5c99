"""The journal of a batch: one JSON object a line for every document that was treated, appended when its result is safe.

A line that a crash cut short is dropped when the journal is opened again: its document is simply treated once more.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from zlcli.batch.catalog import Catalog
from zlcli.batch.records import Known, Outcome
from zlcli.encoding.marks import decodes
from zlcli.errors import SinkError
from zlcli.files.sinks import sync_folder, write_all

_ENDING = ".jsonl"
_FIELDS = ("status", "error", "input", "output", "encoding", "confidence", "lost_bytes", "seconds")


class Journal:
    """Appends to the file ``path``. Raises SinkError when that cannot be done."""

    def __init__(self, path: str, options: str) -> None:
        self._options = options
        try:
            _mend(path)
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            sync_folder(os.path.dirname(path))
        except OSError as error:
            raise SinkError("the journal {path} cannot be opened ({reason})", path=path, reason=error.strerror) from error

    def append(self, outcomes: Iterable[Outcome]) -> None:
        """Write down what became of documents."""
        lines = "".join(json.dumps(record(outcome, self._options)) + "\n" for outcome in outcomes)
        try:
            write_all(self._handle, lines.encode("ascii"))
        except OSError as error:
            raise SinkError(
                "the journal cannot be written ({reason}); run the batch again to go on", reason=error.strerror
            ) from error

    def close(self) -> None:
        """Make sure of the last lines."""
        try:
            os.fsync(self._handle)
        except OSError as error:
            raise SinkError(
                "the journal cannot be written ({reason}); run the batch again to go on", reason=error.strerror
            ) from error
        finally:
            os.close(self._handle)


def _mend(path: str) -> None:
    """Cut off a last line that has no end."""
    if not os.path.exists(path):
        return
    with open(path, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - 65536)
            file.seek(start)
            found = file.read(end - start).rfind(b"\n")
            if found >= 0:
                end = start + found + 1
                break
            end = start
        file.truncate(end)


def record(outcome: Outcome, options: str) -> dict[str, Any]:
    """Return the line of ``outcome``. ``path_b64`` has the bytes of a name that is not UTF-8."""
    named: dict[str, Any] = {"path": outcome.name.decode("utf-8", "backslashreplace")}
    if not decodes(outcome.name, "utf-8"):
        named["path_b64"] = base64.b64encode(outcome.name).decode("ascii")
    fields = {field: getattr(outcome, field) for field in _FIELDS}
    return {**named, **fields, "steps": dict(outcome.steps), "options": options}


def recall(folder: str, options: str, catalog: Catalog) -> None:
    """Tell ``catalog`` what the journals in ``folder`` know of documents treated with the same ``options``.

    Raises SinkError for a journal that cannot be read.
    """
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name) if os.path.isdir(folder) else ():
        if entry.name.endswith(_ENDING):
            for name, known in _read(entry.path, options):
                catalog.note(name, known)


def _read(path: str, options: str) -> Iterator[tuple[bytes, Known | None]]:
    try:
        with open(path, "rb") as file:
            for line in file:
                try:
                    fields = json.loads(line)
                    name = base64.b64decode(fields["path_b64"]) if "path_b64" in fields else fields["path"].encode("utf-8")
                    is_done = fields["status"] == "done" and fields["options"] == options
                    yield name, Known(fields["input"], fields["output"]) if is_done else None
                except (ValueError, KeyError, TypeError):  # a line cut short, or none of ours
                    continue
    except OSError as error:
        raise SinkError("the journal {path} cannot be read ({reason})", path=path, reason=error.strerror) from error
