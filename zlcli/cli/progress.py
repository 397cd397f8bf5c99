"""A batch as a person at a terminal sees it: a line that lives while it runs, tables at its end, and what to do next."""

from __future__ import annotations

import shlex
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from zlcli.batch.records import FAILURES, Outcome
from zlcli.cli.text import _, show

if TYPE_CHECKING:
    from rich.console import Console


class Watch:
    """Counts outcomes and shows them on standard error; a context manager around the run."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._kinds: Counter[str] = Counter()
        self._encodings: Counter[str] = Counter()
        self._failed = 0
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("", total=None, told="")

    def __enter__(self) -> Watch:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def see(self, outcome: Outcome) -> None:
        """Count one document."""
        self._kinds.update(dict(outcome.steps))
        self._encodings.update([outcome.encoding] if outcome.encoding else [])
        self._failed += outcome.status in FAILURES
        rate = self._progress.tasks[0].finished_speed or self._progress.tasks[0].speed or 0.0
        told = _("{rate:.0f} documents a second, {failed} failed").format(rate=rate, failed=self._failed)
        self._progress.update(self._task, advance=1, told=told)

    def summarize(self, source: str, target: str) -> None:
        """Print the tables and the commands most useful next."""
        for title, counts in ((_("damage"), self._kinds), (_("encoding"), self._encodings)):
            if counts:
                self._console.print(_table(title, counts))
        self._console.print(_("next:"))
        old, new = shlex.quote(source), shlex.quote(target)
        for command in (
            f"zlcli report {old} -o report.html",
            f"zlcli convert --explain -r {old} -o {new}" if self._failed else f"zlcli detect -r {new}",
            f"zlcli batch {old} {new}",
        ):
            self._console.print(Text(f"  {show(command)}"))


def _table(title: str, counts: Counter[str]) -> Table:
    table = Table(title, "")
    table.columns[1].justify = "right"
    for name, count in counts.most_common():
        table.add_row(Text(show(name)), str(count))
    return table
