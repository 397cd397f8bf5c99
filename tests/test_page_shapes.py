"""What sites make of a page around its text, in small pages of each kind: frames, lists of terms, captions, numbers."""

from __future__ import annotations

import pytest

import zlcli

TEXT = "渠首的闸门三年没有换过，入汛以前要逐扇检查，锈穿的当月更换。"
OTHER = "巡渠的人每天走两遍，早上看水位，傍晚看渠堤有没有渗水的地方。"


def markdown(body: str, title: str = "春灌前的检查") -> str:
    """Return the Markdown of a page of ``body``, the same in a second run."""
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    once = zlcli.normalize(page, format="md").text
    assert zlcli.normalize(once, format="md", written_in="md").text == once
    return once


def rules(body: str) -> set[str]:
    """Return the rules that a page of ``body`` was treated by."""
    page = f"<html><head><title>春灌前的检查</title></head><body>{body}</body></html>"
    return {change.rule for step in zlcli.normalize(page, format="md").steps for change in step.examples}


def test_above_the_title_stands_what_is_the_sites() -> None:
    menu = '<div id="t"><h2><a href="/">大渠水务</a></h2><a href="#U">:::</a><ul><li><a href="/a">公告</a></li></ul></div>'
    body = f"{menu}<div><h1>春灌前的检查</h1><p>{TEXT}</p></div><div><p>{OTHER}</p></div><div><p>{TEXT}{OTHER}</p></div>"
    assert markdown(body).startswith(f"# 春灌前的检查\n\n{TEXT}\n")


@pytest.mark.parametrize("above", ["入汛以前，各段要把闸门查完。", "水管〔2020〕8号"])
def test_above_the_title_a_sentence_or_a_number_stays(above: str) -> None:
    assert f"{above}\n" in markdown(f"<p>{above}</p><h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p>")


def test_between_title_and_text_subtitle_and_byline_stay_and_counters_go() -> None:
    text = "".join(f"<p>{TEXT}</p><p>{OTHER}</p>" for _ in range(4))
    head = "<h1>春灌前的检查</h1><h4>三百里渠道逐段过一遍</h4><p>本报记者　江岭</p><p>点击量 3021</p>"
    found = markdown(f'<div><div class="t">{head}</div><div class="c">{text}</div></div>')
    assert found.startswith(f"# 春灌前的检查\n\n三百里渠道逐段过一遍\n\n本报记者　江岭\n\n{TEXT}\n")


def test_the_foot_of_a_site_is_known_by_name_and_words() -> None:
    text = f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p>"
    foot = '<div class="footer"><p>本站内容由渠管处提供。版权所有，请勿转载。</p></div>'
    assert "foot of the site" in rules(text + foot)
    assert "渠管处" not in markdown(text + foot)
    assert "渠管处" in markdown(text + '<div class="footer"><p>渠管处</p><p>二〇二〇年三月四日</p></div>')


def test_terms_with_their_values_are_a_list() -> None:
    terms = "<dl><dt>渠&nbsp;&nbsp;&nbsp;长</dt><dd>三百里</dd><dt>建成</dt><dd><p>1958年</p></dd></dl>"
    assert "- 渠长：三百里\n- 建成：1958年\n" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{terms}<p>{OTHER}</p>")


def test_options_with_what_they_do_are_a_list() -> None:
    terms = (
        "<dl><dt><code>--level</code></dt><dd>水位，默认 <code>3</code>。</dd><dt><code>-q</code></dt><dd>不说话。</dd></dl>"
    )
    assert "- `--level`：水位，默认 `3`。\n- `-q`：不说话。\n" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{terms}")


def test_a_row_of_buttons_goes_whole() -> None:
    row = '<div><a href="javascript:window.print()">打印</a> | <a href="javascript:window.close()">关闭</a></div>'
    assert markdown(f"<h1>春灌前的检查</h1><div><p>{TEXT}</p><p>{OTHER}</p></div>{row}").endswith(f"{OTHER}\n")


def test_terms_that_chapters_explain_are_none() -> None:
    terms = f"<dl><dt>open_gate(level)</dt><dd><p>{TEXT}</p><p>{OTHER}</p></dd><dt>close()</dt><dd><p>{OTHER}</p></dd></dl>"
    assert "- " not in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{terms}")


