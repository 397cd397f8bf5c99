"""A batch as a person at a terminal sees it: a line that lives while it runs, tables at its end, and what to do next."""

from __future__ import annotations

import os
import shlex
import threading
import zipfile
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from rich.filesize import decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from zlcli.batch.records import FAILURES, Outcome
from zlcli.cli.text import _, show
from zlcli.files import inputs
from zlcli.records import Record

if TYPE_CHECKING:
    from rich.console import Console


_BAR = 16


class Expected(Record):
    """How much a source holds: documents, and their bytes."""

    documents: int
    size: int


def expected(source: str, globs: inputs.Globs) -> Expected | None:
    """Count what a folder or a zip holds; None where only reading it all would tell."""
    try:
        if os.path.isdir(source):
            sizes = [os.lstat(os.path.join(source, name)).st_size for name in inputs.walk(source, globs, ordered=False)]
        elif source.lower().endswith(".zip"):
            with zipfile.ZipFile(source) as archive:
                sizes = [info.file_size for info in archive.infolist() if not info.is_dir()]
        else:
            return None
    except (OSError, ValueError, zipfile.BadZipFile):
        return None  # the run itself says what is wrong
    return Expected(len(sizes), sum(sizes))


class Watch:
    """Counts outcomes and shows them on standard error; a context manager around the run.

    ``count`` says what there is to do; it is asked beside the run, which need not wait for it.
    """

    def __init__(self, console: Console, count: Callable[[], Expected | None] = lambda: None) -> None:
        self._console = console
        self._count = count
        self._size = 0
        self._all = ""
        self._kinds: Counter[str] = Counter()
        self._encodings: Counter[str] = Counter()
        self._failed = 0
        left = (TextColumn(_("left")), TimeRemainingColumn(compact=True))
        columns = (BarColumn(_BAR), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), *left)
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("", total=None, told="")

    def __enter__(self) -> Watch:
        self._progress.start()
        threading.Thread(target=self._expect, name="expected", daemon=True).start()
        return self

    def _expect(self) -> None:
        found = self._count()
        if found:
            self._all = f"/{decimal(found.size)}"
            self._progress.update(self._task, total=found.documents)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def see(self, outcome: Outcome) -> None:
        """Count one document."""
        self._kinds.update(dict(outcome.steps))
        self._encodings.update([outcome.encoding] if outcome.encoding else [])
        self._failed += outcome.status in FAILURES
        self._size += outcome.size
        rate = self._progress.tasks[0].finished_speed or self._progress.tasks[0].speed or 0.0
        size = f"{decimal(self._size)}{self._all}"
        told = _("{size}, {rate:.0f} a second, {failed} failed").format(size=size, rate=rate, failed=self._failed)
        self._progress.update(self._task, advance=1, told=told)

    def say(self, message: str) -> None:
        """Print a message above the line."""
        self._console.print(Text(f"zlcli: {show(message)}"))

    def refresh(self) -> None:
        """Draw the line anew at once."""
        self._progress.refresh()

    def summarize(self, source: str, target: str, again: str) -> None:
        """Print the tables and the commands most useful next; ``again`` is the one that was given."""
        for title, unit, counts in (
            (_("damage"), _("places"), self._kinds),
            (_("encoding"), _("documents"), self._encodings),
        ):
            if counts:
                self._console.print(_table(title, unit, counts))
        self._console.print(_("next:"))
        old, new = shlex.quote(source), shlex.quote(target)
        for command in (
            f"zlcli report {old} -o report.html",
            f"zlcli detect -r {old if self._failed else new}",
            again,
        ):
            self._console.print(Text(f"  {show(command)}"))


def _table(title: str, unit: str, counts: Counter[str]) -> Table:
    table = Table(title, unit)
    table.columns[1].justify = "right"
    for name, count in counts.most_common():
        table.add_row(Text(show(name)), str(count))
    return table
