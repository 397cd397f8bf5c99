"""What a page says of its document: 来源：… 日期：… 文号：…, as lines of labels and values."""

from __future__ import annotations

import re

from zlcli.model.characters import scripts
from zlcli.patterns import lazy
from zlcli.records import Record

TITLE_LABELS = frozenset(
    [
        "标题",
        "题目",
        "主题",
        "主旨",
        "名称",
        "公文标题",
        "法规标题",
        "信息名称",
        "文件名称",
        "文件标题",
        "法规名称",
        "法律名称",
        "书名",
        "Subject",
    ]
)
BYLINE_LABELS = frozenset(["作者", "著者", "译者", "原著", "编者", "文"])
# Written in Simplified characters; a line is folded to them before it is compared.
_LABELS = """
    来源 信息来源 文章来源 稿件来源 新闻来源 资料来源 稿源 出处 供稿 供稿单位 作者 著者 译者 撰稿 记者 通讯员
    编辑 时间 日期 发布时间 发布日期 发布于 发布人 发布者 撰稿人 供稿人 审核人 文字 最新更新 发表时间 发表日期 更新时间 更新日期
    发文时间 发文日期 成文日期 成文时间 生成日期 印发日期 公开日期 签发日期 实施日期 施行日期 生效日期 失效日期
    废止日期 公布日期 颁布日期 修正日期 修订日期 制定日期 索引号 索取号 信息索引 文号 发文字号 文件编号 发布文号 公文号 统一编号
    标签 TAG Tags 登记号 发布机构 发布单位 发布部门 发文机关 发文机构 发文单位 发文部门 制定机关 制发机关 颁布单位 公开主体
    公开方式 公开范围 公开时限 公开责任部门 责任部门 信息公开类别 主题分类 体裁分类 组配分类 信息分类 内容分类
    服务对象分类 主题词 关键词 关键字 有效性 时效性 效力级别 内容概述 信息状态 发信人 信区
    上载日期 上传日期 上传时间 信息时间 信息日期 公布时间 公示时间 公示日期 刊登时间 刊登日期 刊发时间 刊发日期 添加时间
    添加日期 录入时间 录入日期 创建时间 创建日期 上网时间 上网日期 收录时间 收录日期 提交时间 提交日期 编发时间 发稿时间
    发稿单位 报送单位 报送时间 撰写时间 撰稿单位 入库时间 入库日期 更新单位 信息单位 信息提供 提供单位 录入人 上传人
    发信站 寄件者 收件者 看板 站内 转信站 From Date Newsgroups To 标题 题目 主题 主旨 名称 公文标题 法规标题
    本章字数 字数 信息名称 版本 版本号 最后更新 最近更新
    文件名称 文件标题 法规名称 法律名称 法规类别 法规内容 书名 小说名 小说 类型 Subject 楼主
    公告日期 公告时间 公告单位 公告人 张贴人 张贴日期 张贴时间 张贴单位
    档号 保存年限 受文者 速别 密等 密等及解密条件或保密期限
"""
# What the page says of itself and of its readers, and where in the site it stands.
_CHROME_LABELS = """
    浏览 浏览人数 浏览人次 点阅率 浏览量 浏览数 浏览次数 点击 点击量 点击数 点击率 点击次数 点阅数 阅读 阅读量 阅读数
    阅读次数 访问量 访问次数 人气 字号 字体 字体大小 字号大小 文字大小 大小 字体显示 字号显示 视力保护色 保护视力色 背景色
    打印 列印 分享 分享到 收藏 评论 归档时间 归档日期 下载地址 下载次数 回复 回覆 查看 查看次数 分类 栏目
    所属栏目 所在栏目 信息类别 访问 列印时间 打印时间 次浏览 字号选择 我要打印 关注度 扫一扫 纠错 责任编辑 责编
"""


class Pair(Record):
    """A label without its inner spaces, and its value; a date that stands alone has no label."""

    label: str
    value: str

    @property
    def names_title(self) -> bool:
        """Tell whether the value is the document's title."""
        return _folded(self.label) in TITLE_LABELS

    @property
    def is_byline(self) -> bool:
        """Tell whether the label is one that books set under their title."""
        return _folded(self.label) in BYLINE_LABELS

    @property
    def is_date(self) -> bool:
        """Tell whether the value begins with a date."""
        return _BARE_DATE.match(self.value) is not None

    @property
    def is_chrome(self) -> bool:
        """Tell whether the pair is of no use in the document: a counter, a button, the way to the page, or empty."""
        return _folded(self.label) in _CHROME or not self.value


