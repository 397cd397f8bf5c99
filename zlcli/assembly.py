"""From the texts of a document to its clean text: treatments, blocks, script and output, each loaded where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from zlcli.chunks import CHUNK, apart
from zlcli.document import Block, Conversion, Ledger
from zlcli.plan import Plan, treat

SAMPLE = 1 << 20
"""What is wrong with a document is told from so many characters from the head, as those of a book."""

# Characters of a line that are treated at once: prose has shorter ones, and a file of one line must not fill the memory.
# Hundreds of lines are looked at together at the edges.
_LONGEST = CHUNK // 4


def treated(  # noqa: PLR0913
    texts: Iterable[str],
    plan: Plan,
    ledger: Ledger,
    conversion: Conversion,
    *,
    as_markdown: bool,
    is_json: bool,
    is_long: bool = False,
) -> Iterator[str]:
    """Yield the clean text of ``texts``, piece by piece, as ``plan`` says."""
    # A line that is cut would be two paragraphs of Markdown; plain text is put together again as it was.
    clean = treat(texts, plan, ledger, longest=None if as_markdown else _LONGEST, is_long=is_long)
    blocks = _blocks(clean, plan, ledger, as_markdown=as_markdown)
    if "script" in plan.kinds and conversion:
        blocks = _convert(blocks, conversion, plan, ledger, is_json=is_json, is_long=is_long)
    return _rendered(blocks, as_markdown=as_markdown)


def head(texts: Iterator[str]) -> tuple[str, Iterator[str]]:
    """Return the sample of a document, and all of it again."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= SAMPLE:
            break
    return "".join(held)[:SAMPLE], chain(held, texts)


def _rendered(blocks: Iterator[Block], *, as_markdown: bool) -> Iterator[str]:
    if as_markdown:
        from zlcli.output import markdown

        return markdown.render(blocks)
    from zlcli.output import plain

    return plain.render(blocks)


def _blocks(texts: Iterator[str], plan: Plan, ledger: Ledger, *, as_markdown: bool) -> Iterator[Block]:
    if not as_markdown:
        from zlcli.layout import structure

        return structure.parse(texts, markdown=plan.markdown)
    from zlcli.layout import blocks, outline  # what only Markdown needs

    clean, texts = head(texts)
    shape = outline.diagnose(clean, wrapped=plan.wrapped is not None and plan.wrapped.width > 0)
    return blocks.read(apart(texts), shape, plan.kinds, ledger)


def _convert(  # noqa: PLR0913
    blocks: Iterator[Block], conversion: Conversion, plan: Plan, ledger: Ledger, *, is_json: bool, is_long: bool
) -> Iterator[Block]:
    from zlcli.script.blocks import convert_blocks  # OpenCC only where it is used

    region = plan.region().region if conversion.regional_words else None
    said: dict[str, Any] = {"script": plan.script.script, "region": region}
    if is_long:
        from zlcli.apart import mapped  # a second process, which short documents are done without

        said["work"] = mapped

    def convert(blocks: Iterable[Block]) -> Iterator[Block]:
        return convert_blocks(blocks, conversion, ledger, **said)

    if not is_json:
        return convert(blocks)
    from zlcli.script import json_escapes

    return json_escapes.around(blocks, convert)
