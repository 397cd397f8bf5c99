from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from zlcli.document import Ledger
from zlcli.layout import unwrap
from zlcli.layout.lines import columns
from zlcli.layout.spacing import Spacing
from zlcli.layout.wrapping import WrapHabit

PARAGRAPHS = [
    "河岸的工程从三月开始，一直做到七月，前后用了一百二十天，比原来的计划提前了九天，沿线的三个村子都派了人来帮忙。",
    "石料由下游的采石场供应，每天两船，风大的日子停运；水泥则从城里运来，存放在渡口旁边的仓库里，由专人看守并登记出入。",
    "完工以后，水务所在堤上立了一块小小的石碑，写着开工和完工的日期，没有写任何人的名字，所长说这样就好，不必多写。",
]


def wrap(paragraph: str, width: int) -> list[str]:
    """Break after so many columns, as an editor does that counts CJK as two."""
    lines = [""]
    for char in paragraph:
        if columns(lines[-1] + char) > width and char not in "，。；、":
            lines.append("")
        lines[-1] += char
    return lines


def unwrapped(text: str) -> str:
    return zlcli.normalize(text, only=["unwrap"]).text


@pytest.mark.parametrize("width", [36, 40, 60, 72, 78])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_paragraphs_come_back(width: int, indent: str) -> None:
    wrapped = "\n\n".join("\n".join(wrap(indent + paragraph, width)) for paragraph in PARAGRAPHS) + "\n"
    assert unwrapped(wrapped) == "\n\n".join(indent + paragraph for paragraph in PARAGRAPHS) + "\n"


@pytest.mark.parametrize("wide", [50, 56, 64, 72])
@pytest.mark.parametrize("narrow", [34, 36, 40])
def test_columns_of_two_widths_come_back(wide: int, narrow: int) -> None:
    """The first page of a paper is set in one column, the others in two; the last line of one is as wide as the other's."""
    pages = [wrap(paragraph, width) for width in (wide, narrow) for paragraph in PARAGRAPHS]
    assert unwrapped("\n\n".join(map("\n".join, pages)) + "\n") == "\n\n".join(PARAGRAPHS * 2) + "\n"


def test_lines_of_two_lengths_that_break_no_words_stay() -> None:
    """They may well be verse without punctuation."""
    short = [
        "灯火照着河岸的石阶与岸边的旧船",
        "风从对岸吹来带着稻田和炊烟味道",
        "有人在桥上唱着去年学会的歌谣呀",
        "歌声落进水里惊起一只白色水鸟。",
    ]
    long = [f"{line.rstrip('。')}仿佛很久以前的夜晚" for line in short]
    text = "\n".join([*short, "", *long]) + "。\n"
    assert unwrapped(text) == text


def test_blank_lines_between_all_lines() -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrap("　　" + paragraph, 60)]
    assert unwrapped("\n\n".join(lines) + "\n") == "\n\n".join("　　" + paragraph for paragraph in PARAGRAPHS) + "\n"


def test_line_ends_stay() -> None:
    wrapped = "\r\n".join([*wrap(PARAGRAPHS[0], 40), "", *wrap(PARAGRAPHS[1], 40)]) + "\r\n"
    assert unwrapped(wrapped) == f"{PARAGRAPHS[0]}\r\n\r\n{PARAGRAPHS[1]}\r\n"


@pytest.mark.parametrize("space", [" ", ""])
def test_spaces_are_the_authors(space: str) -> None:
    """Where a line ends between 中文 and Latin, the author's habit elsewhere decides."""
    known = f"备份{space}server{space}上的文件，用{space}rsync{space}最省事，它只传改动过的部分，别的不碰。"
    lines = ["\n".join(wrap(paragraph, 40)) for paragraph in (*PARAGRAPHS, known)]
    broken = "先把要传输的文件列表完整地看一遍再执行\nrsync 命令。"
    assert f"再执行{space}rsync 命令。" in unwrapped("\n\n".join([*lines, broken]) + "\n")


