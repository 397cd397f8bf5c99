"""Names of files: what was meant, and nothing ever overwritten."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.test_cli import ZLCLI
from zlcli.errors import SinkError
from zlcli.files import moves
from zlcli.files.moves import Move
from zlcli.names import decoded, repaired

NAMES = ["会议通知.txt", "工作总结", "财务报表（第二季度）.csv", "readme.txt", "张三.txt"]


def rename(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ZLCLI, "rename", *arguments], capture_output=True, cwd=cwd, check=False)


def tree(folder: Path) -> list[bytes]:
    return sorted(
        os.path.relpath(os.path.join(parent, name), os.fsencode(folder))  # noqa: PTH118  (bytes)
        for parent, folders, files in os.walk(os.fsencode(folder))
        for name in (*folders, *files)
        if not name.endswith(b".undo")
    )


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_names_of_one_folder_are_decoded_together(encoding: str) -> None:
    assert decoded([name.encode(encoding) for name in NAMES]) == [name.encode() for name in NAMES]


def test_traditional_names() -> None:
    names = ["會議通知.txt", "財務報表.csv", "許功蓋.txt"]
    assert repaired([name.encode("big5") for name in names]) == [name.encode() for name in names]


@pytest.mark.parametrize("wrong", ["gbk", "latin-1", "cp437"])
def test_mojibake_in_names(wrong: str) -> None:
    right = "gbk" if wrong != "gbk" else "utf-8"
    names = ["用户手册说明.txt", "工作总结.txt"]
    assert repaired([name.encode(right).decode(wrong).encode() for name in names]) == [name.encode() for name in names]


def test_sound_names_stay() -> None:
    names = [b"a.txt", "会议.txt".encode(), "résumé.pdf".encode(), "日本語.txt".encode(), b"\xff\xfe\x80", "a\nb中".encode()]
    assert repaired(names) == names


def test_a_tree_is_shown_then_renamed_then_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "in" / os.fsdecode("通知".encode("gbk"))
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / os.fsdecode(name.encode("gbk"))).write_bytes(name.encode())
    before = tree(tmp_path)
    shown = rename("-r", "in", cwd=tmp_path)
    assert (shown.returncode, tree(tmp_path)) == (0, before)
    assert " -> 会议通知.txt" in shown.stdout.decode()
    done = rename("-r", "--apply", "in", cwd=tmp_path)
    assert done.returncode == 0
    assert {name: (tmp_path / "in/通知" / name).read_bytes().decode() for name in NAMES} == dict(zip(NAMES, NAMES, strict=True))
    assert rename("-r", "in", cwd=tmp_path).stdout == b""
    [undo] = tmp_path.glob("*.undo")
    assert undo.name.encode() in done.stderr
    assert rename("--apply", "--undo", undo, cwd=tmp_path).returncode == 0
    assert tree(tmp_path) == before


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    for name in NAMES[:3]:
        (tmp_path / os.fsdecode(name.encode("gbk"))).write_text("old")
    (tmp_path / NAMES[0]).write_text("mine")
    (tmp_path / NAMES[1]).mkdir()
    done = rename("-r", "--apply", ".", cwd=tmp_path)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 3
    assert (tmp_path / NAMES[0]).read_text() == "mine"
    assert (tmp_path / NAMES[2]).read_text() == "old"
    assert (tmp_path / os.fsdecode(NAMES[0].encode("gbk"))).read_text() == "old"
    assert (tmp_path / os.fsdecode(NAMES[1].encode("gbk"))).read_text() == "old"


def test_a_kill_between_the_two_names_is_made_good(tmp_path: Path) -> None:
    move = Move(str(tmp_path / "a"), str(tmp_path / "b"))
    (tmp_path / "a").write_text("x")
    os.link(move.old, move.new)
    moves.apply(move)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_folders_and_links(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    moves.apply(Move(str(tmp_path / "folder"), str(tmp_path / "夹")))
    moves.apply(Move(str(tmp_path / "link"), str(tmp_path / "链")))
    assert (tmp_path / "链").is_symlink()
    (tmp_path / "empty").mkdir()
    with pytest.raises(SinkError, match="is there"):
        moves.apply(Move(str(tmp_path / "夹"), str(tmp_path / "empty")))


def test_errors(tmp_path: Path) -> None:
    assert rename(cwd=tmp_path).returncode == 2
    assert rename("missing", cwd=tmp_path).returncode == 3
    (tmp_path / "x").write_text("[1]\n")
    assert rename("--undo", "x", cwd=tmp_path).returncode == 3
