"""Telling a site's praise of itself (an address, 最快更新, 无弹窗) from the words of the text beside it."""

from __future__ import annotations

import re

from zlcli.patterns import any_of, lazy

# Sites that copy novels speak of themselves: an address with one of these, or a loud one with
# another, is never the novel's own words.
_BRAGS = lazy(
    r"""
      一秒(?:钟)?记住 | 无错的?章节 | 站内无任何广告 | 收藏和推荐
    | 天才一秒 | 记住(?:本站|本书|网址|域名|我们) | 本站(?:地址|网址|域名) | 本书首发
    | (?:本书|本章|本文)由.{2,16}首发 | 首发(?:域名|网站|地址)
    | 无弹窗 | 无广告 | 免费阅读 | 最新章节 | 更新(?:速度)?(?:全网)?(?:最|更|超)?快 | 最快更新
    | 手机(?:用户|版|站|端|阅读|请)(?:请|可以)?(?:浏览|访问|阅读)? | 请(?:浏览|访问|登录|收藏) | 收藏本[站书页] | 大家收藏
    | (?:加入|放入)书[签架] | 小说(?:下载|网|阅读网|吧) | txt(?:全集|下载|电子书) | 全(?:本|集|文)(?:下载|阅读|小说)
    | 精校 | 电子书下载 | 书友群 | 分享那些需要的 | 找不到书 | 网友上传 | 用户上传 | 百度搜索 | 章节报错 | 阅读网址
    | 下载后(?:请(?:在|于))?24小时 | 仅供(?:试读|学习|交流|预览) | 版权归(?:原)?作者 | 网友(?:整理|分享)
    | 更多.{0,8}(?:好书|小说|电子书|txt)
    | 投(?:推荐票|月票) | (?:您|你)的支持,?(?:就)?是我(?:最大|创作)?的动力
    | (?:提供免费|免费提供)下载 | 努力做最好 | 最新网址 | 永久(?:地址|网址) | 支持正版 | 盗版 | 尽在 | 请勿转载
    | 本站所有小说 | 本(?:电子书|书|文)由.{2,40}(?:整理|制作|上传)
    """,
    re.VERBOSE,
)
# What a loud praise is, by a sign that each match of it holds: the patterns are long, and to compile them takes longer than to
# treat a short document.
_PRAISE = {
    "最新网址": "最新网址",
    "章节": "无错的?章节",
    "广告": "站内无任何广告",
    "一秒": "一秒(?:钟)?记住|天才一秒",
    "记住": "记住(?:本站|网址|域名)",
    "首发": "首发(?:域名|网站|地址)|(?:本书|本章|本文)由.{2,16}首发",
    "弹窗": "无弹窗",
    "最快更新": "最快更新",
    "更新速度最快": "更新速度最快",
    "手机用户": "手机用户",
    "精校": "精校",
    "书友群": "书友群",
    "下载后": "下载后(?:请(?:在|于))?24小时",
    "上传": "网友上传|本(?:电子书|书|文)由.{2,40}上传",
    "本书由": "本书由.{2,40}(?:整理|制作)",
    "免费": "(?:提供免费|免费提供)下载",
    "努力": "努力做最好",
    "动力": "(?:您|你)的支持,?(?:就)?是我(?:最大|创作)?的动力",
    "更多": "更多.{0,8}(?:小说|电子书|txt)",
}
DOMAINS = ("com", "net", "org", "cc", "la", "me", "info", "cn", "co", "tv", "xyz", "top", "vip", "io")
_SIGN = any_of([*_PRAISE, "http", "www.", "m.", *DOMAINS])
_LOUD = lazy("|".join(_PRAISE.values()))
_ADDRESS = lazy(rf"(?:https?://|www\.|(?<![a-z0-9])m\.)\S+|[a-z0-9-]{{2,30}}\s?[.。]\s?(?:{'|'.join(DOMAINS)})(?![a-z0-9])")
# Who made the file may have a name between quotation marks.
_OF_FILE = lazy("(?:本书|本文|本小说|本电子书|本作品)由.{2,40}(?:整理|制作|上传|手打|扫描|校对|发布)")
_DIALOGUE = lazy("[“”「」‘’]")


def is_advertisement(folded: str) -> bool:
    """Tell whether a folded line is a site's praise of itself.

    Anybody asks to visit an address (详情请访问 www.…); so there has to be more praise than that, or a loud one.
    """
    if not _SIGN.search(folded):
        return False
    brags = {match[0] for match in _BRAGS.finditer(folded)}
    if not brags or (_DIALOGUE.search(folded) and not _OF_FILE.match(folded)):
        return False
    loud = _LOUD.search(folded) is not None
    return (len(brags) > 1 and loud) or (_ADDRESS.search(folded) is not None and (loud or len(brags) > 1))
