from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE, TABLE, fold, gloss
from zlcli import chunks
from zlcli.document import Format, Ledger, Target
from zlcli.layout import boilerplate, structure
from zlcli.output import plain

DAMAGED = fold(gloss(NOTICE)) + "\n掃一掃在手機打開當前頁 |\n"
HANS = zlcli.convert_script(NOTICE, to="hans")
# Everything that structure, boilerplate, punctuation and script look at.
ALPHABET = "區区進著中文，。、,:;?!()“” \u3000\t\n\r#`-*<>|=1.abqū（）第一章打印分享到：\ufeff\x00\x0c\u2028"
TARGETS: list[Target] = ["keep", "hans", "hant", "tw", "hk"]


def test_the_whole_line() -> None:
    result = zlcli.normalize(DAMAGED.encode(), to="hans", format="md")
    assert result.text == HANS.replace("\n", "\n\n").removesuffix("\n")
    assert [step.kind for step in result.steps] == ["gloss", "punctuation", "boilerplate", "script"]
    assert result.diagnosis.script == "hant"
    assert [finding.kind for finding in result.diagnosis.damage] == ["gloss", "punctuation", "boilerplate"]


def test_without_a_target_the_characters_stay() -> None:
    assert zlcli.normalize(DAMAGED).text == NOTICE


