"""Work that is done in a thread while what comes next is got ready: worth it where the work lets other threads run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
# Items that are got ready while one is worked on; each is some hundred thousand characters.
_WINDOW = 2


def ahead(work: Callable[[_Item], _Made], items: Iterable[_Item]) -> Iterator[_Made]:
    """Yield what ``work`` makes of each of ``items``, in their order. What it raises is raised here."""
    todo: SimpleQueue[_Item | None] = SimpleQueue()
    done: SimpleQueue[_Made | BaseException] = SimpleQueue()
    thread = threading.Thread(target=_run, args=(work, todo, done), daemon=True)
    thread.start()
    try:
        waiting = 0
        for item in items:
            todo.put(item)
            waiting += 1
            if waiting > _WINDOW:
                waiting -= 1
                yield _next(done)
        for _ in range(waiting):
            yield _next(done)
    finally:
        while not todo.empty():  # after an interrupt nobody wants them
            todo.get()
        todo.put(None)
        thread.join()


def _run(work: Callable[[_Item], _Made], todo: SimpleQueue[_Item | None], done: SimpleQueue[_Made | BaseException]) -> None:
    while (item := todo.get()) is not None:
        try:
            done.put(work(item))
        except BaseException as error:
            done.put(error)


def _next(done: SimpleQueue[_Made | BaseException]) -> _Made:
    made = done.get()
    if isinstance(made, BaseException):
        raise made
    return made
