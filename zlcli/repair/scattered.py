"""Readings that a machine scattered over a text: 月(yue)8日(ri), 大會(hui)(hui).

Sites that copy others' pages put toneless pinyin behind everyday characters of either script to make a page look new: here
behind one, there not, at some places twice or three times. Nobody writes so for a reader, who is given a reading once, for a
character that he may not know, or for every character.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from zlcli.model.characters import is_commonly_read, is_han
from zlcli.repair import gloss_forms as forms


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` has such readings."""
    found = forms.repeated(sample)
    fitting = [match for match in found if is_commonly_read(match[1], match[3])]
    return bool(fitting) and len(fitting) >= 0.95 * len(found) and _by_a_machine(sample, fitting)


def _by_a_machine(sample: str, fitting: list[re.Match[str]]) -> bool:
    """Tell whether so many characters are glossed, and so without a plan, that no author or teacher can have done it."""
    glossed = Counter(match[1] for match in fitting)
    often = [char for char, count in glossed.items() if count > 1]
    unsteady = sum(sample.count(char) > glossed[char] for char in often)
    # Who glosses more than half of the characters writes for learners.
    in_part = next(islice(filter(is_han, sample), 2 * len(fitting) - 1, None), None) is not None
    repeated = sum(match.end() - match.end(3) > 1 for match in fitting)
    # A reading that stands twice behind one character is a machine's in itself; else the lack of a plan has to show in many.
    return in_part and ((repeated >= 2 and len(glossed) >= 8) or (len(glossed) >= 20 and unsteady >= 8))
