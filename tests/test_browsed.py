"""Big5 that was read as Latin-1, as programs pass it on: without its soft hyphens, with some of it read as UTF-8."""

from __future__ import annotations

import pytest

import zlcli
from tests.damage import by_sequences
from zlcli.repair import tables

SENTENCES = [
    "這個渡口每天有六個班次，大水時要停航。",
    "船家計算過，一個航次要載三十個人才不會虧本。",
    "國軍老兵搬來以後，渡口邊開了一間香菸舖和一個小食堂。",
    "風大的日子，負責渡船的人會在碼頭掛一面紅旗，要等旗子落下才開船。",
    "他說這首歌是描寫漁村的，音調簡單，規矩也不多。",
]


def repaired(text: str) -> str:
    return zlcli.normalize(text, only=["mojibake"]).text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_soft_hyphens_that_were_lost_are_put_back(sentence: str) -> None:
    damaged = sentence.encode("big5").decode("latin-1")
    assert "\xad" in damaged
    assert repaired(damaged.replace("\xad", "")) == sentence


@pytest.mark.parametrize("sentence", ["船家避開了歪路，在澳門的海岸邊等候。", "這張藍圖是青年服務發展的長期計畫。"])
def test_what_is_utf8_by_chance_and_was_read_so_comes_back(sentence: str) -> None:
    damaged = by_sequences(sentence.encode("big5"))
    assert max(damaged) > "\xff"
    assert repaired(damaged) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_has_its_soft_hyphens_is_read_as_it_is(sentence: str) -> None:
    assert repaired(sentence.encode("big5").decode("latin-1")) == sentence


@pytest.mark.parametrize(
    "text", ["他沿x軸移動了三格，買了一件T恤。", "Žluťoučký kůň úpěl ďábelské ódy.", "Zażółć gęślą jaźń ¡¢£¤"]
)
def test_letters_beside_chinese_and_languages_with_such_letters_stay(text: str) -> None:
    assert repaired(text) == text
    assert tables.encode(text, "cp1252") is None
