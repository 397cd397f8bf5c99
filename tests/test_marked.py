"""What sites mark in ways of their own: packagers' frames, starred chapters, numbers alone, answers, drawings."""

from __future__ import annotations

import pytest

import zlcli

STARS = "☆" * 24


def markdown(text: str) -> str:
    return zlcli.normalize(text, format="md").text


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text


NOVEL = """《河岸》
作者：林小满

　　雨下了三天，渡口没有人，只有船家守着一盏灯，灯火在风里忽明忽暗，照不出一丈远。
　　船家把灯笼收进了舱里，又添了一回油，坐下来听外面的水声，水已经漫过了第三级石阶。
　　“谁？”他低声问。没有人回答，岸上的芦苇响了一阵，又静下去了，像是有人走过。
"""
FRAME = (
    f"{STARS}\n本书由【老街小说下载网】www.example.com 为您整理制作\n"
    "声明：本书为老街小说下载网的用户上传至本站的存储空间，\n本站只提供电子书存储服务，\n以下作品内容之版权与本站无任何关系。\n"
    f"更多免费TXT小说请到 http://www.example.com 下载\n{STARS}\n"
)


@pytest.mark.parametrize("text", [f"{FRAME}\n{NOVEL}", f"{NOVEL}\n{FRAME}", FRAME.replace("☆", "=") + NOVEL])
def test_the_frame_of_a_packager_goes(text: str) -> None:
    assert cleaned(text).strip("\n") == NOVEL.strip("\n")


def test_the_title_inside_the_frame_stays() -> None:
    packer = "本书由网友上传，下载后请在24小时内删除，更多小说 www.example.com"
    framed = f"{STARS}\n《河岸》\n作者：林小满\n{packer}\n{STARS}\n" + NOVEL.partition("\n\n")[2]
    assert cleaned(framed) == NOVEL.replace("\n\n", "\n")


def test_a_frame_without_a_packager_stays() -> None:
    text = f"{STARS}\n版权归村史馆所有，转载请先来信。\n{STARS}\n{NOVEL}"
    assert cleaned(text) == text


def test_chapters_behind_a_star() -> None:
    text = "☆、第一章\n　　雨下了三天。\n☆、☆、初见\n　　渡口没有人。\n"
    assert markdown(text) == "## 第一章\n\n雨下了三天。\n\n## 初见\n\n渡口没有人。\n"
    assert markdown("☆、他在纸角画了一颗星。\n雨下了三天。\n").startswith("☆、")


ARTICLE = """老街的早晨

　　认识一条街，要从早晨开始，那时候人少。

{}
{}　　第一家开门的是豆腐坊，天还没有亮，灯已经亮起来了。

{}
{}　　豆腐坊隔壁是剃头铺，门口挂着一面镜子，照着来往的人。
"""


@pytest.mark.parametrize(("one", "two"), [("01", "02"), ("PART 1", "PART 2"), ("一", "二"), ("（一）", "（二）"), ("Ⅰ", "Ⅱ")])
def test_numbers_alone_are_headings_with_the_line_below(one: str, two: str) -> None:
    found = markdown(ARTICLE.format(one, "豆腐坊\n", two, "剃头铺\n"))
    assert f"\n## {one} 豆腐坊\n" in found
    assert f"\n## {two} 剃头铺\n" in found
    found = markdown(ARTICLE.format(one, "", two, ""))
    assert f"\n## {one}\n\n第一家" in found


@pytest.mark.parametrize(("one", "two"), [("1", "2"), ("01", "03"), ("二", "三")])
def test_other_numbers_alone_are_none(one: str, two: str) -> None:
    assert "##" not in markdown(ARTICLE.format(one, "", two, ""))


def test_numbers_of_pages_are_no_headings() -> None:
    text = "".join(
        f"　　第{i}段说的是渡口的旧事，写到一半就翻过了这一页，后面的字印在\n{i:02}\n下一页上。\n" for i in range(1, 4)
    )
    assert "##" not in markdown(text)


def test_answers_are_a_list() -> None:
    text = "正文在这里，说完了。\n推 owl: 說得好          05/09 21:20\n→ moth: 我也是  10.0.0.7 05/09 21:33\n噓 nobody: 沒圖\n"
    assert markdown(text).endswith("- 推 owl: 說得好 05/09 21:20\n- → moth: 我也是 10.0.0.7 05/09 21:33\n- 噓 nobody: 沒圖\n")
    assert "- 推" not in markdown("推 owl: 只有一則\n\n正文在这里，说完了。\n")


