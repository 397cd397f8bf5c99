"""Many documents: done once, all of them, whatever happens in between."""

from __future__ import annotations

import base64
import contextlib
import errno
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.damage import NOTICE
from tests.test_cli import DAMAGED, HANS_MD, ZLCLI, run
from zlcli import interruption, pipeline
from zlcli.batch import loop, work
from zlcli.batch.pool import Pool
from zlcli.batch.records import Outcome, Settings, Task
from zlcli.batch.shard import Shard, parse
from zlcli.batch.stores import FolderStore, Source
from zlcli.document import Diagnosis, Result
from zlcli.errors import SinkError
from zlcli.files import archives
from zlcli.files.groups import Writer
from zlcli.recipe import Recipe

HANS = ["--to", "hans", "-f", "md"]


def fill(folder: Path, files: int) -> Path:
    for number in range(files):
        path = folder / f"{number % 7}" / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"第{number}号：{NOTICE if number % 3 else DAMAGED}", "utf-8")
    return folder


def results(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".zlcli" not in path.parts
    }


def journal(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / ".zlcli/journal.jsonl").read_text("ascii").splitlines()]


def summary(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    counts: dict[str, Any] = json.loads(done.stdout)
    return {key: value for key, value in counts.items() if key not in {"seconds", "journal"} and value}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 20)


def test_a_tree_is_mirrored_with_a_journal(source: Path) -> None:
    out = source.parent / "out"
    (source / "0/通知.txt").write_text(DAMAGED, "utf-8")
    done = run("batch", *HANS, "--json", source, out)
    assert (done.returncode, summary(done)) == (0, {"done": 21})
    assert (out / "0/通知.md").read_text("utf-8") == HANS_MD
    line = next(line for line in journal(out) if line["path"] == "0/通知.txt")
    assert (line["status"], line["encoding"], line["error"]) == ("done", "utf-8", "")
    assert set(line["steps"]) == {"gloss", "punctuation", "boilerplate", "script"}
    assert sorted(path.name for path in (out / ".zlcli").iterdir()) == ["journal.jsonl", "lock"]