def test_latin_words_keep_their_space() -> None:
    sentence = "The notice was written in English as well so that visitors from abroad could read all of it without help."
    chinese = ["\n".join(wrap(paragraph, 46)) for paragraph in PARAGRAPHS]
    assert sentence in unwrapped("\n\n".join([*chinese, "\n".join(textwrap.wrap(sentence, 46))]) + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS) + "\n",
        "\n\n".join(PARAGRAPHS),
        "春风吹绿了江南岸\n明月何时照我还乡\n山高水远路迢迢呀\n一叶扁舟过大江去\n" * 3,
        "“来了？”\n“来了。”\n“坐。”\n他没有坐\n只是站在门口\n“怎么不坐？”\n",
        "青川市城关街道滨河路十二号\n青川市南门街道人民路七号院\n青川市北门街道解放路一号楼\n" * 2,
        "甲方：青川水务所\n乙方：下游采石场\n日期：三月一日\n金额：一万元整\n",
        "| 姓名 | 年龄 |\n|---|---|\n| 张三 | 十八 |\n",
        "1. 打开阀门并等待水位下降到红线以下\n2. 关闭水泵并切断电源以后挂上警示牌\n3. 通知下游渡口的值班人员注意水情\n" * 2,
        "$ rsync -av /home/me/projects/river /mnt/backup/projects\n$ ls -l /mnt/backup/projects/river/2021/plan.txt\n" * 4,
    ],
    ids=["paragraphs", "spaced paragraphs", "verse", "dialogue", "addresses", "labels", "table", "items", "code"],
)
def test_what_is_not_wrapped_is_not_touched(text: str) -> None:
    assert unwrapped(text) == text


def test_items_headings_and_code_stay_apart_in_wrapped_text() -> None:
    body = "\n".join("\n".join(wrap(paragraph, 60)) + "\n" for paragraph in PARAGRAPHS)
    tail = "一、开工\n（一）备料\n1. 石料\n2. 水泥\n  * 沙子\n    $ make all\n第三条　完工。\n"
    assert unwrapped(body + "\n" + tail).endswith("\n" + tail)


def test_every_join_is_counted() -> None:
    lines = wrap("".join(PARAGRAPHS), 40)
    step = zlcli.normalize("\n".join(lines) + "\n", only=["unwrap"]).steps[0]
    assert (step.kind, step.count) == ("unwrap", len(lines) - 1)
    assert step.examples[0].before.startswith(lines[0][-8:])


@given(st.lists(st.text(alphabet="中文字，。a (", min_size=1, max_size=40), max_size=20), st.sampled_from(["\n", "\n\n"]))
def test_joining_only_takes_away_line_ends(lines: list[str], between: str) -> None:
    text = between.join(lines)
    habit = WrapHabit(40, 2, between == "\n\n", False, 0.88, Spacing(text))
    joined = "".join(unwrap.join(text.splitlines(keepends=True), habit, Ledger()))
    assert "".join(joined.split()) == "".join(text.split())


def test_a_single_break_inside_a_word_is_enough() -> None:
    torn = "早上下了一场大雨, 院子里的水一直漫到台阶, 我们只好搬到楼上去住, 到了晚上雨还在继\n续下着, 谁也睡不着。\n"
    assert zlcli.normalize(torn).text == torn.replace("继\n续", "继续")


def test_a_line_without_its_full_stop_is_not_joined_with_the_next() -> None:
    text = (
        "早上下了一场大雨, 院子里的水一直漫到台阶, 我们只好搬到楼上去住, 到了晚上才停下\n明天的会议改到下午, 请大家准时参加。\n"
    )
    assert zlcli.normalize(text).text == text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("把旧的日志全部清理干净之前请先运行一次 logtool", "--dry-run 看看结果。", "logtool --dry-run"),
        ("先把要传输的文件列表完整地看一遍参见 printf", "(3) 的说明。", "printf(3)"),
    ],
)
def test_options_and_names_of_manuals_keep_their_form(first: str, second: str, joined: str) -> None:
    lines = ["\n".join(wrap(paragraph, 46)) for paragraph in PARAGRAPHS]
    assert joined in unwrapped("\n\n".join([*lines, f"{first}\n{second}"]) + "\n")


