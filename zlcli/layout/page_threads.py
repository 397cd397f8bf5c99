"""Threads of forums: who wrote each post and when, and what it says, without the profiles, signatures and buttons around it.

Posts are known by their structure, and not by the software that wrote them: elements that are called alike, of which each has
a link to its writer and one block in the same place that says something, and that hold nearly all that the page says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

from zlcli.layout.page_parts import words
from zlcli.layout.page_tidy import BUTTON
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy
from zlcli.records import Record

# How the elements around the name of a writer are called.
_AUTHOR = lazy(r"auth|user|name|nick|member|poster|writer|louzhu", re.IGNORECASE)
# Where the page of a member is.
_MEMBER = lazy(r"/(?:people|users?|u|members?|profile|space)[/?-]")
# Beside the author stand links that show the thread in another order, or only what this author wrote.
_THREAD = lazy(r"authorid|ordertype|viewthread|thread-\d|postnum")
_DAY = r"(?:[发發][表布][于於]\s*)?\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?"
_TIME = lazy(_DAY + r"[,，]?\s*(?:(?:周|星期|週).)?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?")
_ANY_DAY = lazy(_DAY)
# The date of a post stands so near to the beginning or the end of the block that holds it, with buttons around it.
_NEAR = 40
_SIGNATURE = lazy(r"(?:^|[\s_-])(?:sign|sig|signature)(?:$|[\s_-])")
_DIGITS = lazy(r"\d+")
_LONGEST_NAME = 30
# A thread has its posts one below the other; a single one is found as an article is.
_FEWEST, _MOST = 2, 2000
# Some of what is called like a post may be an advertisement, or a post that was taken away.
_MOST_ARE = 0.7
# A page may have readers' comments below its article. Of a thread so much stands in the posts.
_NEARLY_ALL = 0.6
# The first post may be called otherwise than the answers, which are short beside it.
_FEWEST_SHARE = 0.2
_FORUM = lazy(r"topic|thread|forum|bbs|tiezi", re.IGNORECASE)
# Text that is shorter, and no sentence, is a button or a label.
_SHORTEST_TEXT = 12
_NOT_SAID = frozenset({"a", "script", "style", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label"})
# Below an answer to a question stands more than its date.
_ANSWER = lazy("answer", re.IGNORECASE)
_SAID = lazy("[。！？?!…]")


class _Post(Record):
    author: Any
    date: str
    body: Any


def posts(tree: Any) -> list[Any]:
    """Return the elements to show of a thread, in order: each author, date and post; none if ``tree`` is no thread."""
    body = tree.find("body")
    tree = tree if body is None else body
    said = _said_in(tree)
    best: list[_Post] = []
    most = 0
    for members in _groups(tree, said):
        found = _read(members, said)
        outside = said[tree] - sum(said[member] for member in members)
        if found and _is_of_forum(members[0]) and (opening := _opening(tree, members, said)):
            found = [opening, *found]
            outside -= said[opening.body]
        size = sum(said[post.body] for post in found)
        if size > max(most, _NEARLY_ALL * (size + outside)):
            best, most = found, size
    return [part for post in best for part in _shown(post)]


def _is_of_forum(member: Any) -> bool:
    """Tell whether ``member`` is called one of a topic: below an article the like of it is a reader's comment."""
    above = (member, *islice(member.iterancestors(), 3))
    return any(_FORUM.search(part.get("class") or "") or _FORUM.search(part.get("id") or "") for part in above)


def _opening(tree: Any, members: list[Any], said: dict[Any, int]) -> _Post | None:
    """Return the first post of a thread whose answers alone are alike: what is said above them, with its writer and date."""
    above = set(members[0].iterancestors())
    before = list(takewhile(lambda part: part is not members[0], tree.iter()))
    parts = [part for part in before if part not in above and isinstance(part.tag, str)]
    size = max((said[part] for part in parts), default=0)
    if not size:
        return None
    body = [part for part in parts if said[part] == size][-1]
    for holder in body.iterancestors():
        author = None if holder in above else _author_of(holder)
        if author is not None:
            return _Post(author, _date_of(holder, body), body)
    return None


def _said_in(tree: Any) -> dict[Any, int]:
    """Return how many letters each element holds of text that is no link, no label and no button."""
    said: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):  # children come before their parents
        silent = element.tag in _NOT_SAID or not isinstance(element.tag, str) or _is_signature(element)
        runs = () if silent else (element.text, *(child.tail for child in element))
        said[element] = 0 if silent else sum(map(_letters, runs)) + sum(said[child] for child in element)
    return said


def _letters(text: str | None) -> int:
    size = len(squeeze(text or ""))
    return size if text and (size >= _SHORTEST_TEXT or _SAID.search(text)) else 0


