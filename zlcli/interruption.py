"""Ctrl-C that is not lost: where it falls into a callback of Python's own, Python prints the exception and goes on."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SEEN: list[int] = []


def listen() -> None:
    """Take note of SIGINT from now on; where it was ignored (a job in the background), it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _note)
        sys.unraisablehook = _pass_over


def check() -> None:
    """Raise KeyboardInterrupt if there was one; for loops that run long."""
    if _SEEN:
        raise KeyboardInterrupt


def _note(number: int, _frame: FrameType | None) -> None:
    _SEEN.append(number)
    raise KeyboardInterrupt


def _pass_over(unraisable: UnraisableHookArgs) -> None:
    """Say nothing of a swallowed interruption, which `check` will raise again."""
    if not isinstance(unraisable.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
