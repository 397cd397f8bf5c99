"""Texts, tables of readings such as converters and people put into them, and ways to do that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

WORKS = """關於河岸整修工程的通報

本區河岸整修工程自三月開工以來，各項進度符合計劃。區裡設立了專門的服務點，由水務所派員值班，處理居民提出的問題。

一、工程進度。東段護坡已經完成，西段還在進行。水務所要求施工單位加強管理，關閘以前先檢查設備，發現問題立即上報。

二、居民服務。服務點每天開放到晚上八點，問題當天登記、當天轉交。三個月來，服務點共處理問題一百二十件，其中管線問題佔四成。

三、下一步。區裡將在五月進行全面檢查，重點是設備、管線和標誌。各單位要按照規定報送進度，不得拖延。
"""
STORY = """老街的書店

我們學校後面有一家舊書店，門口掛著一盞燈。店主姓陳，年輕時當過記者，後來回到家鄉開店。他說，書店能開下去，全靠附近的學生。

有一次我問他，為什麼不賣新書。他笑著說，新書哪裡都買得到，舊書卻要靠緣分。那天下午，我在架子上發現一本沒有封面的詩集，裡面夾著一張車票。

後來書店搬到了河對岸，燈還是那盞燈。學生們過橋去看書，陳先生照樣坐在門邊，見人進來就點點頭。
"""
BRIDGE = """城西大桥本月通车

城西大桥本月十五日通车，两岸居民出行更加方便。大桥由市建设局负责，施工单位用了两年时间完成全部工程。

据建设局介绍，大桥全长八百米，双向四车道，设有专门的人行道。为了保证质量，施工单位对每一根钢梁都进行了检测，发现问题马上处理。

通车以后，公交公司将开通三条线路，经过大桥的车辆每天预计达到两万辆。建设局要求有关单位加强管理，保证大桥安全运行，同时做好对周边居民的服务工作。

大桥的夜景灯光由本市设计师设计，开灯时间为晚上七点到十点。周边单位表示，将进一步做好服务，让居民满意。
"""
BANK = """重庆的银行业去年增长较快。重庆多家银行表示，今年将继续降低贷款利率，还将增加网点。

记者在重庆的一家银行看到，排成长队的大多是老人。银行的行长说，老人喜欢到银行办事，还喜欢和员工聊天，银行因此增加了座位。

重庆的行业协会会长介绍，银行是重庆服务行业的重要部分。会长说，有的银行还在社区设立了服务站，校长和村长都可以代办手续。重庆其他行业的会长也表示支持，还说要参观。
"""
PORT = """漁港的清晨

天還沒亮，漁港就熱鬧起來。漁船一艘艘進港，漁民把魚箱抬上岸，買魚的人圍成一圈。漁會的職員拿著喇叭喊價，聲音傳得很遠。

老漁民說，這幾年魚變少了，漁船要開得更遠。年輕人嫌累，多半到城裡上班，只有過節時才會回來幫忙。漁會計劃辦觀光，讓遊客聽漁民講海上的經歷。

中午以前，魚箱全部運走，港邊又安靜下來。幾隻鳥停在漁網上，等著下一次進港的船。
"""
ORCHARD = """果园里的新办法

村里的果园今年用上了新办法。农业专家来到果园，教农户给果树修枝、测土、补肥。农户说，过去靠经验，现在靠数据，产量提高了两成。

果园还装了设备，监测温度和湿度。数据传到手机上，农户不到果园也能看见。专家说，设备不贵，关键是会用。县里准备再办两期培训，让更多农户学会看数据、用设备。

今年秋天，果园开了网店。农户把苹果装箱，当天发货。县里的快递员每天来两趟，把苹果运到车站。
"""

CLINIC = """社區診所的一天

早上八點，診所的門開了。護士先量血壓，醫師再問診。來看病的多半是老人，有的領藥，有的做檢查，也有人只是來聊天。

醫師說，慢性病最要緊的是按時吃藥。診所為每個病人建了檔案，記錄血壓、血糖和用藥。誰該回診，電腦會提醒，護士再打電話通知。

下午是義診時間，醫師到村裡的活動中心量血壓，還教大家做體操。有位老人說：「以前看病要到縣城，來回兩個鐘頭；現在出門幾步路就到。」

傍晚收拾藥櫃時，護士發現少了一盒藥，三個人找了半個鐘頭，原來掉在櫃子後面。
"""
TOWN = """小镇的邮局

小镇只有一家邮局，开在桥头。邮递员老杨骑车送了三十年信，镇上每条巷子、每扇门，他都认得。

