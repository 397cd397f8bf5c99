"""Chinese as complete as English."""

from __future__ import annotations

import ast
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from zlcli import errors
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


def first_forms(messages: set[str | tuple[str, ...]]) -> set[str]:
    return {message[0] if isinstance(message, tuple) else message for message in messages}


def translations(language: str) -> set[str]:
    return {identities(message)[0] for message in catalogs.catalog(language) if message.id and catalogs.translated(message)}


@pytest.mark.parametrize("language", CHINESE)
def test_no_string_is_missing(language: str) -> None:
    assert first_forms(catalogs.own_messages()) - translations(language) == set()


@pytest.mark.skipif(metadata.version("click") != catalogs.CLICK, reason="another release of Click has other strings")
@pytest.mark.parametrize("language", CHINESE)
def test_clicks_strings_are_there_and_no_others(language: str) -> None:
    assert first_forms(catalogs.messages()) == translations(language)


def _messages_of_errors() -> Iterator[tuple[Path, ast.Call]]:
    known = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, errors.ZlcliError)}
    for path in Path(errors.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                yield path, node


def test_every_error_has_a_message_that_can_be_looked_up() -> None:
    found = list(_messages_of_errors())
    assert len(found) > 50
    unknown = [f"{path.name}:{call.lineno}" for path, call in found if ast.unparse(call.args[0])[0] not in "'\""]
    assert unknown == []


def test_what_is_translated_stands_in_no_f_string() -> None:
    """Babel finds none there."""
    for path in Path(errors.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                called = (part for part in ast.walk(node) if isinstance(part, ast.Call) and part.args)
                marked = [ast.unparse(part) for part in called if re.match(r"_\(['\"]", ast.unparse(part))]
                assert marked == [], path.name


def test_every_error_gives_the_values_that_its_message_names() -> None:
    for path, call in _messages_of_errors():
        if any(word.arg is None for word in call.keywords):
            continue
        named = {field for _, field, _, _ in string.Formatter().parse(ast.literal_eval(call.args[0])) if field}
        assert named == {word.arg for word in call.keywords}, f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("language", CHINESE)
def test_errors_of_deep_rooms_are_translated(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("汉字\n", "utf-8")
    (tmp_path / "terms.tsv").write_text("单词\n", "utf-8")
    for arguments in (["--dict", "terms.tsv"], ["--from", "klingon"], ["--protect", "("]):
        assert run(["--lang", language, "convert", *arguments, "a.txt"]) == 2
        told = capsys.readouterr().err
        assert not re.search("needs a term|unknown encoding|regular expression", told)
        assert re.search(r"[\u4e00-\u9fff]{4}", told.replace("单词", ""))


@pytest.mark.parametrize("language", CHINESE)
def test_translations_have_the_fields_of_what_they_translate(language: str) -> None:
    for message in catalogs.catalog(language):
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        for found in strings if message.id else ():
            assert sorted(set(_FIELD.findall(found or ""))) in [sorted(set(_FIELD.findall(i))) for i in identities(message)]


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
