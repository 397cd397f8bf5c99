"""Words that a converter from Simplified left as they were in Traditional text (干部 for 幹部)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zlcli.patterns import lazy

# Few, because each of them has to be a mistake wherever it stands: 标准 and 头发 are not among them, since 標准 and 頭發 also
# come about where 目標 meets 准許 and 街頭 meets 發生.
_WORDS = {"干部": "幹部", "規范": "規範", "奮斗": "奮鬥"}
# The character of each that Traditional text seldom has: to look for one character takes a sixth of the time that two take.
_RARE = (("干", "干部"), ("范", "規范"), ("斗", "奮斗"))
# 干 ends words of Traditional text (若干, 不相干, 天干, 十干, 何干, 欄干, 闌干), and 部 begins others (部分, 部首, 部件, 部門,
# 部位, 部落, 部署). What stands in quotation marks by itself is spoken about: 「干部」 is no slip of its author's.
_LEFT = lazy(r"(?<![若相天十何欄闌「『“‘《〈])(?:干部(?![分首件門位落署])|規范|奮斗)")


def held(text: str) -> bool:
    """Tell whether ``text`` may hold one of the words, much faster than the pattern does."""
    return any(rare in text and word in text for rare, word in _RARE)


def mended(text: str) -> str:
    """Return Traditional ``text`` with the words as Traditional writes them.

    >>> mended("干部們在若干部門裡")
    '幹部們在若干部門裡'
    """
    return _LEFT.sub(lambda match: _WORDS[match[0]], text) if held(text) else text


def after(convert: Callable[[str], str], terms: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Return a function that converts a text, then mends it, unless the user's ``terms`` write a character of the words."""
    written = {char for _, result in terms for char in result}
    return convert if written & set("".join(_WORDS)) else lambda text: mended(convert(text))