现在写信的人少了，邮局主要收发包裹。网购的东西从县里运来，老杨一家一家送。谁家没人，他就把包裹放在门卫那里，再打电话说一声。

去年，邮局设了书架，居民可以借书。放学以后，孩子们围着书架看书，作业写完了，还会帮老杨给信件盖戳、分拣。老杨说，邮局又热闹起来了。
"""


BAKERY = """街角的面包店

每天凌晨四点，街角那家店就亮灯了。师傅先检查昨夜发酵的面团，再把烤炉预热。

有人问他为什么不多雇几个人，他说，揉面的力气要自己掌握，机器做不出那种口感。

店里没有菜单，也不接电话订购。想吃什么，只能早一点来排队。
"""


def table(entries: str) -> dict[str, str]:
    """Return readings by their characters, from entries like ``區qū``."""
    return {entry[0]: entry[1:] for entry in entries.split()}


WORKS_READINGS = table(
    "區qū 項xiàng 務wù 進jìn 設shè 規guī 關guān 點diǎn 發fā 問wèn 標biāo 轉zhuǎn 個gè 單dān 門mén 開kāi 處chù "
    "當dāng 檢jiǎn 備bèi"
)
WORKS_DIGITS = table(
    "區qu1 項xiang4 務wu4 進jin4 設she4 規gui1 關guan1 點dian3 發fa1 問wen4 標biao1 轉zhuan3 個ge4 單dan1 "
    "門men2 開kai1 處chu4 當dang1 檢jian3 備bei4"
)
WORKS_BOPOMOFO = table(
    "區ㄑㄩ 項ㄒㄧㄤˋ 務ㄨˋ 進ㄐㄧㄣˋ 設ㄕㄜˋ 規ㄍㄨㄟ 關ㄍㄨㄢ 點ㄉㄧㄢˇ 發ㄈㄚ 問ㄨㄣˋ 標ㄅㄧㄠ "
    "個ㄍㄜˋ 門ㄇㄣˊ 開ㄎㄞ 處ㄔㄨˋ"
)
STORY_READINGS = table(
    "學xué 門mén 燈dēng 陳chén 輕qīng 記jì 後hòu 來lái 開kāi 說shuō 書shū 買mǎi 舊jiù 發fā 沒méi 詩shī 張zhāng "
    "車chē 們men 過guò 橋qiáo 樣yàng 邊biān 見jiàn 點diǎn 頭tóu 麼me 綠lǜ"
)
BRIDGE_READINGS = table(
    "车chē 设shè 单dān 对duì 检jiǎn 测cè 发fā 现xiàn 问wèn 题tí 开kāi 线xiàn 经jīng 过guò 务wù 灯dēng 计jì 进jìn 质zhì 证zhèng"
)
BANK_POLYPHONES = {
    "重庆": "重(chóng)庆",
    "银行": "银行(háng)",
    "行业": "行(háng)业",
    "行长": "行(háng)长(zhǎng)",
    "会长": "会长(zhǎng)",
    "校长": "校长(zhǎng)",
    "村长": "村长(zhǎng)",
    "还": "还(hái)",
    "增长": "增长(zhǎng)",
    "参观": "参(cān)观",
}
BANK_WORDS = {
    "重庆": "重庆(chóng qìng)",
    "银行": "银行(yín háng)",
    "行业": "行业(háng yè)",
    "会长": "会长(huì zhǎng)",
    "服务": "服务(fú wù)",
}
WORKS_WORDS = {
    "服務": "服務(fú wù)",
    "問題": "問題(wèn tí)",
    "進度": "進度(jìn dù)",
    "設備": "設備(shè bèi)",
    "單位": "單位(dān wèi)",
    "管線": "管線(guǎn xiàn)",
}
PORT_READINGS = table(
    "漁yú 魚yú 熱rè 鬧nào 來lái 買mǎi 圍wéi 職zhí 員yuán 價jià 聲shēng 傳chuán 遠yuǎn 說shuō 這zhè 變biàn "
    "開kāi 輕qīng 過guò 節jié 計jì 劃huà 辦bàn 觀guān 講jiǎng 經jīng 歷lì 運yùn 邊biān 網wǎng 幾jǐ 還hái 進jìn"
)
PORT_BOPOMOFO = table(
    "漁ㄩˊ 魚ㄩˊ 熱ㄖㄜˋ 來ㄌㄞˊ 買ㄇㄞˇ 員ㄩㄢˊ 價ㄐㄧㄚˋ 聲ㄕㄥ 傳ㄔㄨㄢˊ 遠ㄩㄢˇ 說ㄕㄨㄛ 這ㄓㄜˋ "
    "開ㄎㄞ 過ㄍㄨㄛˋ 幾ㄐㄧˇ 進ㄐㄧㄣˋ 邊ㄅㄧㄢ"
)
ORCHARD_READINGS = table(
    "园yuán 办bàn 农nóng 专zhuān 树shù 测cè 补bǔ 户hù 说shuō 过guò 经jīng 验yàn 现xiàn 数shù 产chǎn 还hái "
    "装zhuāng 设shè 备bèi 监jiān 传chuán 机jī 见jiàn 贵guì 关guān 键jiàn 会huì 县xiàn 准zhǔn 让ràng 学xué "
    "开kāi 网wǎng 苹píng 发fā 员yuán 运yùn 车chē 递dì 来lái"
)
CLINIC_READINGS = table(
    "區qū 診zhěn 開kāi 護hù 壓yā 醫yī 師shī 問wèn 來lái 領lǐng 藥yào 檢jiǎn 說shuō 緊jǐn 時shí 為wèi 個gè "
    "檔dàng 記jì 錄lù 誰shuí 該gāi 電diàn 腦nǎo 會huì 義yì 間jiān 還hái 體tǐ 縣xiàn 兩liǎng 鐘zhōng 頭tóu "
    "現xiàn 門mén 幾jǐ 櫃guì 發fā 後hòu"
)
CLINIC_DIGITS = table(
    "區qu1 診zhen4 開kai2 護hu2 壓ya3 醫yi1 師shi3 問wen2 來lai3 領ling2 藥yao1 檢jian4 說shuo2 緊jin1 "
    "時shi1 為wei1 個ge4 檔dang2 記ji3 錄lu2 誰shui2 該gai2 電dian4 腦nao4 會hui2 義yi2 間jian3 還hai3 體ti1 "
    "縣xian4 兩liang1 鐘zhong1 頭tou1 現xian4 門men1 幾ji3 櫃gui1 發fa4 後hou4"
)
TOWN_READINGS = table(
    "镇zhèn 邮yóu 开kāi 桥qiáo 头tóu 递dì 员yuán 杨yáng 骑qí 车chē 条tiáo 门mén 认rèn 现xiàn 写xiě 发fā 网wǎng "
    "购gòu 东dōng 县xiàn 运yùn 来lái 谁shuí 卫wèi 电diàn 话huà 说shuō 设shè 书shū 学xué 们men 围wéi 业yè 还hái "
    "会huì 给gěi 热rè 闹nào 边biān"
)

BAKERY_READINGS = table("师shī 检jiǎn 发fā 预yù 热rè 问wèn 几jǐ 说shuō 机jī 种zhǒng 单dān 电diàn 订dìng 购gòu 队duì")
BREVE = str.maketrans("ǎěǐǒǔ", "ăĕĭŏŭ")
PARAGRAPH = WORKS.split("\n\n")[1] + "\n"
READER = (
    "春(chūn)天(tiān)来(lái)了(le)，花(huā)儿(ér)开(kāi)了(le)，小(xiǎo)鸟(niǎo)在(zài)树(shù)上(shàng)唱(chàng)歌(gē)。"
    "孩(hái)子(zi)们(men)跑(pǎo)到(dào)河(hé)边(biān)放(fàng)风(fēng)筝(zheng)。\n"
)


def glossed(text: str, table: Mapping[str, str], form: str = "({})") -> str:
    """Annotate every occurrence of the characters of ``table``."""
    return re.sub(f"[{''.join(table)}]", lambda m: m[0] + form.format(table[m[0]]), text)


def glossed_words(text: str, table: Mapping[str, str]) -> str:
    """Put what ``table`` has for its words in their place."""
    return re.sub("|".join(sorted(table, key=len, reverse=True)), lambda m: table[m[0]], text)


def alternating(text: str, table: Mapping[str, str]) -> str:
    """Annotate in half- and full-width brackets by turns."""
    parts = re.split("(?<=[。，])", text)
    return "".join(glossed(part, table, ("({})", "（{}）")[i % 2]) for i, part in enumerate(parts))


def spelled(table: Mapping[str, str], change: Callable[[str], str]) -> dict[str, str]:
    """Return ``table`` with its readings spelled otherwise."""
    return {char: change(reading) for char, reading in table.items()}


def lost(reading: str, mark: str) -> str:
    """Write ``reading`` as an encoding without marked vowels leaves it."""
    return "".join(char if char.isascii() else mark for char in reading)


def bare(reading: str) -> str:
    """Return ``reading`` without its tone."""
    return "".join(c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c))