def _groups(tree: Any, said: dict[Any, int]) -> Iterator[list[Any]]:
    """Yield the elements that are called alike and hold none of their like, if they may be the posts of a thread."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for element in tree.iter("div", "article", "li", "table", "tr", "section", "tbody"):
        for key in _keys(element):
            groups.setdefault(key, []).append(element)
    seen: set[tuple[Any, ...]] = set()
    for members in groups.values():
        if not _FEWEST <= len(members) <= _MOST or tuple(members) in seen:
            continue
        seen.add(tuple(members))
        whole = set(members)
        apart = not any(above in whole for member in members for above in member.iterancestors())
        if apart and not _is_answer(members[0]) and _FEWEST_SHARE * said[tree] < sum(said[member] for member in members):
            yield members


def _is_answer(member: Any) -> bool:
    """Tell whether ``member`` holds the answer to a question; of the one who gave it more is said than a name."""
    return any(_ANSWER.search(part.get("class") or "") for part in member.iter("div", "article", "li", "section"))


def _keys(element: Any) -> Iterator[tuple[str, str]]:
    """Yield what ``element`` is called: each word of its class, and its id without the numbers in it."""
    for name in dict.fromkeys((element.get("class") or "").split()):
        yield element.tag, "." + _DIGITS.sub("#", name)
    if name := element.get("id"):
        yield element.tag, "#" + _DIGITS.sub("#", name)


def _read(members: list[Any], said: dict[Any, int]) -> list[_Post]:
    """Return the posts that ``members`` are; none if too few of them have a writer, or a place for what they say."""
    authors = {member: author for member in members if (author := _author_of(member)) is not None}
    if len(authors) < max(_FEWEST, _MOST_ARE * len(members)):
        return []
    bodies = _bodies(authors, said)
    return [_Post(authors[member], _date_of(member, body), body) for member, body in bodies.items()]


def _author_of(member: Any) -> Any:
    """Return the first link in ``member`` that names somebody."""
    for link in member.iter("a"):
        text = words(link, _LONGEST_NAME)
        if (
            text
            and not _THREAD.search(link.get("href") or "")
            and not BUTTON.fullmatch(text)
            and _is_called_author(link, member)
        ):
            return link
    return None


def _is_called_author(link: Any, member: Any) -> bool:
    for part in (link, *link.iterancestors()):
        if part is member:
            return False
        if part is link and _MEMBER.search(link.get("href") or ""):
            return True
        if _AUTHOR.search(f"{part.get('class') or ''} {part.get('id') or ''}"):
            return True
    return False


def _bodies(authors: dict[Any, Any], said: dict[Any, int]) -> dict[Any, Any]:
    """Return for each post the element that holds its text: of those in the same place in most, what says most."""
    places = {member: _places(member, authors[member]) for member in authors}
    counts = Counter(key for found in places.values() for key in found)
    enough = max(_FEWEST, _MOST_ARE * len(authors))
    # A post may quote another with its date.
    heads = Counter(key for found in places.values() for key, element in found.items() if _is_head(element))
    common = [key for key, count in counts.items() if count >= enough > heads[key]]
    sizes = {key: sum(said[found[key]] for found in places.values() if key in found) for key in common}
    best = max(common, key=lambda key: sizes[key], default=None)
    if best is None or not sizes[best]:
        return {}
    inner = [key for key in common if sizes[key] == sizes[best]]
    best = min(inner, key=lambda key: sum(len(found[key].xpath(".//*")) for found in places.values() if key in found))
    return {member: found[best] for member, found in places.items() if best in found}


def _places(member: Any, author: Any) -> dict[tuple[str, str], Any]:
    """Return the elements inside ``member`` that are called so once in it, and do not hold its writer."""
    head = {author, *author.iterancestors()}
    signed = {part for element in member.iter("div", "aside", "p", "td") if _is_signature(element) for part in element.iter()}
    once: dict[tuple[str, str], Any] = {}
    twice: set[tuple[str, str]] = set()
    for element in member.iterdescendants():
        if element in head or element in signed:
            continue
        for key in _keys(element):
            twice.update({key} & once.keys())
            once[key] = element
    return {key: element for key, element in once.items() if key not in twice}


def _is_head(element: Any) -> bool:
    """Tell whether ``element`` holds the date of a post: one stands near its beginning or its end."""
    text = words(element)
    return any(found.start() <= _NEAR or len(text) - found.end() <= _NEAR for found in _TIME.finditer(text))


def _is_signature(element: Any) -> bool:
    return any(_SIGNATURE.search(element.get(name) or "") for name in ("class", "id"))


def _date_of(member: Any, body: Any) -> str:
    """Return the first date that stands in ``member`` outside of its text, if there is one with a time, that."""
    inside, above = set(body.iter()), set(body.iterancestors())
    beside = [part for part in member.iter() if part not in inside and part not in above]
    runs = [words(part) for part in beside] + [part.tail or "" for part in (*beside, body)]
    found = next((match for text in runs if (match := _TIME.search(text))), None)
    found = found or next((match for text in runs if (match := _ANY_DAY.search(text))), None)
    return found[0].strip() if found else ""


def _shown(post: _Post) -> Iterator[Any]:
    head = post.body.makeelement("div")
    link = head.makeelement("a", {"href": post.author.get("href") or ""})
    link.text = words(post.author)
    head.append(link)
    yield head
    if post.date:
        line = post.body.makeelement("div")
        line.text = post.date
        yield line
    for part in list(post.body.iter("div", "aside", "p")):
        if _is_signature(part):
            part.drop_tree()
    yield post.body
