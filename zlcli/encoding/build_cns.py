"""Write ``data/cns11643.txt``: the characters of CNS 11643, as glibc's ``iconv`` maps EUC-TW to Unicode.

Run ``python -m zlcli.encoding.build_cns`` where ``iconv`` knows EUC-TW. One line a plane, from 1 to 15; on it one character for
each of the 94 times 94 cells, U+FFFD where the plane has none. Planes without characters are empty lines.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from zlcli.encoding.cns import EMPTY, PLANES, TABLE


def main() -> int:
    """Ask iconv for every cell."""
    lines = [_plane(number) for number in range(1, PLANES + 1)]
    Path(TABLE).write_text("\n".join(lines) + "\n", "utf-8")
    return 0


def _plane(number: int) -> str:
    cells = [
        bytes([0x8E, 0xA0 + number, row, column]) if number > 1 else bytes([row, column])
        for row in range(0xA1, 0xFF)
        for column in range(0xA1, 0xFF)
    ]
    answer = subprocess.run(
        ["iconv", "-c", "-f", "EUC-TW", "-t", "UTF-8"],  # noqa: S607  (whichever iconv this system has)
        input=b"\n".join(cells),
        capture_output=True,
        check=False,  # it complains of empty cells by its exit code
    ).stdout.decode("utf-8")
    chars = answer.split("\n")
    # glibc 2.36 with -c gives the character before an empty cell once more instead of nothing.
    chars = [EMPTY if len(char) != 1 or char == before else char for before, char in zip(["", *chars], chars, strict=False)]
    return "".join(chars) if set(chars) != {EMPTY} else ""


if __name__ == "__main__":
    sys.exit(main())
