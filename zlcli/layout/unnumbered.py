"""Headings without a number: underlined ones, titles of attached documents, usual parts, and short lines above a paragraph."""

from __future__ import annotations

from zlcli.document import Block
from zlcli.layout import contents, items, metadata
from zlcli.layout.encyclopedia import without_button
from zlcli.layout.lines import FINAL, SENTENCE, Line
from zlcli.layout.numbering import is_clause, number_of, spaced_once, stands_alone
from zlcli.layout.reader import Reader
from zlcli.layout.state import FORWARDED, State
from zlcli.layout.titles import (
    AUTHOR,
    DOCUMENT_NUMBER,
    LONGEST_TITLE,
    ends_sentence,
    is_framed,
    is_official_title,
    is_paragraph,
    is_title,
    is_version,
    may_be_heading,
    squeeze,
)
from zlcli.layout.usual import is_usual
from zlcli.patterns import lazy

_POEM = lazy(r"(?:(?:题目|題目|标题|標題)\s*[:：]\s*)?《.+》.{0,6}")
_UNDERLINE = lazy("={3,}|-{3,}")
_ENDS = frozenset(
    {"参考文献", "參考文獻", "参考资料", "參考資料", "致谢", "致謝", "附则", "附則", "项目概况", "項目概況", "前言", "引言"}
)
_EXERCISES = frozenset(
    {"思考题", "思考題", "习题", "習題", "练习题", "練習題", "复习题", "複習題", "本章小结", "本章小結", "小结", "小結"}
)
FIRST_OF_NAMED = frozenset(name[0] for name in _ENDS | _EXERCISES)
# （2018年4月20日第五次会员代表大会通过）: only the title of a law or of a charter stands above it.
_ADOPTED = lazy(r"[（(][^（()）]*\d年[^()（）]*(?:通过|通過|公布|发布|發布|修正|修订|修訂|批准|施行)[）)]")
# 关于某某公司 stands above what a company says of itself, in the end of a press release, 前瞻性声明 above what it promises not.
_ABOUT = lazy("(?:关于|關於)[^的，。]{2,16}|(?:前瞻性|安全港)(?:声明|聲明|陈述|陳述|说明|說明)")
# And above the names and numbers of those to ask.
_CONTACT = lazy(
    "(?:媒体|媒體|传媒|傳媒|新闻|新聞|联系|聯絡|联络)(?:联系|聯絡|联络|聯繫|查询|查詢|垂询|垂詢|咨询|諮詢|方式|我们|我們)人?"
)
_LONGEST_NAME = 20
# 所需材料 above 1. 面粉.
_FIRST_ITEM = lazy(r"1[.．、)）]\s?\S")
# The shortest paragraph of a wrapped text that makes a heading of the line above it.
_SHORTEST_BODY = 40


def underlined(reader: Reader, state: State) -> list[Block] | None:
    """Take a line with = or - below it, about as long as itself."""
    line, under = reader.peek(), reader.peek(1)
    if (
        not line
        or not under
        or not under.adjacent
        or under.text[0] not in "=-"
        or not _UNDERLINE.fullmatch(under.text)
        or FINAL.search(line.text)
    ):
        return None
    number = number_of(line.text)
    if len(under.text) > 2 * len(line.text) + 8 or not (stands_alone(number) if number else is_title(line.text)):
        return None
    reader.take(2)
    return [state.heading(line.text, 1 if under.text[0] == "=" and not state.started else 2, "underlined heading")]


def poem_title(reader: Reader, state: State) -> list[Block] | None:
    """Take 《标题》 with its author below, as anthologies have it."""
    line, below = reader.peek(), reader.peek(1)
    if not line or not below or not _POEM.fullmatch(line.text) or not AUTHOR.match(below.text):
        return None
    reader.take()
    heading = state.heading(line.text, 1, "title")
    return [heading, Block("paragraph", reader.take()[0].text)]


