"""The forms that a document's title takes on its page: with the site's name, in 《》, on two lines."""

from __future__ import annotations

from zlcli.layout.numbering import spaced_once
from zlcli.layout.titles import DOCUMENT_NUMBER, is_official_title, is_title, squeeze
from zlcli.patterns import lazy

# 标题_某某网: behind a dash it has to be of a site's kind, for NAME - 说明 says what the name means.
_SITE = lazy(
    r"\s*[_|]+\s*[^-_|–—]{2,30}$"
    r"|\s*[-–—]+\s*[^-_|–—]{1,28}(?:网|網|网站|網站|论坛|論壇|社区|社區|在线|在線|政府|局|厅|廳|委|委员会|委員會|报|報|频道|頻道|门户|中心|博客|com|cn)$"
)
# 浇水的学问_花卉吧_百度贴吧: what browsers show behind the title of a page, if it ends with a site's kind or a well-known name.
_PAGE_OF_SITE = lazy(
    r"(?:\s*[_|｜]\s*[^_|｜\s]{2,12}){0,3}(?:\s*[_|｜]\s*|\s+[-–—]\s+)(?:(?:百度|新浪|搜狐|网易|網易|腾讯|騰訊|天涯|豆瓣|知乎)[^_|｜\s]{0,5}"
    r"|[^_|｜\s]{2,10}(?:网|網|论坛|論壇|社区|社區|贴吧|门户|博客|部落格|文库))$"
)
_JUDGMENT = lazy(r"(?:民事|刑事|行政|执行|国家赔偿|仲裁).{0,6}(?:判决书|裁定书|调解书|决定书|裁决书)")
_AUTHORED = lazy(r"(《[^》]{1,40}》)\s*((?:作者|著者|文)\s*[:：]\s*\S.{0,20})")
_QUOTED = lazy(r"《(.+)》")


def bare_titles(text: str) -> set[str]:
    """``text`` squeezed, and without the document's number before it or the site's name after it."""
    number, site = DOCUMENT_NUMBER.match(text), _SITE.search(text)
    found = {squeeze(text), squeeze(text[number.end() :]) if number else "", squeeze(text[: site.start()]) if site else ""}
    return found - {""}


def goes_on(title: str, following: str) -> bool:
    """Tell whether ``title`` is not whole and ``following`` completes it."""
    if not is_title(following):
        return False
    if title.count("《") > title.count("》"):
        return True
    about = ("关于", "關於")
    if title.endswith(("法院", "检察院", "委员会")) and _JUDGMENT.fullmatch(spaced_once(following)):
        return True
    return not is_official_title(title) and (following.startswith(about) or any(word in title for word in about))


def quoted_in(text: str) -> str:
    """Return the squeezed title inside 《》 when ``text`` is nothing else, else an empty string."""
    match = _QUOTED.fullmatch(text.strip())
    return squeeze(match[1]) if match else ""


def with_author(title: str) -> tuple[str, str]:
    """Divide 《半夏》 作者：阿禾, as the first line of a novel may have it, into the title and what is said of it."""
    found = _AUTHORED.fullmatch(title)
    return (found[1], found[2]) if found else (title, "")


def without_site(title: str) -> str:
    """Return ``title`` without the names of the site and its section that a browser shows behind it."""
    site = _PAGE_OF_SITE.search(title)
    return title[: site.start()] if site and is_title(title[: site.start()]) else title
