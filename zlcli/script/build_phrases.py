"""Write zlcli's own phrases as OpenCC's text dictionaries: ``phrases_*.txt`` in ``data/``.

Run ``python -m zlcli.script.build_phrases`` after a change of ``to_hans.tsv`` or ``to_hant.tsv``, which they are worked out
from; ``tests/test_script_data.py`` tells where that was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from zlcli.script import lexicon


def table(stage: str) -> str:
    """Return the content of the file of ``stage``: a phrase, a tab, and what to write for it on each line, sorted."""
    written = sorted(lexicon.phrases(stage).items())
    return "".join(f"{phrase}\t{result}\n" for phrase, result in written if phrase not in lexicon.BLANK_ENDS)


def main() -> int:
    """Write the files."""
    for stage in lexicon.OWN:
        Path(lexicon.phrases_file(stage)).write_text(table(stage), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
