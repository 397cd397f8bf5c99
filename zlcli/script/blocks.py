"""Converting blocks in batches, and the ledger of what changed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice, starmap, tee

from zlcli.chunks import split
from zlcli.document import Block, Change, Conversion, Ledger, Region, Script
from zlcli.script.convert import BATCH, Converter

# Blocks whose lines have nothing to do with each other.
_OF_LINES = ("paragraph", "markdown")
# Characters compared at once: what that takes stays in the cache that is nearest to the processor.
_COMPARED = 1 << 13

Counted = tuple[str, int]
"""What came of a text, and how many characters of it changed."""
Work = Callable[[Callable[[str], Counted], Iterable[str]], Iterable[Counted]]
"""Applies a function to texts, as `map` does."""


def convert_blocks(  # noqa: PLR0913  (keyword-only but for what flows)
    blocks: Iterable[Block],
    conversion: Conversion,
    ledger: Ledger,
    *,
    script: Script | None = None,
    region: Region | None = None,
    work: Work = map,
) -> Iterator[Block]:
    """Yield ``blocks`` as ``conversion`` asks, and write each change into ``ledger``. Code is left alone.

    ``script`` and ``region`` are those of the document, for blocks that do not show their own. ``work`` applies the conversion.
    """
    line, offset = 1, 0
    batches, sent = tee((batch, _prose(batch)) for batch in _batches(blocks))
    results = work(partial(_counted, Converter(conversion, script, region).convert), (text for _, text in sent))
    for (batch, _), (new, changes) in zip(batches, results, strict=True):
        ledger.count("script", changes)
        converted = _with_texts(batch, new) if changes else batch
        if ledger.choices is None and not ledger.wants_example("script"):
            yield from converted
            continue
        numbered = any(block.lead or block.tail for block in batch)  # blocks of Markdown do not know where they stood
        for before, after in zip(batch, converted, strict=True):
            line += before.lead.count("\n")
            offset += len(before.lead)
            if before.text != after.text:
                _note(before, after, conversion, ledger, (line if numbered else 0, offset))
            line += before.text.count("\n") + before.tail.count("\n")
            offset += len(after.text) + len(after.tail)
            yield after


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    batch: list[Block] = []
    size = 0
    for block in blocks:
        batch.append(block)
        size += len(block.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prose(batch: list[Block]) -> str:
    """Return the text of the blocks of a batch, which is converted in one call, but for code."""
    return "\n".join([block.text for block in batch if block.kind != "code"])


def _with_texts(batch: list[Block], converted: str) -> list[Block]:
    """Return the blocks of a batch with what came of their `_prose`."""
    if len(batch) == 1:
        return [batch[0]._replace(text=converted)]
    lines = iter(converted.split("\n"))
    return [block if block.kind == "code" else _with_text(block, lines) for block in batch]


def _with_text(block: Block, lines: Iterator[str]) -> Block:
    """Return ``block`` with as many of ``lines`` as it has."""
    more = block.text.count("\n")
    text = "\n".join([next(lines), *islice(lines, more)]) if more else next(lines)
    return block if text == block.text else Block(block.kind, text, *block[2:])  # in half the time of `_replace`


def _counted(convert: Callable[[str], str], text: str) -> Counted:
    new = convert(text)
    return new, _changes(text, new)


def _changes(old: str, new: str) -> int:
    """Count the characters that differ, in one go where lines begin in the same places."""
    if old == new:
        return 0
    lines = old.split("\n"), new.split("\n")
    if len(old) == len(new) and list(map(len, lines[0])) == list(map(len, lines[1])):
        return differing(old, new)
    return sum(map(differing, *lines))


def differing(before: str, after: str) -> int:
    """Count the characters that differ, and those that one text has more than the other.

    >>> differing("头发", "頭髮了")
    3
    """
    shared = min(len(before), len(after))
    texts = before[:shared], after[:shared]
    pieces = ([text[at : at + _COMPARED] for text in texts] for at in range(0, shared, _COMPARED))
    return shared - sum(starmap(_count_same, pieces)) + abs(len(before) - len(after))


def _count_same(before: str, after: str) -> int:
    """Count the characters of two texts of one length that are the same."""
    old, new = (text.encode("utf-16-le", "surrogatepass") for text in (before, after))
    bits = 16
    if len(old) + len(new) > 4 * len(before):  # characters of the supplementary planes have four bytes
        old, new = (text.encode("utf-32-le", "surrogatepass") for text in (before, after))
        bits = 32
    # Two numbers as long as the texts compare all characters at once, many times as fast as a loop. Added to a number with all
    # bits but the highest, any other bit of a character carries into that one.
    highest, others = _masks(bits, 1 << len(before).bit_length())
    changed = int.from_bytes(old, "little") ^ int.from_bytes(new, "little")
    return len(before) - ((((changed & others) + others) | changed) & highest).bit_count()


@lru_cache(32)
def _masks(bits: int, size: int) -> tuple[int, int]:
    """Return the highest bits of ``size`` characters of so many ``bits``, and all their others."""
    highest = int.from_bytes((1 << bits - 1).to_bytes(bits // 8, "little") * size, "little")
    return highest, highest - (highest >> bits - 1)


def _note(before: Block, after: Block, conversion: Conversion, ledger: Ledger, at: tuple[int, int]) -> None:
    """Keep the first change of each line as an example, and its choices where they are asked for.

    ``at`` is the line (from 1, 0 where it is not known) and the offset in the result at which the text of the block begins.
    """
    line, offset = at
    parts = [(before.text, after.text)]
    if before.kind in _OF_LINES:
        parts = list(zip(split(before.text), split(after.text), strict=True))
    for old, new in parts:
        if ledger.choices is None and not ledger.wants_example("script"):
            return
        if old != new:
            gap = len(new) - len(new.lstrip())
            if ledger.wants_example("script"):
                ledger.keep("script", _first_difference(line, old.strip(), new.strip()))
            if ledger.choices is not None:
                from zlcli.script.choices import choices

                ledger.choices += choices(old.strip(), new.strip(), conversion, line=line, offset=offset + gap)
        line += old.count("\n") if line else 0
        offset += len(new)


def _first_difference(line: int, before: str, after: str) -> Change:
    """Show where two versions of a block first differ, with eight characters of context."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    line += before.count("\n", 0, at) if line else 0
    around = slice(max(0, at - 4), at + 8)
    return Change(line, before[around].strip(), after[around].strip())
