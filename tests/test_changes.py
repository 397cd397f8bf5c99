"""What a person at a terminal sees of changes."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from zlcli.batch.records import Outcome
from zlcli.cli.changes import rows, show_changes
from zlcli.cli.progress import Expected, Watch, expected
from zlcli.document import Choice
from zlcli.files.inputs import Globs

BEFORE = "全區(qū)共完成改造,居民受益。\n【打印本页】\n后面的话不变。\n"
AFTER = "全区共完成改造，居民受益。\n后面的话不变。\n"


def looks(before: str, after: str, choices: tuple[Choice, ...] = ()) -> Counter[str]:
    return Counter(piece.look for row in rows(before, after, choices) for piece in row.pieces if piece.look)


def test_each_change_is_marked_by_what_it_looks_like() -> None:
    assert looks("區(qū)別", "區别"[:1] + "別") == {"gloss": 1}
    assert looks("甲,乙", "甲，乙") == {"punctuation": 1}
    assert looks("開門", "开门") == {"script": 1}
    assert looks("鐢ㄦ埛名", "用户名") == {"mojibake": 1}
    assert looks("甲\n【打印】\n乙\n", "甲\n乙\n") == {"line": 1}
    assert looks("后", "後", (Choice(1, 0, "后", "後后", "後", "後", settled=False),)) == {"doubtful": 1}


def test_nothing_is_lost_from_either_side() -> None:
    found = list(rows("甲\n乙丙\n丁\n", "甲\n乙\n丙\n丁丁\n"))
    assert "".join(piece.before for row in found for piece in row.pieces) == "乙丙\n丁"
    assert "".join(piece.after for row in found for piece in row.pieces) == "乙\n丙\n丁丁"


def test_lines_keep_their_partners_where_others_were_removed() -> None:
    found = list(rows("標題甲乙丙\n【打印本页】\n後來大家都明白了\n", "标题甲乙丙\n后来大家都明白了\n"))
    assert [(row.number, "".join(piece.after for piece in row.pieces)) for row in found] == [
        (1, "标题甲乙丙"),
        (2, ""),
        (3, "后来大家都明白了"),
    ]


def test_joined_lines_are_shown_as_one_block() -> None:
    [row] = rows("很长的一行话没有说完就\n断开了，后面才接着说。\n", "很长的一行话没有说完就断开了，后面才接着说。\n")
    assert row.number == 1


def test_long_lines_are_folded_and_never_cut() -> None:
    for columns in (60, 140):
        said = re.sub(r"[^一二三]", "", shown(columns, "一" * 300 + "二\n", "一" * 300 + "三\n"))
        assert said.count("一") == 600


def shown(width: int, before: str = BEFORE, after: str = AFTER, name: str = "a.txt") -> str:
    console = Console(file=StringIO(), width=width, force_terminal=True, no_color=True, highlight=False)
    with console.capture() as capture:
        show_changes(name, before, after, console=console)
    return capture.get()


@pytest.mark.parametrize("width", [40, 80, 119, 120, 200])
def test_lines_fit_and_columns_are_straight(width: int) -> None:
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown(width, BEFORE * 3, AFTER * 3).splitlines()]
    assert max(map(cell_len, lines)) <= width
    edges = {cell_len(line) for line in lines if line[:1] in "┏┡│└"}
    assert edges == ({width} if width >= 120 else set())


def test_data_is_no_markup_and_no_control() -> None:
    said = shown(80, "a\x1b[2Jb[bold]\n", "a[/x]b\n", "[/red]\x1b]0;x.txt")
    assert "[/red]" in said
    assert "[/x]" in re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert "\x1b[2J" not in said
    assert "\x1b]0" not in said


def test_what_did_not_change_prints_nothing() -> None:
    assert shown(80, AFTER, AFTER) == ""


def test_the_first_changes_are_shown_and_the_others_counted() -> None:
    console = Console(file=StringIO(), width=80, force_terminal=False)
    with console.capture() as capture:
        show_changes("", "甲,乙\n" * 5, "甲，乙\n" * 5, console=console, most=2)
    said = capture.get()
    assert said.count("甲，乙") == 2
    assert "and 3 more" in said


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_explanations_are_marked_on_a_terminal_that_has_colours(variables: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BEFORE, "utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "COLUMNS": "80", "ZLCLI_LANG": "en", **variables}
    command = [sys.executable, "-m", "zlcli", "repair", "--explain", "a.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=environment) as process:
        os.close(theirs)
        said = bytearray()
        with contextlib.suppress(OSError):
            while data := os.read(ours, 4096):
                said += data
        assert process.stdout
        document = process.stdout.read().decode()
    os.close(ours)
    told = said.decode()
    assert document == subprocess.run([*command, "-q"], capture_output=True, cwd=tmp_path, check=True).stdout.decode()
    assert ("■" in told) == (not variables)
    assert ("\x1b[" in told) == (not variables)
    assert (" -> " in told) == bool(variables)


def test_what_there_is_to_do_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "x.txt").write_bytes(b"12345")
    (tmp_path / "a" / "b" / "y.txt").write_bytes(b"123")
    (tmp_path / "a" / "z.md").write_bytes(b"1")
    assert expected(str(tmp_path / "a"), Globs()) == (3, 9)
    assert expected(str(tmp_path / "a"), Globs(include=("*.txt",))) == (2, 8)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", b"123456")
    assert expected(str(tmp_path / "a.zip"), Globs()) == (1, 6)
    assert expected(str(tmp_path / "a.tar"), Globs()) is None
    (tmp_path / "b.zip").write_bytes(b"no zip")
    assert expected(str(tmp_path / "b.zip"), Globs()) is None


def test_progress_shows_documents_bytes_failures_and_fits() -> None:
    console = Console(file=StringIO(), width=80, force_terminal=True)
    with console.capture() as capture, Watch(console, lambda: Expected(400, 90_000_000)) as watch:
        for thread in threading.enumerate():
            if thread.name == "expected":
                thread.join()
        watch.say("[red]说明")
        for number in range(100):
            watch.see(Outcome(b"a", "failed" if number == 50 else "done", size=400_000))
        watch.refresh()
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", capture.get()).replace("\r", "\n")
    last = said.strip().splitlines()[-1]
    assert "\nzlcli: [red]说明\n" in said
    assert "100/400" in last
    assert "40.0 MB/90.0 MB" in last
    assert "1 failed" in last
    assert cell_len(last) <= 80


def test_a_batch_is_summed_up_by_kind_and_encoding() -> None:
    console = Console(file=StringIO(), width=80, force_terminal=False)
    with console.capture() as capture:
        with Watch(console) as watch:
            watch.see(Outcome(b"a", "done", encoding="gb18030", steps=(("gloss", 3),)))
            watch.see(Outcome(b"b", "failed", error="no"))
            watch.see(Outcome(b"c", "done", encoding="gb18030", steps=(("gloss", 4), ("page", 1))))
        watch.summarize("in box", "out", "zlcli batch --to hans 'in box' out")
    said = capture.get()
    for row in (("damage", "places"), ("encoding", "documents"), ("gloss", "7"), ("page", "1"), ("gb18030", "2")):
        assert any(all(cell in line for cell in row) for line in said.splitlines())
    assert said.count("zlcli ") == 3
    assert "\n  zlcli detect -r 'in box'\n  zlcli batch --to hans 'in box' out\n" in said
