"""Pages copied whole from a browser: menus, tags, counters and comments that no list of phrases has."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout import edges, page_title
from zlcli.layout.addresses import addresses_reader
from zlcli.layout.weights import counts

ABOVE = """芦荻社区
首页
游记
装备铺
登录 / 注册
江南
徒步线路
"""
TITLE = "雨天走完西溪故道\n"
UNDER = """撑伞的人
2020-05-03 20:11
1,806
阅读7分钟
"""
TEXT = """从渡口下车的时候雨已经很大了，我们在亭子里等了半个小时才出发。
故道的前半段铺着石板，雨天很滑，建议穿鞋底软一些的鞋子。
过了第二座桥就没有路牌了，沿着水走，不要往山上走。
傍晚六点到镇上，正好赶上最后一班车，回到城里已经九点多。
"""
BELOW = """标签：
西溪
雨天
评论 3
登录后发表评论
阿青
写得真好，下周也去走走
3天前
点赞
回复
老周
第二座桥旁边的茶馆还开着吗？
1年前
点赞
回复
42
3
相关推荐
东山古道两日
962阅读 · 7点赞
如果您发现本页内容有误，欢迎登录后点击举报。
关于我们 | 联系我们
© 2020 芦荻社区
"""


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


def test_the_frame_of_a_copied_page_goes_and_its_text_stays() -> None:
    left = cleaned(ABOVE + TITLE + UNDER + TEXT + BELOW)
    assert left == TITLE + "撑伞的人\n2020-05-03 20:11\n" + TEXT


def test_every_line_that_went_is_written_down() -> None:
    page = ABOVE + TITLE + TEXT + BELOW
    explained = {change.line for step in zlcli.normalize(page, only=["boilerplate"]).steps for change in step.examples}
    assert len(explained) == len((ABOVE + BELOW).splitlines())


def test_the_text_of_the_page_without_its_frame_is_left_alone() -> None:
    assert cleaned(TITLE + UNDER + TEXT) == TITLE + UNDER + TEXT


def test_buttons_between_the_lines_go_where_both_edges_have_a_frame() -> None:
    torn = TEXT.replace("很滑", "很滑", 1).replace("鞋子。\n", "鞋子。\n复制代码\n312 人赞同了该回答\n", 1)
    assert cleaned(ABOVE + TITLE + torn + BELOW) == TITLE + TEXT
    assert "312" in cleaned(TITLE + torn)


def test_names_of_parts_between_the_lines_stay() -> None:
    parted = TEXT.replace("过了第二", "常见问题\n过了第二", 1)
    assert cleaned(ABOVE + TITLE + parted + BELOW) == TITLE + parted


@pytest.mark.parametrize(
    "line", ["参考文献", "周立：水利志，水利社，2006年", "（全文完）", "产地：西溪", "文字 | 阿青", "第三条路也要走。"]
)
def test_what_closes_a_text_stays_above_the_frame(line: str) -> None:
    assert cleaned(ABOVE + TITLE + TEXT + line + "\n" + BELOW) == TITLE + TEXT + line + "\n"


def test_answers_of_a_thread_are_no_comments() -> None:
    answers = "阿青 发表于 2020-5-4 08:10:22\n第二座桥旁边的茶馆还开着吗？\n老周 发表于 2020-5-4 09:00:00\n还开着。\n"
    left = cleaned(ABOVE + TITLE + TEXT + answers + "评论 3\n分享\n收藏\n返回列表\n关于我们 | 联系我们\n")
    assert "茶馆还开着吗" in left
    assert "还开着。" in left


def test_comments_with_floors_are_comments_below_their_head() -> None:
    below = BELOW.replace("评论 3\n", "全部评论 3\n").replace("阿青\n", "阿青\n2楼 05.04 08:10\n").replace("3天前\n", "")
    assert cleaned(ABOVE + TITLE + TEXT + below) == TITLE + TEXT


def test_buttons_below_every_answer_go_with_what_comes_back() -> None:
    first, second = TEXT.splitlines(keepends=True)[:2], TEXT.splitlines(keepends=True)[2:]
    buttons = "已点头\n你怎么看这条路？\n评论\n收起\n"
    left = cleaned(ABOVE + TITLE + "".join(first) + buttons + "".join(second) + buttons + BELOW)
    assert left == TITLE + TEXT


def test_a_blog_counts_the_comments_above_them() -> None:
    head = "分类：游记\n标签：西溪、雨天\n固定链接\n《雨天走完西溪故道》上有1条评论\n阿青说道：\n茶馆还开着吗？请放心。\n回复\n"
    assert cleaned(ABOVE + TITLE + TEXT + head + BELOW) == TITLE + TEXT
    assert cleaned(TITLE + TEXT + "分类：游记\n") == TITLE + TEXT + "分类：游记\n"


def test_a_question_is_a_title() -> None:
    asked = "下雨的日子，能不能走完西溪故道？\n"
    assert cleaned(ABOVE + asked + TEXT + BELOW) == asked + TEXT


def test_names_and_dates_between_buttons_stay() -> None:
    under = "关注\n撑伞的人\n2020-05-03 20:11\n分享\n易传\n收藏\n"
    assert cleaned(ABOVE + TITLE + under + TEXT + BELOW) == TITLE + "撑伞的人\n2020-05-03 20:11\n" + TEXT


def test_a_chapter_between_buttons_is_no_button() -> None:
    page = "芦荻书屋\n首页\n登录\n我的书架\n西溪旧事\n作者：阿青\n加入书签\n第7章 渡口\n投推荐票\n" + TEXT + BELOW
    assert "第7章 渡口\n" in cleaned(page)


def test_short_lines_without_known_chrome_are_text() -> None:
    lines = "渡口\n石板\n茶馆\n山门\n".splitlines(keepends=True)
    assert page_title.above(lines + TEXT.splitlines(keepends=True)) == set()
    assert edges.below(TEXT.splitlines(keepends=True) + lines) == set()


def test_the_subject_of_the_text_is_its_title() -> None:
    entry = "知事百科\n首页\n登录\n帮助\n分类\n随机条目\n石蒜\n球根植物\n石蒜是多年生草本植物，秋天开花，花开的时候没有叶子。\n"
    assert cleaned(entry + TEXT).startswith("石蒜\n")


@pytest.mark.parametrize(
    "text",
    [
        "1,025 人赞同了该回答",
        "98213 人聚集在这个小组",
        "综合评分 9.1",
        "3.2k阅读 · 15点赞",
        "阅读 123",
        "23 订阅 · 14 篇文章",
        "阅读8分钟",
        "阅读(12) 评论(3)",
        "88,214",
    ],
)
def test_counters(text: str) -> None:
    assert counts(text)


@pytest.mark.parametrize("text", ["阅读", "第3章", "3.5米", "共三人", "阅读是一生的事", "2.5公里的路", "1," * 18 + "x"])
def test_what_is_no_counter(text: str) -> None:
    assert not counts(text)


@pytest.mark.parametrize(
    "text",
    [
        "若您发现内容缺失或重复,请退出浏览器的阅读模式",
        "本章尚未完结,请点击下一页继续阅读---->>>",
        "“叮!”您的浏览器在转码,请刷新页面",
    ],
)
def test_words_of_a_site_to_its_readers(text: str) -> None:
    assert addresses_reader(text, alone=True)


@pytest.mark.parametrize("text", ["请您把灯关上。", "“请点击下一页,继续阅读本章。”", "他一页一页地翻,忘了时间。"])
def test_words_of_a_text(text: str) -> None:
    assert not addresses_reader(text, alone=True)
