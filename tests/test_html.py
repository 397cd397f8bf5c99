"""Pages of HTML, written for this project, with the Markdown an expert would write."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import zlcli
from tests.test_cli import run
from zlcli.layout.html import is_html

BY_KIND = (
    "button",
    "way to the page",
    "advertisement",
    "row of buttons",
    "share box",
    "links to other articles",
    "table of contents",
    "numbers of lines of code",
    "foot of the site",
    "picture of a writer",
    "picture of a kind of file",
    "row of tags",
    "what a forum says of a picture",
    "line below an article",
    "whose the text is",
    "what readers said",
    "what readers are asked",
    "who wrote the article",
    "named for what is around",
    "heading of what is gone",
)
PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_article_as_markdown(page: Path) -> None:
    once = zlcli.normalize(page.read_bytes(), format="md").text
    assert once == page.with_suffix(".md").read_text("utf-8")
    assert zlcli.normalize(once, format="md").text == once


def test_the_article_as_text(page: Path) -> None:
    result = zlcli.normalize(page.read_bytes()).text
    assert "<" not in result.replace("<5", "")
    assert not any(mark in result for mark in ("**", "](", "&nbsp;", "&lt;", "脚本写出的字", "margin", "函数", "\\"))
    assert zlcli.normalize(result).text == result


def test_gbk_with_a_lying_declaration() -> None:
    text = (Path(__file__).parent / "pages" / "government.html").read_text("utf-8")
    expected = zlcli.normalize(text, format="md").text
    for encoding in ("gb18030", "utf-16"):
        assert zlcli.normalize(text.encode(encoding), format="md").text == expected
    truthful = text.replace("charset=utf-8", "charset=gb2312")
    assert zlcli.normalize(truthful.encode("utf-8"), format="md").text == expected


def test_repair_leaves_markup_alone(page: Path) -> None:
    text = page.read_text("utf-8")
    assert zlcli.repair(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>正文", True),
        ("\ufeff\n <HTML lang=zh>", True),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">', True),
        ("<p>片段</p>", False),
        ("<系统>叮！", False),
        ("在 <html> 元素里", False),
        ("<htmlish>", False),
    ],
)
def test_what_begins_as_html(text: str, expected: bool) -> None:
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一<b>“二”</b>三</p>", "一“**二**”三"),
        ("<p><i> 斜 </i>体</p>", "*斜* 体"),
        ("<p>用 <code>a`b*c</code> 表示</p>", "用 ``a`b*c`` 表示"),
        ("<p>星 * 号 *对* 与 &lt;系统&gt;</p>", "星 \\* 号 \\*对\\* 与 \\<系统>"),
        ("<p># 不是标题</p>", "\\# 不是标题"),
        ("<p><a href='javascript:x()'>点我</a><a href='#top'>回去</a></p>", "点我回去"),
        ("<ol start=3><li>丙<ul><li>丁</ul><li>戊</ol>", "3. 丙\n   - 丁\n4. 戊"),
        ("<ul><li><p>一</p><p>二</p></li><li>三</li></ul>", "- 一\n\n  二\n- 三"),
        ("<dl><dt>词</dt><dd>义</dd></dl>", "词\n\n义"),
        ("<table><tr><td><p>排版用的表格，</p><p>不是数据。</p></td></tr></table>", "排版用的表格，\n\n不是数据。"),
        ("<p style='display:none'>藏</p><p hidden>藏</p><p>见</p>", "见"),
        ("<p>中文\n  换行 and\n  English</p>", "中文换行 and English"),
        ("<pre>```\n甲</pre>", "````\n```\n甲\n````"),
        ("<p>&amp;lt; &#20013;&#x6587; &copy;</p>", "\\&lt; 中文 ©"),
        (
            "<p>10<sup>3</sup> 米，H<sub>2</sub>O，1<sup>st</sup>，见<sup><a href='#n'>[1]</a></sup></p>",
            "10³ 米，H₂O，1st，见[1]",
        ),
        ("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby><ruby>字<rt>ㄗˋ</rt></ruby></p>", "汉(hàn)字（ㄗˋ）"),
        ("<pre><code class='hljs language-python'>甲 = 1</code></pre>", "```python\n甲 = 1\n```"),
        (
            "<table><tr><th>队<th>场<th>分<tr><td rowspan=2>甲<td>一<td>3<tr><td>二<td>1<tr><td>乙<td colspan=2>缺席</table>",
            "| 队 | 场 | 分 |\n| --- | --- | --- |\n| 甲 | 一 | 3 |\n|  | 二 | 1 |\n| 乙 | 缺席 |  |",
        ),
        ("<svg><text>图</text></svg><noscript>请开启脚本</noscript><p>字</p>", "字"),
    ],
)
def test_elements(body: str, expected: str) -> None:
    page = f"<html><body>{body}</body></html>"
    assert zlcli.normalize(page, format="md", only=["structure"]).text == expected + "\n"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 20_000 + "中文" + "</div>" * 20_000,
        "<html><body>" + "<b>" * 5000 + "中文",
        "<html><body>" + "<table><tr><td>" * 3000 + "中文",
        "<html><body>" + "<ul><li>" * 3000 + "中文",
        "<html><body>" + "<blockquote>" * 3000 + "中文",
        "<html><p>中文<" + "<" * 50_000,
        "<html><!-- 中文",
        "<html><body><p>中文\x00\x01\ud800</p>",
    ],
)
def test_hostile_pages_end_and_keep_their_text(page: str) -> None:
    for form in ("text", "md"):
        assert "中文" in zlcli.normalize(page, format=form).text


def test_buttons_of_a_heading_and_names_of_the_site_are_no_title() -> None:
    post = "<p>请问暖气片要不要每年放一次水？放水的时候阀门先关哪一个？</p>"
    thread = "<title>暖气片要放水吗 - 居家 - 青溪论坛 - Powered by X</title><a>居家</a><a>青溪论坛</a>"
    for button in ("<a>[复制链接]</a>", "<span>[<a>编辑</a>]</span>", None):
        heading = "" if button is None else f"<h1>暖气片要放水吗 {button}</h1>"
        text = zlcli.normalize(f"<html><head></head><body>{thread}{heading}{post}</body></html>", format="md").text
        assert text.splitlines()[0] == "# 暖气片要放水吗"
        assert "链接" not in text
        assert "编辑" not in text
    page = f"<html><head><title>天气 - 多云转晴 - 某报</title></head><body>{post}</body></html>"
    assert zlcli.normalize(page, format="md").text.startswith("# 天气 - 多云转晴\n")


BODY = "各科室要在月底前把去年的卷宗清点一遍，缺页的要写明原因。"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (["一、检查内容", BODY, "<b>二、检查时间</b>", BODY], ["## 一、检查内容", BODY, "## 二、检查时间", BODY]),
        (["第一章 总则", BODY, "第二章 附则", BODY], ["## 第一章 总则", BODY, "## 第二章 附则", BODY]),
        (["<b>雨水偏少</b>", BODY, "<b>价格上涨</b>", BODY], ["## 雨水偏少", BODY, "## 价格上涨", BODY]),
        ([BODY, "1.&nbsp; 归档是否完整；", "2.&nbsp; 目录是否一致。"], [BODY, "1. 归档是否完整；\n2. 目录是否一致。"]),
        (["一、" + BODY, "二、" + BODY], ["一、" + BODY, "二、" + BODY]),
        (["<b>请按时完成</b>", BODY], ["**请按时完成**", BODY]),
        (["</p><h2>范围</h2><p>" + BODY, "一、内容", BODY], ["## 范围", BODY, "一、内容", BODY]),
    ],
)
def test_headings_that_a_page_shows_by_number_or_in_bold_only(body: list[str], expected: list[str]) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in body) + "</body></html>"
    once = zlcli.normalize(page, format="md").text
    assert once == "\n\n".join(expected) + "\n"
    assert zlcli.normalize(once, format="md", written_in="md").text == once


def test_the_date_of_a_byline_without_labels() -> None:
    article = (
        "<div><p>" + "</p><p>".join(f"第{n}年，山上的茶树又多种了三十亩，谷雨前后采摘。" for n in "一二三四五六") + "</p></div>"
    )
    head = "<h1>茶山的六年</h1><div><span>原创</span> <span>老周</span> <em>2022-03-20 08:00</em></div>"
    page = f"<html><head><title>茶山的六年</title></head><body>{head}{article}</body></html>"
    assert zlcli.normalize(page, format="md").text.count("2022-03-20 08:00") == 1


def test_an_empty_page() -> None:
    assert zlcli.normalize("<html></html>", format="md").text == ""


def test_what_is_left_out_is_listed(page: Path) -> None:
    result = zlcli.normalize(page.read_bytes(), format="md")
    rules = {change.rule for step in result.steps for change in step.examples if step.kind == "boilerplate"}
    assert rules <= {"outside the article", "", *BY_KIND}
    assert (page.stem in ("tables", "minutes")) is not bool(rules)


def test_without_the_packages_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(zlcli.ZlcliError, match=r"pip install 'zlcli\[html\]'"):
        zlcli.normalize("<html><p>中文", format="md")


def test_the_command_line_knows_pages_by_name_and_by_content(tmp_path: Path) -> None:
    fragment = tmp_path / "片段.htm"
    fragment.write_text("<p>只有<b>片段</b>，没有 html 元素。</p>", "utf-8")
    assert run("convert", "-f", "md", fragment).stdout.decode() == "只有**片段**，没有 html 元素。\n"
    assert run("convert", stdin=b"<html><p>\xe4\xb8\xad\xe6\x96\x87</html>").stdout.decode() == "中文\n"
    before = fragment.read_bytes()
    assert run("convert", "--to", "hans", "-i", fragment).returncode == 0
    assert fragment.read_bytes() == before


def page_of(body: str, title: str = "渡口的水位") -> str:
    prose = "<p>渡口的水位每天早晚各记一次，遇到大雨每小时加记一次，由值班的人签字。</p>"
    return f"<html><head><title>{title}</title></head><body><h1>渡口的水位</h1><div>{prose * 3}{body}</div></body></html>"


def markdown(body: str) -> str:
    return zlcli.normalize(page_of(body), format="md").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<p><a href="#a">水位为何要记？</a></p><p><a href="#b">谁来记？</a></p><p id="a">防汛。</p><p id="b">值班员。</p>',
            "水位为何要记？",
        ),
        (
            '<p><a href="#t">见下面的记录表</a>，<a href="#u">以及说明</a>。</p><h2 id="t">记录表</h2><h2 id="u">说明</h2>',
            "见下面的记录表，以及说明。",
        ),
        (
            '<h3>相关阅读</h3><ul><li><a href="/a.pdf">记录表</a></li><li><a href="/b.pdf">值班表</a></li></ul>',
            "[记录表](/a.pdf)",
        ),
        ("<h3>相关规定</h3><ul><li>水位超过三米要报告。</li></ul>", "水位超过三米要报告。"),
        (
            '<table border="1"><tr><td>钮</td><td>用</td></tr><tr><td><a href="/p">关闭窗口</a></td><td>关</td></tr></table>',
            "[关闭窗口](/p)",
        ),
        ('<p>见注<a href="#n1">[1]</a>。</p><p id="n1">[1] 旧志。</p>', "见注[1]。"),
        ('<h2><a name="s">分享</a></h2><p>各人带来的种子。</p>', "分享\n"),
        ('<h2><a href="#">回复</a></h2><p>信在这里。</p>', "回复\n"),
        ("<p>n 是天数，l 是里程。</p>", "n 是天数，l 是里程。"),
        ("<table><tr><td>1 2 3</td><td>前三天</td></tr><tr><td>4 5 6</td><td>后三天</td></tr></table>", "| 1 2 3 | 前三天 |"),
    ],
    ids=[
        "questions",
        "references",
        "files",
        "rules",
        "cells",
        "no way back",
        "a heading",
        "a heading that is a link",
        "letters",
        "numbers",
    ],
)
def test_what_only_looks_like_chrome_stays(body: str, expected: str) -> None:
    assert expected in markdown(body)


def test_headings_begin_below_the_title() -> None:
    assert "\n## 一号尺\n" in markdown("<h4>一号尺</h4><p>在桥下。</p><h5>刻度</h5><p>厘米。</p>")
    assert "\n### 刻度\n" in markdown("<h4>一号尺</h4><p>在桥下。</p><h5>刻度</h5><p>厘米。</p>")


@pytest.mark.parametrize("title", ["渡口的水位_水文_临河在线", "临河在线-水文-渡口的水位", "渡口的水位 | 临河在线"])
def test_the_title_is_the_part_that_the_page_shows(title: str) -> None:
    page = page_of("", title).replace("h1>", "div>").replace("<body>", '<body><h1><a href="/">临河在线</a></h1>')
    assert zlcli.normalize(page, format="md").text.startswith("# 渡口的水位\n")


def test_lists_and_notes_of_a_word_processor() -> None:
    item = "<p class=MsoNormal style='margin-left:{}pt;mso-list:l0 level{} lfo1'><span>{}<span>&nbsp;&nbsp;</span></span>{}</p>"
    items = item.format(21, 1, "·", "尺") + item.format(42, 2, "l", "木尺") + item.format(21, 1, "3.", "绳")
    note = '<p><a href="#r" name="n">[1]</a> 旧志。</p>'
    body = f'<p style="mso-outline-level:2">一 用具</p>{items}<p>如图<a href="#n" name="r">[1]</a>。</p>{note}'
    done = markdown(body)
    assert done.endswith("## 一 用具\n\n- 尺\n  - 木尺\n\n3. 绳\n\n如图[^1]。\n\n[^1]: 旧志。\n")


def test_a_page_that_stays_one_keeps_its_entities() -> None:
    page = page_of("\n&nbsp;&nbsp;&nbsp;&nbsp;以三天为限。\n")
    assert zlcli.repair(page).text == page
    assert "&nbsp;" not in zlcli.normalize(page, only=["html-entity"]).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>（一）定点。</b>每村一处。</p>", "**（一）定点**。每村一处。"),
        ("<p><b>水位（米）</b></p><p>三</p>", "**水位（米）**"),
        ("<p><b>水位（米）</b>三</p>", "**水位（米**）三"),
        ("<p>见<b>（一）定点</b>。</p>", "见（**一）定点**。"),
    ],
)
def test_marks_of_bold_beside_brackets(html: str, expected: str) -> None:
    """Marks count only where CommonMark takes them for emphasis: before a bracket at a block's head, behind it at its end."""
    assert f"{expected}\n" in markdown(html)


