"""Threads of forums: who wrote each post and when, and what it says, without the profiles, signatures and buttons around it.

The kinds of software that most Chinese forums run are known by how they name the elements of a post.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from zlcli.layout.elements import Piece
from zlcli.layout.marks import PICTURE
from zlcli.layout.page_tidy import words
from zlcli.patterns import lazy
from zlcli.records import Record

_DISCUZ = lazy(r"(?:postmessage|post_content)_\d+")
_PHPBB = lazy(r"(?:^|\s)postbody(?:\s|$)")
_CONTENT = lazy(r"(?:^|\s)content(?:\s|$)")
_AUTHOR = lazy(r"(?:^|\s)(?:authi|p_author_name|author|username|username-coloured|xw1)(?:\s|$)")
_POST, _TAIL = lazy(r"(?:^|\s)l_post(?:\s|$)"), lazy(r"(?:^|\s)(?:p_tail|post-tail-wrap)(?:\s|$)")
_TIME = lazy(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}")
_THREAD = lazy(r"authorid|ordertype|viewthread|thread-\d|postnum")
_POSTED = lazy(r"authorposton\d+")
# What forums show of who wrote a post.
_PROFILE = lazy(
    r"(?:等级|等級|级别|級別|头衔|頭銜|文章|帖子|发帖|發帖|发文|發文|积分|積分|威望|金币|金幣|金钱|金錢|经验|經驗|贡献|貢獻|精华|精華|来自|來自"
    r"|注册|註冊|注册时间|在线时间|在線時間|魅力|用户组)(?:数|數)?\s*[:：].{0,24}"
)
# A thread has its posts one below the other; a single one is found as an article is.
_FEWEST = 2


class _Post(Record):
    author: Any
    date: str
    body: Any


def posts(tree: Any) -> list[Any]:
    """Return the elements to show of a thread, in order: each author, date and post; none if ``tree`` is no thread."""
    found = list(_posts(tree))
    return [part for post in found for part in _shown(post)] if len(found) >= _FEWEST else []


def without_profiles(pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` with only the name of what says of a reader how many posts and points there are."""
    found: list[Piece] = []
    for profile, run in groupby(map(_only_name, pieces), lambda piece: _PROFILE.fullmatch(piece.text) is not None):
        said = list(run)
        if not profile or len(said) < _FEWEST:
            found += said
            continue
        while found and PICTURE.fullmatch(found[-1].text):
            found.pop()
    return found


def _only_name(piece: Piece) -> Piece:
    name, *rest = [line.strip() for line in piece.text.split("\n")]
    said = [line for line in rest if not line.startswith("![")]
    known = [line for line in said if _PROFILE.match(line)]
    return piece._replace(text=name) if len(known) >= _FEWEST and len(known) == len(said) else piece


def _posts(tree: Any) -> Iterator[_Post]:
    author: Any = None
    date = ""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        kind, name = element.get("class") or "", element.get("id") or ""
        if _POSTED.fullmatch(name):
            date = words(element)
        elif element.tag == "p" and kind == "author":  # 由 某某 » 2019-03-02 10:20
            date = words(element).rpartition("»")[2].strip()
        elif element.tag == "a" and _is_author(element, kind):
            author = element
        elif _DISCUZ.fullmatch(name) or (_CONTENT.search(kind) and any(_is_phpbb(above) for above in element.iterancestors())):
            yield _Post(author, date or _date_below(element), element)
            author, date = None, ""


def _date_below(body: Any) -> str:
    """Return the date and time that stand below the text of a post, in the element that is the post."""
    post = next((above for above in body.iterancestors("div") if _POST.search(above.get("class") or "")), None)
    tails = (part for part in post.iter("ul", "div") if _TAIL.search(part.get("class") or "")) if post is not None else ()
    return next((found[0] for tail in tails if (found := _TIME.search(words(tail)))), "")


def _is_author(link: Any, kind: str) -> bool:
    if not words(link):
        return False
    above = link.getparent()
    said = f"{kind} {above.get('class') or '' if above is not None else ''}"
    # Beside the author stand links that show the thread in another order, or only what this author wrote.
    return _AUTHOR.search(said) is not None and not _THREAD.search(link.get("href") or "")


def _is_phpbb(element: Any) -> bool:
    return _PHPBB.search(element.get("class") or "") is not None


def _shown(post: _Post) -> Iterator[Any]:
    if post.author is not None:
        head = post.body.makeelement("div")
        link = head.makeelement("a", {"href": post.author.get("href") or ""})
        link.text = words(post.author)
        head.append(link)
        yield head
    if post.date:
        line = post.body.makeelement("div")
        line.text = post.date
        yield line
    yield post.body
