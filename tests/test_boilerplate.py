from __future__ import annotations

import pytest

import zlcli
from zlcli.layout.boilerplate import EDGE
from zlcli.layout.chrome import Chrome, classify

BODY = """河岸整修今日动工
第一段长三百米，预计两周完成；第二段视水位而定。
附件：施工图.pdf
（全文完）
"""


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页",
        "掃一掃在手機打開當前頁 |",
        "掃一掃在手機(jī)打開當(dāng)前頁(yè)",
        "【打印本页】 【关闭窗口】",
        "打印 | 关闭",
        "分享到：",
        "分享到： 微信 微博 QQ空间",
        "字体大小：大 中 小",
        "浏览次数：1234 次",
        "上一篇：春天里的第一场音乐会",
        "下一篇: 沒有了",
        "責任編輯：林小滿",
        "（责任编辑：林小满 网络编辑：周舟）",
        "当前位置：首页 > 新闻中心 > 文化",
        "您現在的位置: 首頁 » 法規 »",
        "某ICP备12345678号-1 某公网安备 33010602000001号",
        "友情链接：",
        "某某论坛-首页-版块列表-登录-注册-搜索",
        "请遵守本社区公约言论规则，不得违反国家法律法规",
        "网友评论仅供其表达个人看法，并不表明本网同意其观点",
        "章節錯誤,點此舉報",
        "只需一步，快速开始",
        "馬上註冊，結交更多好友，享用更多功能",
        "您需要 登录 才可以下载或查看，没有账号？立即注册",
        "加入书签 推荐投票",
    ],
)
def test_chrome_at_the_tail_goes(line: str) -> None:
    assert classify(line) in (Chrome.STRONG, Chrome.OPENER)
    assert cleaned(f"{BODY}\n{line}\n") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "我的分享到这里，谢谢大家！",
        "请打印本页后签字，并交到三楼。",
        "来源：老街日报",
        "（此件公开发布）",
        "返回",
        "打印",
        "上一篇文章里说过，河岸会塌。",
        "附件1 报名登记表.doc",
        "他扫了一扫落叶。",
        "2018年8月6日",
        "二○一○年十二月二十五日",
        "————",
        "‹系统›",
        ":(",
        "当前位置不安全。",
        "请遵守学校规则",
        "登录后可以评论",
        "评论仅供参考",
        "张三 | 李四 | 王五 | 赵六",
        "登录、注册和退出都记在日志里",
        "找回密码",
        "快速开始",
        "您需要登录才可以看到报表",
        "编辑：好的",
        "【说明】",
        "水位观察网 - example.com",
        "版权所有 老街日报",
        "加入河岸网",
        "}",
    ],
)
def test_lines_that_may_be_text_stay(line: str) -> None:
    for text in (BODY + line + "\n", line + "\n" + BODY, f"{BODY}{line}\n{BODY}"):
        assert cleaned(text) == text


def test_buttons_go_with_the_chrome_beside_them() -> None:
    assert cleaned(f"{BODY}返回\n【打印本页】\n收藏\n$('#share').show();\n") == BODY


def test_a_list_of_links_goes_with_its_title() -> None:
    assert cleaned(f"{BODY}\n友情链接\n某市政府网\n某省图书馆\n") == BODY


def test_prose_after_such_a_title_stays() -> None:
    text = f"{BODY}相关阅读\n这一节介绍背景，读者可以跳过。\n"
    assert cleaned(text).endswith("这一节介绍背景，读者可以跳过。\n")


def test_a_row_of_sections_is_a_menu_and_the_head_of_a_table_is_none() -> None:
    assert cleaned(f"某某网 | 新闻 | 民生 | 图片\n{BODY}") == BODY
    assert cleaned(f"首頁 玄幻 武俠 都市 排行榜\n{BODY}") == BODY
    table = "姓名 | 年龄 | 班级 | 备注\n甲 | 8 | 三 | 无\n"
    assert cleaned(table + BODY) == table + BODY


def test_the_middle_of_a_document_is_not_looked_at() -> None:
    body = "".join(f"第{i}行，正文。\n" for i in range(40))
    text = body + "分享到：\n" + body
    assert cleaned(text) == text


@pytest.mark.parametrize("count", [30, EDGE, 3 * EDGE])
def test_both_edges_of_short_and_long_documents(count: int) -> None:
    body = "".join(f"第{i}行，正文。\n\n" for i in range(count))
    result = zlcli.normalize(f"当前位置：首页 > 要闻\n\n{body}【打印本页】\n", only=["boilerplate"])
    assert result.text == body.removesuffix("\n")
    assert [change.line for change in result.steps[0].examples] == [1, 2 * count + 3]


def test_never_the_greater_part_of_a_document() -> None:
    text = "短\n分享到：\n【打印本页】\n扫一扫在手机打开当前页\n"
    assert cleaned(text) == text