def test_an_encyclopedia_has_its_title_in_h1() -> None:
    page = page_of("<h2>（县城的老渡口）</h2><p>渡口在城东。</p>", "渡口的水位（县城的老渡口）_百科")
    assert zlcli.normalize(page, format="md").text.startswith("# 渡口的水位\n")


def test_a_table_that_lays_out_a_post_is_none_of_data_and_a_profile_is_its_name() -> None:
    row = "<tr><td><b>{}</b><br>等级：新手<br>积分：120</td><td>{}</td></tr>"
    post = "<div>1 楼　2007-5-19</div><div>白天没口，想改夜钓，请问用什么饵好？水深两米左右。</div>"
    table = f"<table><tr><th colspan=2>主题：夜钓</th></tr>{row.format('岸边人', post)}</table>"
    assert "|" not in markdown(table)
    assert "**岸边人**\n\n1 楼　2007-5-19\n" in markdown(table)
    assert "| 岸边人" in markdown(table.replace("<table>", "<table border=1>").replace("<b>", "").replace("</b>", ""))
    rules = "<p>岸边人<br>等级：新手<br>职责：看船</p>"
    assert "职责：看船" in markdown(rules)


def test_questions_in_bold_are_headings() -> None:
    asked = "".join(f"<p><b>问：{what}？</b></p><p>答：按水位来定，每天看两次。</p>" for what in ("何时开闸", "何时关闸"))
    assert "\n## 问：何时开闸？\n" in markdown(asked)
    assert "\n**问：何时开闸**？\n" in markdown("<p><b>问：何时开闸？</b></p><p>答：看水位。</p>")