def is_label(text: str) -> bool:
    """Tell whether ``text`` is a known label without a value, spaced or not (索   引   号)."""
    return len(text) > 1 and _folded(re.sub(r"[\s:：]", "", text)) in _KNOWN


def begins_with_label(text: str) -> bool:
    """Tell whether ``text`` begins with a known label, of the document or of its page, and a colon."""
    found = _LABEL.match(_folded(text))
    return found is not None and len(text) <= _LONGEST_VALUE


def of_cells(cells: list[str]) -> list[Pair]:
    """Return the labels and values that a row of a table holds, one after the other; none if it holds anything else."""
    labels = cells[::2]
    if len(cells) % 2 or not (all(map(is_label, labels)) or all(map(_COLONED.fullmatch, labels))):
        return []
    pairs = zip(labels, cells[1::2], strict=True)
    return [Pair(re.sub(r"[\s:：]", "", label), value) for label, value in pairs if value and len(value) <= _LONGEST_VALUE]


def _folded(text: str) -> str:
    """Return ``text`` in Simplified characters, as long as it was."""
    return text.translate(scripts().to_hans)


def _spaced(label: str) -> str:
    return r"[ \u3000]{0,4}".join(map(re.escape, label))


def _spread(label: str) -> str:
    return ("[ \u3000]{2,}" if len(label) == _SHORTEST_LABEL else "[ \u3000]+").join(label)


def _closed_up(label: re.Match[str]) -> str:
    return re.sub(r"\s", "", label[1]) + "："


def _alternatives(labels: str) -> str:
    # In an order that is the same in every run, or the pattern would be another each time and compiled anew.
    return "|".join(map(_spaced, sorted(dict.fromkeys(labels.split()), key=len, reverse=True)))


_CHROME = frozenset(_CHROME_LABELS.split())
_SHORTEST_LABEL = 2
_FILED, _CODE = (
    lazy("[\u4e00-\u9fff]{0,4}(?:编号|編號|标号|標號|代码|代碼|案号|案號|标段)"),
    lazy(r"(?=.*\d)[A-Za-z0-9()（）/_.\-—〔〕\[\]]{4,40}"),
)
_SPREAD = {label for label in (*_LABELS.split(), *_CHROME_LABELS.split()) if not label.isascii()} - set("文")
_KNOWN = frozenset(_LABELS.split()) - TITLE_LABELS - BYLINE_LABELS - {"编辑", "记者"}
_HEADLINE = lazy(r"[^\d，。,]{8,}")
_OF_LABELS = lazy("(?:单位|單位|部门|部門|机构|機構|地点|地點|人员?|人員|对象|對象|名称|名稱|类别|類別|方式|范围|範圍)$")
# 来源:组织部发布时间:2023-10-09浏览次数:54: a label of four characters is not the end of a value.
_GLUED = " ".join(label for label in (_LABELS + _CHROME_LABELS).split() if len(label) > 3 and not label.isascii())
_LABEL = lazy(
    rf"(?:(?:^|(?<=[\s,，;；|｜(（【\[\d]))({_alternatives(_LABELS + _CHROME_LABELS)})"
    rf"|(?<=[\u4e00-\u9fff])({_alternatives(_GLUED)}))\s*[:：]\s*",
    re.IGNORECASE,
)
_DATE = r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?)"
_TIME = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
_BARE_DATE = lazy(rf"{_DATE}(?:\s*(?:星期.|{_TIME}))*")
# Whose values are words that may be buttons elsewhere: 加热 印刷 打印.
_OF_WORDS = frozenset(["标签", "標籤", "tag", "tags", "关键词", "关键字", "主题词"])
# A cell that is nothing but the name of what the next one says, known or not.
_COLONED = lazy(r"[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,16}[\u4e00-\u9fff]\s*[:：]")
# The site's own address before the date of a report.
_HOST = lazy(r"^(?:https?://|www\.)[\w./-]+\s+")
_COUNTER = lazy(r"\d*\s*(?:次|人)?(?:浏览|阅读|点击|访问|瀏覽|閱讀)(?:次|人|量)?\s*")
_OTHER_LABEL = lazy(r"([\u4e00-\u9fff](?:[ \u3000]{0,4}[\u4e00-\u9fff]){1,11})\s*[:：]\s*(\S[^。；！？]{0,60})?")
# 时间：90分钟  份量：4人份: behind a gap stands a label that is not known.
_UNKNOWN_LABEL = lazy(r"[ \t\u3000]{2,}(?=[\u4e00-\u9fff]{2,6}\s*[:：]\s*[^\s。；！？][^。；！？]{0,60}$)")
# Among known ones one space is enough.
_UNKNOWN_AMONG = lazy(r"[ \t\u3000]+(?=[\u4e00-\u9fff]{2,6}[:：]\s*[^\s。；！？]{1,40}$)")
_SEPARATORS = " \t\u3000,，;；|｜"
_EDGES = _SEPARATORS + "【[（("
# In the tables that government sites set above a document, a gap stands for the colon.
_OF_TABLES = (
    "索引号|主题分类|体裁分类|组配分类|发文机关|发布机构|发布单位|成文日期|成文时间|发布日期|生成日期|公开日期|废止日期|公开方式"
    "|发文字号|文号|标题|名称|主题词|有效性|作者|看板|標題|時間"
)
_GAP_LABEL = lazy(rf"(^|[ \t\u3000]{{2,}})({_OF_TABLES})[ \t\u3000]{{2,}}")
# One space, in a line that begins with such a label and has another, or with others above or below it.
_CLOSE_LABEL = lazy(rf"(^|\s)({_OF_TABLES})(?:\s|$)")
# 索 引 号 2019-18 分  类 其他: and where the characters of a label are set apart, any gap does; 时 间 表 is a title.
_SPREAD_LABEL = lazy(rf"(?:^|(?<=\s))({'|'.join(map(_spread, sorted(_SPREAD)))})[ \u3000]+(?=[^\s:：])")
# 【颁布日期】2006-07-28: some collections of laws frame their labels.
_FRAMED_LABEL = lazy(r"(?:^|(?<=\s))【([\u4e00-\u9fff ]{2,8})】\s*(?=[^\s【])")
# What stands behind the last value of such a line.
_BUTTONS = lazy(
    r"(?:[\s|｜]+(?:我要|我来|我有|查看|发表|發表)?(?:有?话说|说两句|[只祇]看(?:楼主|樓主|[该該]作者)|评论|回复|阅读|浏览|点击|收藏|打印|分享|举报|纠错|關閉|关闭|評論|回覆|閱讀|瀏覽|點擊|列印|轉寄)\s*[(（]?\d*(?:人参与|条)?[)）]?)+$"
)
_COUNTED = lazy(
    r"(?:[\s|·]+(?:阅读|收藏|点赞|评论|浏览|访问|点击|转发|分享|围观|人气)(?:量|数|次数|人数)?\s*[(（]?\s*\d[\d.,]*\s*[kKwW万千]?\+?\s*[)）]?)+$"
)
_OF_POST, _FEWEST_APART = ("作者", "看板", "标题", "时间"), 3
# A value longer than this is text.
_LONGEST_VALUE = 100


