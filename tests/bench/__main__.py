"""Print every table: ``python -m tests.bench [--short]``."""

from __future__ import annotations

import sys

from tests.bench import encodings, main_job, mojibake, restoration

if __name__ == "__main__":
    for table in (main_job, restoration, mojibake, encodings):
        table.main(short="--short" in sys.argv[1:])
        print()
