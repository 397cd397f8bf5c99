"""Many inputs: folders, patterns, lists of names, mirrored outputs, and names that are not to be trusted."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.damage import NOTICE
from tests.test_cli import DAMAGED, ZLCLI, run
from zlcli.cli.report import show
from zlcli.files.inputs import Globs, gather, walk


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.txt", "甲/b.txt", "甲/乙/c.txt", "甲/乙/c.log", ".git/x.txt", "甲/.zlcli-x.tmp", ".zlcli/journal.jsonl"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DAMAGED, "utf-8")
    return tmp_path / "in"


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_tree_is_mirrored(tree: Path) -> None:
    out = tree.parent / "out"
    assert run("convert", "-f", "md", "-r", "--include", "*.txt", "--exclude", ".git", "-o", out, tree).returncode == 0
    assert below(out) == ["a.md", "甲/b.md", "甲/乙/c.md"]


def test_patterns() -> None:
    globs = Globs(("*.txt", "甲/*.md"), ("乙/*", "b*"))
    wanted = ["a.txt", "x/a.txt", "甲/c.md", "c.md", "乙/a.txt", "x/b.txt"]
    assert [name for name in wanted if globs.want(name)] == ["a.txt", "x/a.txt", "甲/c.md"]


def test_what_a_run_left_behind_is_no_input(tree: Path) -> None:
    assert list(walk(str(tree), Globs())) == [".git/x.txt", "a.txt", "甲/b.txt", "甲/乙/c.log", "甲/乙/c.txt"]
    assert [source.found for source in gather([str(tree), str(tree / "a.txt")], Globs())] == [True] * 5 + [False]


def test_a_tree_in_place(tree: Path) -> None:
    (tree / "link.txt").symlink_to("a.txt")
    done = run("convert", "-i", "-r", "--exclude", ".*", tree)
    assert done.returncode == 0
    assert b"link.txt: symbolic link" in done.stderr
    assert {(tree / name).read_text("utf-8") for name in ("a.txt", "甲/b.txt", "甲/乙/c.log")} == {NOTICE}
    assert (tree / ".git/x.txt").read_text("utf-8") == DAMAGED


@pytest.mark.parametrize(("flags", "end"), [([], b"\n"), (["-0"], b"\0")])
def test_names_from_a_list(tree: Path, flags: list[str], end: bytes) -> None:
    odd = os.fsdecode(b"\xc4\xe3 \x1b[1m.txt")
    (tree / odd).write_text(DAMAGED, "utf-8")
    names = end.join([os.fsencode(odd), "甲/b.txt".encode(), b"../in/a.txt", b"missing", b""])
    done = subprocess.run(
        [*ZLCLI, "convert", "--files-from", "-", *flags, "-o", tree.parent / "out"],
        input=names,
        capture_output=True,
        cwd=tree,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr == b"zlcli: missing: no such file\n"
    assert below(tree.parent / "out") == sorted([odd, "甲/b.txt", "a.txt"])


def test_an_empty_list_is_no_standard_input(tmp_path: Path) -> None:
    (tmp_path / "list").touch()
    assert run("convert", "--files-from", tmp_path / "list", "--check", stdin=DAMAGED.encode()).returncode == 0


def test_standard_input_has_the_name_it_is_given(tmp_path: Path) -> None:
    rows = "姓名,說明\n張三,後來\n".encode()
    assert run("convert", "--stdin-filename", "x/a.csv", "-f", "md", "-o", f"{tmp_path}/", stdin=rows).returncode == 0
    assert (tmp_path / "a.csv").read_bytes() == rows
    assert json.loads(run("convert", "--stdin-filename", "a.csv", "--json", stdin=rows).stdout)["path"] == "a.csv"
    assert run("convert", "-o", f"{tmp_path}/", stdin=rows).returncode == 2


@pytest.mark.parametrize(
    "flags", [["--backup", ".bak"], ["--keep-date"], ["--include", "*"], ["-0"], ["-i", "--backup", "../x"]]
)
def test_flags_that_mean_nothing_here_are_told(flags: list[str]) -> None:
    assert run("convert", *flags, __file__).returncode == 2


def test_two_inputs_for_one_output_are_refused(tree: Path) -> None:
    (tree / "a.html").write_text("x")
    done = run("convert", "-r", "-f", "md", "-o", tree.parent / "out", tree)
    assert done.returncode == 2
    assert not (tree.parent / "out").exists()


def test_detect_takes_the_same_inputs(tree: Path) -> None:
    lines = run("detect", "-r", "--include", "c.*", "--exclude", "*.log", tree).stdout.splitlines()
    assert [json.loads(line)["path"] for line in lines] == [str(tree / "甲/乙/c.txt")]


@given(st.text(alphabet=st.characters(), max_size=40))
def test_whatever_is_shown_is_one_line_of_harmless_characters(data: str) -> None:
    shown = show(data)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & set(
        map(chr, [*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    )
