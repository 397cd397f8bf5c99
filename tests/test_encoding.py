from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE
from zlcli.encoding.decode import decode, newline_of
from zlcli.encoding.detect import codec_name, detect

HANS = zlcli.convert_script(NOTICE, to="hans")


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (HANS, "utf-8", "utf-8"),
        (HANS, "utf-8-sig", "utf-8"),
        (HANS, "gb2312", "gb18030"),
        (HANS, "gb18030", "gb18030"),
        (NOTICE.replace("裡", "裏"), "gb18030", "gb18030"),
        (NOTICE, "big5", "big5hkscs"),
        (NOTICE, "utf-16", "utf-16-le"),
        (NOTICE, "utf-16-le", "utf-16-le"),
        (NOTICE, "utf-16-be", "utf-16-be"),
        (HANS, "utf-32", "utf-32-le"),
        ("plain", "ascii", "ascii"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_encoding_is_found_and_decodes_to_the_text(text: str, codec: str, encoding: str) -> None:
    data = text.encode(codec)
    guess = detect(data)
    assert guess.encoding == encoding
    assert decode(data, encoding, guess.bom).text == text


@pytest.mark.xfail(reason="chardet knows no cp950: one € (A3E1) makes it drop Big5", strict=True)
def test_big5_of_microsoft() -> None:
    data = (NOTICE + "售價 5 €\n").encode("cp950")
    assert zlcli.normalize(data, only=[]).text == NOTICE + "售價 5 €\n"


def test_chinese_after_much_ascii_is_seen() -> None:
    data = b"0123456789 plain ascii\n" * 20_000 + HANS.encode("gb18030")
    assert detect(data).encoding == "gb18030"


def test_one_broken_byte_does_not_hide_utf8() -> None:
    data = bytearray(NOTICE.encode())
    data[100] = 0xFF
    assert detect(bytes(data)).encoding == "utf-8"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff", bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + b"\0" * 9]
)
def test_binary_is_no_text(data: bytes) -> None:
    assert zlcli.detect(data).encoding is None
    with pytest.raises(zlcli.NotTextError):
        zlcli.normalize(data)


def test_every_lost_byte_is_counted_with_its_offset() -> None:
    decoded = decode("中".encode("gb18030") + b"\xff\xff" + "文".encode("gb18030"), "gb18030")
    assert decoded.text == "中\ufffd\ufffd文"
    assert decoded.lost == ((2, b"\xff"), (3, b"\xff"))
    assert decoded.lost_bytes == 2


def test_the_euro_sign_of_cp936_is_no_loss() -> None:
    assert decode("价".encode("gbk") + b"\x80", "gb18030").text == "价€"


def test_lost_bytes_can_be_refused() -> None:
    data = NOTICE.encode()[:-2]
    assert zlcli.normalize(data, only=[]).diagnosis.lost_bytes > 0
    with pytest.raises(zlcli.LostBytesError, match="offset"):
        zlcli.normalize(data, lost="fail")


@pytest.mark.parametrize("name", ["no-such-thing", "base64", "rot13", "a\0b", ""])
def test_names_that_are_no_encoding(name: str) -> None:
    assert codec_name(name) is None
    with pytest.raises(zlcli.UnknownEncodingError, match="try"):
        zlcli.normalize(b"x", encoding=name)


def test_a_named_encoding_is_obeyed() -> None:
    assert zlcli.normalize("é".encode("latin-1"), encoding="latin-1", only=[]).text == "é"
    assert zlcli.normalize(codecs.BOM_UTF8 + b"a", encoding="UTF8").text == "a"


@pytest.mark.parametrize(("text", "newline"), [("a\nb\r\nc\n", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r"), ("ab", None)])
def test_newline(text: str, newline: str | None) -> None:
    assert newline_of(text) == newline


@given(st.binary(max_size=300))
def test_any_bytes_give_a_diagnosis(data: bytes) -> None:
    diagnosis = zlcli.detect(data)
    assert diagnosis.bytes == len(data)
    assert 0 <= diagnosis.confidence <= 1


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_with_bom_or_as_utf8_is_lossless(text: str, codec: str) -> None:
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        return
    if b"\0" in data and codec == "utf-8":
        return
    guess = detect(data)
    assert guess.encoding is not None
    assert decode(data, guess.encoding, guess.bom).text == (
        text.removeprefix("\ufeff") if guess.bom == 3 and codec == "utf-8" else text
    )
