"""Regions' words of zlcli's own (`data/words.tsv`): what they become, and where they must not."""

from __future__ import annotations

from collections import Counter, defaultdict
from importlib.resources import files

import pytest

import zlcli
from zlcli.document import Target
from zlcli.script import words
from zlcli.script.engine import engine

INTO = {"tw": "s2twp", "hk": "s2hkp"}
BACK = {"tw": "tw2sp", "hk": "hk2sp"}
TABLES = ("to_hans.tsv", "to_hant.tsv", "words.tsv")


def lines(name: str) -> list[str]:
    text = files("zlcli.script").joinpath("data").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def there(text: str, to: Target = "tw") -> str:
    return zlcli.convert_script(text, to=to, regional_words=True)


@pytest.mark.parametrize("name", TABLES)
def test_no_list_is_named_twice_and_none_is_there_for_nothing(name: str) -> None:
    lists = [line.split("\t")[0] for line in lines(name) if line.startswith("@")]
    if name == "to_hans.tsv":  # whose lists go on in lines of the same name, one after the other
        lists = [held for at, held in enumerate(lists) if at == 0 or lists[at - 1] != held]
    assert [held for held, count in Counter(lists).items() if count > 1] == []
    lists = [held for held in lists if held != "@respelled"]  # of spellings, wherever they stand
    used = "\n".join(line for line in lines(name) if not line.startswith("@"))
    assert name == "to_hans.tsv" or [held for held in lists if f"{{{held[1:]}}}" not in used] == []


def test_rows_are_sorted_and_each_group_has_a_reason() -> None:
    text = files("zlcli.script").joinpath("data").joinpath("words.tsv").read_text("utf-8")
    for group in text.split("\n\n")[1:]:
        reason, *rows = group.strip().split("\n")
        assert reason.startswith("# ")
        written = [row for row in rows if not row.startswith("@")]
        assert written == sorted(set(written))
        assert all(row.split("\t")[1] in {"=", ">", "<"} for row in written)


def test_no_two_rows_say_different_things() -> None:
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in words.rows():
        assert "{" not in row.mainland + row.regional
        for region in row.regions.split(","):
            if row.way in "=>":
                said[region, "into", row.mainland].add(row.regional)
            if row.way in "=<":
                said[region, "back", row.regional].add(row.mainland)
    assert {key: values for key, values in said.items() if len(values) > 1} == {}


@pytest.mark.parametrize("region", ["tw", "hk"])
def test_every_word_becomes_the_region_s_and_comes_back(region: str) -> None:
    spell = {"tw": "s2tw", "hk": "s2hk"}[region]
    for row in words.rows():
        if region in row.regions and row.way in "=>":
            assert engine(INTO[region])(row.mainland) == (row.regional or engine(spell)(row.mainland))
        if region in row.regions and row.way in "=<":
            assert engine(BACK[region])(row.regional) == (row.mainland or engine("t2s")(row.regional))


@pytest.mark.parametrize("to", ["tw", "hk"])
def test_a_second_run_changes_no_word(to: Target) -> None:
    text = "\n".join(f"这里说{row.mainland}、的{row.mainland}了。" for row in words.rows() if row.mainland)
    once = there(text, to)
    assert there(once, to) == once
    back = zlcli.convert_script(once, to="hans", regional_words=True)
    assert zlcli.convert_script(back, to="hans", regional_words=True) == back


@pytest.mark.parametrize(
    ("to", "text", "expected"),
    [
        ("tw", "坐公交车到台北地铁站，买菠萝和盒饭。", "坐公車到臺北捷運站，買鳳梨和便當。"),
        ("tw", "北京的地铁里，幼儿园的孩子们坐着。", "北京的地鐵裡，幼稚園的孩子們坐著。"),
        ("hk", "打出租车去幼儿园，路上吃了方便面。", "打的士去幼稚園，路上吃了即食麪。"),
        ("hans", "捷運站旁的幼稚園，老師騎機車買鳳梨。", "地铁站旁的幼儿园，老师骑摩托车买菠萝。"),
        ("hans", "吃了朱古力和三文治。", "吃了巧克力和三明治。"),
        ("hans", "還喝了優酪乳，看這部影片。", "还喝了酸奶，看这部影片。"),
    ],
)
def test_words_of_our_own(to: Target, text: str, expected: str) -> None:
    assert there(text, to) == expected
    assert there(expected, to) == expected


