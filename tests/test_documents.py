"""Whole documents of each family, written for this project, with the Markdown an expert would write."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import zlcli

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
HAN = range(0x3400, 0xA000)


def markdown(path: Path) -> str:
    return zlcli.normalize(path.read_text("utf-8"), to="hans", format="md").text


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_markdown_of_an_expert(document: Path) -> None:
    assert markdown(document) == document.with_suffix(".md").read_text("utf-8")


def test_a_second_run_changes_nothing(document: Path) -> None:
    once = markdown(document)
    result = zlcli.normalize(once, to="hans", format="md")
    assert result.text == once
    assert result.steps == ()


def test_as_text_a_second_run_changes_nothing(document: Path) -> None:
    once = zlcli.normalize(document.read_text("utf-8"))
    assert zlcli.normalize(once.text).text == once.text


def test_headings_never_skip_to_nowhere(document: Path) -> None:
    """The Markdown parses, and no heading is deeper than six levels or empty."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(document))
    headings = [(token.tag, inline.content) for token, inline in pairwise(tokens) if token.type == "heading_open"]
    assert all(text for _, text in headings)


def test_every_character_lost_is_accounted_for(document: Path) -> None:
    """What is not in the result stood on a line that a step names as removed, or is a joined, repeated or dropped label."""
    text = document.read_text("utf-8")
    result = zlcli.normalize(text, format="md")
    removed = "".join(change.before for step in result.steps for change in step.examples)
    kept = result.text + removed
    assert not {char for char in text if ord(char) in HAN} - set(kept)
