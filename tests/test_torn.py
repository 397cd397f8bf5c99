"""Characters that a converter tore by its glosses, which it wrote among the bytes of GBK wherever they stood."""

from __future__ import annotations

import pytest

import zlcli
from tests.damage import NOTICE, TABLE, gloss_bytes
from zlcli.document import Lost

TORN = {**TABLE, "驗": "yàn", "績": "jì", "冊": "cè", "現": "xiàn", "戶": "hù", "脩": "xiū"}


def stripped(text: str, lost: Lost = "mark") -> str:
    """What is left of ``text`` at the end of a document that shows a converter's habit."""
    (head, _, tail) = zlcli.normalize(f"{gloss_bytes(NOTICE, TABLE)}\n{text}", only=["gloss"], lost=lost).text.rpartition("\n")
    assert head == NOTICE
    return tail


@pytest.mark.parametrize("dropped", [False, True], ids=["private use", "dropped"])
@pytest.mark.parametrize(
    "sound",
    [
        "他說，因為它能夠減輕農民的負擔，大家都贊成。",
        "這項研究內容豐富，學生們試圖解釋原因。",
        "只有這樣才能夠為客戶創造更好的生活條件。",
        "根據統計，Firefox是常用的瀏覽器之一。",
    ],
)
def test_what_glosses_tore_comes_back(sound: str, *, dropped: bool) -> None:
    damaged = gloss_bytes(sound, TORN, dropped=dropped)
    assert "?" in damaged or "F(" in damaged
    assert stripped(damaged) == sound


def test_a_place_is_explained() -> None:
    result = zlcli.normalize(gloss_bytes("因為它能夠幫助企業。\n全區各項服務工作要加快推進。", TORN), only=["gloss"])
    assert result.text.startswith("因為它能夠幫助企業。\n")
    (torn,) = [change for change in result.steps[0].examples if "?" in change.before]
    assert (torn.line, torn.after) == (1, "因為它能夠幫助企業")


@pytest.mark.parametrize("text", ["這是什麼?yàn)啊", "他說你好嗎?(hǎo)", "表F(xiàn)的值", "f(x) 與 F(é)"])
def test_what_no_gloss_explains_stays(text: str) -> None:
    assert stripped(text) == text


def test_without_a_habit_nothing_is_mended() -> None:
    torn = gloss_bytes("因為它能夠幫助企業建設學校。", {"驗": "yàn"})
    assert "?yàn)" in torn
    assert zlcli.normalize(torn, only=["gloss"]).text == torn


def test_what_is_only_likely_is_a_guess() -> None:
    torn = gloss_bytes("因為下雪，航班取消了。", TORN, dropped=True)
    assert stripped(torn) == torn
    assert stripped(torn, lost="guess").startswith("因為下")


@pytest.mark.parametrize(
    "damaged", ["村橋建成?，F(xiàn)將工期公布。", "村橋建成?,F(xiàn)將工期公布。", "村橋建成?，F將工期公布。"]
)
def test_a_mark_and_the_character_behind_it_come_back(damaged: str) -> None:
    assert stripped(damaged) == "村橋建成。現將工期公布。"
