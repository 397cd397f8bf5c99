from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from zlcli.document import Region, Script
from zlcli.script.identify import Evidence, identify, runs, weigh
from zlcli.script.region import guess

HANT = "區裡的書店開門了，讀者們隨著樓梯走上去。"
HANS = "区里的书店开门了，读者们随着楼梯走上去。"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (HANT, "hant"),
        (HANS, "hans"),
        (HANT + HANS, "mixed"),
        (HANS * 20 + "「開門」", "hans"),
        ("中文", None),
        ("", None),
        ("abc", None),
        ("群山、床、秘密", None),
    ],
)
def test_identify(text: str, script: Script | None) -> None:
    assert identify(text) == script


def test_confidence_grows_with_evidence_and_falls_with_contradiction() -> None:
    one, many, torn = weigh(Evidence(0, 1)), weigh(Evidence(0, 20)), weigh(Evidence(1, 3))
    assert 0.8 < one.confidence < many.confidence <= 1
    assert torn.confidence < 0.9


def test_no_evidence_is_certain_of_nothing_to_tell() -> None:
    assert weigh(Evidence(0, 0)) == (None, 1.0)


def test_runs_of_paragraphs() -> None:
    text = f"{HANS}\n中文\n{HANS}\n\n{HANT}\r\n中文\n{HANS}{HANT}\n"
    assert [(run.first, run.last, run.script) for run in runs(text)] == [(1, 3, "hans"), (5, 5, "hant"), (7, 7, "mixed")]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (HANS, "cn"),
        ("他用滑鼠打開軟體，透過網路下載檔案，再用印表機列印。", "tw"),
        ("他搭的士到旺角，公屋的冷氣壞了，只好叫巴士，唔該晒，佢哋喺度。", "hk"),
        ("領導幹部通過互聯網學習，用戶用鼠標打開軟件，信息質量提高了。", "cn-hant"),
        ("鄉里的干部說，以后范圍要擴大，里面的問題由于時間關系沒有解決。", "cn-hant"),
        ("他們圍着火爐，坐在屋裏談着話。", None),
        ("阿媽落街買餸，見到魚檔啲海鮮好新鮮，就買咗條返嚟。", "hk"),
        ("法官認為他犯詐欺罪，里民都說該判刑。", "tw"),
        ("春天來了，花開滿山，鳥兒飛過長空。", None),
        ("中文", None),
    ],
)
def test_region(text: str, region: Region | None) -> None:
    found = guess(text, identify(text))
    assert found.region == region
    assert bool(found.evidence) == (region is not None)
    assert region == "cn" or all(word in text for word in found.evidence)


def test_the_diagnosis_has_all_of_it() -> None:
    diagnosis = zlcli.detect(f"{HANT * 3}\n他用滑鼠打開軟體。\n".encode())
    assert (diagnosis.script, diagnosis.region) == ("hant", "tw")
    assert diagnosis.script_confidence > 0.95
    assert [(run.first, run.last) for run in diagnosis.script_runs] == [(1, 2)]
    assert {"軟體", "滑鼠"} <= set(diagnosis.region_evidence)


LINES = ("開會討論\n", "开会讨论\n", "中文\n", "開會\r\n", "開會干部讨\n", "\n")


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_runs_of_long_text_are_found_as_those_of_short_text(lines: list[str]) -> None:
    text = "".join(lines)
    with mock.patch("zlcli.script.identify._SHORT", 0):
        long = list(runs(text))
    assert long == list(runs(text))
