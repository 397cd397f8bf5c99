"""Making blocks of lines for Markdown: each rule looks at the next lines and takes those it knows; the rest are paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from zlcli.document import Block, Kind, Ledger
from zlcli.layout import (
    attachments,
    contents,
    counted,
    drawings,
    headings,
    items,
    listing,
    lists,
    marked,
    quotes,
    sections,
    tables,
    unnumbered,
    verse,
)
from zlcli.layout.head import read_head
from zlcli.layout.lines import Line
from zlcli.layout.numbering import FIRST_OF_NUMBER, gap_closed
from zlcli.layout.outline import Outline
from zlcli.layout.reader import Reader
from zlcli.layout.signs import FIRST_OF_COUNT
from zlcli.layout.state import State
from zlcli.model.characters import HAN
from zlcli.patterns import lazy

Rule = Callable[[Reader, State], "list[Block] | None"]

_RULE = lazy(r"([-=_*~#+─━═]|[-*_] )\1{2,}\s*-?|\* \* \*|# # #|(＊|[※☆★◇◆])(?:[ \u3000]*(?:\2|(?!＊)[※☆★◇◆])){2,}")
# A line that begins with a character of text, ends like a sentence, and holds speech or a clause too long for verse is a
# paragraph, whatever rule were asked; so are nearly all lines of ordinary text.
_PROSE, _ENDS = lazy(rf"[{HAN}“「『‘《][^“”「」]*?(?:[{HAN}]{{9}}|[“”「」])"), frozenset("。！？”…；：」』")
# So is one that begins with a name or a command and ends with its sentence, but for what the rules of tables, code and versions
# look for: one line in ten of technical prose.
_LATIN_PROSE = lazy(rf"[A-UW-Za-uw-z][A-Za-z](?=[^\u3000|]*。\Z).*?[{HAN}]{{9}}")
_OF_CODE = 4
_ASCII = frozenset(map(chr, range(0x21, 0x7F)))
_MARKED = frozenset("第一二三四五六七八九十百千零〇附目相图圖表序楔引自前尾后後终終番跋廿卅壹贰貳叁参參叄肆伍陆陸柒捌玖拾")


def read(lines: Iterable[str], plan: Outline, kinds: frozenset[Kind], ledger: Ledger) -> Iterator[Block]:
    """Yield the blocks of ``lines``; ``kinds`` says whether structure and tables are looked for."""
    reader, state = Reader(lines), State(plan, ledger)
    rules = _ByFirst(list(_rules(kinds)))
    if "structure" in kinds:
        yield from _followed(read_head(reader, ledger), state)
        state.headed = state.started
    while (line := reader.peek()) is not None:
        if _is_plain(line, state):
            state.started, state.ended, state.sentence, state.headed, state.quoting = True, False, True, False, False
            yield Block("paragraph", reader.take_one().text)
        else:
            found = _first(rules[line.text[0]], reader, state)
            yield from _followed([Block("paragraph", gap_closed(reader.take()[0].text))] if found is None else found, state)


def _followed(blocks: list[Block], state: State) -> Iterator[Block]:
    for block in blocks:
        state.follow(block)
        yield block


class _ByFirst(dict[str, list[Rule]]):
    """The rules that a line may be asked for by its first character, in their order."""

    def __init__(self, rules: list[tuple[frozenset[str] | None, Rule]]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, char: str) -> list[Rule]:
        self[char] = found = [rule for chars, rule in self._rules if chars is None or char in chars]
        return found


def _first(rules: list[Rule], reader: Reader, state: State) -> list[Block] | None:
    for rule in rules:
        found = rule(reader, state)
        if found is not None:
            return found
    return None


def _is_plain(line: Line, state: State) -> bool:
    """Tell at a glance that ``line`` is a paragraph."""
    text = line.text
    if text[-1] not in _ENDS or text[0] in _MARKED or line.hard or state.ended or state.poem or state.plan.verse:
        return False
    if "  " in text or "\t" in text or text.count("|") > 1:
        return False
    if text[0] > "\x7f":
        return _PROSE.match(text) is not None
    return line.indent < _OF_CODE and _LATIN_PROSE.match(text) is not None


def _once_a_run(rule: Rule) -> Rule:
    """Let ``rule`` try a run of lines once: what it refused as a whole it is not asked again from its second line on.

    Without this a document of lines that nearly fit would cost the square of what is looked ahead.
    """
    until = 0

    def apply(reader: Reader, state: State) -> list[Block] | None:
        nonlocal until
        if reader.position < until:
            return None
        reader.farthest = 0
        found = rule(reader, state)
        if found is None:
            until = reader.position + reader.farthest
        return found

    return apply


def _rules(kinds: frozenset[Kind]) -> Iterator[tuple[frozenset[str] | None, Rule]]:
    """Yield the rules in their order, each with the characters that what it takes may begin with (None: any)."""
    yield frozenset("`~"), lambda reader, _state: listing.fenced(reader)
    if "table" in kinds:
        yield None, _once_a_run(lambda reader, state: tables.read(reader, state.ledger))
    yield _ASCII, _once_a_run(lambda reader, _state: listing.read(reader))
    yield None, lambda reader, _state: drawings.read(reader)
    if "structure" not in kinds:
        return
    yield contents.FIRST, lambda reader, state: contents.read(reader, state.entries)
    yield None, unnumbered.underlined
    yield frozenset("-=_*~#+%─━═＊※☆★◇◆"), _separator
    yield marked.FIRST_OF_PUSHES, marked.pushes
    yield FIRST_OF_COUNT, marked.counted
    yield frozenset(">:："), lambda reader, state: quotes.read(reader, announced=state.quoting)
    yield frozenset("☆★"), marked.starred
    yield items.ODD_BULLETS, unnumbered.bulleted
    yield frozenset("【["), unnumbered.framed
    yield frozenset("版vV"), unnumbered.version
    yield attachments.FIRST, lambda reader, state: attachments.read(reader, state.attachments)
    yield sections.FIRST, headings.above_clauses
    yield sections.FIRST, counted.paragraph
    yield None, counted.heading
    yield items.FIRST, _list
    yield frozenset("《题題标標"), unnumbered.poem_title
    yield FIRST_OF_NUMBER, headings.numbered
    yield frozenset("第"), headings.titled_clause
    yield None, unnumbered.edited
    yield None, unnumbered.announced
    yield unnumbered.FIRST_OF_NAMED, unnumbered.named
    yield None, unnumbered.attached
    yield None, unnumbered.usual_part
    yield None, _once_a_run(_verse)
    yield None, unnumbered.plain
    yield None, unnumbered.set_apart


def _verse(reader: Reader, state: State) -> list[Block] | None:
    return verse.read(reader, expected=state.plan.verse, among=state.stanzas > 1, titled=state.poem)


def _list(reader: Reader, state: State) -> list[Block] | None:
    if headings.is_section(reader, state):
        return None
    return lists.read(reader, levels=state.plan.official, numbered=state.plan.numbered)


def _separator(reader: Reader, state: State) -> list[Block] | None:
    """Take a line of dashes or the like; at either end of the document it separates nothing."""
    line = reader.peek()
    if line and line.text == "%":  # between the entries of a fortune file
        reader.take()
        return []
    if not line or not _RULE.fullmatch(line.text):
        return None
    reader.take()
    return [Block("rule", "---")] if state.started and not state.headed and reader.peek() else []
