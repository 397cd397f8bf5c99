"""Mojibake: text whose bytes were read in the wrong encoding (鐢ㄦ埛 was 用户), undone where no byte was lost.

What is treated is a span: a line where all of it was misread, else the words of a line, else a run of characters that the wrong
code page has. A span is changed when its best reading (`zlcli.repair.chains`) is plausible Chinese and so much more plausible
than what stands there that chance or a rare name cannot explain it. What was seen in a document is its habit, and less evidence
is enough where the same happened again.

Mojibake that is quoted as an example, beside its right text or by a line that talks of it, stays.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from operator import itemgetter

from zlcli import chunks
from zlcli.document import MISREAD, Change, Kind, Ledger, Lost
from zlcli.errors import LostBytesError
from zlcli.model.bigrams import score
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import any_of, lazy
from zlcli.records import Record
from zlcli.repair.chains import Chain, Reading, best_reading, is_lossy, lossy_reading, reread
from zlcli.repair.context import Piece, settled, share
from zlcli.repair.fragments import fragments, letters_beside_sound, lossy_fragments, may_have_parts
from zlcli.repair.line_ends import ends_in_cr, swallows_ends
from zlcli.repair.loss import known, share_of_whole
from zlcli.repair.odd_runs import SHORT
from zlcli.repair.restored import MARK, Slot
from zlcli.repair.steps import in_step
from zlcli.repair.stretches import stretches, whole
from zlcli.repair.suspicion import has_worthy_part, is_suspicious, is_worth_a_search, is_worth_a_try, suspicious_lines
from zlcli.repair.words import UNKNOWN, Words

# Bytes below 40 are part of no character of two bytes; all of ASCII is part of none of UTF-8.
# A question mark may stand for a lost byte.
_SPLITS = (lazy(r"([\x00-\x3e\x7f]+)"), lazy(r"([\x00-\x7f]+)"))
# So often one document is misread in so many ways at most (a log of several programs).
_SEEN, _CHAINS = 2, 4
# Lines that are remembered at most, the first ones: each takes about two kilobytes.
_REMEMBERED = 1 << 13
# Misreadings, the most frequent first, of which the rest of the sample is asked whether they are its habit.
_WEIGHED = 16
# Spans of the sample that are enough to know a habit by.
_ENOUGH = 64
# Lines that talk about mojibake show it on purpose.
_TALK = any_of(
    ("乱码", "亂碼", "mojibake", "Mojibake", "MOJIBAKE", "文字化け", "garbled", "Garbled", "锟斤拷", "烫烫烫", "屯屯屯")
)

# Of characters with that probability one in 200 was another one, in technical prose and poems.
_SURE = 0.995

# Characters beyond ASCII that are known of what lost bytes, at least, for what has them to be its right text. (What ASCII a
# span has stands in it as it was, so that it says nothing.)
_QUOTED, _BEYOND_ASCII = 2, lazy("[^\x00-\x7f]")
_AROUND = " \t\n\r\x0b\x0c" + r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""

_HOLE = lazy("[?\ufffd]")
# Characters of two bytes in UTF-8, and what stands for bytes that nothing explains.
_SHORT_UTF8 = lazy("[\x80-\u07ff\ufffd]")
_TORN = lazy("[^\x00-\x7f\ufffd][?\ufffd]")
_LINE = lazy(r"[^\n]*\n|[^\n]+")


Line = tuple[int, int, list[Piece]]
"""Where a line begins and ends, and its pieces."""
Work = Callable[[Callable[[str], list[Line]], Iterable[str]], Iterable[tuple[str, list[Line]]]]
"""Yields texts, each with what a function makes of it."""


class Habit(Record):
    """The misreadings that the sample shows at least twice, the most frequent first, and the words for what lost bytes."""

    chains: tuple[Chain, ...] = ()
    words: Words = UNKNOWN
    chance: frozenset[Chain] = frozenset()
    """Misreadings that words of the document look like, as its language does now and then."""
    understood: dict[tuple[str, frozenset[Kind]], list[Piece]] = {}  # noqa: RUF012  (of `_NONE` nothing is remembered)
    """Lines of the document as they were understood: its sample is read before the whole is."""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.chains)


_NONE = Habit()


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
        readings = (reading for _, reading in settled(list(_pieces(text, _NONE, MISREAD)), (), ()))
        yield from ((reading.chain, bool(reading.slots)) for reading in readings if reading and reading.chain)


def _is_read(text: str, chain: Chain) -> bool:
    return chain[-1].right == "utf-8" and reread(text.rstrip("\r\n"), chain) is not None


def _has_lost(text: str, chain: Chain) -> bool:
    return _HOLE.search(text) is not None and share_of_whole(text, chain[0].wrong) > 0


def _suspicious(sample: str, seen: Collection[Chain]) -> Iterator[str]:
    """Yield the lines that are worth a look, long ones in stretches, looking no further than is asked for.

    ``seen`` are the misreadings that were found by then.
    """
    for piece in chunks.cut(sample):
        for start, end in _lines_to_read(piece):
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
    mender, read = _Mender(habit, ledger, lost), partial(_read, habit=habit, kinds=kinds)
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
        if not pieces or _TALK.search(self.previous):
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


def _read(piece: str, habit: Habit, kinds: frozenset[Kind]) -> list[Line]:
    """Return the lines of ``piece`` that are read anew, some in parts: no pieces of those that stay as they are."""
    found = []
    for start, end in _lines_beyond_ascii(piece) if habit else _lines_to_read(piece):
        at = start
        for line in stretches(piece[start:end], habit.chains):
            pieces = [] if _TALK.search(line) else _understood(line, habit, kinds)
            found.append((at, at + len(line), pieces if any(reading for _, reading in pieces) else []))
            at += len(line)
    return found


def _lines_to_read(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines that are read anew where the document has no habit: those that `_pieces` may change."""
    brief = len(text) <= SHORT
    for start, end in suspicious_lines(text):
        line = text[start:end]
        if has_worthy_part(line, brief=brief) or may_have_parts(line):
            yield start, end


