"""Telling Simplified from Traditional text by counting the characters that only one of them has."""

from __future__ import annotations

import re
from functools import cache

from zlcli.document import Script
from zlcli.model.characters import scripts

# One foreign character in ten is a name or a quotation; more is a document of two scripts.
MIXED_SHARE = 0.1


def identify(text: str) -> Script | None:
    """Return the script of ``text``, or None where nothing in it tells (no Han characters, or only shared ones)."""
    hant, hans = (len(pattern.findall(text)) for pattern in _patterns())
    if not hant and not hans:
        return None
    if min(hant, hans) > MIXED_SHARE * (hant + hans):
        return "mixed"
    return "hant" if hant > hans else "hans"


def has_hant(text: str) -> bool:
    """Tell whether ``text`` holds a character that only Traditional text has."""
    return _patterns()[0].search(text) is not None


def has_hans(text: str) -> bool:
    """Tell whether ``text`` holds a character that only Simplified text has."""
    return _patterns()[1].search(text) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Classes of the characters that only Traditional and only Simplified text has.

    Only those of the Basic Multilingual Plane: `re` compiles them to a bitmap, and one character beyond makes it fifty times
    slower. The others are too rare to tell anything.
    """
    table = scripts()
    hant, hans = ("".join(sorted(c for c in chars if c <= "\uffff")) for chars in (table.hant_only, table.hans_only))
    return re.compile(f"[{hant}]"), re.compile(f"[{hans}]")
