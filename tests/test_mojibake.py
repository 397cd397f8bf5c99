from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import is_lossless, misread, windows
from zlcli import chunks
from zlcli.document import MISREAD, Lost
from zlcli.model.characters import HAN_CHARACTER
from zlcli.repair import brief, lines, suspicion
from zlcli.repair.suspicion import suspicious_lines
from zlcli.repair.tables import RIGHT, TWO_BYTES, WRONG, encode

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("mojibake.json").read_text("utf-8"))
HANS = "每天早上他先把窗户打开，再给阳台上的花浇水。"
HANT = "每天早上他先把窗戶打開，再給陽臺上的花澆水。"
PHRASES = [
    "今天的天气很好，",
    "我们去公园看花。",
    "把文件保存到目录里",
    "\n",
    " abc 123 ",
    "你看见他的书了吗？",
    "需要先登录系统",
]
CHAINS = [
    pytest.param(text, right, wrong, id=f"{right} as {wrong}")
    for right in RIGHT
    for wrong in WRONG
    if right != wrong
    for text in (HANT if "5" in right else HANS,)
    if is_lossless(text, right, wrong)
]


def mended(text: str) -> str:
    return zlcli.normalize(text, only=["mojibake"]).text


@pytest.mark.parametrize("case", [case for case in CASES if "known_failure" not in case], ids=lambda case: case["about"])
def test_cases(case: dict[str, Any]) -> None:
    assert mended(case["damaged"]) == case.get("right", case["damaged"])


def test_a_zero_of_hong_kong_is_no_kana_where_the_document_was_big5() -> None:
    text = "今天早上下了雨，路上很滑。\n他把窗戶打開，再去買菜。\n\n二〇一九年四月三日\n"
    assert mended(misread(text, "big5hkscs", "cp1252")) == text


@pytest.mark.parametrize("case", [case for case in CASES if "right" not in case], ids=lambda case: case["about"])
def test_sound_text_stays_where_lost_bytes_are_guessed_too(case: dict[str, Any]) -> None:
    result = zlcli.normalize(case["damaged"], only=["mojibake", "lost-bytes"], lost="guess")
    assert result.text == case["damaged"]


@pytest.mark.parametrize("case", [case for case in CASES if "known_failure" in case], ids=lambda case: case["about"])
@pytest.mark.xfail(reason="known failure, kept in view")
def test_known_failures(case: dict[str, Any]) -> None:
    assert mended(case["damaged"]) == case.get("right", case["damaged"])


@pytest.mark.parametrize(("text", "right", "wrong"), CHAINS)
def test_every_chain_of_one(text: str, right: str, wrong: str) -> None:
    damaged = misread(text, right, wrong)
    assert mended(damaged) == text
    assert mended(f"# {damaged}\nprint('ok')\n{text}\n") == f"# {text}\nprint('ok')\n{text}\n"


@pytest.mark.parametrize("wrong", ["cp936", "cp1252", "mac_roman", "cp437"])
@pytest.mark.parametrize("between", ["cp1252", "mac_roman"])
def test_chains_of_two(between: str, wrong: str) -> None:
    text = HANS[:12]
    once = misread(text, "utf-8", between)
    if is_lossless(once, "utf-8", wrong):
        assert mended(misread(once, "utf-8", wrong)) == text


def test_the_chain_is_told_and_can_be_replayed() -> None:
    damaged = misread(misread(HANS, "utf-8", "cp1252"), "utf-8", "cp1252")
    result = zlcli.repair(f"一行好的。\n{damaged}\n")
    change = result.steps[0].examples[0]
    assert (change.line, change.chain) == (2, (("utf-8", "cp1252"), ("utf-8", "cp1252")))
    text = change.before
    for right, wrong in change.chain:
        data = encode(text, wrong)
        assert data is not None
        text = data.decode(right)
    assert text == change.after == HANS


def test_every_third_line_of_a_log() -> None:
    lines = [
        f"2024-05-01 08:{i:02} INFO {text}" for i, text in enumerate(["开始读取文件", "已连接好", "任务完成", "删除缓存"] * 6)
    ]
    damaged = [
        misread(line, "utf-8", "cp936") if i % 3 == 0 and is_lossless(line, "utf-8", "cp936") else line
        for i, line in enumerate(lines)
    ]
    assert sum(a != b for a, b in zip(lines, damaged, strict=True)) >= 3
    assert mended("\n".join(damaged)) == "\n".join(lines)


