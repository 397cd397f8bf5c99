"""Where text may be mojibake: a glance that lets sound text pass at the speed of a regular expression."""

from __future__ import annotations

import re
from functools import cache

from zlcli.model.bigrams import STEP, costs_of, model

# Han, kana and Hangul below this cost in nats, by themselves, are common (1,700 of them); sound prose has two others within
# six characters in one line of six, mojibake of two characters in three cases of four and of four in nearly all.
_COMMON = 8.5
# From that mean cost of its characters beyond ASCII on, a stretch of text is worth a search. Prose of all languages in the
# model lies at 4 to 8, poetry at 8 to 10, damaged text at 11 to 18. Single-byte mojibake shows in forms that sound text hardly
# ever has, and Cyrillic is cheap in the model.
_WORTH, _WORTH_SINGLE = 9.5, 7.0
# Letters and symbols that single-byte code pages have in their upper half, but for Greek and Cyrillic.
_UPPER = "\x80-\u036f\u0390-\u03c9\u2010-\u2044\u207f\u20a7\u20ac\u2116\u2122\u2126\u2190-\u266f\uf8ff\ufb01\ufb02"
_SYMBOLS = "\x80-\xbf\u2020-\u2044\u20ac\u2122\u2190-\u266f"
# Those of them that do not stand directly between Cyrillic letters, as quotes, dashes and hyphens may.
_ODD = "\x80-\x9f\xa1-\xaa\xac\xae-\xba\xbc-\xbf\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2190-\u266f"
_CYRILLIC = "\u0400-\u045f\u0490\u0491"
_SMALL, _CAPITAL = "а-я\u0450-\u045f\u0491", "\u0400-\u042f\u0490"
_SINGLE = re.compile(
    "|".join(
        (
            # Three in a row: accented letters of any language stand between plain ones.
            f"[{_UPPER}]{{3}}",
            # Big5 has ASCII in between (¤@¤j), of which words have no capitals or brackets.
            f"[{_SYMBOLS}][@-~{_UPPER}][{_SYMBOLS}]",
            f"[{_UPPER}][@-`{{-~{_UPPER}][{_UPPER}]",
            f"[{_UPPER}][@-~{_UPPER}][{_SYMBOLS}][@-~{_UPPER}]",
            # Cyrillic capitals after small letters, letters beside symbols or around a Latin one.
            f"[{_SMALL}][{_CAPITAL}]",
            f"[{_CYRILLIC}][{_ODD}][{_CYRILLIC}{_ODD}]",
            f"[{_SYMBOLS}]{{2}}[@-~{_CYRILLIC}]|[{_CYRILLIC}][{_SYMBOLS}]{{3}}|[{_SYMBOLS}][@-~{_CYRILLIC}][{_SYMBOLS}]",
            f"[{_CYRILLIC}][@-~][{_CYRILLIC}]",
        )
    )
)


@cache
def _uncommon() -> re.Pattern[str]:
    """Two East Asian characters that are not common, with up to three others between."""
    table = model()
    cheapest = bytes(map(min, *table.unigrams))
    common = {char for char, row in table.rows.items() if cheapest[row] <= _COMMON * STEP}
    strange = f"[^\x00-\u2e7f\U00010000-\U0010ffff{re.escape(''.join(sorted(c for c in common if c > chr(0x2E7F))))}]"
    return re.compile(f"{strange}[@-\U0010ffff]{{0,3}}{strange}")


def is_suspicious(text: str) -> bool:
    """Tell whether any place in ``text`` may be mojibake."""
    return not text.isascii() and bool(_uncommon().search(text) or _SINGLE.search(text))


def is_worth_a_search(text: str) -> bool:
    """Tell whether the characters of ``text`` are as implausible as those of damaged text."""
    beyond = [cost for cost, char in zip(costs_of(text), text, strict=True) if char > "\x7f"]
    return sum(beyond) > (_WORTH_SINGLE if _SINGLE.search(text) else _WORTH) * STEP * len(beyond)
