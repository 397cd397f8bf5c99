"""Print every table: ``python -m tests.bench [--short]``."""

from __future__ import annotations

import sys

from tests.bench import (
    batches,
    encodings,
    harm,
    lost_bytes,
    main_job,
    mojibake,
    restoration,
    script,
    speed,
    thresholds,
    torn,
    unwrapping,
)

if __name__ == "__main__":
    for table in (
        main_job,
        restoration,
        torn,
        harm,
        unwrapping,
        mojibake,
        lost_bytes,
        thresholds,
        encodings,
        script,
        speed,
        batches,
    ):
        table.main(short="--short" in sys.argv[1:])
        print()