@pytest.mark.parametrize(
    "drawn", ["river\n├── north\n│   └── pier.md\n└── south", "告警 ──> 值班员 ──> 二线\n           │\n           └──> 记录"]
)
def test_drawings_are_kept_as_they_stand(drawn: str) -> None:
    assert (
        markdown(f"说明如下，请照此办理。\n\n{drawn}\n\n以上。\n") == f"说明如下，请照此办理。\n\n```\n{drawn}\n```\n\n以上。\n"
    )


def test_a_row_of_rules_is_no_drawing() -> None:
    assert "```" not in markdown("第一段。\n────────\n────────\n第二段。\n")


POST = """[求助] 河岸的栏杆要不要漆？  [复制链接]

老周
当前离线
积分
356
电梯直达 楼主
发表于 2016-4-18 21:05:12 | 只看该作者
要不要漆，听听大家的。
"""
ANSWER = """
老吴
发表于 2016-4-18 21:40:55 | 只看该作者
沙发
要漆。
评分
参与人数 1 威望 +2
收起 理由
老周 + 2 很给力!

老周
发表于 2016-4-18 22:13:20 | 只看该作者
谢谢。
"""


def test_what_stands_beside_a_post_goes() -> None:
    assert cleaned(POST + ANSWER) == (
        "[求助] 河岸的栏杆要不要漆？\n\n老周\n发表于 2016-4-18 21:05:12\n要不要漆，听听大家的。\n"
        "\n老吴\n发表于 2016-4-18 21:40:55\n要漆。\n\n老周\n发表于 2016-4-18 22:13:20\n谢谢。\n"
    )


def test_words_of_a_post_that_look_alike_stay() -> None:
    said = "评分\n我给八分。\n家里缺\n沙发\n甲 + 2 等于几\n"
    assert said in cleaned(POST + said)


def test_a_declaration_over_several_lines() -> None:
    said = "声明：本书由老街论坛（www.example.com）\n自网络收集整理制作,仅供预览，\n如果喜欢，请支持正版.\n"
    assert cleaned(f"{'=' * 32}\n{said}{'=' * 32}\n{NOVEL}") == NOVEL


def test_a_chapter_of_the_text_proper() -> None:
    text = "正文 第001章 采茶\n　　雨下了三天。\n正文 第002章 山火\n　　渡口没有人。\n"
    assert markdown(text) == "## 第001章 采茶\n\n雨下了三天。\n\n## 第002章 山火\n\n渡口没有人。\n"
    said = "正文 第三章写得最好。\n"
    assert cleaned(NOVEL + said) == NOVEL + said


STANDARD = """T/LJX 013—2021
前    言
本文件由老街镇安全协会提出，并由协会归口管理和解释。
I
T/LJX 013—2021
渡船日常检查规范
1 范围
本文件规定了渡船日常检查的项目和方法，以及检查之后的记录要求。
1
T/LJX 013—2021
2 检查项目
2.1 外观检查
检查船身有无变形、开裂，检查缆绳有无断丝，断丝的应当立即更换。
2.2 功能检查
起动机器，检查舵和铃是否灵活，不灵活的当天不得开船。
2
"""


def test_a_standard_with_its_pages() -> None:
    lines = markdown(STANDARD).split("\n")
    assert [line for line in lines if line.startswith("#")] == [
        "## 前言",
        "# 渡船日常检查规范",
        "## 1 范围",
        "## 2 检查项目",
        "### 2.1 外观检查",
        "### 2.2 功能检查",
    ]
    assert lines.count("T/LJX 013—2021") == 1
    assert "I" not in lines


def test_a_meeting_has_several_behind_one_label() -> None:
    head = "老街居委会会议纪要\n\n时间：6月12日\n地点：活动室\n参会人员：代表19人，物业2人\n"
    text = f"{head}\n一、电梯\n会议同意加装电梯，由楼长负责联系各户。\n"
    assert "- 参会人员：代表19人，物业2人\n" in markdown(text)