def test_items_with_numbers_of_their_own_have_one() -> None:
    items = "<ul><li><span>1.</span> 查闸门；</li><li><span>2.</span> 清淤泥。</li></ul>"
    assert "1. 查闸门；\n2. 清淤泥。\n" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{items}")
    odd = "<ul><li>1.5 米深的先清；</li><li>2.5 米的后清。</li></ul>"
    assert "- 1.5 米深的先清；" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{odd}")


@pytest.mark.parametrize(
    "caption",
    ['<span class="description">渠首的闸门</span>', "<br>渠首的闸门", "<span>图 1　渠首的闸门</span>", "▲ 渠首的闸门"],
)
def test_a_caption_is_a_paragraph_of_its_own(caption: str) -> None:
    found = markdown(f'<h1>春灌前的检查</h1><p>{TEXT}</p><p><img src="a.jpg">{caption}</p><p>{OTHER}</p>')
    assert "![](a.jpg)\n\n" in found
    assert "渠首的闸门\n\n" in found


def test_a_picture_within_a_sentence_stays_there() -> None:
    body = f'<h1>春灌前的检查</h1><p>{TEXT}</p><p><img src="i.png"> 按下这个钮，闸门就升起来。</p>'
    assert "![](i.png) 按下这个钮" in markdown(body)


def test_numbers_above_titles_are_part_of_them() -> None:
    parts = "".join(
        f"<section><p><strong>0{n}</strong></p></section><section><p><strong>{name}</strong></p></section><p>{TEXT}</p>"
        for n, name in ((1, "看闸门"), (2, "看渠堤"))
    )
    assert "## 01 看闸门\n" in markdown(f"<h1>春灌前的检查</h1><p>{OTHER}</p>{parts}")


def test_numbers_that_do_not_count_up_stay() -> None:
    parts = "".join(
        f"<p><strong>{n}</strong></p><p><strong>{name}</strong></p><p>{TEXT}</p>" for n, name in ((58, "建成"), (62, "扩建"))
    )
    assert "**58**\n" in markdown(f"<h1>春灌前的检查</h1><p>{OTHER}</p>{parts}")


def test_lines_that_are_paragraphs_and_lines_that_are_verse() -> None:
    head = f"<h1>春灌前的检查</h1><p>{TEXT}</p>"
    assert "渠管处\n\n2020年3月1日\n" in markdown(head + "<p>渠管处<br>2020年3月1日</p>")
    assert "地址：闸口村\n\n电话：7654321\n" in markdown(head + "<p>地址：闸口村<br>电话：7654321</p>")
    assert "水到了。  \n人走了。\n" in markdown(head + "<p>水到了。<br>人走了。</p>")


def test_a_line_end_of_the_source_is_a_space_where_the_author_sets_spaces() -> None:
    text = "渠长300里，1958年建成，设闸12座，每座由\n2人看守。"
    assert "每座由2人" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{text}</p>")
    spaced = "渠长 300 里， 1958 年建成，设闸 12 座，每座由\n2 人看守。"
    assert "每座由 2 人" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{spaced}</p>")


def test_the_title_is_what_the_text_opens_with_if_the_page_is_named_otherwise() -> None:
    line = '<p align="center"><font size="5"><b>渠 系 简 介</b></font></p>'
    assert markdown(f"{line}<p>{TEXT}</p><p>{OTHER}</p>", "欢迎光临大渠水务站").startswith("# 渠系简介\n")


def test_the_heading_below_the_name_of_the_book_is_the_title() -> None:
    head = "<table><tr><td>闸门手册</td></tr></table>"
    found = markdown(f"{head}<h1>第 2 章 检查</h1><p>{TEXT}</p><p>{OTHER}</p>", "闸门手册 - 第 2 章 检查")
    assert found.startswith("# 第 2 章 检查\n")


def test_a_writers_picture_goes_and_the_name_stays() -> None:
    who = '<a href="/u/1"><img class="Avatar" src="a.jpg" alt="守闸人"></a><a href="/u/1">守闸人</a>'
    found = markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><div>{who}</div><p>{OTHER}</p>")
    assert "[守闸人](/u/1)" in found
    assert "a.jpg" not in found


def test_code_keeps_the_order_of_nested_highlighting_and_loses_its_buttons() -> None:
    code = (
        '<pre class="language-toml"><code><span class="t"><span>[</span>gate<span>]</span></span>\nwidth <span>=</span> 3\n'
        '}\n<span class="copy-code-btn">复制代码</span></code></pre>'
    )
    numbers = '<div class="line-numbers"><span>1</span><br><span>2</span><br><span>3</span><br></div>'
    found = markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><div>{code}{numbers}</div>")
    assert found.endswith("```toml\n[gate]\nwidth = 3\n}\n```\n")


