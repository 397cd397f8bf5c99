"""Speed: start-up and whole commands beside what a user would put in their place, the ratio first."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import opencc

import zlcli
from tests.bench import prose, snippets
from tests.bench.commands import PYTHON, ZLCLI, Spent, measured
from zlcli.document import Format

_CLIB = Path(opencc.__file__).parent / "clib"
_OPENCC = [str(_CLIB / "bin" / "opencc"), "-c", str(_CLIB / "share" / "opencc" / "t2s.json")]
_EXAMPLE = Path(__file__).parents[2] / "examples" / "notice.txt"
_CONVERT = "import sys, opencc; sys.stdout.write(opencc.OpenCC('t2s').convert(sys.stdin.buffer.read().decode()))"
_FTFY = (
    "import sys, ftfy, opencc; sys.stdout.write(opencc.OpenCC('t2s').convert(ftfy.fix_text(sys.stdin.buffer.read().decode())))"
)
_FORMATS: tuple[Format, ...] = ("text", "md")
_LINE = "表面完好的文件在轉換以後，可能少了一個字；負責的人不會發現，因為沒有人逐字比對。"


def main(*, short: bool) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        _print_starts(Path(folder), runs=5 if short else 31)
        _print_prose(Path(folder), kibibytes=1024 if short else 40960, runs=1 if short else 3)
        _print_rates(kibibytes=1024 if short else 10240, runs=1 if short else 5)
        _print_growth(Path(folder), sizes=(64, 256) if short else (1024, 10240, 102400))


def _print_starts(folder: Path, runs: int) -> None:
    print("start-up: times the processor's work of Python with the imports that cannot be avoided (medians, turn by turn)")
    gbk = folder / "gbk.txt"
    gbk.write_bytes(_EXAMPLE.read_bytes().decode().encode("gb18030"))
    _print_against(folder, [*PYTHON, "-c", "import click"], {"zlcli --version": [*ZLCLI, "--version"]}, runs)
    convert = [*ZLCLI, "convert", "--to", "hans", "-q"]
    _print_against(
        folder,
        [*PYTHON, "-c", "import click, opencc"],
        {
            "convert, the example": [*convert, str(_EXAMPLE)],
            "convert -f md, the example": [*convert, "-f", "md", str(_EXAMPLE)],
            "convert, the example in GBK": [*convert, str(gbk)],
        },
        runs,
    )


def _print_prose(folder: Path, kibibytes: int, runs: int) -> None:
    """Compare on several kinds of prose: what is rare in the one is common in the other."""
    print(f"{kibibytes} KiB of Traditional prose in UTF-8, to Simplified: times as long as a peer takes (and times its work)")
    convert = [*ZLCLI, "convert", "--to", "hans", "-q"]
    path = folder / "prose.txt"
    for kind in prose.KINDS:
        path.write_bytes(prose.prose(kind, kibibytes << 10))
        commands = {
            "zlcli convert": [*convert, str(path)],
            "zlcli convert --skip layout": [*convert, "--skip", "layout", str(path)],
            "zlcli convert -f md": [*convert, "-f", "md", str(path)],
        }
        peers = {
            "the wheel's program": [*_OPENCC, "-i", str(path)],
            "opencc in Python": ["/bin/sh", "-c", f'{sys.executable} -c "{_CONVERT}" < {path}'],
            "ftfy and opencc": ["/bin/sh", "-c", f'{sys.executable} -c "{_FTFY}" < {path}'],
        }
        if program := shutil.which("opencc", path=os.defpath):
            peers["the system's program"] = [program, "-c", "t2s.json", "-i", str(path)]
        _print_beside(folder, kind, peers, commands, runs)


def _print_beside(folder: Path, kind: str, peers: dict[str, list[str]], commands: dict[str, list[str]], runs: int) -> None:
    spent = _turn_by_turn(folder, peers | commands, runs)
    print(f"  {kind + ':':30}", *(f"{name:>21}" for name in peers))
    for name in commands:
        cells = (f"{_ratio(spent[name], spent[peer], 0):.2f} ({_ratio(spent[name], spent[peer], 1):.2f})" for peer in peers)
        print(f"    {name:28}", *(f"{cell:>21}" for cell in cells), f"  {_median(spent[name], 0):.2f} s", flush=True)


def _print_rates(kibibytes: int, runs: int) -> None:
    """Print how much of a text in memory one process takes the whole way, turn by turn; the promise is 8 MB/s."""
    print(f"{kibibytes} KiB of Traditional prose, to Simplified: MB in each second of one processor (medians)")
    for kind in prose.KINDS:
        data = prose.prose(kind, kibibytes << 10)
        zlcli.normalize(data[: 1 << 16], to="hans", format="md")  # loads what is needed
        rounds = [{form: _worked(data, form) for form in _FORMATS} for _ in range(runs)]
        rates = (f"{form} {len(data) / 1e6 / statistics.median(spent[form] for spent in rounds):5.1f}" for form in _FORMATS)
        print(f"  {kind + ':':30}", *rates, flush=True)


def _worked(data: bytes, form: Format) -> float:
    start = time.process_time()
    zlcli.normalize(data, to="hans", format=form)
    return time.process_time() - start


def _print_growth(folder: Path, sizes: Sequence[int]) -> None:
    print(f"seconds a MiB, of {' and '.join(map(str, sizes))} KiB: cost must grow with the size, and little with what is in it")
    kinds = {
        "prose": snippets.source("hant"),
        "no line ends": snippets.source("hant").replace("\n", ""),
        "brackets": "（）()「」『』" * 1000,
        "half-width marks": "好,對;是:不?行!(可)" * 1000,
        "mojibake": _LINE.encode().decode("gb18030", "replace") + "\n",
        "mojibake, no line ends": _LINE.encode().decode("gb18030", "replace"),
        "lossless, no line ends": re.sub("[\0-\x7f]", "", snippets.source("hant")).encode().decode("mac-roman"),
        "two characters a line": "好的\n",
    }
    for name, text in kinds.items():
        cells = []
        for size in sizes:
            path = folder / "growth.txt"
            _write(path, text, size)
            cells.append(f"{measured([*ZLCLI, 'convert', '--to', 'hans', '-q', str(path)], folder).work * 1024 / size:.3f}")
        print(f"  {name:30}", *(f"{cell:>8}" for cell in cells), flush=True)


def _write(path: Path, text: str, kibibytes: int) -> None:
    """Fill ``path`` with ``text``, over and over."""
    data, size = text.encode(), kibibytes << 10
    with path.open("wb") as file:
        for _ in range(size // len(data)):
            file.write(data)
        file.write(data[: size % len(data)].decode("utf-8", "ignore").encode())


def _print_against(folder: Path, peer: list[str], commands: dict[str, list[str]], runs: int) -> None:
    """Time every command in turn, so that a busy moment of the machine falls on all of them."""
    spent = _turn_by_turn(folder, {"": peer, **commands}, runs)
    base = spent.pop("")
    for name, found in spent.items():
        print(
            f"  {name:30} {_ratio(found, base, 1):6.2f}  ({_median(found, 1):.3f} s and {_median(base, 1):.3f} s)", flush=True
        )


def _turn_by_turn(folder: Path, commands: dict[str, list[str]], runs: int) -> dict[str, list[Spent]]:
    rounds = [{name: measured(command, folder) for name, command in commands.items()} for _ in range(runs)]
    return {name: [spent[name] for spent in rounds] for name in commands}


def _ratio(ours: list[Spent], theirs: list[Spent], field: int) -> float:
    return statistics.median(a[field] / b[field] for a, b in zip(ours, theirs, strict=True))


def _median(spent: list[Spent], field: int) -> float:
    return statistics.median(one[field] for one in spent)
