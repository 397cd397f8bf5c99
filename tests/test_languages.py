"""Chinese as complete as English."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zlcli.cli import catalogs, settings, text
from zlcli.cli.main import run
from zlcli.cli.wrapping import width, wrapped

CHINESE = text.LANGUAGES[1:]
COMMANDS = [command.name or "" for command in settings.all_commands()][1:]
_FIELD = re.compile(r"\{[^}]*\}|%\(\w+\)s")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "ZLCLI_LANG"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    yield
    text.use("en")


def identities(message: catalogs.Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


@pytest.mark.parametrize("language", CHINESE)
def test_no_string_is_missing(language: str) -> None:
    found = catalogs.catalog(language)
    wanted = {message[0] if isinstance(message, tuple) else message for message in catalogs.messages()}
    translated = {identities(message)[0] for message in found if message.id and catalogs.translated(message)}
    assert wanted - translated == set()
    assert translated - wanted == set()


@pytest.mark.parametrize("language", CHINESE)
def test_translations_have_the_fields_of_what_they_translate(language: str) -> None:
    for message in catalogs.catalog(language):
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        for string in strings if message.id else ():
            assert sorted(set(_FIELD.findall(string or ""))) in [sorted(set(_FIELD.findall(i))) for i in identities(message)]


@pytest.mark.parametrize("language", CHINESE)
def test_what_is_shipped_is_what_is_written(language: str) -> None:
    import gettext

    shipped = gettext.translation(text.DOMAIN, text.LOCALE, [language])
    for message in catalogs.catalog(language):
        if isinstance(message.id, str) and message.id:
            assert shipped.gettext(message.id) == message.string


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_chinese_throughout_and_fits(language: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, *([name] if name else []), "-h"]) == 0
    told = capsys.readouterr().out
    assert re.search("(?:例|範例)：.*zlcli", told)
    assert max(map(width, told.splitlines())) <= 80
    assert not re.search(r"^ {20,}[A-Za-z ]+\.$", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "zh_SG"}, "zh_CN"),
        ({"LANG": "zh"}, "zh_CN"),
        ({"LANG": "zh_HK.UTF-8"}, "zh_TW"),
        ({"LANG": "zh-Hant"}, "zh_TW"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
    ],
)
def test_the_locale_chooses(variables: dict[str, str], language: str) -> None:
    assert text.language(variables) == language


@pytest.mark.parametrize(("language", "said"), [("en", "no such file"), ("zh_CN", "没有这个文件"), ("zh_TW", "沒有這個檔案")])
def test_errors_are_translated_and_codes_are_not(language: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "convert", "nothing.txt"]) == 3
    assert said in capsys.readouterr().err
    assert run(["convert", "--lang", language, "-o", "a", "-i", "x"]) == 2


def test_clicks_own_messages_are_translated(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh_CN", "convert", "--to", "x"]) == 2
    assert "不在可选值" in capsys.readouterr().err


def test_json_is_the_same_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("會議指出,去年全區(qū)共完成改造項(xiàng)目36個。\n", "utf-8")
    printed = [
        subprocess.run(
            [sys.executable, "-m", "zlcli", "--lang", language, "convert", "--json", "a.txt"], capture_output=True, check=True
        ).stdout
        for language in text.LANGUAGES
    ]
    assert len(set(printed)) == 1
    assert json.loads(printed[0])["steps"]


def test_english_binds_no_catalog() -> None:
    code = "import gettext; from zlcli.cli.main import run; run(['-h']); print(gettext.textdomain())"
    env = {"PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == "messages"


def test_wide_characters_are_wrapped_by_their_width() -> None:
    lines = list(wrapped("把编码错误、简繁混杂的文件，整理成 Markdown 文本。", 20))
    assert max(map(width, lines)) <= 20
    assert "".join(lines).replace(" ", "") == "把编码错误、简繁混杂的文件，整理成Markdown文本。"
    assert not any(line[0] in "，。、" for line in lines)
