from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE
from zlcli.encoding.decode import decode, newline_of
from zlcli.encoding.detect import detect
from zlcli.encoding.marks import codec_name

HANS = zlcli.convert_script(NOTICE, to="hans")


def read(data: bytes) -> str:
    """The text of ``data`` in the encoding that is found."""
    guess = detect(data)
    assert guess.encoding is not None
    return decode(data, guess.encoding, guess.bom).text


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (HANS, "utf-8", "utf-8"),
        (HANS, "utf-8-sig", "utf-8"),
        (HANS, "gb2312", "gb18030"),
        (HANS, "gb18030", "gb18030"),
        (NOTICE.replace("裡", "裏"), "gb18030", "gb18030"),
        (NOTICE, "big5", "cp950"),
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


# Without NUL: a UTF-16 BOM and one are the BOM of UTF-32.
@given(st.text(st.characters(codec="utf-8", min_codepoint=1), max_size=200), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_with_bom_is_lossless(text: str, codec: str) -> None:
    assert read(text.encode(codec)) == text


@given(st.text(st.characters(codec="utf-8", min_codepoint=0x80), min_size=7, max_size=200))
def test_seven_characters_of_utf8_are_utf8(text: str) -> None:
    assert detect(text.encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("cfb5cdb3", "系统"),
        ("c7b0d2bb", "前一"),
        ("a4e5a5f3", "文件"),
        ("bbb7badd", "遠端"),
        ("a4a4a4e5", "中文"),
        ("b1d8ed9ad0deb8c4", "必須修改"),
        ("c3f6b3acbfc3b9f5", "關閉螢幕"),
        ("604f7d59", "你好"),
    ],
)
def test_two_characters_are_enough(data: str, text: str) -> None:
    assert read(bytes.fromhex(data)) == text


def test_hz() -> None:
    data = f"Title: {HANS}".encode("hz")
    assert detect(data).encoding == "hz"
    assert decode(data, "hz").text == f"Title: {HANS}"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Où est passé le garçon qui était là hier après-midi ?", "cp1252"),
        ("Где находится ближайшая библиотека?", "cp1251"),
        ("Где находится ближайшая библиотека?", "koi8-r"),
        ("図書館はどこにありますか。", "cp932"),
        ("図書館はどこにありますか。", "euc_jp"),
        ("도서관은 어디에 있습니까?", "cp949"),
        ("SGVsbG8gd29ybGQhIQ==", "ascii"),
        ("WORDS and 12 numbers", "ascii"),
    ],
)
def test_what_is_not_chinese_is_not_taken_for_it(text: str, codec: str) -> None:
    assert read(text.encode(codec)) == text


def test_six_characters_in_much_english() -> None:
    text = "The configuration file is read at start-up; see 系统配置文件 for the values that may be changed there.\n"
    assert read(text.encode("gb18030")) == text


def test_two_characters_at_the_end_of_megabytes_of_ascii() -> None:
    data = b"plain ascii, line after line\n" * 100_000 + "完成".encode("gb18030")
    assert detect(data).encoding == "gb18030"
