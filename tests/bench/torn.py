"""Characters torn by glosses that a converter wrote among the bytes of GBK: how many places are put together again."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import islice

import zlcli
from tests.bench import held_out
from tests.damage import NOTICE, gloss, gloss_bytes
from zlcli.document import Lost
from zlcli.model.characters import readings, scripts

_GLOSSED = 300
"""Characters that the converter's table holds; it writes the gloss of each wherever its two bytes stand."""
_TORN = re.compile(r"[?][a-z]*[āēīōūǖ][a-z]*\)")
_LOSSES: tuple[Lost, ...] = ("mark", "guess")
_VOWELS = dict(zip("aeiouü", "āēīōūǖ", strict=True))


def main(*, short: bool) -> None:
    """Print one row a form of the loss (``short``: 30 torn lines, else 150)."""
    print("characters torn by glosses in GBK's bytes (lines of running text, Traditional; peer, leaving them: 0)")
    lines = _lines()
    table = _table("".join(lines))
    shown = gloss(NOTICE, table)
    for name, dropped in (("private use kept", False), ("private use dropped", True)):
        glossed = ((line, gloss_bytes(line, table, dropped=dropped)) for line in lines)
        torn = list(islice(((line, damaged) for line, damaged in glossed if _TORN.search(damaged)), 30 if short else 150))
        for lost in _LOSSES:
            counts = sum((_counted(line, damaged, shown, lost) for line, damaged in torn), Counter[str]())
            share = counts["exact"] / (counts["lines"] or 1)
            print(
                f"  {name:20} --lost {lost:6} lines exact {share:.3f} of {counts['lines']}, "
                f"places mended {counts['mended']} of {counts['places']}, lines with wrong characters {counts['wrong']}"
            )


def _counted(line: str, damaged: str, shown: str, lost: Lost) -> Counter[str]:
    """Count what comes back of ``line`` where it stands ``damaged`` below a notice that has ``shown`` the converter's habit."""
    result = zlcli.normalize(f"{shown}\n{damaged}", only=["gloss"], lost=lost).text.rpartition("\n")[2]
    places, left = len(_TORN.findall(damaged)), len(_TORN.findall(result))
    return Counter(
        lines=1, exact=result == line, places=places, mended=places - left, wrong=left == 0 and not _is_subset(result, line)
    )


def _is_subset(result: str, line: str) -> bool:
    """Tell whether ``result`` holds nothing that ``line`` does not hold in that order."""
    matcher = SequenceMatcher(None, line, result, autojunk=False)
    return all(tag in ("equal", "delete") for tag, *_ in matcher.get_opcodes())


def _lines() -> list[str]:
    """Return lines of prose of 20 to 400 characters, in Traditional characters of GBK."""
    found = (line for name in ("fortunes", "hans") for line in held_out.text(name).splitlines() if 20 < len(line) < 400)
    hant = zlcli.convert_script("\n".join(found), to="hant")
    return hant.encode("gbk", "ignore").decode("gbk").splitlines()


def _table(text: str) -> dict[str, str]:
    """Return a reading for each of the most frequent characters of ``text`` that only the Traditional script has."""
    toned = {
        char: re.sub("[aeiouü]", lambda vowel: _VOWELS[vowel[0]], syllable, count=1)
        for syllable, chars in readings().items()
        for char in chars
    }
    frequent = (char for char, _ in Counter(text).most_common() if char in toned and ord(char) in scripts().to_hans)
    return {char: toned[char] for char, _ in zip(frequent, range(_GLOSSED), strict=False)}
