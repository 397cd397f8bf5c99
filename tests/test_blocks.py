"""Rules of structure one at a time: what they take, and what they leave."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import zlcli

PROSE = "河岸的工程从三月开始，一直做到七月，前后用了一百二十天，比原来的计划提前了九天。"


def md(text: str) -> str:
    return zlcli.normalize(text, format="md").text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"一、总体要求\n{PROSE}", f"## 一、总体要求\n\n{PROSE}"),
        (f"（一）总体要求\n{PROSE}", f"### （一）总体要求\n\n{PROSE}"),
        (f"（一）总体要求。{PROSE}", f"（一）总体要求。{PROSE}"),
        (f"一、时间：三月五日\n{PROSE}", f"一、时间：三月五日\n\n{PROSE}"),
        ("一、甲；\n二、乙；\n三、丙。", "一、甲；\n\n二、乙；\n\n三、丙。"),
        ("一、听取报告\n二、审议草案\n三、投票表决", "一、听取报告\n\n二、审议草案\n\n三、投票表决"),
        (f"第一章 总则\n第一条　{PROSE}", f"## 第一章 总则\n\n第一条　{PROSE}"),
        (f"1.1 目的\n{PROSE}\n1.1.1 范围\n{PROSE}", f"## 1.1 目的\n\n{PROSE}\n\n### 1.1.1 范围\n\n{PROSE}"),
        ("第一章里写到的那条河，如今还在。", "第一章里写到的那条河，如今还在。"),
        ("2010 年的洪水\n3.5 米高的堤", "2010 年的洪水\n\n3.5 米高的堤"),
        ("● 甲\n● 乙\n　○ 丙", "- 甲\n- 乙\n  - 丙"),
        ("1. 甲\n   - 乙\n2. 丙", "1. 甲\n   - 乙\n2. 丙"),
        ("★重要通知", "★重要通知"),
        ("附件：1.甲表\n2.乙表", "附件：\n\n1. 甲表\n2. 乙表"),
        ("> 引用一行。\n> 引用两行。", "> 引用一行。\n>\n> 引用两行。"),
        ("山高水远，云淡风轻。\n花开叶落，雁去人归。", "山高水远，云淡风轻。  \n花开叶落，雁去人归。"),
        ("目录\n第一章 甲……1\n第二章 乙……9", "目录\n\n- 第一章 甲\n- 第二章 乙"),
        ("某地概况\n========\n" + PROSE, f"## 某地概况\n\n{PROSE}"),
        ("甲\n\n----------\n\n乙", "甲\n\n---\n\n乙"),
        (f"一、综  合\n{PROSE}", f"## 一、综合\n\n{PROSE}"),
        (f"一、请协助转知所属，内容是：\n{PROSE}", f"一、请协助转知所属，内容是：\n\n{PROSE}"),
        (f"【原文】\n{PROSE}\n【译文】\n{PROSE}", f"## 【原文】\n\n{PROSE}\n\n## 【译文】\n\n{PROSE}"),
        (f"【叮】\n{PROSE}\n【叮】\n{PROSE}", f"【叮】\n\n{PROSE}\n\n【叮】\n\n{PROSE}"),
        ("写成：\n\n    title: 小测\n    type: 数字", "写成：\n\n```\ntitle: 小测\ntype: 数字\n```"),
        ("江南好，最好是春朝。\n两岸桃花随水去，\n细雨湿红绡。", "江南好，最好是春朝。\n\n两岸桃花随水去，\n\n细雨湿红绡。"),
        ("联系：\n\n    Tel: 三楼\n    Fax: 四楼", "联系：\n\nTel: 三楼\n\nFax: 四楼"),
        ("姓名\t年龄\n张三\t18\n李四\t20", "| 姓名 | 年龄 |\n| --- | --- |\n| 张三 | 18 |\n| 李四 | 20 |"),
        ("┌─┬─┐\n│甲│乙\n└─┴─┘", "```\n┌─┬─┐\n│甲│乙\n└─┴─┘\n```"),
        ("运行：\n$ make all\n$ make install", "运行：\n\n```\n$ make all\n$ make install\n```"),
        ("张三\nzhang@example.org\nhttps://example.org/", "张三\n\nzhang@example.org\n\nhttps://example.org/"),
    ],
)  # fmt: skip
def test_rules(lines: str, expected: str) -> None:
    before = f"{PROSE}\n\n"
    assert md(before + lines + "\n") == f"{before}{expected}\n"
    assert md(f"{before}{expected}\n") == f"{before}{expected}\n"


def test_structure_and_tables_can_be_left_out() -> None:
    text = f"一、总则\n{PROSE}\n姓名\t年龄\n张三\t18\n李四\t20\n"
    assert "## 一" not in zlcli.normalize(text, format="md", skip=["structure"]).text
    assert "| 张三" in zlcli.normalize(text, format="md", skip=["structure"]).text
    assert "| 张三" not in zlcli.normalize(text, format="md", skip=["table"]).text


def test_metadata_becomes_a_list_under_the_title() -> None:
    text = f"来源：老街日报  浏览次数：33\n河岸整修动工\n发布时间：2020-03-05 10:00\n{PROSE}\n"
    result = zlcli.normalize(text, format="md")
    assert result.text == f"# 河岸整修动工\n\n- 来源：老街日报\n- 发布时间：2020-03-05 10:00\n\n{PROSE}\n"
    assert any("浏览次数" in change.before for step in result.steps for change in step.examples)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("时  间：五月\n地  点：三楼\n主持人：老徐", "- 时间：五月\n- 地点：三楼\n- 主持人：老徐"),
        ("日期：2020-03-05 10:00\n各位老师：", "- 日期：2020-03-05 10:00\n\n各位老师："),
        ("来源：老街日报  责任编辑：周舟\n时间：五月", "- 来源：老街日报\n- 时间：五月"),
        ("时间：五月\n老秦：水大，过不去", "- 时间：五月\n\n老秦：水大，过不去"),
    ],
)
def test_labels_beside_metadata_are_metadata_if_they_say_something(head: str, expected: str) -> None:
    assert md(f"河岸整修动工\n{head}\n{PROSE}\n") == f"# 河岸整修动工\n\n{expected}\n\n{PROSE}\n"


def test_one_table_of_markdown_does_not_make_a_notice_markdown() -> None:
    table = "| 社区 | 负责人 |\n|---|:--:|\n| 东园 | 李敏 |\n| 西园 | 王强 |"
    notice = f"一、任务分工\n\n各社区分工如下。\n\n{table}\n\n二、保障措施\n\n所需经费由街道安排，专款专用。\n"
    made = md(notice)
    assert "## 一、任务分工" in made
    assert f"\n\n{table}\n\n" in made
    assert md(made) == made
    # What has other marks of Markdown is Markdown, whatever its headings look like.
    marked = notice.replace("专款专用", "**专款专用**")
    assert md(marked) == marked


def test_a_bar_in_two_lines_is_no_table_of_markdown() -> None:
    text = "甲 | 乙 | 丙\n--- | ---\n"
    assert "| --- | --- | --- |" not in md(f"第一条 收费标准如下。\n\n第二条 另行规定。\n\n{text}")


def test_columns_set_right_are_a_table_and_ragged_ones_are_none() -> None:
    table = "品名    件数    箱\n茶叶       3    大\n茶杯      12    小\n茶壶       7    大\n"
    assert "| 茶杯 | 12 | 小 |" in md(table)
    assert "|" not in md("甲    乙    丙\n乙公司    3    箱\n山东丙公司    12    箱\n丁厂    7    箱\n")


def test_numbers_of_versions_are_headings_where_there_are_several() -> None:
    one = f"版本 1.1.0（2020-01-02）\n\n{PROSE}\n"
    assert "## " not in md(f"{PROSE}\n\n{one}")
    two = md(f"{PROSE}\n\n{one}\n版本 1.0.0\n\n{PROSE}\n")
    assert two == f"{PROSE}\n\n## {one}\n## 版本 1.0.0\n\n{PROSE}\n"


def test_a_body_directly_above_its_notice_is_part_of_the_title() -> None:
    assert md(f"某镇卫生院\n设备采购公告\n\n{PROSE}\n").startswith("# 某镇卫生院设备采购公告\n")
    assert md(f"某镇卫生院\n\n设备采购公告\n\n{PROSE}\n").startswith("# 某镇卫生院\n")


def test_a_name_with_its_meaning_is_no_repeated_title() -> None:
    assert "VACUUM - 收拾用过的空间" in md(f"VACUUM\n\nVACUUM - 收拾用过的空间\n\n{PROSE}\n")
    assert md(f"河岸整修 - 老街日报\n\n河岸整修\n\n{PROSE}\n") == f"# 河岸整修\n\n{PROSE}\n"


def test_a_title_with_a_colon_is_no_label() -> None:
    assert md(f"守在河边的人：老秦\n来源：老街日报\n时间：五月\n{PROSE}\n").startswith("# 守在河边的人：老秦\n\n- 来源")


def test_a_title_that_is_repeated_on_two_lines_goes() -> None:
    title = "某区办公室关于整修河岸的通知"
    text = f"{title}\n发布日期：2020-03-05\n\n某区办公室\n关于整修河岸的通知\n\n{PROSE}\n"
    assert md(text) == f"# {title}\n\n- 发布日期：2020-03-05\n\n{PROSE}\n"


def test_a_line_of_asterisks_marks_the_title() -> None:
    text = f"某地政府\n新闻公报\n河岸整修动工\n＊＊＊＊＊＊\n\n{PROSE}\n"
    assert md(text) == f"# 河岸整修动工\n\n某地政府\n\n新闻公报\n\n{PROSE}\n"


def test_the_sentences_of_an_item_are_one_paragraph() -> None:
    first = "凭本人有效身份证件购票，一人一证一票，不得转让；"
    assert md(f"{PROSE}\n\n1. {first}\n   儿童免票。\n2. 按号入座。\n") == f"{PROSE}\n\n1. {first}儿童免票。\n2. 按号入座。\n"


TEXT = st.text(alphabet="中文a1 *_#<>[]()`~&;!-+=|.:\\，。\"'", min_size=1, max_size=40)


def inline_text(markdown: str) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return "\n".join("".join(child.content for child in token.children or []) for token in tokens if token.type == "inline")


@pytest.mark.parametrize(
    "text",
    [
        "中文*强调*中文",
        "_下划线_ 与 a_b_c",
        "2*3*4 等于二十四",
        "# 井号",
        "1. 一项而已",
        "+ 加号",
        "[链接](地址)",
        "&amp; 与 &lt;",
        "~~删~~",
        "<系统>",
        "> ",
        "***",
        "====",
    ],
)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    from zlcli.layout.marks import escape

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert inline_text(escape(text)).strip() == text.strip()
    assert escape(escape(text)) == escape(text)


@given(TEXT)
def test_no_text_becomes_markup(text: str) -> None:
    """What is no code span, autolink or escape already reads exactly as it was."""
    from zlcli.layout.marks import escape

    text = " ".join(text.replace("`", "").replace("\\", "").replace("<", "").split())
    if text:
        assert inline_text(escape(text)) == text


def test_what_a_company_says_of_itself_has_a_heading_though_its_text_is_wrapped() -> None:
    said = textwrap.fill(PROSE * 3, 35)
    text = f"{said}\n\n关于云帆科技有限公司\n\n{said}\n"
    assert md(text) == f"{PROSE * 3}\n\n## 关于云帆科技有限公司\n\n{PROSE * 3}\n"
    assert "##" not in md(f"{said}\n\n云帆科技有限公司\n\n{said}\n")


@pytest.mark.parametrize(("mark", "indent"), [("●", "  "), ("●", "   "), ("1.", "   "), ("-", "  ")])
def test_items_that_are_broken_inside_words_are_whole(mark: str, indent: str) -> None:
    items = ["关好厨房的煤气阀门，检查窗户是⏎否都已经锁上。", "把冰箱里容易坏的东西清理干净，垃⏎圾也要带下楼。", "给花浇水。"]
    marks = [f"{i}." if mark == "1." else mark for i in (1, 2, 3)]
    listed = [f"{mark} {item}".replace("⏎", f"\n{indent}") for mark, item in zip(marks, items, strict=True)]
    whole = [f"{'-' if mark == '●' else mark} {item}".replace("⏎", "") for mark, item in zip(marks, items, strict=True)]
    assert md(f"{PROSE}\n\n" + "\n".join(listed) + "\n") == f"{PROSE}\n\n" + "\n".join(whole) + "\n"


def test_what_stands_below_a_short_item_stays_apart() -> None:
    text = f"{PROSE}\n\n- 东渡口\n  三月五日开放。\n- 西渡口\n  四月六日开放。\n"
    assert "东渡口\n\n  三月五日开放。" in md(text)


def test_what_is_nested_stays_in_its_list() -> None:
    text = f"""{PROSE}

