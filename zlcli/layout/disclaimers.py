"""What a site says of rights and duties below an article that it took from elsewhere: 声明：本文来自网络，侵删.

The phrases are written in Simplified characters; a line is folded to them first, as `zlcli.layout.chrome.fold` does.
"""

from __future__ import annotations

from zlcli.layout.chrome import Chrome, fold
from zlcli.patterns import lazy

# The long ones of news sites name two cases in one paragraph of about 300 characters.
LONGEST = 500
_LABEL = r"[\[(【]?(?:免责|特别|郑重|重要|版权|转载|风险|平台|社区内容)?(?:声明|提示)[\])】]?\s*:?\s*"
# How such a line begins: with its name, or with what it speaks of.
_BEGINS = lazy(
    rf"[*※①②③④\d.、\s]{{0,6}}(?:{_LABEL}|凡(?:本[网站]|注明|转载)|(?:以上|本[文站网平公报刊]|该文|此文|转载|部分)|"
    r"(?:文章|图片|图文|内容|素材|资料|文字|稿件)(?:和|及|、|均|部分|内容|图片|文字)*(?:来源于|来自|转自|由网友))"
)
# What no text says but a site of others' texts; each is unmistakable in a line that begins like that.
_OF_A_SITE = lazy(
    r"博主原创文章|转载请附上|侵权.{0,16}(?:联系|删除|告知|处理|通知)|侵删|(?:联系|通知|告知)(?:我们|本[站网]|管理员|客服|小编)?.{0,8}(?:修改|更正)?.{0,2}删除"
    r"|侵犯.{0,10}权.{0,16}(?:联系|告知|通知)|侵犯.{0,10}权.{0,80}删除|不代表本|(?:仅|只)代表作者.{0,40}(?:本[站网平公]|无关)|与本(?:站|网|平台|公众号).{0,4}无关"
    r"|(?:均由|均为|来自|由)网友.{0,4}(?:发表|上传|发布)|知识共享|创用\s?cc|署名-(?:相同|非商业)|收集自(?:互联)?网络|立场无关|信息存储(?:空间)?服务|传[播递]更多信息|凡本[网站].{0,4}注明|凡注明.{0,12}来源|赞同其(?:观点|立场)|证实其(?:描述|内容|真实)"
    r"|本(?:站|网|网站|平台)(?:对此)?(?:概|均|也|并|恕)?(?:不|不予)(?:负|承担).{0,12}责任|不构成(?:任何)?投资建议|由ai(?:辅助)?生成"
)
# What an author may say of a text of his own as well: it goes only with other chrome.
_OF_ANYBODY = lazy(
    r"(?:未经.{0,12}(?:不得|禁止|严禁|谢绝|请勿).{0,6}转载|版权归.{0,12}所有|(?:仅|只)代表作者.{0,8}(?:观点|立场|意见)"
    r"|转载.{0,8}(?:注明|标明)|谢绝转载|(?:禁止|请勿|不得)转载)"
)
# Somebody speaks in it, or a dialogue is told.
_SPOKEN = frozenset("“「『")


def is_disclaimer(line: str) -> Chrome:
    """Say whether ``line``, taken whole, is one: strong where only a site speaks so, weak where an author may."""
    text = line.strip()
    if not text or len(text) > LONGEST or text[0] in _SPOKEN:
        return Chrome.NONE
    folded = fold(text)
    if not _BEGINS.match(folded):
        return Chrome.NONE
    if _OF_A_SITE.search(folded):
        return Chrome.STRONG
    return Chrome.WEAK if _OF_ANYBODY.search(folded) else Chrome.NONE
