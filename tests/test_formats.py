"""Files whose lines and marks are a format of their own: the text in them changes, nothing else does."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.test_cli import run

SRT = (
    "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>歡迎來到臨河</i>\r\n第二行\r\n\r\n"
    "2\r\n00:00:04,000 --> 00:00:06,000\r\n- 你是誰？\r\n- 我是船家。\r\n"
)
ASS = (
    "[Script Info]\nTitle: 臨河\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\an8}歡迎,各位\\N第二行\n"
)
LRC = "[ti:渡口]\n[ar:佚名]\n[00:12.50]歡迎來到臨河\n[00:17.20][01:05.00]船歌\n"
CSV = '編號,名稱,備註\r\n1,"水閘, 東",檢查\r\n2,"他說""好""",\r\n3,"兩行\r\n文字",完(成)\r\n'
TSV = "編號\t名稱\n1\t水閘,東\n"
JSON = '{"標題": "水閘檢查", "n": [1, 2.50, true, null], "說明": "甲,乙:丙\\n第二行 \\u7e41"}\n'
JSONL = '{"a": "水閘,東", "b": {"c": ["檢查", ""]}}\n{"a": "完成!"}\n'
SAMPLES = {".srt": SRT, ".ass": ASS, ".lrc": LRC, ".csv": CSV, ".tsv": TSV, ".json": JSON, ".jsonl": JSONL}
HAN = re.compile("[\u3400-\u9fff]+")


def converted(tmp_path: Path, ending: str, text: str, *options: str) -> str:
    path = tmp_path / f"樣本{ending}"
    path.write_bytes(text.encode("utf-8"))
    done = run("convert", "--to", "hans", *options, path)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


@pytest.fixture(params=SAMPLES)
def ending(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.mark.parametrize("options", [(), ("-f", "md")])
def test_only_characters_change(tmp_path: Path, ending: str, options: tuple[str, ...]) -> None:
    """Whatever is no Han character stands where it stood: time stamps, quotes, delimiters, line ends, tags."""
    before = SAMPLES[ending]
    after = converted(tmp_path, ending, before, *options)
    assert HAN.sub("", after) == HAN.sub("", before)
    assert after != before
    assert list(map(len, HAN.findall(after))) == list(map(len, HAN.findall(before)))


def test_a_second_run_changes_nothing(tmp_path: Path, ending: str) -> None:
    once = converted(tmp_path, ending, SAMPLES[ending])
    assert converted(tmp_path, ending, once) == once


def shape(value: object) -> object:
    """Reduce parsed JSON to its structure: the Han of each string as a length."""
    if isinstance(value, dict):
        return {str(shape(key)): shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return HAN.sub(lambda match: "字" * len(match[0]), value) if isinstance(value, str) else value


@pytest.mark.parametrize("damage", [str, lambda text: text.replace("水", "水\u200b")])
def test_records_parse_to_the_same_structure(tmp_path: Path, damage: type[str]) -> None:
    clean = json.loads(JSON)
    assert shape(json.loads(converted(tmp_path, ".json", damage(JSON)))) == shape(clean)
    lines = converted(tmp_path, ".jsonl", damage(JSONL)).splitlines()
    assert [shape(json.loads(line)) for line in lines] == [shape(json.loads(line)) for line in JSONL.splitlines()]
    rows = list(csv.reader(io.StringIO(converted(tmp_path, ".csv", damage(CSV)), newline="")))
    assert shape(rows) == shape(list(csv.reader(io.StringIO(CSV, newline=""))))


@pytest.mark.parametrize("mark", ["**閘門** 要檢查。", "`cmd` 的用法。", "- 閘門\n- 水尺", "> 引文", "1\\. 閘門"])
def test_a_file_named_markdown_is_markdown_if_it_has_any_mark(tmp_path: Path, mark: str) -> None:
    text = f"一、檢查內容\n\n各科室要在月底前清點一遍。\n\n{mark}\n"
    assert converted(tmp_path, ".md", text, "-f", "md", "--skip", "script") == text
    assert "## 一、檢查內容" in converted(tmp_path, ".txt", text, "-f", "md", "--skip", "script")


def test_a_file_named_markdown_without_a_mark_is_plain_text(tmp_path: Path) -> None:
    text = "一、檢查內容\n各科室要在月底前清點一遍。\n"
    assert converted(tmp_path, ".md", text, "-f", "md") == "## 一、检查内容\n\n各科室要在月底前清点一遍。\n"


STYLED = (
    "[Script Info]\nTitle: 臨河夜話\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: 預設,微軟正黑體,20\n\n"
    "[Fonts]\nfontname: 華康儷黑體_0.ttf\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
SAID = "Dialogue: 0,0:00:01.00,0:00:03.00,預設,船東,0,0,0,,{\\fn微軟正黑體\\an8}%s,各位\\N%s{\\r預設}%s\n"


def test_of_a_styled_subtitle_only_what_is_said_changes(tmp_path: Path) -> None:
    """A font that is named otherwise is not found, nor a style."""
    text = STYLED + SAID % ("歡迎", "渡口關了", "請從東門過橋")
    for ending in (".ass", ".ssa"):
        assert converted(tmp_path, ending, text) == STYLED + SAID % ("欢迎", "渡口关了", "请从东门过桥")
    said = SAID % ("歡迎", "渡口关了", "请从东门过桥")
    assert converted(tmp_path, ".ass", text, "--protect", write(tmp_path, "歡迎\n")) == STYLED + said


def write(folder: Path, text: str) -> str:
    path = folder / "keep.txt"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\u9598\u9580", r"\u95f8\u95e8"),
        (r"\u958B\u9589", r"\u5F00\u95ED"),
        (r"閘\u9580\n開", r"闸\u95e8\n开"),
        (r"x\\u9580 \u200b\u0041", r"x\\u9580 \u200b\u0041"),
        (r"\ud83d\ude00\u96f2\ud842\udfb7", r"\ud83d\ude00\u4e91\ud842\udfb7"),
        (r"\u8edf\u9ad4\uff0c\u7db2\u8def", r"\u8f6f\u4ef6\uff0c\u7f51\u7edc"),
        (r"\u7a0b\u5f0f\u8a2d\u8a08\u8207\u6f14\u7b97\u6cd5", r"\u7f16\u7a0b\u4e0e\u7b97\u6cd5"),
        ("編碼是 \\u9598\\u9580 兩字", "编码是 \\u95f8\\u95e8 两字"),
    ],
)
@pytest.mark.parametrize("form", ['{"a": "%s"}\n', '{\n    "a": [\n        "%s"\n    ]\n}'])
def test_escaped_characters_are_converted_and_stay_escaped(tmp_path: Path, form: str, before: str, after: str) -> None:
    done = converted(tmp_path, ".json", form % before, "--regional-words")
    assert done == form % after
    assert converted(tmp_path, ".jsonl", done, "--regional-words") == done


def test_escapes_on_a_line_longer_than_a_piece_are_all_converted(tmp_path: Path) -> None:
    text = json.dumps([{"甲\\": '渡口的閘門，\\已經關閉"了'}] * 3000)
    done = converted(tmp_path, ".json", text)
    assert done.isascii()
    assert json.loads(done) == [{"甲\\": '渡口的闸门，\\已经关闭"了'}] * 3000
    long = json.dumps("閘門關" * 9000)
    assert json.loads(converted(tmp_path, ".json", long)) == "闸门关" * 9000
