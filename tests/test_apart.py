"""A function applied in a process of its own: the same texts in the same order, however long, and no process left over."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from zlcli import apart
from zlcli.errors import SourceError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(apart, "_is_possible", lambda: True)
    yield
    assert not multiprocessing.active_children()


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
    monkeypatch.setattr(apart, "_is_possible", lambda: False)
    assert list(apart.mapped(lambda text: (text, os.getpid()), ["a"])) == [("a", os.getpid())]
