from __future__ import annotations

from importlib.metadata import version
from itertools import pairwise

import pytest

from zlcli.model import bigrams, build, trigrams
from zlcli.model.characters import SYLLABLE, is_read, scripts, toneless
from zlcli.model.zhuyin import to_pinyin


def test_tables_are_what_their_script_makes() -> None:
    if (version("opencc"), version("pypinyin")) != ("1.4.2", "0.55.0"):
        pytest.skip("the tables were counted from opencc 1.4.2 and pypinyin 0.55.0")
    table = build.scripts()
    assert (build.DATA / "scripts.txt").read_text("utf-8") == table
    for name, chars in ("readings.txt", build.of_one_script(table)), ("readings_both.txt", build.of_both_scripts(table)):
        assert (build.DATA / name).read_text("utf-8") == build.readings(chars)


def test_bigrams_are_well_formed_and_small() -> None:
    table = bigrams.model()
    assert (build.DATA / "bigrams.bin").stat().st_size <= 1_500_000
    assert len(table.seconds) == len(table.costs) == table.starts[-1]
    assert len(table.starts) == len(table.chars) + 1
    for start, end in pairwise(table.starts):
        following = list(table.seconds[start:end])
        assert following == sorted(set(following))
    assert {len(costs) for costs in (*table.unigrams, table.backoff)} == {len(table.chars)}


def test_a_script_goes_on() -> None:
    """Pairs that the table does not hold: a rare character is likelier after its own script than after another."""
    assert bigrams.score("가뮬") - bigrams.score("가") < bigrams.score("中뮬") - bigrams.score("中")
    assert bigrams.score("啪") - bigrams.score("") < bigrams.score("に啪") - bigrams.score("に")


@pytest.mark.parametrize(
    ("plausible", "implausible"),
    [("系统", "ϵͳ"), ("用户", "鐢ㄦ埛"), ("關閉螢幕", "壽敕茈躉"), ("你好", "`O}Y"), ("the end", "甀敨攠摮"), ("中文", "笢恅")],
)
def test_a_plausible_text_costs_less(plausible: str, implausible: str) -> None:
    assert bigrams.score(plausible) < bigrams.score(implausible)


def test_costs_add_up() -> None:
    assert bigrams.score("系统\n文件\n") == bigrams.score("系统\n") + bigrams.score("文件\n")


def test_scripts_are_disjoint() -> None:
    table = scripts()
    assert not table.hant_only & table.hans_only
    assert "漢" in table.hant_only
    assert "汉" in table.hans_only
    # Standard in Taiwan or Hong Kong although OpenCC's own norm prefers another form.
    assert not set("群秘床峰税户台里着") & table.hans_only


@pytest.mark.parametrize(
    ("char", "pinyin", "read"),
    [
        ("區", "qū", True),
        ("區", "ōu", True),
        ("區", "QŪ", True),
        ("長", "zhang3", True),
        ("國", "ɡuó", True),
        ("嗎", "mɑ", True),
        ("項", "qu", False),
        ("表", "list", False),
        ("行", "háng", False),
        ("中", "zhōng", False),
    ],
)
def test_is_read(char: str, pinyin: str, read: bool) -> None:
    assert is_read(char, pinyin) is read


@pytest.mark.parametrize("syllable", ["zhuang", "lu", "e", "er", "xiong", "jue"])
def test_syllables(syllable: str) -> None:
    assert SYLLABLE.fullmatch(toneless(syllable))


@pytest.mark.parametrize("word", ["root", "zhongwen", "list", "b", "main", "x"])
def test_words_that_are_no_syllable(word: str) -> None:
    assert not SYLLABLE.fullmatch(toneless(word))


def test_trigrams_are_small_and_know_both_sides() -> None:
    assert (build.DATA / "trigrams.bin").stat().st_size <= 2_600_000
    assert trigrams.fold("打開 OpenCC\n  文件") == "打开#\n文件"
    assert trigrams.cost("户打", "开") < trigrams.cost("户打", "廿")
    choice = trigrams.Choice("开廿始")
    found = dict(enumerate(choice.backoff)) | trigrams.costs("户打", choice)
    assert [*found.values()] == [trigrams.cost("户打", char) for char in "开廿始"]
    assert trigrams.cost("#和", trigrams.ASCII) < trigrams.cost("#们", "廿")
    assert trigrams.cost("", "\U00020000") >= trigrams.cost("", "龘") >= trigrams.cost("", "的")


@pytest.mark.parametrize(
    ("bopomofo", "pinyin"),
    [
        *(("ㄑㄩ", "qu"), ("ㄒㄧㄤˋ", "xiang"), ("ㄨˋ", "wu"), ("ㄓ", "zhi"), ("ㄙˇ", "si"), ("ㄦˊ", "er"), ("˙ㄉㄜ", "de")),
        *(("ㄩˋ", "yu"), ("ㄩㄥˇ", "yong"), ("ㄩㄢˊ", "yuan"), ("ㄒㄩㄥ", "xiong"), ("ㄌㄩㄝˋ", "lue"), ("ㄨㄥ", "weng")),
        *(("ㄧㄝˇ", "ye"), ("ㄧㄡˇ", "you"), ("ㄧㄥ", "ying"), ("ㄋㄧㄡˊ", "niu"), ("ㄉㄨㄟˋ", "dui"), ("ㄘㄨㄣ", "cun")),
        *(("qū", "qū"), ("", ""), ("ˇ", "ˇ"), ("ㄅa", "ㄅa")),
    ],
)
def test_bopomofo_is_pinyin(bopomofo: str, pinyin: str) -> None:
    assert to_pinyin(bopomofo) == pinyin
