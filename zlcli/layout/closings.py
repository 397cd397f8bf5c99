"""What stands below an article, a line each: that it ends, who edited it, whose it is, and calls to follow its account.

Each of these may be somebody's own words where text follows; so it counts for something at the end of a page only.
"""

from __future__ import annotations

import re

from zlcli.patterns import lazy

# Who made a page, and not its text.
_CREDITED = (
    "(?:责任|責任|本期|值班|新媒体|网络|图文|执行|本文|微信|本版)?(?:编辑|編輯)|责编|美编|排版|(?:责任)?校对|校對|版式|设计"
    "|审核|審核|审校|[初二三复终]审|监制|監製|统筹|值班主任|签发"
)
_NAMES = r"[\u4e00-\u9fffA-Za-z_\d· \u3000、]{1,16}"
# What a reader is asked to fill in or to take is the document's.
_ASKED_FOR = "报名|報名|填|提交|申请|申請|缴|繳|下载|下載|查询|查詢|登记|登記|预约|預約|投票|问卷|問卷|参会|购|購|答题|领取"
_CLOSING = lazy(
    r"[\s\W]*(?:END|完|the end|(?:全文|本文|正文)完)[\s\W]*"
    r"|[^。！？]{0,24}(?:版权|版權|著作权|著作權)(?:归[^。！？]{1,24})?所有[^。！？]{0,80}|(?:Copyright|©)[^。！？]{0,80}"
    r"|[^。！？]{0,24}[点點戳](?:亮|一下|[个個])?(?:[右左]?下[方角])?[“\"「『【]?(?:在看|[赞讚]|星标|喜[欢歡])[^。！？]{0,16}[。！]?"
    r"|(?![^\w\s]*\.{3})[^\w\s]{1,3}"
    rf"|[（(【\[]?(?:\s*(?:{_CREDITED})\s*[:：|丨/]\s*{_NAMES})+[）)】\]]?"
    r"|[^。！？]{0,40}(?:转载|轉載)[^。！？]{0,12}(?:[请請须須需应]|经)[^。！？]{0,12}(?:注明|註明|标明|联系|聯繫|授权|授權|同意|许可)[^。！？]{0,40}[。！]?"
    r"|[^。！？]{0,40}(?:未经|未經)[^。！？]{0,16}(?:授权|授權|许可|許可|同意|允许)[^。！？]{0,10}(?:转载|轉載|摘编|复制|使用)[^。！？]{0,24}[。！]?"
    r"|[\[【(（]?(?:免责|免責|版权|版權|特别|郑重)?[声聲]明[\]】)）]?\s*[:：]?[^！？]{0,160}(?:仅供|僅供)[^！？]{0,8}(?:参考|參考|学习|學習|研究|交流)[^！？]{0,80}"
    r"|[您你]?(?:对|對|觉得)?(?:本|该|此|这个?|这篇)(?:页面|网页|文章|内容|文档|解读|信息)[^。！]{0,8}(?:满意|有帮助|有用)[^。！]{0,6}[？?]?"
    rf"|(?!.*(?:{_ASKED_FOR}))[^。！？]{{0,16}}(?:长按|長按|扫描|掃描|扫码|掃碼|扫一扫|掃一掃|識別|识别|点击|點擊|戳|微信搜索)[^。！？]{{0,20}}"
    r"(?:二维码|二維碼|小程序码|关注|關注|订阅|訂閱|加入|当前页|蓝字|原文)[^。！？]{0,20}[。！]?",
    re.IGNORECASE,
)


def is_closing(text: str) -> bool:
    """Tell whether ``text``, a line without marks of Markdown, is one of these."""
    return _CLOSING.fullmatch(text) is not None