@pytest.mark.parametrize("codec", ["gb18030", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_same_from_any_encoding(codec: str) -> None:
    assert zlcli.normalize(DAMAGED.encode(codec), to="hans").text == HANS


def test_the_same_from_big5() -> None:
    assert zlcli.normalize((fold(NOTICE) + "【列印本頁】\n").encode("big5"), to="hans").text == HANS


@pytest.mark.parametrize(
    "text", [NOTICE, HANS, "", "\n", "plain\n", "  缩进 \r\n行\r", "a\n\n\n\nb", "\ufeff中", "一\x0c二\u2028三"]
)
def test_a_healthy_document_comes_out_as_it_went_in(text: str) -> None:
    result = zlcli.normalize(text)
    assert result.text == text
    assert result.steps == ()
    assert result.diagnosis.damage == ()


def test_each_treatment_can_be_left_out() -> None:
    assert zlcli.normalize(DAMAGED, skip=["gloss", "layout"]).text.startswith(gloss(NOTICE, brackets="（）"))
    assert zlcli.normalize(DAMAGED, skip=["repair", "boilerplate"]).text == DAMAGED
    assert zlcli.normalize(DAMAGED, only=["gloss"]).text == DAMAGED.replace(fold(gloss(NOTICE)), fold(NOTICE))
    assert zlcli.normalize(NOTICE, to="hans", skip=["script"]).text == NOTICE


def test_repair_and_clean_are_parts_of_the_line() -> None:
    assert zlcli.repair(DAMAGED).text == NOTICE + "\n掃一掃在手機打開當前頁 |\n"
    assert zlcli.clean(DAMAGED).text == NOTICE
    assert zlcli.clean(DAMAGED, format="md").text == NOTICE.replace("\n", "\n\n").removesuffix("\n")


@pytest.mark.parametrize("wrong", [{"to": "cn"}, {"format": "html"}, {"skip": ["typo"]}, {"only": ["typo"]}])
def test_wrong_names_are_told(wrong: dict[str, object]) -> None:
    with pytest.raises(zlcli.UnknownKindError, match="unknown"):
        zlcli.normalize("x", **wrong)  # type: ignore[arg-type]


def test_records_are_frozen() -> None:
    result = zlcli.normalize("x")
    with pytest.raises(AttributeError):
        result.text = "y"  # type: ignore[misc]


def test_examples_are_bounded_and_counts_are_not() -> None:
    step = zlcli.normalize(gloss(NOTICE) * 50).steps[0]
    assert step.count == 50 * sum(NOTICE.count(c) for c in TABLE)
    assert len(step.examples) == 12


def test_line_numbers_of_examples() -> None:
    result = zlcli.normalize("\n\n" + gloss(NOTICE), only=["gloss"])
    assert result.steps[0].examples[0].line == 3
    lines = ("\n\n" + gloss(NOTICE)).split("\n")
    assert all(change.before in lines[change.line - 1] for change in result.steps[0].examples)


@given(st.text(alphabet=ALPHABET, max_size=120), st.integers(min_value=1, max_value=40))
def test_chunks_and_lines_lose_nothing(text: str, size: int) -> None:
    pieces = list(chunks.cut(text, size))
    assert "".join(pieces) == text
    assert max(map(len, pieces), default=0) <= size
    assert list(chunks.lines(pieces)) == list(chunks.lines([text]))
    assert "".join(chunks.lines(pieces)) == text


@given(st.text(alphabet=ALPHABET, max_size=120), st.booleans())
def test_blocks_give_the_source_back(text: str, markdown: bool) -> None:
    blocks = structure.parse(chunks.lines([text]), markdown=markdown)
    assert "".join(plain.render(blocks)) == text


LINES = st.lists(st.text(alphabet=ALPHABET.replace("\n", "").replace("\r", ""), max_size=30), min_size=1, max_size=30)


@settings(deadline=None, max_examples=60)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_pieces_of_any_size_are_treated_as_the_whole(lines: list[str], end: str, markdown: bool) -> None:
    """Whatever lines come together: the edges, the code among them and the lines removed are the same."""
    text = end.join(["打印 关闭窗口", *lines, "    code()", "上一篇：无"])
    found = []
    for pieces in ([text], list(chunks.split(text)), list(chunks.whole([text[at : at + 7] for at in range(0, len(text), 7)]))):
        ledger = Ledger()
        kept = list(boilerplate.remove(pieces, ledger))
        blocks = list(structure.parse(kept, markdown=markdown))
        code = "".join(block.text for block in blocks if block.kind == "code")
        found.append(("".join(plain.render(blocks)), code, ledger.steps()))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("count", [399, 400, 401, 1000])
def test_the_edges_of_a_long_document(count: int) -> None:
    text = "打印本页\n" + "河岸的工程从三月开始。\n" * count + "上一篇：无\n"
    found = []
    for pieces in ([text], chunks.split(text), list(chunks.cut(text, 500))):
        ledger = Ledger()
        found.append(("".join(boilerplate.remove(pieces, ledger)), ledger.steps()))
    assert found[0] == found[1] == found[2]
    assert [change.line for change in found[0][1][0].examples] == [1, count + 2]


@settings(deadline=None)  # the first call loads OpenCC's dictionaries
@given(st.text(alphabet=ALPHABET, max_size=120), st.sampled_from(TARGETS), st.sampled_from(["text", "md"]))
@example("、一:\r1", "keep", "md")
@example("\ufeff第一章 總則\n", "keep", "md")
@example("* ;ūū、;ūūūū一", "keep", "md")
def test_a_second_run_changes_nothing(text: str, to: Target, form: Format) -> None:
    once = zlcli.normalize(text, to=to, format=form).text
    assert zlcli.normalize(once, to=to, format=form).text == once


@pytest.mark.parametrize(
    "text", ["1章,\r*、區”“進”ū。\t", "第、:\r-#\x00”ū,<中到a”", "ū著>第第\u3000!`\n\n一(=打、", "第.\ufeff:ū打<?"]
)
def test_a_second_run_changes_none_of_these(text: str) -> None:
    for form in get_args(Format):
        once = zlcli.normalize(text, to="hans", format=form).text
        assert zlcli.normalize(once, to="hans", format=form).text == once


@pytest.mark.parametrize("unit", ["`", "[", "<a ", "a", "(", ",", ":", "http://", "a.@", "中(", "-", "\n", "打印\n"])
def test_no_line_costs_its_square(unit: str) -> None:
    """A line of 200,000 characters takes a fraction of a second; were any pattern quadratic, it would take many minutes."""
    text = "中,文。、" + unit * (200_000 // len(unit))
    assert len(zlcli.normalize(text, format="md").text) > 0


def test_the_example_for_python_runs() -> None:
    example = Path(__file__).parents[1] / "examples" / "python.py"
    shown = subprocess.run(
        [sys.executable, example], capture_output=True, check=True, env={"PYTHONUTF8": "1"}, timeout=60
    ).stdout
    assert [word for word in ("gb18030", "临江区召开", "用户登录", "軟體和網路", "refused") if word not in shown.decode()] == []


def test_a_brief_diagnosis_tells_of_the_bytes_and_changes_nothing_else() -> None:
    data = "漢語(hànyǔ)，滑鼠&amp;軟體".encode("big5", "replace")
    whole, brief = (zlcli.normalize(data, to="hans", brief=brief) for brief in (False, True))
    assert (brief.text, brief.steps) == (whole.text, whole.steps)
    assert (brief.diagnosis.encoding, brief.diagnosis.bytes) == (whole.diagnosis.encoding, len(data))
    assert whole.diagnosis.script == "hant"
    assert brief.diagnosis.script is None
