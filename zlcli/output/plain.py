"""Blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Block


def render(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks as they stood in the source, with its own white space and line ends."""
    for block in blocks:
        yield block.lead + block.text + block.tail
