"""What comes back of text that lost bytes."""

from __future__ import annotations

from zlcli.records import Record

MARK = "\ufffd"


class Slot(Record):
    """A character (or swallowed ASCII character) that was lost: where it stands in the text, what it is likely to have been."""

    at: int
    char: str
    probability: float
    runner_up: str


class Restored(Record):
    """A text with ``slots`` for what was lost, filled with the likeliest, and the cost of the whole in nats."""

    text: str
    slots: tuple[Slot, ...]
    cost: float
