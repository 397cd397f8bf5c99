"""Blocks of an article that are the site's: buttons, lists of links, counters, and what stands below the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zlcli.layout import metadata, page_parts, page_tidy
from zlcli.layout.chrome import Chrome, classify
from zlcli.layout.closings import is_closing
from zlcli.layout.elements import Piece
from zlcli.layout.lines import SENTENCE
from zlcli.layout.marks import PICTURE
from zlcli.layout.metadata import Pair
from zlcli.patterns import lazy

# How often a file was taken, behind its name.
_TAKEN = lazy(r"(?<=[)】])\s*已下[载載]\s*\d{1,9}\s*次$")
# How many have answered, above the answers.
_COUNT = lazy(r"\d{1,6}\s*[个個条條则則篇]?\s*(?:回答|评论|評論|回复|回覆|留言|跟帖|讨论|討論)")
# How often an article was read and what else was done with it, on a line.
_COUNTERS = lazy(
    r"(?:[\s┊|·/]*(?:阅读|閱讀|浏览|瀏覽|评论|評論|收藏|转载|轉載|喜欢|喜歡|点赞|[赞讚顶踩]|分享|回复|回覆|[顶踩]一下)?\s*[(（]\d{1,8}[)）]){2,}"
)
# What leads to all of something of which a part is shown: 图册[更多图册].
_MORE = lazy(r"[^。！？\[\]]{0,12}\[(?:更多|查看更多|查看全部)[^\[\]]{0,8}\]\([^()\s]*\)")
# What a page says between its paragraphs: that there is more of them, or that there is a program to read them with.
_ON = lazy(
    r"(?:请|請)?(?:继续|繼續)(?:往下|向下)?(?:阅读|閱讀|观看|觀看)[.…。]*|(?:点击|點擊)?(?:展开|展開|阅读|閱讀)(?:全文|更多)"
)
_NEXT = lazy(r"[上下前后後]一[个個组組张張款件则則集期篇]\s*[:：][^。]{0,60}")
_CHOSEN = lazy(r"本回答由.{2,12}(?:推荐|采纳)(?:已[赞讚]过\s*\**\d*\**)?")
_PROGRAM = lazy(
    r"[^。]{0,60}\[[^\[\]]{0,8}下[载載][^\[\]]{0,8}(?:app|客户端|用戶端)[^\[\]]{0,4}\]\([^()\s]*\)\W*", re.IGNORECASE
)
# What stands beside the name of the one who runs the site.
_BESIDE_CLOSING = lazy(
    r"(?:[联聯][系絡络][地电電方]|地址|[电電][话話]|[邮郵][编編递]|[传傳]真|Tel|Add|[总總][机機]|建[议議]|您是第|[网網]站|[主承]办|主辦|技[术術]支持"
    r"|[浏瀏][览覽])[^。]{0,120}",
    re.IGNORECASE,
)
# What a widespread software sets below an article: all below it is the site's.
_PARTING = lazy(r"[-\\*]{4,}分隔线[-\\*]{4,}")
_RULE = lazy(r"---|\\?([*=_~—-])\1{4,}")
_ANY_PICTURE = lazy(rf"\[{PICTURE.pattern}\]\([^()\s]*\)|{PICTURE.pattern}")
_LINKED = lazy(r"!?\[([^\]]*)\]\([^()\s]*\)")
_MARKS = "-# "


def without_chrome(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave out buttons, breadcrumbs and lists of links to other articles."""
    kept: list[Piece] = []
    links = False
    for piece in pieces:
        plain = _plain(piece)
        kind = classify(plain)
        files = page_parts.names_file(piece.text)
        links = kind is Chrome.OPENER or (links and not files and not _LINKED.sub("", piece.text).strip(" -\n"))
        if not links and kind is not Chrome.STRONG and not _is_button(piece, plain):
            kept.append(piece._replace(text=_TAKEN.sub("", piece.text)))
    return kept


def _plain(piece: Piece) -> str:
    """Return what a block says without its marks, links and, beside text, pictures."""
    text = _ANY_PICTURE.sub("", piece.text).strip() or piece.text
    return _LINKED.sub(r"\1", text).lstrip(_MARKS).replace("*", "")


def _is_button(piece: Piece, plain: str) -> bool:
    if any(form.fullmatch(plain) for form in (_COUNT, _COUNTERS, _ON, _NEXT, _CHOSEN)):
        return True
    if _LINKED.fullmatch(piece.text) and page_tidy.BUTTON.fullmatch(plain):
        return True
    return any(form.fullmatch(piece.text) for form in (_MORE, _PROGRAM))


def without_edges(pieces: list[Piece], head: list[Pair]) -> list[Piece]:
    """Leave out rules that set nothing apart, and at the end what invites to follow the site, or repeats the ``head``."""
    values = {pair.value for pair in head}
    parting = next((at for at, piece in enumerate(pieces) if _PARTING.fullmatch(piece.text)), len(pieces))
    if not any(SENTENCE.search(piece.text) for piece in pieces[parting:]):
        pieces = pieces[:parting]
    edges = [_is_edge(piece, values) for piece in pieces]
    said = [at for at, piece in enumerate(pieces) if not (edges[at] or _stands_below(piece))]
    if not said:
        return []
    # A picture below the end is the code that leads to the site; above it, it is of the text.
    end = next((at for at in range(said[-1] + 1, len(pieces)) if is_closing(pieces[at].text)), len(pieces))
    last = said[-1] if any(edges[said[-1] + 1 :]) else len(pieces)
    kept = [at for at in range(end) if not (edges[at] or (at > last and _is_weak(pieces[at])))]
    return pieces[kept[0] : kept[-1] + 1]


def _stands_below(piece: Piece) -> bool:
    return any(form.fullmatch(piece.text) for form in (PICTURE, _BESIDE_CLOSING)) or _is_weak(piece)


def _is_weak(piece: Piece) -> bool:
    return classify(_plain(piece)) is Chrome.WEAK


def _is_edge(piece: Piece, values: set[str]) -> bool:
    if _RULE.fullmatch(piece.text) or is_closing(piece.text):
        return True
    plain = _plain(piece)
    pairs = None if SENTENCE.search(plain) else metadata.parse(plain)
    return bool(pairs) and all(pair.is_chrome or pair.value in values for pair in pairs or [])