def test_a_command_between_blank_lines_is_no_markdown() -> None:
    wrapped = "\n\n".join("\n".join(wrap(paragraph, 60)) for paragraph in PARAGRAPHS)
    assert unwrapped(f"{wrapped}\n\n# rivertool --start\n").startswith("\n\n".join(PARAGRAPHS))


_SHORT_RULES = """一、　　为了管好村里的晒谷场，方便各家轮流使用{end}制定
本办法。
二、　　晒谷场由村委会派人看守，收割时节每天开放并
登记使用时间。
"""


def test_two_breaks_are_enough_where_both_lines_are_the_longest() -> None:
    text = _SHORT_RULES.format(end="")
    assert unwrapped(text) == text.replace("制定\n本", "制定本").replace("开放并\n登", "开放并登")


def test_two_breaks_are_not_enough_where_one_line_had_room() -> None:
    text = _SHORT_RULES.format(end="，特")
    assert unwrapped(text) == text


def test_two_words_torn_on_lines_wider_than_a_page_are_enough() -> None:
    torn = [paragraph.rstrip("。") + "，大家都等着船来，渡口的" for paragraph in PARAGRAPHS[:2]]
    broken = [f"{torn[0]}仓\n库还没有开门。", f"{torn[1]}缆\n绳还没有换新。"]
    assert min(columns(line) for text in broken for line in text.split("\n")[:1]) > 110
    text = "\n\n".join([*broken, "晚上没有事情，早早睡了。"]) + "\n"
    assert unwrapped(text) == text.replace("仓\n库", "仓库").replace("缆\n绳", "缆绳")


@pytest.mark.parametrize("others", [0, 6])
def test_one_word_torn_on_the_fullest_of_many_lines_is_enough(others: int) -> None:
    """13 nats that a word is torn are not; that by chance it were the fullest of eight lines adds two."""
    short = "".join(f"\n\n第{i}天没有事情，早早睡了。" for i in "一二三四五六"[:others])
    text = f"早上下了一场大雨，江水涨得很快，我去看了看对岸的渡\n口和码头。{short}\n"
    assert unwrapped(text) == (text.replace("渡\n口", "渡口") if others else text)


def test_what_is_left_over_of_a_sentence_is_no_paragraph() -> None:
    lines = [
        PARAGRAPHS[0],
        "夜间开放期间馆里只留两名工作人员，借书和还书主要依靠机器，为了方便对岸的读者回家，公交公司推迟了末班车的时间，并且在渡口旁边增设临时站\n点。",
        *PARAGRAPHS[1:],
    ]
    assert unwrapped("\n".join(lines) + "\n") == "\n".join(lines).replace("站\n点", "站点") + "\n"


@pytest.mark.parametrize("label", ["[关键词] 渡口；石料", "关键词：渡口；石料", "【摘要】渡口和石料。"])
def test_keywords_begin_a_line_of_their_own(label: str) -> None:
    text = "\n".join([*wrap(PARAGRAPHS[0][:39] + "。", 40), label, *wrap(PARAGRAPHS[1], 40)]) + "\n"
    assert f"\n{label}\n" in unwrapped(text)


def test_an_anthology_of_verse_is_not_wrapped() -> None:
    poem = "题目:《{}》\n作者:顾长风（１０８４－１１４５）\n{}\n"
    verses = ("山路秋深人去远，江村日暮雁来迟。\n一篙春水浮新绿，两岸晴云挂旧枝。\n", "门前细柳垂新雨，屋后闲花落晚风。\n")
    text = "".join(poem.format(f"第{i}首", verse * 2) for i, verse in enumerate(verses * 6))
    assert zlcli.normalize(text).text == text


def test_a_line_that_a_word_made_wider_goes_on() -> None:
    lines = [
        "渡口的班次是这样排的：早上六点头班，之后每两个小时一班，遇到大水就停，不",
        "另行通知。船上装了一台旧电脑，跑的是船老大的儿子写的程序，名叫ferry timetable，",
        "开机就显示下一班的时间。去年换了新的操作系统以后它不认得打印机了，船票只",
        "好用手写，一张一张盖章。",
    ]
    assert zlcli.normalize("\n".join(lines), only=["unwrap"]).text == "".join(lines)