@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map("".join),
    st.sampled_from(RIGHT),
    st.sampled_from(WRONG),
)
def test_damage_is_undone_or_left_and_never_a_third_thing(text: str, right: str, wrong: str) -> None:
    if is_lossless(text, right, wrong):
        damaged = misread(text, right, wrong)
        # Spans are repaired one by one: each is what it was, or what it is.
        assert all(
            line in (good, bad) or set(line) <= set(good + bad)
            for line, good, bad in zip(mended(damaged).split("\n"), text.split("\n"), damaged.split("\n"), strict=False)
        )


@given(st.text(max_size=60))
def test_no_text_raises_and_a_second_run_changes_nothing(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@pytest.mark.parametrize(("right", "wrong"), [("用户", "cp936"), ("需要先登录系统", "cp1252")])
def test_a_long_line_is_looked_at_by_the_sentence(right: str, wrong: str) -> None:
    sound = "她把昨天剩下的饭热了热，就着咸菜吃了。" * 100
    damaged = misread(right, "utf-8", wrong)
    line = f"{sound}按下[{damaged}]以后等一等。{sound}"
    ((start, end),) = suspicious_lines(line)
    assert line[start:end] == f"按下[{damaged}]以后等一等。"
    assert mended(line) == line.replace(damaged, right)


@pytest.mark.parametrize("wrong", ["cp936", "cp1252"])
def test_a_long_line_that_is_damaged_stays_whole(wrong: str) -> None:
    damaged = misread("天冷要穿衣服的人" * 100, "utf-8", wrong)
    assert list(suspicious_lines(damaged)) == [(0, len(damaged))]


@pytest.mark.parametrize(("text", "right", "wrong"), CHAINS)
def test_a_file_of_one_line_has_no_character_torn(text: str, right: str, wrong: str) -> None:
    sound = text * (chunks.CHUNK // len(text) + 1)
    assert mended(misread(sound, right, wrong)) == sound


def test_a_long_line_that_talks_of_mojibake_before_the_place_stays() -> None:
    line = "她把昨天剩下的饭热了热，就着咸菜吃了。" * 40 + "乱码是这样的：鐢ㄦ埛。"
    assert mended(line) == line


@given(
    st.lists(st.sampled_from([*PHRASES, "岑參與賈島", "窸窣", "——", "（é）", *(case["damaged"] for case in CASES)]), max_size=4)
)
def test_lines_that_are_passed_over_would_have_stayed(phrases: list[str]) -> None:
    text = "".join(phrases)
    read = list(lines.to_read(text))
    passed = [text[start:end] for start, end in suspicious_lines(text) if (start, end) not in read]
    assert not any(found for line in passed for _, found in lines.pieces_of(line, lines.NO_HABIT, MISREAD))


@given(st.text())
def test_uncommon_characters_are_counted_alike_in_short_and_long_texts(text: str) -> None:
    text += "蹣跚，𠀀很好ㄅé가한"
    assert suspicion._count_strange(text, brief=True) == suspicion._count_strange(text, brief=False) > 1


@pytest.mark.parametrize("wrong", sorted(set(WRONG) - TWO_BYTES))
def test_no_single_byte_code_page_has_han(wrong: str) -> None:
    """Which is why text with Han is not tried in any."""
    assert not HAN_CHARACTER.search(bytes(range(256)).decode(wrong, "ignore"))
    assert encode("a漢", wrong) is None


LONG = "先把阳台上的花搬进屋里再去洗碗和扫地还要把晾干的衣服收进柜子里去"


@pytest.mark.parametrize("lost", ["mark", "guess"])
@pytest.mark.parametrize("line", ["早上八点，{}", "记住：{}", "先打开{}页面"])
@pytest.mark.parametrize("length", [16, 24, 32])
def test_the_sound_part_of_a_line_stays_beside_a_long_one_that_was_misread(line: str, length: int, lost: Lost) -> None:
    text = line.format(LONG[:length])
    damaged = line.format(misread(LONG[:length], "utf-8", "cp936"))
    assert zlcli.normalize(damaged, only=["mojibake", "lost-bytes"], lost=lost).text == text


@pytest.mark.parametrize("lost", ["mark", "guess"])
def test_the_sound_part_of_a_line_stays_beside_one_that_lost_bytes(lost: Lost) -> None:
    damaged = windows("桌子上放着一本很旧的地图和两支铅笔")
    assert "?" in damaged
    restored = zlcli.normalize(f"早上八点，{damaged}", only=["mojibake", "lost-bytes"], lost=lost).text
    assert restored.startswith("早上八点，桌子上放着一本很旧的地图和两支铅")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("雨傘", "cp950", "cp1252"),
        ("樓下的郵局", "cp950", "cp1252"),
        ("把門窗關好", "cp950", "cp1254"),
        ("把花澆一澆", "cp950", "mac_roman"),
        ("朋友", "gb18030", "mac_roman"),
        ("安静", "gb18030", "cp1251"),
    ],
)
@pytest.mark.parametrize("line", ["请把{}放在桌上", "晚上九点，{}"])
def test_letters_within_a_sound_line(line: str, text: str, right: str, wrong: str) -> None:
    """Those of Big5 have ASCII between them, of which a part by itself would be some other text."""
    assert mended(line.format(misread(text, right, wrong))) == line.format(text)