@pytest.mark.parametrize("target", ["out", "a/b/out", "out/", "out.zip", "./out.tar.gz"])
def test_relative_names(source: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.chdir(source.parent)
    assert summary(run("batch", "--json", "in", target)) == {"done": 20}
    assert summary(run("batch", "--json", "in", target)) == {"unchanged": 20}
    assert Path(target).exists()


def test_the_next_night_treats_only_what_is_new(source: Path) -> None:
    out = source.parent / "out"
    run("batch", source, out)
    before = {path: (out / path).stat().st_mtime_ns for path in results(out)}
    (source / "1/0001.txt").write_text(NOTICE, "utf-8")
    (out / "2/0002.txt").unlink()
    (out / "3/0003.txt").write_text("edited by hand")
    assert summary(run("batch", "--json", source, out)) == {"done": 3, "unchanged": 17}
    assert sum((out / path).stat().st_mtime_ns != then for path, then in before.items()) == 3
    assert (out / "1/0001.txt").read_text("utf-8") == NOTICE
    assert summary(run("batch", "--json", "--to", "hans", source, out)) == {"done": 20}


def test_failures_are_named_set_aside_and_tried_again(source: Path) -> None:
    out, aside = source.parent / "out", source.parent / "aside"
    (source / "0/binary.txt").write_bytes(bytes(range(256)) * 9)
    (source / "0/lost.txt").write_bytes(NOTICE.encode() + b"\xff\n")
    for _ in range(2):
        done = run("batch", "--json", "--quarantine", aside, source, out)
        assert done.returncode == 3
        assert {"lost": 1, "failed": 1}.items() <= summary(done).items()
        assert b"0/binary.txt: is not text" in done.stderr
        assert b"0/lost.txt: bytes that are not utf-8: 1" in done.stderr
    assert set(results(aside)) == {"0/binary.txt", "0/lost.txt"}
    assert "0/binary.txt" not in results(out)
    assert results(out)["0/lost.txt"].decode() == NOTICE + "\ufffd\n"
    assert run("batch", "--lost", "mark", "--exclude", "binary*", source, out).returncode == 0


def test_fail_fast_and_dry_run(source: Path) -> None:
    out = source.parent / "out"
    done = run("batch", "--dry-run", "--json", source, out)
    assert (done.returncode, summary(done), out.exists()) == (0, {"would": 20}, False)
    (source / "0/0.txt").write_bytes(bytes(range(256)) * 9)
    done = run("batch", "--fail-fast", "--json", "--jobs", "1", source, out)
    assert (done.returncode, summary(done)["failed"]) == (3, 1)


def test_names_of_any_bytes(source: Path) -> None:
    out = source.parent / "out"
    name = b"\xc4\xe3\xba\xc3 \x1b[1m\n[bold].txt"
    (source / os.fsdecode(name)).write_text(NOTICE, "utf-8")
    (source / os.fsdecode(b"bad" + name)).write_bytes(bytes(range(256)) * 9)
    done = run("batch", source, out, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert os.fsdecode(name) in results(out)
    lines = [line for line in journal(out) if "path_b64" in line]
    assert {base64.b64decode(line["path_b64"]) for line in lines} == {name, b"bad" + name}
    assert summary(run("batch", "--json", source, out)) == {"unchanged": 21, "failed": 1}


def test_an_output_inside_the_source_is_no_input(source: Path) -> None:
    for _ in range(2):
        assert run("batch", source, source / "out").returncode == 0
        assert len(results(source / "out")) == 20
    assert run("batch", source, source).returncode == 2


def test_two_documents_with_one_result(source: Path) -> None:
    (source / "0/0000.html").write_text(NOTICE, "utf-8")
    done = run("batch", "-f", "md", source, source.parent / "out")
    assert done.returncode == 3
    assert b"0/0000.txt: another document has the same result" in done.stderr


@pytest.mark.parametrize("end", [b"", b'{"path": "0/0000.t', b'{"path": 3}\nnull\n[]\n'])
def test_a_torn_journal_is_mended(source: Path, end: bytes) -> None:
    out = source.parent / "out"
    run("batch", source, out)
    path = out / ".zlcli/journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + end)
    done = summary(run("batch", "--json", source, out))
    assert sum(done.values()) == 20
    assert summary(run("batch", "--json", source, out)) == {"unchanged": 20}


def test_shards_do_the_whole_together(source: Path) -> None:
    whole, parts = source.parent / "whole", source.parent / "parts"
    run("batch", source, whole)
    counts = [summary(run("batch", "--json", "--shard", f"{number}/3", source, parts))["done"] for number in (1, 2, 3)]
    assert (sum(counts), min(counts) > 0, results(parts)) == (20, True, results(whole))
    assert summary(run("batch", "--json", source, parts)) == {"unchanged": 20}


def test_shares() -> None:
    names = [b"%d" % number for number in range(1000)]
    assert parse("2/8") == Shard(2, 8)
    assert {sum(Shard(number, 4).wants(name) for number in range(1, 5)) for name in names} == {1}
    for wrong in ("0/2", "3/2", "2", "a/b"):
        with pytest.raises(ValueError, match=r".*"):
            parse(wrong)
    assert run("batch", "--shard", "0/2", ".", "x").returncode == 2


def test_a_second_run_is_told_who_holds_the_output(source: Path) -> None:
    out = source.parent / "out"
    fifo = source / "0/a"
    os.mkfifo(fifo)  # skipped, but keeps nobody waiting
    (source / "0/slow.txt").write_text(NOTICE * 3000, "utf-8")
    first = subprocess.Popen([*ZLCLI, "batch", "-q", source, out], stderr=subprocess.PIPE)
    wait_for(out / ".zlcli/journal.jsonl")
    first.send_signal(signal.SIGSTOP)  # however fast it is
    done = run("batch", source, out)
    assert done.returncode == 75
    assert f"process {first.pid} on".encode() in done.stderr
    assert run("batch", "--shard", "1/2", source, out).returncode == 75
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)
    assert run("batch", "-q", source, out).returncode == first.returncode


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(path)


def test_kill_9_at_any_time_loses_nothing(tmp_path: Path) -> None:
    """ZLCLI_KILLS sets how often; a thousand take an hour."""
    source = fill(tmp_path / "in", 150)
    began = time.monotonic()
    assert run("batch", *HANS, source, tmp_path / "whole").returncode == 0
    took = time.monotonic() - began  # a fixed time would be after the end on a fast machine
    chance = random.Random(7)  # noqa: S311  (moments to kill at)
    out = tmp_path / "out"
    killed = 0
    for _ in range(int(os.environ.get("ZLCLI_KILLS", "8"))):
        if chance.random() < 0.3:
            (source / f"{chance.randrange(7)}/x.txt").unlink(missing_ok=True)
            for path in chance.sample(sorted(results(out)), min(50, len(results(out)))):
                (out / path).unlink()
        process = subprocess.Popen(
            [*ZLCLI, "batch", "-q", "-j", "2", *HANS, source, out], start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, took))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert all(data == results(tmp_path / "whole")[path] for path, data in results(out).items())
    assert run("batch", *HANS, source, out).returncode == 0
    assert killed > 0
    assert results(out) == results(tmp_path / "whole")
    assert [path for path in out.rglob("*") if path.name.endswith(".tmp") or "drafts" in path.name] == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_cleanly(source: Path, number: signal.Signals, code: int) -> None:
    out = source.parent / "out"
    (source / "0/slow.txt").write_text(NOTICE * 20000, "utf-8")
    process = subprocess.Popen([*ZLCLI, "batch", source, out], stderr=subprocess.PIPE)
    wait_for(out / ".zlcli/journal.jsonl")
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (code, b"")
    assert sorted(path.name for path in (out / ".zlcli").iterdir()) == ["journal.jsonl", "lock"]


