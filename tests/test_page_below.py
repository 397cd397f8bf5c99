"""What a site sets below an article goes, and what an article ends with stays."""

from __future__ import annotations

import pytest

import zlcli

BODY = "".join(
    f"<p>{line}</p>"
    for line in (
        "清明过后，茶山上的人多了起来，天不亮就有人背着竹篓上山。",
        "老茶农说，今年雨水足，头一茬比去年多采了三成。",
        "镇里的三家茶厂从早到晚不停火，炒出来的茶当天就装车。",
    )
)
TEXT = zlcli.normalize(f"<html><body><h1>茶山四月</h1><div class='text'>{BODY}</div></body></html>", format="md").text


def read(below: str, *, inside: bool = False) -> str:
    """Return what the page with ``below`` under its article, or in it, has besides the article."""
    end = f"{below}</div>" if inside else f"</div>{below}"
    page = f"<html><head><title>茶山四月</title></head><body><h1>茶山四月</h1><div class='text'>{BODY}{end}</body></html>"
    whole = zlcli.normalize(page, format="md").text
    assert whole.startswith(TEXT.rstrip("\n"))
    return whole.removeprefix(TEXT.rstrip("\n")).strip()


@pytest.mark.parametrize(
    "below",
    [
        "<div class='author-card'><img src='a.jpg'><p>山里人，写茶写了二十年，也种茶。</p></div>",
        "<div id='pinglun'><p>去年我也去过，真好。</p><p>2020-04-08 10:20</p></div>",
        "<section class='RelatedPosts'><h3>别的</h3><ul><li><a href='1'>春笋</a><p>雨后都冒出来了。</p></li></ul></section>",
        "<div><h3>相关阅读</h3><ul><li><a href='1'>春笋</a></li><li><a href='2'>山泉</a></li></ul></div>",
        "<div class='license'><p>采用署名许可，转载请注明出处：茶山四月。</p></div>",
        "<div class='x'><p>您对本页面内容是否满意？</p><label><input type='radio'>满意</label></div>",
        "<p>（编辑：谷雨 审核：白露）</p>",
        "<p>喜欢这篇文章，就点个「在看」吧</p>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_what_a_site_sets_below_an_article_goes(below: str, inside: bool) -> None:
    assert read(below, inside=inside) == ""


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ("<p class='author'>谷雨</p>", "谷雨"),
        ("<p>报名请扫描下方二维码，填写姓名和电话。</p>", "报名请扫描下方二维码，填写姓名和电话。"),
        ("<p class='note'>注：三成按鲜叶重量计算。</p>", "注：三成按鲜叶重量计算。"),
        ("<p>参考：</p><ul><li><a href='b'>茶经</a></li></ul>", "参考：\n\n- [茶经](b)"),
        ("<div class='share'><a href='t.xls'>产量表.xls</a></div>", "[产量表.xls](t.xls)"),
        ("<p>请大家继续关注茶山的变化，夏天还有一茬。</p>", "请大家继续关注茶山的变化，夏天还有一茬。"),
        ("<p>茶厂的电话是0900-1234567。</p>", "茶厂的电话是0900-1234567。"),
    ],
)
def test_what_an_article_ends_with_stays(below: str, left: str) -> None:
    assert read(below, inside=True) == left


@pytest.mark.parametrize("name", ["comment", "related-content", "share-article", "post author"])
def test_an_article_is_no_frame_whatever_it_is_called(name: str) -> None:
    page = f"<html><head><title>茶山四月</title></head><body><h1>茶山四月</h1><div class='{name}'>{BODY}</div></body></html>"
    assert zlcli.normalize(page, format="md").text == TEXT


@pytest.mark.parametrize(("post", "name"), [("message", "bbWrapper"), ("comment", "text"), ("row-3", "said")])
def test_a_thread_is_known_by_the_structure_of_its_posts(post: str, name: str) -> None:
    def one(writer: str, day: str, said: str) -> str:
        head = f"<b class='user-name'><a href='/u/{writer}'>{writer}</a></b><i>注册 2011-01-01</i><em>{day}</em>"
        return f"<div class='{post}'>{head}<div class='{name}'>{said}</div><div class='sign'>但行好事，莫问前程。</div></div>"

    posts = one("甲", "2020-05-01 08:30", "第一次炒茶，锅温多少合适？") + one(
        "乙", "2020-05-01 09:10", "手背离锅两寸觉得烫就行。"
    )
    page = f"<html><head><title>炒茶的锅温</title></head><body><h1>炒茶的锅温</h1><div id='list'>{posts}</div></body></html>"
    assert zlcli.normalize(page, format="md").text == (
        "# 炒茶的锅温\n\n[甲](/u/甲)\n\n2020-05-01 08:30\n\n第一次炒茶，锅温多少合适？\n\n"
        "[乙](/u/乙)\n\n2020-05-01 09:10\n\n手背离锅两寸觉得烫就行。\n"
    )
