"""How sites head their lists of other pages: 热门推荐, 本周点击排行榜, 您可能也感兴趣, 看了又看.

The words are written in Simplified characters; a line is folded to them first, as `zlcli.layout.chrome.fold` does.
"""

from __future__ import annotations

import re

from zlcli.patterns import lazy

# What such a heading begins with, and what it goes on with; each of them alone may be a word of the text.
_FIRST = (
    "相关|类似|相似|热门|热点|最新|最热|推荐|精彩|更多|精选|图片|今日|昨日|本周|本月|一周|24小时|48小时|近期|同类|其他|其它|随机|人气|站内|本站|本类"
    "|本栏目?|友情|延伸|往期|点击|阅读|浏览|评论|收藏|下载|回复|关注|销量|搜索|新书|强推|编辑|小编|为您|为你|热|月|周|日|总"
)
_NEXT = (
    "讨论|回答|菜谱|新闻|资讯|文章|阅读|内容|帖子|主题|话题|视频|图集|图片|专题|栏目|词条|商品|产品|问题|问答|小说|作品|下载|资料|教程|标签|搜索|评论|文档|信息"
    "|稿件|链接|动态|公告|回顾|资源|医生|科室|专家|疾病|课程|案例|博文|日志|导航|热文|好文|推荐|推送|排行榜?|热榜|榜单?|点击|关注|要闻|头条|推广|书籍|报道"
)
_HEADING = lazy(
    rf"""
      [\W_]*(?:
        (?:{_FIRST}){{1,2}}(?:{_NEXT}){{1,3}}
      | (?:热搜|热帖|热评|热文|热词)[榜词]? | (?:月|周|日|总)(?:点击|推荐|收藏|人气)榜
      | (?:您|你)(?:可能|或许)(?:也|还|会)*(?:感兴趣|喜欢|关心|想看|想读)(?:的\S{{1,6}})?
      | 猜(?:您|你)(?:喜欢|想看|感兴趣) | 大家(?:都|还)?在(?:看|搜|问|读)
      | (?:看|浏览|购买|买|阅读)[过了]?(?:此|该|本|这)?[书文帖款]?(?:章|商品|内容|产品)?的?
        (?:人|用户|读者|网友|顾客|会员)?[也还又]*(?:看|喜欢|买|浏览|购买|阅读)[过了]?
      | 换一[换批] | 网友(?:评论|正在看)
      )(?:\s*[(（]?(?:\d+条?|more|更多|全部|换一[换批]|进入)[)）]?)?[\W_]*
    """,
    re.VERBOSE,
)
# What is said of nothing but the pages of a site.
_SURE = lazy(
    r"更多相关|^[^\w\s]\s?更多|猜[您你]|换一|热搜|24小时|48小时|[您你](?:可能|或许)|大家.{0,2}在|了又看|人[也还]|排行|热榜|榜$|[点评].{0,4}榜|本[周月].{0,2}热|热[帖评]"
)
_LONGEST = 24


def surely_heads_links(folded: str) -> bool:
    """Tell whether a folded line is such a heading that no text has."""
    return heads_links(folded) and _SURE.search(folded) is not None


def heads_links(folded: str) -> bool:
    """Tell whether a folded line, taken whole, is such a heading; alone it may be a heading of the text."""
    return 2 < len(folded) <= _LONGEST and _HEADING.fullmatch(folded) is not None