1、天气
  (1)查看三天的预报
     a)早晚温差
     b)降雨概率
  (2)准备雨衣
2、装备
  (1)登山鞋
"""
    expected = """
- 1、天气
  - (1)查看三天的预报
    - a)早晚温差
    - b)降雨概率
  - (2)准备雨衣
- 2、装备
  - (1)登山鞋
"""
    assert md(text) == f"{PROSE}\n{expected}"


def test_numbers_in_circles_below_bullets_are_items_under_headings_too() -> None:
    listed = f"● 早班\n  ① {PROSE}\n  ② 打扫码头\n● 晚班\n  ① 收回浮标"
    text = f"第一章 值守\n\n{PROSE}\n\n{listed}\n\n第二章 附则\n\n① {PROSE}\n"
    assert f"- 早班\n  - ① {PROSE}\n  - ② 打扫码头\n- 晚班\n  - ① 收回浮标\n\n## 第二章 附则\n\n① {PROSE}\n" in md(text)


def test_numbers_above_text_are_headings_though_some_have_items_below() -> None:
    text = f"{PROSE}\n\n一、准备\n\n1、天气\n{PROSE}\n2、装备\n{PROSE}\n"
    assert f"#### 1、天气\n\n{PROSE}\n\n#### 2、装备" in md(text)
