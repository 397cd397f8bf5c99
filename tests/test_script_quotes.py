from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import zlcli
from zlcli.document import Quotes
from zlcli.script.quotes import restyle


@pytest.mark.parametrize(
    ("curly", "corner"),
    [
        ("他说：“你好。”", "他说：「你好。」"),
        ("他说：“她说‘好’。”", "他说：「她说『好』。」"),
        ("“一‘二“三”二’一”字", "「一『二「三」二』一」字"),
        ("It’s “好”", "It’s 「好」"),
        ("没有结束的“引号", "没有结束的「引号"),
        ("孤单的’和”字", "孤单的』和」字"),
    ],
)
def test_both_ways(curly: str, corner: str) -> None:
    assert restyle(curly, "corner") == corner
    assert restyle(corner, "curly") == curly


@pytest.mark.parametrize("text", ["“Hello,” she said.", "没有引号", '直引号 "字"', ""])
def test_what_is_left_alone(text: str) -> None:
    assert restyle(text, "corner") == text


def test_the_outermost_marks_are_the_outer_ones_of_the_style() -> None:
    assert restyle("『外「内」』字", "curly") == "“外‘内’”字"


def test_quotes_are_changed_without_a_change_of_script() -> None:
    assert zlcli.normalize("“头发”`“里”`", quotes="corner").text == "「头发」`“里”`"


@given(st.text(alphabet="“”‘’「」『』字a\n", max_size=30), st.sampled_from(["curly", "corner"]))
@example("‘’字a』a", "curly")
def test_a_second_run_changes_nothing(text: str, style: Quotes) -> None:
    once = restyle(text, style)
    assert restyle(once, style) == once