def test_every_removed_line_is_written_down() -> None:
    chrome = [f"下一篇：第{i}篇" for i in range(15)]
    long_body = BODY * 10
    result = zlcli.normalize(long_body + "\n".join(chrome), only=["boilerplate"])
    assert [change.before for change in result.steps[0].examples] == chrome


def test_a_row_of_placeholders_is_no_trail_of_pages() -> None:
    text = "│cp <甲> <乙> │把文件“<甲>”复制成“<乙>”│\n│rm <甲> │删掉它，不再问一遍│\n乙是目录时放在它里面。\n"
    assert zlcli.normalize(text).text == text


def test_a_name_and_its_meaning_are_no_trail() -> None:
    text = "close - 关闭文件\n\n关闭文件以后，描述符可以再用。\n\n出错时返回负数，原因在变量里。\n"
    assert zlcli.clean(text).text == text
    markdown = zlcli.clean(text, format="md").text
    assert zlcli.clean(markdown, format="md").text == markdown


BODY = "关于检查阀门的通知\n\n各单位：\n\n请于本周五前查完阀门，并报送结果。我们将在下周抽查。逾期不报的，予以通报。\n"


def test_the_foot_of_a_site_on_one_line_goes_and_that_of_an_exhibition_stays() -> None:
    foot = "主办单位：云溪县人民政府 技术支持：云溪信息中心 网站地图 举报电话：000-0000 网站标识码：0000000000"
    assert classify(foot) is Chrome.STRONG
    assert classify(foot + " 地址：云溪县河滨路一号" * 4) is Chrome.STRONG
    assert (
        classify("主办单位：云溪县美术馆 承办单位：云溪画院 技术支持：云溪照明公司 联系我们：美术馆二楼") is not Chrome.STRONG
    )
    text = BODY + "\n检查从水厂开始，由各站的人自己查，再由邻站的人复查。查出的问题当天登记，能修的当天修好。\n"
    assert zlcli.clean(f"{text}\n{foot}\n").text == text


def test_what_a_novel_site_says_below_a_chapter_goes() -> None:
    tail = "\n上一章 目录 下一章\n\n收藏网址\n\n关闭小说模式\n\nLoading...\n"
    assert zlcli.clean(BODY + tail).text == BODY


def test_a_switch_of_language_and_an_address_are_no_title() -> None:
    title = "# 关于检查阀门的通知"
    assert zlcli.normalize(f"EN\n\n{BODY}", format="md").text.startswith(title)
    assert zlcli.normalize(f"https://example.org/a.html\n\n{BODY}", format="md").text.startswith(title)


@pytest.mark.parametrize(
    "line", ["（编辑：周舟）", "編輯：周舟　校對：林小滿", "[纠错]", "掃一掃，手機看新聞", "初审：周舟 复审：林小满 终审：何敏"]
)
def test_who_edited_a_page_goes_at_its_very_end_only(line: str) -> None:
    assert zlcli.clean(f"{BODY}\n{line}\n").text == BODY
    assert zlcli.clean(f"{BODY}\n【打印本页】\n{line}\n关闭窗口\n").text == BODY
    inside = f"{BODY}\n{line}\n\n{BODY}"
    assert zlcli.clean(inside).text.count("\n") == inside.count("\n")


@pytest.mark.parametrize("buttons", ["上一页\n目录\n下一页", "【上一頁】\n\n【下一頁】", "上页\n返回目录\n下页"])
def test_buttons_that_turn_pages_go_one_to_a_line_too(buttons: str) -> None:
    assert zlcli.clean(f"{BODY}\n{buttons}\n").text == BODY
    assert zlcli.clean(f"{buttons}\n\n{BODY}").text == BODY
    one = f"{BODY}\n下一页\n"
    assert zlcli.clean(one).text == one


def test_what_a_forum_says_to_strangers_goes_from_its_head() -> None:
    head = "河岸论坛 - example.com\n\n 找回密码\n 注册[Register]\n\nQQ登录\n\n只需一步，快速开始\n\n"
    assert zlcli.clean(head + BODY).text == BODY


def test_a_line_of_rights_and_an_invitation_go_with_other_chrome() -> None:
    assert cleaned(f"{BODY}【打印本页】\n河岸论坛 - 路桥版\n加入河岸论坛\n版权所有 老街日报\n") == BODY


def test_the_name_of_a_site_of_novels_goes_above_a_chapter_only() -> None:
    chapter = "第三章 过河\n\n" + "水退了，他把船推下去，自己跳上来。\n" * 3
    assert cleaned(f"青柳文学网\n{chapter}") == chapter
    assert cleaned(f"青柳文学网\n加入书架 | 返回书页\n{chapter}") == chapter
    assert cleaned(f"青柳文学网\n{BODY}") == f"青柳文学网\n{BODY}"


def test_the_panel_of_a_writer_goes_from_a_thread() -> None:
    thread = "楼主 2012-03-04 12:30\n河岸的路通了吗？\n"
    assert cleaned(f"{thread}积分 35\n威望 0 点\n注册时间 2010-1-1\n2# 2012-03-04 13:00\n通了，今天走过。\n") == (
        f"{thread}2# 2012-03-04 13:00\n通了，今天走过。\n"
    )
    assert cleaned(f"{thread}积分 35\n") == f"{thread}积分 35\n"


