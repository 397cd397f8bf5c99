"""一 that a converter to Traditional wrote as 壹 wherever it stood (壹年壹年, 恰似壹江春水), as if all were sums of money."""

from __future__ import annotations

from zlcli.patterns import lazy

# 壹佰, 貳佰壹拾, 壹萬元整 and 壹圓 are money, where 壹 belongs.
_ONE = lazy("(?<![佰拾仟萬亿億零])壹(?![佰拾仟萬万億亿元圓圆角分份])")
# 壹周刊 is a name, and alone in a text that has no 一; before three other characters nobody writes it. 一 is the second most
# frequent character: 300 characters without it are rare, and where it is once the converter did leave it.
_FEWEST_FOLLOWERS = 3


def are_formal(text: str) -> bool:
    """Tell whether all of ``text`` has 壹 for 一."""
    if "壹" not in text or "一" in text:
        return False
    return len({text[match.end() : match.end() + 1] for match in _ONE.finditer(text)}) >= _FEWEST_FOLLOWERS


def with_one(text: str) -> str:
    """Return ``text`` with 一 for every 壹 that is no part of a sum."""
    return _ONE.sub("一", text)
