"""What print and PDF put between the lines: numbers, headers and notes of pages."""

from __future__ import annotations

import pytest

import zlcli

PROSE = "河岸的工程从三月开始，一直做到七月，前后用了一百二十天，比原来的计划提前了九天。"
CUT = "沿线的三个村子都派了人来帮忙，石料由下游的采石场供应①，每天两"
OTHER = "水泥则从城里运来，存放在渡口旁边的仓库里，由专人看守并登记出入。"
REST = "船，风大的日子停运。"
NOTE = "① 云岭县志编委会：《云岭县志》，第三十二页。"


def pages(between: str, rest: str = REST) -> str:
    """Return two pages, the first of which ends with ``between``."""
    return f"{PROSE}\n{CUT}\n{between}\n- 12 -\n{rest}\n{OTHER}\n- 13 -\n"


def test_a_note_below_a_page_does_not_cut_a_sentence() -> None:
    result = zlcli.normalize(pages(NOTE), format="md")
    assert result.text.replace("\n", "") == f"{PROSE}{CUT}{REST}{NOTE}{OTHER}"
    assert any(change.rule == "footnote below its paragraph" for step in result.steps for change in step.examples)


@pytest.mark.parametrize(
    "text",
    [
        pages(f"从城里运来。\n{NOTE}"),
        pages(NOTE, "第二章　仓库"),
        f"{PROSE}\n{CUT}\n{NOTE}\n{REST}\n{OTHER}\n",
        pages("[3] 的说法与此相同，"),
    ],
    ids=["the sentence is finished", "a heading follows", "no page ends here", "a citation"],
)
def test_a_note_stays_where_no_page_cut_a_sentence(text: str) -> None:
    squeezed = "".join(line for line in text.splitlines() if not line.startswith("- 1"))
    assert "".join(zlcli.normalize(text, format="md").text.replace("## ", "").replace("\u3000", " ").split()) == "".join(
        squeezed.replace("\u3000", " ").split()
    )


def test_a_header_above_an_official_title_is_none() -> None:
    page = "第三分署公告                         第 {} 页\n"
    text = page.format(1) + f"\n疏浚工程公告\n\n一、范围\n\n{PROSE}\n{OTHER}\n\n" + page.format(2) + f"\n二、期程\n\n{PROSE}\n"
    assert zlcli.normalize(text, format="md").text.startswith("# 疏浚工程公告\n")
    assert "分署" not in zlcli.normalize(text, format="md").text


def test_an_excerpt_begins_with_no_header_of_its_book_but_with_that_of_its_chapter() -> None:
    def excerpt(left: str, right: str, first: int) -> str:
        long = "".join(f"第{i}天的水位和水色都记在册子里，没有漏记。\n" for i in "一二三四五六七八")
        heads = f"{first}　　{left}", f"　　　　{right}　　{first + 1}", f"{first + 2}　　{left}"
        return f"{heads[0]}\n\n{long}{heads[1]}\n\n{long.replace('天', '夜')}{heads[2]}\n\n{PROSE}\n"

    assert "山货史论" not in zlcli.normalize(excerpt("山货史论", "第三章　市场", 36), format="md").text
    assert zlcli.normalize(excerpt("山货史论", "第三章　市场", 1), format="md").text.startswith("# 山货史论\n")
    assert zlcli.normalize(excerpt("第三章　市场", "山货史论", 36), format="md").text.count("第三章") == 1


def test_a_rule_above_a_note_goes_with_the_page() -> None:
    result = zlcli.normalize(pages(f"─────────\n{NOTE}\n"), format="md").text
    assert result.replace("\n", "") == f"{PROSE}{CUT}{REST}{NOTE}{OTHER}"


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["page"]).text


def test_one_number_between_dashes_is_a_later_pages_and_the_header_below_it_no_title() -> None:
    prose = "渠道的水从山上来，绕过三个村子，一直流到河里。"
    assert cleaned(f"{prose}\n\n          — 3 —\n\n冬天{prose}\n") == f"{prose}\n\n冬天{prose}\n"
    pages = "".join(f"- {n} -\n水利学会会刊\n{prose}\n{prose}\n" for n in (12, 13, 14))
    assert "会刊" not in cleaned(pages)


def test_a_name_in_cells_of_a_table_is_no_number_of_a_page() -> None:
    cells = "".join(f"{name}\n59\nX\nX 选择的命令行接口\n" for name in ("xsel", "xclip", "xcopy"))
    text = f"剪贴板的软件包如下。\n{cells}以上几个都可以用。\n"
    assert zlcli.normalize(text).text == text


def test_a_header_that_stands_on_the_cover_as_well_is_one() -> None:
    page = "渡口每天开六班，水位超过警戒线时停航，由值班员在码头公告，并通知两岸的村。"
    text = f"DB00/T 17—2021\n渡口管理规范\n{page}\nDB00/T 17—2021\n{page}\n" + "".join(
        f"{n}\nDB00/T 17—2021\n{page}\n{page}\n{page}\n" for n in range(1, 5)
    )
    assert zlcli.normalize(text, only=["page"]).text.count("DB00") <= 1


def test_a_header_beside_feet_that_hold_the_number() -> None:
    pages = [f"渡口{a}开六班，水位超过警戒线时停航。\n值班员{a}在码头公告。\n{a}通知两岸。\n" for a in "早晚春秋冬"]
    feet = [f"版本：B/0          第 {n} 页 共 96 页\n渡口管理手册\n" for n in (21, 22, 23, 24)]
    text = pages[0] + "".join(foot + page for foot, page in zip(feet, pages[1:], strict=True))
    assert zlcli.normalize(text, only=["page"]).text == "".join(pages)
