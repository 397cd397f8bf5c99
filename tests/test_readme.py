"""Every shell command that the READMEs show is run (``console`` blocks need a network, root or other programs, and are not)."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.damage import NOTICE, fold, gloss

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def blocks(name: str, language: str = "sh") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the READMEs speak of, and a PATH with zlcli."""
    damaged = fold(gloss(NOTICE))
    for name in ("notice.txt", "in.txt", "old.txt", "inbox/a.txt", "inbox/below/b.txt", "srv/inbox/a.txt", "nfs/in/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(damaged, "utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{NOTICE}</p></body></html>", "utf-8")
    (tmp_path / "terms.txt").write_text("项目\t專案\n", "utf-8")
    (tmp_path / "names.txt").write_text("王后雄\n", "utf-8")
    (tmp_path / "unpacked").mkdir()
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("a.txt", damaged)
    with gzip.open(tmp_path / "posts.jsonl.gz", "wt", encoding="utf-8") as posts:
        posts.write(json.dumps({"body": damaged}) + "\n")
    program = tmp_path / "bin" / "zlcli"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zlcli "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("name", "block"), [(name, block) for name in READMES for block in blocks(name)[1:]])
def test_every_command_runs(name: str, block: str, desk: Path) -> None:  # noqa: ARG001  (for the name of the test)
    path = os.pathsep.join([str(desk / "bin"), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(desk), "SLURM_ARRAY_TASK_ID": "0"}
    done = subprocess.run(
        ["/bin/sh", "-euc", re.sub(r"/(srv|nfs)/", rf"{desk}/\1/", block)],
        cwd=desk,
        env=env,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_first_block_is_the_two_commands_of_both() -> None:
    first = {blocks(name)[0] for name in READMES}
    assert len(first) == 1
    assert len(first.pop().splitlines()) == 2


def test_the_readmes_name_each_other() -> None:
    for name, other in (READMES, READMES[::-1]):
        assert f"]({other})" in (ROOT / name).read_text("utf-8")


def test_examples_of_configuration_are_valid() -> None:
    tomllib = pytest.importorskip("tomllib")
    from zlcli.cli import settings

    known = {settings.key(param) for command in settings.all_commands() for param in command.params}
    commands = {command.name for command in settings.all_commands()}
    examples = blocks("README.md", "toml")
    assert examples
    for example in examples:
        assert set(tomllib.loads(example)) <= known | commands


def test_hooks_are_commands_that_exist(tmp_path: Path) -> None:
    entries = re.findall(r"entry: zlcli (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    for entry in entries:
        done = subprocess.run([sys.executable, "-m", "zlcli", *entry.split(), path], check=False, timeout=60)
        assert done.returncode == 0
    path.write_text(fold(gloss(NOTICE)), "utf-8")
    codes = [
        subprocess.run([sys.executable, "-m", "zlcli", *entry.split(), path], capture_output=True, check=False).returncode
        for entry in entries
    ]
    assert codes == [1, 0]


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
def test_git_shows_text_in_any_encoding(desk: Path) -> None:
    """The lines for textconv in the README: a GBK file is compared as text."""
    env = {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(desk)}

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        command = [shutil.which("git") or "git", *who, *arguments]
        return subprocess.run(command, cwd=desk, env=env, capture_output=True, check=True).stdout.decode()

    git("init", "-q")
    (desk / ".gitattributes").write_text("*.txt diff=chinese\n", "utf-8")
    git("config", "diff.chinese.textconv", "zlcli convert")
    (desk / "gbk.txt").write_bytes("会议定在周三。\n".encode("gb18030"))
    git("add", "gbk.txt")
    git("commit", "-qm", "a")
    (desk / "gbk.txt").write_bytes("会议定在周四。\n".encode("gb18030"))
    assert "+会议定在周四。" in git("diff")
