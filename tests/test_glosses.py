from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE, TABLE, gloss
from tests.glossed import CASES, KNOWN, Case
from tests.meant_readings import MEANT
from zlcli.model.characters import is_read, toneless
from zlcli.repair import gloss_forms


def stripped(text: str) -> str:
    return zlcli.normalize(text, only=["gloss"]).text


@pytest.mark.parametrize("brackets", ["()", "（）"])
def test_a_converters_glosses_go_and_nothing_else(brackets: str) -> None:
    result = zlcli.normalize(gloss(NOTICE, brackets=brackets), only=["gloss"])
    assert result.text == NOTICE
    assert [(step.kind, step.count) for step in result.steps] == [("gloss", sum(NOTICE.count(c) for c in TABLE))]


@pytest.mark.parametrize(
    "spell",
    [
        lambda s: unicodedata.normalize("NFD", s),
        lambda s: s.replace("g", "ɡ").replace("a", "ɑ"),
        lambda s: toneless(s) + "4",
        lambda s: f" {s} ",
    ],
)
def test_spellings_of_pinyin(spell: object) -> None:
    assert callable(spell)
    table = {char: spell(reading) for char, reading in TABLE.items()}
    assert stripped(gloss(NOTICE, table)) == NOTICE


@pytest.mark.parametrize("reading", ["lǜ", "lü", "lv", "lu:", "lu:4"])
def test_umlaut_spellings_are_one_reading(reading: str) -> None:
    assert is_read("綠", reading)


def test_nested_real_bracket_stays() -> None:
    text = gloss("開會（擴大）討論各項業務，區裡進行規劃，設點發展。", {**TABLE, "擴": "kuò"})
    assert "（擴(kuò)大）" in text
    assert "（擴大）" in stripped(text)


def test_a_paragraph_is_enough() -> None:
    assert stripped("全區(qū)各項(xiàng)服務(wù)工作要加快推進(jìn)。") == "全區各項服務工作要加快推進。"


def test_glosses_left_in_text_converted_back_to_simplified() -> None:
    hans = zlcli.convert_script(NOTICE, to="hans")
    table = {zlcli.convert_script(char, to="hans"): reading for char, reading in TABLE.items()}
    assert stripped(gloss(hans * 2, table)) == hans * 2


@pytest.mark.parametrize(
    "text",
    [
        "银行(háng)这个行(háng)业，从业者排成一行(háng)。他还(hái)没把书还(huán)给长(zhǎng)辈。",
        "每(měi)個(gè)人(rén)都(dōu)有(yǒu)夢(mèng)想(xiǎng)，朝(zhāo)著(zhe)它(tā)走(zǒu)去(qù)。",
        "生字：龍(lóng)、鳳(fèng)、龜(guī)、馬(mǎ)、鳥(niǎo)、魚(yú)。",
        "長(zhǎng)大的長(zhǎng)與長(cháng)江的長(cháng)，樂(lè)與樂(yuè)，調(tiáo)與調(diào)，要分清。",
        "用戶(root)登入中文(zhongwen)系統，執行 main(args) 與 f(x)。",
        "這位先生姓龔(gōng)，名叫賾(zé)。",
        "区(qū)、项(xiàng)，读音见表。",
        "輕(qīng)輕(qīng)地我走了，正如我輕(qīng)輕(qīng)地來。",
        "台上有陳(Chen)大文、張(Zhang)小美、劉(Liu)先生、陳(Chen)太太與張(Zhang)太太。",
        "站名寫作廣(guang)州、漢(han)口、長(chang)沙、蘇(su)州、鄭(zheng)州、蘭(lan)州、貴(gui)陽。",
    ],
    ids=[
        "textbook",
        "lyrics",
        "word list",
        "polyphones",
        "identifiers",
        "names",
        "simplified",
        "one word",
        "surnames",
        "romanised",
    ],
)
def test_readings_meant_for_a_reader_stay(text: str) -> None:
    assert zlcli.repair(text).text == text


def test_an_authors_own_gloss_stays_among_the_converters() -> None:
    own = "他姓仇(qiú)。"
    assert stripped(gloss(NOTICE) + own) == NOTICE + own


