"""Mojibake: text whose bytes were read in the wrong encoding (鐢ㄦ埛 was 用户), undone where no byte was lost.

What is treated is a span: a line where all of it was misread, else the words of a line, else a run of characters that the wrong
code page has. A span is changed when its best reading (`zlcli.repair.chains`) is plausible Chinese and so much more plausible
than what stands there that chance or a rare name cannot explain it. What was seen in a document is its habit, and less evidence
is enough where the same happened again.

Mojibake that is quoted as an example, beside its right text or by a line that talks of it, stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import islice

from zlcli import chunks
from zlcli.document import MISREAD, Change, Kind, Ledger, Lost
from zlcli.errors import LostBytesError
from zlcli.repair.chains import reread
from zlcli.repair.context import Piece, settled, share
from zlcli.repair.line_ends import ends_in_cr, swallows_ends
from zlcli.repair.lines import NO_HABIT, TALK, Habit, Line, pieces_of, to_read
from zlcli.repair.lines import read as read_lines
from zlcli.repair.loss import HOLES, known, share_of_whole
from zlcli.repair.misreadings import Chain, Reading
from zlcli.repair.restored import MARK, Slot
from zlcli.repair.stretches import stretches, whole
from zlcli.repair.suspicion import is_worth_a_search
from zlcli.repair.words import Words

# So often one document is misread in so many ways at most (a log of several programs).
_SEEN, _CHAINS = 2, 4
# Misreadings, the most frequent first, of which the rest of the sample is asked whether they are its habit.
_WEIGHED = 16
# Spans of the sample that are enough to know a habit by.
_ENOUGH = 64
# Of characters with that probability one in 200 was another one, in technical prose and poems.
_SURE = 0.995

Work = Callable[[Callable[[str], list[Line]], Iterable[str]], Iterable[tuple[str, list[Line]]]]
"""Yields texts, each with what a function makes of it."""


def diagnose(sample: str) -> Habit:
    """Return the ways in which parts of ``sample`` were misread; none is no proof that nothing was."""
    seen: Counter[Chain] = Counter()
    torn: Counter[Chain] = Counter()  # those whose pieces lost bytes, which no other piece can be asked for
    for stretch in _suspicious(sample, seen):
        for found, is_torn in _misreadings(stretch, seen - torn, torn):
            seen[found] += 1
            torn[found] += is_torn
        if seen.total() >= _ENOUGH:
            break
    shares = {chain: share(sample, chain) for chain, _ in seen.most_common(_WEIGHED)}
    likely = (chain for chain in shares if torn[chain] >= _SEEN or (seen[chain] >= _SEEN and shares[chain].is_habit))
    habit = Habit(
        tuple(islice(likely, _CHAINS)), chance=frozenset(chain for chain in shares if shares[chain].is_chance), understood={}
    )
    lossy = sorted({chain[0].wrong for chain in +torn})
    if not lossy:
        return habit
    words = Words(_known(sample, lossy), swallows_ends=swallows_ends(sample), ends_in_cr=ends_in_cr(sample))
    return habit._replace(words=words)


def _misreadings(text: str, whole: Counter[Chain], torn: Counter[Chain]) -> Iterator[tuple[Chain, bool]]:
    """Yield how the pieces of ``text`` were misread, and whether they lost bytes, ``whole`` and ``torn`` being seen by then.

    What is clear of a document is not searched for again: that takes fifty times as long as to see that it is the same.
    """
    again = next((chain for chain, count in whole.items() if count >= _SEEN and _is_read(text, chain)), None)
    again_torn = next((chain for chain, count in torn.items() if count >= _SEEN and _has_lost(text, chain)), None)
    if again:
        yield again, False
    elif again_torn:
        yield again_torn, True
    else:
        readings = (reading for _, reading in settled(list(pieces_of(text, NO_HABIT, MISREAD)), (), ()))
        yield from ((reading.chain, bool(reading.slots)) for reading in readings if reading and reading.chain)


def _is_read(text: str, chain: Chain) -> bool:
    return chain[-1].right == "utf-8" and reread(text.rstrip("\r\n"), chain) is not None


def _has_lost(text: str, chain: Chain) -> bool:
    return HOLES.search(text) is not None and share_of_whole(text, chain[0].wrong) > 0


def _suspicious(sample: str, seen: Collection[Chain]) -> Iterator[str]:
    """Yield the lines that are worth a look, long ones in stretches, looking no further than is asked for.

    ``seen`` are the misreadings that were found by then.
    """
    for piece in chunks.cut(sample):
        for start, end in to_read(piece):
            yield from stretches(piece[start:end], seen, search=True)


def _known(sample: str, lossy: list[str]) -> Iterator[str]:
    """Yield the lines of ``sample``, of those that lost bytes what is whole."""
    for line in sample.splitlines():
        damaged = not line.isascii() and is_worth_a_search(line)
        yield next(filter(None, (known(line, wrong) for wrong in lossy)), "") if damaged else line


def mend(  # noqa: PLR0913, PLR0917
    pieces: Iterable[str],
    habit: Habit,
    ledger: Ledger,
    lost: Lost = "mark",
    kinds: frozenset[Kind] = MISREAD,
    work: Work | None = None,
) -> Iterator[str]:
    """Yield the text of ``pieces`` with every span that was misread as it was before.

    A character that lost bytes is restored where only one is likely. Else it becomes U+FFFD, or with ``lost="guess"`` the
    likeliest; with ``lost="fail"`` LostBytesError is raised. ``kinds`` are those of `MISREAD` that are wanted. ``work`` may
    help with a document that has no habit, of which each piece is read by itself.
    """
    mender, read = _Mender(habit, ledger, lost), partial(read_lines, habit=habit, kinds=kinds)
    pieces = whole(pieces, habit.chains) if habit else pieces
    found = work(read, pieces) if work and not habit else ((piece, read(piece)) for piece in pieces)
    for piece, lines in found:
        yield mender.mend(piece, lines)


class _Mender:
    """Goes through a document piece by piece; ``number`` is that of the next line, ``previous`` the last one with text."""

    def __init__(self, habit: Habit, ledger: Ledger, lost: Lost) -> None:
        self.habit, self.ledger, self.lost = habit, ledger, lost
        self.number = 1
        self.previous = ""

    def mend(self, piece: str, lines: list[Line]) -> str:
        """Return ``piece`` mended, of which ``lines`` were read anew."""
        at = 0
        parts: list[str] = []
        for start, end, pieces in lines:
            self._pass(piece[at:start])
            parts += piece[at:start], self._mended(piece[start:end], pieces)
            self._pass(piece[start:end])
            at = end
        self._pass(piece[at:])
        return "".join((*parts, piece[at:]))

    def _pass(self, text: str) -> None:
        self.number += text.count("\n")
        end = len(text.rstrip())
        self.previous = text[text.rfind("\n", 0, end) + 1 : end] or self.previous

    def _mended(self, line: str, pieces: list[Piece]) -> str:
        if not pieces or TALK.search(self.previous):
            return line
        return "".join(self._note(span, reading) if reading else span for span, reading in pieces)

    def _note(self, span: str, reading: Reading) -> str:
        """Write down that ``span`` was ``reading``, and return the text to put there."""
        text = "".join(self._parts(reading))
        self.ledger.count("mojibake")
        if self.ledger.wants_all or self.ledger.wants_example("mojibake"):
            chain = tuple((misreading.right, misreading.wrong) for misreading in reading.chain)
            self.ledger.keep("mojibake", Change(self.number, span, text, rule=reading.rule, chain=chain))
        return text

    def _parts(self, reading: Reading) -> Iterator[str]:
        at, marked = 0, -1
        for slot in reading.slots:
            text = self._restored(slot, reading.text)
            yield reading.text[at : slot.at]
            # One mark for a character and what it swallowed.
            yield "" if text == MARK and marked == slot.at else text
            at = slot.at + len(slot.char)
            marked = at if text == MARK else -1
        yield reading.text[at:]

    def _restored(self, slot: Slot, text: str) -> str:
        sure = slot.probability >= _SURE
        if not sure and self.lost == "fail":
            raise LostBytesError(
                "line {line}: a character lost bytes when it was misread; accept a mark in its place with "
                "--lost mark, or the likeliest with --lost guess",
                line=self.number,
            )
        found = slot.char if sure or self.lost == "guess" else MARK
        self.ledger.count("lost-bytes")
        if (not sure and found != MARK) or self.ledger.wants_example("lost-bytes"):
            near = text[max(0, slot.at - 4) : slot.at]
            change = Change(self.number, f"{near}{MARK}", near + found, runner_up="" if sure else slot.runner_up)
            self.ledger.keep("lost-bytes", change)
        return found
