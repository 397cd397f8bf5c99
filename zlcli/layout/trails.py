"""The trail that leads from a site's front to its page (首页 > 新闻 > 正文): whole, torn into lines, or naming the title."""

from __future__ import annotations

from collections.abc import Container, Iterator

from zlcli.layout import metadata
from zlcli.layout.chrome import Chrome, fold, is_breadcrumb, last_of_trail, trail
from zlcli.layout.lines import SENTENCE
from zlcli.layout.titles import is_official_title, is_title, squeeze
from zlcli.patterns import lazy

# The title stands at most so many lines below the trail that leads to it.
NEAR = 8
# A trail of two names may be a menu of a program (文件 > 打开) as well.
_SHORT = 2
_SECTION = lazy("(?:首页|主页|新闻|公告|中心|动态|资讯|专栏|频道|新闻稿|报道|公开|要闻|正文|列表|详情|内容)$")
_PLACE = lazy(r"(?:[您你]|当前|现在|目前|所在)*的?位置(?:是)?:?.*")
_NAMES = lazy(r"[\u4e00-\u9fff]{2,12}")
# One name or one arrow to a line, as pages are copied whose trail is a list.
_ARROW = lazy("[>›»→/]{1,2}|&gt;")
_LONGEST_NAME, _SHORTEST_NAME, _FEWEST_ARROWS, _SHORTEST_TITLE = 12, 4, 2, 6
# 【求助】 before the title of a question, which the trail may name without it.
_TAG = lazy(r"^[\[【(].{1,8}?[\]】)]\s*")
_POSTED = lazy(r".{0,24}(?:发表于|發表於)\s?\d{4}.*|\d{1,4}\s?[楼樓#]|[楼樓]主")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of the trail's lines: of the first one that leads from a front page, or to what stands below."""
    if torn := _torn(lines, kinds):
        return torn
    whole = next((i for i, kind in kinds.items() if _is_whole(lines[i], kind) or leads_here(lines, i)), None)
    return _short(lines, kinds) if whole is None else {whole}


def _is_whole(line: str, kind: Chrome) -> bool:
    if is_breadcrumb(line):
        return True
    names = trail(line) if kind is Chrome.STRONG else []
    # The row of buttons 上一章 ← 目录 → 下一章 is none.
    return len(names) > 1 and (_PLACE.match(names[0]) is not None or all(map(_NAMES.fullmatch, names[:-1])))


def _short(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The first line, if it leads through two of a site's sections (新闻中心 > 新闻稿)."""
    first = next((i for i, kind in kinds.items() if kind is not Chrome.BLANK), None)
    names = trail(lines[first]) if first is not None else []
    return {first} if first is not None and len(names) == _SHORT and any(map(_SECTION.search, names)) else set()


def _torn(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The lines of a trail that has a line for each name and for each arrow."""
    filled = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    arrows = [at for at in range(1, len(filled) - 1) if _ARROW.fullmatch(lines[filled[at]].strip())]
    run = [at for k, at in enumerate(arrows) if at == arrows[0] + 2 * k]
    parts = range(run[0] - 1, run[-1] + 2) if len(run) >= _FEWEST_ARROWS else range(0)
    if not parts or any(len(lines[filled[at]].strip()) > _LONGEST_NAME for at in parts):
        return set()
    above = {filled[parts[0] - 1]} if parts[0] and _PLACE.fullmatch(fold(lines[filled[parts[0] - 1]].strip())) else set()
    return above | {filled[at] for at in parts}


def leads_here(lines: list[str], i: int) -> bool:
    """Tell whether line ``i`` is a trail of pages that ends with the document's title, which stands below it."""
    names = trail(lines[i]) if i < len(lines) else []
    here = _bare(names[-1]) if len(names) > 1 else ""
    below = _squeezed(lines[i + 1 : i + NEAR])
    return here != "" and any(text.startswith(here) or (len(text) >= _SHORTEST_NAME and here.endswith(text)) for text in below)


def title_of(lines: list[str], i: int, doomed: Container[int]) -> str:
    """Return the title that line ``i``, a trail, ends with and that stands nowhere else; empty if it is no title or does."""
    name = last_of_trail(lines[i])
    if len(name) < _SHORTEST_TITLE or not is_title(name) or _SECTION.search(fold(name)):
        return ""
    if any(text.startswith(_bare(fold(name))) for text in _squeezed(lines[i + 1 : i + 2 * NEAR])):
        return ""
    if any(
        is_official_title(text) and is_title(text)
        for j in range(i + 1, min(len(lines), i + 2 * NEAR))
        if j not in doomed and (text := lines[j].strip())
    ):
        return ""
    below = next((text for j in range(i + 1, len(lines)) if j not in doomed and (text := lines[j].strip())), "")
    # Anything else may be the title itself.
    begins = SENTENCE.search(below) or _POSTED.fullmatch(below) or metadata.parse(below) is not None
    return name if begins else ""


def _bare(name: str) -> str:
    return squeeze(_TAG.sub("", name))


def _squeezed(lines: list[str]) -> Iterator[str]:
    return (_bare(fold(text)) for line in lines if (text := line.strip()))
