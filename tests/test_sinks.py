"""Replacing a file under every failure: each system call fails, or is the last one before the process is killed."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import DAMAGED, ZLCLI, run
from zlcli.errors import SinkError
from zlcli.files.sinks import write_atomic

OLD, NEW = "旧的内容\n".encode(), "新的内容，長一些\n".encode() * 1000
CALLS = ("open", "write", "fsync", "chown", "chmod", "utime", "link", "replace", "stat", "close")


class Injected:
    """Stands before the calls of `os` that a write makes, and does ``act`` in place of the ``nth`` of them."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, act: Callable[[], None]) -> None:
        self._left, self._act = nth, act
        for name in CALLS:
            patch.setattr(os, name, self._instead_of(getattr(os, name)))

    @property
    def reached(self) -> bool:
        return self._left <= 0

    def _instead_of(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def injected(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                self._act()
            return call(*args, **kwargs)

        return injected


def failing(number: int) -> Callable[[], None]:
    def act() -> None:
        raise OSError(number, os.strerror(number))

    return act


def temporaries(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".zlcli-*.tmp")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("backup", ["", ".bak"])
def test_whatever_call_fails_the_file_is_old_or_new(tmp_path: Path, number: int, backup: str) -> None:
    failures = 0
    for nth in count(1):
        target = tmp_path / f"{nth}.txt"
        target.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:
            injected = Injected(patch, nth, failing(number))
            try:
                write_atomic(str(target), NEW, backup=backup)
                wanted = {NEW}
            except SinkError as error:
                failures += os.strerror(number) in str(error)
                wanted = {OLD}
        # What fails after the new name is there (closing, the folder's sync) can no longer take it away.
        assert target.read_bytes() in wanted | ({NEW} if injected.reached else set())
        assert temporaries(tmp_path) == []
        if backup and target.read_bytes() == NEW:
            assert (tmp_path / f"{nth}.txt.bak").read_bytes() == OLD
        if not injected.reached:
            break
    assert failures >= 5


def killed_at(nth: int, target: Path, backup: str) -> bool:
    """Write in a child that is killed before its ``nth`` call; tell whether it got so far."""
    child = os.fork()
    if child == 0:
        try:
            patch = pytest.MonkeyPatch()
            Injected(patch, nth, lambda: os.kill(os.getpid(), signal.SIGKILL))
            write_atomic(str(target), NEW, backup=backup)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("backup", ["", ".bak"])
def test_killed_before_any_call_the_file_is_old_or_new_and_the_next_run_ends_the_work(tmp_path: Path, backup: str) -> None:
    seen = set()
    for nth in count(1):
        target = tmp_path / f"{nth}.txt"
        target.write_bytes(OLD)
        killed = killed_at(nth, target, backup)
        content = target.read_bytes()
        seen.add(content)
        assert content in {OLD, NEW}
        if content == OLD:
            write_atomic(str(target), NEW, backup=backup)
        assert target.read_bytes() == NEW
        assert not backup or (tmp_path / f"{nth}.txt.bak").read_bytes() == OLD
        if not killed:
            break
    assert nth > 8
    assert seen == {OLD, NEW}


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, bytes(data[:1000])))
    write_atomic(str(tmp_path / "a"), NEW)
    assert (tmp_path / "a").read_bytes() == NEW


def test_mode_owner_and_attributes_are_kept_and_the_date_on_request(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(OLD)
    target.chmod(0o640)
    os.utime(target, ns=(10**18, 10**18))
    try:
        os.setxattr(target, "user.note", b"kept")
    except OSError:
        attributes: list[str] = []
    else:
        attributes = ["user.note"]
    write_atomic(str(target), NEW, keep_date=True)
    status = target.stat()
    assert (stat.S_IMODE(status.st_mode), status.st_mtime_ns, status.st_uid) == (0o640, 10**18, os.getuid())
    assert [name for name in os.listxattr(target) if name.startswith("user.")] == attributes
    write_atomic(str(target), OLD)
    assert target.stat().st_mtime_ns > 10**18


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(OLD)
    os.chown(target, 12345, 23456)
    write_atomic(str(target), NEW)
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 23456)


def test_a_backup_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(OLD)
    (tmp_path / "a.txt~").write_bytes(b"an older one")
    with pytest.raises(SinkError, match="backup"):
        write_atomic(str(target), NEW, backup="~")
    assert (target.read_bytes(), (tmp_path / "a.txt~").read_bytes()) == (OLD, b"an older one")


def test_a_backup_without_hard_links_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(OLD)
    monkeypatch.setattr(os, "link", lambda *_: failing(errno.EPERM)())
    write_atomic(str(target), NEW, backup="~")
    assert (target.read_bytes(), (tmp_path / "a.txt~").read_bytes()) == (NEW, OLD)


@pytest.mark.parametrize("meanwhile", ["changed", "vanished"])
def test_a_file_that_another_program_touched_meanwhile_is_left_alone(tmp_path: Path, meanwhile: str) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(OLD)
    status = target.stat()
    target.unlink() if meanwhile == "vanished" else target.write_bytes(b"someone else's")
    with pytest.raises(SinkError, match=meanwhile):
        write_atomic(str(target), NEW, expected=status)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if meanwhile == "vanished" else [b"someone else's"])


def test_a_limit_on_the_size_of_files_is_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, "utf-8")
    done = subprocess.run(
        [*ZLCLI, "convert", "-i", path],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert (done.returncode, path.read_text("utf-8")) == (3, DAMAGED)
    assert str(path) in done.stderr.decode()
    assert temporaries(tmp_path) == []


def test_a_full_disk_behind_standard_output(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, "utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*ZLCLI, "convert", path], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "No space left" in done.stderr.decode()


def test_in_place_keeps_a_backup_and_the_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, "utf-8")
    os.utime(path, ns=(10**18, 10**18))
    assert run("convert", "-i", "--backup", ".bak", "--keep-date", path).returncode == 0
    assert (tmp_path / "a.txt.bak").read_text("utf-8") == DAMAGED
    assert path.read_text("utf-8") != DAMAGED
    assert path.stat().st_mtime_ns == 10**18
    assert run("convert", "-i", "-r", "--backup", ".bak", tmp_path).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "a.txt.bak"]


def test_links_are_left_alone_unless_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text(DAMAGED, "utf-8")
    link.symlink_to(path)
    done = run("convert", "-i", link)
    assert (done.returncode, path.read_text("utf-8")) == (0, DAMAGED)
    assert b"symbolic link" in done.stderr
    assert run("convert", "-i", "--follow", link).returncode == 0
    assert link.is_symlink()
    assert path.read_text("utf-8") != DAMAGED


def test_hard_links_are_told_of(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(DAMAGED, "utf-8")
    other.hardlink_to(path)
    done = run("convert", "-i", path)
    assert done.returncode == 0
    assert b"hard links" in done.stderr
    assert other.read_text("utf-8") == DAMAGED


def test_special_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run("convert", "-i", tmp_path / "pipe")
    assert done.returncode == 3
    assert b"named pipe" in done.stderr
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


if sys.platform == "win32":
    pytest.skip("system calls of POSIX", allow_module_level=True)
