from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zlcli
from tests.damage import NOTICE, fold

FOLDED = fold(NOTICE)


def widened(text: str) -> str:
    """The text after a folded document, as that document's decision treats it."""
    result = zlcli.normalize(FOLDED + text, only=["punctuation"]).text
    assert result.startswith(NOTICE)
    return result.removeprefix(NOTICE)


def test_folding_is_undone() -> None:
    result = zlcli.normalize(FOLDED, only=["punctuation"])
    assert result.text == NOTICE
    assert result.steps[0].count == sum(a != b for a, b in zip(NOTICE, FOLDED, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "他说：“好！”（笑）就走了；后来呢？",
        "（一）总则（二）附则",
        "如下：（1）加强领导；（2）落实责任",
        "世界卫生组织（WHO）发布，共1,000人，16:43:13结束，比分3:1！",
        "网址：https://example.org/a,b?x=1;y=2，邮箱：a.b@example.org，欢迎来信。",
        "一（二（三），四）五",
        "真的吗？！我不知道……",
        '"你好"，他说，"再见！"',
        "天气真好:)可是作业没写完:(",
        "写作 `a,b:c` 的代码，见[说明](http://example.org/x,y)。",
        "增长5%，其中农业（含林业）增长3.2%。",
        "**备注**：各页的编号从一开始。",
        "可用的按钮有`undo`，`redo`和`help`三个。",
        "| 名称 | 说明，可以不填 |",
        "### （三）收尾工作",
        "完整的说明请见： <https://example.org/doc>",
        "????天亮了，他还没有醒。\n????她问：你去不去？",
        "盘符 C:\\temp 下的文件，说明见 apt(8) 手册。",
    ],
)
def test_restored_in_context(text: str) -> None:
    assert widened(fold(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Lisp 有七个操作符, 其中 quote 最简单. 它的用法是(quote a), 结果是 a. 例如: 见下.\n" * 3,
        "两种写法都有，这里是全角，后面,是半角。还有（括号）、冒号：等等，别动:它。\n",
        "これは日本語です。半角の!や?を、使う(ことも)あります:例えば,こんな風に。\n",
        "plain English, with commas: and (brackets); nothing else?\n",
        '{"名称": "值,一", "说明": ["甲", "乙"]}\n',
        "姓名,年龄,城市\n张三,18,北京\n李四,20,上海\n",
        '书名,定价,简介\n山路,12.5,一部写路的小说。\n河灯,15,"写河边的人,写河边的事。"\n',
        "x = f(甲, 乙); y = {甲: 1}\n",
        "安徽省 合肥市 庐阳区\n",
        "变量 x(i)、函数(a)、数组(b) 等等。\n",
    ],
    ids=[
        "half-width author",
        "mixed author",
        "Japanese",
        "English",
        "JSON",
        "CSV",
        "CSV with sentences",
        "code",
        "no punctuation",
        "brackets of code",
    ],
)
def test_text_that_was_not_folded_stays(text: str) -> None:
    assert zlcli.repair(text).text == text


def test_verse_with_as_many_commas_a_line_is_no_table() -> None:
    verse = "一更天，月上山，人未眠。\n二更天，露湿衣，犬不吠。\n三更天，风满楼，灯已残。\n"
    assert zlcli.normalize(fold(verse), only=["punctuation"]).text == verse


def test_code_in_a_folded_document_stays() -> None:
    code = '```\nprint("你好,世界")\n```\n    for 甲 in range(3): x[甲] = y(甲, 1)\n'
    assert widened(code) == code


def test_line_ends_stay() -> None:
    crlf = FOLDED.replace("\n", "\r\n")
    assert zlcli.normalize(crlf, only=["punctuation"]).text == NOTICE.replace("\n", "\r\n")


@given(st.text(alphabet="中文字，：；？！（）。、“”abc 12\n", max_size=80))
def test_only_the_seven_marks_ever_change(text: str) -> None:
    result = zlcli.normalize(FOLDED + text, only=["punctuation"]).text
    assert fold(result) == fold(FOLDED + text)


@given(st.text(alphabet="中文,:;?!()。、“”:( a1\n", max_size=80))
def test_a_second_run_changes_nothing(text: str) -> None:
    once = zlcli.normalize(FOLDED + text, only=["punctuation"]).text
    assert zlcli.normalize(once, only=["punctuation"]).text == once


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_of_code_ends_at_any_line_end(end: str) -> None:
    text = f"x = f(y, [1]);{end}好，就是这样：对、错。{end}"
    assert zlcli.repair(fold(text)).text == text


