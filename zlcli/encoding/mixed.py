"""Reading documents whose lines are not all in one encoding: logs that two programs wrote, archives that were joined.

The document has one main encoding. A block that this decodes badly, or that shows the marks of another, is read line by line:
each line in the main encoding unless another reads it without a loss and clearly better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from zlcli.document import Span
from zlcli.encoding.decode import Decoded, Decoder, decode
from zlcli.patterns import lazy
from zlcli.records import Record

# What lines are weighed as: the widest codec of each family. Stateful and two-byte encodings cannot change by the line.
READINGS = ("utf-8", "gb18030", "cp950", "big5hkscs")
BIG5 = {"cp950", "big5hkscs"}
# UTF-8 by chance: bytes of GBK that decode as three such sequences in a row do not happen in text.
_CERTAIN_UTF8 = lazy(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){3}")
# Mean cost in nats a character. Lines that read better than that in the main encoding (half of all prose) are not weighed;
# those that read worse in another are not Chinese in that either.
_COMFORTABLE, _PLAUSIBLE = 6.0, 11.5
# How much cheaper, in nats for the line, another encoding must be: lines of a document agree more often than not. A line that
# loses bytes in the main encoding may as well be damaged; each lost byte costs 23, and so does what it drags along.
_SWITCH, _DAMAGE = 3.0, 25.0
# Valid UTF-8 is an accident of GBK in few short lines (缺省状态), and rare letters are as implausible.
_SWITCH_FROM_UTF8 = 10.0
# Bytes of a field that are enough to tell; one character with a byte lost is always another in GBK.
_SHORTEST_FIELD = 4
# Characters that, in a main encoding, are what frequent characters of another look like: ，。、： of Big5 and (with 的是) of
# UTF-8 read as GB 18030, ，。、： of GB 18030 and UTF-8 read as Big5. A block without any of them and without a loss is
# uniform: a line of four characters lost no byte in one case of three, and documents that are mixed have more than one line.
_STRANGERS = {"gb18030": "\ue4c7\ue4c9\ue4c8\ue4cd锛銆鐨鏄", "cp950": "ㄛ﹝﹜ㄩ嚗", "big5hkscs": "ㄛ﹝﹜ㄩ嚗"}
# Share of the bytes in lines that read well in no encoding, above which a document is not mixed but something else.
_UNREADABLE = 0.2
# Bytes that are part of no character in any of the readings (trail bytes begin at 30 and 40): a line may change there.
_SEPARATORS = lazy(rb"([\x00-\x2f\x3a-\x3f]*[\x00-\x2f\x3a-\x3f])")


class Reader:
    """Turns a document into text block by block, each line in its own encoding where that is needed.

    ``readings`` are the encodings a line may be in beside ``encoding``; with none of them the document is taken for uniform.
    ``offset`` is that of the first block in the document, in bytes. With ``guess`` characters that do not decode are guessed.
    """

    def __init__(self, encoding: str, offset: int = 0, readings: Iterable[str] = (), *, guess: bool = False) -> None:
        self._main = encoding
        same = BIG5 if encoding in BIG5 else {encoding}
        self._readings = tuple(name for name in readings if name not in same) if encoding in READINGS else ()
        self._decoder = Decoder(encoding, offset)
        self._offset = offset
        self._mixed = False
        self._guess = guess

    def read(self, block: bytes, *, final: bool) -> tuple[Decoded, tuple[Span, ...]]:
        """Return the text of ``block`` and the spans of it that are not in the main encoding."""
        start, self._offset = self._offset, self._offset + len(block)
        whole_lines = not self._decoder.pending and (final or block.endswith(b"\n"))
        decoded = self._decoder.decode(block, final=final)
        if not whole_lines:
            return decoded, ()
        mixed = self._readings and self._suspicious(block, decoded)
        spans = tuple(_joined(self._lines(block, start))) if mixed else ()
        self._mixed |= bool(spans)
        return self._decoded(block, start, spans) if spans or self._is_to_mend(decoded) else decoded, spans

    def _is_to_mend(self, decoded: Decoded) -> bool:
        if not decoded.lost:
            return False
        from zlcli.encoding.lossy import MENDED

        return self._main in MENDED

    def _suspicious(self, block: bytes, decoded: Decoded) -> bool:
        """Tell whether lines in another encoding may be in ``block``. Valid UTF-8 is never anything else by the thousand."""
        if decoded.lost or self._mixed:
            return not block.isascii()
        if self._main == "utf-8":
            return False
        return any(stranger in decoded.text for stranger in _STRANGERS[self._main])

    def _lines(self, block: bytes, start: int) -> Iterator[Span]:
        """The spans of ``block`` in other encodings, a line or a field each."""
        for line in block.splitlines(keepends=True):
            if not line.isascii():
                yield from self._line(line, start, start + len(line))
            start += len(line)

    def _line(self, line: bytes, start: int, end: int) -> Iterator[Span]:
        best = self._best(line)
        if best.is_good and best.encoding == self._main:
            return
        fields = list(self._fields(line, start))
        if best.is_good and best.cost <= _SWITCH + sum(reading.cost for _, reading in fields):
            yield Span(start, end, best.encoding)
        else:
            yield from (span for span, _ in fields if span.encoding != self._main)

    def _fields(self, line: bytes, start: int) -> Iterator[tuple[Span, _Reading]]:
        """The parts of a line that may be in encodings of their own, and the ASCII between them."""
        for field in _SEPARATORS.split(line):
            if field:
                tells = len(field) >= _SHORTEST_FIELD and not field.isascii()
                reading = self._best(field) if tells else _reading(field, self._main)
                yield Span(start, start + len(field), reading.encoding), reading
            start += len(field)

    def _best(self, line: bytes) -> _Reading:
        """The encoding of a line or field."""
        main = _reading(line, self._main)
        if main.lost == 0 and (main.mean < _COMFORTABLE or _is_certain_utf8(main, line)):
            return main
        best = _best_of(line, self._readings)
        if best is None or _is_certain_utf8(best, line):
            return best or main
        margin = _DAMAGE if main.lost else _SWITCH_FROM_UTF8 if main.encoding == "utf-8" else _SWITCH
        return best if best.cost + margin < main.cost else main

    def _decoded(self, block: bytes, start: int, spans: Iterable[Span]) -> Decoded:
        from zlcli.encoding.lossy import decode_lossy

        found: list[Decoded] = []
        at = start
        for span in (*spans, Span(start + len(block), start + len(block), self._main)):
            for begin, end, encoding in ((at, span.start, self._main), (span.start, span.end, span.encoding)):
                found.append(decode_lossy(block[begin - start : end - start], encoding, begin, guess=self._guess))
            at = span.end
        texts, lost, guessed = zip(*found, strict=True)
        return Decoded("".join(texts), tuple(chain.from_iterable(lost)), tuple(chain.from_iterable(guessed)))


class _Reading(Record):
    """How a line reads in an encoding: lost bytes, cost in nats, and the mean cost of its characters beyond ASCII."""

    encoding: str
    lost: int
    cost: float
    mean: float

    @property
    def is_good(self) -> bool:
        return self.lost == 0 and self.mean < _PLAUSIBLE


def _reading(line: bytes, encoding: str) -> _Reading:
    from zlcli.model.bigrams import mean_beyond_ascii, score  # what most documents do not need

    decoded = decode(line, encoding)
    return _Reading(encoding, decoded.lost_bytes, score(decoded.text), mean_beyond_ascii(decoded.text))


def _best_of(line: bytes, readings: Iterable[str]) -> _Reading | None:
    """The cheapest of the good readings; UTF-8 wherever it is no accident."""
    good = [reading for reading in (_reading(line, name) for name in readings) if reading.is_good]
    return min(good, key=lambda reading: (not _is_certain_utf8(reading, line), reading.cost), default=None)


def _is_certain_utf8(reading: _Reading, line: bytes) -> bool:
    return reading.encoding == "utf-8" and _CERTAIN_UTF8.search(line) is not None


def line_by_line(sample: bytes, candidates: Iterable[str]) -> tuple[str, float] | None:
    """Return the encoding that most of ``sample`` is in when each line is read by itself, and the cost of that reading.

    None where too much of it reads well in no encoding.
    """
    from zlcli.model.bigrams import score

    readings = [name for name in READINGS if name in candidates]
    found: Counter[str] = Counter()
    cost = 0.0
    for line in sample.splitlines(keepends=True):
        best = None if line.isascii() else _best_of(line, readings)
        cost += score(decode(line, best.encoding if best else "utf-8").text)
        if not line.isascii():
            found[best.encoding if best else ""] += len(line)
    encoding = max(found, key=lambda name: found[name], default="")
    return (encoding, cost + _SWITCH * len(found)) if encoding and found[""] < _UNREADABLE * found.total() else None


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans of one encoding that touch."""
    last: Span | None = None
    for span in spans:
        if last and last.encoding == span.encoding and last.end == span.start:
            last = Span(last.start, span.end, span.encoding)
        else:
            if last:
                yield last
            last = span
    if last:
        yield last
