"""What sites of governments and public accounts set around a document, in the order that pages have it."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout.chrome import Chrome, classify

BODY = """关于老渡口清淤的通知
各村民委员会：
　　老渡口河段淤积严重，定于本月下旬清淤，请各村提前移走渔网。
　　清淤期间渡船改在上游停靠，往返各村的班次不变。
　　有疑问的，请到镇水利站当面咨询。
"""


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "↑点击上方“老街生活”关注我们↑",
        "長按識別二維碼",
        "长按二维码 关注我们",
        "微信扫一扫，关注公众号",
        "点个“在看”，让更多人看到",
        "戳“阅读原文”，查看更多精彩",
        "设为星标，不错过每一篇推送",
        "往期推荐",
        "友善列印 轉寄好友 分享至Facebook 分享至LINE",
        "隱私權政策 | 資訊安全政策 | 政府網站資料開放宣告",
        "當前位置：首頁 → 政務公開 → 通知公告",
        "無障礙閱讀 | 長者模式 | 繁體 | 登錄",
    ],
)
def test_calls_and_buttons_are_chrome(line: str) -> None:
    assert classify(line) in (Chrome.STRONG, Chrome.OPENER)
    assert cleaned(f"{BODY}{line}\n") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "他点了“在看”，又把二维码发给了母亲",
        "1. 长按识别二维码",
        "● 扫码关注公众号",
        "请扫描下方二维码报名参加",
        "关注“老街生活”",
        "END",
        "阅读原文",
        "高级搜索",
        "隐私权政策",
        "地址：老街镇河岸路1号　电话：0000-1234567",
        "建议使用新版浏览器打开报名系统",
        "更新日期：2020-04-06",
    ],
)
def test_what_may_be_text_stays(line: str) -> None:
    assert cleaned(f"{BODY}{line}\n") == f"{BODY}{line}\n"
    assert cleaned(f"{line}\n{BODY}") == f"{line}\n{BODY}"


def test_date_and_source_stay_beside_many_buttons() -> None:
    line = "发布时间：2023-02-14 09:12  来源：镇水利站  浏览次数：10 次  字号：[大 中 小]  [打印]  [关闭]"
    assert classify(line) is Chrome.NONE
    markdown = zlcli.normalize(BODY.replace("各村民", line + "\n各村民", 1), format="md").text
    assert "- 发布时间：2023-02-14 09:12\n- 来源：镇水利站\n" in markdown


def test_the_menu_and_the_name_of_the_site_go_with_the_trail() -> None:
    above = "老街镇人民政府门户网站\n首页\n走进老街\n政务公开\n当前位置：首页 → 政务公开 → 通知公告\n"
    assert cleaned(above + BODY) == BODY


@pytest.mark.parametrize(("below", "stays"), [("关于老渡口清淤的通知\n", False), ("清淤分三段进行，先上游，后下游。\n", True)])
def test_the_name_of_the_section_goes_if_a_title_stands_below_it(below: str, stays: bool) -> None:
    text = f"您的位置：首页 >> 水利 >> 水利动态\n水利动态\n{below}　　第一段正文在这里，第二段在下面。\n"
    assert ("水利动态" in cleaned(text)) is stays


def test_the_foot_of_a_site_goes_down_to_its_last_line() -> None:
    foot = (
        "瀏覽人次：318　更新日期：111-04-06\n回上一頁\n隱私權政策 | 資訊安全政策\n"
        "地址：老街鎮河岸路1號　電話：0000-1234567\n建議使用新版瀏覽器，最佳解析度 1024x768\n"
    )
    assert cleaned(BODY + foot) == BODY


def test_the_end_of_an_article_goes_with_the_calls_below_it() -> None:
    assert cleaned(f"{BODY}- END -\n文字 | 阿禾\n长按识别二维码\n关注“老街生活”\n阅读原文\n") == f"{BODY}文字 | 阿禾\n"


def test_a_site_with_its_address_is_no_title() -> None:
    assert cleaned(f"老街法规网 www.example.com\n{BODY}") == BODY
    several = "老街法规网 www.example.com\n河岸新闻网 www.example.org\n以上两个网站今年改版。\n另有一个正在建设。\n"
    assert cleaned(several).startswith("老街法规网")