def test_who_sent_and_edited_a_report_goes_at_its_very_end() -> None:
    assert cleaned(f"{BODY}稿源：老街日报 编辑：林小满\n") == BODY


def test_one_page_number_that_interrupts_a_sentence_goes() -> None:
    first, second = "第一段长三百米，预计两周完成，第二段视水位", "而定，各工地的安全员每天巡查两次。\n"
    assert zlcli.normalize(f"{first}\n- 1 -\n{second}", only=["page"]).text.count("- 1 -") == 0
    own = f"{first}而定。\n{second}{first}而定。\n- 1 -\n{second}{second}{second}"
    assert zlcli.normalize(own, only=["page"]).text == own


@pytest.mark.parametrize("above", ["索   引   号", "新闻  政务  服务  互动"])
def test_a_spaced_label_and_a_row_of_sections_are_no_titles(above: str) -> None:
    page = f"{above}\n河岸整修工程施工公告\n发布时间：2019-03-04\n第一段长三百米，预计两周完成。\n"
    assert "# 河岸整修工程施工公告\n" in zlcli.normalize(page, format="md").text


def test_the_word_for_a_press_release_is_not_its_title() -> None:
    page = "新闻稿\n晴川推出能充电的助听器\n晴川今天宣布，能充电的助听器正式上市。\n"
    assert zlcli.normalize(page, format="md").text.startswith("# 晴川推出能充电的助听器\n")


def test_the_frame_of_an_accessible_page_goes() -> None:
    assert cleaned(f"跳到主要內容區塊\n回首頁 | 網站導覽 | 常見問答 | 意見信箱\n:::\n{BODY}") == BODY
    assert cleaned(f"河岸网 首页 本地 教育 房产\n{BODY}") == BODY
    assert cleaned(f"{BODY}免责声明：本文仅代表作者个人观点，与河岸网无关。\n") == BODY
    assert cleaned(f"{BODY}免责声明：见合同第三条。\n") == f"{BODY}免责声明：见合同第三条。\n"


@pytest.mark.parametrize(
    "line",
    [
        "声明：本网站转载的文章版权归原作者所有，如有侵权请联系删除。",
        "聲明：本站內容轉載自網路，如有侵權請聯繫刪除。",
        "凡本网注明“来源：本网”的作品，未经授权不得转载。",
        "特别声明：以上内容由用户上传并发布，本平台仅提供信息存储服务。",
    ],
)
def test_what_a_site_says_of_rights_below_an_article_goes(line: str) -> None:
    text = f"{BODY}\n{line}\n上一篇：某某开工\n"
    assert zlcli.normalize(text).text == BODY
    # Above the end of the text it is the text's own.
    assert zlcli.normalize(f"{line}\n\n{BODY}").text == f"{line}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    ["以上内容由市水务局负责解释。", "本网络平台由市文旅局负责运营，市民可以免费使用。", "“本站不代表本人立场。”他说。"],
)
def test_a_last_line_that_speaks_of_a_site_is_no_disclaimer(line: str) -> None:
    assert zlcli.normalize(f"{BODY}\n{line}\n").text == f"{BODY}\n{line}\n"


def test_the_rights_of_an_author_go_only_beside_what_a_site_left() -> None:
    rights = "本文版权归作者所有，转载请注明出处。"
    assert zlcli.normalize(f"{BODY}\n{rights}\n").text == f"{BODY}\n{rights}\n"
    assert zlcli.normalize(f"{BODY}\n{rights}\n【打印本页】\n").text == BODY


def test_a_numbered_step_is_no_button() -> None:
    steps = "离开时请按下列步骤检查：\n① 关水\n② 关灯\n③ 打印\n"
    assert cleaned(steps) == steps


@pytest.mark.parametrize("title", ["通知", "公告", "常见问题"])
def test_a_title_below_a_button_stays_though_menus_have_such_entries(title: str) -> None:
    body = "明天下午三点在三楼会议室召开安全生产工作会议，请准时参加。\n办公室\n"
    page = f"返回首页\n{title}\n{body}打印本页\n关闭窗口\n"
    assert zlcli.clean(page).text == f"{title}\n{body}"


def test_the_page_of_a_chapter_goes_from_its_title() -> None:
    text = "第十章 渡口(2 / 5)\n\n船老大把缆绳一圈一圈绕上木桩，等对岸的人喊船。\n上一页 目录 下一页\n"
    once = zlcli.normalize(text, format="md").text
    assert once == "# 第十章 渡口\n\n船老大把缆绳一圈一圈绕上木桩，等对岸的人喊船。\n"


def test_a_count_behind_other_lines_stays() -> None:
    text = "渡口班次(2/5)\n第十章讲渡口，第2/5页有图。\n"
    assert zlcli.normalize(text, only=["boilerplate"]).text == text
