from __future__ import annotations

import codecs
import encodings.aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE
from tests.encoders import euc_tw, iso_2022_cn
from zlcli.encoding.decode import Decoder, decode, newline_of
from zlcli.encoding.detect import detect
from zlcli.encoding.families import ASSUMED
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


@pytest.mark.parametrize(
    ("head", "advice"),
    [
        (b"%PDF-1.7\n1 0 obj <</Title (2024)>> endobj\n", "pdftotext"),
        (rb"{\rtf1\ansi\ansicpg936 \u20013?\u25991?}", "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml" + b"\x01" * 40, "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.txt" + "开会".encode() * 40, "unpack"),
        (b"\x1f\x8b\x08" + b"\x01" * 40, "unpack"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "OCR"),
    ],
)
def test_a_known_format_that_is_no_text_is_named_with_what_to_do(head: bytes, advice: str) -> None:
    assert zlcli.detect(head).encoding is None
    with pytest.raises(zlcli.NotTextError, match=advice):
        zlcli.normalize(head, to="hans")


def test_an_encoding_that_is_named_reads_even_a_pdf_as_text() -> None:
    assert zlcli.normalize(b"%PDF-1.7 ", encoding="utf-8").text == "%PDF-1.7 "


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


@pytest.mark.parametrize("name", ["no-such-thing", "base64", "rot13", "a\0b", "", "idna", "undefined", "unicode_escape"])
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


def test_euc_tw() -> None:
    text = "電腦軟體說明書，請妥善保管。堃煊"
    data = euc_tw(text)
    assert b"\x8e\xa3" in data  # one of plane 3
    assert detect(data).encoding == "euc_tw"
    assert read(data) == text
    assert decode(data[:-1], "euc_tw").lost_bytes > 0


def test_iso_2022_cn() -> None:
    text = "系统配置: ok\n系统配置"
    data = iso_2022_cn(text)
    assert data.isascii()
    assert detect(data).encoding == "iso2022_cn"
    assert read(data) == text


def test_iso_2022_cn_of_taiwan() -> None:
    pair = bytes(byte & 0x7F for byte in euc_tw("電腦"))
    assert read(b"\x1b$)G\x0e" + pair + b"\x0f") == "電腦"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "euc_tw", "utf-16-le", "hz", "iso2022_cn"])
@given(data=st.binary(max_size=60), cut=st.integers(0, 60))
def test_decoding_in_pieces_is_decoding_at_once(encoding: str, data: bytes, cut: int) -> None:
    decoder = Decoder(encoding)
    first, second = decoder.decode(data[:cut]), decoder.decode(data[cut:], final=True)
    whole = decode(data, encoding)
    assert first.text + second.text == whole.text
    assert first.lost + second.lost == whole.lost


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"\xfe\x59", "gb18030", "\u9fb4"),  # U+E81E in 2000
        (b"\xa6\xd9", "gb18030", "\ufe10"),  # U+E78D
        (b"\xa8\xbc", "gb18030", "ḿ"),
        (b"\xa1\x45", "big5hkscs", "‧"),
        (b"\xa3\xe1", "cp950", "€"),
    ],
)
def test_old_code_points_become_those_of_today(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, encoding).text == text


def test_hkscs() -> None:
    text = "佢哋喺度傾偈，唔知幾時先返嚟。"
    assert detect(text.encode("big5hkscs")).encoding == "big5hkscs"
    assert read(text.encode("big5hkscs")) == text


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("at", [0, 9, 40, 111])
@pytest.mark.parametrize("damage", [b"", b"h", b"\xff"])
def test_a_byte_lost_or_damaged_does_not_hide_the_encoding(encoding: str, at: int, damage: bytes) -> None:
    text = (NOTICE if encoding == "cp950" else HANS).replace("\n", "")
    data = text.encode(encoding)
    assert detect(data[:at] + damage + data[at + 1 :]).encoding in (encoding, "big5hkscs" if encoding == "cp950" else None)


def test_boxes_are_text() -> None:
    text = "┌──────┬──────┐\n│名称　│数值　│\n├──────┼──────┤\n└──────┴──────┘\n" * 4
    for encoding in ("gb18030", "cp950"):
        data = zlcli.convert_script(text, to="hant" if encoding == "cp950" else "hans").encode(encoding)
        assert detect(data).encoding == encoding