def _lines_beyond_ascii(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _LINE.finditer(text) if not match[0].isascii())


def _is_quoted(reading: Reading, line: str) -> bool:
    """Tell whether the right text stands beside the span, whatever it has for the bytes that were lost."""
    if not reading.slots:
        return reading.text.strip() in line
    ends = [0, *(slot.at + len(slot.char) for slot in reading.slots)]
    starts = [*(slot.at for slot in reading.slots), len(reading.text)]
    kept = [reading.text[start:end].strip(_AROUND) for start, end in zip(ends, starts, strict=True)]
    if len(_BEYOND_ASCII.findall("".join(kept))) < _QUOTED or not all(map(line.__contains__, kept)):
        return False
    return re.search(".{0,3}".join(map(re.escape, kept)), line) is not None


def _understood(line: str, habit: Habit, kinds: frozenset[Kind]) -> list[Piece]:
    """Return the pieces of ``line``, with readings where they are to be changed."""
    known = habit.understood.get((line, kinds))
    if known is None:
        pieces = settled(list(_pieces(line, habit, kinds)), habit.chains, habit.chance)
        known = [(span, reading if reading and not _is_quoted(reading, line) else None) for span, reading in pieces]
        if habit and len(habit.understood) < _REMEMBERED:
            habit.understood[line, kinds] = known
    return known


