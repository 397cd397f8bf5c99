"""One look at a piece of text that saves several: what a class of characters costs to search for does not grow with it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from zlcli.patterns import lazy

# Controls but for tab and line ends, and invisible marks; spaces of other widths than the ordinary.
CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
WIDTHS = "\u00a0\u2000-\u200a\u202f\u205f"
# With them radicals, private use and compatibility ideographs. Of the supplementary planes none: `re` compiles the others to a
# bitmap.
_RARE = lazy(f"[{CONTROLS}{WIDTHS}\u2e80-\u2fdf\ue000-\ufaff]")
_RARE_BEYOND = lazy("[\U0002f800-\U0002fa1f]")
SIGNS = "\x80-\xb6\xb8-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u2e7f\uf8ff\ufb01\ufb02"
"""Letters and symbols that misread text is known by (:mod:`zlcli.repair.suspicion`), but for the marks that Chinese has too."""
_UNUSUAL = lazy(f"[{CONTROLS}{WIDTHS}{SIGNS}\u2e80-\u2fdf\ue000-\ufaff]")
# One pass for all pays in texts of so many characters, where no more than one in so many is unusual, as Cyrillic text is.
_LONG, _DENSE = 4096, 32


@lru_cache(2)  # one treatment after the other asks for the same piece
def is_plain(text: str) -> bool:
    """Tell whether ``text`` has no control, odd space, radical, private or compatibility character."""
    places = unusual(text)
    rare = _RARE.search(text) is not None if places is None else any(_RARE.match(text, at) for at in places)
    return not rare and not (_is_beyond(text) and _RARE_BEYOND.search(text))


@lru_cache(2)  # those who look for misread text ask for it too
def unusual(text: str) -> tuple[int, ...] | None:
    """Return where those characters of a long ``text`` stand, and those of `SIGNS`; None where they are too many to list."""
    if len(text) < _LONG:
        return None
    most = len(text) // _DENSE
    places = tuple(match.start() for match in islice(_UNUSUAL.finditer(text), most + 1))
    return places if len(places) <= most else None


def _is_beyond(text: str) -> bool:
    """Tell whether a character of ``text`` is beyond the Basic Multilingual Plane, where UTF-16 takes two units for it."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
