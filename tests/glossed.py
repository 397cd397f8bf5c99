"""Documents with readings behind their characters that a converter put there, and what they were before.

All are written for this; the ideals were written before the rules that reach them.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from tests.readings import (
    BAKERY,
    BAKERY_READINGS,
    BANK,
    BANK_POLYPHONES,
    BANK_WORDS,
    BREVE,
    BRIDGE,
    BRIDGE_READINGS,
    CLINIC,
    CLINIC_DIGITS,
    CLINIC_READINGS,
    ORCHARD,
    ORCHARD_READINGS,
    PARAGRAPH,
    PORT,
    PORT_BOPOMOFO,
    PORT_READINGS,
    STORY,
    STORY_READINGS,
    TOWN,
    TOWN_READINGS,
    WORKS,
    WORKS_BOPOMOFO,
    WORKS_DIGITS,
    WORKS_READINGS,
    WORKS_WORDS,
    alternating,
    bare,
    glossed,
    glossed_words,
    lost,
    spelled,
)


class Case(NamedTuple):
    """A document and what it was before it was glossed, or itself where the readings are its author's."""

    name: str
    text: str
    ideal: str


CASES = (
    Case("half", glossed(WORKS, WORKS_READINGS), WORKS),
    Case("full", glossed(WORKS, WORKS_READINGS, "（{}）"), WORKS),
    Case("both brackets", alternating(WORKS, WORKS_READINGS), WORKS),
    Case("mismatched brackets", glossed(WORKS, WORKS_READINGS, "（{})"), WORKS),
    Case("spaces inside", glossed(WORKS, WORKS_READINGS, "( {} )"), WORKS),
    Case("space before", glossed(WORKS, WORKS_READINGS, " ({})"), WORKS),
    Case("tone digits", glossed(WORKS, WORKS_DIGITS), WORKS),
    Case("digits full", glossed(STORY, spelled(STORY_READINGS, lambda s: bare(s).replace("lü", "lv") + "2"), "（{}）"), STORY),
    Case(
        "lu:",
        glossed(WORKS + "綠化帶、綠燈、綠地都要檢查。\n", {**WORKS_READINGS, "綠": "lu:4"}),
        WORKS + "綠化帶、綠燈、綠地都要檢查。\n",
    ),
    Case(
        "lv",
        glossed(WORKS + "綠化帶、綠燈、綠地都要檢查。\n", {**WORKS_DIGITS, "綠": "lv4"}),
        WORKS + "綠化帶、綠燈、綠地都要檢查。\n",
    ),
    Case("Capital", glossed(WORKS, spelled(WORKS_READINGS, str.capitalize)), WORKS),
    Case("CAPITALS", glossed(WORKS, spelled(WORKS_READINGS, str.upper)), WORKS),
    Case("CAPS digits", glossed(WORKS, spelled(WORKS_DIGITS, str.upper)), WORKS),
    Case("zhuyin", glossed(WORKS, WORKS_BOPOMOFO), WORKS),
    Case("zhuyin full", glossed(WORKS, WORKS_BOPOMOFO, "（{}）"), WORKS),
    Case("square", glossed(WORKS, WORKS_READINGS, "[{}]"), WORKS),
    Case("lenticular", glossed(WORKS, WORKS_READINGS, "【{}】"), WORKS),
    Case("tortoise", glossed(WORKS, WORKS_READINGS, "〔{}〕"), WORKS),
    Case("NFD", glossed(WORKS, spelled(WORKS_READINGS, lambda s: unicodedata.normalize("NFD", s))), WORKS),
    Case("lookalikes", glossed(WORKS, spelled(WORKS_READINGS, lambda s: s.replace("g", "ɡ").replace("a", "ɑ"))), WORKS),
    Case("breve", glossed(WORKS, spelled(WORKS_READINGS, lambda s: s.translate(BREVE))), WORKS),
    Case("two readings", glossed(WORKS, {**WORKS_READINGS, "區": "qū/ōu", "處": "chù/chǔ", "當": "dāng,dàng"}), WORKS),
    Case("one paragraph", glossed(PARAGRAPH, WORKS_READINGS), PARAGRAPH),
    Case("one paragraph digits", glossed(PARAGRAPH, WORKS_DIGITS), PARAGRAPH),
    Case("one paragraph capital", glossed(PARAGRAPH, spelled(WORKS_READINGS, str.capitalize)), PARAGRAPH),
    Case("one paragraph zhuyin", glossed(PARAGRAPH, WORKS_BOPOMOFO), PARAGRAPH),
    Case("story", glossed(STORY, STORY_READINGS), STORY),
    Case("toneless long", glossed(WORKS, spelled(WORKS_READINGS, bare)), WORKS),
    Case("bare after", glossed(WORKS, WORKS_READINGS, "{}"), WORKS),
    Case("bare spaced", glossed(WORKS, WORKS_READINGS, " {} "), WORKS),
    Case("simplified", glossed(BRIDGE, BRIDGE_READINGS), BRIDGE),
    Case("simplified full", glossed(BRIDGE, BRIDGE_READINGS, "（{}）"), BRIDGE),
    Case("simplified digits", glossed(BRIDGE, spelled(BRIDGE_READINGS, lambda s: bare(s) + "4")), BRIDGE),
    Case("simplified short", glossed(BRIDGE.split("\n\n")[2] + "\n", BRIDGE_READINGS), BRIDGE.split("\n\n")[2] + "\n"),
    Case("polyphones by machine", glossed_words(BANK, BANK_POLYPHONES), BANK),
    Case("words by machine", glossed_words(BANK, BANK_WORDS), BANK),
    Case("words joined", glossed_words(BANK, {k: v.replace(" ", "") for k, v in BANK_WORDS.items()}), BANK),
    Case("words hant", glossed_words(WORKS, WORKS_WORDS), WORKS),
    Case(
        "list and table",
        glossed(
            "| 項目 | 負責單位 |\n| --- | --- |\n| 設備檢查 | 水務所 |\n| 標誌更換 | 區服務點 |\n\n- 進度報區裡\n"
            "- 問題報服務點\n",
            WORKS_READINGS,
        ),
        "| 項目 | 負責單位 |\n| --- | --- |\n| 設備檢查 | 水務所 |\n| 標誌更換 | 區服務點 |\n\n- 進度報區裡\n- 問題報服務點\n",
    ),
    Case(
        "own among",
        glossed(WORKS, WORKS_READINGS) + "所長姓仇(qiú)，老家在番(pān)禺。\n",
        WORKS + "所長姓仇(qiú)，老家在番(pān)禺。\n",
    ),
    Case("own full among digits", glossed(WORKS, WORKS_DIGITS) + "所長姓仇(qiú)。\n", WORKS + "所長姓仇(qiú)。\n"),
    Case(
        "nested",
        glossed("會議（擴大）由區長主持，討論各項規定（見附件）。" + WORKS, WORKS_READINGS),
        "會議（擴大）由區長主持，討論各項規定（見附件）。" + WORKS,
    ),
    Case(
        "teaching word in passing",
        glossed(WORKS + "登記時可以用拼音輸入法。\n", WORKS_READINGS),
        WORKS + "登記時可以用拼音輸入法。\n",
    ),
    Case("second half", glossed(PORT, PORT_READINGS), PORT),
    Case("second full-width square", glossed(PORT, PORT_READINGS, "［{}］"), PORT),
    Case("second zhuyin square", glossed(PORT, PORT_BOPOMOFO, "[{}]"), PORT),
    Case("second zhuyin spaced", glossed(PORT, PORT_BOPOMOFO, " ({})"), PORT),
    Case("second space both", glossed(PORT, PORT_READINGS, " ({}) ").replace(" \n", "\n"), PORT),
    Case("second bare digits", glossed(PORT, spelled(PORT_READINGS, lambda s: bare(s) + "3"), "{}"), PORT),
    Case("second bare spaced", glossed(PORT, PORT_READINGS, " {} "), PORT),
    Case(
        "second NFD capital",
        glossed(PORT, spelled(PORT_READINGS, lambda s: unicodedata.normalize("NFD", s.capitalize()))),
        PORT,
    ),
    Case("second full spaces", glossed(PORT, PORT_READINGS, "（ {} ）"), PORT),
    Case("second hans", glossed(ORCHARD, ORCHARD_READINGS), ORCHARD),
    Case("second hans square", glossed(ORCHARD, ORCHARD_READINGS, "【{}】"), ORCHARD),
    Case("second hans capital", glossed(ORCHARD, spelled(ORCHARD_READINGS, str.capitalize), "（{}）"), ORCHARD),
    Case("second hans bare", glossed(ORCHARD, ORCHARD_READINGS, "{}"), ORCHARD),
    Case(
        "second hans zhuyin",
        glossed(
            ORCHARD,
            {
                "园": "ㄩㄢˊ",
                "办": "ㄅㄢˋ",
                "农": "ㄋㄨㄥˊ",
                "户": "ㄏㄨˋ",
                "说": "ㄕㄨㄛ",
                "过": "ㄍㄨㄛˋ",
                "现": "ㄒㄧㄢˋ",
                "数": "ㄕㄨˋ",
                "设": "ㄕㄜˋ",
                "备": "ㄅㄟˋ",
                "县": "ㄒㄧㄢˋ",
                "开": "ㄎㄞ",
                "网": "ㄨㄤˇ",
                "车": "ㄔㄜ",
                "专": "ㄓㄨㄢ",
            },
        ),
        ORCHARD,
    ),
    Case("second one para", glossed(PORT.split("\n\n")[1] + "\n", PORT_READINGS), PORT.split("\n\n")[1] + "\n"),
    Case("second one para square", glossed(PORT.split("\n\n")[1] + "\n", PORT_READINGS, "[{}]"), PORT.split("\n\n")[1] + "\n"),
    Case(
        "second own stays",
        glossed(PORT, PORT_READINGS, "[{}]") + "港口的神像叫媽祖，對面的石獸叫貔貅[pí xiū]。\n",
        PORT + "港口的神像叫媽祖，對面的石獸叫貔貅[pí xiū]。\n",
    ),
    Case("third half", glossed(CLINIC, CLINIC_READINGS), CLINIC),
    Case("third digits", glossed(CLINIC, CLINIC_DIGITS), CLINIC),
    Case("third digits full", glossed(CLINIC, CLINIC_DIGITS, "（{}）"), CLINIC),
    Case("third lenticular", glossed(CLINIC, CLINIC_READINGS, "【{}】"), CLINIC),
    Case("third spaced in out", glossed(CLINIC, CLINIC_READINGS, " （ {} ） ").replace(" \n", "\n"), CLINIC),
    Case("third bare", glossed(CLINIC, CLINIC_READINGS, "{}"), CLINIC),
    Case("third bare NFD", glossed(CLINIC, spelled(CLINIC_READINGS, lambda s: unicodedata.normalize("NFD", s)), "{}"), CLINIC),
    Case("third last paragraph", glossed(CLINIC.split("\n\n")[-1], CLINIC_READINGS), CLINIC.split("\n\n")[-1]),
    Case("third second paragraph", glossed(CLINIC.split("\n\n")[2] + "\n", CLINIC_READINGS), CLINIC.split("\n\n")[2] + "\n"),
    Case("third toneless", glossed(CLINIC, spelled(CLINIC_READINGS, bare)), CLINIC),
    Case(
        "third markdown",
        glossed("# " + CLINIC.replace("下午是", "**下午**是"), CLINIC_READINGS),
        "# " + CLINIC.replace("下午是", "**下午**是"),
    ),
    Case("third CRLF", glossed(CLINIC, CLINIC_READINGS).replace("\n", "\r\n"), CLINIC.replace("\n", "\r\n")),
    Case("third sparse table", glossed(CLINIC, {k: CLINIC_READINGS[k] for k in "診藥護醫電"}), CLINIC),
    Case("third hans", glossed(TOWN, TOWN_READINGS), TOWN),
    Case("third hans digits", glossed(TOWN, spelled(TOWN_READINGS, lambda s: bare(s) + "1")), TOWN),
    Case("third hans full", glossed(TOWN, TOWN_READINGS, "（{}）"), TOWN),
    Case("third hans bare spaced", glossed(TOWN, {k: v for k, v in TOWN_READINGS.items() if k != "们"}, " {} "), TOWN),
    Case(
        "third hans with author's",
        glossed(TOWN, TOWN_READINGS) + "老杨的小儿子叫杨垚(yáo)。\n",
        TOWN + "老杨的小儿子叫杨垚(yáo)。\n",
    ),
    Case("lost vowels", glossed(PORT, spelled(PORT_READINGS, lambda s: lost(s, "?"))), PORT),
    Case("lost vowels marked", glossed(PORT, spelled(PORT_READINGS, lambda s: lost(s, "\ufffd")), "（{}）"), PORT),
    Case("hans once each", glossed(BAKERY, BAKERY_READINGS), BAKERY),
    Case("hans once each full", glossed(BAKERY, BAKERY_READINGS, "（{}）"), BAKERY),
)

KNOWN = frozenset(
    {
        "one paragraph capital",
        "one paragraph zhuyin",
        "polyphones by machine",
        "words by machine",
        "words joined",
        "words hant",
    }
)
"""Names of what is left as it was: too little of it, or no different from a graded reader or a broadcaster's script."""
