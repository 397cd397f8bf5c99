"""What a bulletin board adds to a post: the author's signature after ``--``, and where it came from (※ 来源 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.patterns import lazy

_HEADER = lazy(
    r"^[发發寄]\s*[信件]\s*[人者站]\s*[:：]|^※ ?(?:来源|來源|发信站|發信站)"
    r"|^[ \t\u3000]*(?:(?:发表于|發表於) \d{4}-\d|(?:第?\d{1,4}[楼樓#]|[楼樓]主)\s+\d{4}-\d)"
    r"|^(?:[楼樓]主|作者)[:：] ?\S{1,20}\s+[时時][间間][:：] ?\d{4}-"
    r"|^[▲△]?[ \t\u3000]*[赞贊]同 ?[\d.,]+",
    re.MULTILINE,
)
_TRACE = lazy(r"※ ?(?:来源|來源|修改|转载|轉載|转寄|轉寄|编辑|編輯|文章网址|文章網址|发信站|發信站).{0,200}|◆ ?From: ?[\d.]+")
# What Discuz sets behind the date of a post: links that show the page in another way.
_POST = lazy(
    r"((?:发表于|發表於)\s*\d[\d\s:/-]{7,}(?:[上下]午\s*[\d:]+)?)\s*[|｜]\s*\S.{0,40}"
    r"|((?:第?\d{1,4}[楼樓#]|[楼樓]主)\s+\d{4}-\d{1,2}-\d{1,2}\s+[\d:]{4,8})\s+(?:回[复復覆]|[举舉][报報])(?:\s*[(（]\d{1,5}[)）])?"
)
# What stands below each post; alone on its line and a post of a thread, it is nobody's answer.
_BUTTONS = lazy(
    r"(?:来自\s*[^\s|]{2,12}[\s|]+)?(?:(?:回[复復覆]|收起回[复復覆]|[举舉][报報]|[点點][评評]|我也[说說]一句|只看[该該]作者|只看[楼樓]主)"
    r"(?:\s*[(（]\d{1,5}[)）])?[\s|｜·]*)+"
    r"|[▲△]?\s*[赞贊]同\s*[\d.,]+\s*[kKwW万]?"
    r"(?:[\s\u200b]*(?:[\d,.]+\s*[kKwW万]?\s*条评论|添加评论|分享|收藏|感谢|喜欢|收起|举报|申请转载|继续浏览内容))+"
)
# What Discuz shows of a writer beside the post, a line each or all on one; so many of them are no text.
_PANEL = lazy(
    r"(?:(?:UID|帖子|主[题題]|精[华華]|[积積]分|威望|金[钱錢币幣]|[贡貢][献獻]|[阅閱][读讀][权權]限|在[线線][时時][间間]|注[册冊][时時][间間]"
    r"|最[后後]登[录錄])\s*[:：]?\s*(?:\d[\d-]*)\s*(?:[点點枚个個篇]|小[时時])?\s*[,，|｜]?\s*)+"
)
_POINTS, _PANEL_ROWS = lazy(r"\d[\d-]*"), 2
_SIGNATURE = lazy(r"--\s*")
# Signatures have at most so many lines; what is longer is text after a line of dashes.
_LONGEST = 16


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` is from a bulletin board."""
    return _HEADER.search(sample) is not None


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without signatures and traces."""
    held: list[tuple[int, str]] = []
    for number, line in _without_panels(_without_buttons(lines, ledger), ledger):
        text = line.strip()
        if _TRACE.fullmatch(text):
            _drop([*held, (number, line)], ledger)
            held = []
        elif _SIGNATURE.fullmatch(text):
            if len(held) > _LONGEST:
                yield from (kept for _, kept in held)
                held = []
            held.append((number, line))
        elif held and (len(held) > _LONGEST or _HEADER.match(text)):
            yield from (kept for _, kept in held)
            held = []
            yield line
        elif held:
            held.append((number, line))
        elif post := _POST.fullmatch(text):
            ledger.count("boilerplate")
            kept = (post[1] or post[2]).rstrip()
            ledger.keep("boilerplate", Change(number, text, kept, "links of a post"))
            yield line.replace(text, kept)
        else:
            yield line
    _drop(held, ledger)


def _without_panels(lines: Iterable[tuple[int, str]], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines but for rows of a writer's points (积分 35), blank lines between them aside."""
    held: list[tuple[int, str]] = []
    for number, line in lines:
        text = line.strip()
        if _PANEL.fullmatch(text) or (held and not text):
            held.append((number, line))
            continue
        yield from _unless_panel(held, ledger)
        held = []
        yield number, line
    yield from _unless_panel(held, ledger)


def _unless_panel(held: list[tuple[int, str]], ledger: Ledger) -> list[tuple[int, str]]:
    """Return the lines ``held``, none of them if they have the rows of a panel."""
    if sum(len(_POINTS.findall(line)) for _, line in held) < _PANEL_ROWS:
        return held
    _drop(held, ledger, "panel of a writer")
    return []


def _without_buttons(lines: Iterable[str], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, but for those that hold buttons only."""
    announced = False  # 他只说了两个字：⏎回复
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not announced and _BUTTONS.fullmatch(text):
            _drop([(number, line)], ledger, "buttons of a post")
        else:
            yield number, line
        announced = text[-1:] in (":", "：") if text else announced


def _drop(held: list[tuple[int, str]], ledger: Ledger, rule: str = "signature") -> None:
    for number, line in held:
        if line.strip():
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(number, line.strip(), "", rule))
