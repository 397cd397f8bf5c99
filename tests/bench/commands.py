"""Commands as a user of an installed package runs them, and what a processor works for them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

import zlcli

# Without `site`, which loads modules for an editable installation that a user's Python does not have by then.
PYTHON = (sys.executable, "-S")
ZLCLI = (*PYTHON, "-c", "import sys; from zlcli.__main__ import main; sys.exit(main())")
_PATH = os.pathsep.join(str(Path(file).parents[1]) for file in (click.__file__, zlcli.__file__))


class Spent(NamedTuple):
    """The seconds that a command took, and those that the processors worked for it, which a busy machine changes little."""

    clock: float
    work: float


def environment(folder: Path) -> dict[str, str]:
    """Return that of a package whose bytecode is kept, in ``folder``, whatever the caller's says."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPATH": _PATH, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def measured(command: Sequence[str], folder: Path) -> Spent:
    """Run ``command`` in the `environment` of ``folder``, and return what it took. Raises CalledProcessError where it fails."""
    env = environment(folder)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime)
