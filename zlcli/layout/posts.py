"""What a forum sets beside, above and below each post of a thread: its writer's points, buttons, floors, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.patterns import lazy

# What stands below each post; alone on its line and a post of a thread, it is nobody's answer.
_BUTTONS = lazy(
    r"(?:(?:电梯直达|電梯直達|[当當]前[离離在][线線]|[发發]消息|加好友|收[听聽][tT][aA]|倒序[浏瀏][览覽]|使用道具)[\s|]*)+(?:[楼樓]主)?"
    r"|(?:来自\s*[^\s|]{2,12}[\s|]+)?(?:(?:回[复復覆]|收起回[复復覆]|[举舉][报報]|[点點][评評]|我也[说說]一句|只看[该該]作者|只看[楼樓]主)"
    r"(?:\s*[(（]\d{1,5}[)）])?[\s|｜·]*)+"
    r"|(?:(?:收藏|分享|支持|反[对對]|淘[帖贴貼]|[评評]分|道具|[点點][评評]|回[复復覆]|[举舉][报報]|只看[该該]作者)\s*\d{0,5}[\s|｜]*){2,}"
    r"|[\d,.]+\s*条评论|赞同了该回答(?:\s*[\d,]+\s*人赞同了该回答)?"
    r"|.{1,24}等\s*\d+\s*个话题下的优秀答主|查看全部\s*\d+\s*个回答"
    r"|[该該]楼层疑似违规已被系统折叠.{0,12}|IP属地[:：]\s?\S{2,8}|送TA礼物|我也说一句"
    r"|本帖子?[中里裡]?包含更多[资資]源|[发發]表回复?\s*回帖[后後]跳[转轉]到最[后後]一[页頁]"
    r"|(?:\d{1,4}\s+){2,}/\s*\d{1,5}\s*[页頁](?:\s*下一[页頁])?"
    r"|[▲△]?\s*[赞贊]同\s*[\d.,]+\s*[kKwW万]?"
    r"(?:[\s\u200b]*(?:[\d,.]+\s*[kKwW万]?\s*条评论|添加评论|分享|收藏|感谢|喜欢|收起|举报|申请转载|继续浏览内容))*"
)
# What has a line of its own below those.
_BELOW = lazy("分享|收藏|喜欢|收起|感谢|关注|申请转载|继续浏览内容")
_OF_WRITER = r"UID|帖子|主[题題]|精[华華]|[积積]分|威望|金[钱錢币幣]|[贡貢][献獻]|[阅閱][读讀][权權]限|在[线線][时時][间間]"
# What Discuz shows of a writer beside the post, a line each or all on one; so many of them are no text.
_PANEL = lazy(
    rf"(?:(?:{_OF_WRITER}|注[册冊][时時][间間]"
    r"|最[后後]登[录錄])\s*[:：]?\s*(?:\d[\d-]*)\s*(?:[点點枚个個篇]|小[时時])?\s*[,，|｜]?\s*)+"
    rf"|(?:\d[\d,.]*[万萬]?\s*(?:{_OF_WRITER}|粉[丝絲]|[听聽][众眾]|收[听聽])\s*[|｜]?\s*){{2,}}"  # 56 主题 1203 帖子 4580 积分
)
# What a forum calls its members by their points, between those.
_RANK = lazy(
    r"(?:新手上路|[注註][册冊][会會][员員]|(?:初|中|高)[级級][会會][员員]|金牌[会會][员員]|VIP[会會][员員]|[论論][坛壇]元老|(?:超[级級]|[实實][习習])?版主|管理[员員]|LV\.?\s?\d{1,2}|[Rr]ank:\s?\d+)"
)
# The label and the number of such a row may have lines of their own.
_PANEL_LABEL = lazy(rf"{_OF_WRITER}|[注註][册冊][时時][间間]")
_POINTS, _PANEL_ROWS = lazy(r"\d[\d-]*"), 2
# How Discuz calls the first answers, alone below their date.
_DATED = lazy(r"(?:\S{1,20}\s+)?(?:[发發]表[于於]) ?\d{4}-\d.*")
_FLOOR = lazy(r"沙[发發]|板凳|地板|\d{1,4}\s?#")
# The same above a date without a name: who wrote the post stands above that, beside the panel.
_FLOOR_ABOVE = lazy(r"(?:[楼樓]主\s*[|｜]?|沙[发發]|板凳|地板|#?\s?\d{1,5}\s?[#楼樓])+")
_UNNAMED = lazy(r"(?:[发發]表[于於]) ?\d{4}-\d.*")
_NAME = lazy(r"[^\s。，！？；：,!?;:]{1,16}")
# Who gave how many points for a post, and why.
_RATED = lazy(r"(?:参与|參與)人[数數]\s*\d.*")
_RATING = lazy(r"(?:参与|參與)人[数數]\s*\d.*|收起\s*理由|查看全部[评評]分|\S{1,16}\s?\+\s?\d{1,4}(?:\s.{0,30})?")
# The button behind the title of a thread.
_COPY = lazy(r"\s*\[(?:复制|複製|復制)(?:链接|鏈接|連結)\]$")


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the numbers of ``lines`` and the lines (with their ends) without what is no part of a post."""
    return _without_ratings(_named(_without_panels(_without_buttons(lines, ledger), ledger), ledger), ledger)


