"""Write zlcli's own phrases and words as OpenCC's text dictionaries: ``phrases_*.txt`` in ``data/``.

Run ``python -m zlcli.script.build_phrases`` after a change of ``to_hans.tsv``, ``to_hant.tsv`` or ``words.tsv``, which they are
worked out from; ``tests/test_script_data.py`` tells where that was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from zlcli.model.build import opencc_dictionary
from zlcli.script import lexicon, words

TO_HANT = ("STPhrases_GeneratedFromRegionalPhrases", "STPhrases")
"""OpenCC's dictionaries of phrases from Simplified, the one that wins last."""


def to_hant() -> dict[str, str]:
    """Return zlcli's phrases to Traditional, and OpenCC's that nobody spells so now, in today's spelling (娘家, not 孃家)."""
    theirs = {hans: values[0] for name in TO_HANT for hans, values in opencc_dictionary(name).items()}
    respelled = {hans: _modern(hant) for hans, hant in theirs.items()}
    changed = {hans: hant for hans, hant in respelled.items() if hant != theirs[hans]}
    return changed | lexicon.to_hant()


def _modern(hant: str) -> str:
    for old, new in lexicon.respelled().items():
        hant = hant.replace(old, new)
    return hant


def phrases(stage: str) -> dict[str, str]:
    """Return what goes beside OpenCC's dictionary ``stage``, of `lexicon.OWN` or `lexicon.REGIONAL`."""
    if stage in lexicon.REGIONAL:
        return words.phrases(stage)
    if stage == "STPhrases":
        return to_hant()
    whole = words.whole_back() if stage == "TSPhrases" else {}
    return whole | lexicon.phrases(stage)


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
