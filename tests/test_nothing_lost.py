"""What a document says is in what comes out, or among the changes that are shown, whatever stands below what."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zlcli
from zlcli.document import Format

PROSE = "渠道从山脚绕过三个村子，冬天清淤，春天放水，用水的次序在祠堂里商量，先到的先浇，后到的等着，谁也不多"
# Lines that rules of the layout know: each of them asks for what comes below, and must give back what it does not take.
LINES = (
    *(
        "第一章 总则",
        "第二章 用水",
        "第一条 用水按户计算。",
        "一、总的要求",
        "（一）先后次序",
        "1. 清淤",
        "2. 放水",
        "（1）看守；",
    ),
    *("1.1 范围", "1.2 期限", "壹、缘起", "第一卷 山脚", "第1回 开渠", "序", "后记", "参考文献", "版本 1.0", "v1.2", "摘 要"),
    *(
        "附件：",
        "附件1：户名表",
        "附件2：水位表",
        "附件：1.户名表",
        "2.水位表",
        "附件3",
        "相关附件：",
        "相关的事如下",
        "附表1 预算.doc",
    ),
    *(
        "● 看水的人",
        "● 修渠的人",
        "◆ 办法",
        "- 一项",
        "  - 里面一项",
        "    下面的字",
        "问：什么时候？",
        "答：春分。",
        "A. 东渠",
        "B. 西渠",
        "C. 南渠",
    ),
    *(
        "表 1 水位",
        "图2 渠道",
        "月份    村子    户数",
        "三月    东村    20",
        "四月    西村    30",
        "名称\t数量",
        "铁锹\t3",
        "箩筐\t4",
    ),
    *("| a | b |", "|---|---|", "| 东 | 西 |", "┌──┬──┐", "│东│西│", "└──┴──┘", "+--+--+", "| 南 | 北 |"),
    *(
        "$ ls -la /tmp",
        "   $ locale -a",
        "for (i = 0; i < 9; i++) {",
        "    print(i)",
        "}",
        "```",
        "~~~",
        "> 引的话",
        ": 旧式引用",
    ),
    *(
        "发信人: abc (某), 信区: Test",
        "来源：本站",
        "日期：2012年3月4日",
        "【 在 某人 的大作中提到: 】",
        "抄送：县委",
        "联系人：张三",
    ),
    *(
        "某某县水利局",
        "2012年3月4日",
        "某水发〔2014〕5号",
        "各乡、镇：",
        "特此通知。",
        "关于印发《用水办法》的通知",
        "关于做好春灌的通知",
    ),
    *(
        "渠水清清过石桥，",
        "桥边杨柳万千条。",
        "敲门人未应，雪落满山城。",
        "《春渠》",
        "（清）无名",
        "“水来了？”他问。",
        "[1] 注一",
        "① 注二",
        "*3 注三",
    ),
    *(
        "-----",
        "======",
        "※ ※ ※",
        "%",
        "# 题",
        "## 小题",
        "**要紧**",
        "\f",
        "http://example.org/a",
        f"{PROSE}占。",
        PROSE,
        "占，等到",
    ),
)
_SAID = re.compile("[\u3400-\u9fffA-Za-z0-9]")


def said(text: str) -> Counter[str]:
    return Counter(_SAID.findall(text))


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=14, unique=True))
    indents = st.sampled_from(("", "", "", "", "  ", "    ", " " * 20, "\n"))
    return "\n".join(draw(indents) + line for line in lines) + "\n"


def unexplained(text: str, form: Format) -> Counter[str]:
    result = zlcli.normalize(text, format=form)
    lost = said(text) - said(result.text)
    for step in result.steps:
        for change in step.examples:
            lost -= said(change.before) - said(change.after)
    return lost


@pytest.mark.parametrize("form", ["md", "text"])
@settings(max_examples=300)
@given(document=documents())
def test_every_character_is_kept_or_shown(form: Format, document: str) -> None:
    assert unexplained(document, form) == Counter()


def test_metadata_written_twice_is_kept_once_and_shown() -> None:
    date = "日期：2024-05-06"
    text = f"关于开放夜间自习室的通知\n{date}\n来源：校图书馆\n{date}\n\n{PROSE}。\n"
    assert zlcli.normalize(text, format="md").text.count(date) == 1
    assert unexplained(text, "md") == Counter()


@pytest.mark.parametrize("fence", ["```", "~~~"])
@pytest.mark.parametrize("closed", [True, False])
def test_code_between_fences_is_whole_however_long(fence: str, closed: bool) -> None:
    code = "".join(f"第{i}行\n" for i in range(1000))
    text = f"渠道的记录。\n\n{fence}\n{code}{fence if closed else ''}\n"
    assert f"\n{code}" in zlcli.normalize(text, format="md").text


def test_names_of_attachments_that_each_have_a_label_are_a_list() -> None:
    below = "\n\n某某县水利局\n"
    assert zlcli.normalize(f"{PROSE}占。\n\n附件1：户名表\n附件2：水位表{below}", format="md").text == (
        f"{PROSE}占。\n\n- 附件1：户名表\n- 附件2：水位表{below}"
    )
    assert zlcli.normalize(f"{PROSE}占。\n\n相关的事如下\n附件1：户名表{below}", format="md").text == (
        f"{PROSE}占。\n\n相关的事如下\n\n附件1：户名表{below}"
    )