def parse(text: str) -> list[Pair] | None:
    """Return the labels and values that make up ``text``, chrome left out; None if it holds anything else."""
    if len(text) > 400:
        return None
    if "|" in text and (row := of_cells([cell for part in text.split("|") if (cell := part.strip())])):
        return row
    if len(_CLOSE_LABEL.findall(text)) > 1 and _CLOSE_LABEL.match(text):
        text = _CLOSE_LABEL.sub(r"\1\2：", text)
    text = _GAP_LABEL.sub(r"\1\2：", _FRAMED_LABEL.sub(r"\1：", text) if text[:1] == "【" else text)
    text = _SPREAD_LABEL.sub(_closed_up, text) if _SPREAD_LABEL.match(_folded(text)) else text
    found = list(_LABEL.finditer(_folded(text)))
    head = text[: found[0].start()] if found else text
    pairs = _unlabelled(head, dated=bool(found))
    if pairs is None or (not found and not pairs):
        return None
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        value = text[match.end() : end].rstrip(_EDGES).lstrip(_SEPARATORS)
        label = re.sub(r"\s", "", text[slice(*match.span(match.lastindex or 0))])
        is_title = _folded(label) == "标题" and len(found) == 1  # that of a post may be a sentence
        if len(value) > _LONGEST_VALUE or ("。" in value and not is_title):
            return None
        value, *more = (_UNKNOWN_LABEL if len(found) == 1 else _UNKNOWN_AMONG).split(value)
        value = _COUNTER.sub("", value).rstrip(_EDGES) if _BARE_DATE.match(value) else value
        pairs.append(Pair(label, value if label.lower() in _OF_WORDS else _closed(value)))
        pairs.extend(filter(None, map(other, more)))
    return pairs