def test_braces_inside_a_fence_are_no_leftovers() -> None:
    text = f"# 春灌\n\n{TEXT}\n\n```c\nint main() {{\n    open();\n}}\n```\n\n打印 关闭\n"
    assert "}\n```" in zlcli.normalize(text, format="md").text


def test_labels_below_a_sentence_are_of_the_text() -> None:
    body = f"<h1>春灌前的检查</h1><p>发布时间：2020-03-01　来源：渠管处</p><p>{TEXT}</p><p>时间：三月五日</p><p>地点：渠首</p>"
    assert markdown(body).endswith(f"- 来源：渠管处\n\n{TEXT}\n\n时间：三月五日\n\n地点：渠首\n")


def test_an_item_with_a_label_below_a_sentence_stays_an_item() -> None:
    found = markdown(f"<h1>闸门</h1><p>{TEXT}</p><h2>宽度</h2><ul><li>类型：整数</li><li>默认：三米</li></ul>", "闸门")
    assert "- 类型：整数\n- 默认：三米\n" in found


def test_what_an_article_ends_with_is_dropped_from_the_end_only() -> None:
    head = "<h1>春灌前的检查</h1><p>2020-03-01 08:00　来源：渠管处</p>"
    last = (
        '<p><a href="/"><img src="e.png"></a> 本文来源：渠管处 责任编辑：江岭</p><p>渠管处　版权所有</p><p>地址：闸口村9号</p>'
    )
    assert markdown(f"{head}<p>{TEXT}</p><p>{OTHER}</p>{last}").endswith(f"{OTHER}\n")
    assert "地址：闸口村9号" in markdown(f"{head}<p>{TEXT}</p><p>{OTHER}</p><p>地址：闸口村9号</p>")


def test_tags_and_calls_for_a_program_go() -> None:
    body = (
        f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>请继续往下阅读...</p><p>{OTHER}</p>"
        '<div>关键字：<a href="/t/1">渠道</a><a href="/t/2">闸门</a></div><p>天天有新闻 <a href="/app">点我下载APP</a></p>'
    )
    assert markdown(body) == f"# 春灌前的检查\n\n{TEXT}\n\n{OTHER}\n"
    assert "row of tags" in rules(body)


def test_a_file_is_known_by_the_name_that_its_link_shows() -> None:
    text = "".join(f"<p>{TEXT}</p><p>{OTHER}</p>" for _ in range(4))
    file = '<p>附件【<a href="/download.jsp?id=88">闸门清单.docx</a>】已下载<span>37</span>次</p>'
    found = markdown(f'<div><h1>春灌前的检查</h1><div id="c"><div>{text}</div></div>{file}<p><a href="/n">下一条</a></p></div>')
    assert found.endswith("附件【[闸门清单.docx](/download.jsp?id=88)】\n")


def test_a_picture_that_text_runs_around_stands_above_it() -> None:
    body = f'<h1>春灌前的检查</h1><p>{OTHER}</p><p><img src="a.jpg" align="left">{TEXT}</p>'
    assert f"![](a.jpg)\n\n{TEXT}\n" in markdown(body)


def test_the_name_of_a_notice_is_bold() -> None:
    notice = f'<div class="custom-block tip"><p class="custom-block-title">提示</p><p>{OTHER}</p></div>'
    assert f"**提示**\n\n{OTHER}\n" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{notice}")


def test_boxes_of_a_list_say_what_is_done() -> None:
    items = '<ul><li><input type="checkbox" checked disabled> 查闸门</li><li><input type="checkbox"> 清淤泥</li></ul>'
    assert "- [x] 查闸门\n- [ ] 清淤泥\n" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p>{items}")


def test_a_question_as_title_is_no_text_that_ends_the_head() -> None:
    head = '<h1>闸门为什么锈了？</h1><p><span>2020-03-01 09:12</span><span>来源: <a href="/u">渠管处</a></span></p>'
    found = markdown(f"{head}<p>{TEXT}</p><p>{OTHER}</p>", "闸门为什么锈了？_闸门_渠管处")
    assert found.startswith("# 闸门为什么锈了？\n\n2020-03-01 09:12\n\n- 来源：渠管处\n")


def test_the_day_of_a_newspaper_stands_above_the_title() -> None:
    body = f"<div>2012年6月11日　星期一</div><div><h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p></div>"
    assert markdown(body).startswith("# 春灌前的检查\n\n2012年6月11日　星期一\n")
    assert "星期一" not in markdown(body.replace("2012", "今天是2012"))