def _bomb() -> None:
    """Ask for more memory than the process may have, a little at a time, as a text that unfolds without end does."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.RLIM_INFINITY))
    held = []
    while True:
        held.append(bytearray(64 << 20))


POISON: dict[str, tuple[Callable[[], object], str]] = {
    "crash": (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
    "exit": (lambda: os._exit(7), "exit code 7"),
    "hang": (lambda: time.sleep(60), "longer than 2 seconds"),
    "bomb": (_bomb, "more memory than there is"),
}


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One document in a hundred does what its name says to the process that treats it; workers are forked with this in them."""
    whole = Recipe.apply

    def apply(recipe: Recipe, name: str, *rest: Any, **named: Any) -> Result:
        act, _ = POISON.get(Path(name).stem, (None, ""))
        if act:
            act()
        return whole(recipe, name, *rest, **named)

    monkeypatch.setattr(Recipe, "apply", apply)
    source = fill(tmp_path / "in", 396)
    for number, name in enumerate(POISON):
        (source / f"{number}/{name}.txt").write_text(NOTICE, "utf-8")
    return source


@pytest.mark.parametrize("packed", [False, True])
def test_every_good_document_is_done_and_every_bad_one_named(poisoned: Path, packed: bool) -> None:
    source, out = poisoned, poisoned.parent / "out"
    if packed:
        source = poisoned.parent / "in.tar.gz"
        archives.write(str(source), [(name.encode(), str(poisoned / name)) for name in sorted(results(poisoned))])
    told: list[Outcome] = []
    batch = loop.Batch(FolderStore(Source(str(source)), str(out)), Recipe(), lambda settings: Pool(settings, 2, 2.0))
    done = loop.run(batch, told.append)
    assert (done.exit_code, done.counts["done"], done.counts["failed"]) == (3, 396, len(POISON))
    errors = {Path(os.fsdecode(outcome.name)).stem: outcome.error for outcome in told if outcome.status == "failed"}
    assert set(errors) == set(POISON)
    for name, (_, error) in POISON.items():
        assert error in errors[name]
    good = {name: data for name, data in results(poisoned).items() if Path(name).stem not in POISON}
    written = results(out)
    assert set(written) == set(good)
    assert all(written[name] == pipeline.normalize(good[name]).text.encode() for name in sorted(good)[::20])
    assert sorted(path.name for path in (out / ".zlcli").iterdir()) == ["journal.jsonl", "lock"]


def test_a_defect_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a\nb")

    monkeypatch.setattr(Recipe, "apply", fail)
    (tmp_path / "drafts").mkdir()
    settings = Settings(Recipe(), str(tmp_path / "drafts"))
    with Writer(settings.drafts) as writer:
        [[outcome]] = list(work.treat([Task(b"a", b"x", str(tmp_path / "a"))], settings, writer))
    assert (outcome.status, "RuntimeError" in outcome.error) == ("failed", True)


