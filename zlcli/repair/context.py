"""What speaks against a reading: the rest of its word, other words of the same language in its line, or the whole document.

A line that was misread was so as a whole, and a document in many places. Where words of a language stand beside a span that has
its letters, or of many pieces of the document that a code page could have made few are better Chinese, the span is a word too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

from zlcli.model.bigrams import mean_beyond_ascii, score
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.records import Record
from zlcli.repair.chains import reread
from zlcli.repair.misreadings import Chain, Reading, is_weak, undone
from zlcli.repair.restraint import LETTERS, is_certain, is_words
from zlcli.repair.tables import TWO_BYTES, encode

Piece = tuple[str, Reading | None]
# Characters of a word that are looked at beside a span.
_NEAR = 32
_TAIL, _HEAD = lazy("[A-Za-z'’-]*$"), lazy("[A-Za-z'’-]*")
# Letters of a word that shows the language of a line.
_WORD = 3
_ASIAN_WORD = lazy("[\u3041-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")
# The least gain in nats of a reading beside Han that is sound: twice what it needs otherwise.
_GAIN_BESIDE_HAN = 14.0
# Pieces of a document that are looked at for a chain, and the share of better ones among those that it could have made: nearly
# all where it did, one in a hundred words of Ukrainian or names in Japanese. Few pieces say nothing.
_LOOKED_AT, _MISREAD_SHARE, _SOUND_SHARE, _ENOUGH = 4000, 0.5, 0.25, 8
# Pieces that are weighed for that share, as many from each part of the document.
_SAMPLED = 256
_PIECE = lazy(r"[^\x00-\x3f\x7f]*[^\x00-\x7f][^\x00-\x3f\x7f]*")


class Share(Record):
    """How many pieces of a document a chain of misreadings could have made, and how many are better without it."""

    possible: int
    better: int

    @property
    def is_habit(self) -> bool:
        """Tell whether the document was misread so."""
        return self.better >= _MISREAD_SHARE * self.possible

    @property
    def is_chance(self) -> bool:
        """Tell whether it was not, but has words that look so."""
        return self.possible - self.better >= _ENOUGH and self.better < _SOUND_SHARE * self.possible


def share(sample: str, chain: Chain) -> Share:
    """Look at the pieces of ``sample`` that ``chain`` could have made."""
    found = dict.fromkeys(match[0] for match in islice(_PIECE.finditer(sample), _LOOKED_AT))
    possible = [piece for piece in found if undone(piece, chain) is not None]
    weighed = possible[:: 1 + len(possible) // _SAMPLED]
    return Share(len(weighed), sum(reread(piece, chain) is not None for piece in weighed))


def settled(pieces: list[Piece], habit: Collection[Chain], chance: Collection[Chain]) -> Iterator[Piece]:
    """Yield the ``pieces`` of a line without the readings that something speaks against.

    ``habit`` are the misreadings of the document, ``chance`` those that it only looks like.
    """
    sound = "".join("\0" if reading else text for text, reading in pieces)
    for i, (text, reading) in enumerate(pieces):
        doubted = (
            reading is not None
            and is_weak(reading)
            and reading.chain not in habit
            and (reading.chain in chance or _is_in_word(pieces, i) or _has_kin(sound, text, reading))
            and not is_certain(score(text) - reading.cost, mean_beyond_ascii(reading.text))
        )
        yield text, None if doubted else reading


def _is_in_word(pieces: list[Piece], i: int) -> bool:
    before = _TAIL.search(pieces[i - 1][0][-_NEAR:] if i else "")
    after = _HEAD.match(pieces[i + 1][0][:_NEAR] if i + 1 < len(pieces) else "")
    around = (_text(before), _text(after))
    return any(around) and is_words(pieces[i][0].join(around))


def _text(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


def _has_kin(sound: str, span: str, reading: Reading) -> bool:
    wrong = reading.chain[0].wrong
    if sound.isascii():
        return False
    if _has_words(sound, wrong):
        return True
    beside_han = wrong in TWO_BYTES and HAN_CHARACTER.search(sound) is not None
    return beside_han and score(span) - reading.cost < _GAIN_BESIDE_HAN


@lru_cache(8)  # a line is asked for every span in it
def _has_words(sound: str, wrong: str) -> bool:
    """Tell whether ``sound`` has words of another language that can be written in the code page ``wrong``."""
    if wrong in TWO_BYTES:
        return any(encode(match[0], wrong) is not None for match in _ASIAN_WORD.finditer(sound))
    words = (word for word in LETTERS.findall(sound) if len(word) >= _WORD and is_words(word))
    return any(encode(word, wrong) is not None for word in words)