def apart(lines: list[str], indents: list[int]) -> dict[int, list[Pair]]:
    """Return the labels and values of ``lines`` that have a line each (索引号⏎014/2023⏎分类⏎……), by both their places.

    So pages are copied whose table has a cell to a line. Fewer than three such labels may be chance; labels between them may
    have no value. What stands further out than a label is no value of it (``indents``: the columns that lines begin in).
    """
    found: dict[int, list[Pair]] = {}
    run: dict[int, list[Pair]] = {}
    filled = i = 0
    while i < len(lines):
        if not _is_bare(lines[i]):
            run, filled, i = {}, 0, i + 1
            continue
        label, value = re.sub(r"[\s:：]", "", lines[i]), lines[i + 1] if i + 1 < len(lines) else ""
        has_value = bool(value) and not _is_bare(value) and indents[i + 1] >= indents[i]
        run[i] = [Pair(label, value if has_value else "")]
        if has_value:
            run[i + 1] = run[i]
            filled += 1
        if filled >= _FEWEST_APART:
            found |= run
        i += 2 if has_value else 1
    return found


def glued(lines: list[str]) -> dict[int, list[Pair]]:
    """Return the head of a post on PTT, of which a browser copied labels and values without a gap: 作者somebody."""
    for i in range(len(lines) - len(_OF_POST) + 1):
        found = [(label, line) for label, line in zip(_OF_POST, lines[i:], strict=False) if _folded(line).startswith(label)]
        if len(found) == len(_OF_POST) and not any(re.match(r"\s*[:：]", line[len(label) :]) for label, line in found):
            return {i + k: [Pair(line[: len(label)], line[len(label) :].strip())] for k, (label, line) in enumerate(found)}
    return {}


def _is_bare(text: str) -> bool:
    return is_label(text) or _folded(text.rstrip(":：")) in TITLE_LABELS | _CHROME


def without_counters(text: str) -> str:
    """Return a line with a date without how often the page was read behind it; empty if it has no such counters."""
    found = _COUNTED.search(_folded(text)) if len(text) <= _LONGEST_VALUE else None
    said = text[: found.start()].rstrip() if found else ""
    return re.sub(r"[ \u3000]{2,}", " ", said) if _BARE_DATE.search(said) and not _LABEL.search(_folded(text)) else ""


def filed(texts: list[str]) -> dict[int, list[Pair]]:
    """Return the first of ``texts`` as metadata, if it says what the document below is filed under (项目编号：AB-17)."""
    pair = other(texts[0]) if texts[1:] and other(texts[1]) is None else None
    return {0: [pair]} if pair and _FILED.fullmatch(pair.label) and _CODE.fullmatch(pair.value) else {}


def is_headline(pair: Pair) -> bool:
    """Tell whether ``pair`` of an unknown label is a headline: 云岭县：把监督探头架到田间地头, not 主办单位：某某县人民政府."""
    return _HEADLINE.fullmatch(pair.value) is not None and not _OF_LABELS.search(pair.label)


def dated(text: str) -> Pair | None:
    """Return the date that ``text``, a short line such as a byline, holds."""
    match = None if len(text) > _LONGEST_VALUE or "。" in text else _BARE_DATE.search(text)
    return Pair("", match[0].rstrip()) if match else None


def _closed(value: str) -> str:
    """Give back the bracket that the edges lost, and drop ``转信`` of a bulletin board's header."""
    value = re.sub(r"[,，]\s*(?:转信|轉信|站内(?:信件?)?|站內(?:信件?)?|本站[(（][^()（）]*[)）])$", "", value)
    value = _BUTTONS.sub("", value)
    value = re.sub(r"(?:\s*[【\[][^】\]]{1,8}[】\]])+$", "", value)
    return re.sub(r"\s*[】\])）]+$", "", value) if not re.search(r"[【\[(（]", value) else value


def _unlabelled(head: str, *, dated: bool) -> list[Pair] | None:
    """What may stand before the first label: nothing, a date, a counter; ``dated`` if there is a label."""
    head = _HOST.sub("", head)
    match = _BARE_DATE.match(head)
    if dated and not match and (pair := other(head.rstrip(_EDGES))) and pair.value:
        return [pair]  # 发布者：某某 before 发布时间：……
    rest = head[match.end() if match else 0 :]
    if _COUNTER.sub("", rest).strip(_EDGES):
        return None
    if not match:
        return []
    # A date alone on its line is a signature's; with a time, a counter or labels it is the page's.
    return [Pair("", match[0].rstrip())] if dated or re.search(_TIME, match[0]) or rest.strip() else None


def other(text: str) -> Pair | None:
    """Return the label and value of a line whose label is not known; such a line needs metadata beside it."""
    match = _OTHER_LABEL.fullmatch(_CLOSE_LABEL.sub(r"\2：", text, count=1) if _CLOSE_LABEL.match(text) else text)
    return Pair(re.sub(r"\s", "", match[1]), (match[2] or "").strip()) if match else None