def announced(reader: Reader, state: State) -> list[Block] | None:
    """Take a line without a number that the table of contents names (前言)."""
    line = reader.peek() if state.entries else None
    if not line or squeeze(line.text) not in state.entries or reader.peek(1) is None:
        return None
    reader.take()
    return [state.heading(spaced_once(line.text), state.entries[squeeze(line.text)], "named in the table of contents")]


def edited(reader: Reader, state: State) -> list[Block] | None:
    """Take 历史沿革[编辑], without the button, on a page of an encyclopedia."""
    line = reader.peek() if state.plan.edited else None
    heading = without_button(line.text) if line else ""
    if not heading:
        return None
    before, level = reader.take_one().text, state.plan.edited.get(heading, 2)
    return [state.heading(spaced_once(heading), level, "heading of an encyclopedia", before=before)]


def attached(reader: Reader, state: State) -> list[Block] | None:
    """Take the title of a document that follows another: after its date or 附件2, or a forwarded text's own."""
    line, below = reader.peek(), reader.peek(1)
    ended = state.ended or (below is not None and line is not None and _ADOPTED.fullmatch(below.text) is not None)
    standard = line is not None and below is not None and _begins_standard(line, below, state)
    if not ended and not state.forwarded and not standard:
        return None
    if ended and (whole := _on_two_lines(reader)):
        reader.take(2)
        return [state.heading(whole, 1, "title of an attached document")]
    if not line or not below or not 4 <= len(line.text) <= 60 or not is_title(line.text):
        return None
    announced = ended and (is_official_title(line.text) or _opens(below) or squeeze(line.text) in state.attachments)
    if not announced and not standard and not _forwarded(squeeze(line.text), state.forwarded):
        return None
    reader.take()
    return [state.heading(spaced_once(line.text), 1, "title of an attached document")]


def _on_two_lines(reader: Reader) -> str:
    """Return the official title that the next two lines make together, with what opens a document below; empty if none."""
    first, second, below = (reader.peek(i) for i in range(3))
    if not first or not second or not below or not second.adjacent or not _opens(below):
        return ""
    whole = first.text + second.text
    halves = is_title(first.text) and is_title(second.text) and not is_official_title(first.text)
    return spaced_once(whole) if halves and is_official_title(whole) and len(whole) <= LONGEST_TITLE else ""


def _begins_standard(line: Line, below: Line, state: State) -> bool:
    """Tell whether ``line`` is the title of a standard: it stands above ``1 范围``, behind what precedes the text proper."""
    number = number_of(below.text) if state.plan.decimals == 0 else None
    first = number is not None and number.scheme == "decimal" and number.value == "1" and stands_alone(number)
    return first and state.started and is_official_title(line.text)


def _forwarded(text: str, title: str) -> bool:
    """Tell whether ``text`` is ``title`` without what a forwarder put before it (转载, zt, Re); both are squeezed."""
    return len(text) >= 4 and title.endswith(text) and FORWARDED.fullmatch(title.removesuffix(text)) is not None


def _opens(line: Line) -> bool:
    """Tell whether ``line`` is how a document goes on after its title."""
    text = line.text
    number = number_of(text)
    if number and stands_alone(number):
        return True
    framed = contents.TITLE.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text) or is_clause(text)
    return bool(framed or (len(text) > 30 and SENTENCE.search(text)))


def named(reader: Reader, state: State) -> list[Block] | None:
    """Take 参考文献 or 思考题 alone on its line, in a document with numbered headings: the former is a chapter's peer."""
    line = reader.peek()
    name = squeeze(line.text) if line else ""
    if not line or name not in _ENDS | _EXERCISES or not (state.plan.numbered or state.entries) or reader.peek(1) is None:
        return None
    if line.text[-1] in "：:" or (name[0] == "附" and not state.plan.ordinals):
        return None
    reader.take()
    text = name if len(name) == 2 else spaced_once(line.text)  # 附　则
    return [state.heading(text, 2 if name in _ENDS else max(2, state.level), "heading of a usual part")]


