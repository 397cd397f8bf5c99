"""One look at a piece of text that saves several: what a class of characters costs to search for does not grow with it."""

from __future__ import annotations

from functools import lru_cache

from zlcli.patterns import lazy

# Controls but for tab and line ends, and invisible marks; spaces of other widths than the ordinary.
CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
WIDTHS = "\u00a0\u2000-\u200a\u202f\u205f"
# With them radicals, private use and compatibility ideographs. Of the supplementary planes none: `re` compiles the others to a
# bitmap.
_RARE = lazy(f"[{CONTROLS}{WIDTHS}\u2e80-\u2fdf\ue000-\ufaff]")
_RARE_BEYOND = lazy("[\U0002f800-\U0002fa1f]")


@lru_cache(2)  # one treatment after the other asks for the same piece
def is_plain(text: str) -> bool:
    """Tell whether ``text`` has no control, odd space, radical, private or compatibility character."""
    return not _RARE.search(text) and not (_is_beyond(text) and _RARE_BEYOND.search(text))


def _is_beyond(text: str) -> bool:
    """Tell whether a character of ``text`` is beyond the Basic Multilingual Plane, where UTF-16 takes two units for it."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