def test_short_sentences_beside_headings_without_a_number() -> None:
    text = (
        "老街电机推出新品\n老街电机今日宣布推出家用储能系统，容量自5度起，预计第三季开放预购。\n三大特色\n"
        "轻薄壁挂：厚度仅15公分，两人即可安装。\n断电切换：停电后20毫秒内自动供电。\n上市资讯\n"
        "新品的建议售价为十六万八千元起，内含基本安装，三年之内免费保修。\n"
    )
    assert "\n## 三大特色\n" in markdown(text)
    assert "\n## 上市资讯\n" in markdown(text)


def test_a_table_below_its_heading_is_no_drawing() -> None:
    table = "┏━━━━┳━━━━┓\n┃ 姓名 ┃ 电话 ┃\n┣━━━━╋━━━━┫\n┃ 齐远 ┃ 6101 ┃\n┗━━━━┻━━━━┛\n"
    found = markdown(f"一、联系人\n{table}\n二、其他\n以上如有变动，另行通知。\n")
    assert found.startswith("## 一、联系人\n\n| 姓名 | 电话 |\n")


def test_one_quoted_line_that_is_announced() -> None:
    head = "发信人: northwind (北风), 信区: Cooking\n标  题: 豆芽\n发信站: 松林站 (Thu Dec 11 20:15:33 2008)\n\n"
    asked = "【 在 snowman (雪人) 的大作中提到: 】\n: 是不是水太多？\n\n是的，积水必臭。\n"
    assert "\n> 是不是水太多？\n" in markdown(head + asked)
    assert ">" not in markdown("说明如下。\n: 是不是水太多？\n\n是的，积水必臭。\n")


def test_items_numbered_below_their_item() -> None:
    text = "割接步骤如下：\n1) 断开上联\n2) 迁移下联\n    2.1) 先迁宿舍区\n    2.2) 再迁办公区\n3) 验证业务\n"
    assert "2) 迁移下联\n   - 2.1) 先迁宿舍区\n   - 2.2) 再迁办公区\n3) 验证业务\n" in markdown(text)


def test_what_a_site_says_of_the_reader_support_goes() -> None:
    said = "（未完待续。如果您喜欢这部作品，欢迎您来投推荐票、月票，您的支持，就是我最大的动力。）\n"
    claims = "重要声明：小说“河岸”所有的文字均由网友发表或上传，与本站立场无关。\n"
    assert cleaned(NOVEL + said + "------------\n" + claims) == NOVEL


def test_the_name_above_a_framed_kind_is_no_title() -> None:
    head = "远帆重工集团\n【新闻稿】\n远帆重工获评绿色工厂\n发布日期：2021/12/03　发布人：品牌部\n"
    text = f"{head}　　近日，远帆重工入选绿色制造名单，这是第三年入选了。\n"
    assert markdown(text).startswith("# 远帆重工获评绿色工厂\n\n- 发布日期：2021/12/03\n- 发布人：品牌部\n")


def test_an_indented_list_below_a_heading() -> None:
    items = "    1、饮用水\n    2、食品\n        （1）饼干\n        （2）罐头\n    3、照明\n"
    text = f"物资清单\n\n一、基本物资\n{items}二、其他\n每半年检查一次，及时更换过期的物品。\n"
    assert "- 1、饮用水\n- 2、食品\n  - （1）饼干\n  - （2）罐头\n- 3、照明\n\n## 二、其他\n" in markdown(text)


def test_headings_at_the_end_of_a_press_release() -> None:
    about = "关于老街电机\n老街电机成立于1988年，产品涵盖配电盘、不断电系统与储能设备。\n"
    promises = "前瞻性声明\n本新闻稿包含前瞻性陈述，实际结果可能与陈述存在差异，公司不承担更新义务。\n"
    news = "老街电机推出新品\n老街电机今日宣布推出家用储能系统，预计第三季开放预购。\n"
    text = f"{news}# # #\n{about}{promises}媒体联系人\n公关部 小周\n"
    headings = [line for line in markdown(text).split("\n") if line.startswith("## ")]
    assert headings == ["## 关于老街电机", "## 前瞻性声明", "## 媒体联系人"]


