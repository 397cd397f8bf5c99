"""Whether an author sets a space between two characters: between 中文 and Latin, after a comma, before a bracket."""

from __future__ import annotations

import re

from zlcli.model.characters import HAN, HAN_CHARACTER


class Spacing:
    """The habit that ``sample`` shows, asked for one pair of characters at a time."""

    def __init__(self, sample: str) -> None:
        self._sample = sample
        self._known: dict[tuple[str, str], str] = {}

    def between(self, left: str, right: str) -> str:
        """Return what the author sets between ``left`` and ``right``: a space, or nothing."""
        pair = _class(left), _class(right)
        if pair not in self._known:
            self._known[pair] = self._decide(*pair)
        return self._known[pair]

    def _decide(self, left: str, right: str) -> str:
        if _HAN == left == right or _WIDE in (left, right):
            return ""
        if left == right == _WORD:
            return " "
        apart = len(re.findall(f"{left} (?={right})", self._sample))
        together = len(re.findall(f"{left}(?={right})", self._sample))
        # Where the document shows nothing, Latin text has spaces around its words.
        default = apart == together == 0 and _HAN not in (left, right) and right == _WORD and left in (",", r"\.", ";", ":")
        return " " if apart > together or default else ""


_HAN, _WORD, _WIDE = f"[{HAN}]", "[A-Za-z0-9]", "[^\x00-\x7f]"


def _class(char: str) -> str:
    if HAN_CHARACTER.match(char):
        return _HAN
    if char.isascii():
        return _WORD if char.isalnum() else re.escape(char)
    return _WORD if char.isalpha() else _WIDE
