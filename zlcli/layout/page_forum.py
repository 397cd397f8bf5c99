"""What a forum says of those who wrote its posts, on pages where no thread was found: points, ranks, numbers of posts."""

from __future__ import annotations

from itertools import groupby

from zlcli.layout.elements import Piece
from zlcli.layout.marks import PICTURE
from zlcli.patterns import lazy

# What forums show of who wrote a post.
_PROFILE = lazy(
    r"(?:等级|等級|级别|級別|头衔|頭銜|文章|帖子|发帖|發帖|发文|發文|积分|積分|威望|金币|金幣|金钱|金錢|经验|經驗|贡献|貢獻|精华|精華|来自|來自"
    r"|注册|註冊|注册时间|在线时间|在線時間|魅力|用户组)(?:数|數)?\s*[:：].{0,24}"
)
_FEWEST = 2


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
