"""What a shell and its user expect: help, versions, suggestions, completion, manual pages, configuration."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zlcli.cli import settings
from zlcli.cli.main import run

COMMANDS = [command.name or "" for command in settings.all_commands()][1:]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing is configured."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    work = tmp_path / "work" / "below"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)
    for name in [name for name in os.environ if name.startswith("ZLCLI_")]:
        monkeypatch.delenv(name)
    return tmp_path


def in_force(capsys: pytest.CaptureFixture[str], key: str, command: str | None = None) -> tuple[object, str]:
    assert run(["config", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [row] = [row for row in rows if row["key"] == key and row["command"] in (command, None)]
    return row["value"], Path(row["origin"]).name


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(name: str, flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, flag]) == 0
    assert re.search(rf"Example: .*zlcli {name}", capsys.readouterr().out)


def test_every_flag_has_help() -> None:
    for command in settings.all_commands():
        for param in command.params:
            assert param.param_type_name == "argument" or vars(param).get("help"), (command.name, param.name)


def test_version_names_what_decides_the_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"zlcli \d\S* \(OpenCC \d\S*, chardet \d\S*, Unicode \d\S*, Python \d\S*\)\n", capsys.readouterr().out)


def test_version_and_help_load_nothing_that_reads_text() -> None:
    code = "import sys; from zlcli.cli.main import run; run(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[1].split()
    assert not {"opencc", "chardet", "rich", "difflib", "importlib.metadata", "zlcli.document"} & set(loaded)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(["detct"], "'detect'"), (["convert", "--from", "gb18300"], "'gb18030'"), (["convert", "--from", "bigfive5"], "gb18030")],
)
def test_a_mistyped_name_is_answered_by_the_nearest(
    arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert meant in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts_ask_zlcli(shell: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["completion", shell]) == 0
    assert b"_ZLCLI_COMPLETE" in capfdbinary.readouterr().out


def complete(shell: str, words: str, word: str) -> str:
    cursor = word if shell == "powershell" else str(len(words.split()) - (1 if word else 0))
    env = {**os.environ, "_ZLCLI_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": cursor}
    return subprocess.run([sys.executable, "-m", "zlcli"], env=env, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", ["bash", "powershell"])
def test_commands_flags_and_values_are_completed(shell: str) -> None:
    assert "detect" in complete(shell, "zlcli det", "det")
    assert "--regional-words" in complete(shell, "zlcli convert --reg", "--reg")
    assert re.findall(r"\b(hans|hant)\b", complete(shell, "zlcli convert --to ", "")) == ["hans", "hant"]


@pytest.mark.skipif(not shutil.which("bash", path="/bin:/usr/bin"), reason="no bash here")
def test_bash_accepts_its_script(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["completion", "bash"])
    script = capfdbinary.readouterr().out
    done = subprocess.run(["/bin/bash", "-c", f"{script.decode()}\ncomplete -p zlcli"], capture_output=True, check=True)
    assert b"_zlcli_completion" in done.stdout


def test_a_manual_page_for_every_command(tmp_path: Path) -> None:
    assert run(["man", str(tmp_path / "man1")]) == 0
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "man1").iterdir()}
    assert pages.keys() == {"zlcli.1", *(f"zlcli-{name}.1" for name in COMMANDS)}
    assert r"\-\-regional\-words" in pages["zlcli-convert.1"]
    assert "Example: zlcli detect" in pages["zlcli-detect.1"].replace(r"\-", "-")


@pytest.mark.skipif(not shutil.which("groff", path="/bin:/usr/bin"), reason="no groff here")
def test_groff_has_no_complaint_about_the_pages(tmp_path: Path) -> None:
    run(["man", str(tmp_path)])
    for page in tmp_path.glob("*.1"):
        done = subprocess.run(
            ["/usr/bin/groff", "-man", "-ww", "-K", "utf8", "-T", "utf8", page], capture_output=True, check=True
        )
        assert not re.sub(rb".*can't break line.*\n|.*cannot (break|adjust) line.*\n", b"", done.stderr), page


def test_the_order_of_configuration(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each place wins over those before it: default, the user's file, the project's file, the variable, the flag."""
    assert in_force(capsys, "to") == ("keep", "default")
    (home / "config" / "zlcli").mkdir(parents=True)
    (home / "config" / "zlcli" / "config.toml").write_text('to = "tw"\n', "utf-8")
    assert in_force(capsys, "to") == ("tw", "config.toml")
    (home / "work" / "pyproject.toml").write_text('[tool.zlcli]\nto = "hk"\n', "utf-8")
    assert in_force(capsys, "to") == ("hk", "pyproject.toml")
    monkeypatch.setenv("ZLCLI_TO", "hans")
    assert in_force(capsys, "to") == ("hans", "ZLCLI_TO")


def convert(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "zlcli", "convert", *arguments], input="軟體\n".encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_what_is_configured_is_what_is_done(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "work" / "zlcli.toml").write_text('[convert]\nto = "hans"\n[detect]\njson = true\n', "utf-8")
    assert convert() == "软体"
    monkeypatch.setenv("ZLCLI_REGIONAL_WORDS", "1")
    assert convert() == "软件"
    monkeypatch.setenv("ZLCLI_TO", "hant")
    assert convert() == "軟體"
    assert convert("--to", "hans") == "软件"


def test_files_beside_the_configuration_are_found(home: Path) -> None:
    (home / "work" / "terms.txt").write_text("軟體\t软件\n", "utf-8")
    (home / "work" / "zlcli.toml").write_text('to = "hans"\ndict = ["terms.txt"]\n', "utf-8")
    assert convert() == "软件"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('formt = "md"\n', "unknown key 'formt' (did you mean 'format'?)"),
        ("in-place = true\n", "unknown key 'in-place'"),
        ('output = "/etc/passwd"\n', "unknown key 'output'"),
        ("[convrt]\nto = 1\n", "unknown key 'convrt'"),
        ("[convert]\nas = 1\n", "unknown key 'as'"),
        ('to = "hanz"\n', "'hanz'"),
        ("to = \n", "is no TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_error(content: str, said: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "work" / "zlcli.toml").write_text(content, "utf-8")
    assert run(["convert", "nothing.txt"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "zlcli.toml" in told


def test_a_variable_never_says_where_to_write(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZLCLI_OUTPUT", str(home / "out.txt"))
    monkeypatch.setenv("ZLCLI_IN_PLACE", "1")
    assert convert() == "軟體"
    assert not (home / "out.txt").exists()
