"""What a site sets above a document: its name, its menu, the trail that leads here, the name of the section."""

from __future__ import annotations

from itertools import takewhile

from zlcli.layout import metadata, trails
from zlcli.layout.chrome import Chrome, classify, fold, is_breadcrumb, trail
from zlcli.layout.lines import CLAUSE, HAS_HAN
from zlcli.layout.naming import bare_titles
from zlcli.layout.numbering import number_of
from zlcli.layout.phrases import MENU
from zlcli.layout.titles import is_title, squeeze
from zlcli.patterns import lazy

# The longest entry of a menu: six characters are usual, 政府信息公开指南 has eight.
_MENU_LENGTH = 10
# A row of so many names is a menu if one of them is a site's or a usual section's; 首页 needs two beside it.
_SHORTEST_MENU = 4
_SECTION = lazy("网$|網$|频道$|頻道$|首页|首頁|新闻|新聞|专题|專題|视频|視頻|论坛|論壇|登录|登入")
# The name of a site that copies novels; above a chapter's title it is no title itself.
_NOVELS = lazy("[\u4e00-\u9fff]{2,8}(?:文学网|小说网|中文网|读书网|书吧|书屋)")
# The name of a site of any kind; above the trail it may be longer than an entry of its menu.
_SITE = lazy(
    r"[\u4e00-\u9fff·()]{2,24}(?:网|网站|门户|政府|平台|频道|论坛|社区|在线|局|厅|委员会|办公室|中心|公报|法规库|数据库|公司|集团|医院|学校|大学|学院|银行|法院|协会|图书馆|博物馆)"
)
_ADDRESS = lazy(
    r"[\u4e00-\u9fff]{2,14}(?:书城|书屋|书院|书库|文学|小说|网|网站|门户|平台|论坛|社区|在线|文库|法规库)\s*[:(]?\s*(?:https?://|www\.)[!-~]+"
)
# What a site says to everybody who comes: the date, its technology, how to log in.
_GREETING = lazy(r"(?:今天是|欢迎|您好|你好).{0,40}|.{0,24}(?:星期[一二三四五六日天]|ipv6|请登录|\[?登录\]?|\[?注册\]?).{0,16}")
# The button for the page in another language; above everything else it is no title of a Chinese text.
_LANGUAGE_SWITCHES = ("en", "繁体版", "简体版")
# What only the menu of a site has, three of them at least, or six beside the usual names of sections; of a menu a third at
# least is known. A longer one was never seen.
NAVIGATES = lazy(
    r"(?:网站|本站|回|返回)?(?:首页|主页)|(?:请|用户|会员|账号)?登[录入](?:\s*[|/]?\s*(?:免费)?注册)?|(?:免费|立即)?注册|(?:全站|站内|高级|全吧|吧内|本站)?搜索|创建[账帐]号|主菜单|跳[转到至]{1,2}(?:内容|导航|搜索|主要内容)|全文检索"
    r"|帮助(?:中心)?|(?:个人|用户|会员)中心|购物车|english|en|繁[体體]?(?:版|中文)?|简[体體]?(?:版|中文)?|(?:网站)?无障碍(?:浏览|阅读|版)?|长者(?:版|专区|模式|助手)"
    r"|设为首页|加入收藏|收藏本站|联系我们|关于我们|网站地图|手机(?:版|站|端)|(?:移动|手机)?客户端(?:下载)?|(?:下载)?app(?:下载)?|rss(?:订阅)?|旧版(?:网站)?|邮箱|意见信箱"
)
_FEWEST_ENTRIES, _FEWEST_LISTED, _LONGEST_COLUMN = 3, 6, 100
# 中共某县委宣传部主办
_RUN_BY, _SHARE_OF_ODD = lazy("[^，。；！？,;!?]{4,30}(?:主办|主辦|主管|承办|承辦)"), 3
_BAR = lazy("[|｜]")
# What stands beside the name of an office: 举报电话:12388.
_CONTACT = lazy(r"[\u4e00-\u9fff]{2,8}:\s?[\d() -]{3,20}")
_ENTRY = lazy("[\u4e00-\u9fff]{2,6}")
_LABEL = lazy("[^:：]{1,8}[:：]")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of such lines among ``kinds``, those at the head of ``lines``."""
    kinds = _with_menu(lines, kinds)
    found = _navigation(lines, kinds) | _column(lines, kinds) | _menu(lines, kinds) | _sections(lines, kinds)
    outermost = next((i for i, kind in kinds.items() if kind is not Chrome.BLANK), None)
    return found | ({outermost} if outermost is not None and _opens_page(lines, kinds, outermost) else set())


def _with_menu(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, Chrome]:
    """Return ``kinds`` with those of the lines behind, as far as a menu may go that has a line for each entry."""
    found = dict(kinds)
    for i in range(max(kinds, default=-1) + 1, min(len(lines), _LONGEST_COLUMN)):
        if not _all_of_menu(lines, found):
            break
        found[i] = classify(lines[i])
    return found


def _all_of_menu(lines: list[str], kinds: dict[int, Chrome]) -> bool:
    last = max(kinds, default=-1)
    return last >= 0 and (kinds[last] is not Chrome.NONE or _is_of_menu(lines[last]))


def _column(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The entries of a menu with a line for each, down to the last one that only a menu has, and what it goes on with."""
    filled = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    run = list(takewhile(lambda i: kinds[i] is not Chrome.NONE or _is_of_menu(lines[i]), filled))
    words = [fold(lines[i].strip()) for i in run]
    entries = [at for at, word in enumerate(words) if NAVIGATES.fullmatch(word)]
    listed = [at for at, word in enumerate(words) if word in MENU]
    if len(entries) < _FEWEST_ENTRIES and len(entries) + len(listed) < _FEWEST_LISTED - min(1, len(entries)):
        return set()
    menu = run[: max(entries + listed) + 1]
    known = sum(kinds[i] is not Chrome.NONE or at in listed for at, i in enumerate(menu))
    if len(menu) > _FEWEST_ENTRIES * known:
        return set()
    menu += takewhile(lambda i: kinds[i] is not Chrome.NONE, filled[len(menu) :])
    more = list(takewhile(lambda i: kinds[i] is Chrome.NONE and _ENTRY.fullmatch(lines[i].strip()), filled[len(menu) :]))
    titled = [i for i in filled[len(menu) + len(more) :][:1] if is_title(lines[i].strip()) and not _is_of_menu(lines[i])]
    return {*menu, *(more if titled and len(more) > 1 else [])}  # one may be the title itself


