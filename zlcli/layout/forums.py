"""What a bulletin board adds to a post: the author's signature after ``--``, and where it came from (※ 来源 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.layout import posts
from zlcli.patterns import lazy

_LINKS = "(?:[显顯]示全部[楼樓][层層]|只看|倒序|[阅閱][读讀]模式)"
_HEADER = lazy(
    r"^[发發寄]\s*[信件]\s*[人者站]\s*[:：]|^※ ?(?:来源|來源|发信站|發信站)"
    r"|^[ \t\u3000]*(?:(?:[^\s。]{1,20} {1,4})?(?:发表于|發表於) \d{4}-\d|(?:第?\d{1,4}[楼樓#]|[楼樓]主)\s+\d{4}-\d)"
    r"|^(?:[楼樓]主|作者)[:：] ?\S{1,20}\s+[时時][间間][:：] ?\d{4}-"
    r"|^[▲△]?[ \t\u3000]*[赞贊]同 ?[\d.,]+"
    rf"|^.{{0,60}}\d{{4}}-\d[\d :-]{{7,}}[|｜] ?{_LINKS}",
    re.MULTILINE,
)
_TRACE = lazy(
    r"※ ?(?:来源|來源|修改|转载|轉載|转寄|轉寄|编辑|編輯|文章网址|文章網址|发信站|發信站).{0,200}|◆ ?From: ?[\d.]+"
    r"|※ ?\S{1,20}\s?[:：] ?(?:[转轉][录錄載载]至|推|噓|→)看板.{0,60}|※ ?(?:[转轉][录錄]者|轉寄者).{0,60}"
    r"|本主[题題]由.{1,20}[于於].{6,30}(?:[设設]置|加入|推[入荐薦]|移[动動]|置[顶頂]|提升|高亮|[关關][闭閉]).{0,10}"
)
# What Discuz sets behind the date of a post: links that show the page in another way.
_POST = lazy(
    r"((?:[^\s。]{1,20}\s+)?(?:发表于|發表於)\s*\d[\d\s:/-]{7,}(?:[上下]午\s*[\d:]+)?)\s*[|｜]\s*\S.{0,40}"
    r"|(?:(?:来自|來自|IP属地[:：])\s?[^\s。]{2,12}\s+)*((?:第?\d{1,4}[楼樓#]|[楼樓]主)\s+\d{4}-\d{1,2}-\d{1,2}\s+[\d:]{4,8})\s+(?:回[复復覆]|[举舉][报報])(?:\s*[(（]\d{1,5}[)）])?"
    r"|(\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2})\s+回[复復覆]"
    r"|(?:查看\s*\d+\s*[|｜]\s*回[复復覆]\s*\d+\s*[|｜]\s*)?"
    rf"((?:[^\s。|｜]{{1,20}}\s*[|｜]\s*)?(?:(?:发表于|發表於)\s*)?\d{{4}}-\d[\d :-]{{7,}}?)\s*[|｜]\s*{_LINKS}.{{0,40}}"
)
_SIGNATURE = lazy(r"--\s*")
# Signatures have at most so many lines; what is longer is text after a line of dashes.
_LONGEST = 16


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` is from a bulletin board."""
    return _HEADER.search(sample) is not None


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without signatures and traces."""
    held: list[tuple[int, str]] = []
    for number, line in posts.remove(lines, ledger):
        text = line.strip()
        if _TRACE.fullmatch(text):
            posts.drop([*held, (number, line)], ledger, "signature")
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
            kept = re.sub(r"\s*[|｜]\s*", " ", next(filter(None, post.groups()))).rstrip()
            ledger.keep("boilerplate", Change(number, text, kept, "links of a post"))
            yield line.replace(text, kept)
        else:
            yield line
    posts.drop(held, ledger, "signature")
