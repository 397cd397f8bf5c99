"""Documents of any length: the same bytes as of short ones, in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.damage import NOTICE, fold, gloss
from tests.test_cli import ZLCLI, run
from zlcli import chunks, pipeline
from zlcli.cli import documents
from zlcli.cli.main import run as command
from zlcli.document import Format
from zlcli.encoding.survey import blocks

SENTENCE = "會議指出，去年全區共完成改造項目三十六個，惠及居民一千二百餘戶；"


@pytest.mark.parametrize(
    "text",
    [
        fold(gloss(NOTICE)) * 900,
        SENTENCE * 9000,
        SENTENCE.replace("，", "").replace("；", "") * 9000,
        "\r".join([SENTENCE] * 9000),
        NOTICE + SENTENCE * 9000 + "\r\n" + NOTICE + "    code = 1\n" * 9 + SENTENCE,
        "",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("form", ["text", "md"])
def test_the_same_as_of_the_whole(text: str, encoding: str, form: Format) -> None:
    data = text.encode(encoding)
    whole = pipeline.normalize(data, to="hans", format=form)
    stream = pipeline.stream(lambda: blocks(data), to="hans", format=form)
    assert "".join(stream.texts) == whole.text
    result = stream.result()
    assert (result.steps, result.diagnosis.encoding) == (whole.steps, whole.diagnosis.encoding)


def test_a_flow_of_texts_is_cut_as_their_sum() -> None:
    text = (SENTENCE * 30 + "\n") * 40
    for width in (1, 7, 1000, 10**6):
        texts = [text[at : at + width] for at in range(0, len(text), width)]
        assert list(chunks.flow(texts, 500)) == list(chunks.cut(text, 500))


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(documents, "_LONG", 1000)
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE * 2000 + "\n", "utf-8")
    return path


def test_long_files_in_place_are_left_alone_or_replaced(long: Path) -> None:
    before = long.stat()
    assert command(["convert", "-i", str(long)]) == 0
    assert long.stat().st_ino == before.st_ino
    assert command(["convert", "--check", "-q", "--to", "hans", str(long)]) == 1
    assert command(["convert", "-i", "--to", "hans", str(long)]) == 0
    assert long.read_text("utf-8") == pipeline.normalize(SENTENCE * 2000 + "\n", to="hans").text
    assert [path.name for path in long.parent.iterdir()] == ["a.txt"]


def test_long_files_lose_no_byte_in_place(long: Path) -> None:
    data = long.read_bytes() + b"\xff\n"
    long.write_bytes(data)
    assert command(["convert", "-i", "--to", "hans", str(long)]) == 3
    assert long.read_bytes() == data
    assert command(["convert", "-o", f"{long}.out", "--lost", "fail", str(long)]) == 3
    assert not Path(f"{long}.out").exists()
    assert command(["convert", "-o", f"{long}.out", "--lost", "mark", str(long)]) == 0
    assert Path(f"{long}.out").read_text("utf-8").endswith("\ufffd\n")


def test_an_endless_pipe() -> None:
    endless = subprocess.Popen(["yes", SENTENCE], stdout=subprocess.PIPE)  # noqa: S607
    filter_ = subprocess.Popen([*ZLCLI, "convert", "--to", "hans"], stdin=endless.stdout, stdout=subprocess.PIPE)
    assert filter_.stdout is not None
    expected = (pipeline.normalize(SENTENCE, to="hans").text + "\n").encode()
    try:
        assert filter_.stdout.read(3000 * len(expected)) == 3000 * expected
    finally:
        endless.kill()
        filter_.kill()
        endless.wait()
        filter_.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux counts it")
@pytest.mark.parametrize("flags", [[], ["--to", "hans"]])
def test_one_line_takes_little_memory(tmp_path: Path, flags: list[str]) -> None:
    """ZLCLI_LONG sets the MiB of the line."""
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    size = int(os.environ.get("ZLCLI_LONG", "24")) << 20
    with path.open("wb") as file:
        file.writelines(SENTENCE.encode() * 1000 for _ in range(size // (1000 * len(SENTENCE.encode()))))
    script = (
        "import sys; from zlcli.cli.main import run; code = run(sys.argv[1:]);"
        "print(next(int(line.split()[1]) >> 10 for line in open('/proc/self/status') if line.startswith('VmHWM')));"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, "convert", *flags, "-o", out, path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert int(done.stdout) <= 100
    expected = pipeline.convert_script(SENTENCE, to="hans") if flags else SENTENCE
    assert out.read_bytes() == path.read_bytes().replace(SENTENCE.encode(), expected.encode())


def test_standard_input_that_is_long_but_ends() -> None:
    data = (SENTENCE + "\n").encode() * 200_000
    done = run("convert", stdin=data)
    assert done.returncode == 0
    assert done.stdout == data
