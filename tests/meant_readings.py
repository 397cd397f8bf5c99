"""Documents with readings behind their characters that are meant for a reader, by name: none of them may go."""

from __future__ import annotations

from tests.readings import BRIDGE, READER, WORKS, glossed

MEANT = {
    "reader": READER,
    "reader twice": READER * 3,
    "reader bare": READER.replace("(", "").replace(")", ""),
    "reader lines": "静夜思\njìng yè sī\n床前明月光\nchuáng qián míng yuè guāng\n",
    "rare word": "饕餮（tāo tiè）是古代传说中的一种怪兽，贪吃无度。青铜器上常见饕餮纹，后人用饕餮比喻贪吃的人。\n",
    "surname": "仇（qiú）先生是本地人，仇家在这里住了六代。仇先生说，别人常把他的姓念错。\n",
    "surname thrice": "區(ōu)先生來了。區(ōu)太太也來了。區(ōu)家的孩子在外面等。大家說區裡要開會。\n",
    "dictionary": "区 qū ①地区：山区。②区分：区别。\n曲 qū ①弯：曲线。②姓。\n驱 qū 赶：驱车。\n"
    "躯 qū 身体：身躯。\n趋 qū 快走：趋前。\n",
    "dictionary hant": "區(qū)：地區，區別。\n驅(qū)：趕，驅車。\n軀(qū)：身體，身軀。\n趨(qū)：快走，趨前。\n嶇(qū)：崎嶇。\n",
    "polyphone lesson": (
        "“行”在“银行(háng)”里读第二声，在“行(xíng)走”里也读第二声；“长”在“长(cháng)江”和“校长(zhǎng)”里不同；"
        "“重”有“重(zhòng)要”和“重(chóng)复”。\n"
    ),
    "vocabulary": "生词\n你好(nǐ hǎo) hello\n谢谢(xiè xie) thank you\n学生(xué shēng) student\n老师(lǎo shī) teacher\n"
    "银行(yín háng) bank\n",
    "vocabulary hant": "1. 服務(fú wù) service\n2. 問題(wèn tí) question\n3. 設備(shè bèi) equipment\n4. 單位(dān wèi) unit\n"
    "5. 開門(kāi mén) to open the door\n6. 學習(xué xí) to study\n",
    "people romanised": "张伟(Zhang Wei)和李娜(Li Na)来自北京(Beijing)。张伟(Zhang Wei)在大学教书，"
    "李娜(Li Na)在上海(Shanghai)工作。他们常去北京(Beijing)见面，也去过上海(Shanghai)。\n",
    "people romanised hant": (
        "陳偉(Chén Wěi)先生與劉華(Liú Huá)女士出席。陳偉(Chén Wěi)先致詞，劉華(Liú Huá)隨後發言，張學(Zhāng Xué)記錄。\n"
    ),
    "surname capitals": (
        "出席的有陳(CHEN)大文、劉(LIU)小華、張(ZHANG)志明、鄭(ZHENG)國強、楊(YANG)文，陳(CHEN)大文擔任主席，"
        "張(ZHANG)志明記錄。\n"
    ),
    "places": "西南有重庆(Chóngqìng)、成都(Chéngdū)、贵阳(Guìyáng)、昆明(Kūnmíng)四座大城。重庆在江边，成都在平原。\n",
    "code": "函数(han)和方法(fa)的参数写作 f(a)、g(e)，用户(user)可用 open(o) 打开，模式(mode)有三种。選項(a)、"
    "選項(e)、項(a)、點(e)各有用處，開(o)關(a)可調。\n",
    "elements": "第六周期有镥(lǔ)、铪(hā)、钽(tǎn)、钨(wū)、铼(lái)、锇(é)、铱(yī)、铂(bó)，其中钨最常用。\n",
    "classic": "参差(cēn cī)荇(xìng)菜，左右流之。窈窕(yǎo tiǎo)淑女，寤寐(wù mèi)求之。\n求之不得，寤寐思服。悠哉悠哉，"
    "辗(zhǎn)转反侧。\n",
    "zhuyin reader": (
        "春(ㄔㄨㄣ)天(ㄊㄧㄢ)來(ㄌㄞˊ)了(ㄌㄜ˙)，花(ㄏㄨㄚ)開(ㄎㄞ)了(ㄌㄜ˙)，"
        "鳥(ㄋㄧㄠˇ)兒(ㄦˊ)在(ㄗㄞˋ)樹(ㄕㄨˋ)上(ㄕㄤˋ)唱(ㄔㄤˋ)歌(ㄍㄜ)。\n"
    ),
    "zhuyin once": "他的名字裡有個「垚」(ㄧㄠˊ)字，許多人都不會讀，老師點名時總要想一想。\n",
    "zhuyin word list": "生字：龍(ㄌㄨㄥˊ)、鳳(ㄈㄥˋ)、龜(ㄍㄨㄟ)、馬(ㄇㄚˇ)、鳥(ㄋㄧㄠˇ)、魚(ㄩˊ)。\n",
    "jyutping": glossed(
        WORKS, {"區": "keoi1", "項": "hong6", "務": "mou6", "進": "zeon3", "設": "cit3", "問": "man6", "點": "dim2"}
    ),
    "square refs": "見區[1]、項[a]、點[2]的說明，設[e]為零。\n",
    "poem with rare": "雪霽(jì)千峰曉，風輕一葉飄。歸鴻(hóng)天外遠，野渡水邊遙。\n",
    "style guide": "播音时，“因为(wèi)”“附和(hè)”“处(chǔ)理”“血(xuè)液”都要读准；“号召(zhào)”“召(zhào)开”不可读作“招”。\n",
    "first mention each": BRIDGE.replace("通车", "通车(chē)", 1).replace("质量", "质(zhì)量", 1).replace("检测", "检测(cè)", 1),
    "bare latin words": "他說 OK 之後就走了，門 men 字號的開關是 kai，不是 guan。\n",
    "french": "我在區 avenue de la Paix 開店，門口寫著 dé、été、à la carte。\n",
    "second children's hard words": "漁港(ㄩˊ ㄍㄤˇ)裡有許多船。漁民把魚抬上岸，圍(ㄨㄟˊ)成一圈。喇叭(ㄌㄚˇ ㄅㄚ˙)的聲音很大，"
    "鷺鷥(ㄌㄨˋ ㄙ)停在網上，螃蟹(ㄆㄤˊ ㄒㄧㄝˋ)爬來爬去。\n",
    "second dictionary bare hant": "魚 yú 水中的動物。\n漁 yú 捕魚。\n餘 yú 剩下。\n與 yǔ 和。\n譽 yù 名聲。"
    "\n馭 yù 趕車。\n獄 yù 監牢。\n"
    "遠 yuǎn 不近。\n園 yuán 種花的地方。\n員 yuán 人。\n願 yuàn 希望。\n緣 yuán 邊。\n閱 yuè 看。\n",
    "second dictionary rows": "| 字 | 音 |\n| --- | --- |\n| 魚 | yú |\n| 員 | yuán |\n| 遠 | yuǎn |\n| 魚 | yú |\n",
    "second phrase book": "開門 kāi mén 請開門。\n關門 guān mén 請關門。\n買票 mǎi piào 我要買票。\n問路 wèn lù 我想問路。\n",
    "second attendance": (
        "出席：陳(Chén)校長、劉(Liú)老師、張(Zhāng)老師、許(Xǔ)老師、趙(Zhào)老師、鄭(Zhèng)老師、楊(Yáng)老師、"
        "陳(Chén)太太。陳(Chén)校長先說話，劉(Liú)老師補充，張(Zhāng)老師記錄。\n"
    ),
    "second links": (
        "請看這扇門[mén](http://a.example/men)，還有開[kāi](http://a.example/k)和關[guān](http://a.example/g)、"
        "問[wèn](b)、間[jiān](c)，門[mén](d)。\n"
    ),
    "second options": "選項a1、b2，區e1、項e2、開e3；問題(a)、(e)，計(a1)劃(e2)。\n",
    "second footnote letters": "魚[a]和漁[e]不同，員[a]與園[e]也不同，遠[o]見附註。\n",
    "second lyrics": "月亮代表我的心\nyuè liàng dài biǎo wǒ de xīn\n你問我愛你有多深\nnǐ wèn wǒ ài nǐ yǒu duō shēn\n",
    "second dialogue": "A：請問，車站在哪裡？ Qǐngwèn, chēzhàn zài nǎlǐ?\nB：過了橋就是。 Guòle qiáo jiù shì.\n"
    "A：謝謝！ Xièxie!\nB：不客氣。 Bú kèqi.\n",
    "second names toned once": (
        "主編為葉(Yè)文、顧(Gù)明、龔(Gōng)平、鄒(Zōu)立、聶(Niè)華、紀(Jǐ)方、區(Ōu)強、賈(Jiǎ)安，各負責一章。\n"
    ),
    "second article on simplification": (
        "「龍」讀(lóng)，簡化作「龙」；「龜(guī)」簡化作「龟」；「鬱(yù)」簡化作「郁」；"
        "「憂(yōu)鬱(yù)」作「忧郁」；「籲(yù)」作「吁」。\n"
    ),
    "second place words": (
        "地名裡，「圳(zhèn)」是水溝，「埔(pǔ)」是平地，「塘(táng)」是池子，「壩(bà)」是堤，"
        "「灣(wān)」是彎的海岸，「嶺(lǐng)」是山。深圳、大埔的名字都這樣來。\n"
    ),
    "second units": "長(m)、寬(m)、厚(mm)、質量(kg)、壓力(Pa)、時間(s)、電流(A)、電壓(V)、溫度(K)。長(m)乘寬(m)得面積。\n",
    "second broadcast script": (
        "各位听众，银行(háng)行(háng)长(zhǎng)说，重(chóng)庆的长(cháng)江大桥还(hái)有三个月通车。"
        "会(huì)上还(hái)宣布，参(cān)加者可以免费参(cān)观。\n"
    ),
    "second hans reader sparse": (
        "小明住在乡(xiāng)下。他每天骑(qí)车上学，路上有一座桥(qiáo)。桥下的鸭(yā)子会叫，树上的鸟(niǎo)儿会飞。"
        "放学以后，他常帮妈妈喂(wèi)鸡(jī)、浇(jiāo)花。\n"
    ),
    "second pali": "經文寫作 dhammaṃ，讀者問 é 與 è 的分別，開 café，關 résumé。\n",
    "third recipe tools": "先切蔥(cōng)薑(jiāng)，再把鯪(líng)魚蒸熟。鯪魚刺多，吃時要小心。\n",
    "third opera": "這齣(chū)戲唱的是薛(xuē)平貴。旦角唸「苦」字要上口，唸作kǔ，不可唸kù。\n",
    "third glossary table": "| 词 | 拼音 | 义 |\n| --- | --- | --- |\n| 邮局 | yóu jú | post office |\n"
    "| 门卫 | mén wèi | guard |\n"
    "| 热闹 | rè nao | lively |\n",
    "third minor names": "與會者：龔(Gong)明、鄺(Kwong)華、區(Au)強、鄭(Cheng)文、許(Hui)平、鄺(Kwong)太太、鄭(Cheng)太太。\n",
    "third hand annotated poem": "空山不見(jiàn)人，但聞(wén)人語(yǔ)響(xiǎng)。返景(yǐng)入深林，復(fù)照青苔上。\n",
    "third simplified polyphones everywhere": (
        "会(kuài)计小刘把账算了三遍。他跟会(kuài)计科长说，发(fà)型店的发(fā)票对不上。科长(zhǎng)说，"
        "还(huán)款日到了，还(hái)有两笔没到账，调(diào)取记录再说。\n"
    ),
    "third study notes": "今日生詞：開會 kāihuì、發現 fāxiàn、問題 wèntí、護士 hùshì、醫師 yīshī、電話 diànhuà。"
    "例句：醫師 yīshī 在開會 kāihuì。\n",
    "third variables": "設x1、y2為變數，區b3到區b4之間取點p1、p2；問a1與a2何者大？門k1開，門k2關。\n",
    "third model names": "測試機型：門e1、門e2、車e3；診a1、診a2。電d1型電機，電d2型電機。\n",
    "third viet": "河內的街名有 Hàng Bài、Hàng Đào，遊客開車進 phố cổ，問路說 xin chào。\n",
    "third chords": "開頭[a]漸強，間奏[e]後轉調，門[a]開[e]處[a]漸弱；領[a]唱[e]重複，領[a]唱[e]再來。\n",
    "third index": "漢字索引\n診 zhěn 12\n護 hù 15\n醫 yī 18\n藥 yào 21\n電 diàn 30\n鐘 zhōng 33\n縣 xiàn 41\n櫃 guì 44\n"
    "頭 tóu 50\n門 mén 52\n診 zhěn 60\n護 hù 61\n醫 yī 63\n",
    "third index comma": (
        "索引：診(zhěn)12頁，護(hù)15頁，醫(yī)18頁，藥(yào)21頁，電(diàn)30頁，鐘(zhōng)33頁，縣(xiàn)41頁。\n"
    ),
    "fourth gaps to fill": "填空：開(?)門，關(k?)上，問(?)題，區(w?)分，項(?)目，進(q?)步，設(?)備；不會的寫問(?)號。\n",
    "fourth hans primer": (
        "小狐狸住在山洞(dòng)里。一天，它遇(yù)见一只刺猬(wei)，问(wèn)它为什么总缩(suō)成一团(tuán)。"
        "刺猬说：“我怕狼(láng)，也怕打雷(léi)。”狐狸笑(xiào)了，把尾巴借(jiè)给它盖(gài)，又拔(bá)来干草垫(diàn)在地上。\n"
    ),
    "fourth hans radio": (
        "这一段请读准：供给(jǐ)、处(chǔ)理、尽(jǐn)管、创(chuāng)伤、应(yīng)届、间(jiàn)接、载(zǎi)重、"
        "纤(qiàn)夫、卷(juàn)宗、绿(lù)林、调(tiáo)解、泊(pō)位。\n"
    ),
}
