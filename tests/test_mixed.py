"""Documents whose lines are not all in one encoding."""

from __future__ import annotations

from itertools import cycle

import pytest

import zlcli
from zlcli.document import Span

HANS = [
    "服务器已经启动，等待连接",
    "找不到配置文件，使用缺省值",
    "用户登录失败，密码错误",
    "数据库连接已经断开",
    "缺省状态",
    "任务完成，共处理三千条记录",
]
HANT = ["伺服器已經啟動，等待連線", "找不到設定檔，使用預設值", "使用者登入失敗", "資料庫連線已經中斷"]


def lines_of(*encodings: str, count: int = 60) -> tuple[str, bytes]:
    """A log: the text, and its bytes with each line in the next of ``encodings``."""
    texts, parts = [], []
    for i, encoding in zip(range(count), cycle(encodings), strict=False):
        source = HANT if encoding == "cp950" else HANS
        line = f"2026-03-{i % 28 + 1:02} INFO {source[i // len(encodings) % len(source)]}\n"
        texts.append(line)
        parts.append(line.encode(encoding))
    return "".join(texts), b"".join(parts)


@pytest.mark.parametrize(
    "encodings",
    [
        ("utf-8", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("utf-8", "gb18030", "cp950"),
        ("cp950", "gb18030", "cp950"),
        ("utf-8", "utf-8", "utf-8", "cp950"),
    ],
)
def test_each_line_is_read_in_its_own_encoding(encodings: tuple[str, ...]) -> None:
    text, data = lines_of(*encodings)
    result = zlcli.normalize(data, only=["script"])
    assert result.text == text
    assert result.diagnosis.lost_bytes == 0


def test_archives_that_were_joined() -> None:
    text = "\n".join(HANS * 20) + "\n"
    data = text.encode() + text.encode("gb18030")
    result = zlcli.normalize(data, only=["script"])
    assert result.text == text * 2
    start = len(text.encode())
    assert result.diagnosis.spans in [(Span(start, len(data), "gb18030"),), (Span(0, start, "utf-8"),)]


def test_one_line_among_thousands() -> None:
    text = "\n".join(HANS) + "\n"
    data = text.encode() * 500 + "磁盘空间不足，请清理\n".encode("gb18030") + text.encode() * 500
    diagnosis = zlcli.detect(data)
    assert diagnosis.encoding == "utf-8"
    assert [span.encoding for span in diagnosis.spans] == ["gb18030"]
    assert diagnosis.lost_bytes == 0


def test_a_field_of_a_line() -> None:
    data = "文件: ".encode() + "新建文件夹".encode("gb18030") + b".txt\n" + "\n".join(HANS).encode()
    assert zlcli.normalize(data, only=["script"]).text.startswith("文件: 新建文件夹.txt\n")


def test_a_damaged_line_is_not_another_encoding() -> None:
    data = ("\n".join(HANS * 10) + "\n").encode()
    broken = data[:200].replace("器".encode(), "器".encode()[:2]) + data[200:]
    diagnosis = zlcli.detect(broken)
    assert diagnosis.spans == ()
    assert diagnosis.lost_bytes == 2
    assert diagnosis.lost[0] == len("服务".encode())


def test_a_uniform_document_has_no_spans() -> None:
    for encoding in ("utf-8", "gb18030"):
        assert zlcli.detect("\n".join(HANS * 50).encode(encoding)).spans == ()
    assert zlcli.detect("\n".join(HANT * 50).encode("cp950")).spans == ()


def test_a_named_encoding_is_for_the_whole() -> None:
    _, data = lines_of("utf-8", "gb18030")
    diagnosis = zlcli.detect(data, encoding="utf-8")
    assert diagnosis.spans == ()
    assert diagnosis.lost_bytes > 0
