"""Telling what a site says to its readers (您, 请 … 本页, 登录, 举报, 阅读模式) from the sentences of a text.

The words are written in Simplified characters; a line is folded to them first, as `zlcli.layout.chrome.fold` does.
"""

from __future__ import annotations

from zlcli.patterns import lazy

# What a site asks its readers to do, and with what; each of them alone may be a word of the text.
_SIGNS = lazy(
    r"本站|本网站|本页|页面|网页|条目|词条|章节|本章|下一页|翻页|阅读模式|畅读|浏览器|网址|域名|最新章节|内容缺失|缺失|转码|刷新|书签|书架"
    r"|收藏|举报|投诉"
    r"|纠错|校正|更正|登录|注册|评论|留言|跟帖|回帖|发言|客服|客户端|app|下载|扫码|二维码|关注|反馈|网友|书友|用户|会员|原作者|转载|互联网|侵权|删除"
    r"|立场|观点|观看|免费|更新|宣传|订阅|分享|密码|找回|继续阅读|阅读全文|全文阅读|点击|编辑|展开|推荐票|月票|打赏|支持|查看|抢鲜体验|答主|回答|社区|简介"
)
_CALLS = lazy("[您请]|我们会|立即|声明|提示|加入|点击|认准|你可以|欢迎|如果|若|如有|禁止|不得|敬请|各位")
# “叮！” before such a word hides it from filters.
_EXCLAIMED = lazy("^“.{1,3}[!。]”")
_SPOKEN = lazy("[“”「」‘’]")
# What none but a site of novels speaks of.
_OF_NOVELS = lazy("章节|本章|阅读模式|畅读|转码|书签|书架|书友|内容缺失|推荐票|月票")
# What a notice says as well, and what speaks to one reader: the latter with a sign, or with three such words, are a site's.
_OF_ANYBODY = lazy("帮助|问题|服务|咨询|结果|通知|作者|信息|体验|活动|意见|建议|专业|邮箱|平台")
_YOU = lazy("您|我们会|抢鲜|平台声明")
# Two signs and a call are enough beside other chrome, three with one of novels where nothing else is known.
_FEW, _MANY = 2, 3
# Words of the story on the same line would make it longer, or a sentence of its own.
_PER_SIGN, _STOP = 16, lazy(r"[。)）!?](?=.)")
_LONGEST = 160


def addresses_reader(folded: str, *, alone: bool = False) -> bool:
    """Tell whether a folded line may be a site's word to its readers; ``alone``: also without chrome beside it."""
    folded = _EXCLAIMED.sub("", folded)
    if len(folded) > _LONGEST or _SPOKEN.search(folded) or not _CALLS.search(folded):
        return False
    signs = set(_SIGNS.findall(folded))
    if not alone:
        others = set(_OF_ANYBODY.findall(folded)) if _YOU.search(folded) else ()
        return len(signs) >= _FEW or (len(signs) >= 1 and len(others) >= 1) or len(others) >= _MANY
    dense = len(folded) <= _PER_SIGN * len(signs) and not _STOP.search(folded)
    return dense and len(signs) >= _MANY and _OF_NOVELS.search(folded) is not None