def test_a_mark_in_the_place_of_a_lost_byte_is_not_widened() -> None:
    assert widened("他说，鎬?锛对吧,是啥?去哪儿?\n") == "他说，鎬?锛对吧，是啥？去哪儿？\n"


def test_a_comma_between_latin_words_without_a_space_was_full_width() -> None:
    folded = "支持的系统有Linux,Windows和macOS,安装方法见说明(共三页),其他系统暂不支持。"
    assert zlcli.normalize(folded, only=["punctuation"]).text == folded.replace(",", "，").replace("(", "（").replace(")", "）")
    spaced = "支持的系统有Linux, Windows和macOS,安装方法见说明(共三页),其他系统暂不支持。"
    assert "Linux, Windows" in zlcli.normalize(spaced, only=["punctuation"]).text


def test_questions_after_rare_characters_are_questions_where_others_are() -> None:
    plain = "去哪儿?\n做什么?\n谁来了?\n行不行?\n"
    assert widened(plain + "昊天上帝,寧俾我遯?\n").endswith("昊天上帝，寧俾我遯？\n")


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("任何人都能写(见/dev/xconsole);\n", "任何人都能写（见/dev/xconsole）；\n"),
        ("能耗比三年以前下降了21.4%;\n", "能耗比三年以前下降了21.4%；\n"),
        ("举个例子,在 $XDG_DATA_DIR 里面可以写成 {甲} 或者 [乙],意思一样\n", None),
        ("选项 debian/rules 里的 ${misc:Depends},各个 ${a:Depends} 都用\n", None),
        ("只认 [a-z] 和 [0-9] 的前缀(-p):都不长\n", "只认 [a-z] 和 [0-9] 的前缀（-p）：都不长\n"),
        ("名字在``甲''后面,见``乙''的说明\n", "名字在``甲''后面，见``乙''的说明\n"),
    ],
)
def test_marks_beside_latin_and_signs_in_prose(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded.replace(",", "，"))


@pytest.mark.parametrize(
    "code",
    [
        "x[甲] = [f(乙),g(1)]\n",
        "配置 = {甲:1, 乙:[2]};\n",
        "# 安装[包名] $HOME:家目录\n",
        "[[选项:a]] --目录[=甲,b] {丙}\n",
        'echo "$名:值" | tee [x]\n',
    ],
)
def test_code_beside_chinese_words_stays(code: str) -> None:
    assert widened(code) == code


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("(1)Ⅰ级由市里管。\n", "（1）Ⅰ级由市里管。\n"),
        ("代号woody(Debian 3.0)的那一版。\n", "代号woody（Debian 3.0）的那一版。\n"),
        ("用竖线(|)隔开,空括号()不算。\n", "用竖线（|）隔开，空括号()不算。\n"),
        ("用冒号(:)隔开,句点(.)也行。\n", "用冒号（:）隔开，句点（.）也行。\n"),
        ("还有别的办法(比如再等等...)吗?\n", "还有别的办法（比如再等等...）吗？\n"),
        ("ruby:Ruby 的软件包\n", "ruby：Ruby 的软件包\n"),
        ("不妨写成下面这样[13]:\n", "不妨写成下面这样[13]：\n"),
        ("名称:  第一栏\n", None),
        ("请换成 Go(1.21)版本,不是 f(1.5)的值。\n", "请换成 Go（1.21）版本，不是 f(1.5)的值。\n"),
        ("常用RTT(round trip time),单位是毫秒。\n", "常用RTT（round trip time），单位是毫秒。\n"),
        (
            "画面是1920×1080(16:9),色彩有255(0xff)种,见第3(2)款和 log10(x)的值。\n",
            "画面是1920×1080（16:9），色彩有255（0xff）种，见第3(2)款和 log10(x)的值。\n",
        ),
        ("设 a1,a2,…,an 是整数,依次相加。\n", "设 a1,a2,…,an 是整数，依次相加。\n"),
        ("Tips:① 早点去;② 别带伞。\n", "Tips：① 早点去；② 别带伞。\n"),
        ("(1)7月初有雨;\n(b)B座整栋停电;\n(c) C座也停\n", "（1）7月初有雨；\n（b）B座整栋停电；\n(c) C座也停\n"),
        ("### v3.2.0(2022-06-18)\n", "### v3.2.0（2022-06-18）\n"),
        ("文字都成了“???”,这里(?)看不懂,那里“,”也是。\n", "文字都成了“???”，这里(?)看不懂，那里“,”也是。\n"),
        ("占了58.4%;35岁以下的更多。\n", "占了58.4%；35岁以下的更多。\n"),
        ("日期:    年   月   日\n", "日期：    年   月   日\n"),
        ("甲方(盖章):\\_\\_\\_\\_\\_\\_\n", "甲方（盖章）：\\_\\_\\_\\_\\_\\_\n"),
        ("【 在 某某 (某人) 的大作中提到: 】\n", None),
        ("他说过(在城里)......后来忘了。\n", "他说过（在城里）......后来忘了。\n"),
        ("先看一看(详见\nDebian 9)再说。\n", "先看一看（详见\nDebian 9）再说。\n"),
        ("先看一看 (详见\nDebian 9)再说。\n", None),
    ],
)
def test_marks_of_labels_notes_columns_and_brackets_around_signs(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded)


