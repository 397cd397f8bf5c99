"""Dividing one batch among machines that know nothing of each other: each takes the names whose digest falls to it."""

from __future__ import annotations

import hashlib

from zlcli.records import Record


class Shard(Record):
    """One of ``of`` shares, counted from 1."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return "" if self.of == 1 else f"-{self.number}-of-{self.of}"

    def wants(self, name: bytes) -> bool:
        """Tell whether the document ``name`` is in this share."""
        if self.of == 1:
            return True
        digest = hashlib.blake2b(name, digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


def parse(text: str) -> Shard:
    """Read ``2/8``. Raises ValueError."""
    number, of = map(int, text.split("/"))
    if not 1 <= number <= of:
        raise ValueError(text)
    return Shard(number, of)