def _named(lines: Iterable[tuple[int, str]], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines; a name, its floor and a date of their own (阿禾⏎沙发⏎发表于 2012-3-4) become one line."""
    held: list[tuple[int, str]] = []  # a name and what stands below it
    for number, line in lines:
        text = line.strip()
        floors = [(i, floor) for i, floor in held[1:] if floor.strip()]
        if held and (not text or _FLOOR_ABOVE.fullmatch(text)):
            held.append((number, line))
        elif floors and _UNNAMED.fullmatch(text):
            drop(floors, ledger, "floor of a post")
            yield number, line.replace(text, f"{held[0][1].strip()} {text}", 1)
            held = []
        else:
            yield from held
            held = [(number, line)] if _NAME.fullmatch(text) else []
            if not held:
                yield number, line
    yield from held


def _without_ratings(lines: Iterable[tuple[int, str]], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines but for ratings and floors, and for the button behind the title."""
    dated = rated = False
    held: list[tuple[int, str]] = []  # 评分 is a rating's if the number of raters stands below it
    for number, line in lines:
        text = line.strip()
        if held and not _RATED.fullmatch(text):
            yield from held
            held = []
        rated = (
            text != "" and (bool(held) or rated or _RATED.fullmatch(text) is not None) and _RATING.fullmatch(text) is not None
        )
        if rated:
            drop([*held, (number, line)], ledger, "rating of a post")
            held = []
        elif text in ("评分", "評分"):
            held = [(number, line)]
        elif dated and _FLOOR.fullmatch(text):
            drop([(number, line)], ledger, "floor of a post")
        elif found := _COPY.search(text):
            drop([(number, found[0])], ledger, "buttons of a post")
            yield number, line.replace(found[0], "")
        else:
            yield number, line
        dated = _DATED.fullmatch(text) is not None or (dated and not text)
    yield from held


def _without_panels(lines: Iterable[tuple[int, str]], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines but for rows of a writer's points (积分 35), blank lines between them aside."""
    held: list[tuple[int, str]] = []
    for number, line in lines:
        text = line.strip()
        inside = held and (not text or _POINTS.fullmatch(text) or _RANK.fullmatch(text))
        if inside or _PANEL.fullmatch(text) or _PANEL_LABEL.fullmatch(text):
            held.append((number, line))
            continue
        yield from _unless_panel(held, ledger)
        held = []
        yield number, line
    yield from _unless_panel(held, ledger)


def _unless_panel(held: list[tuple[int, str]], ledger: Ledger) -> list[tuple[int, str]]:
    """Return the lines ``held``, none of them if they have the rows of a panel."""
    rows = sum(len(_POINTS.findall(line)) for _, line in held)
    apart = any(_PANEL_LABEL.fullmatch(line.strip()) for _, line in held)
    if rows < (1 if apart else _PANEL_ROWS):
        return held
    drop(held, ledger, "panel of a writer")
    return []


def _without_buttons(lines: Iterable[str], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, but for those that hold buttons only."""
    below = False
    announced = False  # 他只说了两个字：⏎回复
    for number, line in enumerate(lines, 1):
        text = line.strip()
        below = not announced and (
            _BUTTONS.fullmatch(text) is not None or (below and (not text or _BELOW.fullmatch(text) is not None))
        )
        if below and text:
            drop([(number, line)], ledger, "buttons of a post")
        else:
            yield number, line
        announced = text[-1:] in (":", "：") if text else announced


def drop(held: list[tuple[int, str]], ledger: Ledger, rule: str) -> None:
    """Write down that the numbered lines ``held`` were removed by ``rule``."""
    for number, line in held:
        if line.strip():
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(number, line.strip(), "", rule))
