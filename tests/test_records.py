"""Records are the named tuples they stand for."""

from __future__ import annotations

import copy
import pickle

import pytest

from zlcli.document import Block, Change, Diagnosis
from zlcli.records import Record


class Small(Record):
    """Two fields."""

    left: int
    right: str = "r"

    def doubled(self) -> int:
        """Return twice the number."""
        return 2 * self.left


def test_fields_by_place_name_and_default() -> None:
    small = Small(1)
    assert (small, small.left, small.right, small.doubled()) == ((1, "r"), 1, "r", 2)
    assert Small(right="x", left=2) == (2, "x")
    assert repr(small) == "Small(left=1, right='r')"
    assert (Small._fields, Small._field_defaults, Small.__match_args__) == (
        ("left", "right"),
        {"right": "r"},
        ("left", "right"),
    )
    assert Diagnosis(bytes=3).bytes == 3  # more fields than a maker is ready for


def test_what_named_tuples_can_do() -> None:
    small = Small(1)
    assert small._replace(left=3) == (3, "r")
    assert small._asdict() == {"left": 1, "right": "r"}
    assert Small._make([4, "s"]).right == "s"
    assert isinstance(copy.copy(small), Small)
    again = pickle.loads(pickle.dumps(Change(1, "a", "b")))  # noqa: S301
    assert isinstance(again, Change)
    assert again == Change(1, "a", "b")
    match Block("rule", "---"):
        case Block(kind, text):
            assert (kind, text) == ("rule", "---")


def test_mistakes_are_told() -> None:
    with pytest.raises(TypeError, match="left"):
        Small()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="other"):
        Small(1, other=2)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="other"):
        Small(1)._replace(other=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Small(1).left = 2  # type: ignore[misc]
    assert not hasattr(Small(1), "__dict__")
