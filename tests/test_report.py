"""The page on an archive."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.damage import NOTICE, fold, gloss
from zlcli.cli import page
from zlcli.cli.main import run
from zlcli.cli.survey import WORST, Entry, Excerpt, Survey, documents, survey
from zlcli.files import archives
from zlcli.files.inputs import Globs

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
HOSTILE = '<script>document.title="owned"</script>'
NAME = '<img src=x onerror=document.title="owned">.txt'


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "below").mkdir(parents=True)
    (folder / "sound.txt").write_text(NOTICE, "utf-8")
    (folder / "below" / "旧.txt").write_bytes(NOTICE.encode("gb18030"))
    (folder / NAME).write_text(fold(gloss(NOTICE)) + HOSTILE + "\n", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    return folder


def test_json_counts_what_is_there(archive: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["report", str(archive), "--json"]) == 3
    found = json.loads(capfdbinary.readouterr().out)
    assert (found["documents"], found["failed"], found["damaged"]) == (4, 1, 1)
    assert found["encodings"] == {"utf-8": 2, "gb18030": 1}
    assert found["places"]["gloss"] > 0
    assert [Path(entry["path"]).name for entry in found["worst"]] == ["picture.png", NAME]


@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_archives_are_looked_into(archive: Path, ending: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    form = {"zip": "zip", "tar.gz": "gztar"}[ending]
    packed = shutil.make_archive(str(archive.parent / "packed"), form, archive)
    assert run(["report", packed, "--json", "--exclude", "*.png"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert (found["documents"], found["failed"], found["damaged"]) == (3, 0, 1)
    assert found["encodings"] == {"utf-8": 2, "gb18030": 1}
    assert [entry["path"] for entry in found["worst"]] == [NAME]


def test_what_a_broken_archive_held_is_counted(archive: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    packed = archive.parent / "packed.tar"
    with tarfile.open(packed, "w") as file:
        file.add(archive / "sound.txt", "a.txt")
        end = file.offset
        file.add(archive / "picture.png", "b.txt")
    packed.write_bytes(packed.read_bytes()[: end + 600])
    assert run(["report", str(packed), "--json"]) == 3
    found = json.loads(capfdbinary.readouterr().out)
    assert (found["documents"], found["failed"]) == (2, 1)
    assert str(packed) in [entry["path"] for entry in found["worst"] if entry["error"]]


def test_long_members_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_IN_MEMORY", 100)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text(NOTICE * 9, "utf-8")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "in")
    found = survey(documents(packed, Globs()))
    assert (found.documents, found.failed) == (1, 0)
    assert list((tmp_path / "spool").iterdir()) == []


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {name for name, _ in attrs} & {"src", "onerror", "href"}


def test_names_and_text_are_escaped_and_nothing_is_loaded() -> None:
    found = Survey()
    found.add(Entry(NAME, HOSTILE, HOSTILE, ((HOSTILE, 3),), 2, (Excerpt(HOSTILE, 1, HOSTILE, "a\u202eb\x1b[0m"),)))
    found.add(Entry(HOSTILE, error=HOSTILE))
    html = page.render(HOSTILE, found)
    parser = Tags()
    parser.feed(html)
    assert parser.seen.count("script") == 1
    assert "img" not in parser.seen
    assert not re.search("https?:|@import|url\\(", html)
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_only_the_worst_are_kept() -> None:
    found = Survey()
    for count in range(1, 30 * WORST):
        found.add(Entry(str(count), "utf-8", None, (("gloss", count),)))
    assert found.documents == 30 * WORST - 1
    assert [entry.path for entry in found.worst()] == [str(30 * WORST - 1 - n) for n in range(WORST)]


def test_a_wrong_command_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(tmp_path)]) == 2
    assert run(["report", str(tmp_path / "none"), "--json"]) == 2
    assert "-o report.html" in capsys.readouterr().err


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_a_browser_shows_charts_and_filters(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    assert run(["report", str(archive), "-o", str(target)]) == 3
    # What a person would type into the box; the page is the same but for that.
    typed = "<script>box.value='gloss';filter()</script></body>"
    target.write_text(target.read_text("utf-8").replace("</body>", typed), "utf-8")
    command = [
        CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", target.as_uri(),
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    assert "1 / 2" in dom
    assert dom.count('class="bar"') >= 5
    assert "<title>owned" not in dom
    assert len(re.findall("<details[^>]* hidden", dom)) == 1
