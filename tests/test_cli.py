from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

import zlcli
from tests.damage import NOTICE, fold, gloss
from zlcli.cli import documents, main, report
from zlcli.cli.routes import Route

DAMAGED = fold(gloss(NOTICE)) + "\n掃一掃在手機打開當前頁 |\n"
HANS_MD = zlcli.normalize(DAMAGED, to="hans", format="md").text
ZLCLI = [sys.executable, "-m", "zlcli"]


def run(
    *arguments: str | Path, stdin: bytes | None = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ZLCLI, *arguments], input=stdin, capture_output=True, env=env, check=False, timeout=60)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "通知 一.txt"
    path.write_text(DAMAGED, "utf-8")
    return path


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".zlcli")]


def test_standard_input_to_standard_output() -> None:
    done = run("convert", "--to", "hans", "-f", "md", stdin=DAMAGED.encode("gb18030"))
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, HANS_MD, b"")
    assert run("convert", "--to", "hans", "-f", "md", "-", stdin=DAMAGED.encode()).stdout.decode() == HANS_MD


def test_a_defect_is_told_in_a_line_and_costs_one_document(
    source: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other = source.with_name("b.txt")
    other.write_bytes(source.read_bytes())
    treat = documents._treat

    def fail(data: bytes, route: Route, *rest: Any) -> Any:
        if route.path == str(source):
            raise RuntimeError("a\nb")
        return treat(data, route, *rest)

    monkeypatch.setattr(documents, "_treat", fail)
    assert main.run(["convert", "--to", "hans", "-i", str(source), str(other)]) == 3
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "RuntimeError" in said
    assert source.read_text("utf-8") == DAMAGED
    assert other.read_text("utf-8") == zlcli.normalize(DAMAGED, to="hans").text


@pytest.mark.parametrize("env", [{}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_utf8_out_whatever_the_locale(env: dict[str, str], source: Path) -> None:
    done = run("convert", "--to", "hans", "-f", "md", "--explain", source, env=env)
    assert (done.returncode, done.stdout.decode()) == (0, HANS_MD)
    assert done.stderr


def test_a_healthy_file_is_returned_byte_for_byte(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + NOTICE.replace("\n", "\r\n").encode() + b"  \x0c\n\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert run("convert", path).stdout == data
    assert run("convert", "--check", path).returncode == 0


def test_output_file_takes_its_format_from_its_ending(source: Path) -> None:
    target = source.with_name("新.md")
    assert run("convert", "--to", "hans", "-o", target, source).stdout == b""
    assert target.read_text("utf-8") == HANS_MD
    assert leftovers(source.parent) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,500\n後來，門開了。\n\n2\n00:00:03,000 --> 00:00:04,000\n誰？\n", "后来"),
        ("a.ass", "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,後來,門開了。\n", "后来"),
        ("a.lrc", "[00:12.00]後來\n[00:15.30]門開了\n", "后来"),
        ("a.csv", "姓名,說明\n張三,後來\n李四,門開了。\n", "后来"),
        ("a.jsonl", '{"說明": "後來,門開了。"}\n{"說明": "誰?"}\n', "后来"),
    ],
)
def test_formats_are_kept(tmp_path: Path, name: str, text: str, expected: str) -> None:
    """Only the characters of the text change, whatever form was asked for."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    done = run("convert", "--to", "hans", "-f", "md", path).stdout.decode()
    assert done == zlcli.convert_script(text, to="hans")
    assert expected in done


def test_several_files_into_a_folder(source: Path) -> None:
    second = source.with_name("b.txt")
    second.write_text(NOTICE, "utf-8")
    out = source.parent / "out"
    assert run("convert", "-f", "md", "-o", out, source, second).returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["b.md", "通知 一.md"]
    assert run("convert", source, second).returncode == 2


def test_in_place_keeps_the_mode_and_leaves_sound_files_alone(source: Path) -> None:
    source.chmod(0o640)
    assert run("convert", "-i", source).returncode == 0
    assert source.read_text("utf-8") == NOTICE
    assert stat.S_IMODE(source.stat().st_mode) == 0o640
    before = source.stat()
    assert run("convert", "-i", source).returncode == 0
    assert (source.stat().st_ino, source.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert leftovers(source.parent) == []


def test_in_place_refuses_to_lose_bytes_unless_allowed(source: Path) -> None:
    data = DAMAGED.encode()[:-3] + b"\xff\n"
    source.write_bytes(data)
    done = run("convert", "-i", source)
    assert (done.returncode, source.read_bytes()) == (3, data)
    assert b"--lost mark" in done.stderr
    assert run("convert", "-i", "--lost", "mark", source).returncode == 0
    assert "\ufffd" in source.read_text("utf-8")


def test_lost_bytes_fail_the_run_but_the_text_is_there() -> None:
    done = run("convert", stdin=NOTICE.encode() + b"\xff\n")
    assert done.returncode == 3
    assert done.stdout.decode() == NOTICE + "\ufffd\n"
    assert b"bytes that are not utf-8: 1" in done.stderr
    refused = run("convert", "--lost", "fail", stdin=NOTICE.encode() + b"\xff\n")
    assert (refused.returncode, refused.stdout) == (3, b"")


def test_check_writes_nothing(source: Path) -> None:
    before = source.read_bytes()
    done = run("convert", "--check", "-i", source)
    assert (done.returncode, done.stdout, source.read_bytes()) == (1, b"", before)
    assert b"would change" in done.stderr
    assert run("convert", "--check", "-q", source).stderr == b""


def test_diff_shows_the_change_and_writes_nothing(source: Path) -> None:
    before = source.read_bytes()
    done = run("convert", "--diff", "-i", source)
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("--- a/")
    assert "-掃一掃在手機打開當前頁 |" in lines
    assert "+" + NOTICE.splitlines()[0] in lines
    assert source.read_bytes() == before


def test_a_diff_for_a_terminal_is_coloured_and_safe() -> None:
    shown = report.difference("a", "甲\x1b[2J\n乙\n", "丙\n乙\n", colour=True).splitlines()
    assert shown[3:] == ["\x1b[31m-甲\\x1b[2J\x1b[0m", "\x1b[32m+丙\x1b[0m", " 乙\x1b[0m"]


def test_every_removed_line_is_explained_with_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("发信人: 夜读, 信区: 河\n标  题: 渡\n\n船走了，人没有回头。\n--\n签名\n※ 来源:·某站\n", "utf-8")
    told = run("convert", "-f", "md", "--explain", path).stderr.decode()
    assert "签名 (signature)" in told
    assert "标  题: 渡 (title)" in told


def test_explain_goes_to_standard_error(source: Path) -> None:
    done = run("convert", "--explain", source)
    assert done.stdout.decode() == NOTICE
    told = done.stderr.decode()
    assert "掃一掃在手機打開當前頁 |" in told
    assert "區(qū) -> 區" in told


def test_json_is_one_object_a_document(source: Path) -> None:
    record = json.loads(run("convert", "--json", source).stdout)
    assert record["text"] == NOTICE
    assert {step["kind"] for step in record["steps"]} == {"gloss", "punctuation", "boilerplate"}
    assert (record["encoding"], record["script"], record["changed"]) == ("utf-8", "hant", True)
    assert "text" not in json.loads(run("convert", "--json", "-i", source).stdout)


def test_detect_prints_the_contract(source: Path) -> None:
    record = json.loads(run("detect", source).stdout)
    fields = "path encoding confidence bom newline script region damage lost_bytes bytes preview candidates spans lost "
    fields += "script_confidence script_runs region_evidence"
    assert set(record) == set(fields.split())
    assert record["path"] == str(source)
    assert {d["kind"] for d in record["damage"]} == {"gloss", "punctuation", "boilerplate"}
    assert set(record["damage"][0]) == {"kind", "count", "example"}


def test_user_dictionaries_and_protected_terms(tmp_path: Path) -> None:
    first, second, kept = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "kept.txt"
    first.write_text("# 打印\n打印机\t列印機 印表機\n软件 軟件\n\n", "utf-8")
    second.write_text("\ufeff软件\t軟體\r\n", "utf-8")
    kept.write_text("发改委\n发改\n# 里\n", "utf-8")
    flags: list[str | Path] = ["--to", "tw", "--dict", first, "--dict", second, "--protect", kept, "--protect", "第.里"]
    done = run("convert", *flags, stdin="发改委的打印机和软件，第三里，里面。".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "发改委的列印機和軟體，第三里，裡面。")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\tb\nc\n", "line 2: needs a term"),
        (b"a\tb\na\tc\n", "line 2: 'a' is there before"),
        (b"a\tb\n\xff\n", "line 2: not UTF-8"),
    ],
)
def test_a_wrong_dictionary_names_file_and_line(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes(content)
    done = run("convert", "--to", "tw", "--dict", path)
    assert done.returncode == 2
    assert f"{path}, {told}" in done.stderr.decode()


def test_explain_lists_what_to_check_and_json_all_choices() -> None:
    text = "头发乱了，风里有谷，余先生。".encode()
    told = run("convert", "--to", "tw", "--explain", stdin=text).stderr.decode()
    assert "谷 -> 谷 (or 穀): 亂了，風裡有谷，余先生" in told
    assert "发 ->" not in told
    record = json.loads(run("convert", "--to", "tw", "--json", stdin=text).stdout)
    assert [record["text"][choice["offset"]] for choice in record["choices"]] == [c["chosen"] for c in record["choices"]]
    assert {"char": "发", "candidates": "發髮", "chosen": "髮"}.items() <= record["choices"][0].items()


def test_quotes() -> None:
    assert run("convert", "--quotes", "corner", stdin="他说“好”。".encode()).stdout.decode() == "他说「好」。"


def test_skip_and_only() -> None:
    data = DAMAGED.encode()
    assert run("convert", "--only", "gloss", stdin=data).stdout.decode() == zlcli.normalize(DAMAGED, only=["gloss"]).text
    assert run("convert", "--skip", "layout", stdin=data).stdout == run("repair", stdin=data).stdout
    assert run("repair", "--only", "gloss", stdin=data).stdout == run("convert", "--only", "gloss", stdin=data).stdout
    assert run("clean", stdin=data).stdout.decode() == NOTICE


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["convert", "no-such-file"], 3, "no such file"),
        (["convert", "."], 3, "directory"),
        (["convert", sys.executable], 3, "not text"),
        (["detect", "no-such-file"], 3, "no such file"),
        (["convert", "--from", "klingon", "x"], 2, "unknown encoding"),
        (["convert", "--to", "cn", "x"], 2, "--to"),
        (["convert", "--skip", "typo", "x"], 2, "--skip"),
        (["repair", "--only", "script", "x"], 2, "convert"),
        (["convert", "-i"], 2, "standard input"),
        (["convert", "-i", "-o", "y", "x"], 2, "contradict"),
        (["convert", "-o", "/dev/full", __file__], 3, "cannot be written"),
        (["convert", "-o", "/proc/x/y", __file__], 3, "/proc"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_errors_are_one_line_and_say_what_to_do(arguments: list[str], code: int, told: str) -> None:
    done = run(*arguments)
    lines = done.stderr.decode().strip().splitlines()
    assert done.returncode == code
    assert told in lines[-1]
    assert "Traceback" not in done.stderr.decode()
    assert code == 2 or len(lines) == 1
    assert done.stdout == b""


def test_a_pdf_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4\n1 0 obj <</Producer (x)>> endobj \\u4e2d\\u6587\n\n\n")
    before = file.read_bytes()
    done = run("convert", "-i", "--to", "hans", file)
    assert done.returncode == 3
    assert b"pdftotext" in done.stderr
    assert file.read_bytes() == before


def test_an_archive_is_sent_to_batch(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", DAMAGED)
    done = run("convert", tmp_path / "a.zip")
    assert done.returncode == 3
    assert b"zlcli batch" in done.stderr


def test_one_bad_file_does_not_stop_the_others(source: Path) -> None:
    out = source.parent / "out"
    done = run("convert", "-o", out, source.with_name("missing.txt"), source)
    assert done.returncode == 3
    assert (out / source.name).read_text("utf-8") == NOTICE


@pytest.mark.parametrize("link", [None, os.symlink, os.link], ids=["same path", "symbolic link", "hard link"])
def test_output_equal_to_input_is_refused(source: Path, link: object) -> None:
    target = source
    if callable(link):
        target = source.with_name("link.txt")
        link(source, target)
    done = run("convert", "-o", target, source)
    assert (done.returncode, source.read_text("utf-8")) == (2, DAMAGED)
    assert b"-i" in done.stderr


def test_appending_to_the_input_is_refused(source: Path) -> None:
    with source.open("ab") as same:
        done = subprocess.run([*ZLCLI, "convert", source], stdout=same, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, source.read_text("utf-8")) == (2, DAMAGED)


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    done = run("convert", "-f", "md", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_names_are_shown_without_their_teeth(tmp_path: Path) -> None:
    done = run("convert", tmp_path / "\x1b[31m[/x]\n\u202etxt.md")
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr
    assert "\u202e" not in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xc4\xe3\xba\xc3.txt"
    Path(os.fsdecode(path)).write_text(DAMAGED, "utf-8")
    done = run("detect", os.fsdecode(path))
    assert os.fsencode(json.loads(done.stdout)["path"]) == path


def test_a_closed_pipe_ends_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(NOTICE * 5000, "utf-8")
    with path.open("rb") as stdin:
        filter_ = subprocess.Popen([*ZLCLI, "convert"], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert filter_.stdout is not None
        assert filter_.stderr is not None
        filter_.stdout.read(10)
        filter_.stdout.close()
        assert filter_.stderr.read() == b""
        assert filter_.wait(timeout=60) == -signal.SIGPIPE


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_with_their_code(number: signal.Signals, code: int) -> None:
    waiting = subprocess.Popen([*ZLCLI, "convert"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)
    waiting.send_signal(number)
    out, err = waiting.communicate(timeout=60)
    assert (waiting.returncode, out) == (code, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize("command", [[], ["convert"], ["clean"], ["repair"], ["detect"]])
def test_every_help_has_an_example(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Example: zlcli" in done.stdout.decode()


def test_version() -> None:
    from zlcli.version import __version__

    assert run("--version").stdout.decode().startswith(f"zlcli {__version__} (")
