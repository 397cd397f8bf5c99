"""Whatever the bytes: text comes out, or an error that was meant for the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import zlcli
from zlcli.cli.main import run
from zlcli.document import Format, Target
from zlcli.errors import NotTextError, ZlcliError

FORMATS: list[Format] = ["text", "md"]
# Pieces that documents of any kind are made of, so that chance puts together what chance bytes never would.
PIECES = [
    *(text.encode() for text in ("通知：", "漢字", "锟斤拷", "涓枃", "åŒ—", "“，")),
    *(char.encode() for char in "\ufeff\ufffd\u202e\ue5e5\U0001f600"),
    *("會議。\r\n".encode(codec) for codec in ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-7")),
    *(b"\n", b"\r", b"\0", b"\x1b$B", b"~{", b"\xff\xfe", b"\xfe\xff", b"\x81", b"\x80", b"\xa1\xe3", b"\xf0\x9f"),
    *(b"&#x4e2d;", b"&#999999999;", b"\\u4e2d", b"\\ud83d", b"%E4%B8", b"=?gb2312?B?1tA=?=", b"xn--fiq228c", b"+Ti1-"),
    *(b"<p>", b"<!DOCTYPE html><table><tr><td>", b"</table>", b"<script>"),
    *(b"| a | b |\n|---|", b"```\n", b"# ", b"1. ", b"---\n"),
]
DATA = st.binary(max_size=200) | st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=30).map(b"".join)
TARGETS: list[Target] = ["keep", "hans", "hant", "tw", "hk"]


@given(DATA, st.sampled_from(TARGETS), st.sampled_from(FORMATS))
@example(b"<" * 5000, "tw", "md")
@example(b"<div>" * 5000, "tw", "md")
@example(b"<!DOCTYPE html", "keep", "text")
@example(b"<!DOCTYPE html  >\x01\t      0\x82j\r ", "keep", "text")
@example(b"<!DOCTYPE html><p>\xe4\xb8\xad\x0c\n\xe6\x96\x87\n", "keep", "md")
def test_only_errors_that_are_meant_come_out(data: bytes, to: Target, form: Format) -> None:
    diagnosis = zlcli.detect(data)
    try:
        result = zlcli.normalize(data, to=to, format=form)
    except ZlcliError as error:
        told = error
    else:
        assert diagnosis.encoding == result.diagnosis.encoding
        result.text.encode("utf-8")
        return
    assert diagnosis.encoding is None or not isinstance(told, NotTextError)
    assert len(str(told).splitlines()) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(DATA, st.sampled_from(FORMATS))
def test_commands_end_with_a_code_of_the_contract(tmp_path: Path, data: bytes, form: Format) -> None:
    path, out = tmp_path / "a.bin", tmp_path / f"out.{form}"
    path.write_bytes(data)
    out.unlink(missing_ok=True)
    code = run(["convert", "-q", "--to", "hans", "-f", form, "-o", str(out), str(path)])
    assert code in {0, 3}
    assert out.exists() or code == 3
    assert path.read_bytes() == data


@pytest.mark.parametrize("form", FORMATS)
def test_lone_surrogates_are_no_accident(form: Format) -> None:
    """Text of Python may hold them; bytes never do."""
    result = zlcli.normalize("漢\ud800字\udc80", to="hans", format=form)
    assert "汉" in result.text
