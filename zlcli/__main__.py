"""The program: ``zlcli`` and ``python -m zlcli``."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from zlcli import interruption
from zlcli.errors import EXIT_TERMINATED


def main() -> int:
    """Run the command line as a Unix filter and return its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # The reader of our output went away (| head -1): end at once and in silence, like any filter.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, _terminate)
    interruption.listen()
    from zlcli.cli.main import run

    return run(sys.argv[1:])


def _terminate(_number: int, _frame: FrameType | None) -> None:
    """Leave by an exception, so that temporary files are removed on the way out."""
    sys.exit(EXIT_TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
