from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import zlcli

SPACED = "青 川 设 县 始 于 唐 代 ， 初 属 利 州 ， 治 所 在 今 城 北 二 里 。 宋 元 时 期 沿 袭 不 改 。\n"


def repaired(text: str) -> str:
    return zlcli.repair(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[1;32m春晓\x1b[m 第一首\x1b[0K", "春晓 第一首"),
        ("\x1b]0;标题\x07正文", "正文"),
        ("名\x08名称 _\x08a", "名称 a"),
        ("零\u200b宽\u2060字\ufeff符", "零宽字符"),
        ("软\u00ad连字符", "软连字符"),
        ("左\u200e右\u202e标记\u202c", "左右标记"),
        ("控\x00制\x07字\x85符\x9f", "控制字\x85符"),
        ("⼀⾏⼈⾦", "一行人金"),
        ("豈\uf900更\uf901", "豈豈更更"),
        ("⻓⻅⻔", "长见门"),
        ("中\u00a0文\u2003字 ", "中 文 字 "),
        (SPACED, SPACED.replace(" ", "")),
    ],
)
def test_unwanted_characters(text: str, expected: str) -> None:
    assert repaired(text) == expected
    assert repaired(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧 一家人",
        "क्\u200dष",
        "من \u200fالعربية",
        "葛\U000e0100城",
        "①②㎡㈱ﾊﾝｶｸ，：；？！（）ＡＢＣ１２３",
        "﨎﨏﨑",
        "10\u00a0km en 10\u00a0%",
        "　　缩进　中间",
        "目 录\n通　知\n",
        "我们 今天 去 学校 读书 写字 画画 唱歌\n" * 5,
        "上\x0c下\t左",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert repaired(text) == text


def test_a_wide_gap_between_spaced_characters_is_a_space() -> None:
    assert repaired(SPACED + "第 一 章  建 置\n").endswith("第一章 建置\n")


def test_full_width_letters_on_request_only() -> None:
    text = "ＡＢＣ１２３，（一）"
    assert repaired(text) == text
    result = zlcli.normalize(text, only=["fullwidth"])
    assert (result.text, [step.kind for step in result.steps]) == ("ABC123，（一）", ["fullwidth"])


def test_each_kind_can_be_left_out() -> None:
    text = "⼀\x1b[m\u00a0文"
    assert zlcli.normalize(text, skip=["control"]).text == "一\x1b[m 文"
    assert zlcli.normalize(text, skip=["compatibility", "spacing"]).text == "⼀\u00a0文"


def test_changes_are_written_down_with_their_line() -> None:
    result = zlcli.repair("甲\n乙\u200b丙\n")
    assert [(step.kind, step.examples[0].line, step.examples[0].before) for step in result.steps] == [("control", 2, "\u200b")]


@example("\u200d👨\x08")
@given(st.text(alphabet="中文⼀⾏\x1b[m0\x08\u200b\u200d\u00a0 \n\t👨豈，", max_size=60))
def test_a_second_run_changes_nothing_and_no_text_is_lost(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once
    if not {"\x08", "\x1b"} & set(text):
        letters = [c for c in unicodedata.normalize("NFKC", text) if c.isalnum()]
        assert [c for c in unicodedata.normalize("NFKC", once) if c.isalnum()] == letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨停了。\xa0\xa0“走吧。”\xa0她说，\xa0路还远。\n", "雨停了。“走吧。”她说，路还远。\n"),
        ("甲队。\xa0B 队\xa0丙队 10\xa0km\n", "甲队。 B 队 丙队 10\xa0km\n"),
    ],
)
def test_a_no_break_space_after_the_end_of_a_clause_is_nothing(text: str, expected: str) -> None:
    assert zlcli.repair(text).text == expected