def usual_part(reader: Reader, state: State) -> list[Block] | None:
    """Take 教学目标 above what belongs to it, in a document that such names divide."""
    line, below = reader.peek(), reader.peek(1)
    if not state.plan.usual_parts or not line or not below or not is_usual(line.text) or is_usual(below.text):
        return None
    return [state.heading(spaced_once(reader.take_one().text), 2, "heading of a usual part")]


def framed(reader: Reader, state: State) -> list[Block] | None:
    """Take 【译文】 above text, in a document where such lines set off its parts."""
    line = reader.peek()
    if not line or not state.plan.framed or not is_framed(line.text) or reader.peek(1) is None:
        return None
    reader.take()
    return [state.heading(line.text, 2, "heading between brackets")]


def version(reader: Reader, state: State) -> list[Block] | None:
    """Take the number of a version above its changes, in a document of several."""
    line, below = reader.peek(), reader.peek(1)
    if not state.plan.versions or not line or not below or line.adjacent or line.indent or not is_version(line.text):
        return None
    return None if is_version(below.text) else [state.heading(reader.take_one().text, 2, "heading of a version")]


def bulleted(reader: Reader, state: State) -> list[Block] | None:
    """Take ■ 多部门联合检查 above a paragraph: newspapers set such a mark before the headings of a report."""
    line, below = reader.peek(), reader.peek(1)
    text = line.text[1:].lstrip() if line else ""
    if not line or not below or line.indent > below.indent or not state.sentence or not may_be_heading(text):
        return None
    if not is_paragraph(below.text) or number_of(below.text) or below.indent > line.indent + 4:
        return None
    if items.is_item(below.text) or items.is_circled(below.text):
        return None
    reader.take()
    return [state.heading(text, 2, "heading with a bullet")]


def _is_contact(line: Line, below: Line, state: State) -> bool:
    """Tell whether ``line`` is 媒体联系 above a label or a name, in a document with headings like it."""
    headed = state.plan.plain_headings or (state.level > 1 and not state.plan.numbered)
    if not headed or not _CONTACT.fullmatch(line.text):
        return False
    return metadata.other(below.text) is not None or (len(below.text) <= _LONGEST_NAME and not SENTENCE.search(below.text))


def set_apart(reader: Reader, state: State) -> list[Block] | None:
    """Take 工作经历 between blank lines, in a document where what stands so above other lines is a heading."""
    line, below, after = reader.peek(), reader.peek(1), reader.peek(2)
    if not state.plan.set_apart or not line or not below or line.adjacent or below.adjacent or line.indent > below.indent:
        return None
    together = (after is not None and after.adjacent) or is_paragraph(below.text) or items.is_bullet(below.text)
    if not together or not may_be_heading(line.text):
        return None
    return [state.heading(reader.take_one().text, 2, "heading set apart")]


def plain(reader: Reader, state: State) -> list[Block] | None:
    """Take a heading without a number: a short line above a paragraph.

    In a wrapped text it is flush and has a gap before it, and none below unless the document has the habit; in any other the
    document has to have it.
    """
    line, below = reader.peek(), reader.peek(1)
    habit = state.plan.plain_headings or (line is not None and _ABOUT.fullmatch(line.text) is not None)
    if not line or not below or not may_be_heading(line.text):
        return None
    contact = _is_contact(line, below, state) and (state.plan.wrapped or state.sentence)
    if not contact and not state.plan.wrapped and not (habit and state.sentence):
        return None
    if contact:
        return [state.heading(reader.take_one().text, 2, "heading of a usual part")]
    listed = state.plan.plain_headings and _FIRST_ITEM.match(below.text) is not None
    if not listed and (number_of(below.text) or (items.is_item(below.text) and not items.is_bullet(below.text))):
        return None
    if state.plan.wrapped:
        fits = not line.adjacent and (below.adjacent or habit) and not line.indent and len(below.text) >= _SHORTEST_BODY
    else:
        fits = listed or ends_sentence(below.text) or items.is_bullet(below.text)
    if not fits:
        return None
    reader.take()
    return [state.heading(line.text, 2, "heading")]
