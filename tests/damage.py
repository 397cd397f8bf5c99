"""Making damage of the kinds zlcli repairs, from sound text, so that tests know what has to come back."""

from __future__ import annotations

import re

FOLD = str.maketrans("，：；？！（）", ",:;?!()")

# A table such as converters use; made here from characters of our own test sentences.
TABLE = {
    "區": "qū", "項": "xiàng", "務": "wù", "進": "jìn", "設": "shè", "規": "guī", "業": "yè", "關": "guān",
    "產": "chǎn", "點": "diǎn", "實": "shí", "發": "fā", "領": "lǐng", "導": "dǎo", "創": "chuàng", "問": "wèn",
    "環": "huán", "標": "biāo", "轉": "zhuǎn", "經": "jīng", "們": "men", "個": "gè", "綠": "lǜ", "機": "jī",
}  # fmt: skip

NOTICE = """本月，區裡開始整修河岸（第二段），各項工程由水務所負責。為什麼要修？因為舊堤太低：漲水時，路面常被淹沒！
所長說：“進度要快，規矩不能少；有問題，當天解決。”施工時間是7:30至18:00，共投入1,500人次。
第一，先關閘、後放水。第二，設備進場以前，要問清地下管線的走向。第三，發現險情，立即上報（電話見附表）。
"""
"""A sound Traditional text with every mark that folding takes away."""


def gloss(text: str, table: dict[str, str] = TABLE, brackets: str = "()") -> str:
    """Annotate every occurrence of the characters of ``table``."""
    return re.sub(f"[{''.join(table)}]", lambda m: f"{m[0]}{brackets[0]}{table[m[0]]}{brackets[1]}", text)


def fold(text: str) -> str:
    """Fold full-width punctuation as NFKC does."""
    return text.translate(FOLD)
