"""Telling the chrome of a web page (buttons, breadcrumbs, counters) from the text of a document, a whole line at a time.

A line is chrome when nothing is left of it once its chrome phrases, their values and separators are taken away. The phrases
are written in Simplified characters; a line is folded to them first, without its glosses and full-width forms.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from zlcli.layout import phrases
from zlcli.layout.advertising import DOMAINS, is_advertisement
from zlcli.layout.invitations import is_invitation, may_be_invitation
from zlcli.layout.lines import SENTENCE
from zlcli.layout.metadata import is_label
from zlcli.layout.related import heads_links
from zlcli.model.characters import scripts
from zlcli.patterns import any_of, lazy
from zlcli.repair.glosses import bare

# A breadcrumb of a deep site with a long title is about 100 characters; anything longer is prose.
LONGEST = 120
# Buttons that make a row of buttons, and the longest one of a site's own.
_ROW, _LONGEST_BUTTON = 3, 8


class Chrome(Enum):
    """How surely a line is chrome."""

    BLANK = "blank"
    NONE = "none"
    WEAK = "weak"
    """Chrome beside other chrome; alone it may be text (返回 as the title of a poem)."""
    STRONG = "strong"
    OPENER = "opener"
    """Strong, and what follows it to the end of the page is a list of links (友情链接)."""


# ② 关灯 is a step of instructions.
_NUMBERED = lazy(r"[①-⑳⑴-⒇]|\d{1,2}\s?[.、)）]")
# ● 扫码关注公众号 is one as well.
_ITEM = lazy(rf"{_NUMBERED.pattern}|[●■◆★•·*-]")
# What may stand between chrome phrases: sizes of type, counts and their units.
_FILLER = lazy(r"\d{1,8}|[大中小次人条]|超大|特大|默认|人次|enter|回车|[aAt][+-]?|[+-]")

_SIZE = lazy("[大中小](?:字号)?|超大|特大|默认|[aAtT][+-]?")

_PHRASES = {
    phrase.lower(): kind
    for kind, listed in ((Chrome.STRONG, phrases.STRONG), (Chrome.WEAK, phrases.WEAK), (Chrome.OPENER, phrases.OPENER))
    for phrase in listed.split()
}
_SEPARATORS = lazy(r"[\s|｜/\\·•・»>《》<【】\[\]()〔〕:,、。.;!*←→↑↓▲▼◆●□■-]+")

# 字号 alone may be text, but no text has 字号 T | T.
_SIZES = ("字号", "字体", "字级", "字体显示")
# [收藏此文章] [投票]: a row of brackets and nothing else, and what is a button even alone between them.
_BUTTONS = lazy(r"(?:\s*[|]?\s*[\[【(][^\[\]【】()。,:]{1,10}[\]】)]){3,}")
# [本篇全文] [本篇作者：某人] [分享到 甲 乙]: four need not be so short.
_ROW_OF_BUTTONS = lazy(r"(?:\s*[\[【][^\[\]【】。]{1,24}[\]】]){4,}")
_BUTTON = lazy(r"[\[【]\s*(?:打印|列印|关闭|返回|收藏|举报|投诉)\s*[\]】]")
# Phrases that carry a value of their own, matched against the whole folded line.
# 您所在的位置是：
_PLACE = r"(?:[您你]|当前|现在|目前|所在)*的?(?:所在)?(?:的)?位置(?:是)?:?"
_RESPONSIBLE = "责任编辑|文章录入|信息录入|责编|网络编辑|本文责编"
_LABELLED = lazy(
    r"""
      {_PLACE}\s*\S.*[>»›→/].*   # breadcrumbs: 当前位置:首页>新闻
    | (?:[您你]|当前|现在|目前|所在)*的?位置(?:是)?:?\s*(?:网站|本站)?首页\s*-.*
    | (?:网站|本站|回)?(?:首页|主页)\s*(?:[>»›→]|->).*
    | [\u4e00-\u9fff]{0,8}(?:文学|小说|小说网|文学网|中文网|书[阁屋网吧])\s+(?:www\.|https?://)\S+  # a site's name and address
    | (?:网站|本站)?首页(?:\s*[|｜]\s*[^|｜]{2,8}){2,}  # the menu
    | 首\s+页(?:\s+[\u4e00-\u9fff]){4,}\s*  # the same with its characters set apart
    | (?:网站|本站)?首页(?:\s*[/\\]\s*[^\s/\\]{2,20}){1,5} | (?:网站|本站)?首页(?:\s+-\s+[^\s-]{2,20}){1,5}  # breadcrumbs again
    | 下载\S{2,8}(?:客户端|app)
    | 返回[\u4e00-\u9fff]{2,10}(?:吧|版面?|论坛|频道|专栏)
    | [\u4e00-\u9fff]{2,12}(?:\s*(?:>|->|→)\s*[\u4e00-\u9fff]{2,20}){2,5}
    | [\u4e00-\u9fff]{2,12}(?:\s*(?:>>|»|›)\s*[\u4e00-\u9fff]{2,20}){1,5}\s*(?:>>|»|›)?  # 法规网 >> 地方法规
    | (?:[【\[]我要纠错[】\]]\s*)?[(\[【]?
      (?:\s*(?:{_RESPONSIBLE})\s*[:\s]\s*[^\s。,:]{1,12}){1,3}\s*[)\]】]?
      # 责任编辑:张三
    | (?:上|下)一(?:篇|条|则|页|章)(?:文章|新闻|信息|公告)?\s*:.{0,80}
    | [上下]一[篇条则](?:文章|新闻|信息|公告)  # 下一篇:关于……的通知
    | (?:词条|文章|本文|博文)(?:标签|分类)\s*:.{1,60}
    | 条目\s+讨论.{0,20} | 阅读\s+编辑\s+查看历史.{0,20} | [^。,]{2,8},?自由的百科全书  # above an article of an encyclopaedia
    | (?:隐藏)?分类\s*:\s*[^|。]{1,30}(?:\s*\|\s*[^|。]{1,30})+ | 本页面?(?:最后|上次)(?:修订|编辑|更新|修改)[于是].{6,40}
    | \d{1,6}\s*回复[贴帖],?\s*共\d+页.{0,12} | <\s*返回[\u4e00-\u9fff\w]{1,16}吧  # a forum's head
    | 关注\s*:\s*[\d,]+\s*[贴帖]子\s*:\s*[\d,]+
    | [您你]的浏览器不支[援持]\s*java\s?script.{0,80}
    | 浏览路径\s*:\s*.{0,80}
    | 阅读设置\s*[(（].{2,40}[)）]
    | 看高清直播.{0,8} | 发\s表 | 发[帖贴]请遵守[^。:]{0,16}协议.{0,24}
    | 分类专栏\s*:\s*[^。:]{1,40}(?:文章标签\s*:\s*[^。:]{1,60})?
    | 数量\s*-\s*\d+\s*[+]? | 配送至\s*[:\ ]\s*\S.{0,20}
    | skip\ to\ (?:main\ )?content
    | powered\ by\ .{0,60} | gmt[+-]\d{1,2},\ \d{4}-.{0,100}
    | .{0,30}(?:icp\s?[备证]|公网安备|网站标识码).{0,60}
    | 温馨提示\s*:.{0,12}按.{0,60}键.{0,60} | 按.{0,20}键.{0,8}(?:返回|进入|翻到).{0,60}  # how to turn the page
    | 本帖最后由.{1,40}于.{6,30}编辑
    | 本站的全部文字在.{4,40}条款下提供.{0,60}
    | 登录后才[能可][^。,]{2,8}(?:,请?先?登录.{0,12})
    | (?:网友|以上|跟帖)?评论仅(?:供|代表)[^。:]{0,12}个人[^。:]{0,40}
    | 只需一步,\s*快速开始 | 马上注册,结交更多好友.{0,40}  # what forums say to those who are not logged in
    | [您你]需要\s*登录\s*后?才(?:可以|能).{2,16}注册.{0,12}
    | (?:列印|打印)时间\s*:\s*[\d/: -]{6,24}
    | [‹«<\s]*(?:首页|上一?页)?\s*(?:\d{1,4}[\s….]*){2,}(?:下一?页|尾页)(?:\s*(?:到?第?\d*页|确定|跳转|尾页|共\d+页))*[›»>\s]*
    | (?:(?:喜欢|收藏|评论|点赞|分享|转发|阅读|浏览|赞|踩|推荐|回复|打赏|在看)\s*[:(]?\s*\d+\)?[\s|·,]*){3,}
    | (?:发表(?:回复|评论)\s*)?请?遵守[^。:]{0,12}(?:社区公约|言论规则|评论规则|服务协议|用户协议)[^。:]{0,24}
    | 文明上网[^。:]{0,6}理性发言[^。:]{0,24}
    | (?:下载地址|下载链接|本文链接|本文网址|本页网址|文章链接|原文链接|转载请注明.{0,12})\s*:\s*(?:点击.{0,8}下载|https?://\S+|www\.\S+|.{0,4})
    """.replace("{_RESPONSIBLE}", _RESPONSIBLE).replace("{_PLACE}", _PLACE),
    re.VERBOSE,
)
_BREADCRUMB = lazy(rf"(?:{_PLACE}\s*\S.*|(?:网站|本站)?(?:首页|主页)\s*)[>»›→/].*")
_TRAIL = lazy(r"\s*(?:[>›»→]+|->)\s*|\s+[/\\-]\s+")
_ARROW = lazy("[>›»→]")
_NO_TRAIL = lazy(r"^#|[<│|“”=$]")  # placeholders, tables, code
# What a converter from HTML leaves of scripts and style sheets.
_LEFTOVER = lazy(
    r"""
      \$\(.*\)[.;].* | (?:var|let|const)\s+\w+\s*=.* | (?:function\b|document\.|window\.|jQuery).*
    | </?(?:script|style|div|span|a|img|br|p|iframe)\b[^>]*>\s* | <!--.*?(?:-->)? | -->
    | [.\#]?[\w\#.:\s,-]+\{\s* | [a-z-]+\s*:\s*[^;{}\u3400-\u9fff]+;\s* | \}\)?;?\s*
    """,
    re.VERBOSE,
)
# What every match of `_LEFTOVER` and of `_LABELLED` has one of.
_CODE = any_of(("$(", "=", "function", "document.", "window.", "jQuery", "<", "-->", "{", ";", "}"))
_LABELS = any_of((
    "位置", "首页", "首 ", ">", "→", "»", "›", "编辑", "责编", "下一", "上一", "powered by", "录入", "skip to", "gmt", "icp",
    "网站标识码", "标签", "专栏", "回复", "返回", "关注", "看高清", "阅读设置",
    "浏览器", "浏览路径", "发", "版", "数量", "配送至", "分类", "条目",
    "查看历史", "百科全书", "本页", "公网安备", "键", "印时间", "评论仅", "遵守", "文明上网", "下载地址", "下载链接",
    "本文链接", "本文网址", "本页网址", "文章链接", "原文链接", "转载请注明", "只需一步", "注册", "登录后才", "下一页",
    "下页", "尾页", "条款下提供", "收藏", "评论", "赞", "转发", "推荐",
))  # fmt: skip
# Chrome only beside other chrome: a line of rights, which every free document has one of; 加入某某网; 某某论坛 - 某某版.
_BESIDE = lazy(
    r"(?:#[^\s#。，]{1,16}\s*){2,}|(?:您的|你的)?(?:姓名|昵称|联系方式|联系电话|手机号码?|邮箱|验证码|用户名|密码|(?:留言|评论|反馈)内容)\s*(?::\s*[*]?|[*])"
    r"|(?:热门|新书|强推|热推|(?:站内|编辑|本站)(?:强推|推荐))\s*[: ]\s*\S{2,16}(?:\s+\S{2,16}){2,}|第\s*[a-z]?\d{1,3}\s*版\s*:\s*\S{1,10}|[(（]https?://[!-~]+[)）]|(?:copyright\b|©).*|版权所有.{0,80}|加入[\u4e00-\u9fff]{2,8}(?:网|论坛|社区)"
    r"|[\u4e00-\u9fff]{2,8}(?:论坛|社区)\s*[-|]\s*[\u4e00-\u9fff]{2,8}[版区]"
    r"|(?:\s*(?:主办|承办|协办|技术支持|维护|管理)(?:单位)?\s*:\s*[^\s:]{2,30}){1,4}"
)
# Links to other sites and versions, in a row; chrome beside other chrome too.
_SITES = lazy(r"(?=.*(?:[网站]|论坛|首页|英文|english|博客|登录|注册))(?:[^\W\d]{2,8}(?:\s*\|\s*|\s+)){3,}[^\W\d]{2,8}")
# The foot of a site set on one line; an exhibition has 主办单位 and 技术支持 too, so one sign has to be of a site alone.
_FOOT = lazy("主办单位|承办单位|技术支持|举报电话|联系我们|网站地图|版权所有|标识码|备案号|公网安备|icp备|icp证")
_OF_A_SITE = any_of(("网站地图", "标识码", "公网安备", "icp备", "icp证"))
_FOOT_SIGNS, _LONGEST_FOOT = 3, 400
# A rule, the mark of Taiwan's accessible pages, and how often nobody has pressed a button.
_RULE = lazy(r"([=_*~─━═-])\1{4,}|:::|0")
_TURNING = lazy("[上下]一章|章节(?:目录|列表)|手机阅读")
# A site and its address; the title of what describes the site.
_SITE = lazy(rf"[\u4e00-\u9fff]{{2,12}}\s*[-|_]\s*(?:www\.)?[a-z0-9-]{{2,30}}\.(?:{'|'.join(DOMAINS)})(?:\.cn)?")
# What is chrome as the last line of a page. 编辑：好的 may be said in a story: brackets or others have to be with it.
_EDITOR = rf"{_RESPONSIBLE}|稿源|(?:值班|实习)?编辑|(?:责任)?校对|审核|审校|初审|复审|终审|[一二三]审|编审|监制"
_CREDIT = rf"\s*(?:{_EDITOR})\s*:\s*[^\s。,:;]{{1,12}}"
_LAST = lazy(
    rf"[(\[【](?:{_CREDIT})+\s*[)\]】]|(?:{_CREDIT}){{2,}}|[\[【]纠错[\]】]|扫一扫,\s*(?:[在用]?手机|分享)[^。!?,]{{0,12}}"
)
_LAST_SIGNS = any_of(("编", "稿源", "校", "审", "监制", "纠错", "扫一扫"))
_SUGGESTED = lazy(rf"(?:{'|'.join(phrases.OPENER.split())}|(?:相关)?(?:政策)?解读|原文链接|文件原文|原文件)\s*[:：].{{1,60}}")


def classify(line: str) -> Chrome:
    """Say whether ``line``, taken whole, is chrome."""
    text = line.strip()
    if not text:
        return Chrome.BLANK
    if len(text) <= LONGEST:
        return _kind(text)
    return Chrome.STRONG if len(text) <= _LONGEST_FOOT and _is_foot(text) else Chrome.NONE


# The lines at both edges of a document are asked for when its plan is made, and again when it is treated.
@lru_cache(4 * 200)
def _kind(text: str) -> Chrome:
    if _RULE.fullmatch(text) or (_CODE.search(text) and _LEFTOVER.fullmatch(text)):
        return Chrome.WEAK
    folded = fold(text)
    if is_advertisement(folded) or (_LABELS.search(folded) and _LABELLED.fullmatch(folded)) or _is_foot(text):
        return Chrome.STRONG
    if _BUTTONS.fullmatch(folded) or _ROW_OF_BUTTONS.fullmatch(folded) or _BUTTON.fullmatch(folded):
        return Chrome.STRONG
    if may_be_invitation(folded) and not _ITEM.match(text):
        return Chrome.STRONG if is_invitation(folded) else Chrome.WEAK
    if _BESIDE.fullmatch(folded) or _SITE.fullmatch(folded) or _closes(folded, text):
        return Chrome.WEAK
    kind = Chrome.NONE if _NUMBERED.match(text) else _of_words(folded)
    return Chrome.WEAK if kind is Chrome.NONE and _SITES.fullmatch(folded) else kind


def _is_foot(text: str) -> bool:
    """Tell whether ``text`` is the foot of a site: who runs it, its map, its numbers in registers."""
    if SENTENCE.search(text):
        return False
    folded = fold(text)
    return _OF_A_SITE.search(folded) is not None and len(set(_FOOT.findall(folded))) >= _FOOT_SIGNS


def closes_page(line: str) -> bool:
    """Tell whether ``line`` is chrome beside other chrome, or at the very end: 相关阅读：某某, or who edited the page."""
    return len(line) <= LONGEST and _closes(fold(line.strip()), line)


def _closes(folded: str, line: str) -> bool:
    if _LAST_SIGNS.search(folded) and _LAST.fullmatch(folded):
        return True
    return _SUGGESTED.fullmatch(folded) is not None and not SENTENCE.search(line)


def turns_pages(line: str) -> bool:
    """Tell whether ``line`` holds what the page of a chapter has for turning on, or for reading on elsewhere."""
    return len(line) <= LONGEST and _TURNING.search(fold(line)) is not None


def is_breadcrumb(line: str) -> bool:
    """Tell whether ``line`` shows the way from the front page to the document."""
    return len(line) <= LONGEST and _is_way(line.strip())


@lru_cache(4 * 200)
def _is_way(text: str) -> bool:
    return _BREADCRUMB.fullmatch(fold(text)) is not None


def trail(line: str) -> list[str]:
    """Return the names of the pages that ``line`` leads through (小说 > 长河渡 > 第一章), folded; none if it is no trail."""
    text = line.strip()
    if len(text) > LONGEST or not _TRAIL.search(text) or SENTENCE.search(text.rstrip("！？")) or _NO_TRAIL.search(text):
        return []
    names = [part for part in map(str.strip, _TRAIL.split(fold(text))) if part]
    # close - 关闭文件 is a name with its meaning: a dash or slash alone makes a way only from the front page, or a long one.
    return names if _ARROW.search(text) or len(names) > 2 or names[:1] == ["首页"] else []


def last_of_trail(line: str) -> str:
    """Return the last name of the trail ``line`` as it is written; empty if it is no trail."""
    return _TRAIL.split(line.strip())[-1].strip() if trail(line) else ""


def fold(text: str) -> str:
    """Return ``text`` in the form that the phrases are written in."""
    return (_folded_once if len(text) <= LONGEST else _folded)(text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", bare(text)).translate(scripts().to_hans).lower()


# Several rules ask for the form of the same line.
_folded_once = lru_cache(4 * 200)(_folded)


def _of_words(folded: str) -> Chrome:
    kind = _of_phrases([token for token in _SEPARATORS.split(folded) if token])
    return Chrome.WEAK if kind is Chrome.NONE and heads_links(folded) else kind


def _of_phrases(tokens: list[str]) -> Chrome:
    """Weigh a line that was split at its separators; every token has to be a phrase or filler."""
    kinds = [_PHRASES.get(token) for token in tokens]
    known = [kind for kind in kinds if kind]
    others = [token for kind, token in zip(kinds, tokens, strict=True) if kind is None and not _FILLER.fullmatch(token)]
    # In a row of at least three buttons one or two may be the site's own (某某论坛-首页-版块列表-登录-注册); but 来源：某某报
    # 【打印】【关闭】 says where the document is from.
    if others and (
        len(known) < _ROW or len(others) > len(known) or max(map(len, others)) > _LONGEST_BUTTON or any(map(is_label, others))
    ):
        return Chrome.NONE
    if not known:
        sizes = len(tokens) >= _ROW and all(map(_SIZE.fullmatch, tokens))
        return Chrome.WEAK if sizes else Chrome.NONE
    if known == [Chrome.OPENER]:
        return Chrome.OPENER
    if tokens[0] in _SIZES and len(tokens) > 1:
        return Chrome.STRONG
    # Two weak phrases side by side (打印 关闭) are a row of buttons.
    return Chrome.WEAK if known == [Chrome.WEAK] else Chrome.STRONG
