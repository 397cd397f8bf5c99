"""Sections with decimal numbers as plans and standards have them, whatever stands between the number and its title."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout.numbering import section_of

TEXT = "渡口停航由值班长决定，决定后一刻钟内通知两岸，并在码头挂出黄旗，旗落以前任何船只不得离岸。"


def headings(text: str) -> list[str]:
    return [line for line in zlcli.normalize(text, format="md").text.split("\n") if line.startswith("#")]


@pytest.mark.parametrize("gap", ["", " ", ".", "．", "、", ". "])
def test_sections_stand_above_what_their_numbers_are_of(gap: str) -> None:
    text = (
        f"渡口停航预案\n\n1{gap}总则\n1.1目的\n{TEXT}\n1.2适用范围\n{TEXT}\n2{gap}职责\n2.1值班长\n{TEXT}\n3{gap}附则\n{TEXT}\n"
    )
    assert headings(text) == [
        "# 渡口停航预案",
        *(f"## 1{gap}总则", "### 1.1目的", "### 1.2适用范围", f"## 2{gap}职责", "### 2.1值班长", f"## 3{gap}附则"),
    ]


def test_a_contents_list_without_a_title_ends_where_the_body_begins() -> None:
    entries = ["1 总则", "1.1目的", "1.2适用范围", "2 职责", "2.1值班长", "3 附则"]
    text = zlcli.normalize("\n\n".join(["渡口停航预案", *entries, "1 总则", "1.1目的", TEXT]), format="md").text
    items = "\n".join(f"- {entry}" for entry in entries)
    assert text == f"# 渡口停航预案\n\n{items}\n\n## 1 总则\n\n### 1.1目的\n\n{TEXT}\n"


@pytest.mark.parametrize("text", ["3月9日", "7名船工轮流值班", "2020年3月", "0总则", "12", "3.5米", "第1章总则"])
def test_what_counts_things_is_no_section(text: str) -> None:
    assert section_of(text) is None


def test_items_of_a_document_without_such_sections_stay_items() -> None:
    text = "渡口须知\n\n上船要做三件事：\n1.买票\n2.排队\n3.坐稳\n\n" + TEXT
    assert headings(text) == ["# 渡口须知"]


def test_a_chapter_set_in_the_middle_with_a_wide_gap_is_a_heading() -> None:
    text = f"渡口管理制度\n\n              第一章       总则\n\n第一条 {TEXT}\n\n第二条 {TEXT}\n"
    assert headings(text) == ["# 渡口管理制度", "## 第一章 总则"]


def test_plain_numbers_that_count_above_paragraphs_are_sections() -> None:
    text = "测雨简报\n\n1 方法\n\n每天早晚各量一次，记在本子上。\n\n2 结果\n\n七月的雨最多，占全年的三成。\n"
    assert headings(text) == ["# 测雨简报", "## 1 方法", "## 2 结果"]


@pytest.mark.parametrize(
    "text",
    [
        "名单\n\n1 张三 男\n2 李四 女\n3 王五 男\n\n以上名单公示三天，如有异议，请联系我们。\n",
        "用料\n\n2 个鸡蛋\n\n先打散，再加盐，放在一边备用。\n\n3 根葱\n\n切成小段，留下葱白另用，葱叶最后放。\n",
        "说明\n\n1 先把土豆洗干净，去皮。\n\n2 切成块，放在水里泡十分钟。\n",
    ],
)
def test_amounts_lists_and_sentences_are_no_sections(text: str) -> None:
    assert len(headings(text)) == 1