@pytest.mark.parametrize(
    ("to", "text", "expected"),
    [
        ("tw", "菠萝蜜很甜，他吃了一盒饭。", "菠蘿蜜很甜，他吃了一盒飯。"),
        ("tw", "办公交流与主人公交代的事。", "辦公交流與主人公交代的事。"),
        ("tw", "他当初中了奖，月初中断了联系。", "他當初中了獎，月初中斷了聯絡。"),
        ("tw", "航空调度员在交叉车道边，把沙拉走。", "航空調度員在交叉車道邊，把沙拉走。"),
        ("tw", "做好保护工作，主流媒体报道了身体检查。", "做好保護工作，主流媒體報道了身體檢查。"),
        ("tw", "有点赞成指导弹琴，电视频道的字节奏感。", "有點贊成指導彈琴，電視頻道的字節奏感。"),
        ("hk", "用车把沙拉到工地，不方便面谈。", "用車把沙拉到工地，不方便面談。"),
        ("hk", "体内存在病毒，运算法则很简单。", "體內存在病毒，運算法則很簡單。"),
        ("hans", "四川普通話與一起司法案件，主人公克服困難。", "四川普通话与一起司法案件，主人公克服困难。"),
        ("hans", "保健檢查、公分母、辦公升級、阿聯酋的油。", "保健检查、公分母、办公升级、阿联酋的油。"),
        ("hans", "老公車上有手機車充，辦公車輛停了。", "老公车上有手机车充，办公车辆停了。"),
        ("hans", "司機車速很快，這人很機車，蒸汽機車來了。", "司机车速很快，这人很机车，蒸汽机车来了。"),
        ("hans", "快捷運輸的百貨櫃檯，倒也便當。", "快捷运输的百货柜台，倒也便当。"),
        ("hans", "中國中部的國中，球員碰撞球門。", "中国中部的国中，球员碰撞球门。"),
    ],
)
def test_where_words_only_meet_nothing_is_taken_for_another(to: Target, text: str, expected: str) -> None:
    assert there(text, to) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "他的結婚對象住在同一個社區，血液循環不好。",
        "駿馬奔馳在草原上，包羅萬象。",
        "食品添加劑的類型，醫療設備的參數。",
        "他支持這個決定，發表了聲明，掛斷電話。",
        "歷史進程與時鐘的指針，高級餐廳的菜單。",
        "水溢出來了，他呼出一口氣，拋出繡球。",
    ],
)
def test_everyday_words_are_no_words_of_computing(sentence: str) -> None:
    assert there(zlcli.convert_script(sentence, to="hans")) == sentence


def test_beside_computing_they_are() -> None:
    assert there("打开软件，弹出窗口，死循环导致内存溢出。") == "開啟軟體，彈出視窗，死迴圈導致記憶體溢位。"
    assert there("支持蓝牙，数据类型写错了。") == "支援藍牙，資料型別寫錯了。"


def test_taiwan_s_everyday_words_are_no_words_of_computing_either() -> None:
    text = "這是人生的智慧與核心問題，法院執行判決，建立關係，數位學者查詢資料，經濟指標與行程。"
    assert there(text, "hans") == zlcli.convert_script(text, to="hans")
    assert there("智慧型手機與資料結構，防毒軟體。", "hans") == "智能手机与数据结构，杀毒软件。"


def test_words_tell_where_no_character_does() -> None:
    assert there("早餐是三明治和土豆。", "hk") == "早餐是三文治和薯仔。"
    assert there("太空人很快就回到地面。", "hans") == "宇航员很快就回到地面。"
    assert zlcli.convert_script("早餐是三明治和土豆。", to="hk") == "早餐是三明治和土豆。"
    assert there("早餐是三明治和土豆。\n他的頭髮乾了。", "hk") == "早餐是三明治和土豆。\n他的頭髮乾了。"


def test_the_user_s_terms_win() -> None:
    terms = {"公交车": "公交車", "鳳梨": "凤梨"}
    assert zlcli.convert_script("坐公交车买菠萝。", to="tw", regional_words=True, terms=terms) == "坐公交車買鳳梨。"
    assert zlcli.convert_script("買鳳梨。", to="hans", regional_words=True, terms=terms) == "买凤梨。"


def test_words_are_converted_only_where_that_is_asked_for() -> None:
    assert zlcli.convert_script("坐公交车买菠萝。", to="tw") == "坐公交車買菠蘿。"
    assert zlcli.convert_script("坐公車買鳳梨。", to="hans") == "坐公车买凤梨。"