def test_labels_and_values_of_a_table_a_line_each() -> None:
    head = "索引号\n0143/2023-21\n发布机构\n老街镇水利站\n有效性\n有效\n名称\n关于清淤的通知\n关于清淤的通知\n"
    found = markdown(
        f"{head}各村民委员会：\n老渡口河段淤积严重，定于本月下旬清淤，请各村提前移走渔网，渡船的往返班次照旧不变。\n"
    )
    assert found.startswith(
        "# 关于清淤的通知\n\n- 索引号：0143/2023-21\n- 发布机构：老街镇水利站\n- 有效性：有效\n\n各村民委员会：\n"
    )
    two = "索引号\n0143/2023-21\n发布机构\n老街镇水利站\n"
    assert "- 索引号" not in markdown(
        f"{two}各村民委员会：\n老渡口河段淤积严重，定于本月下旬清淤，请各村提前移走渔网，渡船的往返班次照旧不变。\n"
    )


def test_the_head_of_a_post_without_gaps() -> None:
    head = "作者mossfoot (青苔)\n看板Hiking\n標題[心得] 嘉明湖\n時間Sun Nov 10 20:41:22 2019\n"
    found = markdown(f"返回看板\n{head}\n先說結論：水帶太多，衣服帶太少，下次要記得。\n")
    assert found.startswith("# [心得] 嘉明湖\n\n- 作者：mossfoot (青苔)\n- 看板：Hiking\n- 時間：Sun Nov 10 20:41:22 2019\n")


def test_a_paragraph_indented_by_two_spaces_ends_a_list() -> None:
    text = (
        "工程範圍包括：\n1. 興建行人徑；\n2. 設置遊樂場。\n　　市民可於辦公時間到各區民政事務處索取諮詢文件，或於網上下載。\n"
    )
    assert markdown(text).endswith("2. 設置遊樂場。\n\n市民可於辦公時間到各區民政事務處索取諮詢文件，或於網上下載。\n")


def test_rights_above_the_links_of_a_site() -> None:
    foot = "本文由河岸之家原创，转载请注明出处。\n上一篇：榫卯的形式\n相关文章\n· 凿子的开刃方法\n最新评论\n[查看全部评论]\n"
    assert cleaned(NOVEL + foot) == NOVEL


def test_stars_of_two_kinds_frame_a_packager() -> None:
    stars = "☆★" * 10
    said = "本电子书由老街书城网友上传分享，版权归原作者所有\n请在下载后24小时内删除，喜欢请购买正版\n"
    assert cleaned(f"{NOVEL}\n{stars}\n{said}{stars}\n") == NOVEL
    assert (
        markdown("第一段在这里，写得很长很长，一直写到河边。\n☆★☆★☆\n第二段在这里，也写得很长，一直写到岸上。\n").count("---")
        == 1
    )


def test_one_chapter_with_sections_is_a_part_of_a_book() -> None:
    first = "第二章 水利\n\n第一节 堤防\n\n知县周世昌倡修南堤，长七百丈，三年乃成。\n"
    assert markdown(f"{first}\n第二节 灌溉\n\n境内原有水车三百余架，多在沿江各村。\n").startswith(
        "## 第二章 水利\n\n### 第一节 堤防\n"
    )


def test_posts_with_their_writer_before_the_date() -> None:
    text = (
        "[原创] 馒头发酸？碱有讲究  [复制链接]\n发面婆婆  发表于 2015-10-9 20:31:17  | 显示全部楼层 | 阅读模式\n"
        "问题都出在碱上，天热多放一点。\n"
        "本主题由 版主 于 2015-10-10 09:00 设置精华\n评分\n参与人数 2  威望 +5  收起 理由\n小麦穗 + 3 赞一个!\n查看全部评分\n"
    )
    found = markdown(text)
    assert found.startswith("# [原创] 馒头发酸？碱有讲究\n\n发面婆婆  发表于 2015-10-9 20:31:17\n\n问题")
    assert found.endswith("天热多放一点。\n")


def test_an_account_and_the_time_are_no_title() -> None:
    body = "每年霜降以后，外婆就把那口坛子搬到井边去刷，刷得很慢。\n"
    assert markdown(f"山有木兮 2020-12-06 21:00\n\n坛子里的冬天\n\n{body}").startswith(
        "# 坛子里的冬天\n\n山有木兮 2020-12-06 21:00\n"
    )


def test_a_site_that_offers_the_file() -> None:
    assert cleaned(f"{NOVEL}　　【秋叶TXT www.example.com 免费提供下载】\n\n{NOVEL}") == f"{NOVEL}\n{NOVEL}"
