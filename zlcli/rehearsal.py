"""What treatments made of a short document while it was diagnosed, which need not be done a second time.

Each treatment is judged on the text as the ones before it leave it, so to diagnose is to treat the sample. Most documents are
no longer than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from zlcli.chunks import CHUNK
from zlcli.document import Ledger

Treatment = Callable[[Iterable[str], Ledger], Iterator[str]]
"""What yields the texts it is given treated, and writes each change down."""


class Rehearsal:
    """Remembers, for each treatment by its name, the last short text it was given and what came of it."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, str, Ledger]] = {}

    def play(self, name: str, sample: str, treatment: Treatment) -> str:
        """Return ``sample`` as ``treatment`` leaves it."""
        ledger = Ledger()
        text = "".join(treatment([sample], ledger))
        if len(sample) <= CHUNK:
            self._seen[name] = sample, text, ledger
        return text

    def repeat(self, name: str, texts: Iterator[str], ledger: Ledger, treatment: Treatment) -> Iterator[str]:
        """Yield ``texts`` treated: from memory if together they are what `play` was given, else by ``treatment``."""
        if name not in self._seen:
            yield from treatment(texts, ledger)
            return
        sample, text, changes = self._seen[name]
        held: list[str] = []
        size = 0
        for piece in texts:
            held.append(piece)
            size += len(piece)
            if size > len(sample):
                break
        if "".join(held) == sample:
            ledger.add(changes)
            yield text
        else:
            yield from treatment(chain(held, texts), ledger)
