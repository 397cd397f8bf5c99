"""A function applied with the help of a process: the same texts in the same order, however long, and no process left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from zlcli import apart, worker
from zlcli.errors import SourceError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(worker, "is_possible", lambda: True)
    yield
    assert not worker._open
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_order_and_memory_of_the_function() -> None:
    seen: list[str] = []

    def counted(text: str) -> tuple[str, int]:
        seen.append(text)
        return f"{len(seen)} {text}", os.getpid()

    found, numbers = zip(*apart.mapped(counted, map(str, range(100))), strict=True)
    assert found == tuple(f"{i + 1} {i}" for i in range(100))
    assert not seen
    assert len(set(numbers)) == 1
    assert os.getpid() not in numbers


def test_texts_that_no_pipe_holds_and_halves_of_surrogate_pairs() -> None:
    texts = ["字" * 2_000_000, "", "\ud800", "\x00\U00020000", "a" * 3_000_000, "字" * 300_000, *["短"] * 1000]
    assert list(apart.mapped(lambda text: (text * 2, len(text)), texts)) == [(text * 2, len(text)) for text in texts]


def test_the_next_texts_are_got_ready_meanwhile() -> None:
    ready: list[int] = []
    texts = (ready.append(i) or "字" for i in range(100))  # type: ignore[func-returns-value]
    next(found := apart.mapped(lambda text: (text, 0), texts))
    assert len(ready) > 1
    found.close()  # type: ignore[attr-defined]


def test_errors_come_back_as_they_were() -> None:
    with pytest.raises(
        ValueError, match="invalid literal for int"
    ):  # a plain one: Dask, once loaded, pickles others its own way
        list(apart.mapped(lambda text: (text, int(text)), ["1", "一壶"]))


def test_a_process_that_dies_is_told() -> None:
    def die(text: str) -> tuple[str, int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return text, 0

    with pytest.raises(SourceError, match="SIGKILL"):
        list(apart.mapped(die, ["a"] * 10))


def test_without_a_second_processor_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "is_possible", lambda: False)
    assert list(apart.mapped(lambda text: (text, os.getpid()), ["a"])) == [("a", os.getpid())]
    assert list(apart.shared(lambda _: os.getpid(), ["a"])) == [("a", os.getpid())]


def test_two_processes_share_the_work() -> None:
    def slow(text: str) -> tuple[int, int]:
        time.sleep(0.001)
        return len(text), os.getpid()

    texts = [f"{i}字" * 1000 for i in range(50)]
    found = list(apart.shared(slow, texts))
    assert [(text, size) for text, (size, _) in found] == [(text, len(text)) for text in texts]
    processes = {process for _, (_, process) in found}
    assert len(processes) == 2
    assert os.getpid() in processes


def test_one_that_takes_long_holds_up_few() -> None:
    here = os.getpid()
    ready: list[int] = []
    texts = (ready.append(i) or "字" for i in range(1000))  # type: ignore[func-returns-value]
    found = apart.shared(lambda _: None if os.getpid() == here else time.sleep(0.2), texts)
    next(found)
    assert len(ready) < 50
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["1壶", "壶1"])
def test_errors_of_shared_work_come_here_whoever_did_it(text: str) -> None:
    with pytest.raises(ValueError, match="invalid literal for int"):
        list(apart.shared(int, ["1", "2", *[text] * 9]))


def test_a_helper_that_dies_is_told() -> None:
    here = os.getpid()

    def die(_text: str) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(SourceError, match="SIGKILL"):
        list(apart.shared(die, ["a"] * 100))


def test_a_later_process_does_not_keep_an_earlier_one_alive() -> None:
    first, second = (worker.Worker(lambda text: text.encode()) for _ in "12")
    first.close()  # waits for its end
    second.send("字")
    assert second.fetch() == "字".encode()
    second.close()


def test_a_process_that_died_does_not_end_who_writes_to_it() -> None:
    code = """
import signal, sys
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
from zlcli.errors import SourceError
from zlcli.worker import Worker
other = Worker(lambda text: sys.exit())
try:
    for _ in range(3):
        other.send("a")
        other.fetch()
except SourceError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "ended with exit code" in done.stdout
