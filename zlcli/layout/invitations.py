"""What a public account of WeChat says around an article: follow us, scan the code, press 在看, read on in the original.

The words are written in Simplified characters; a line is folded to them first, as `zlcli.layout.chrome.fold` does.
"""

from __future__ import annotations

from zlcli.patterns import any_of, lazy

# The longest that were seen have about 40 characters, and the names of accounts ten.
_LONGEST, _LONGEST_NAME = 48, 10
# Every call has one of these.
_SIGNS = any_of(("关注", "二维码", "阅读原文", "在看", "星标", "蓝字", "蓝色", "扫码"))
# All that calls are made of. A line that holds anything else (who presses, what for) is somebody's own words.
_WORDS = """
    小编 读者群 交流群 读者交流群 粉丝群 微信群 入群 进群 群 读者 粉丝 每周一 每周二 每周三 每周四 每周五 每天 更新 点击
    轻点 点一下 点一点 点点 点亮 点个 点赞 点 戳 轻触 长按 按住 扫描 扫一扫 扫码 扫 识别 关注 订阅 添加 加入 置顶 设为
    加个 加 星标 给个 来个 上方 下方 上面 下面 文末 文章 底部 顶部 左下角 右下角 右上角 标题 题目 图片 上图 下图 图中
    此处 这里 左侧 右侧 蓝色 蓝字 小字 字体 文字 名片 卡片 头像 二维码 小程序码 小程序 微信号 微信 公众号 公众平台 公号
    我们 本号 本文 该 此 的 即可 可以 可 即 一键 免费 快速 快来 快 赶紧 请 记得 欢迎 敬请 别忘了 别忘 先 并 或 和 及 来
    一起 随手 顺手 哦 吧 呀 呗 啦 查看 阅读原文 阅读 原文链接 原文 更多 精彩 内容 全文 详情 资讯 在看 好看 赞 分享 转发
    收藏 三连 支持 一下 让更多人 给更多人 更多人 看到 看见 知道 朋友们 朋友圈 朋友 身边 你的 您的 到 给 不迷路 不错过
    每一篇 推送 觉得 不错 如果 喜欢 有用 就 也 再 走 后 下
"""
_NAME = r"[“\"「【\[『][^“”\"「」【】\[\]『』。]{1,16}[”\"」】\]』]"
_WORD = lazy(rf"{_NAME}|" + "|".join(sorted(_WORDS.split(), key=len, reverse=True)) + r"|[\s\d\W_]")
# And what no text has another use for.
_CALL = lazy(
    "蓝色?小?字|长按.*(?:二维码|识别)|(?:扫|识别).*关注|关注.*(?:扫|二维码)|阅读原文.+|点.{0,6}在看|在看.*[赞发享]|[赞发享].*在看|星标"
    "|(?:点|戳).*关注"
)

# The name of the account above an article, which is blue.
_BLUE = lazy("^[^。]{0,8}蓝色?小?字.{0,4}关注|关注.{0,16}蓝色?小?字")


def is_invitation(folded: str) -> bool:
    """Tell whether a folded line is such a call and nothing else."""
    named = _LONGEST_NAME if _BLUE.search(folded) else 0
    return _is_of_words(folded, named) and _CALL.search(folded) is not None


def may_be_invitation(folded: str) -> bool:
    """Tell whether a folded line may be one, beside others: 关注“某某生活”, 扫码关注某某官方微信."""
    return _is_of_words(folded, _LONGEST_NAME if _CALL.search(folded) else 0)


def _is_of_words(folded: str, others: int = 0) -> bool:
    """Tell whether a line holds only words of calls, and of ``others`` no more than so many characters in one place."""
    if len(folded) > _LONGEST or not _SIGNS.search(folded):
        return False
    left = _WORD.sub(" ", folded).split()
    return len(left) <= bool(others) and sum(map(len, left)) <= others