def test_what_is_done_is_told_when_nothing_else_comes(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    settings = Settings(Recipe(), str(tmp_path / "drafts"))
    first, second = (Task(name.encode(), "漢字".encode(), str(tmp_path / name)) for name in "ab")
    with Writer(settings.drafts) as writer:
        told = work.treat(iter([None, first, None, second, None]), settings, writer)
        for task in (first, second):
            [outcome] = next(told)
            assert (outcome.name, outcome.status, Path(task.target).exists()) == (task.name, "done", True)
        assert not list(told)


def test_long_documents_are_not_left_to_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> Result:
        time.sleep(0.2)
        return Result(str(os.getpid()), (), Diagnosis(encoding="utf-8"))

    monkeypatch.setattr(Recipe, "apply", slow)
    source, out = tmp_path / "in", tmp_path / "out"
    fill(source, 6)
    batch = loop.Batch(FolderStore(Source(str(source)), str(out)), Recipe(), lambda settings: Pool(settings, 2, 60))
    assert loop.run(batch, lambda _: None).counts["done"] == 6
    by_process = Counter(results(out).values())
    assert len(by_process) == 2
    assert min(by_process.values()) > 1


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_what_documents_need_is_loaded_once_and_not_for_those_that_are_done(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    code = f"""
import sys
from zlcli import __main__ as program
program._leave = lambda code: None
sys.argv[1:] = ["batch", "-q", "--to", "hans", "--jobs", "2", {str(tmp_path / "in")!r}, {str(tmp_path / "out")!r}]
program.main()
print("opencc" in sys.modules)
"""
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() for _ in "ab"
    ]
    assert told == ["True", "False"]


def test_a_full_disk_is_told_and_the_next_run_goes_on(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = source.parent / "out"
    whole, calls = os.fsync, count()

    def full(handle: int) -> None:
        if next(calls) % 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(handle)

    batch = loop.Batch(FolderStore(Source(str(source)), str(out)), Recipe(), lambda settings: Pool(settings, 2, 60))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        told: list[Outcome] = []
        with contextlib.suppress(SinkError):  # when it is the journal's sync
            loop.run(batch, told.append)
    failed = [outcome.error for outcome in told if outcome.status == "failed"]
    assert failed
    assert all("No space left" in error for error in failed)
    assert loop.run(batch, told.append).exit_code == 0
    assert len(results(out)) == 20


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\u9019\u88e1\/\u6a4b", r"\u8fd9\u91cc\/\u6865"),
        (r"\u88E1\uD83D\uDE00", r"\u91CC\uD83D\uDE00"),
        (r"這/裡\n\\u88E1", r"这/里\n\\u88E1"),
        (r"\u9019裡", "这里"),
    ],
)
def test_a_field_is_escaped_as_it_was(tmp_path: Path, before: str, after: str) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    path.write_text(f'{{"n": 1.0, "text":"{before}", "n":1e5}}\n', "utf-8")
    assert run("batch", "--to", "hans", path, out).returncode == 0
    assert out.read_text("utf-8") == f'{{"n": 1.0, "text":"{after}", "n":1e5}}\n'


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        '{"id": 1.10, "text":  "漢字,文件。"}\r\n',
        '{"text": null, "id": 2}\n',
        "\n",
        '{"id": 3}\n',
        "not json\n",
        '{"a": {"text": "漢"}, "text": "\\u6f22\\n"}',
    ]
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    path.write_bytes("".join(rows).encode())
    done = run("batch", "--to", "hans", "--json", path, out)
    assert (done.returncode, summary(done)) == (3, {"done": 2, "failed": 2})
    assert b"line 4: has no field 'text'" in done.stderr
    expected = rows.copy()
    expected[0] = '{"id": 1.10, "text":  "汉字，文件。"}\r\n'
    expected[5] = '{"a": {"text": "漢"}, "text": "\\u6c49\\n"}'
    assert gzip.decompress(out.read_bytes()).decode() == "".join(expected)
    path.write_bytes("".join([*rows[:3], '{"text": 3}\n', "x\n", rows[5]]).encode())
    assert summary(run("batch", "--to", "hans", "--json", path, out)) == {"unchanged": 2, "failed": 2}
    assert run("batch", path, tmp_path / "folder").returncode == 2
    assert run("batch", "--field", "x", path, out).returncode == 3


def test_records_whose_treatment_fails_stay_as_they_are(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    path.write_text('{"text": "漢字"}\n', "utf-8")
    run("batch", "--to", "hans", path, out)
    broken = '{"text": "another\\u0000\\u0001\\u0002\\u0000\\u0001\\u0002\\u0000\\u0003"}\n' * 2
    path.write_text(broken + '{"text": "\\ud800"}\n', "utf-8")
    assert run("batch", "--to", "hans", path, out).returncode in {0, 3}
    assert "汉" not in out.read_text("utf-8")
    assert '{"text": "\\ud800"}\n' in out.read_text("utf-8")


def test_an_interruption_that_python_swallowed_ends_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruption, "_SEEN", [signal.SIGINT])
    with pytest.raises(KeyboardInterrupt):
        list(Pool(Settings(Recipe(), str(tmp_path)), 1, 60).run(iter([])))
