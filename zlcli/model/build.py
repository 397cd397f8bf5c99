"""Count the tables of :mod:`zlcli.model.characters` out of maintained sources.

Run ``python -m zlcli.model.build`` after ``pip install opencc pypinyin`` (the ``dev`` extra has both).
The result is deterministic; ``tests/test_model.py`` checks that it equals the files in ``data/``.

Sources
    OpenCC (Apache-2.0): dictionaries ``TSCharacters``, ``STCharacters``, ``TWVariants`` and ``HKVariants`` of the
    installed wheel, read with the wheel's own ``opencc_dict``.
    pypinyin (MIT): ``pinyin_dict``, made from mozillazg/pinyin-data (MIT), itself from Unihan
    (Unicode License v3).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from zlcli.model.characters import SYLLABLE, toneless

DATA = Path(__file__).with_name("data")

# Lead bytes of the frequently used part (level 1) of Big5, A440..C67E. A character there is standard
# in Traditional text whatever OpenCC's stricter norm says: 群 (羣), 秘 (祕), 床 (牀), 峰 (峯).
BIG5_LEVEL_1 = range(0xA4, 0xC7)


def opencc_dictionary(name: str) -> dict[str, list[str]]:
    """Candidates of each key in OpenCC's dictionary ``name``, best first."""
    import opencc

    home = Path(opencc.__file__).parent / "clib"
    tool, source = home / "bin" / "opencc_dict", home / "share" / "opencc" / f"{name}.ocd2"
    tool.chmod(tool.stat().st_mode | 0o111)  # pip drops the mode of data files
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out.txt")
        command = [os.fspath(tool), "-i", os.fspath(source), "-o", os.fspath(target), "-f", "ocd2", "-t", "text"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (a tool of an installed package)
        rows = (line.split("\t") for line in target.read_text("utf-8").splitlines())
        return {key: values.split(" ") for key, values in rows}


def _only_in_one_script(candidates: dict[str, list[str]]) -> set[str]:
    """Keys that their own script alone writes: never kept as they are, never the result of another key."""
    results = {value for values in candidates.values() for value in values}
    return {key for key in candidates if key not in results}


def _in_big5_level_1(char: str) -> bool:
    try:
        return char.encode("big5")[0] in BIG5_LEVEL_1
    except UnicodeEncodeError:
        return False


def scripts() -> str:
    """The three lines of ``scripts.txt``: Hant-Hans pairs, Hant-only characters, Hans-only characters."""
    to_hans, to_hant = opencc_dictionary("TSCharacters"), opencc_dictionary("STCharacters")
    pairs = sorted(k + v[0] for k, v in to_hans.items() if v[0] != k and len(k) == len(v[0]) == 1)
    hant = _only_in_one_script(to_hans)
    # 税 and 户 are Simplified by OpenCC's norm and Traditional by Hong Kong's.
    regional = {v for name in ("TWVariants", "HKVariants") for values in opencc_dictionary(name).values() for v in values}
    # 麽 is 麼 to OpenCC in one direction and 么 in the other: old printing in both scripts has it.
    both = {char for char, values in to_hans.items() if values[0] != char}
    hans = {c for c in _only_in_one_script(to_hant) if not _in_big5_level_1(c)} - regional - both
    return "\n".join(["".join(pairs), "".join(sorted(hant)), "".join(sorted(hans)), ""])


def of_one_script(scripts_text: str) -> set[str]:
    """The characters of ``readings.txt``: those of one script only, as a converter glosses no others."""
    pairs, hant, hans, _ = scripts_text.split("\n")
    return {*pairs[::2], *hant, *hans}


def of_both_scripts(scripts_text: str) -> set[str]:
    """The characters of ``readings_both.txt``: all others of GB/T 2312."""
    rows = (bytes((first, second)) for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF))
    return {char for row in rows if (char := row.decode("gb2312", "ignore"))} - of_one_script(scripts_text)


def readings(chars: set[str]) -> str:
    """A toneless syllable and those of ``chars`` that are read so, a line each."""
    from pypinyin.pinyin_dict import pinyin_dict

    by_syllable: dict[str, set[str]] = defaultdict(set)
    for char in chars:
        for reading in pinyin_dict.get(ord(char), "").split(","):
            syllable = toneless(reading)
            if SYLLABLE.fullmatch(syllable):
                by_syllable[syllable].add(char)
    return "".join(f"{syllable}\t{''.join(sorted(chars))}\n" for syllable, chars in sorted(by_syllable.items()))


def main() -> int:
    """Write the tables into ``data/``."""
    table = scripts()
    (DATA / "scripts.txt").write_text(table, "utf-8")
    (DATA / "readings.txt").write_text(readings(of_one_script(table)), "utf-8")
    (DATA / "readings_both.txt").write_text(readings(of_both_scripts(table)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
