"""Threads of forums: who wrote each post and when, and what it says, without the profiles, signatures and buttons around it.

The two kinds of software that most Chinese forums run are known by how they name the elements of a post.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from zlcli.layout.page_tidy import words
from zlcli.patterns import lazy

_DISCUZ = lazy(r"postmessage_\d+")
_PHPBB = lazy(r"(?:^|\s)postbody(?:\s|$)")
_CONTENT = lazy(r"(?:^|\s)content(?:\s|$)")
_AUTHOR = lazy(r"(?:^|\s)(?:authi|author|username|username-coloured|xw1)(?:\s|$)")
_POSTED = lazy(r"authorposton\d+")
# A thread has its posts one below the other; a single one is found as an article is.
_FEWEST = 2


class _Post(NamedTuple):
    author: Any
    date: str
    body: Any


def posts(tree: Any) -> list[Any]:
    """Return the elements to show of a thread, in order: each author, date and post; none if ``tree`` is no thread."""
    found = list(_posts(tree))
    return [part for post in found for part in _shown(post)] if len(found) >= _FEWEST else []


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
            yield _Post(author, date, element)
            author, date = None, ""


def _is_author(link: Any, kind: str) -> bool:
    if not words(link):
        return False
    above = link.getparent()
    said = f"{kind} {above.get('class') or '' if above is not None else ''}"
    return _AUTHOR.search(said) is not None and "authorid" not in (link.get("href") or "")


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
