"""What sites of governments and public accounts set around a document, in the order that pages have it."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout.chrome import Chrome, classify

BODY = """关于老渡口清淤的通知
各村民委员会：
　　老渡口河段淤积严重，定于本月下旬清淤，请各村提前移走渔网。
　　清淤期间渡船改在上游停靠，往返各村的班次不变。
　　有疑问的，请到镇水利站当面咨询。
"""


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "↑点击上方“老街生活”关注我们↑",
        "長按識別二維碼",
        "长按二维码 关注我们",
        "微信扫一扫，关注公众号",
        "点个“在看”，让更多人看到",
        "戳“阅读原文”，查看更多精彩",
        "设为星标，不错过每一篇推送",
        "往期推荐",
        "友善列印 轉寄好友 分享至Facebook 分享至LINE",
        "隱私權政策 | 資訊安全政策 | 政府網站資料開放宣告",
        "當前位置：首頁 → 政務公開 → 通知公告",
        "無障礙閱讀 | 長者模式 | 繁體 | 登錄",
    ],
)
def test_calls_and_buttons_are_chrome(line: str) -> None:
    assert classify(line) in (Chrome.STRONG, Chrome.OPENER)
    assert cleaned(f"{BODY}{line}\n") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "他点了“在看”，又把二维码发给了母亲",
        "1. 长按识别二维码",
        "● 扫码关注公众号",
        "请扫描下方二维码报名参加",
        "关注“老街生活”",
        "END",
        "阅读原文",
        "高级搜索",
        "隐私权政策",
        "地址：老街镇河岸路1号　电话：0000-1234567",
        "建议使用新版浏览器打开报名系统",
        "更新日期：2020-04-06",
    ],
)
def test_what_may_be_text_stays(line: str) -> None:
    assert cleaned(f"{BODY}{line}\n") == f"{BODY}{line}\n"
    assert cleaned(f"{line}\n{BODY}") == f"{line}\n{BODY}"


def test_date_and_source_stay_beside_many_buttons() -> None:
    line = "发布时间：2023-02-14 09:12  来源：镇水利站  浏览次数：10 次  字号：[大 中 小]  [打印]  [关闭]"
    assert classify(line) is Chrome.NONE
    markdown = zlcli.normalize(BODY.replace("各村民", line + "\n各村民", 1), format="md").text
    assert "- 发布时间：2023-02-14 09:12\n- 来源：镇水利站\n" in markdown


def test_the_menu_and_the_name_of_the_site_go_with_the_trail() -> None:
    above = "老街镇人民政府门户网站\n首页\n走进老街\n政务公开\n当前位置：首页 → 政务公开 → 通知公告\n"
    assert cleaned(above + BODY) == BODY


@pytest.mark.parametrize(("below", "stays"), [("关于老渡口清淤的通知\n", False), ("清淤分三段进行，先上游，后下游。\n", True)])
def test_the_name_of_the_section_goes_if_a_title_stands_below_it(below: str, stays: bool) -> None:
    text = f"您的位置：首页 >> 水利 >> 水利动态\n水利动态\n{below}　　第一段正文在这里，第二段在下面。\n"
    assert ("水利动态" in cleaned(text)) is stays


def test_the_foot_of_a_site_goes_down_to_its_last_line() -> None:
    foot = (
        "瀏覽人次：318　更新日期：111-04-06\n回上一頁\n隱私權政策 | 資訊安全政策\n"
        "地址：老街鎮河岸路1號　電話：0000-1234567\n建議使用新版瀏覽器，最佳解析度 1024x768\n"
    )
    assert cleaned(BODY + foot) == BODY


def test_the_end_of_an_article_goes_with_the_calls_below_it() -> None:
    assert cleaned(f"{BODY}- END -\n文字 | 阿禾\n长按识别二维码\n关注“老街生活”\n阅读原文\n") == f"{BODY}文字 | 阿禾\n"


def test_a_site_with_its_address_is_no_title() -> None:
    assert cleaned(f"老街法规网 www.example.com\n{BODY}") == BODY
    several = "老街法规网 www.example.com\n河岸新闻网 www.example.org\n以上两个网站今年改版。\n另有一个正在建设。\n"
    assert cleaned(several).startswith("老街法规网")


TAIL = "返回列表\n支持手机扫描二维码阅读\n意见簿（12）\n我要投诉\n关于本站 | 作者投稿 | 法律声明\n"


def test_what_is_left_below_sure_chrome_goes_with_it() -> None:
    assert cleaned(BODY + TAIL.replace("（12）", " (12)")) == BODY


@pytest.mark.parametrize(
    "line",
    ["附件：施工图.pdf", "老街镇人民政府\n2020年3月4日", "（全文完）", "一、工期", "1. 渔网", "联系人：林小满", "渡船照常开。"],
)
def test_what_a_document_ends_with_stays_below_a_button(line: str) -> None:
    assert line in cleaned(f"{BODY}分享到：\n【打印本页】\n{line}\n")


def test_one_button_takes_nothing_with_it() -> None:
    assert cleaned(f"{BODY}分享到：\n老街的人\n渡口的人\n河岸的人\n") == f"{BODY}老街的人\n渡口的人\n河岸的人\n"


@pytest.mark.parametrize("line", ["[收藏此书] [投票] [打赏作者]", "[ 投诉 ]", "字号 T | T", "【打印】"])
def test_buttons_between_brackets(line: str) -> None:
    assert classify(line) is Chrome.STRONG


@pytest.mark.parametrize("line", ["[求助] [已解决]", "【说明】", "[评论]", "字号", "[纠错]"])
def test_tags_between_brackets_are_none(line: str) -> None:
    assert classify(line) is not Chrome.STRONG


@pytest.mark.parametrize(("trail", "goes"), [("新闻中心 > 新闻稿", True), ("文件 > 打开", False)])
def test_a_short_trail_above_everything(trail: str, goes: bool) -> None:
    assert (trail not in cleaned(f"{trail}\n{BODY}")) is goes


def test_a_site_greets_above_the_trail() -> None:
    above = "网站支持IPv6\n今天是2022年9月21日 星期三\n老街镇人民政府门户网站\n首页 > 政务公开 > 通知公告\n"
    assert cleaned(above + BODY) == BODY


def test_rights_above_a_row_of_links_at_the_end() -> None:
    rights = "版权声明：凡本网注明“来源：老街新闻网”的作品，未经授权不得转载。\n"
    foot = f"相关新闻\n渡口今年换新船\n{rights}关于我们 | 广告服务 | 诚聘英才\nCopyright 2010-2020 老街新闻网 版权所有\n"
    assert cleaned(BODY + foot) == BODY


def test_a_trail_torn_into_lines_goes() -> None:
    assert cleaned(f"您当前所在位置：\n首页\n>\n政务公开\n>\n政策文件\n{BODY}") == BODY
    once = f"甲\n>\n乙\n{BODY}"
    assert cleaned(once) == once


THREAD = """1楼
老周 发表于 2013-6-1 09:12:45
大家说说最难忘的零食，我先来。
只看楼主 收藏 回复
2楼
老吴 发表于 2013-6-1 09:30:02
麦芽糖！
回复
"""


def test_a_title_that_only_the_trail_names_stays() -> None:
    found = zlcli.normalize(f"河岸论坛 » 灌水乐园 » 大家都说说最难忘的零食\n{THREAD}1 2 3 下一页\n", format="md").text
    assert found.startswith("# 大家都说说最难忘的零食\n\n1楼\n\n老周 发表于")
    assert "回复" not in found
    assert "下一页" not in found
    again = cleaned(f"首页 > 灌水乐园 > 大家都说说最难忘的零食\n大家都说说最难忘的零食\n{THREAD}")
    assert again.count("大家都说说最难忘的零食") == 1


def test_what_stands_above_buttons_that_point_both_ways_stays() -> None:
    above = "河岸文学 -> 武侠 -> 断桥 -> 正文 第四章 断桥\n第四章 断桥\n小说：断桥　作者：江上客\n"
    story = "　　雪落了一夜，桥断了。老船夫把桨往船板上一放，说这水要到开春才退，过不去了。\n　　他看着对岸的灯火，一言不发。\n"
    assert cleaned(f"{above}← 上一章 目录 下一章 →\n{story}") == f"第四章 断桥\n小说：断桥　作者：江上客\n{story}"


def test_the_name_of_an_account_in_a_call() -> None:
    assert cleaned(f"{BODY}扫描二维码，关注老街官方微信\n【打印本页】\n") == BODY
    alone = f"{BODY}扫描二维码，关注老街官方微信\n"
    assert cleaned(alone) == alone


def test_explanations_that_a_site_links_to() -> None:
    assert cleaned(f"{BODY}相关解读：《清淤办法》政策解读\n打印本页   关闭窗口\n") == BODY


@pytest.mark.parametrize("line", ["上页 1 2 3 4 … 9 下页 到页 确定", "1 2 3 下一页", "点击蓝字，关注河湾观察", "点收藏"])
def test_pagers_and_calls_with_a_name(line: str) -> None:
    assert classify(line) is Chrome.STRONG


@pytest.mark.parametrize("line", ["2 下一页", "他点了蓝字，又关注了河湾观察的每一篇新文章", "公众号"])
def test_what_only_looks_like_them(line: str) -> None:
    assert classify(line) is not Chrome.STRONG


def test_the_card_of_an_account_goes() -> None:
    card = "▼ 点击下方卡片，关注我们 ▼\n河湾观察\n记录一条河边的人和事。\n126篇原创内容\n公众号\n"
    assert cleaned(BODY + card) == BODY
    told = "他数了数，河湾观察有\n126篇原创内容\n"
    assert cleaned(BODY + told) == BODY + told


@pytest.mark.parametrize(
    "line",
    [
        "字体显示：大 中 小",
        "文章录入：admin 责任编辑：admin",
        "上一篇文章： 清淤公告",
        "下一則新聞",
        "Skip to content",
        "分享 f LINE 複製連結",
    ],
)
def test_more_buttons(line: str) -> None:
    assert classify(line) is Chrome.STRONG


FRAME = """上一条
没有了
下一条
老街政处〔2020〕7号
联系电话：0000-1234567
便民服务
您是第 20,311 位访客
"""


def test_lines_that_no_rule_knows_are_judged_by_their_company() -> None:
    assert cleaned(BODY + FRAME) == BODY
    assert cleaned(BODY + "便民服务\n老街政处〔2020〕7号\n联系电话：0000-1234567\n").endswith("联系电话：0000-1234567\n")


@pytest.mark.parametrize(
    "end", ["联系人：林小满\n电话：0000-7654321\n", "老街镇人民政府\n2020年3月4日\n", "附件：\n1. 渔网.doc\n"]
)
def test_what_closes_a_document_above_the_frame_stays(end: str) -> None:
    assert cleaned(BODY + end + FRAME) == BODY + end


def test_a_file_that_was_fetched_so_often_is_of_the_frame() -> None:
    assert cleaned(f"{BODY}附件【渔网.doc】已下载198次\n上一条：停航公告\n下一条：复航公告\n") == BODY


def test_a_row_of_sections_takes_what_stands_above_it_along() -> None:
    head = "老街镇水利站\n网站支持IPv6\n请输入关键字\n首页 信息公开 通知 详情\n"
    assert cleaned(head + BODY) == BODY
    assert cleaned("老街镇水利站\n要闻 公告 通知公告 政务公开\n" + BODY) == BODY
    assert cleaned("四季\n春天 夏天 秋天 冬天\n" + BODY).startswith("四季\n春天")


def test_a_disclaimer_broken_into_lines_goes_whole() -> None:
    broken = "*本网站有关内容转载自授权网站，如您认为侵犯了您的权益，\n请您来信来电声明，本网站将在24小时内删除。\n"
    assert cleaned(BODY + broken) == BODY


def test_what_stands_above_a_disclaimer_stays() -> None:
    said = "*本网站有关内容由村民供稿，渡船班次以码头公告为准。\n"
    assert cleaned(f"{BODY}{said}以上内容来自网友，侵删。\n") == BODY + said


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("老船工 | 2008-3-7 19:54:07 | 显示全部楼层", "老船工 2008-3-7 19:54:07"),
        ("查看11 | 回复2 | 2008-3-7 19:54:07 | 显示全部楼层 |阅读模式", "2008-3-7 19:54:07"),
        ("老船工  | 发表于 2005-8-4 21:37:32 | 显示全部楼层 |阅读模式 来自 江边", "老船工 发表于 2005-8-4 21:37:32"),
    ],
)
def test_the_head_of_a_post_keeps_who_and_when(head: str, kept: str) -> None:
    assert cleaned(f"渡船几点开\n\n{head}\n早上六点，大水时停。\n") == f"渡船几点开\n\n{kept}\n早上六点，大水时停。\n"


def test_traces_of_forwarding_go_with_the_signature() -> None:
    traces = "--\n※ 發信站: 江邊站(river)\n※ heron:轉錄至看板 Ferry      12/10 17:03\n※ 轉錄者: egret (10.0.0.7), 12/10/2015\n"
    assert cleaned("發信人: heron, 信區: Ferry\n\n早上六點開船，大水時停。\n" + traces) == (
        "發信人: heron, 信區: Ferry\n\n早上六點開船，大水時停。\n"
    )


def test_a_row_of_buttons_with_values_is_chrome() -> None:
    assert classify("[本篇全文] [回复文章] [本篇作者：某人] [回信给作者][分享到 甲微博 乙微博]") is Chrome.STRONG


def test_a_row_of_a_table_with_a_time_is_no_head_of_a_post() -> None:
    text = "老船工 | 2008-3-7 19:54:07 | 会议室\n早上六点，大水时停。\n"
    assert cleaned(text) == text


def test_the_end_of_a_manual_is_no_frame() -> None:
    end = "系统要求\n推荐浏览器：Chrome\n最佳分辨率：1024×768\n更新方式：在线\n"
    assert cleaned(BODY + end) == BODY + end
    assert cleaned(BODY + "六、隐私保护\n七、版权所有\n八、联系我们\n") == BODY + "六、隐私保护\n七、版权所有\n八、联系我们\n"


def test_links_without_any_mark_go_with_their_heading() -> None:
    links = "链接\n证券交易所\n期货交易所\n行业协会\n关于我们\n投诉举报\n总访问量 1203388\n"
    assert cleaned(f"{BODY}老街镇水利站\n2021年12月28日\n{links}") == f"{BODY}老街镇水利站\n2021年12月28日\n"


def test_a_number_to_call_is_of_the_menu_above_the_trail() -> None:
    head = "老街镇纪委网站\n举报电话：0000-12388\n首页\n审查调查\n巡察工作\n当前位置：网站首页>工作动态>传真\n"
    assert cleaned(head + BODY) == BODY


def test_who_runs_the_site_and_what_a_browser_shows_go_with_the_menu_above_the_trail() -> None:
    menu = "老街镇\n今天是：2021年9月3日 星期五\n返回首页\n首页 > 公开 > 通知\n"
    assert cleaned(f"关于老渡口清淤的通知_老街镇人民政府\n{menu}{BODY}") == BODY
    row = "老街文明网\n老街要闻 | 文明创建 | 志愿服务 | 公益广告\n首页 > 志愿服务\n"
    assert cleaned(f"中共老街镇委员会主办\n{row}{BODY}") == BODY
    assert cleaned(f"一篇没有别的题目的文章在这里\n{menu}{BODY[11:]}").startswith("一篇没有别的题目的文章在这里\n")


def test_a_site_that_has_nothing_to_show() -> None:
    assert cleaned(f"{BODY}附件下载\n暂无附件\n关闭窗口 打印此页\n网站地图 | 隐私声明 | 关于本站\n") == BODY


def test_a_trail_between_slashes_below_the_menu_and_tags_above_the_foot() -> None:
    head = "云上政策平台\n首页 政策库 政策解读 申报通知\n政策库 / 市级政策 / 政策原文\n"
    tags = "政策标签\n会展业\n资金奖补\n相似政策\n山南镇会展业扶持办法\n政策有帮助吗？\n有帮助(36) 没帮助(2)\n"
    assert cleaned(f"{head}{BODY}{tags}关于平台 | 使用指南 | 意见反馈\n老街镇水利站 版权所有\n") == BODY
    assert cleaned(BODY + tags[:14]) == BODY + tags[:14]
