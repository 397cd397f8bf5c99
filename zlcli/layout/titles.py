"""Which lines look like titles, dates, document numbers and other pieces of a document's frame."""

from __future__ import annotations

import re

from zlcli.layout.lines import FINAL, HAS_HAN, SENTENCE
from zlcli.layout.numbering import is_clause, number_of, spaced_once
from zlcli.patterns import lazy

LONGEST_TITLE = 80
LONGEST_COVER = 6
"""A standard has so many lines above its title, at most."""
_KIND_OF_STANDARD = lazy(r"[\u4e00-\u9fff]{0,12}(?:国家|國家|地方|行业|行業|团体|團體|企业|企業)(?:计量)?(?:标准|標準)")
_DIGITS = "〇○零一二三四五六七八九十\\d"
DATE = lazy(
    rf"(?:[{_DIGITS}]{{2,4}}|[中民國国华]{{2,4}}[{_DIGITS}]{{1,4}})\s*年\s*[{_DIGITS}]{{1,3}}\s*月\s*[{_DIGITS}]{{1,3}}\s*日(?:\s*\d{{1,2}}:\d{{2}})?"
)
# 国办发〔2019〕3号, 政府令第15号, 第46号, GB/T 9704—2012; X or × stands for a name left out
DOCUMENT_NUMBER = lazy(
    r"[A-Z]{1,4}(?:/[A-Z]{1,8})? ?\d{1,6}(?:\.\d{1,3})?[-—–]\d{4}"
    r"|[\u4e00-\u9fffXx×]{0,16}(?:[〔（(\[【]\s*\d{4}\s*[〕）)\]】]|\d{4}年?|令)\s*第?\s*\d{1,5}\s*[号號]"
    # 立法会CB(2)123/18-19(03)号文件
    r"|[\u4e00-\u9fff]{2,10}\s?[A-Z]{1,4}[()（）\d/A-Z-]{3,30}\s?[号號](?:文件)?"
)
_TAGGED, _STOP = lazy(r"[\[【][\u4e00-\u9fff]{2,4}[\]】]\s?\S"), lazy("[。；]")
_ISSUED = lazy(r"[（(]此件.{0,12}[）)]")
_NAME = r"[\u4e00-\u9fff]{2,4}"
AUTHOR = lazy(
    rf"(?:作者|著者|文)\s*[:：]|[（(\[【〔][\u4e00-\u9fff]{{1,3}}[）)\]】〕]\s*{_NAME}$"
    rf"|(?:先秦|[汉漢魏晋晉唐宋元明清]|[南北][朝宋]|五代|近代|[东東西][汉漢晋晉])\s*[·・•]\s*{_NAME}$"
    rf"|{_NAME}\s+(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})年.{{0,6}}$"
)
"""Who wrote a poem, as it stands below its title: 作者：某某, （唐）某某, 唐·某某, 某某 一九三六年春."""
ATTACHMENT = lazy(r"附\s?件\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
# Two pairs of unlike brackets ([游记] 环湖三日（附清单）) do not enclose what stands between them.
_BRACKETED = lazy(r"[（(].*[）)]|[【\[].*[】\]]")
_VERSION = lazy(r"(?:版本|[Vv]ersion|[Vv]er\.|[Vv])\s?\d+(?:\.\d+)+\S{0,8}(?:\s*[-–—(（]\s*\d{4}[-./年].{3,10})?")
# [图片] is what a browser leaves of a picture.
_FRAMED_NAME = lazy(r"【[\u4e00-\u9fff ]{2,10}】|\[(?!(?:图片|圖片|视频|影片|表情|音频|链接|附件)\])[\u4e00-\u9fff ]{2,10}\]")
# What a running header sets between the names of the book and of the chapter.
_GAP = lazy(r"\S(?: {4,}|\t+)\S\S")
FILE_NAME = lazy(r".*\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|txt|jpe?g|png|wps|et|ofd|odt|ods|odp|csv|7z)", re.IGNORECASE)
# Words that stand above a note in manuals, captions and bylines: no headings of what follows.
_NOTICE = frozenset(
    {"注意", "提示", "警告", "小心", "重要", "说明", "說明", "备注", "備註", "提醒", "附注", "危险", "危險", "示例", "例如"}
)
_NO_HEADING = lazy(
    "[，,、：:]|^[图圖表照]|摄$|攝$|记者|記者|新华社|资料图|发自|日电$|^本报"
    # Nor do names begin as clauses do.
    "|^(?:由于|由於|因为|因為|如果|虽然|雖然|但|而且|并且|並且|以及)|^在.+中[将將会會不]"
)
_LONGEST_PLAIN, _SHORTEST_PARAGRAPH, _SHORTEST_SENTENCE, _SHORTEST_INTRODUCTION = 20, 25, 15, 12
# 第一天：从渡口到垭口 names a stage of a journey or of a piece of work.
_STAGE = lazy(r"^(?:第\s?[\d一二三四五六七八九十]{1,3}\s?[天日周步站]|(?:DAY|Day|D) ?\d{1,2})\s*[:：]")
_CAPTION = lazy(r"[图圖表]\s?\d")
# What news sites set below a picture: what it shows, and who took it.
_CREDIT = lazy(r"(?:资料图|資料圖|图为|圖為|图[片说]|圖[片說]|▲).{1,60}|.{1,60}\s(?:供图|供圖|摄|攝)")
_NO_END = lazy(r"[。；：，,;:、．]$|\.$")
# What the titles of official documents end with (15 kinds of the 公文处理工作条例, article 8, and those of laws and plans).
_KIND = (
    r"(?:判决书|裁定书|调解书|裁决书|起诉书|決議|决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|方案|规定|条例|细则|预案|规则|规程|导则|准则|章程|纲要|规划|计划|"
    r"制度|要点|指南|指引|标准|规范|说明|解读|名单|清单|目录|简章|法|守则|公约|倡议书|须知|总结|讲话|简介|申请表|登记表|一览表|汇总表|"
    r"決議|決定|公報|意見|通報|報告|請示|批覆|議案|紀要|辦法|規定|條例|細則|預案|規則|規程|導則|準則|綱要|規劃|計畫|標準|規範|說明|須知|作業要點)(?:[（(][^（）()]*[）)])*"
)
_TITLE_KIND = lazy(f".*{_KIND}")


def squeeze(text: str) -> str:
    """Reduce a title to what makes it the same title: no spaces, brackets or punctuation."""
    return re.sub(r"[\W_]+", "", text)


def holds_sentence(text: str) -> bool:
    """Tell whether ``text`` is more than a title: a mark that ends a sentence stands inside it, or a full stop behind.

    Behind the tag of a post ([求助] 怎么办？在线等) a question is no sentence.
    """
    return (_STOP if _TAGGED.match(text) else SENTENCE).search(text.rstrip("！？")) is not None


def is_title(text: str) -> bool:
    """Tell whether ``text`` may be a title: short, no sentence, none of the other pieces of a document's frame."""
    text = spaced_once(text)
    if not 2 <= len(text) <= LONGEST_TITLE or holds_sentence(text) or _NO_END.search(text):
        return False
    if DATE.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text) or ATTACHMENT.fullmatch(text) or _BRACKETED.fullmatch(text):
        return False
    if FILE_NAME.fullmatch(text) or has_gap(text) or "://" in text or text[0] in '-+*>#|•●■◆★·=~—…"“「『':
        return False
    if is_clause(text) or number_of(text) or _CAPTION.match(text):
        return False
    return bool(re.search(r"[^\W_]{2}", text))


