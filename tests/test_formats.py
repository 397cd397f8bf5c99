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
