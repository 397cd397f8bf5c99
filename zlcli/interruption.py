"""Signals to end that are not lost: an exception in a callback of Python's own is printed, and Python goes on."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from zlcli.errors import EXIT_TERMINATED

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from sys import UnraisableHookArgs

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SEEN: list[int] = []


def listen() -> None:
    """Leave by an exception at SIGINT and SIGTERM from now on, so that temporary files are removed on the way out.

    Where SIGINT was ignored (a job in the background), it stays so.
    """
    sys.unraisablehook = _pass_over
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def check() -> None:
    """Raise what a signal has raised before, if there was one; for loops that run long."""
    if _SEEN:
        raise _ending(_SEEN[0])


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Let the signals wait until the end of a block that forks: the callbacks of a fork lose exceptions."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows does not fork
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_worker(inherited: Iterable[Connection]) -> None:
    """Make a process ready that was forked while signals were `held`: its parent, who gets SIGINT too, ends it.

    What it ``inherited`` of connections that are not its own is closed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    for connection in inherited:
        connection.close()


def _end(number: int, _frame: FrameType | None) -> None:
    _SEEN.append(number)
    raise _ending(number)


def _ending(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(EXIT_TERMINATED)


def _pass_over(unraisable: UnraisableHookArgs) -> None:
    """Say nothing of a swallowed end, which `check` will raise again."""
    if not (_SEEN and isinstance(unraisable.exc_value, KeyboardInterrupt | SystemExit)):
        sys.__unraisablehook__(unraisable)