def test_a_classical_question_is_one_among_lost_bytes_too() -> None:
    lost = "鎬?锛鎭?閿旀?瀛?\n"
    assert widened(lost + "敌不敢犯我疆圉,伊谁之力欤?\n他道鎬?锛了\n").endswith("圉，伊谁之力欤？\n他道鎬?锛了\n")


def test_everyday_characters_put_together_unusually_are_no_lost_byte() -> None:
    text = "这家店不大，菜却好（尤其是鱼）。吃不了辣？那就点清蒸的！\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text


def test_a_bibliography_keeps_its_half_width_marks() -> None:
    book = "[1] 甲乙, 丙丁. 山中的雨[M]. 某某出版社, 1999: 12-15.\n"
    assert zlcli.normalize(FOLDED * 2 + book, only=["punctuation"]).text == NOTICE * 2 + book
    short = "先量雨，再量水（早晚各一次），记在本子上。\n\n## 参考文献\n\n甲乙. 雨. 某社. 1999年.\n丙丁. 水. 某社. 2001年.\n"
    assert zlcli.normalize(fold(short), only=["punctuation"]).text == short


def test_lists_of_latin_words_with_and_without_spaces_are_one() -> None:
    text = SPACED + "先学会 INSERT， UPDATE，DELETE 三种语句再说。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text


def test_stray_full_stops_do_not_hide_that_a_text_was_folded() -> None:
    text = FOLDED * 2 + "版本见说明.\n路径见附录.\n"
    assert zlcli.normalize(text, only=["punctuation"]).text != text


SPACED = "水位高， 路就窄。 人多， 车也多。 桥在东， 渡在西。 早上出门， 晚上回家。 先看清楚， 再签字。 他说完， 就走了。\n"


def test_the_space_after_a_full_stop_tells_who_set_the_one_after_a_comma() -> None:
    text = SPACED + "请安装 Linux， 然后重新启动； 再登录。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text
    tight = "一、二、三。四、五、六。七、八。你看，我看。\n"
    half = "先看清楚, 再签字。\n"
    assert zlcli.normalize(fold(tight) + half, only=["punctuation"]).text == tight + half


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("详情见手册 (第三页有一张\n很大的表)其他的不说。\n", None),
        ("详情见手册(第三页有一张\n很大的表)其他的不说。\n", "详情见手册（第三页有一张\n很大的表）其他的不说。\n"),
        (
            "其中bookworm(Debian 12)是一只玩具虫,main(int n)函数不是。\n",
            "其中bookworm（Debian 12）是一只玩具虫，main(int n)函数不是。\n",
        ),
        ("They speak of “bits”, which is right.\n", None),
        ("这一栏里的“Filename:”写着名字,用“:”隔开。\n", "这一栏里的“Filename:”写着名字，用“:”隔开。\n"),
    ],
)
def test_brackets_on_two_lines_names_and_quoted_marks(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded)


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("可选的有 -a,--all 和 /etc/a,/etc/b 两种,都行。\n", "可选的有 -a，--all 和 /etc/a，/etc/b 两种，都行。\n"),
        ("常见的值有 0x30,0x34,0x38 三个。\n", "常见的值有 0x30，0x34，0x38 三个。\n"),
        ('系列的名字写作"stable","testing"等。\n', '系列的名字写作"stable"，"testing"等。\n'),
        ("加上参数 mode=fast,size,depth 就快了。\n", None),
        ("共有 1,000,000 人用了 1,2-二氯乙烷。\n", None),
        ("简写成“-doc,libx,liby”也可以。\n", None),
        ("第一块硬盘记作 (hd0,msdos1) 而不是别的。\n", None),
        ("GStreamer:GNOME 的声音引擎\n", "GStreamer：GNOME 的声音引擎\n"),
        ("写作 ${shlibs:Depends} 和 foo:bar 的就是它。\n", None),
        ("用下面的命令建立数据库 demo:\n", "用下面的命令建立数据库 demo：\n"),
        ("选 RAID 还是 LVM?\n", "选 RAID 还是 LVM？\n"),
        ("多提 issue 和 PR!\n", "多提 issue 和 PR！\n"),
        ("我们说,Do it now!\n", "我们说，Do it now!\n"),
        ("开放时间为8:00~11:30,14:00~17:00。\n", "开放时间为8:00~11:30，14:00~17:00。\n"),
        ("电话是12345,0571-8100。\n", "电话是12345，0571-8100。\n"),
        ("Why Debian Bullseye?\n", None),
    ],
)
def test_marks_between_latin_words_and_numbers(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded)


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("(远程) 备份数据\n", None),
        ("(二) 备份数据\n", "（二） 备份数据\n"),
        ("先装好再说(见手册第三章.)\n", None),
        ("见另一张表(第三章).\n", None),
        ("## 版本 2.3.0(2020-06-14)\n", "## 版本 2.3.0（2020-06-14）\n"),
        ("(2003年5月1日大会\n通过)自公布之日起施行。\n", "（2003年5月1日大会\n通过）自公布之日起施行。\n"),
        (
            "大家都说新的 PPPoE(LaTeX)、旧的 f(x)、printf(3) 各有各的好处。\n",
            "大家都说新的 PPPoE（LaTeX）、旧的 f(x)、printf(3) 各有各的好处。\n",
        ),
    ],
)
def test_what_is_around_brackets_tells_how_they_were_typed(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded)


