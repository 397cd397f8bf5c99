"""The separators of the fields in rows: which one, how many a row has, and whether a line is a row by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zlcli.patterns import lazy
from zlcli.records import Record
from zlcli.repair.restored import MARK

SEPARATORS = "\t|,;"
"""What separates fields."""

# So many separators in a row at least; how many rows there must be where some are whole, and where each lost a character; the
# share of the rows that have as many, if what was lost is right, and of the separators that must be there.
_FIELDS, _FEW_ROWS, _FEW_BROKEN, _NEARLY_ALL, _THERE = 2, 2, 3, 0.9, 0.4
# Numbers of separators that are tried where no row is whole: those of the first rows, with what they lost.
_TRIED = 16
# Marks for each character that is lost together with what it swallowed.
_MARKS = 2
# A quoted field, whose commas separate nothing; of one that lost a quote nobody knows where it ends.
_QUOTED = lazy(f'(?<![^,;\t])"[^"\n{MARK}]*"(?![^,;\t])')
_SEPARATOR = lazy(r"[\t|;]|,(?! )")
# The fields of a row have no space behind the comma; what stands between brackets is no field.
_COMMA, _SENTENCE = lazy(r"(?<![\s\[(]),(?! )"), lazy("[。，；]")
_TWO_FIELDS = lazy(r'"?[0-9]+"?,(?! )')


class Row(Record):
    """How many separators of each kind a line has, and how many characters it lost."""

    separators: Counter[str]
    lost: int


def row(line: str) -> Row:
    """Count the separators of ``line``, MARK standing for what it lost."""
    return Row(Counter(_SEPARATOR.findall(_without_quotes(line))), line.count(MARK))


def count(line: str, separator: str) -> int:
    """Return how often the row that is open has the ``separator``."""
    return _SEPARATOR.findall(_without_quotes(line)).count(separator)


def _without_quotes(line: str) -> str:
    line = line.lstrip("\t")  # what is indented
    return _QUOTED.sub("", line) if '"' in line else line


def is_row(line: str, rest: str) -> bool:
    """Tell whether ``line``, which goes on with ``rest``, is a row of CSV by its commas alone."""
    if line.count('"') % 2 or _SENTENCE.search(_without_quotes(line)):
        return False
    return len(_COMMA.findall(f"{line}?{rest}")) > 1 or _TWO_FIELDS.match(line) is not None


def separator(rows: Sequence[Row]) -> tuple[str, int]:
    """Return the separator of which all ``rows`` have as many, and how many; none, and zero, where the lines are no rows."""
    whole = [row for row in rows if not row.lost]
    for char in SEPARATORS:
        size = Counter(row.separators[char] for row in whole).most_common(1)[0][0] if whole else 0
        if size >= _least(char) and len(rows) >= _FEW_ROWS and _share(rows, char, size) >= _NEARLY_ALL:
            return char, size
    for char in SEPARATORS if len(rows) >= _FEW_BROKEN else "":
        size = _likeliest_size(rows, char)
        if size:
            return char, size
    return "", 0


def _least(char: str) -> int:
    return 1 if char == "\t" else _FIELDS  # a list of pairs is set by tabs, and nothing else has one in every line


def _likeliest_size(rows: Sequence[Row], char: str) -> int:
    """The number of separators that best explains what the rows lost, of which none need be whole; or 0."""
    tried = {row.separators[char] + lost for row in rows[:_TRIED] for lost in range(min(row.lost, _FIELDS + 1) + 1)}
    there = sum(row.separators[char] for row in rows)
    possible = [
        size
        for size in sorted(tried)
        if size >= _least(char) and there >= _THERE * size * len(rows) and _share(rows, char, size) >= _NEARLY_ALL
    ]
    return min(possible, key=lambda size: sum(_unexplained(row, char, size) for row in rows), default=0)


def _unexplained(row: Row, char: str, size: int) -> int:
    """How many of the characters that a line lost were no separators or line ends, if its rows have so many; or too few."""
    have, lost = row.separators[char], row.lost // _MARKS
    rows = max(1, round((have + lost + 1) / (size + 1)))
    return abs(have + lost - (rows * (size + 1) - 1))


def _share(rows: Sequence[Row], char: str, size: int) -> float:
    return sum(_is_rows(row.separators[char], row.lost, size) for row in rows) / len(rows)


def _is_rows(separators: int, lost: int, size: int) -> bool:
    """Tell whether a line may be of rows with ``size`` separators, of which ``lost`` characters and line ends are missing."""
    rows = max(1, round((separators + 1) / (size + 1)))
    return any(have <= separators + lost and separators <= size * n for n in (rows, rows + 1) for have in ((size + 1) * n - 1,))
