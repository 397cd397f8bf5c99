"""The program: ``zlcli`` and ``python -m zlcli``."""

from __future__ import annotations

import os
import signal
import sys
import threading

from zlcli import compiled, interruption


def main() -> int:
    """Run the command line as a Unix filter and return its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # The reader of our output went away (| head -1): end at once and in silence, like any filter.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    interruption.listen()
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
