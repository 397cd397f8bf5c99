from __future__ import annotations

from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zlcli
from zlcli.document import Block, Conversion, Ledger, Quotes, Target
from zlcli.script.blocks import convert_blocks
from zlcli.script.engine import engine

HANT = "區裡的書店開門了，讀者們隨著樓梯走上去。"
HANS = "区里的书店开门了，读者们随着楼梯走上去。"
TABLES = [(path.stem.removeprefix("script_"), path) for path in sorted(Path(__file__).with_name("data").glob("script_*.tsv"))]


def sentences(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [(before, after) for before, after in rows]


@pytest.mark.parametrize(("to", "before", "after"), [(to, *row) for to, path in TABLES for row in sentences(path)])
def test_table(to: Target, before: str, after: str) -> None:
    assert zlcli.convert_script(before, to=to) == after
    assert zlcli.convert_script(after, to=to) == after


def test_our_phrases_also_hold_in_configurations_of_two_stages() -> None:
    assert (
        zlcli.convert_script("論著裡說，軟體很著名，要沿著河走", to="hans", regional_words=True)
        == "论著里说，软件很著名，要沿着河走"
    )


def test_elsewhere_the_result_is_opencc_s() -> None:
    text = "這裡的頭髮、發展、乾淨、乾隆、一髮千鈞，皇后與後來，面條與麵條。"
    assert zlcli.convert_script(text, to="hans") == opencc.OpenCC("t2s").convert(text)


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("hans", HANS),
        ("hans", "程序员的工作是写程序，乾隆年间没有。"),
        ("hant", HANT),
        ("hant", "余先生與里長在丑時過台灣，准許發言。"),
        ("hant", "張三丰與郁達夫"),
        ("hant", "余先生"),
        ("hant", "台北"),
        ("tw", "范先生說：里長不准許干擾。"),
    ],
)
@pytest.mark.parametrize("words", [False, True])
def test_text_in_the_target_script_is_returned_as_it_is(to: Target, text: str, words: bool) -> None:
    assert zlcli.convert_script(text, to=to, regional_words=words) == text


@pytest.mark.parametrize(
    ("to", "words", "expected"),
    [
        ("hant", False, "軟件裏面"),
        ("tw", False, "軟件裡面"),
        ("tw", True, "軟體裡面"),
        ("hk", False, "軟件裏面"),
    ],
)
def test_targets(to: Target, words: bool, expected: str) -> None:
    assert zlcli.convert_script("软件里面", to=to, regional_words=words) == expected


def test_a_mixed_document_is_converted_where_needed() -> None:
    assert zlcli.convert_script("余先生開門。\n里面有书。\n", to="hant") == "余先生開門。\n裏面有書。\n"


def test_a_mixed_paragraph_is_converted_sentence_by_sentence() -> None:
    text = "余先生開門時說准許進入。里面有书，他准备看书。余先生也在。"
    assert zlcli.convert_script(text, to="tw") == "余先生開門時說准許進入。裡面有書，他準備看書。余先生也在。"


def test_a_sentence_mostly_in_the_target_script_only_loses_foreign_characters() -> None:
    assert zlcli.convert_script("余先生與里長們開門時說了一个字。", to="hant") == "余先生與里長們開門時說了一個字。"
    assert zlcli.convert_script("乾隆时代的书说见过這本书。", to="hans") == "乾隆时代的书说见过这本书。"


@pytest.mark.parametrize("to", ["hant", "tw", "hk"])
def test_words_that_a_converter_left_behind_are_written_as_traditional_has_them(to: Target) -> None:
    text = "干部們開會了，由選出的干部講話，制定新的規范。\n\n{}。\n\n若干部門與不相干部分的事，寫成「干部」的不算。"
    assert zlcli.convert_script(text.format("这个书店"), to=to) == text.replace("干部們", "幹部們").replace(
        "的干部講", "的幹部講"
    ).replace("規范", "規範").format("這個書店")
    assert zlcli.convert_script("這是干部們的書。", to=to) == "這是幹部們的書。"
    assert zlcli.convert_script("這是干部們的書。", to=to, terms={"干": "干"}) == "這是干部們的書。"


def test_what_shows_no_script_follows_what_stands_before_it() -> None:
    assert zlcli.convert_script("开门\n里面\n開門\n里面\n", to="hant") == "開門\n裏面\n開門\n里面\n"
    assert zlcli.convert_script("里面\n开门\n", to="hant") == "裏面\n開門\n"


def test_words_tell_where_characters_do_not() -> None:
    assert zlcli.convert_script("五谷丰登", to="hant") == "五穀豐登"
    assert zlcli.convert_script("睡著了", to="hans") == "睡着了"
    assert zlcli.convert_script("床前明月光", to="hant") == "床前明月光"