def _pieces(text: str, habit: Habit, kinds: frozenset[Kind], splits: tuple[re.Pattern[str], ...] = _SPLITS) -> Iterator[Piece]:
    """Yield the pieces of a line, in order, each with what it was before it was misread (None: what it is)."""
    body = text.rstrip("\r\n")
    if body.isascii() or not (habit or is_suspicious(body)):
        yield text, None
        return
    span, reading = next((piece for piece in _readings(text, body, habit, kinds) if piece[1]), (body, None))
    suspicious = not reading and is_suspicious(body)
    parts = next((parts for parts in _damaged_parts(body, reading, kinds) if len(parts) > 1), [])
    pieces = [] if reading or parts else _split(body, splits)
    if parts:
        span = body
        for part, found in parts:
            yield from ((part, found),) if found else _pieces(part, habit, kinds, splits)
    elif reading:
        yield span, reading
    elif len(pieces) > 1:
        for piece in pieces:
            yield from ((piece, None),) if piece.isascii() else _pieces(piece, habit, kinds, splits[1:])
    elif suspicious and "mojibake" in kinds:
        yield from fragments(body)
    else:
        yield body, None
    yield text[len(span) :], None


def _readings(text: str, body: str, habit: Habit, kinds: frozenset[Kind]) -> Iterator[tuple[str, Reading | None]]:
    """Yield what the whole of a line may have been, first as the document was misread elsewhere.

    To what lost bytes the line's end belongs, which may have been one of two.
    """
    lossless, lossy = "mojibake" in kinds, "lost-bytes" in kinds
    known = [chain for chain in habit.chains if lossy and is_lossy(chain)]
    if _TORN.search(body):  # which may be whole by chance
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        known = []
    if lossless:
        yield from ((body, reread(body, chain)) for chain in habit.chains)
    if _HOLE.search(body):
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        known = []
    if is_worth_a_try(body):
        if lossless and is_suspicious(body):
            yield body, best_reading(body)
        yield from ((text, lossy_reading(text, chain, habit.words)) for chain in known)
        if lossy:
            yield text, lossy_reading(text, (), habit.words)


def _damaged_parts(body: str, reading: Reading | None, kinds: frozenset[Kind]) -> Iterator[list[Piece]]:
    """Yield the ways to divide a line that is out of step, of which a part lost bytes, or letters stand in Chinese."""
    lost = "lost-bytes" in kinds
    if reading:
        if lost and reading.slots and not _is_all_explained(body, reading) and is_suspicious(reading.text):
            yield _better_parts(body, reading)
        return
    if lost:
        yield lossy_fragments(body)
    if is_suspicious(body):
        if lost:
            yield in_step(body)
        if "mojibake" in kinds and not _SPLITS[0].search(body):
            yield letters_beside_sound(body)


def _is_all_explained(body: str, reading: Reading) -> bool:
    """Tell whether all bytes but the marked ones are of three-byte characters, as two sound ones of GBK never are."""
    lost = sum(not slot.char.isascii() for slot in reading.slots)
    return reading.chain[0].wrong == "cp936" and lost <= len(_HOLE.findall(body)) and _SHORT_UTF8.search(reading.text) is None


def _better_parts(body: str, reading: Reading) -> list[Piece]:
    """Divide a line of which a part is sound, which as a whole would be one that lost bytes."""
    divided = (fragments(body), lossy_fragments(body))
    found = [(sum(map(score, map(_text, parts))), parts) for parts in divided if any(map(_is_sound, parts))]
    cost, parts = min(found, key=itemgetter(0), default=(math.inf, []))
    return parts if cost < score(reading.text) else []


def _is_sound(piece: Piece) -> bool:
    """Tell whether a piece that was not misread is Chinese, and not just what stands between others."""
    span, reading = piece
    return not reading and len(HAN_CHARACTER.findall(span)) > 1 and not is_worth_a_search(span)


def _text(piece: Piece) -> str:
    span, reading = piece
    return reading.text if reading else span


def _split(text: str, splits: tuple[re.Pattern[str], ...]) -> list[str]:
    """Divide ``text`` by the first of ``splits`` that divides it."""
    if text.isascii():
        return [text]
    return next((pieces for pieces in (split.split(text) for split in splits) if len(pieces) > 1), [text])