def test_a_bracket_may_stand_behind_a_gloss_but_the_text_of_a_link_is_none() -> None:
    assert stripped(gloss(NOTICE + "各區(街道)。")) == NOTICE + "各區(街道)。"
    assert "區[qū](map.html)" in stripped(gloss(NOTICE) + "見區[qū](map.html)。")


def test_a_character_mostly_without_gloss_keeps_the_authors() -> None:
    table = {char: reading for char, reading in TABLE.items() if char != "機"}
    text = gloss(NOTICE, table) + "機(jī)器、手機、機會、飛機、機場。\n"
    assert stripped(text).endswith("機(jī)器、手機、機會、飛機、機場。\n")


def test_teaching_text_needs_more_evidence() -> None:
    text = "這一課學拼音：區(qū)別、項(xiàng)目、服務(wù)、進(jìn)步、建設(shè)、規(guī)定。"
    assert stripped(text) == text


def test_the_reading_may_be_that_of_the_character_that_was_converted() -> None:
    text = "區(qū)領導與負責(zé)人蔘(cān)加調(diào)研，區(qū)內各項(xiàng)目負責(zé)人蔘(cān)加，請(qǐng)各單位準時到場。\n"
    assert "(" not in zlcli.normalize(text).text
    # Nobody reads either so.
    assert "蔘(dà)" in zlcli.normalize(text.replace("(cān)", "(dà)", 1)).text


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in KNOWN], ids=lambda case: case.name)
def test_readings_in_every_form(case: Case) -> None:
    assert stripped(case.text) == case.ideal
    assert stripped(case.ideal) == case.ideal


@pytest.mark.parametrize("case", [case for case in CASES if case.name in KNOWN], ids=lambda case: case.name)
def test_what_may_be_meant_stays_as_it_was(case: Case) -> None:
    assert stripped(case.text) == case.text


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_readings_that_are_meant_stay(text: str) -> None:
    assert zlcli.repair(text).text == text


@given(st.text(st.sampled_from("區區國，(（)） ǜūaze1:ㄑ\n"), max_size=40))
def test_what_is_found_by_its_sign_is_all_there_is(text: str) -> None:
    for pattern, sign in ((gloss_forms.BARE, gloss_forms._LETTER), (gloss_forms.BRACKETED, gloss_forms._BRACKET)):
        found = [match.span() for match in gloss_forms._found(text, pattern, sign)]
        assert found == [match.span() for match in pattern.finditer(text)]


SCATTERED = (
    "昨天(tian)上午,鎮(zhen)里的(de)(de)老(lao)人在(zai)村口迎(ying)來了新(xin)的(de)公交(jiao)車(che)(che)。"
    "這(zhe)條線(xian)路一(yi)共十二站,每天(tian)早(zao)上六(liu)點(dian)發(fa)車,老人(ren)(ren)上車不用(yong)買票。\n"
    "司機(ji)老(lao)周說,以(yi)前村民(min)進(jin)城要走(zou)半個鐘頭(tou)(tou),現在(zai)出(chu)門就能(neng)坐上(shang)車(che)。"
)


def test_readings_scattered_by_a_machine_go_from_characters_of_both_scripts() -> None:
    assert stripped(SCATTERED) == (
        "昨天上午,鎮里的老人在村口迎來了新的公交車。這條線路一共十二站,每天早上六點發車,老人上車不用買票。\n"
        "司機老周說,以前村民進城要走半個鐘頭,現在出門就能坐上車。"
    )


@pytest.mark.parametrize(
    "text",
    [
        # For learners every character has its reading; some word lists repeat one behind a phrase.
        "我(wo)爱(ai)北(bei)京(jing)，天(tian)上(shang)太(tai)阳(yang)红(hong)(hong)，大(da)家(jia)(jia)都(dou)来(lai)看(kan)。",
        # What is hard for a pupil has it, once each.
        "爷爷坐在藤(teng)椅上，摇着蒲(pu)扇，给我讲盘(pan)古开天辟(pi)地的故事。院里的蟋(xi)蟀(shuai)叫个不停。",
        # Words of other languages in brackets are no readings.
        "他说了声好(ok)，又改口说不(no)，最后点头(yes)。这个函数(fn)没有参(arg)数，返回空(null)。",
    ],
)
def test_readings_for_a_reader_are_not_taken_for_scattered_ones(text: str) -> None:
    assert stripped(text * 3) == text * 3
