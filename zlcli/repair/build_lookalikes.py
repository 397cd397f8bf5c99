"""Look for the sound words that a reading would be taken for better than: ``data/lookalikes.txt`` of `zlcli.repair.brief`.

Run ``python -m zlcli.repair.build_lookalikes SOURCES`` (needs the ``build`` extra), where the folder SOURCES was filled by::

    pip download --no-deps wordfreq==3.1.1
    pip download --no-deps --no-binary jieba jieba==0.42.1
    apt-get download mecab-ipadic hunspell-ko

and unpacked there (``unzip``, ``tar xzf``, ``dpkg -x FILE deb``). Anew whenever a threshold of a reading changes.

Sources and licences
    mecab-ipadic 2.7.0-20070801 (NAIST's licence: free use with its notice): Japanese words and names, and how they are read.
    hunspell-ko 0.7.92 (MPL 1.1, GPL 2 or LGPL 2.1): Korean words and forms.
    wordfreq 3.1.1 (data CC BY-SA 4.0): words of the languages that the code pages are for.
    jieba 0.42.1 (MIT): Chinese words; OpenCC (Apache-2.0) turns them into Traditional ones.
Of 1.9 million words one in two thousand is listed.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from zlcli.document import Ledger
from zlcli.model import build_bigrams
from zlcli.repair import brief
from zlcli.repair.chains import best_reading
from zlcli.repair.lines import Habit
from zlcli.repair.mojibake import mend

TARGET = Path(__file__).with_name("data") / "lookalikes.txt"
LANGUAGES = ("ja", "ko", "ru", "uk", "bg", "mk", "sh", "el", "vi", "zh")
# Of millions of Russian forms in the longest list most are seen once.
MOST = 150_000
# Longer words gain too little for their length to be taken for others.
LONGEST = 8
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    "ァィゥェォャュョッー\u3099\u309a"
)
_HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰﾞﾟ"
_TO_HALF = str.maketrans(_KANA, _HALF_KANA)


def main(arguments: list[str]) -> int:
    """Read every word by itself and write down those that would be changed, but not where they are listed."""
    _write([])
    found = sorted({word for word in _words(Path(arguments[0])) if _is_changed(word)})
    _write(found)
    _write([word for word in found if not _is_changed(word)])
    return 0


def _write(words: list[str]) -> None:
    TARGET.write_text("".join(f"{word}\n" for word in words), "utf-8")
    brief.lookalikes.cache_clear()
    best_reading.cache_clear()


def _is_changed(word: str) -> bool:
    return not word.isascii() and "".join(mend([word], Habit(), Ledger())) != word


def _words(sources: Path) -> Iterator[str]:
    found = dict.fromkeys(unicodedata.normalize("NFC", word) for word in _all(sources))
    return (word for word in found if 1 < len(word) <= LONGEST)


def _all(sources: Path) -> Iterator[str]:
    from opencc import OpenCC

    for word in japanese(sources):
        yield word
        if re.fullmatch("[ァ-ー]+", word):
            yield unicodedata.normalize("NFD", word).translate(_TO_HALF)
    yield from hangul(sources)
    for language in LANGUAGES:
        words = sorted(build_bigrams.wordfreq(sources, language), key=lambda pair: -pair[1])[:MOST]
        yield from (word for word, _ in words)
    to_hant = OpenCC("s2tw").convert
    for word, _ in build_bigrams.jieba(sources):
        yield from (word, to_hant(word))


def japanese(sources: Path) -> Iterator[str]:
    """Yield Japanese words and names, and how they are read (in katakana)."""
    for path in sorted(sources.glob("deb/usr/share/mecab/dic/ipadic/*.csv")):
        for line in path.read_text("euc_jp", "ignore").splitlines():
            word, *_, reading, _ = line.split(",")
            yield from (word, reading)


def hangul(sources: Path) -> Iterator[str]:
    """Yield Korean words."""
    for line in next(sources.glob("deb/usr/share/hunspell/ko*.dic")).read_text("utf-8").splitlines():
        yield line.partition("/")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
