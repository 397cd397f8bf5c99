"""What the shortest commands load: start-up is their whole cost. As in an installed package, without what `site` loads here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.damage import misread

CODE = """
import sys, os, click, opencc
known = set(sys.modules)
os._exit = lambda code: None
from zlcli.__main__ import main
main()
print(*sorted(set(sys.modules) - known), file=sys.stderr)
"""
PATH = os.pathsep.join(str(Path(file).parents[1]) for file in (click.__file__, __file__))
EXAMPLE = Path(__file__).parents[1] / "examples" / "notice.txt"
SOUND = "這一段文字沒有任何損壞，只是用繁體字寫成，要變成簡體字。第二句也是一樣的，第三句也沒有什麼不同。\n"
STANDARD = {"gc", "locale", "_locale", "signal"}
# What the model is read with, what marks lost bytes while decoding, OpenCC's configurations, what counts converted characters.
OF_TEXT = STANDARD | {
    *("array", "bisect", "_bisect", "mmap", "struct", "_struct", "unicodedata", "contextvars", "_contextvars"),
    *("json", "json.decoder", "json.encoder", "json.scanner", "_json"),
    "encodings.utf_16_le",
}
# What every document is looked at with; treatments are loaded for what they have to treat.
REPAIR = {"glosses", "markers", "plain", "private_use", "odd_runs", "spans", "suspicion"}
ENCODING = {"decode", "detect", "families", "marks", "mixed", "opened", "private_use", "survey"}


def loaded(*arguments: str, text: bytes = b"") -> set[str]:
    command = [sys.executable, "-S", "-c", CODE, *arguments]
    done = subprocess.run(command, input=text, capture_output=True, env={**os.environ, "PYTHONPATH": PATH}, check=True)
    return set(done.stderr.decode().split())


def of_zlcli(modules: set[str], room: str) -> set[str]:
    prefix = f"zlcli.{room}."
    return {name.removeprefix(prefix) for name in modules if name.startswith(prefix)}


def others(modules: set[str]) -> set[str]:
    return {name for name in modules if not name.startswith("zlcli")}


def test_version_reads_no_text() -> None:
    modules = loaded("--version")
    assert others(modules) <= STANDARD | {"unicodedata"}
    assert not {"zlcli.document", "zlcli.pipeline", "zlcli.cli.report"} & modules


@pytest.mark.parametrize("arguments", [("convert",), ("convert", "--to", "hans")])
def test_sound_utf_8_needs_neither_models_of_encodings_nor_repairs(arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments, text=SOUND.encode())
    assert others(modules) <= OF_TEXT
    assert of_zlcli(modules, "encoding") <= ENCODING
    assert of_zlcli(modules, "repair") <= REPAIR
    assert ("zlcli.script.engine" in modules) == ("--to" in arguments)


def test_sound_gbk_needs_the_models_of_encodings_and_no_repairs() -> None:
    modules = loaded("convert", "--to", "hans", text=SOUND.encode("gb18030"))
    rest = others(modules) - OF_TEXT
    assert {name for name in rest if not name.startswith(("encodings.", "_codecs_", "_multibytecodec"))} == set()
    assert of_zlcli(modules, "encoding") <= ENCODING | {"candidates", "weighing"}
    assert of_zlcli(modules, "repair") <= REPAIR


def test_text_that_lost_no_bytes_does_without_what_restores_them() -> None:
    line = "用户登录失败，请重试"
    modules = loaded("convert", "--to", "hans", text=EXAMPLE.read_bytes() + misread(line, "utf-8", "gb18030").encode())
    assert "mojibake" in of_zlcli(modules, "repair")
    assert not {"lost_bytes", "gaps", "tails", "candidates"} & of_zlcli(modules, "repair")


def test_readings_behind_characters_do_without_what_undoes_misread_text() -> None:
    modules = loaded("convert", "--to", "hans", text=EXAMPLE.read_bytes())
    assert not {"mojibake", "chains", "lost_bytes"} & of_zlcli(modules, "repair")
