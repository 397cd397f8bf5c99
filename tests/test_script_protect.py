from __future__ import annotations

import time

import pytest

import zlcli
from zlcli.script import protect

# Each line holds 软件 twice: in the structure, where it stays, and in the text after it.
STRUCTURES = [
    "`软件`",
    "``软件 ` 里``",
    "-{软件}-",
    "https://例子.中国/软件/下载?名=软件",
    "https://a.example/软件#里",
    "www.a.example/软件",
    "ftp://a.example/里/软件.txt",
    "客服@软件.公司",
    "/usr/share/软件/里.txt",
    "~/文档/软件",
    "./软件",
    "docs/软件/说明.md",
    r"C:\用户\软件",
    r"\\server\软件",
    '<a title="软件" href="x">',
    "<code>软件</code>",
    '<文件 名="软件"/>',
    "<软件>1</软件>",
    r"\label{图:软件}",
    r"\includegraphics[width=1cm]{软件}",
    r"\verb|软件|",
    "[x](软件/里.md)",
    "[x](软件)",
]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_structure_is_protected(structure: str) -> None:
    text = f"见 {structure} ，软件在里面。"
    assert zlcli.convert_script(text, to="tw") == f"見 {structure} ，軟件在裡面。"


@pytest.mark.parametrize("structure", STRUCTURES)
def test_structure_is_protected_in_a_text_without_line_ends(structure: str) -> None:
    text = f"见 {structure} ，软件在里面。" * 300
    assert zlcli.convert_script(text, to="tw") == f"見 {structure} ，軟件在裡面。" * 300


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("软件/硬件", "軟件/硬件"),
        ("访问https://a.example查看软件", "訪問https://a.example查看軟件"),
        ("客服zhang@a.example软件", "客服zhang@a.example軟件"),
        ("<软件名称>", "<軟件名稱>"),
        (r"\section{软件}", r"\section{軟件}"),
        (r"\textbf{软件}", r"\textbf{軟件}"),
        ("**软件** _里面_", "**軟件** _裡面_"),
        ("一`软件没有结束", "一`軟件沒有結束"),
        ("3/4的软件", "3/4的軟件"),
    ],
)
def test_prose_is_not_taken_for_structure(text: str, expected: str) -> None:
    assert zlcli.convert_script(text, to="tw") == expected


def test_blocks_of_code_are_protected() -> None:
    for fence in ("```", "~~~"):
        code = f"{fence}py\n# 软件\n{fence}"
        assert zlcli.convert_script(f"软件\n\n{code}\n\n软件\n", to="tw") == f"軟件\n\n{code}\n\n軟件\n"
    environment = "\\begin{verbatim}\n软件\n\\end{verbatim}"
    assert zlcli.convert_script(f"软件\n{environment}\n", to="tw") == f"軟件\n{environment}\n"


def test_structure_is_protected_in_the_whole_line_as_well() -> None:
    text = "见 `软件` 。\n<p\ntitle='软件'>软件</p>\n"
    assert zlcli.normalize(text, to="tw", only=["script"]).text == "見 `软件` 。\n<p\ntitle='软件'>軟件</p>\n"


def test_keys_of_front_matter_are_protected() -> None:
    text = "---\n标题: 软件\n标签:\n  - 软件\n---\n标题: 软件\n"
    assert zlcli.convert_script(text, to="tw") == "---\n标题: 軟件\n标签:\n  - 軟件\n---\n標題: 軟件\n"


def test_protection_does_not_hide_the_sentence_it_stands_in() -> None:
    assert zlcli.convert_script("余先生說 `软件` 准許進入", to="hant") == "余先生說 `软件` 准許進入"
    assert zlcli.convert_script("头`x`发", to="hant") == "頭`x`發"


def test_all_noncharacters_in_a_text_leave_it_whole() -> None:
    every = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    assert zlcli.convert_script(f"软件{every}`软件`软件", to="tw") == f"軟件{every}`软件`軟件"


@pytest.mark.parametrize(
    "hostile", ["`" * 20000, "<" * 20000, "<code>" * 3000, "\\begin{verbatim}" * 2000, "-{" * 20000, "a/" * 20000]
)
def test_no_text_takes_long(hostile: str) -> None:
    start = time.perf_counter()
    zlcli.convert_script("软件" + hostile + "软件", to="tw")
    assert time.perf_counter() - start < 5


def test_a_rule_of_tildes_is_no_fence_of_every_length() -> None:
    short = "~~~\n漢字\n~~~~~\n"
    assert zlcli.convert_script(f"{short}漢字\n", to="hans") == f"{short}汉字\n"
    # What is shorter than the fence does not close it.
    long = "~~~~~\n漢字\n~~~\n漢字\n~~~~~\n"
    assert zlcli.convert_script(f"{long}漢字\n", to="hans") == f"{long}汉字\n"
    # Indented too far to close one another.
    rules = f"漢字\n{' ' * 8}{'~' * 60}\n" * 200
    started = time.process_time()
    protect.shield(rules + "漢字的書\n" * 20_000, str)
    assert time.process_time() - started < 2
