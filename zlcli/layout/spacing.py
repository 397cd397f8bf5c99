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
        if right == _QUOTE and left in _LATIN_MARKS:
            return " "
        if _HAN == left == right or _WIDE in (left, right) or right == _QUOTE:
            return ""
        # A line may end after a hyphen or within a path, but none begins with a hyphen, a quote or after a comma in one.
        if (left == _WORD and right in (_WORD, r"\-", '"')) or (left in _LATIN_MARKS and right == _WORD):
            return " "
        apart = len(re.findall(f"{left} (?={right})", self._sample))
        together = len(re.findall(f"{left}(?={right}{_NO_CALL if right == _BRACKET else ''})", self._sample))
        return " " if apart > together or (apart == together == 0 and left == r"\." and right == _WORD) else ""


_HAN, _WORD, _WIDE, _QUOTE = f"[{HAN}]", "[A-Za-z0-9]", "[^\x00-\x7f]", "[“‘]"
_LATIN_MARKS, _BRACKET = (",", ";", ":", r"\?", "!"), r"\("
# printf(3): how a manual names a program is no habit of its author's.
_NO_CALL = r"(?!\d\w?\))"


def _class(char: str) -> str:
    if HAN_CHARACTER.match(char):
        return _HAN
    if char.isascii():
        return _WORD if char.isalnum() else re.escape(char)
    return _WORD if char.isalpha() else _QUOTE if char in "“‘" else _WIDE
