"""Sparing a document treatments must not change what becomes of it."""

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE, fold, gloss, misread
from zlcli.document import KINDS, MISREAD
from zlcli.glance import needed

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
SOUND = NOTICE.splitlines()[0]
PIECES = [
    *NOTICE.splitlines(keepends=True),
    fold(NOTICE),
    gloss(NOTICE),
    misread("用户登录失败，请重试", "utf-8", "gb18030"),
    misread("本地文件", "gb18030", "cp1252"),
    "鍑嗙‘鎬?",
    "&ldquo;好&rdquo;",
    "&#20013;&#25991;",
    "\\u4e2d\\u6587\\u5b57",
    "\\xe4\\xb8\\xad\\xe6\\x96\\x87",
    "%E4%B8%AD%E6%96%87",
    "=?UTF-8?B?5Lit5paH?=",
    "=E4=B8=AD=E6=96=87",
    "+Ti1lhw-",
    "\ue793\ue794",
    "字\ue81e字",
    "\x00\x1b[1m粗\x1b[0m",
    "零\u200b宽",
    "⼀⾏",
    "\u00a0中",
    "中 文 字 符 逐 个 分 开 " * 3,
    "\r\n",
    "\n\n",
    "# 标题\n\n",
    "首页 > 新闻 > 正文\n",
    "打印 | 关闭窗口\n",
    "- 3 -\n正文。\n",
    "plain ASCII, only",
    "1. ",
    " ",
]


def _in_full(text: str, form: str) -> zlcli.Result:
    with mock.patch("zlcli.pipeline.needed", lambda _, kinds: kinds):
        return zlcli.normalize(text, format=form)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["text", "md"])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=5))
def test_what_is_spared_would_have_changed_nothing(form: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert zlcli.normalize(text, format=form) == _in_full(text, form)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_come_out_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert zlcli.normalize(text, format="md") == _in_full(text, "md")


def test_sound_text_is_spared_every_repair() -> None:
    kinds = frozenset(KINDS) - {"punycode", "fullwidth"}
    assert needed(SOUND, kinds) == {"structure", "script"}
    assert needed("河岸的各项工程由水务所负责,路面常被淹没的地方要先修。", kinds) == {"structure", "script", "punctuation"}
    assert needed(gloss(SOUND), kinds) == kinds - MISREAD


def test_readings_behind_characters_are_no_misread_text_and_misread_text_among_them_is() -> None:
    kinds, line = frozenset(KINDS), "一是創(chuàng)新驅(qū)動(dòng)，二是關(guān)閉窗(chuāng)口。\n"
    assert not needed(line, kinds) & MISREAD
    assert needed(line + misread("用户登录失败，请重试", "utf-8", "cp1252") + "\n", kinds) >= MISREAD