def test_the_posts_of_a_bar_have_author_and_time() -> None:
    def post(number: int, name: str, said: str) -> str:
        tail = f'<ul class="p_tail"><li><span>{number}楼</span></li><li><span>2014-11-02 21:3{number}</span></li></ul>'
        return (
            f'<div class="l_post"><a class="p_author_name" href="/home?un={number}">{name}</a>'
            f'<div id="post_content_{number}" class="d_post_content">{said}</div><div>{tail}<a href="#">举报</a></div></div>'
        )

    body = f'<h3 class="core_title_txt">闸门锈了怎么办呢</h3>{post(1, "守闸人", TEXT)}{post(2, "巡渠人", OTHER)}'
    assert markdown(body, "闸门锈了怎么办呢【水利吧】_贴吧") == (
        f"# 闸门锈了怎么办呢\n\n[守闸人](/home?un=1)\n\n2014-11-02 21:31\n\n{TEXT}\n\n"
        f"[巡渠人](/home?un=2)\n\n2014-11-02 21:32\n\n{OTHER}\n"
    )


def test_what_software_sets_below_an_article_goes() -> None:
    end = "<div><b>------分隔线----------------------------</b></div><div>顶一下</div><div>(7)</div><div>87.5%</div>"
    found = f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p>"
    assert markdown(found + end).endswith(f"{OTHER}\n")
    assert TEXT in markdown(f"<h1>春灌前的检查</h1><p>{OTHER}</p><p>------分隔线------</p><p>{TEXT}</p>").split(OTHER)[1]


def test_counters_and_neighbours_of_an_article_go() -> None:
    end = "<div>阅读(231)┊ 评论 (5)┊ 收藏(2)</div><p>前一篇：<a href='/1'>看渠</a></p><p>后一篇：<a href='/2'>清淤</a></p>"
    assert markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p>{end}").endswith(f"{OTHER}\n")


def test_links_to_short_sections_are_contents() -> None:
    links = '<ul><li><a href="#a">检查闸门</a></li><li><a href="#b">检查渠堤</a></li></ul>'
    parts = f'<div id="a"><h3>检查闸门</h3><p>锈穿的当月更换。</p></div><div id="b"><h3>检查渠堤</h3><p>{OTHER}</p></div>'
    assert "](#" not in (found := markdown(f"<h1>春灌前的检查</h1>{links}{parts}"))
    assert found.count("检查闸门") == 1


def test_the_time_between_brackets_below_a_title_is_the_date() -> None:
    body = f"<div><h2>春灌前的检查</h2><span>(2012-09-23 20:14:07)</span></div><div><p>{TEXT}</p><p>{OTHER}</p></div>"
    assert markdown(body).startswith(f"# 春灌前的检查\n\n2012-09-23 20:14:07\n\n{TEXT}\n")


def test_items_are_a_list_in_a_page_with_headings_too() -> None:
    items = "<p>1. 灌沙，踩实；</p><p>2. 换板；</p><p>3. 再响就垫木条。</p>"
    assert "1. 灌沙，踩实；\n2. 换板；\n3. 再响就垫木条。\n" in markdown(
        f"<h1>春灌前的检查</h1><h2>渠桥</h2><p>{TEXT}</p>{items}"
    )
    assert "3\\. 只有一条" in markdown(f"<h1>春灌前的检查</h1><h2>渠桥</h2><p>{TEXT}</p><p>3. 只有一条</p><p>{OTHER}</p>")


def test_a_quotation_that_is_the_text_is_none() -> None:
    quote = f"<blockquote><p>{TEXT}</p><p>{OTHER}</p></blockquote>"
    assert "> " not in markdown(f"<h1>春灌前的检查</h1>{quote}<p>渠管处</p>")
    assert f"> {TEXT}" in markdown(f"<h1>春灌前的检查</h1><p>{OTHER}{OTHER}</p>{quote}<p>{TEXT}{OTHER}</p>")


def test_credits_at_the_end_go_and_a_source_stays() -> None:
    end = "<p>▼</p><p>来源：渠志</p><p>编辑：小渡</p><p>审核：何家湾</p><p>点个在看你最好看</p>"
    assert markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>{OTHER}</p>{end}").endswith("来源：渠志\n")
    assert "▼" in markdown(f"<h1>春灌前的检查</h1><p>{TEXT}</p><p>▼</p><p>{OTHER}</p>")
