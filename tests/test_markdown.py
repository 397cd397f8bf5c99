from __future__ import annotations

import time

import pytest

import zlcli


def md(text: str) -> str:
    return zlcli.normalize(text, format="md").text


def test_a_line_is_a_paragraph() -> None:
    assert md("　　第一段。\r\n\r\n\r\n  第二段。  \r第三段。") == "第一段。\n\n第二段。\n\n第三段。\n"


def test_nothing_stays_nothing() -> None:
    assert md("") == ""
    assert md(" \n\n") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<系统>提示：按 <F1> 键。", "\\<系统>提示：按 \\<F1> 键。\n"),
        ("\\<系统> 已转义。", "\\<系统> 已转义。\n"),
        ("见 <https://example.org> 与 `<b>`，3 < 5。", "见 <https://example.org> 与 `<b>`，3 < 5。\n"),
        ("#!/bin/sh 不是标题\n# 注释", "#!/bin/sh 不是标题\n\n\\# 注释\n"),
    ],
)
def test_literal_marks_are_escaped_once(text: str, expected: str) -> None:
    assert md(text) == expected
    assert md(expected) == expected


def test_items_of_a_list_stay_together() -> None:
    assert md("步骤：\n1. 开门\n2. 关门\n完。") == "步骤：\n\n1. 开门\n2. 关门\n\n完。\n"


def test_indented_code_becomes_a_fence() -> None:
    text = "如下：\n\n    (setq a 1)\n      (b ```)\n\n    　　缩进的中文不是代码。\n"
    expected = "如下：\n\n````\n(setq a 1)\n  (b ```)\n````\n\n缩进的中文不是代码。\n"
    assert md(text) == expected
    assert md(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# 标题\n\n正文一行\n正文二行  \n三行\n\n- 甲\n- 乙\n",
        "正文\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
        "```\n    x = 1\n\n\n  y\n```\n\n\n说明\n",
        "见[链接](http://example.org/(a))。\n第二行\n",
    ],
    ids=["heading", "table", "fence", "link"],
)
def test_markdown_stays_as_it_is(text: str) -> None:
    assert md(text) == text
    assert zlcli.normalize(text, to="hans", format="md").text == text


@pytest.mark.parametrize(
    "unit", ["\n", "_a ", "*a ", "|", "#", "# \n", "(", "（)", ",:;?!", "- 甲\n", "1. 甲\n", "`", "首页 > ", "<a "]
)
def test_the_cost_of_hostile_text_is_linear(unit: str) -> None:
    """Four times the text may take eight times as long, and a pause of the machine beside, but not its square."""

    def seconds(size: int) -> float:
        start = time.process_time()
        zlcli.normalize(unit * (size // len(unit)), format="md")
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 8 * seconds(10_000) + 1


def test_a_date_alone_below_a_title_is_its_date() -> None:
    text = "城南开通两条公交新线\n\n2024-03-05 08:10:00\n\n公交公司昨天宣布，两条新线从下周一起运行，首班车六点发出。\n"
    assert "2024-03-05 08:10:00" in zlcli.clean(text, format="md").text
