"""Characters that a codec keeps at old code points, most in Unicode's private use area, though they have others today."""

from __future__ import annotations

from zlcli.patterns import lazy

_PRIVATE_USE = lazy("[\ue000-\uf8ff]")

# GB 18030-2022, against the edition of 2000 that Python's codec follows: one letter moved in 2005 (A8BC), eighteen characters
# in 2022 (A6D9 to A6F3, FE59 to FEA0), and six of plane 2 that the standard gives four bytes beside their old two (FE51 to
# FE91). The keys are where GB 18030-2000 and Windows' cp936 put those two bytes.
_GB = str.maketrans(
    {
        "\ue7c7": "\u1e3f",
        "\ue78d": "\ufe10",
        "\ue78e": "\ufe12",
        "\ue78f": "\ufe11",
        "\ue790": "\ufe13",
        "\ue791": "\ufe14",
        "\ue792": "\ufe15",
        "\ue793": "\ufe16",
        "\ue794": "\ufe17",
        "\ue795": "\ufe18",
        "\ue796": "\ufe19",
        "\ue81e": "\u9fb4",
        "\ue826": "\u9fb5",
        "\ue82b": "\u9fb6",
        "\ue82c": "\u9fb7",
        "\ue832": "\u9fb8",
        "\ue843": "\u9fb9",
        "\ue854": "\u9fba",
        "\ue864": "\u9fbb",
        "\ue816": "\U00020087",
        "\ue817": "\U00020089",
        "\ue818": "\U000200cc",
        "\ue831": "\U000215d7",
        "\ue83b": "\U0002298f",
        "\ue855": "\U000241fe",
    }
)
# The other way round, for text that was decoded with today's tables.
OLD_PLACES = {ord(char): chr(place) for place, char in _GB.items()}
GB_CODECS = frozenset({"gb18030", "gbk"})
# Punctuation for which Python's ``big5hkscs`` follows Big5 of 1984; Microsoft, and the WHATWG Encoding Standard for HKSCS too,
# have these.
_HKSCS = str.maketrans(dict(zip("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡", strict=True)))
_OLD_HKSCS = lazy("[•､‾∼♁☉¥¢£]")


def modern(text: str, encoding: str) -> str:
    """Return ``text``, which was decoded from ``encoding``, with today's code points where the codec has others."""
    if encoding == "big5hkscs":
        found, table = _OLD_HKSCS, _HKSCS
    elif encoding in GB_CODECS:
        found, table = _PRIVATE_USE, _GB
    else:
        return text
    # Few texts have any of them, and to translate is slower than to search.
    return found.sub(lambda m: m[0].translate(table), text)
