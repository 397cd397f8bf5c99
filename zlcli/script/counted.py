"""How often words stand in a large corpus, and meet: what the tables of :mod:`zlcli.script.build` are decided by."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from itertools import chain

# Meetings expected in the corpus of jieba's frequencies (some 60 million words): below this the table grows and nothing is
# gained on the texts it was measured on.
EXPECTED = 1.0
# How many times likelier than OpenCC's own reading the pair has to be: OpenCC's phrases were chosen by people.
CLEARLY = 15.0
# Words that overlap a key, at least this frequent: rarer ones cannot reach EXPECTED but beside the commonest character.
COMMON = 10
LONGEST_KEY = 4


def frequencies() -> dict[str, int]:
    """Words of jieba's dictionary and how often they occurred in its corpus."""
    rows = (line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows}


class Words:
    """Words with their counts, found by what they begin and end with."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts, self._total = counts, sum(counts.values())
        self.beginning: dict[str, list[str]] = defaultdict(list)
        self.ending: dict[str, list[str]] = defaultdict(list)
        for word, count in counts.items():
            if count >= COMMON and 2 <= len(word) <= LONGEST_KEY:
                for cut in range(1, len(word)):
                    self.beginning[word[:cut]].append(word)
                    self.ending[word[cut:]].append(word)
        for found in chain(self.beginning.values(), self.ending.values()):
            found.sort(key=counts.__getitem__, reverse=True)
        self._begun: dict[str, int] = defaultdict(int)
        self._ended: dict[str, int] = defaultdict(int)
        for word, count in counts.items():
            for cut in range(1, len(word) + 1):
                self._begun[word[:cut]] += count
                self._ended[word[-cut:]] += count

    def count(self, word: str) -> int:
        """How often ``word`` occurred as a word of its own."""
        return self._counts.get(word, 0)

    def share(self, beginning: str) -> float:
        """Which share of all words begins with ``beginning``."""
        return self._begun.get(beginning, 0) / self._total

    def together(self, left: str, right: str) -> float:
        """How often the words themselves are expected side by side."""
        return self.count(left) * self.count(right) / self._total

    def meetings(self, left: str, right: str) -> float:
        """How often they are expected side by side if nothing but frequency brings them together.

        ``left`` may be the end of a longer word, and ``right`` the beginning of one.
        """
        return self._ended.get(left, 0) * self._begun.get(right, 0) / self._total