def test_where_nearly_all_brackets_stand_apart_the_others_were_half_width_too() -> None:
    apart = "桥 (新的一座) 在东，渡 (旧的一处) 在西。\n" * 8
    text = apart + "路(东边的)很窄，人(西边的)很多。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text
    tight = "桥（新的一座）在东，渡（旧的一处）在西。\n" * 8
    text = tight + "路（东边的）很窄，人（西边的）很多。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text


def test_a_short_text_shows_by_all_its_full_stops_that_its_author_set_spaces() -> None:
    text = "水位高， 路就窄。 人多， 车也多。 桥在东， 渡在西。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text


def test_some_full_stops_do_not_hide_that_a_text_was_folded() -> None:
    text = FOLDED + "版本见说明.\n路径见附录.\n"
    assert zlcli.normalize(text, only=["punctuation"]).text != text
    half = "版本见说明,路径见附录.\n" * 20
    assert zlcli.normalize(FOLDED + half, only=["punctuation"]).text == FOLDED + half


def test_a_post_without_full_stops_shows_by_its_quotations_that_it_was_folded() -> None:
    post = "考了两回才过！教练说：“慢就是稳，别急！”（第一回忘了打灯，哭）你们学了多久？我四个月，值不值？\n"
    assert zlcli.normalize(fold(post), only=["punctuation"]).text == post
    rows = "《山路》,何远,12\n《河灯》,李青,15\n《雨夜》,王海,18\n" * 3
    assert zlcli.normalize(rows, only=["punctuation"]).text == rows
    half = "考了两回才过!教练很严,别急,慢慢来!你们学了多久?我四个月(不算快),值不值?\n"
    assert zlcli.normalize(half, only=["punctuation"]).text == half


@pytest.mark.parametrize(
    ("folded", "was"),
    [
        ("[10:21] 小李:在,什么事?\n", "[10:21] 小李：在，什么事？\n"),
        ("因为f(x)=(x+1)²-4,对称轴为x=-1,所以最小值是-4。\n", "因为f(x)=(x+1)²-4，对称轴为x=-1，所以最小值是-4。\n"),
        ("x = f(甲, 乙); y = [1, 2]; // 计算总数。\n", None),
        ("定义域是区间(-2,3)的函数。\n", None),
        (
            "屏幕上写着“Welcome to the desktop!”才算好,回答“OK!”也行。\n",
            "屏幕上写着“Welcome to the desktop!”才算好，回答“OK！”也行。\n",
        ),
        ("- (叹气)下次记得带伞。\n", "- （叹气）下次记得带伞。\n"),
        ("说法正确的一项是(  )\n", "说法正确的一项是（  ）\n"),
        ("代码放在GitHub(https://example.org/log),欢迎来看。\n", "代码放在GitHub（https://example.org/log），欢迎来看。\n"),
    ],
)
def test_times_formulas_and_addresses(folded: str, was: str | None) -> None:
    assert widened(folded) == (was or folded)


def test_an_author_of_spaces_sets_them_after_colons_too() -> None:
    text = SPACED + "可以用别的办法： 从光盘安装。\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text


def test_one_odd_question_among_few_is_no_lost_byte() -> None:
    text = "“我记得，在渡口见过他。”\n\n“看他的剑，总计……十一柄？”\n"
    assert zlcli.normalize(fold(text), only=["punctuation"]).text == text
