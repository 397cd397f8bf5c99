"""A document being read: its encoding found, its text block by block, and an account of its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from zlcli.document import Candidate, Diagnosis, Span
from zlcli.encoding.decode import Guessed, decode
from zlcli.encoding.detect import Guess, judge
from zlcli.encoding.marks import BYTE_ORDERS, by_bom, codec_name
from zlcli.encoding.mixed import READINGS, Reader
from zlcli.encoding.survey import Survey, survey
from zlcli.errors import UnknownEncodingError

# Spans and offsets that are listed; a log of gigabytes may have millions, and nobody reads them.
LISTED = 1000
# Bytes and characters of a runner-up's text that are shown.
_PREVIEW, _PREVIEW_CHARS = 96, 24


class Opened:
    """A document whose encoding is decided. ``source`` gives its blocks anew each time it is called.

    ``encoding`` overrides detection and ``candidates`` restricts it; with ``guess`` characters that do not decode are guessed.
    Raises UnknownEncodingError for names of no text codec.
    ``lost_bytes``, ``lost``, ``spans`` and ``guessed`` are complete when `texts` has been read to its end.
    """

    def __init__(
        self,
        source: Callable[[], Iterable[bytes]],
        encoding: str | None = None,
        candidates: Iterable[str] | None = None,
        *,
        guess: bool = False,
    ) -> None:
        self._source = source
        self._uniform = encoding is not None
        named = None if candidates is None else map(_codec, candidates)
        self._names = named and [name for codec in named for name in BYTE_ORDERS.get(codec, (codec,))]
        seen = survey(source())
        found = judge(seen, self._names) if encoding is None else _obeyed(seen, _codec(encoding))
        self.encoding, self.confidence, self.size = found.encoding, found.confidence, seen.size
        self._beginning = seen.head
        self.lost_bytes = 0
        self.lost: list[int] = []
        self.spans: list[Span] = []
        self.guessed: list[Guessed] = []
        self._guess = guess
        self._bom = found.bom
        self._others = tuple(Candidate(name, round(share, 4), _preview(seen.sample, name)) for name, share in found.others)
        self._shown = _preview(seen.sample, found.encoding) if found.encoding and self._others else ""

    def require_text(self) -> None:
        """Raise NotTextError where no encoding makes text of the bytes."""
        if self.encoding is None:
            from zlcli.encoding.formats import not_text  # what no text needs

            raise not_text(self._beginning)

    def texts(self) -> Iterator[str]:
        """Yield the text of each block, without the BOM. What does not decode is U+FFFD in it."""
        reader = Reader(self.encoding or "utf-8", self._bom, self._readings(), guess=self._guess)
        source = iter(self._source())
        block: bytes | None = next(source, b"")[self._bom :]
        while block is not None:
            following = next(source, None)
            piece, spans = reader.read(block, final=following is None)
            self._note(piece.lost, spans)
            self.guessed += piece.guessed
            yield piece.text
            block = following

    def diagnosis(self) -> Diagnosis:
        """Return what is known of the bytes by now."""
        return Diagnosis(
            self.encoding,
            self.confidence,
            bool(self._bom),
            lost_bytes=self.lost_bytes,
            bytes=self.size,
            preview=self._shown,
            candidates=self._others,
            spans=tuple(self.spans),
            lost=tuple(self.lost),
        )

    def _readings(self) -> tuple[str, ...]:
        if self._uniform:
            return ()
        return READINGS if self._names is None else tuple(name for name in READINGS if name in self._names)

    def _note(self, lost: Iterable[tuple[int, bytes]], spans: Iterable[Span]) -> None:
        for offset, data in lost:
            self.lost_bytes += len(data)
            if len(self.lost) < LISTED:
                self.lost.append(offset)
        self.spans.extend(spans)
        del self.spans[LISTED:]


def _codec(name: str) -> str:
    found = codec_name(name)
    if found is None:
        raise UnknownEncodingError("unknown encoding {name!r}; try gb18030, big5, utf-8 or utf-16", name=name)
    return found


def _obeyed(seen: Survey, name: str) -> Guess:
    if name in BYTE_ORDERS:
        return judge(seen, BYTE_ORDERS[name])
    marked = by_bom(seen.head)
    return Guess(name, 1.0, marked[1] if marked and marked[0] == name else 0)


def _preview(sample: bytes, name: str) -> str:
    return decode(sample[:_PREVIEW], name).text[:_PREVIEW_CHARS]