def test_mainland_words_in_traditional_text_are_known_for_what_they_are() -> None:
    text = "用戶用鼠標打開軟件，程序員寫數據庫程序，通過網絡發短信。"
    assert "程序" in zlcli.convert_script(text, to="hans", regional_words=True)
    there = zlcli.convert_script(text, to="tw", regional_words=True)
    assert there == "使用者用滑鼠開啟軟體，程式設計師寫資料庫程式，通過網路發簡訊。"
    assert zlcli.convert_script(there, to="tw", regional_words=True) == there
    assert zlcli.convert_script(text, to="tw") == text


def test_words_of_the_region_itself_stay() -> None:
    text = "這份文件的程序合法，軟體與網路的品質，由立法院審查。數據機壞了，請用滑鼠登出。"
    assert zlcli.convert_script(text, to="tw", regional_words=True) == text


def test_a_second_run_keeps_words_that_the_first_one_made() -> None:
    text = "幹部用軟件打開文檔，群眾的信息在服務器的進程裡，黨委書記用的是調製解調器。"
    there = zlcli.convert_script(text, to="tw", regional_words=True)
    assert "文件" in there
    assert "數據機" in there
    assert zlcli.convert_script(there, to="tw", regional_words=True) == there


def test_what_opencc_cannot_take_survives() -> None:
    assert zlcli.convert_script("開\x00門\ud800開", to="tw") == "開\x00門\ud800開"
    assert zlcli.convert_script("开\x00门\ud800开", to="tw") == "開\x00門\ud800開"


@settings(deadline=None)  # the first call loads OpenCC's dictionaries
@given(
    st.text(alphabet=HANT + HANS + "著里后发干面台余范准丑复 \n，", max_size=60),
    st.sampled_from(["hans", "hant", "tw", "hk"]),
    st.booleans(),
    st.sampled_from(["keep", "curly", "corner"]),
)
def test_a_second_run_changes_nothing(text: str, to: Target, words: bool, quotes: Quotes) -> None:
    once = zlcli.convert_script(text, to=to, regional_words=words, quotes=quotes)
    assert zlcli.convert_script(once, to=to, regional_words=words, quotes=quotes) == once


@settings(deadline=None)  # the first call loads OpenCC's dictionaries
@given(st.text(alphabet=HANT + HANS + "`-{}<>/\\。\n \ufdd0", max_size=60))
def test_lines_and_marks_stay_in_place(text: str) -> None:
    result = zlcli.convert_script(text, to="tw")
    assert [len(line) for line in result.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        ({"打印机": "列印機"}, "打印机里有软件", "列印機裡有軟件"),
        ({"软件": "軟體"}, "软件里", "軟體裡"),
        ({"頭發": "頭髮"}, "頭發長了。", "頭髮長了。"),  # also where nothing else is converted
    ],
)
def test_the_user_s_terms_win(terms: dict[str, str], text: str, expected: str) -> None:
    assert zlcli.convert_script(text, to="tw", terms=terms) == expected


def test_terms_are_written_once() -> None:
    once = zlcli.convert_script("他写程序。", to="tw", terms={"程序": "程序員"})
    assert once == "他寫程序員。"
    assert zlcli.convert_script(once, to="tw", terms={"程序": "程序員"}) == once


def test_terms_win_in_every_stage() -> None:
    assert zlcli.convert_script("软件的内存", to="tw", regional_words=True, terms={"软件": "軟件"}) == "軟件的記憶體"


def test_what_the_user_protects_stays() -> None:
    assert zlcli.convert_script("发改委的头发", to="tw", protect="发改委|里.") == "发改委的頭髮"


def test_a_pattern_that_is_none_says_so() -> None:
    with pytest.raises(zlcli.ZlcliError, match="no regular expression"):
        zlcli.convert_script("发", to="tw", protect="(")


def test_choices_are_reported_with_their_places() -> None:
    result = zlcli.normalize("头发乱了。\n他发呆，风里有谷。", to="tw", choices=True)
    found = {(choice.char, choice.chosen, choice.settled) for choice in result.choices}
    assert ("发", "髮", True) in found
    assert ("谷", "谷", False) in found
    for choice in result.choices:
        assert result.text[choice.offset] == choice.chosen
        assert choice.chosen in choice.context
        assert result.text.split("\n")[choice.line - 1].count(choice.chosen)