def _opens_page(lines: list[str], kinds: dict[int, Chrome], first: int) -> bool:
    """Tell whether line ``first``, which has nothing above it, is the page's and not the document's."""
    if fold(lines[first].strip()) in _LANGUAGE_SWITCHES:
        return True
    name, below, *_ = [*(lines[i].strip() for i, kind in kinds.items() if kind is Chrome.NONE), "", ""]
    return kinds[first] is Chrome.NONE and _names_site(fold(name), below)


def _names_site(name: str, below: str) -> bool:
    """Tell whether ``name`` is a site's, with its address above a title, or 某某文学网 above a chapter's title."""
    if _ADDRESS.fullmatch(name):
        return is_title(below) and "www." not in below
    number = number_of(below) if _NOVELS.fullmatch(name) else None
    return number is not None and number.scheme == "ordinal"


def _navigation(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The trail, and the lines before it if these are as short as the entries of a menu, but for a few that name the page."""
    crumbs = trails.find(lines, kinds)
    before = {i for i in range(min(crumbs, default=0)) if kinds[i] is not Chrome.BLANK}
    odd = [i for i in before if kinds[i] is Chrome.NONE and not (_is_of_menu(lines[i]) or _is_row(lines[i]))]
    if not odd:
        return crumbs | before
    below = {squeeze(line) for line in lines[max(crumbs) + 1 : max(crumbs) + 1 + 2 * trails.NEAR]}
    few = _SHARE_OF_ODD * len(odd) <= len(before)
    return crumbs | before if few and all(_names_page(lines[i].strip(), below) for i in odd) else crumbs


def _names_page(text: str, below: set[str]) -> bool:
    """Tell whether ``text`` says who runs the site, or what a browser shows: the title that stands ``below``, squeezed."""
    return _RUN_BY.fullmatch(text) is not None or not bare_titles(text).isdisjoint(below)


def _is_of_menu(line: str) -> bool:
    text = fold(line.strip())
    if _GREETING.fullmatch(text) or _CONTACT.fullmatch(text):
        return True
    if metadata.parse(text) is not None or number_of(text):
        return False
    entries = text.replace("|", " ").split()
    return not CLAUSE.search(text) and all(len(entry) <= _MENU_LENGTH or _SITE.fullmatch(entry) for entry in entries)


def _menu(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The lines down to the last row of sections (首页 新闻 政务 服务), if all above it are as short; no head of a table."""
    filled = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    run = list(takewhile(lambda i: kinds[i] is not Chrome.NONE or _is_of_menu(lines[i]) or _is_row(lines[i]), filled))
    rows = [
        at
        for at, i in enumerate(run)
        if _is_row(lines[i]) and not _BAR.search("".join(lines[j] for j in filled[at + 1 : at + 2]))
    ]
    if not rows:
        return set()
    # 政策库 / 市级政策 / 政策原文 below the menu leads here.
    below = takewhile(lambda i: len(trail(lines[i])) >= _FEWEST_ENTRIES, run[rows[-1] + 1 :])
    return {*run[: rows[-1] + 1], *below}


def _is_row(line: str) -> bool:
    """Tell whether ``line`` is a row of sections: one of them is the front page, or several have the usual names."""
    text = line.strip()
    spaced = _BAR.sub(" ", text).split()
    home = {"首页", "首頁"} & set(spaced[:2])
    entries = spaced if home or not _BAR.search(text) else [entry.strip() for entry in _BAR.split(text)]
    if len(entries) < (_FEWEST_ENTRIES if home else _SHORTEST_MENU):
        return False
    if not all(0 < len(entry) <= _MENU_LENGTH and HAS_HAN.search(entry) for entry in entries):
        return False
    usual = sum(fold(entry) in MENU for entry in entries)
    return bool(home) or 2 * usual >= len(entries) or (_BAR.search(text) is not None and any(map(_SECTION.search, entries)))


def _sections(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The line below the trail that says its last name again (部门动态), if the document's own title stands below that."""
    at = next((i for i in kinds if is_breadcrumb(lines[i])), None)
    names = {squeeze(name.rpartition(":")[2]) for name in trail(lines[at])} - {""} if at is not None else set()
    first, below, *_ = [*(i for i in kinds if at is not None and at < i < at + trails.NEAR and kinds[i] is Chrome.NONE), -1, -1]
    same = below >= 0 and squeeze(fold(lines[first])) in names and len(lines[first].strip()) <= _MENU_LENGTH
    # 作者：某某 below it would mean that it is the title.
    return {first} if same and is_title(lines[below].strip()) and not _LABEL.match(lines[below].strip()) else set()
