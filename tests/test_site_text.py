"""What novel sites, bulletin boards and printed pages leave in a text."""

from __future__ import annotations

import pytest

import zlcli

STORY = "第一章 雨夜\n\n　　雨下得很大。\n　　老渡口的灯笼晃了两下，灭了。\n　　“谁？”船家低声问。\n"


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate", "page"]).text


@pytest.mark.parametrize(
    "line",
    [
        "天才一秒记住【某某小说网】地址：www.example.com",
        "手机用户请浏览m.example.com阅读，更优质的阅读体验。",
        "一秒記住【某某小說網】example.com，更新快，無彈窗！",
        "喜欢长河渡请大家收藏：(www.example.com)长河渡更新速度最快。",
        "（本章未完，请点击下一页继续阅读）",
        "请记住本书首发域名：example.com。最新网址：m.example.com",
    ],
)
def test_advertisements_go_wherever_they_stand(line: str) -> None:
    after = "　　没有人答。\n\n第二章 旧信\n\n　　信是三年前写的。\n"
    assert cleaned(f"{STORY}{line}\n{after}") == STORY + after


@pytest.mark.parametrize(
    "line",
    [
        "　　“天才一秒记住的东西，你要记一年。”他笑道，“去看最新章节吧。”",
        "　　他掏出手机，打开小说网，看了看最新章节的标题，又放下了手机，望着窗外出神。",
        "　　（全文完）",
        "　　————",
        "　　她在书签上写下：请记住我们。",
    ],
)
def test_the_novels_own_words_stay(line: str) -> None:
    text = f"{STORY}{line}\n{STORY}"
    assert cleaned(text) == text


def test_page_marks_and_repeated_titles() -> None:
    text = f"{STORY}第一章雨夜(第1/2页)\n　　没有人答。\n（本章未完，请点击下一页继续阅读）第一章雨夜(第2/2页)\n　　船走了。\n"
    assert cleaned(text) == f"{STORY}　　没有人答。\n　　船走了。\n"


def test_what_begs_for_votes_behind_the_last_sentence_goes_and_the_authors_words_stay() -> None:
    begs = "（未完待续。如果您喜欢这部作品，请投推荐票、月票。）"
    assert cleaned(f"{STORY}　　船走了。{begs}\n") == f"{STORY}　　船走了。\n"
    assert cleaned(f"{STORY}（未完待续）\n") == f"{STORY}（未完待续）\n"


POST = "发信人: lamp (夜读), 信区: Linux\n标  题: 备份\n发信站: 某某站 (2006年05月12日21:15:32 星期五)\n\n路径要相对于根。\n"


def test_signatures_of_a_bulletin_board() -> None:
    assert cleaned(f"{POST}--\n夜来风雨声\n\n※ 来源:·某某站 bbs.example.org·[FROM: 10.0.0.1]\n") == POST


def test_dashes_in_other_texts_are_no_signature() -> None:
    text = "第一段。\n--\n第二段。\n"
    assert cleaned(text) == text


def test_a_long_text_after_dashes_stays() -> None:
    text = POST + "--\n" + "".join(f"第{i}条说明，写得很长。\n" for i in range(30)) + "※ 来源:·某某站\n"
    assert cleaned(text).count("条说明") == 30


def page(number: int, body: str) -> str:
    return f"某某县志 卷一\n{body}\n- {number} -\n"


def test_running_headers_and_page_numbers() -> None:
    bodies = ["第一页的正文在这里写得很长，写到页底还没有", "写完，于是接到第二页。第二页也没有", "写完，接到第三页才写完。"]
    text = "".join(page(i + 11, body) for i, body in enumerate(bodies))
    result = zlcli.normalize(text, only=["page"])
    assert result.text == "某某县志 卷一\n" + "\n".join(bodies) + "\n"
    assert {change.rule for change in result.steps[0].examples} == {"page number", "running header"}


@pytest.mark.parametrize(
    "text",
    [
        "一\n\n正文。\n\n2\n\n正文。\n\n3\n\n正文。\n" * 2,
        "".join(f"{i}\n\n　　这一节讲第{i}件事，讲完了。\n\n" * 1 + "　　还有别的。\n" * 10 for i in range(1, 9)),
        "比分\n3/10\n4/10\n结束。\n" + "正文。\n" * 10,
        "副歌\n啦啦啦\n" * 10,
        "2019\n2020\n2021\n合计\n",
    ],
    ids=["sections", "numbered sections", "scores", "refrain", "years"],
)
def test_numbers_that_are_no_pages_stay(text: str) -> None:
    assert zlcli.normalize(text, only=["page"]).text == text


def test_the_menu_before_the_breadcrumbs() -> None:
    body = "河岸整修今日动工\n\n第一段长三百米，预计两周完成。\n"
    assert cleaned(f"首页 | 要闻 | 服务\n政务公开\n当前位置：首页 > 要闻\n{body}") == body
    kept = f"这一行是正文，写在前面。\n当前位置：首页 > 要闻\n{body}"
    assert cleaned(kept).startswith("这一行是正文")


def test_labels_with_numbers_are_no_running_headers() -> None:
    text = "".join(f"步骤      {i}\n先看水位，再看闸门。\n两样都好，才能开工。\n有一样不好，就等明天。\n" for i in range(1, 6))
    assert zlcli.normalize(text).text == text


def test_a_word_that_is_announced_is_no_button() -> None:
    text = "发表于 2011-9-3 20:14\n他在纸上只写了两个字：\n回复\n然后走了。\n"
    assert "回复" in zlcli.normalize(text).text
    assert "回复" not in zlcli.normalize(text.replace("：\n", "。\n")).text


def test_two_parts_of_a_sites_chrome_on_one_line() -> None:
    body = "廣東今年新建公園三十座，其中八座已經開放。市民可以免費入園，早晚都有人打掃。\n"
    assert zlcli.clean(f"{body}\n【我要糾錯】 責任編輯:王小明\n").text == body


def test_a_wide_running_header_goes_and_stays_where_it_is_the_title() -> None:
    header = f"测报系统用户手册{' ' * 50}V2.3"
    pages = [
        f"{n} 概述\n本页说明第{n}类仪器的安装方法，并附注意事项。\n{header}\n        第 {n} 页 共 2 页\n\n" for n in (1, 2)
    ]
    kept = cleaned(f"{header}\n\n{''.join(pages)}")
    assert kept.count("用户手册") == 1
    assert kept.startswith(header)
    assert "页 共" not in kept
    # An excerpt from the middle begins with a header that is no title of it.
    assert "用户手册" not in cleaned(f"{header}\n\n{''.join(pages).replace('1 概述', '3.2 概述')}")
