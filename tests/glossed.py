"""Documents with readings behind their characters: what a converter put there, which has to go, and what is for a reader.

All are written for this; the ideals were written before the rules that reach them.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from tests.readings import (
    BANK,
    BANK_POLYPHONES,
    BANK_WORDS,
    BREVE,
    BRIDGE,
    BRIDGE_READINGS,
    ORCHARD,
    ORCHARD_READINGS,
    PARAGRAPH,
    PORT,
    PORT_BOPOMOFO,
    PORT_READINGS,
    READER,
    STORY,
    STORY_READINGS,
    WORKS,
    WORKS_BOPOMOFO,
    WORKS_DIGITS,
    WORKS_READINGS,
    WORKS_WORDS,
    alternating,
    bare,
    glossed,
    glossed_words,
    spelled,
)


class Case(NamedTuple):
    """A document and what it was before it was glossed, or itself where the readings are its author's."""

    name: str
    text: str
    ideal: str


def strip(name: str, text: str, ideal: str) -> Case:
    """A document whose readings a converter left."""
    return Case(name, text, ideal)


def keep(name: str, text: str) -> Case:
    """A document whose readings are meant."""
    return Case(name, text, text)


CASES = (
    strip("half", glossed(WORKS, WORKS_READINGS), WORKS),
    strip("full", glossed(WORKS, WORKS_READINGS, "（{}）"), WORKS),
    strip("both brackets", alternating(WORKS, WORKS_READINGS), WORKS),
    strip("mismatched brackets", glossed(WORKS, WORKS_READINGS, "（{})"), WORKS),
    strip("spaces inside", glossed(WORKS, WORKS_READINGS, "( {} )"), WORKS),
    strip("space before", glossed(WORKS, WORKS_READINGS, " ({})"), WORKS),
    strip("tone digits", glossed(WORKS, WORKS_DIGITS), WORKS),
    strip("digits full", glossed(STORY, spelled(STORY_READINGS, lambda s: bare(s).replace("lü", "lv") + "2"), "（{}）"), STORY),
    strip(
        "lu:",
        glossed(WORKS + "綠化帶、綠燈、綠地都要檢查。\n", {**WORKS_READINGS, "綠": "lu:4"}),
        WORKS + "綠化帶、綠燈、綠地都要檢查。\n",
    ),
    strip(
        "lv",
        glossed(WORKS + "綠化帶、綠燈、綠地都要檢查。\n", {**WORKS_DIGITS, "綠": "lv4"}),
        WORKS + "綠化帶、綠燈、綠地都要檢查。\n",
    ),
    strip("Capital", glossed(WORKS, spelled(WORKS_READINGS, str.capitalize)), WORKS),
    strip("CAPITALS", glossed(WORKS, spelled(WORKS_READINGS, str.upper)), WORKS),
    strip("CAPS digits", glossed(WORKS, spelled(WORKS_DIGITS, str.upper)), WORKS),
    strip("zhuyin", glossed(WORKS, WORKS_BOPOMOFO), WORKS),
    strip("zhuyin full", glossed(WORKS, WORKS_BOPOMOFO, "（{}）"), WORKS),
    strip("square", glossed(WORKS, WORKS_READINGS, "[{}]"), WORKS),
    strip("lenticular", glossed(WORKS, WORKS_READINGS, "【{}】"), WORKS),
    strip("tortoise", glossed(WORKS, WORKS_READINGS, "〔{}〕"), WORKS),
    strip("NFD", glossed(WORKS, spelled(WORKS_READINGS, lambda s: unicodedata.normalize("NFD", s))), WORKS),
    strip("lookalikes", glossed(WORKS, spelled(WORKS_READINGS, lambda s: s.replace("g", "ɡ").replace("a", "ɑ"))), WORKS),
    strip("breve", glossed(WORKS, spelled(WORKS_READINGS, lambda s: s.translate(BREVE))), WORKS),
    strip("two readings", glossed(WORKS, {**WORKS_READINGS, "區": "qū/ōu", "處": "chù/chǔ", "當": "dāng,dàng"}), WORKS),
    strip("one paragraph", glossed(PARAGRAPH, WORKS_READINGS), PARAGRAPH),
    strip("one paragraph digits", glossed(PARAGRAPH, WORKS_DIGITS), PARAGRAPH),
    strip("one paragraph capital", glossed(PARAGRAPH, spelled(WORKS_READINGS, str.capitalize)), PARAGRAPH),
    strip("one paragraph zhuyin", glossed(PARAGRAPH, WORKS_BOPOMOFO), PARAGRAPH),
    strip("story", glossed(STORY, STORY_READINGS), STORY),
    strip("toneless long", glossed(WORKS, spelled(WORKS_READINGS, bare)), WORKS),
    strip("bare after", glossed(WORKS, WORKS_READINGS, "{}"), WORKS),
    strip("bare spaced", glossed(WORKS, WORKS_READINGS, " {} "), WORKS),
    strip("simplified", glossed(BRIDGE, BRIDGE_READINGS), BRIDGE),
    strip("simplified full", glossed(BRIDGE, BRIDGE_READINGS, "（{}）"), BRIDGE),
    strip("simplified digits", glossed(BRIDGE, spelled(BRIDGE_READINGS, lambda s: bare(s) + "4")), BRIDGE),
    strip("simplified short", glossed(BRIDGE.split("\n\n")[2] + "\n", BRIDGE_READINGS), BRIDGE.split("\n\n")[2] + "\n"),
    strip("polyphones by machine", glossed_words(BANK, BANK_POLYPHONES), BANK),
    strip("words by machine", glossed_words(BANK, BANK_WORDS), BANK),
    strip("words joined", glossed_words(BANK, {k: v.replace(" ", "") for k, v in BANK_WORDS.items()}), BANK),
    strip("words hant", glossed_words(WORKS, WORKS_WORDS), WORKS),
    strip(
        "list and table",
        glossed(
            "| 項目 | 負責單位 |\n| --- | --- |\n| 設備檢查 | 水務所 |\n| 標誌更換 | 區服務點 |\n\n- 進度報區裡\n"
            "- 問題報服務點\n",
            WORKS_READINGS,
        ),
        "| 項目 | 負責單位 |\n| --- | --- |\n| 設備檢查 | 水務所 |\n| 標誌更換 | 區服務點 |\n\n- 進度報區裡\n- 問題報服務點\n",
    ),
    strip(
        "own among",
        glossed(WORKS, WORKS_READINGS) + "所長姓仇(qiú)，老家在番(pān)禺。\n",
        WORKS + "所長姓仇(qiú)，老家在番(pān)禺。\n",
    ),
    strip("own full among digits", glossed(WORKS, WORKS_DIGITS) + "所長姓仇(qiú)。\n", WORKS + "所長姓仇(qiú)。\n"),
    strip(
        "nested",
        glossed("會議（擴大）由區長主持，討論各項規定（見附件）。" + WORKS, WORKS_READINGS),
        "會議（擴大）由區長主持，討論各項規定（見附件）。" + WORKS,
    ),
    strip(
        "teaching word in passing",
        glossed(WORKS + "登記時可以用拼音輸入法。\n", WORKS_READINGS),
        WORKS + "登記時可以用拼音輸入法。\n",
    ),
    # to be kept
    keep("reader", READER),
    keep("reader twice", READER * 3),
    keep("reader bare", READER.replace("(", "").replace(")", "")),
    keep("reader lines", "静夜思\njìng yè sī\n床前明月光\nchuáng qián míng yuè guāng\n"),
    keep("rare word", "饕餮（tāo tiè）是古代传说中的一种怪兽，贪吃无度。青铜器上常见饕餮纹，后人用饕餮比喻贪吃的人。\n"),
    keep("surname", "仇（qiú）先生是本地人，仇家在这里住了六代。仇先生说，别人常把他的姓念错。\n"),
    keep("surname thrice", "區(ōu)先生來了。區(ōu)太太也來了。區(ōu)家的孩子在外面等。大家說區裡要開會。\n"),
    keep(
        "dictionary",
        "区 qū ①地区：山区。②区分：区别。\n曲 qū ①弯：曲线。②姓。\n驱 qū 赶：驱车。\n躯 qū 身体：身躯。\n趋 qū 快走：趋前。\n",
    ),
    keep(
        "dictionary hant",
        "區(qū)：地區，區別。\n驅(qū)：趕，驅車。\n軀(qū)：身體，身軀。\n趨(qū)：快走，趨前。\n嶇(qū)：崎嶇。\n",
    ),
    keep(
        "polyphone lesson",
        "“行”在“银行(háng)”里读第二声，在“行(xíng)走”里也读第二声；“长”在“长(cháng)江”和“校长(zhǎng)”里不同；“重”有“重(zhòng)要”和“重(chóng)复”。\n",
    ),
    keep(
        "vocabulary",
        "生词\n你好(nǐ hǎo) hello\n谢谢(xiè xie) thank you\n学生(xué shēng) student\n老师(lǎo shī) teacher\n"
        "银行(yín háng) bank\n",
    ),
    keep(
        "vocabulary hant",
        "1. 服務(fú wù) service\n2. 問題(wèn tí) question\n3. 設備(shè bèi) equipment\n4. 單位(dān wèi) unit\n"
        "5. 開門(kāi mén) to open the door\n6. 學習(xué xí) to study\n",
    ),
    keep(
        "people romanised",
        "张伟(Zhang Wei)和李娜(Li Na)来自北京(Beijing)。张伟(Zhang Wei)在大学教书，"
        "李娜(Li Na)在上海(Shanghai)工作。他们常去北京(Beijing)见面，也去过上海(Shanghai)。\n",
    ),
    keep(
        "people romanised hant",
        "陳偉(Chén Wěi)先生與劉華(Liú Huá)女士出席。陳偉(Chén Wěi)先致詞，劉華(Liú Huá)隨後發言，張學(Zhāng Xué)記錄。\n",
    ),
    keep(
        "surname capitals",
        "出席的有陳(CHEN)大文、劉(LIU)小華、張(ZHANG)志明、鄭(ZHENG)國強、楊(YANG)文，陳(CHEN)大文擔任主席，張(ZHANG)志明記錄。\n",
    ),
    keep("places", "西南有重庆(Chóngqìng)、成都(Chéngdū)、贵阳(Guìyáng)、昆明(Kūnmíng)四座大城。重庆在江边，成都在平原。\n"),
    keep(
        "code",
        "函数(han)和方法(fa)的参数写作 f(a)、glossed(e)，用户(user)可用 open(o) 打开，模式(mode)有三种。選項(a)、"
        "選項(e)、項(a)、點(e)各有用處，開(o)關(a)可調。\n",
    ),
    keep("elements", "第六周期有镥(lǔ)、铪(hā)、钽(tǎn)、钨(wū)、铼(lái)、锇(é)、铱(yī)、铂(bó)，其中钨最常用。\n"),
    keep(
        "classic",
        "参差(cēn cī)荇(xìng)菜，左右流之。窈窕(yǎo tiǎo)淑女，寤寐(wù mèi)求之。\n求之不得，寤寐思服。悠哉悠哉，"
        "辗(zhǎn)转反侧。\n",
    ),
    keep(
        "zhuyin reader",
        "春(ㄔㄨㄣ)天(ㄊㄧㄢ)來(ㄌㄞˊ)了(ㄌㄜ˙)，花(ㄏㄨㄚ)開(ㄎㄞ)了(ㄌㄜ˙)，鳥(ㄋㄧㄠˇ)兒(ㄦˊ)在(ㄗㄞˋ)樹(ㄕㄨˋ)上(ㄕㄤˋ)唱(ㄔㄤˋ)歌(ㄍㄜ)。\n",
    ),
    keep("zhuyin once", "他的名字裡有個「垚」(ㄧㄠˊ)字，許多人都不會讀，老師點名時總要想一想。\n"),
    keep("zhuyin word list", "生字：龍(ㄌㄨㄥˊ)、鳳(ㄈㄥˋ)、龜(ㄍㄨㄟ)、馬(ㄇㄚˇ)、鳥(ㄋㄧㄠˇ)、魚(ㄩˊ)。\n"),
    keep(
        "jyutping",
        glossed(WORKS, {"區": "keoi1", "項": "hong6", "務": "mou6", "進": "zeon3", "設": "cit3", "問": "man6", "點": "dim2"}),
    ),
    keep("square refs", "見區[1]、項[a]、點[2]的說明，設[e]為零。\n"),
    keep("poem with rare", "雪霽(jì)千峰曉，風輕一葉飄。歸鴻(hóng)天外遠，野渡水邊遙。\n"),
    keep(
        "style guide", "播音时，“因为(wèi)”“附和(hè)”“处(chǔ)理”“血(xuè)液”都要读准；“号召(zhào)”“召(zhào)开”不可读作“招”。\n"
    ),
    keep(
        "first mention each",
        BRIDGE.replace("通车", "通车(chē)", 1).replace("质量", "质(zhì)量", 1).replace("检测", "检测(cè)", 1),
    ),
    keep("bare latin words", "他說 OK 之後就走了，門 men 字號的開關是 kai，不是 guan。\n"),
    keep("french", "我在區 avenue de la Paix 開店，門口寫著 dé、été、à la carte。\n"),
    strip("second half", glossed(PORT, PORT_READINGS), PORT),
    strip("second full-width square", glossed(PORT, PORT_READINGS, "［{}］"), PORT),
    strip("second zhuyin square", glossed(PORT, PORT_BOPOMOFO, "[{}]"), PORT),
    strip("second zhuyin spaced", glossed(PORT, PORT_BOPOMOFO, " ({})"), PORT),
    strip("second space both", glossed(PORT, PORT_READINGS, " ({}) ").replace(" \n", "\n"), PORT),
    strip("second bare digits", glossed(PORT, spelled(PORT_READINGS, lambda s: bare(s) + "3"), "{}"), PORT),
    strip("second bare spaced", glossed(PORT, PORT_READINGS, " {} "), PORT),
    strip(
        "second NFD capital",
        glossed(PORT, spelled(PORT_READINGS, lambda s: unicodedata.normalize("NFD", s.capitalize()))),
        PORT,
    ),
    strip("second full spaces", glossed(PORT, PORT_READINGS, "（ {} ）"), PORT),
    strip("second hans", glossed(ORCHARD, ORCHARD_READINGS), ORCHARD),
    strip("second hans square", glossed(ORCHARD, ORCHARD_READINGS, "【{}】"), ORCHARD),
    strip("second hans capital", glossed(ORCHARD, spelled(ORCHARD_READINGS, str.capitalize), "（{}）"), ORCHARD),
    strip("second hans bare", glossed(ORCHARD, ORCHARD_READINGS, "{}"), ORCHARD),
    strip(
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
    strip("second one para", glossed(PORT.split("\n\n")[1] + "\n", PORT_READINGS), PORT.split("\n\n")[1] + "\n"),
    strip("second one para square", glossed(PORT.split("\n\n")[1] + "\n", PORT_READINGS, "[{}]"), PORT.split("\n\n")[1] + "\n"),
    strip(
        "second own stays",
        glossed(PORT, PORT_READINGS, "[{}]") + "港口的神像叫媽祖，對面的石獸叫貔貅[pí xiū]。\n",
        PORT + "港口的神像叫媽祖，對面的石獸叫貔貅[pí xiū]。\n",
    ),
    keep(
        "second children's hard words",
        "漁港(ㄩˊ ㄍㄤˇ)裡有許多船。漁民把魚抬上岸，圍(ㄨㄟˊ)成一圈。喇叭(ㄌㄚˇ ㄅㄚ˙)的聲音很大，"
        "鷺鷥(ㄌㄨˋ ㄙ)停在網上，螃蟹(ㄆㄤˊ ㄒㄧㄝˋ)爬來爬去。\n",
    ),
    keep(
        "second dictionary bare hant",
        "魚 yú 水中的動物。\n漁 yú 捕魚。\n餘 yú 剩下。\n與 yǔ 和。\n譽 yù 名聲。\n馭 yù 趕車。\n獄 yù 監牢。\n"
        "遠 yuǎn 不近。\n園 yuán 種花的地方。\n員 yuán 人。\n願 yuàn 希望。\n緣 yuán 邊。\n閱 yuè 看。\n",
    ),
    keep("second dictionary rows", "| 字 | 音 |\n| --- | --- |\n| 魚 | yú |\n| 員 | yuán |\n| 遠 | yuǎn |\n| 魚 | yú |\n"),
    keep(
        "second phrase book",
        "開門 kāi mén 請開門。\n關門 guān mén 請關門。\n買票 mǎi piào 我要買票。\n問路 wèn lù 我想問路。\n",
    ),
    keep(
        "second attendance",
        "出席：陳(Chén)校長、劉(Liú)老師、張(Zhāng)老師、許(Xǔ)老師、趙(Zhào)老師、鄭(Zhèng)老師、楊(Yáng)老師、陳(Chén)太太。陳(Chén)校長先說話，劉(Liú)老師補充，張(Zhāng)老師記錄。\n",
    ),
    keep(
        "second links",
        "請看這扇門[mén](http://a.example/men)，還有開[kāi](http://a.example/k)和關[guān](http://a.example/g)、問[wèn](b)、間[jiān](c)，門[mén](d)。\n",
    ),
    keep("second options", "選項a1、b2，區e1、項e2、開e3；問題(a)、(e)，計(a1)劃(e2)。\n"),
    keep("second footnote letters", "魚[a]和漁[e]不同，員[a]與園[e]也不同，遠[o]見附註。\n"),
    keep("second lyrics", "月亮代表我的心\nyuè liàng dài biǎo wǒ de xīn\n你問我愛你有多深\nnǐ wèn wǒ ài nǐ yǒu duō shēn\n"),
    keep(
        "second dialogue",
        "A：請問，車站在哪裡？ Qǐngwèn, chēzhàn zài nǎlǐ?\nB：過了橋就是。 Guòle qiáo jiù shì.\n"
        "A：謝謝！ Xièxie!\nB：不客氣。 Bú kèqi.\n",
    ),
    keep(
        "second names toned once",
        "主編為葉(Yè)文、顧(Gù)明、龔(Gōng)平、鄒(Zōu)立、聶(Niè)華、紀(Jǐ)方、區(Ōu)強、賈(Jiǎ)安，各負責一章。\n",
    ),
    keep(
        "second article on simplification",
        "「龍」讀(lóng)，簡化作「龙」；「龜(guī)」簡化作「龟」；「鬱(yù)」簡化作「郁」；「憂(yōu)鬱(yù)」作「忧郁」；「籲(yù)」作「吁」。\n",
    ),
    keep(
        "second place words",
        "地名裡，「圳(zhèn)」是水溝，「埔(pǔ)」是平地，「塘(táng)」是池子，「壩(bà)」是堤，「灣(wān)」是彎的海岸，「嶺(lǐng)」是山。深圳、大埔的名字都這樣來。\n",
    ),
    keep(
        "second units", "長(m)、寬(m)、厚(mm)、質量(kg)、壓力(Pa)、時間(s)、電流(A)、電壓(V)、溫度(K)。長(m)乘寬(m)得面積。\n"
    ),
    keep(
        "second broadcast script",
        "各位听众，银行(háng)行(háng)长(zhǎng)说，重(chóng)庆的长(cháng)江大桥还(hái)有三个月通车。会(huì)上还(hái)宣布，参(cān)加者可以免费参(cān)观。\n",
    ),
    keep(
        "second hans reader sparse",
        "小明住在乡(xiāng)下。他每天骑(qí)车上学，路上有一座桥(qiáo)。桥下的鸭(yā)子会叫，树上的鸟(niǎo)儿会飞。放学以后，他常帮妈妈喂(wèi)鸡(jī)、浇(jiāo)花。\n",
    ),
    keep("second pali", "經文寫作 dhammaṃ，讀者問 é 與 è 的分別，開 café，關 résumé。\n"),
)

KNOWN = frozenset(
    {
        "one paragraph capital",
        "one paragraph zhuyin",
        "simplified short",
        "polyphones by machine",
        "words by machine",
        "words joined",
        "words hant",
    }
)
"""Names of what is left as it was: too little of it, or no different from a graded reader or a broadcaster's script."""