@pytest.mark.parametrize("then", [("cp1252",), ("cp437",), ("cp1252", "mac_roman")])
@pytest.mark.parametrize(("text", "right", "wrong"), [("朋友", "gb18030", "cp950"), ("早餐", "cp950", "cp936")])
def test_what_was_misread_before_it_was_saved(text: str, right: str, wrong: str, then: tuple[str, ...]) -> None:
    damaged = misread(text, right, wrong)
    for code_page in then:
        damaged = misread(damaged, "utf-8", code_page)
    assert mended(damaged) == text


@pytest.mark.parametrize("text", ["宮島", "臺灣", "猪股", "朴槿惠"])
def test_what_would_be_left_is_not_taken_for_misread_again(text: str) -> None:
    assert mended(misread(text, "utf-8", "cp1252")) == text


@pytest.mark.parametrize(
    "text", ["在Zürich的时候", "请打开ГОСТ页面", "按下«Файл»以后", "他叫François，法国人", "向量α·β的长度", "俄语词УЕЗД的意思"]
)
def test_sound_letters_within_a_sound_line(text: str) -> None:
    assert mended(text) == text


def test_words_that_look_misread_are_no_habit_of_a_document() -> None:
    words = "вода земля повітря сонце дерево ємні ефебії ефік Тієс книга місто річка гора море хліб сіль вікно двері стіл"
    text = "\n".join([*words.split(), *words.upper().split()] * 3)
    assert mended(text) == text


def test_the_same_damage_in_many_lines_is_a_habit() -> None:
    text = "\n".join(["打开", "关闭", "保存文件", "退出", "是", "取消", "请重新输入密码", "帮助"] * 4)
    damaged = misread(text, "gb18030", "cp1252")
    assert mended(damaged) == text


@pytest.mark.parametrize(
    ("word", "right", "wrong"),
    [
        ("经历", "gb18030", "cp949"),
        ("出租", "gb18030", "cp949"),
        ("天气", "gb18030", "euc_jp"),
        ("周末", "gb18030", "cp950"),
        ("早餐", "cp950", "cp936"),
        ("電梯", "cp950", "cp949"),
        ("天气", "gb18030", "koi8_r"),
        ("头疼", "gb18030", "cp1251"),
        ("午饭", "gb18030", "cp1251"),
        ("变量", "gb18030", "cp1252"),
    ],
)
def test_a_word_of_two_by_itself(word: str, right: str, wrong: str) -> None:
    assert mended(misread(word, right, wrong)) == word


@pytest.mark.parametrize(
    "word", ["宮島", "猪股", "出漁", "和気藹々", "きだ", "맡아", "쫄쫄", "뒤척뒤척", "킁킁대", "ﾐﾂﾏﾂ", "│Мать│", "║липецк║"]
)
def test_sound_words_that_look_misread(word: str) -> None:
    assert mended(word) == word
    assert mended(f"{word}\n") == f"{word}\n"


def test_no_listed_word_is_changed() -> None:
    assert [word for word in brief.lookalikes() if mended(word) != word] == []


def test_a_listed_word_is_read_anew_in_a_document_that_was_misread() -> None:
    lines = ["每天早上都要浇花", "相遇", "把门打开", "傍晚再去散步"]
    damaged = [misread(line, "gb18030", "cp949") for line in lines]
    assert damaged[1] in brief.lookalikes()
    assert mended("\n".join(damaged)) == "\n".join(lines)


def test_a_character_again_and_again_is_no_evidence() -> None:
    """Of which a radical was unified by a first run, so that a second one saw other text."""
    once = zlcli.repair("⼀豈豈豈").text
    assert once == zlcli.repair(once).text == "一豈豈豈"
