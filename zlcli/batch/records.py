"""What passes between the loop of a batch and its workers."""

from __future__ import annotations

from typing import Literal

from zlcli.errors import ZlcliError
from zlcli.recipe import Recipe
from zlcli.records import Record

Status = Literal["done", "unchanged", "would", "lost", "failed", "skipped"]
"""``unchanged``: an earlier run has done it; ``would``: a dry run leaves it; ``lost``: done, but bytes did not decode;
``skipped``: a link or the like, which is no document."""

FAILURES: frozenset[Status] = frozenset({"lost", "failed"})


class Known(Record):
    """What the journal says of a document: SHA-256 of its bytes and of its result, in hexadecimal."""

    input: str
    output: str


class Task(Record):
    """One document to treat, whose result belongs at the path ``target``.

    ``name`` is its path in the source, in bytes as file systems keep it; ``data`` is what it holds or, as str, the path of a
    file that does.
    """

    name: bytes
    data: bytes | str
    target: str
    known: Known | None = None


class Settings(Record):
    """What all tasks of a run have in common. New files are written in the folder ``drafts`` first."""

    recipe: Recipe
    drafts: str
    dry_run: bool = False


class Outcome(Record):
    """What became of a document. ``steps`` counts the changes by kind; ``seconds`` is the time it took.

    ``problem`` is what ``error`` says in English, for whoever shows it in another language. ``size`` counts bytes of the input.
    """

    name: bytes
    status: Status
    error: str = ""
    input: str = ""
    output: str = ""
    encoding: str | None = None
    confidence: float = 0.0
    lost_bytes: int = 0
    steps: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    problem: ZlcliError | None = None
    size: int = 0


def failed(name: bytes, problem: ZlcliError) -> Outcome:
    """Return the outcome of a document that has no result."""
    return Outcome(name, "failed", error=str(problem), problem=problem)


Settled = list[tuple[Task, Outcome]]
"""Documents that ended together, whose results are in their places."""


def shown(name: bytes) -> str:
    """Return a name as text; bytes that are no UTF-8 become lone surrogates."""
    return name.decode("utf-8", "surrogateescape")
