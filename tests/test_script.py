from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from zlcli.document import Target
from zlcli.script.identify import identify
from zlcli.script.lexicon import to_hans

HANT = "區裡的書店開門了，讀者們隨著樓梯走上去。"
HANS = "区里的书店开门了，读者们随着楼梯走上去。"


@pytest.mark.parametrize(
    ("hant", "hans"),
    [
        ("以著力解決問題為重點", "以着力解决问题为重点"),
        ("他執著地沿著河走", "他执着地沿着河走"),
        ("著名作家的著作與論著", "著名作家的著作与论著"),
        ("土著、原著、專著、名著、譯著", "土著、原著、专著、名著、译著"),
        ("顯著力量", "显著力量"),
        ("隨著作者的筆", "随着作者的笔"),
        ("為著名學者立傳", "为著名学者立传"),
        ("以文學著稱", "以文学著称"),
        ("本著作權歸他", "本著作权归他"),
        ("魯迅著", "鲁迅著"),
        ("意味著、標誌著、看著、睡著", "意味着、标志着、看着、睡着"),
    ],
)
def test_our_phrases_supplement_opencc(hant: str, hans: str) -> None:
    assert zlcli.convert_script(hant, to="hans") == hans


def test_our_phrases_also_hold_in_configurations_of_two_stages() -> None:
    assert (
        zlcli.convert_script("論著裡說，軟體很著名，要沿著河走", to="hans", regional_words=True)
        == "论著里说，软件很著名，要沿着河走"
    )


def test_elsewhere_the_result_is_opencc_s() -> None:
    text = "這裡的頭髮、發展、乾淨、乾隆、一髮千鈞，皇后與後來，面條與麵條。"
    assert zlcli.convert_script(text, to="hans") == opencc.OpenCC("t2s").convert(text)


def test_every_phrase_only_concerns_its_own_character() -> None:
    plain = opencc.OpenCC("t2s")
    for hant, hans in to_hans().items():
        assert plain.convert(hant).replace("沈", "沉").replace("著", "着") == hans.replace("著", "着")


@pytest.mark.parametrize(("to", "text"), [("hans", HANS), ("hant", HANT), ("hant", "余先生與里長在丑時過台灣，准許發言。")])
def test_text_in_the_target_script_is_returned_as_it_is(to: Target, text: str) -> None:
    assert zlcli.convert_script(text, to=to) == text


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


def test_code_is_not_converted() -> None:
    text = "開門\n\n```\nprint('開門')\n```\n"
    assert zlcli.convert_script(text, to="hans") == text.replace("開門", "开门", 1)


def test_what_opencc_cannot_take_survives() -> None:
    assert zlcli.convert_script("開\x00門\ud800開", to="tw") == "開\x00門\ud800開"
    assert zlcli.convert_script("开\x00门\ud800开", to="tw") == "開\x00門\ud800開"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (HANT, "hant"),
        (HANS, "hans"),
        (HANT + HANS, "mixed"),
        ("中文", None),
        ("", None),
        ("abc", None),
        ("群山、床、秘密", None),
    ],
)
def test_identify(text: str, script: str | None) -> None:
    assert identify(text) == script


@given(
    st.text(alphabet=HANT + HANS + "著里后发干面台 \n", max_size=60),
    st.sampled_from(["hans", "hant", "tw", "hk"]),
    st.booleans(),
)
def test_a_second_run_changes_nothing(text: str, to: Target, words: bool) -> None:
    once = zlcli.convert_script(text, to=to, regional_words=words)
    assert zlcli.convert_script(once, to=to, regional_words=words) == once