def may_be_heading(text: str) -> bool:
    """Tell whether ``text`` may be a heading without a number, if what is around it says so."""
    if len(text) > _LONGEST_PLAIN or _NO_HEADING.search(_STAGE.sub("", text)) or text in _NOTICE:
        return False
    return HAS_HAN.search(text) is not None and is_title(text)


def is_paragraph(text: str) -> bool:
    """Tell whether ``text`` is prose of some length, as stands below a heading."""
    return len(text) >= _SHORTEST_PARAGRAPH and ends_sentence(text)


def is_sentence(text: str) -> bool:
    """Tell whether ``text`` is prose, if only a sentence; speech in stories is shorter."""
    return len(text) >= _SHORTEST_SENTENCE and ends_sentence(text)


def introduces(text: str) -> bool:
    """Tell whether ``text`` is a sentence that announces what stands below it (把引脚接到排针上：)."""
    return len(text) >= _SHORTEST_INTRODUCTION and text[-1] in "：:"


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` is one or more whole sentences."""
    return SENTENCE.search(text) is not None and FINAL.search(text) is not None


def has_gap(text: str) -> bool:
    """Tell whether ``text`` is set apart in parts, as a running header or a row of a table is."""
    return _GAP.search(text) is not None


def is_credit(text: str) -> bool:
    """Tell whether ``text`` stands below a picture: what it shows, or who took it."""
    return _CREDIT.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Tell whether ``text`` is the number of a version, with its date or without (版本 2.1.0（2020-06-14）)."""
    return _VERSION.fullmatch(text) is not None


def is_framed(text: str) -> bool:
    """Tell whether ``text`` is a few words between brackets (【译文】), as may stand above a part of a text."""
    return _FRAMED_NAME.fullmatch(text) is not None


def is_official_title(text: str) -> bool:
    """Tell whether ``text`` ends as titles of official documents do (通知, 办法, 方案 …)."""
    return bool(_TITLE_KIND.fullmatch(text)) and HAS_HAN.search(text) is not None


def ends_document(text: str) -> bool:
    """Tell whether ``text`` is the end of an official document's frame: its date, or （此件公开发布）."""
    return bool(DATE.fullmatch(text) or _ISSUED.fullmatch(text))


def is_class_of_standard(text: str) -> bool:
    """Tell whether ``text`` may stand above a title on the cover of a standard: its classes (ICS 13.200) or its kind."""
    return not HAS_HAN.search(text) or _KIND_OF_STANDARD.fullmatch(text) is not None
