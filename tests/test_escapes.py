from __future__ import annotations

import pytest

import zlcli
from tests.damage import windows
from zlcli.cli.report import explanation
from zlcli.repair import escapes, markers


@pytest.mark.parametrize(
    ("kind", "damaged", "text"),
    [
        ("html-entity", "标题：&#31383;&#25143;，很好", "标题：窗户，很好"),
        ("html-entity", "他说&ldquo;好&rdquo;。", "他说“好”。"),
        ("html-entity", "&amp;#x7a97;&amp;#x6237;", "窗户"),
        ("unicode-escape", r"日志：\u7a97\u6237 已打开", "日志：窗户 已打开"),
        ("unicode-escape", r"日志：\\u7a97\\u6237 已打开", "日志：窗户 已打开"),
        ("byte-escape", r"窗口 \xe7\xaa\x97\xe6\x88\xb7 出来", "窗口 窗户 出来"),
        ("byte-escape", r"窗口 \xb4\xb0\xbb\xa7 出来", "窗口 窗户 出来"),
        ("percent-escape", "文件 %E7%AA%97%E6%88%B7 已保存", "文件 窗户 已保存"),
        ("mime-word", "主题: =?utf-8?B?56qX?= =?utf-8?B?5oi3?=", "主题: 窗户"),
        ("mime-word", "From: =?GB2312?B?zfW9qLn6?= <somebody@example.com>", "From: 王建国 <somebody@example.com>"),
        ("mime-word", ' "=?utf-8?B?56qX5oi3?=" <a@example.com>,', ' "窗户" <a@example.com>,'),
        ("mime-word", "=?GB2312?Q?=B4=B0=BB=A7?=", "窗户"),
        ("quoted-printable", "正文 =E7=AA=97=E6=88=B7 在此", "正文 窗户 在此"),
        ("utf-7", "正文 +epdiNw- 在此", "正文 窗户 在此"),
    ],
)
def test_undone_in_prose(kind: str, damaged: str, text: str) -> None:
    result = zlcli.repair(damaged)
    assert result.text == text
    assert [step.kind for step in result.steps] == [kind]
    assert zlcli.repair(damaged, lost="mark").text == text
    assert zlcli.normalize(damaged, skip=[kind]).text == damaged


@pytest.mark.parametrize(
    "text",
    [
        r'name = "\u7a97\u6237"',
        r're.compile("[\u4e00-\u9fff]+")',
        r"匹配汉字用 [\u4e00-\u9fa5]+ 即可",
        r"printf '\xe7\xaa\x97\xe6\x88\xb7'",
        r"路径是 C:\users\u7a97\u6237",
        "<p>&#31383;&#25143;</p>",
        "写作 `&#31383;&#25143;` 也行",
        "见 https://example.org/%E7%AA%97%E6%88%B7 一页",
        "a=E4=B8, x+y-z, 1+1-2",
        "xn--fiq228c.com",
        "```\n日志：\\u7a97\\u6237\n```",
        "&lt;b&gt; &amp; &quot;",
        "100%, 20%25%30%",
    ],
)
def test_left_where_a_program_reads_them(text: str) -> None:
    assert zlcli.repair(text).text == text


def test_undone_everywhere_when_asked_for_by_name() -> None:
    assert zlcli.normalize(r'name = "\u7a97\u6237"', only=["unicode-escape"]).text == 'name = "窗户"'
    assert zlcli.normalize(r'name = "\u7a97\u6237"', only=["escapes"]).text == r'name = "\u7a97\u6237"'
    assert zlcli.normalize("xn--fiq228c.com", only=["punycode"]).text == "中文.com"


@pytest.mark.parametrize("word", ["=?x-none?B?56qX?=", "=?utf-8?B?5?=", "=?utf-8?B?/////w==?=", r"\xff\xff", "%FF%FF%FF%FF"])
def test_broken_escapes_stay(word: str) -> None:
    assert zlcli.repair(f"正文 {word} 在此").text == f"正文 {word} 在此"


def test_every_kind_can_be_named() -> None:
    for kind in escapes.KINDS:
        assert zlcli.normalize("好", only=[kind]).text == "好"


def test_markers_are_listed_with_their_places_and_stay() -> None:
    text = "好\n坏 锟斤拷锟斤拷锟\nï¿½ï¿½\n烫烫烫烫烫\n???? ???\n"
    assert [(finding.example[:3], finding.places) for finding in zlcli.detect(text.encode()).damage] == [
        ("锟斤拷", ((2, 3),)),
        ("ï¿½", ((3, 1),)),
        ("烫烫烫", ((4, 1),)),
        ("???", ((5, 1),)),
    ]
    assert zlcli.repair(text).text == text


@pytest.mark.parametrize("text", ["手持两把锟斤拷，口中疾呼烫烫烫。", "真的???", "屯屯屯是个老笑话", "这碗面烫烫烫烫的"])
def test_talk_of_markers_is_no_damage(text: str) -> None:
    assert markers.find(text) == ()
    assert zlcli.repair(text).text == text


def test_private_characters_of_gbk_are_written_as_todays_beside_han() -> None:
    result = zlcli.repair("好\ue81e字\ue7c7")
    assert result.text == "好\u9fb4字\u1e3f"
    assert [(step.kind, step.count) for step in result.steps] == [("private-use", 2)]
    assert zlcli.repair("icon \ue81e here").text == "icon \ue81e here"


def test_private_characters_of_founder_and_eten_are_reported_and_stay() -> None:
    text = "本院院士李\ue001先生，\n另见\uf6b1之说，\uf6b2\uf6b3同。\n图标 \ue001 在此\n"
    assert [(finding.kind, finding.count, finding.places) for finding in zlcli.detect(text.encode()).damage] == [
        ("user-defined", 1, ((1, 6),)),
        ("eten", 2, ((2, 3), (2, 7))),
    ]
    assert zlcli.repair(text).text == text
    told = list(explanation("a.txt", zlcli.repair(text)))
    assert "  2 of the private characters of ETEN cannot be repaired: line 2, column 3; line 2, column 7" in told


def test_private_characters_of_mojibake_and_of_gb18030_are_not_reported() -> None:
    text = "好\ue81e字\n"
    assert {finding.kind for finding in zlcli.detect(text.encode()).damage} == {"private-use"}
    damaged = windows("我请他把雨伞放在门口的架子上，他答应了。\n")
    assert any("\ue000" <= char <= "\uf8ff" for char in damaged)
    assert {finding.kind for finding in zlcli.detect(damaged.encode()).damage} <= {"mojibake", "lost-bytes"}


def test_blanks_of_html_at_the_head_of_a_paragraph_are_its_indentation() -> None:
    assert zlcli.normalize("&nbsp;&nbsp;一大早，门口站了一位老太太。\n", only=["html-entity"]).text[2:].startswith("一大早")
    for text in ("用&nbsp;代替空格。\n", "&nbsp;&nbsp; 是两个空格。\n", "&nbsp;一个。\n"):
        assert zlcli.normalize(text).text == text
