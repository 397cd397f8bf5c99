"""The program: ``zlcli`` and ``python -m zlcli``."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading

from zlcli import compiled, interruption

# Objects made before Python looks for garbage that refers to itself, of which there is next to none here. At its own 700 the
# looks are a twentieth of the time that a short document takes.
_ALLOCATIONS = 50_000


def main() -> int:
    """Run the command line as a Unix filter and return its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # The reader of our output went away (| head -1): end at once and in silence, like any filter.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    interruption.listen()
    gc.set_threshold(_ALLOCATIONS, 20, 20)
    from zlcli.cli.main import run

    code = run(sys.argv[1:])
    compiled.keep()
    _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once where nothing is left to do: to take Python and OpenCC apart takes longer than a short document does.

    What is still written or running (an output that is full, a thread) is for the ordinary end.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    if threading.active_count() == 1:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