@pytest.mark.parametrize(
    "declaration",
    [
        "<meta charset={}>",
        '<?xml version="1.0" encoding="{}"?>',
        "# -*- coding: {} -*-",
        "# vim: set fileencoding={} :",
        "Content-Type: text/plain; charset={}",
    ],
)
def test_a_declaration_is_evidence(declaration: str) -> None:
    """The same four bytes are 中文 in Big5 and two rare characters in GBK; what could be either follows the declaration."""
    either = "中文".encode("big5")
    shares = {
        name: dict([(guess.encoding, guess.confidence), *guess.others])
        for name in ("x", "big5", "gb2312")
        for guess in [detect(declaration.format(name).encode() + b"\n" + either)]
    }
    assert shares["big5"].get("cp950", 0) > shares["x"].get("cp950", 0) > shares["gb2312"].get("cp950", 0)


def test_a_declaration_can_be_a_lie() -> None:
    data = b'<meta charset="iso-8859-1">\n' + HANS.encode("gb18030")
    assert detect(data).encoding == "gb18030"


def test_the_candidates_are_those_named() -> None:
    data = "도서관".encode("cp949")
    assert detect(data).encoding == "cp949"
    assert detect(data, ASSUMED["zh"]).encoding in ASSUMED["zh"]
    assert detect("中文".encode("big5"), ["gb18030"]).encoding == "gb18030"
    assert detect("Ünïcödé".encode("mac-roman"), ["mac-roman"]).encoding == "mac-roman"


def test_runners_up_come_with_their_text() -> None:
    diagnosis = zlcli.detect("中".encode("gb18030"))
    assert diagnosis.candidates
    assert diagnosis.confidence >= max(other.confidence for other in diagnosis.candidates)
    assert diagnosis.confidence + sum(other.confidence for other in diagnosis.candidates) <= 1.001
    assert len({diagnosis.preview, *(other.preview for other in diagnosis.candidates)}) == 1 + len(diagnosis.candidates)


def test_two_characters_are_less_sure_than_twenty() -> None:
    assert detect("文件".encode("gb18030")).confidence < detect(HANS[:20].encode("gb18030")).confidence


def test_one_nul_is_not_binary() -> None:
    data = HANS.encode("gb18030")
    assert detect(data[:40] + b"\0" + data[40:]).encoding == "gb18030"


def test_chinese_on_one_line_without_ascii() -> None:
    """Pieces of it begin in the middle of characters."""
    text = HANS.replace("7:30", "七点").replace("18:00", "六点").replace("1,500", "千").replace("\n", "") * 200
    assert text.isascii() is False
    for encoding in ("gb18030", "utf-16-le"):
        assert detect(text.encode(encoding)).encoding == encoding


@pytest.mark.parametrize("encoding", ["cp1253", "cp866"])
def test_chardet_is_asked_about_languages_that_are_not_weighed(encoding: str) -> None:
    text = {"cp1253": "Η βιβλιοθήκη είναι ανοιχτή κάθε μέρα εκτός Κυριακής.", "cp866": "Библиотека открыта каждый день."}
    assert read((text[encoding] * 3).encode(encoding)) == text[encoding] * 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_named_encoding_without_byte_order(encoding: str) -> None:
    for order in ("-le", "-be"):
        data = HANS.encode(encoding + order)
        assert zlcli.normalize(data, encoding=encoding, only=[]).text == HANS
    assert zlcli.normalize(HANS.encode(encoding), encoding=encoding, only=[]).text == HANS
    assert zlcli.detect(b"\xff" * 7 + b"\0", candidates=[encoding]).encoding in (None, f"{encoding}-le", f"{encoding}-be")


# Every text codec of Python, and what no text is.
@pytest.mark.parametrize("encoding", sorted({codec_name(name) or "" for name in encodings.aliases.aliases.values()} - {""}))
@pytest.mark.parametrize("data", [b"", bytes(range(256)), "中文".encode("gbk"), b"+Ti1lh-"])
def test_no_encoding_and_no_bytes_raise_anything_else(encoding: str, data: bytes) -> None:
    for options in ({"encoding": encoding}, {"candidates": [encoding]}):
        try:
            diagnosis = zlcli.normalize(data, only=[], **options).diagnosis
        except zlcli.NotTextError:
            continue
        assert diagnosis.bytes == len(data)
