"""Bytes that were lost from Chinese text: the rest must come out right, and a guess only where it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from zlcli.encoding.alignment import way
from zlcli.encoding.decode import decode
from zlcli.encoding.lossy import MENDED, decode_lossy

TEXT = "会议记录由办公室整理后存档，原始文件不得带出阅览室。\n各部门要在月底以前上报下个月的工作安排，逾期不再受理。\n"
HANT = "會議紀錄由辦公室整理後存檔，原始文件不得帶出閱覽室。\n各部門要在月底以前上報下個月的工作安排，逾期不再受理。\n"
CASES = [(TEXT, "utf-8"), (TEXT, "gb18030"), (HANT, "utf-8")]


def _without(data: bytes, at: int) -> bytes:
    return data[:at] + data[at + 1 :]


def _byte_of(text: str, encoding: str, char: int, byte: int) -> int:
    return len(text[:char].encode(encoding)) + byte


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("char", [7, 8, 16])
@pytest.mark.parametrize("byte", [0, 1])
def test_what_follows_a_lost_byte_is_read_right(text: str, encoding: str, char: int, byte: int) -> None:
    data = _without(text.encode(encoding), _byte_of(text, encoding, char, byte))
    if not decode(data, encoding).lost:
        pytest.skip("every byte is part of some character")
    result = zlcli.normalize(data, encoding=encoding)
    assert result.text.startswith(text[:char])
    assert result.text.endswith(text[char + 1 :])
    assert set(result.text[char : len(result.text) - len(text) + char + 1]) == {"\ufffd"}
    assert result.diagnosis.lost_bytes


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_a_guess_is_made_on_request_and_listed_with_its_runner_up(text: str, encoding: str) -> None:
    char = text.index("月底")
    data = _without(text.encode(encoding), _byte_of(text, encoding, char, encoding == "utf-8"))
    result = zlcli.normalize(data, encoding=encoding, lost="guess")
    assert result.text == text
    (step,) = result.steps
    (change,) = step.examples
    assert (step.kind, step.count, change.line, change.after) == ("lost-bytes", 1, 2, "月")
    assert change.runner_up
    assert result.diagnosis.lost_bytes


def test_a_damaged_byte_is_guessed_too() -> None:
    at = _byte_of(TEXT, "utf-8", TEXT.index("议"), 1)
    data = bytearray(TEXT.encode())
    data[at] = ord("?")
    assert zlcli.normalize(bytes(data), encoding="utf-8").text == TEXT.replace("议", "\ufffd?\ufffd")
    assert zlcli.normalize(bytes(data), encoding="utf-8", lost="guess").text == TEXT


def test_what_occurs_elsewhere_in_the_text_is_likelier() -> None:
    text = "邹衍说天。\n记邹衍事。\n"
    data = text.encode("gb18030")
    damaged = _without(data, _byte_of(text, "gb18030", text.rindex("衍"), 1))
    assert zlcli.normalize(damaged, encoding="gb18030", lost="guess").text == text


def test_sound_lines_beside_a_loss_are_left_as_they_are() -> None:
    rare = "喆堃镕赟媛槑囧骉犇羴\n".encode("gb18030")
    data = rare + _without(TEXT.encode("gb18030"), 8) + rare
    assert zlcli.normalize(data, encoding="gb18030").text.split("\n")[::3] == ["喆堃镕赟媛槑囧骉犇羴"] * 2


@pytest.mark.parametrize("encoding", sorted(MENDED))
@pytest.mark.parametrize("guess", [False, True])
@given(data=st.binary(max_size=60))
def test_every_byte_is_accounted_for(encoding: str, guess: bool, data: bytes) -> None:
    decoded = decode_lossy(data, encoding, 100, guess=guess)
    ends = [100, *(offset + len(piece) for offset, piece in decoded.lost)]
    assert all(offset >= end for (offset, _), end in zip(decoded.lost, ends, strict=False))
    assert all(data[offset - 100 :].startswith(piece) for offset, piece in decoded.lost)
    assert len(decoded.guessed) <= len(decoded.lost)


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "utf-16-le"])
@given(data=st.binary(max_size=60))
def test_a_way_covers_the_bytes(encoding: str, data: bytes) -> None:
    steps = way(data, encoding)
    assert b"".join(data[start:end] for start, end, _ in steps) == data
