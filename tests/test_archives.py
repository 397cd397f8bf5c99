"""Archives, sound and hostile."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.damage import NOTICE
from tests.test_batch import results, summary
from tests.test_cli import DAMAGED, run
from zlcli.errors import SourceError
from zlcli.files import archives, endings

KINDS = [ending for ending in endings.ARCHIVES if ending != ".tar.zst"]


def members(path: Path) -> dict[str, bytes]:
    found = {}
    for member in archives.read(str(path), None, lambda names: names):
        data = member.data if isinstance(member.data, bytes) else Path(member.data).read_bytes()
        found[member.name.decode()] = member.refused.encode() or data
    return found


@pytest.mark.parametrize("ending", KINDS)
def test_from_and_to_every_kind(tmp_path: Path, ending: str) -> None:
    source = tmp_path / "in"
    for name in ("a.txt", "甲/b.txt", "甲/c.csv"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(DAMAGED, "utf-8")
    packed, again = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    archives.write(str(packed), [(name.encode(), str(source / name)) for name in ("a.txt", "甲/b.txt", "甲/c.csv")])
    assert summary(run("batch", "-f", "md", "--json", packed, again)) == {"done": 3}
    assert summary(run("batch", "-f", "md", "--json", packed, tmp_path / "out")) == {"done": 3}
    assert members(again) == results(tmp_path / "out")
    assert set(members(again)) == {"a.md", "甲/b.md", "甲/c.csv"}
    first = again.read_bytes()
    assert summary(run("batch", "-f", "md", "--json", packed, again)) == {"unchanged": 3}
    assert again.read_bytes() == first


def test_zstandard(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    (tmp_path / "a.txt").write_text(DAMAGED, "utf-8")
    path = tmp_path / "a.tar.zst"
    archives.write(str(path), [(b"a.txt", str(tmp_path / "a.txt"))])
    assert members(path) == {"a.txt": DAMAGED.encode()}


class WindowsInfo(zipfile.ZipInfo):
    """A member whose name is not marked as UTF-8; of cp437, which the module takes it for, every byte is one character."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the module's name)
        return self.filename.encode("cp437"), self.flag_bits


def test_zip_names_of_chinese_windows(tmp_path: Path) -> None:
    for encoding, names in (
        ("gb18030", ["通知/会议纪要.txt", "通知/工作总结.txt", "a.txt"]),
        ("big5", ["公告\\會議記錄.txt", "公告\\許功蓋.txt", "a.txt"]),
        ("utf-8", ["通知/会议.txt", "b.txt"]),
    ):
        path = tmp_path / f"{encoding}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                info = WindowsInfo(name.encode(encoding).decode("cp437"))
                info.create_system = 0
                archive.writestr(info, NOTICE)
        assert run("batch", path, tmp_path / encoding).returncode == 0
        assert set(results(tmp_path / encoding)) == {name.replace("\\", "/") for name in names}


HOSTILE = ["../../slip.txt", "/etc/slip.txt", "a/../../slip.txt", "C:/slip.txt", ".zlcli/journal.jsonl", "./", "ok/../x"]


def test_hostile_members_of_a_tar(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.tar"
    path.parent.mkdir()
    with tarfile.open(path, "w") as archive:
        for name in (*HOSTILE, "good\x1b[1m\u202e.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(NOTICE.encode())
            archive.addfile(info, io.BytesIO(NOTICE.encode()))
        for kind, name in (
            (tarfile.SYMTYPE, "sym"),
            (tarfile.LNKTYPE, "hard"),
            (tarfile.CHRTYPE, "dev"),
            (tarfile.FIFOTYPE, "fifo"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    done = run("batch", "--json", path, tmp_path / "x/y/out")
    assert (done.returncode, summary(done)) == (3, {"done": 1, "failed": len(HOSTILE), "skipped": 4})
    assert sorted(results(tmp_path)) == ["in/a.tar", "x/y/out/good\x1b[1m\u202e.txt"]
    assert b"\x1b" not in done.stderr


def test_hostile_members_of_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../slip.txt", "/slip.txt", "..\\slip.txt"):
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            archive.writestr(info, NOTICE)
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", "0" * (100 << 20))
        archive.writestr("good.txt", NOTICE)
    done = run("batch", "--json", path, tmp_path / "x/out")
    assert summary(done) == {"done": 1, "failed": 4, "skipped": 1}
    assert b"bomb.txt" in done.stderr
    assert sorted(results(tmp_path)) == ["a.zip", "x/out/good.txt"]


def test_a_bomb_stops_a_compressed_tar(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in (("good.txt", NOTICE.encode()), ("bomb.txt", bytes(200 << 20))):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    done = run("batch", "--json", path, tmp_path / "out")
    assert done.returncode == 3
    assert "bomb" in summary(done)["problem"]
    assert set(results(tmp_path / "out")) <= {"good.txt"}


@pytest.mark.parametrize("ending", KINDS)
def test_damaged_archives(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    (tmp_path / "a.txt").write_text(NOTICE * 50, "utf-8")
    archives.write(str(path), [(b"%d.txt" % number, str(tmp_path / "a.txt")) for number in range(9)])
    whole = path.read_bytes()
    for data in (whole[: len(whole) // 2], whole[:100] + bytes(50) + whole[150:], b"", b"nonsense" * 100):
        path.write_bytes(data)
        done = run("batch", path, tmp_path / "out")
        assert b"Traceback" not in done.stderr
        assert done.returncode == 3


def test_no_end_of_tiny_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A billion members in small; the limits are lowered instead of the archives being made so large."""
    (tmp_path / "a.txt").write_text("", "utf-8")
    for ending in (".zip", ".tar.gz"):
        path = tmp_path / f"a{ending}"
        archives.write(str(path), [(b"%02d.txt" % number, str(tmp_path / "a.txt")) for number in range(50)])
        assert len(members(path)) == 50
        with monkeypatch.context() as patch:
            patch.setattr(archives, "_MEMBERS", 49)
            patch.setattr(archives, "_DIRECTORY", 49 * (46 + len("00.txt")))
            with pytest.raises(SourceError, match="split it"):
                members(path)


def test_a_bomb_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' + b" " * (100 << 20)))
    done = run("batch", path, tmp_path / "b.jsonl.gz")
    assert done.returncode == 3
    assert not (tmp_path / "b.jsonl.gz").exists()


def test_long_members_take_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_IN_MEMORY", 100)
    (tmp_path / "a.txt").write_text(NOTICE, "utf-8")
    path = tmp_path / "a.zip"
    archives.write(str(path), [(b"a.txt", str(tmp_path / "a.txt"))])
    (tmp_path / "spool").mkdir()
    [member] = archives.read(str(path), str(tmp_path / "spool"), lambda names: names)
    assert isinstance(member.data, str)
    assert Path(member.data).read_text("utf-8") == NOTICE


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(archives.read(str(tmp_path / "missing.zip"), None, lambda names: names))
    assert run("batch", tmp_path / "missing.zip", tmp_path / "out").returncode == 2
    assert run("batch", __file__, tmp_path / "out").returncode == 2
