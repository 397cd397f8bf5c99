"""Tags of HTML that a site left in its text."""

from __future__ import annotations

import pytest

import zlcli


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "&nbsp;&nbsp;门开了。<br />\n<br />\n&nbsp;&nbsp;风很大。<br />\n<br />\n没有人。\n",
            "门开了。\n\n风很大。\n\n没有人。\n",
        ),
        ("他说：“门开了。”<br>风很大。<br><br>没有人。<br/>", "他说：“门开了。”\n风很大。\n\n没有人。\n"),
        ("<p>门开了。</p><p>风很大。</p>\n<p>没有人。</p>\n", "门开了。\n\n风很大。\n没有人。\n"),
        (
            '门开了。<span style="color:red">风很大。</span><br>\n雨也大。<br>\n没有人。<br>\n',
            "门开了。风很大。\n雨也大。\n没有人。\n",
        ),
    ],
)
def test_tags_become_the_line_ends_they_stand_for(text: str, expected: str) -> None:
    assert zlcli.normalize(text, written_in="text").text.replace(" ", "").strip() == expected.strip()


@pytest.mark.parametrize(
    "text",
    [
        "换行用<br>，分段用<p>，加粗用<b>。\n表格里换行只能用<br>。\n",
        "门开了。<br>\n风很大。\n",  # one alone
        "```\n门开了。<br>\n风很大。<br>\n没有人。<br>\n雨也大。<br>\n```\n",
        "# 题\n\n- 门开了。<br>\n- 风很大。<br>\n- 没有人。<br>\n",
        "One.<br>\nTwo.<br>\nThree.<br>\n",
    ],
)
def test_text_about_tags_markdown_and_other_languages_stay(text: str) -> None:
    assert zlcli.normalize(text, only=["html-tag"]).text == text


def test_what_was_taken_out_is_shown_with_its_line() -> None:
    step = zlcli.normalize("甲。\n乙。<br>\n丙。<br>\n丁。<br>\n", only=["html-tag"]).steps[0]
    assert (step.kind, step.count, step.examples[0].line, step.examples[0].before) == ("html-tag", 3, 2, "乙。<br>")


def test_tags_that_broke_lines_at_one_width_go() -> None:
    told = (
        "渡口的船老了，每年开春要上坞，把船底刮净，再刷两遍桐油。船老大说这活儿急不得，油不干透要渗水，"
        "对岸的人就绕桥走，多走七里路，也没有话说。"
    )
    lines = [told[i : i + 20] for i in range(0, len(told), 20)]
    assert zlcli.normalize("<BR>".join(lines), only=["html-tag"]).text == "\n".join(lines)


def test_tags_inside_uneven_parts_are_what_the_text_talks_of() -> None:
    text = "先写<br>再写一行字，换行要写<br>两个就空一行，写成<br>也可以，都是换行的意思，记住就行"
    assert zlcli.normalize(text, only=["html-tag"]).text == text