def test_choices_have_places_in_markdown_too() -> None:
    result = zlcli.normalize("头发乱了。\n他发呆，风里有谷。", to="hant", format="md", choices=True)
    assert [result.text[choice.offset] for choice in result.choices] == [choice.chosen for choice in result.choices]
    lines = result.text.split("\n")
    assert [choice.line for choice in result.choices] == [1, 1, 3, 3, 3]
    assert all(choice.context.strip() in lines[choice.line - 1] for choice in result.choices)
    twice = zlcli.normalize("发展，发现。", to="hant", format="md", choices=True)
    assert [choice.offset for choice in twice.choices] == [0, 3]
    assert all(change.line == 0 for step in result.steps if step.kind == "script" for change in step.examples)


def test_headings_and_items_keep_their_rank() -> None:
    result = zlcli.normalize("第一章 總則\n\n一、適用範圍\n\n本辦法適用於機關。\n\n- 車輛\n  - 驗車\n", to="hans", format="md")
    assert result.text == "## 第一章 总则\n\n### 一、适用范围\n\n本办法适用于机关。\n\n- 车辆\n  - 验车\n"


def test_nothing_is_reported_unless_asked_for() -> None:
    assert zlcli.normalize("头发", to="tw").choices == ()


def test_what_is_converted_keeps_its_place_in_the_structure() -> None:
    text = "第一章 總則\n\n條文從這裡開始，說明這個辦法為什麼要訂立，由誰來執行。\n\n● 圖書\n● 報紙\n　○ 晚報\n"
    converted = zlcli.normalize(text, to="hans", format="md").text
    assert converted.startswith("## 第一章 总则\n")
    assert converted.endswith("- 图书\n- 报纸\n  - 晚报\n")


def test_an_engine_is_made_where_open_files_have_no_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("zlcli.script.engine._OPEN_FILES", str(tmp_path / "none"))
    engine.cache_clear()
    assert engine("t2s")("漢字") == "汉字"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("导演于敏和演员于荣光来了。", "導演于敏和演員于榮光來了。"),
        ("记者于超市门前采访，作家于明年动笔。", "記者於超市門前採訪，作家於明年動筆。"),
    ],
)
def test_yu_is_a_surname_between_what_a_person_is_and_a_given_name(text: str, expected: str) -> None:
    assert zlcli.convert_script(text, to="tw") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("這說明瞭問題，他發明瞭機器。", "这说明了问题，他发明了机器。"),
        ("道理不言自明，他瞭望遠方，一目瞭然。", "道理不言自明，他瞭望远方，一目了然。"),
        ("交易所著手調查，仍舊著急。", "交易所着手调查，仍旧着急。"),
    ],
)
def test_the_end_of_a_word_before_le_and_zhe_is_not_taken_for_their_word(text: str, expected: str) -> None:
    assert zlcli.convert_script(text, to="hans") == expected


@pytest.mark.parametrize("odd", ["", "\x00", "\ud800", "简体的一行。\n", "`漢字` /路徑/檔案.txt <b>"])
def test_many_blocks_are_converted_as_one_by_one(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "這條河從東邊的山裡流出來，到了鎮上就慢下來；後來有人說頭髮和發展是兩回事。"
    text = (sentence * 9 + "\n") * 300 + odd + (sentence * 9 + "\n") * 900
    together, ledger = _in_blocks(text)
    monkeypatch.setattr("zlcli.script.blocks.BATCH", 1)
    apart, other = _in_blocks(text)
    assert together == apart
    assert ledger.steps() == other.steps()


def _in_blocks(text: str) -> tuple[str, Ledger]:
    ledger = Ledger()
    blocks = [Block("paragraph", text[at : at + 50_000]) for at in range(0, len(text), 50_000)]
    after = convert_blocks(blocks, Conversion("hans"), ledger, script="hant")
    return "".join(block.text for block in after), ledger


@pytest.mark.parametrize("to", ["hans", "tw"])
def test_one_that_a_converter_wrote_as_in_sums_is_one_again(to: Target) -> None:
    damaged = "壹、渡口的船\n壹年壹年過去，渡口只剩壹條船。船老大收錢壹佰元，記在壹本賬上。"
    expected = "一、渡口的船\n一年一年過去，渡口只剩一條船。船老大收錢壹佰元，記在一本賬上。"
    assert zlcli.convert_script(damaged, to=to) == (zlcli.convert_script(expected, to=to))


@pytest.mark.parametrize(
    "text", ["壹周刊的記者說，壹周刊不怕官司。壹傳媒也發了聲明。", "今收到一條船的租金壹仟元，壹式兩份，壹人壹份，壹船壹證。"]
)
def test_such_a_character_stays_where_it_belongs(text: str) -> None:
    assert zlcli.convert_script(text, to="hans").count("壹") == text.count("壹")
