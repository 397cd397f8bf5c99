"""The program: ``zlcli`` and ``python -m zlcli``."""

from __future__ import annotations

import signal
import sys

from zlcli import interruption


def main() -> int:
    """Run the command line as a Unix filter and return its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # The reader of our output went away (| head -1): end at once and in silence, like any filter.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    interruption.listen()
    from zlcli.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
