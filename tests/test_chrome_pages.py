"""Whole pages copied as text: menus with a line for each entry, lists of other pages, encyclopaedias, forums."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout.chrome import Chrome, classify

BODY = """老街米糕的做法
　　先把粳米泡上一夜，第二天清早磨成米浆，再用细布滤干。
　　滤好的米粉揉碎过筛，铺进蒸笼，撒上桂花和红糖。
　　大火蒸一刻钟，揭盖时不要让水滴落在糕上。
"""


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


def markdown(text: str) -> str:
    return zlcli.normalize(text, format="md").text


FOOT = """分享到：
微博
相关新闻
米价今年涨了吗？
老街，一条卖米糕的街 2019-03-02
24小时热榜
1
蒸笼怎么选
2
糖价，又跌了！
新闻热线：0000-1234567　举报邮箱：jubao@example.com
网站地图 | 关于我们
"""


def test_links_that_ask_or_have_a_comma_go_with_their_list() -> None:
    assert cleaned(BODY + FOOT) == BODY


@pytest.mark.parametrize("line", ["糖价，又跌了！", "米价今年涨了吗？"])
def test_a_question_that_no_list_holds_stays(line: str) -> None:
    assert line in cleaned(f"{BODY}分享到：\n微博\n{line}\n打印本页\n网站地图 | 关于我们\n")


def test_prose_below_a_list_of_links_stays() -> None:
    assert "米糕店在街口第三家。" in cleaned(f"{BODY}相关新闻\n蒸笼怎么选\n米糕店在街口第三家。\n分享到：\n微博\n")


@pytest.mark.parametrize("line", ["本周热门文章", "点击排行榜", "您可能也感兴趣", "看了又看", "24小时热榜"])
def test_headings_of_lists_of_links(line: str) -> None:
    assert classify(line) in (Chrome.WEAK, Chrome.OPENER)
    assert cleaned(f"{BODY}{line}\n　　下面的几样点心也好做。\n") == f"{BODY}{line}\n　　下面的几样点心也好做。\n"


@pytest.mark.parametrize("line", ["推荐信", "阅读这篇文章的人很多", "日新月异", "最新的做法", "总评", "关注米价"])
def test_what_only_begins_like_one_is_none(line: str) -> None:
    assert classify(line) is Chrome.NONE


COLUMN = "老街美食\n首页\n菜谱大全\n食材\n登录\n注册\n帮助\n收藏\n0\n"


def test_a_menu_with_a_line_for_each_entry() -> None:
    assert cleaned(COLUMN + BODY) == BODY


def test_what_a_menu_goes_on_with_above_a_longer_title() -> None:
    more = "家常菜\n小吃\n烘焙\n汤羹\n"
    title = "老街米糕的五种做法和两种吃法"
    assert cleaned(COLUMN + more + BODY.replace("老街米糕的做法", title)) == BODY.replace("老街米糕的做法", title)


def test_short_lines_without_a_menu_stay() -> None:
    poem = "渡口\n老街\n河岸\n登录\n灯火\n船\n雪\n" + BODY
    assert cleaned(poem) == poem


def test_an_encyclopaedia() -> None:
    page = (
        "首页\n登录\n帮助\n收藏\n老街米糕\n播报\n编辑\n讨论\n上传视频\n"
        "老街米糕是老街一带的米制点心，以粳米、桂花和红糖蒸成。\n"
        "目录\n1 历史\n2 做法\n▪ 磨浆\n▪ 上笼\n"
        "历史\n播报\n编辑\n相传最早的一家开在渡口，卖给过河的船工。\n做法\n播报\n编辑\n磨浆\n粳米泡一夜以后磨成浆。\n上笼\n大火蒸一刻钟。\n"
        "词条标签： 点心 ， 小吃\n编辑次数：12次\n在线客服\n未通过词条申诉\n"
    )
    found = markdown(page)
    assert found.startswith("# 老街米糕\n\n老街米糕是")
    assert "## 历史\n\n相传" in found
    assert "## 做法\n\n### 磨浆\n\n粳米" in found
    assert "播报" not in found
    assert "词条" not in found


POST = "阿禾\n56 主题 1203 帖子 4580 积分\n金牌会员\n积分 4580\n发消息\n楼主\n发表于 2018-6-19 22:14:07 | 只看该作者\n"


def test_a_name_above_its_panel_joins_the_date_of_the_post() -> None:
    thread = (
        f"老街论坛»论坛›美食›米糕怎么蒸\n米糕怎么蒸 [复制链接]\n{POST}先泡米，再磨浆。\n收藏8 分享 支持2 反对\n"
        "老吴\n沙发\n发表于 2018-6-19 22:40:51\n大火还是小火？\n1 2 3 / 3 页下一页\n"
    )
    found = markdown(thread)
    assert found == (
        "# 米糕怎么蒸\n\n阿禾 发表于 2018-6-19 22:14:07\n\n先泡米，再磨浆。\n\n"
        "老吴 发表于 2018-6-19 22:40:51\n\n大火还是小火？\n"
    )


def test_a_frame_that_is_a_box() -> None:
    box = "┏━━━━━━━━━━━┓\n┃本书由老街书屋 www.example.com 整理┃\n┃版权归作者所有┃\n┗━━━━━━━━━━━┛\n"
    assert cleaned(box + BODY) == BODY


def test_days_of_a_journey_are_headings() -> None:
    day = "早上从渡口出发，沿河走了十来里，中午在老街吃了米糕和鱼汤。\n"
    text = f"环湖三日\n{day}第一天：渡口到老街\n{day}第二天：老街到垭口\n{day}"
    assert markdown(text).count("\n## 第") == 2


def test_a_credit_below_a_picture_does_not_part_a_heading_from_its_text() -> None:
    text = "　　米糕店天不亮就开门，街上的人闻着香味就醒了，这样过了三十年。\n"
    page = f"老街早市\n{text}　　图为米糕出笼。老街晚报 供图\n　　一笼卖三百块\n{text}　　最老的客人九十岁\n{text}"
    assert "\n## 一笼卖三百块\n" in markdown(page)


@pytest.mark.parametrize("title", ["老街农贸市场管理规程", "老街环境整治导则"])
def test_kinds_of_attached_documents(title: str) -> None:
    notice = "关于印发的通知\n各村：\n　　现印发给你们，请照此执行。\n老街镇人民政府\n2020年3月4日\n"
    text = f"{notice}{title}\n（试行）\n一、总则\n　　第一句在这里。\n"
    assert f"\n# {title}\n" in markdown(text)


def test_a_tag_and_a_note_between_brackets_are_a_title() -> None:
    text = f"[游记] 环湖三日（附清单）\n作者：阿禾\n　　{BODY.splitlines()[1].strip()}\n"
    assert markdown(text).startswith("# [游记] 环湖三日（附清单）\n")


def test_a_menu_of_usual_sections_needs_no_button() -> None:
    menu = "老街网\n新闻\n财经\n体育\n娱乐\n科技\n汽车\n美食\n"
    assert cleaned(menu + BODY) == BODY


def test_a_post_of_a_blog() -> None:
    page = (
        "首页\n博客\n登录/注册\n会员中心\n创作\n老街米糕怎么做才不塌\n"
        "阿禾   于 2021-03-18 23:41:05 发布   阅读量 7.2k   收藏 31   点赞数 12\n"
        "版权声明：本文为博主原创文章，转载请附上原文出处链接和本声明。\n本文链接：https://blog.example.net/1150000\n"
        "目录\n一、泡米\n二、上笼\n一、泡米\n粳米要泡一夜，泡得越久，磨出来越细。\n二、上笼\n大火蒸一刻钟。揭盖时要快。\n"
        "点赞 12\n踩\n评论 5\n打赏\n相关推荐\n蒸笼怎么选\n关于我们 | 招贤纳士\n©2021 老街博客\n"
    )
    found = markdown(page)
    assert found.startswith(
        "# 老街米糕怎么做才不塌\n\n阿禾 于 2021-03-18 23:41:05 发布\n\n目录\n\n- 一、泡米\n- 二、上笼\n\n## 一、泡米\n"
    )
    assert found.endswith("大火蒸一刻钟。揭盖时要快。\n")


def test_a_thread_with_the_date_below_each_post() -> None:
    thread = (
        "进入贴吧\n全吧搜索\n吧内搜索\n8 回复贴，共1页\n< 返回老街吧\n谁还记得渡口的米糕\n"
        "只看楼主 收藏 回复\n阿禾\n那时候一块才五分钱。\n"
        "送TA礼物\n"
        "IP属地：江西\n来自Android客户端 1楼 2023-01-05 21:14 回复\n老吴\n记得，店主姓丁。\n3楼 2023-01-05 22:02 回复\n"
        "阿禾: 谢谢\n2023-01-05 22:10 回复\n我也说一句\n8 回复贴，共1页\n< 返回老街吧\n发表回复\n贴吧协议 | 隐私政策\n"
    )
    assert markdown(thread) == (
        "# 谁还记得渡口的米糕\n\n阿禾\n\n那时候一块才五分钱。\n\n1楼 2023-01-05 21:14\n\n老吴\n\n记得，店主姓丁。\n\n"
        "3楼 2023-01-05 22:02\n\n阿禾: 谢谢\n\n2023-01-05 22:10\n"
    )


def test_a_list_of_goods_below_a_heading_that_no_text_has() -> None:
    goods = "看了又看\n桂花 50克\n￥39.90\n粳米 500克\n￥22.80\n购物车\n网站地图 | 关于我们\n"
    assert cleaned(BODY + goods) == BODY


def test_a_title_with_a_gap_below_the_head_of_a_newspaper() -> None:
    page = "第03版：要闻\n上一版 下一版\n老街日报 2012年7月23日 星期一\n米糕出笼 满街飘香\n"
    assert markdown(page + "".join(BODY.splitlines(keepends=True)[1:])).startswith("# 米糕出笼 满街飘香\n\n老街日报 2012年")


def test_the_writer_of_a_novel_beside_its_title() -> None:
    found = markdown(f"《半夏》 作者：阿禾\n第一章 渡口\n{BODY.splitlines()[1]}\n第二章 老街\n{BODY.splitlines()[2]}\n")
    assert found.startswith("# 《半夏》\n\n作者：阿禾\n\n## 第一章 渡口\n")


def test_numbers_of_pages_between_whole_paragraphs() -> None:
    text, more, last = (f"　　{line.strip()}\n" for line in BODY.splitlines()[1:])
    pages = f"{text}12\n{more}13\n{last}14\n"
    assert markdown(pages).count("。") == 3
    assert "12" not in markdown(pages)
    # Numbers above the parts of a story do not end it.
    assert "12" in markdown(f"12\n{text}13\n{more}14\n{last}")


def test_a_head_and_one_row_are_a_table() -> None:
    table = "品名              产地              价格\n桂花              老街镇            39.90\n"
    assert "| 品名 | 产地 | 价格 |\n| --- | --- | --- |\n| 桂花 | 老街镇 | 39.90 |" in markdown(f"{BODY}\n{table}\n{BODY}")


def test_a_heading_indented_below_a_list_is_none_of_its_items() -> None:
    text = f"老街须知\n　　一、材料\n1. 粳米\n2. 桂花\n　　二、做法\n{BODY.splitlines()[1]}\n"
    assert "\n## 二、做法\n" in markdown(text)


def test_buttons_below_the_headings_of_an_encyclopaedia_go_from_its_middle() -> None:
    long = "".join(f"第{n}段说米糕的第{n}种做法，大火蒸一刻钟。\n" for n in range(30))
    page = f"老街米糕\n{long}历史\n播报\n编辑\n{long}做法\n播报\n编辑\n{long}"
    assert "播报" not in cleaned(page)
    assert cleaned(page).count("种做法") == 90


def test_messages_of_a_program_are_code() -> None:
    log = "2022-09-20 02:30:11 ERROR backup: connection refused\n2022-09-21 02:30:09 ERROR backup: connection refused\n"
    assert f"```\n{log}```\n" in markdown(f"{BODY}日志如下：\n{log}看样子是网络断了，明天再查。\n")
