"""Rules of structure one at a time: what they take, and what they leave."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import zlcli
from zlcli import chunks
from zlcli.layout import blocks

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
        (f"第三条  {PROSE}\n第四条　　{PROSE}\n表 1  水位", f"第三条 {PROSE}\n\n第四条　{PROSE}\n\n表 1 水位"),
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


def test_a_quoted_sentence_goes_on_after_a_comma_unless_both_lines_are_verse() -> None:
    quoted = ": 昨天去看了一下，渡口的牌子还在，\n: 但是没有看到船，不知道是不是已经停了。"
    assert (
        md(f"{PROSE}\n\n{quoted}\n") == f"{PROSE}\n\n> 昨天去看了一下，渡口的牌子还在，但是没有看到船，不知道是不是已经停了。\n"
    )
    poem = ": 渡口无人舟自横在，一江春水向东流去，\n: 归来不见旧时渡口，空有明月照我白头。"
    assert md(f"{PROSE}\n\n{poem}\n").count("\n> ") == 2


@pytest.mark.parametrize("below", ["联系人：白小姐\n电话：0123-4567890", "王先生\npress@example.com"])
def test_whom_to_ask_is_a_heading_below_another(below: str) -> None:
    said = textwrap.fill(PROSE * 3, 35)
    contact = f"媒体联系\n\n{below}\n"
    assert "\n## 媒体联系\n" in md(f"{said}\n\n关于远山茶业\n\n{said}\n\n{contact}")
    assert "\n媒体联系\n" in md(f"{said}\n\n{said}\n\n{contact}")


def test_a_clause_goes_on_where_its_text_began() -> None:
    whole = f"第二条　{PROSE * 3}"
    hanging = whole[:30] + "\n　　　　" + whole[30:]
    assert md(f"第一条　{PROSE}\n\n{hanging}\n") == f"第一条　{PROSE}\n\n{whole}\n"
    for below in ("\n　　　　（一）渡口", "\n　　本规定另有规定的，", "\n\n　　　　本规定另有规定的，"):
        apart = whole[:30] + below + whole[30:]
        assert whole[:30] + "\n\n" in md(f"第一条　{PROSE}\n\n{apart}\n")


def test_in_text_as_well_a_clause_goes_on_where_its_text_began() -> None:
    hanging = "第二條  渡船之管理辦法，由縣政府擬訂，報請上級機關核定後公\n        告之。\n"
    assert zlcli.normalize(f"第一條  本規則於本縣適用之。\n{hanging}").text.endswith("核定後公告之。\n")
    listed = "附件：会议记录，二份\n      签到的名单\n"
    assert zlcli.normalize(listed).text == listed


def test_a_subject_that_hangs_is_one_paragraph() -> None:
    subject = "主旨：檢送本會第三次里民座談會會議紀\n      錄一份，請　查照。"
    assert "會議紀錄一份" in md(f"東和里辦公處　函\n\n{subject}\n\n說明：\n\n  一、依規定辦理。\n")


@pytest.mark.parametrize("mark", ["第一款", "第一目"])
def test_parts_of_a_section_are_headings_and_what_points_to_them_is_none(mark: str) -> None:
    law = f"第一章　買賣\n\n第一節　通則\n\n{mark}　效力\n\n第一條　{PROSE}\n\n{mark}、第二款之規定，於前條準用之。\n"
    result = md(law)
    assert f"\n#### {mark} 效力\n" in result
    assert f"\n{mark}、第二款之規定" in result


def test_answers_to_choose_from_are_items_and_two_paragraphs_are_none() -> None:
    answers = "A．渡口\nB．码头\nC．船坞\n"
    assert md(f"1．小船停在（　）\n{answers}").endswith("- A．渡口\n- B．码头\n- C．船坞\n")
    assert "- A" not in md(f"{PROSE}\nA、渡口\nB、码头\n")


def test_items_of_one_sentence_are_whole_however_short() -> None:
    first, second = "1. 早班的船不等人，\n   晚到的请等下一班。", "2. 带货的\n   另付一元。"
    assert md(f"{PROSE}\n\n{first}\n{second}\n").endswith("1. 早班的船不等人，晚到的请等下一班。\n2. 带货的另付一元。\n")
    named = "1. 早班\n   晚到的请等下一班。\n2. 晚班\n   带货的另付一元。"
    assert "早班晚到" not in md(f"{PROSE}\n\n{named}\n")


def test_lines_set_apart_are_headings_where_other_lines_stand_together() -> None:
    parts = {"教育背景": "2009　临江大学\n2013　云岭大学", "工作经历": "2016　测绘院\n2019　水文站", "自我评价": PROSE}
    text = "".join(f"\n{name}\n\n{lines}\n" for name, lines in parts.items())
    assert [name for name in parts if f"\n## {name}\n" in md(f"个人简历\n\n姓名：程晓\n性别：女\n{text}")] == list(parts)
    assert "##" not in md(f"{PROSE}\n\n教育背景\n\n{PROSE}\n{PROSE}\n")


def test_sections_are_below_their_chapter_where_1_1_is_below_1() -> None:
    text = f"第二章　须知\n\n1. 总则\n\n1.1 概况\n{PROSE}\n\n2. 文件\n\n2.1 组成\n{PROSE}\n"
    assert [line.split()[0] for line in md(text).splitlines() if line.startswith("#")] == ["##", "###", "####", "###", "####"]


def test_an_underlined_heading_may_have_a_number() -> None:
    assert "\n## 1. set -e\n" in md(f"{PROSE}\n\n1. set -e\n---------\n\n{PROSE}\n")


def test_a_couplet_in_prose_is_verse_and_a_signature_is_none() -> None:
    couplet = "    莫道封刀便无事\n    江湖从不放闲人\n"
    assert "便无事  \n江湖" in md(f"{PROSE}\n\n{couplet}\n{PROSE}\n")
    signed = "    青石小学教务处\n    二〇一三年四月\n"
    assert "教务处  \n" not in md(f"{PROSE}\n\n{signed}")


def test_two_columns_with_gaps_keep_their_form() -> None:
    table = "7:50        到校\n8:00-8:20   晨读\n8:30-9:10   第一节\n            课间操\n9:30-10:10  第二节"
    assert f"```\n{table}\n```" in md(f"{PROSE}\n\n{table}\n\n{PROSE}\n")
    signed = "审判长  李某某\n书记员  郑某某"
    assert "```" not in md(f"{PROSE}\n\n{signed}\n")


def test_the_title_of_an_attachment_is_known_from_the_list() -> None:
    text = f"关于防火的通知\n\n{PROSE}\n\n附件：1. 秋季值班表\n　　　2. 队员名册\n\n附件1\n\n秋季值班表\n\n{PROSE}\n"
    assert "附件1\n\n# 秋季值班表\n" in md(text)


def test_a_clause_with_a_number_does_not_end_with_a_comma() -> None:
    assert "签字，涂改" in md(f"4.2 出库\n4.2.1 {PROSE}\n4.2.2 领料单须有负责人的签字，\n涂改的无效。\n")
    letter = "尊敬的站长，\n来信收到。\n"
    assert zlcli.normalize(letter).text == letter


def test_answers_on_one_line_stay_below_their_question() -> None:
    question = "1. 下列各组中读音相同的是哪一组？以下四个选项中只有一个是对的\n   (A)渡口　(B)码头　(C)船坞\n"
    assert md(f"{PROSE}\n\n{question}2. 下一题\n").endswith("是对的\n\n   (A)渡口　(B)码头　(C)船坞\n2. 下一题\n")


def test_a_poem_of_uneven_lines_below_its_author_is_verse() -> None:
    stanza = ["渡口西风吹老树，船家早已归来。", "灯火照青苔。", "一壶浊酒冷，人在雨中猜。"]
    poem = "《临江仙》\n（清）无名\n" + "\n".join(stanza) + "\n\n"
    expected = "# 《临江仙》\n\n（清）无名\n\n" + "  \n".join(stanza)
    assert md(poem * 2).strip() == f"{expected}\n\n{expected}"
    story = "《渡口》\n（清）无名\n船家走到树下，把灯放在青苔上面，说今天不会再有人来了。\n没有人回答。\n“那就关门。”\n"
    assert "  \n" not in md(story * 2)


def test_rows_without_a_border_between_them_are_rows_and_broken_cells_are_whole() -> None:
    border = "├────┼──────────┼──────┤\n"
    head = f"┌────┬──────────┬──────┐\n│序号│内容      │备注  │\n{border}"
    rows = "│1   │渠道清淤  │已完成│\n│2   │闸门上油  │本月内│\n"
    broken = "│甲组│检查全镇的│已完成│\n│乙组│水渠和闸门│一半  │\n"
    foot = f"{border}│合计│两项      │      │\n└────┴──────────┴──────┘\n"
    assert "| 1 | 渠道清淤 | 已完成 |\n| 2 | 闸门上油 | 本月内 |\n| 合计 |" in md(head + rows + foot)
    assert "| 甲组乙组 | 检查全镇的水渠和闸门 | 已完成一半 |\n" in md(head + rows + border + broken + foot)


def test_a_clause_of_a_law_does_not_end_inside_a_sentence() -> None:
    assert "换届的，须由" in md("第四条 会员大会每两年召开一次。需要延期换届的，\n须由理事会表决通过。\n")
    assert "会议决定" in md("第五条 会费的标准，由会员会\n议决定。\n")
    assert "会费\n\n会费的标准" in md("第五条 会费\n会费的标准由会议决定。\n")


def test_an_underlined_masthead_above_a_title_with_asterisks_is_no_heading() -> None:
    head = "区政府新闻公报\n==============\n请勿喂养野鸽\n************\n\n"
    assert md(f"{head}　　{PROSE}。\n").startswith("# 请勿喂养野鸽\n\n区政府新闻公报\n\n")


def test_titles_of_clauses_are_headings_where_nearly_all_have_one() -> None:
    titles = ["租赁期限", "租金及支付方式", "违约责任"]
    clauses = [f"第{'一二三'[i]}条　{title}\n　　{PROSE}。\n" for i, title in enumerate(titles)]
    assert md("".join(clauses)).count("## 第") == 3
    chapter = md("第一章　总则\n" + "".join(clauses))
    assert chapter.startswith("## 第一章 总则\n\n### 第一条 租赁期限\n")
    sentences = [f"第{mark}条　{PROSE}。\n" for mark in "四五六"]
    assert "## 第" not in md("".join(clauses[:2] + sentences))


def test_a_command_with_options_below_an_item_is_code() -> None:
    text = f"{PROSE}。\n\n1) 准备\n2) 运行：\n\n    rivertool import data.csv --station 03\n\n3) 查看\n"
    assert "2) 运行：\n\n   ```\n   rivertool import data.csv --station 03\n   ```\n" in md(text)


def test_a_question_above_the_next_one_is_no_heading() -> None:
    questions = "1．果园里有苹果树，梨树少八棵，一共多少棵？\n\n2．他七点出发，走了十二分钟，几点到？\n"
    assert "# 1" not in md(f"一、填空题\n{PROSE}。\n二、应用题\n{questions}")


@pytest.mark.parametrize("below", ["第二章  附  则", "某某市交通局"])
def test_what_stands_in_the_middle_below_a_list_is_no_part_of_it(below: str) -> None:
    middle = " " * 24
    text = f"{middle}第一章  总  则\n\n{PROSE}：\n\n    1. 停止服务；\n    2. 挪作他用。\n\n{middle}{below}\n\n{PROSE}。\n"
    assert "\n " not in md(text)


def test_a_document_number_below_a_wide_title_in_the_middle_stays_apart() -> None:
    line = PROSE[:34]
    title = f"{' ' * 18}关于印发《公共自行车运营和停放管理办法（试行）》的通知\n{' ' * 26}青交发〔2023〕41号\n\n"
    body = f"    {line}\n{line}就是这样的。\n\n    {line}\n{line}就是这样的。\n"
    assert md(title + body).startswith("# 关于印发《公共自行车运营和停放管理办法（试行）》的通知\n\n青交发〔2023〕41号\n\n")


def test_poems_by_year_directly_below_each_other_are_whole_and_stay_so() -> None:
    poems = "《采桑子・晒谷》\n林小满 一九七六年秋\n场上铺金，\n竹耙来回。\n日头偏西又翻一遍，\n孩子挥竿。\n"
    result = md(poems + poems.replace("晒谷", "拾穗"))
    assert result.count("# 《") == 2
    assert result.count("\n\n场上铺金，  \n竹耙来回。  \n日头偏西又翻一遍，  \n孩子挥竿。\n") == 2
    assert md(result) == result


@pytest.mark.parametrize("name", ["locale -a", "export LANG=zh_CN.UTF-8"])
def test_code_set_apart_below_an_item_stays_together(name: str) -> None:
    shown = [f"$ {name}", "C", "zh_CN.utf8"] if " -" in name else [name, f"{name}X=1"]
    text = "1. 先看有哪些\n\n" + "".join(f"   {line}\n" for line in shown) + "\n2. 再改设置。\n"
    code = "".join(f"   {line}\n" for line in shown)
    assert md(text) == f"1. 先看有哪些\n\n   ```\n{code}   ```\n2. 再改设置。\n"


def test_a_short_list_that_an_item_announces_is_nested_in_it() -> None:
    text = "办法如下。\n\n1. 人品端正；\n2. 成绩好：\n（1）名次靠前；\n（2）没有补考；\n3. 参加劳动。\n"
    assert md(text) == ("办法如下。\n\n1. 人品端正；\n2. 成绩好：\n   - （1）名次靠前；\n   - （2）没有补考；\n3. 参加劳动。\n")


def test_the_caption_of_a_table_is_no_row_of_it() -> None:
    table = "线路    起点        车站\n1号     东门        21\n2号     机场        19\n"
    assert md(f"{PROSE}\n\n表 2-1  线路一览\n{table}") == (
        f"{PROSE}\n\n表 2-1 线路一览\n\n| 线路 | 起点 | 车站 |\n| --- | --- | --- |\n| 1号 | 东门 | 21 |\n| 2号 | 机场 | 19 |\n"
    )


def test_contents_of_a_bulletin_with_stars_before_and_pages_in_brackets_behind() -> None:
    text = "本期目录\n★ 市里召开春耕会……（1）\n★ 简讯两则…………………（2）\n\n市里召开春耕会\n会议要求各县抓紧备足种子和化肥。\n"
    assert md(text).startswith("本期目录\n\n- 市里召开春耕会\n- 简讯两则\n\n## 市里召开春耕会\n")


_CLAUSES = (
    "这台机器每天夜里把账目抄写一遍",
    "读了一行",
    "见 README 第 3 节",
    "A|B",
    "“好”",
    "　　",
    "  列",
    "版本 2.1",
    "后来的人都照着他的办法做",
)
_LATIN = ("Git", "ls", "X1", "v2", "The", "a.", "B、", "HTTP", "-x", "Version", "附件", "一、", "第一条", "老秦")


@given(
    st.lists(
        st.builds(lambda first, parts, end: first + " " + "，".join(parts) + end, st.sampled_from(_LATIN),
            st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=4), st.sampled_from("。？…；：”字")),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["\n", "\n\n", "\n    "]),
)  # fmt: skip
def test_what_is_a_paragraph_at_a_glance_is_one_by_every_rule(lines: list[str], between: str) -> None:
    text = f"{PROSE}\n\n{between.join(lines)}\n"
    with pytest.MonkeyPatch.context() as patch:
        made = md(text)
        patch.setattr(blocks, "_is_plain", lambda _line, _state: False)
        assert made == md(text)


@given(st.text("甲a \r\n\v\f\x1c\x85\u2028", max_size=12))
def test_only_line_ends_divide_lines(text: str) -> None:
    assert chunks.split(text) == re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


TENDER = (
    f"1. 招标条件\n{PROSE}\n2. 投标文件\n2.1 费用：{PROSE}\n2.2 语言：{PROSE}\n"
    f"3. 开标\n3.1 时间：{PROSE}\n4. 联系方式\n招标人：水利站\n"
)


def test_a_number_above_clauses_of_its_own_is_a_heading_and_so_are_its_like() -> None:
    assert re.findall("^#.*", md(TENDER), re.MULTILINE) == ["## 1. 招标条件", "## 2. 投标文件", "## 3. 开标", "## 4. 联系方式"]
    below = md(f"第一章 须知\n{TENDER}第二章 合同\n{TENDER}")
    assert re.findall("^## .*", below, re.MULTILINE) == ["## 第一章 须知", "## 第二章 合同"]
    assert len(re.findall("^### ", below, re.MULTILINE)) == 8


def test_numbers_without_clauses_of_their_own_stay_items() -> None:
    assert "#" not in md(f"{PROSE}\n1. 渔网\n2. 船桨\n2.5 米长的绳\n3. 铁锚\n{PROSE}\n")


def test_a_standard_is_named_below_its_classes() -> None:
    cover = "ICS 13.200\nA 90\n某某省地方标准\n渡口安全管理规范\nSpecification for ferries\n"
    found = md(f"{cover}前言\n{PROSE}\n渡口安全管理规范\n1 范围\n{PROSE}\n2 要求\n2.1 水位\n{PROSE}\n2.2 船只\n{PROSE}\n")
    assert found.startswith("# 渡口安全管理规范\n\nICS 13.200\n")
    assert found.count("渡口安全管理规范") == 1


COUNTED = (
    f"支援照顾者的措施\n目的\n{PROSE}\n背景\n2.　　{PROSE}\n3.　　{PROSE}\n现行措施\n暂托服务\n4.　　{PROSE}\n"
    f"未来路向\n5.　　政府会研究：\n(a)　　增设船位；以及\n(b)　　检讨班次。\n征询意见\n6.　　{PROSE}\n"
)


def test_headings_above_paragraphs_that_are_counted_through() -> None:
    found = md(COUNTED)
    assert re.findall("^##.*", found, re.MULTILINE) == [
        "## 目的", "## 背景", "## 现行措施", "### 暂托服务", "## 未来路向", "## 征询意见"
    ]  # fmt: skip
    assert f"\n\n2\\.　　{PROSE}\n\n" in found


def test_items_below_one_heading_stay_a_list() -> None:
    assert "2. " + PROSE in md(f"注意事项\n1. {PROSE}\n2. {PROSE}\n3. {PROSE}\n4. {PROSE}\n保养\n1. {PROSE}\n2. {PROSE}\n")


def test_what_a_document_is_filed_under_is_no_title() -> None:
    assert md(f"项目编号：AB2023-17\n渡口维修采购公告\n{PROSE}\n").startswith("# 渡口维修采购公告\n\n- 项目编号：AB2023-17\n")
    assert md(f"声音收藏家：把一座城录下来\n{PROSE}\n").startswith("# 声音收藏家：")


def test_a_headline_with_a_colon_is_the_title_where_there_is_no_other() -> None:
    assert md(f"老街镇：把渡口搬到村民家门口\n来源：老街报\n发布时间：2023-05-12\n分享\n{PROSE}\n").startswith(
        "# 老街镇：把渡口搬到村民家门口\n\n- 来源"
    )
    assert not md(f"主办单位：老街镇水利站和中学\n时间：2023-05-12\n{PROSE}\n").startswith("#")
