"""Write zlcli's own phrases and words as OpenCC's text dictionaries: ``phrases_*.txt`` in ``data/``.

Run ``python -m zlcli.script.build_phrases`` after a change of ``to_hans.tsv``, ``to_hant.tsv`` or ``words.tsv``, which they are
worked out from; ``tests/test_script_data.py`` tells where that was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from zlcli.script import lexicon, words


def phrases(stage: str) -> dict[str, str]:
    """Return what goes beside OpenCC's dictionary ``stage``, of `lexicon.OWN` or `lexicon.REGIONAL`."""
    return words.phrases(stage) if stage in lexicon.REGIONAL else lexicon.phrases(stage)


def table(stage: str) -> str:
    """Return the content of the file of ``stage``: a phrase, a tab, and what to write for it on each line, sorted."""
    written = sorted(phrases(stage).items())
    return "".join(f"{phrase}\t{result}\n" for phrase, result in written if phrase not in lexicon.BLANK_ENDS)


def main() -> int:
    """Write the files."""
    for stage in (*lexicon.OWN, *lexicon.REGIONAL):
        Path(lexicon.phrases_file(stage)).write_text(table(stage), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
