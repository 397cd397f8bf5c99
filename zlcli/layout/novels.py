"""What sites that copy novels put between the lines: advertisements, page marks, the chapter's title once more.

Such lines stand anywhere in the text; so each has to be unmistakable by itself, and they are looked for only where the
sample shows some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.layout.addresses import addresses_reader
from zlcli.layout.advertising import is_advertisement
from zlcli.layout.chrome import fold
from zlcli.layout.numbering import number_of, stands_alone
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

# （本章未完，请点击下一页继续阅读） and (第1/2页): marks of pages that a chapter was cut into; 正文 第三章: of the
# part of a site's list of chapters that it stood in; （未完待续。如果您喜欢…投月票）.
_PAGE_MARK = lazy(
    r"""[（(【]?(?:本章|本页|這章|本頁)还?未完[^（）()]{0,24}(?:[）)】]|继续阅读|繼續閱讀|$)
      | .{0,8}章节?后面还有.{0,12}请点击下一页.{0,24}
      | ^正文卷?[ \u3000]+(?=第[\d一二三四五六七八九十百千零〇两]{1,7}[章回节節][^。！？；，]*$)
      | [（(]未完待[续續][^（）()]{0,90}(?:推[荐薦]票|月票|正版)[^（）()]{0,30}[）)]
      | [（(]\s*第?\s*\d{1,3}\s*/\s*\d{1,3}\s*[页頁]\s*[）)]""",
    re.VERBOSE,
)
# One of these is in every such line; looking for it first spares the others the work.
_TRIGGER = lazy(
    r"未完|阅读模式|下一页|章节错误|后面还有|正文卷?[ \u3000]|/\s*\d+\s*[页頁）)]|一秒"
    r"|无弹窗|無彈窗|最新章[节節]|[收加].{0,4}[藏书書]|[a-zA-Z\d]\.(?:com|net|org|cc|la|me|info|cn)|[访訪][问問]|小[说說]"
)
# The same at the end of a chapter's title, without 页: 第十章 城头论剑(2 / 5).
_COUNTED = lazy(r"(?<=\S)\s*[（(]\s*\d{1,3}\s*/\s*\d{1,3}\s*[）)]$")
_LONGEST = 160


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` holds such lines; a chapter's title that stands there twice is not enough."""
    lines = (text for text in _triggered(sample) if len(text) <= _LONGEST)
    return any(_without_mark(text) != text or _advertises(text) for text in lines)


def _triggered(sample: str) -> Iterator[str]:
    """Yield the lines that are worth a look, without their ends."""
    end = 0
    for match in _TRIGGER.finditer(sample):
        if match.start() >= end:
            start = sample.rfind("\n", 0, match.start()) + 1
            end = sample.find("\n", match.end())
            end = end if end >= 0 else len(sample)
            yield sample[start:end].strip()


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without them."""
    chapter = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or len(text) > _LONGEST:
            yield line
            continue
        rule = _advertises(text)
        rest = _without_mark(text) if not rule and _TRIGGER.search(text) else text
        if not rule:
            rule, chapter = _repeats(rest, chapter, marked=rest != text)
        if not rule and rest == text:
            yield line
            continue
        ledger.count("boilerplate")
        ledger.keep("boilerplate", Change(number, text, "" if rule else rest, rule or "page mark"))
        if not rule and rest:
            yield line.replace(text, rest)


def _without_mark(text: str) -> str:
    """Return a line without the mark of a page of its chapter."""
    rest = _PAGE_MARK.sub("", text).strip()
    bare = _COUNTED.sub("", rest)
    return bare if bare != rest and _is_chapter(bare) else rest


def _is_chapter(text: str) -> bool:
    number = number_of(text)
    return number is not None and number.scheme == "ordinal" and stands_alone(number)


def _advertises(text: str) -> str:
    if not _TRIGGER.search(text):
        return ""
    folded = fold(text)
    return "advertisement" if is_advertisement(folded) or addresses_reader(folded, alone=True) else ""


def _repeats(text: str, chapter: str, *, marked: bool) -> tuple[str, str]:
    """Return the rule that removes ``text`` (none: empty), and the title of the chapter that is being read."""
    if not text:
        return "page mark", chapter
    if not _is_chapter(text):
        # A heading that goes on after its mark (第一章 报到那天，他来了) is known by the mark.
        return ("repeated chapter title" if marked and squeeze(text) == chapter else ""), chapter
    title = squeeze(text)
    return ("repeated chapter title" if title == chapter else ""), title
