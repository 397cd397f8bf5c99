"""What stands above a document's text: labels in the many forms that sites give them, menus, and rows that are no title."""

from __future__ import annotations

import pytest

import zlcli

TITLE = "关于老渡口清淤期间改道的通知"
BODY = "老渡口河段淤积严重，定于本月下旬清淤，渡船改在上游停靠。\n\n清淤期间往返各村的班次不变，有疑问的请到水利站当面咨询。\n"


def markdown(head: str) -> str:
    """Return the Markdown of a document with ``head``, the same in a second run."""
    once = zlcli.normalize(f"{head}\n{BODY}", format="md").text
    assert zlcli.normalize(once, format="md", written_in="md").text == once
    return once


def expected(*labels: str) -> str:
    items = "\n".join(f"- {label}" for label in labels)
    return f"# {TITLE}\n\n{items}\n\n{BODY}"


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        ("来源：水利站发布时间：2021-03-09浏览次数：54", ["来源：水利站", "发布时间：2021-03-09"]),
        ("- 发布日期：2021-03-09 浏览次数：2079 来源：本站\n-", ["发布日期：2021-03-09", "来源：本站"]),
        (
            "  • 索引号：\n\n    0613/2021-07\n  • 主题分类：\n\n  • 来源：\n\n  • 发文机构：\n\n    镇水利站\n"
            "  • 发布日期：\n\n    2021年03月09日 16:34\n  • 内容概述：\n\n" + TITLE,
            ["索引号：0613/2021-07", "发文机构：镇水利站", "发布日期：2021年03月09日 16:34"],
        ),
        (
            "索引号 0613/2021-07 成文时间 2021-03-09\n发布机构 镇水利站 组配分类 通知\n有效性 有效\n",
            ["索引号：0613/2021-07", "成文时间：2021-03-09", "发布机构：镇水利站", "组配分类：通知", "有效性：有效"],
        ),
        (
            "索引号 | 0613/2021-07 | ||\n发布机构 | 镇水利站 | 公开方式 | 主动公开 |",
            ["索引号：0613/2021-07", "发布机构：镇水利站", "公开方式：主动公开"],
        ),
        (
            "索引号：0613-07 公文目录：应急管理 发文日期：2021年03月09日 主题词： 文  号：",
            ["索引号：0613-07", "公文目录：应急管理", "发文日期：2021年03月09日"],
        ),
        (
            "索   引   号 0613-07 分        类 其他；水利；\n发 布 机 构 镇水利站 发 文 日 期 2021-03-09",
            ["索引号：0613-07", "发布机构：镇水利站", "发文日期：2021-03-09"],
        ),
    ],
    ids=["glued", "one item", "values below labels", "one space", "bars", "one that is not known", "labels set apart"],
)
def test_labels_are_metadata_however_they_are_set(head: str, labels: list[str]) -> None:
    assert markdown(f"{TITLE}\n\n{head}\n") == expected(*labels)


@pytest.mark.parametrize(
    "menu",
    [
        "热门站点| 渡口资料网 | 水利资料网 | 渡口论坛\n收藏本站| 设为首页| 首页",
        "省水利网 市水利网 English 水利论坛 河长办\n首     页 政 务 公 开 办 事 互 动",
    ],
)
def test_menus_are_no_title(menu: str) -> None:
    assert markdown(f"{menu}\n\n{TITLE}\n\n来源：水利站 日期：2021-03-09\n") == expected("来源：水利站", "日期：2021-03-09")


@pytest.mark.parametrize("title", ["时 间 表", "文 字 实 录"])
def test_a_title_set_apart_is_no_label(title: str) -> None:
    assert "：" not in markdown(f"{title}\n").split("\n")[0]


def test_rows_between_bars_are_a_table_and_no_title() -> None:
    text = "序号 | 渡口 | 班次 |\n1 | 老渡口 | 每天六班，大水时停开 |\n2 | 新渡口 | 每天四班 |\n"
    assert zlcli.normalize(text, format="md").text == (
        "| 序号 | 渡口 | 班次 |\n| --- | --- | --- |\n| 1 | 老渡口 | 每天六班，大水时停开 |\n| 2 | 新渡口 | 每天四班 |\n"
    )


@pytest.mark.parametrize(
    "text", ["甲 | 乙 | 丙\n丁 | 戊 | 己\n", "cat a | grep b | wc\ncat c | grep d | wc\ncat e | sort | uniq\n"]
)
def test_what_bars_part_otherwise_is_no_table(text: str) -> None:
    assert "---" not in zlcli.normalize(text, format="md").text
