"""Reading lines that hold text, one after the other, with a bounded look ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from zlcli.layout.lines import Line, as_line

# The longest table, list or listing that is seen as one.
LOOKAHEAD = 400


class Reader:
    """The lines of a document that are still to be made blocks of."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = _with_text(lines)
        self._buffer: deque[Line] = deque()
        self.position = 0
        """How many lines were taken."""
        self.farthest = 0
        """The farthest line ahead that was peeked at since this was last set."""

    def peek(self, ahead: int = 0) -> Line | None:
        """Return the line ``ahead`` of the next one, None behind the end or beyond what is looked at."""
        self.farthest = max(self.farthest, ahead)
        buffer = self._buffer  # asked for many times a line, so without a call that can be spared
        while len(buffer) <= ahead:
            line = next(self._source, None) if ahead < LOOKAHEAD else None
            if line is None:
                return None
            buffer.append(line)
        return buffer[ahead]

    def take(self, count: int = 1) -> list[Line]:
        """Take the next ``count`` lines, which were peeked at."""
        self.position += count
        return [self._buffer.popleft() for _ in range(count)]

    def take_one(self) -> Line:
        """Take the next line, which was peeked at."""
        self.position += 1
        return self._buffer.popleft()

    def put_back(self, lines: list[Line]) -> None:
        """Put ``lines`` before the next one."""
        self.position -= len(lines)
        self._buffer.extendleft(reversed(lines))

    def ahead(self) -> Iterator[Line]:
        """Yield the lines to come without taking them."""
        for i in range(LOOKAHEAD):
            line = self.peek(i)
            if line is None:
                return
            yield line


def _with_text(lines: Iterable[str]) -> Iterator[Line]:
    adjacent = False
    for raw in lines:
        text = raw.strip()
        if text:
            yield as_line(raw, text, adjacent=adjacent)
        adjacent = bool(text)
