"""Where text may be UTF-8 that lost bytes when it was misread: a look that spares most text the search for what was lost."""

from __future__ import annotations

from zlcli.patterns import lazy
from zlcli.repair.restored import MARK
from zlcli.repair.tables import encode

LOSSY = ("cp936", "cp1252", "cp932", "cp949", "cp950", "euc_jp")
"""Code pages that lose bytes of UTF-8."""
LEADS, TRAILS = (*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)
"""Lead bytes of what Chinese is written in, and the bytes that may follow any (Unicode Standard, table 3-7)."""
HOLES = lazy("([?\ufffd])")
"""What stands for lost bytes."""
NEAR = 240
"""Characters (and settled pieces) on both sides of a hole that say what was swallowed."""
APART = 4
"""Characters for each hole at least: of UTF-8 read as Big5 every fourth byte is lost, and to guess is vain, and slow."""

# Share of the bytes beyond ASCII that must be of whole characters: two in three where every second one is damaged.
_MOSTLY = 0.5
# That share in a code page that need not be tried, the best one having so much more.
_NEARLY = 0.1
_ASCII = bytes(range(0x80))
# A whole character before a gap may be of halves of two others. (Of one that is torn two marks are left.)
_BEFORE_GAP = lazy("[^\x00-\x7f\ufffd](?=\ufffd(?!\ufffd))")
_BEYOND_ASCII = lazy("[^\x00-\x7f]+")


def likely(text: str) -> list[str]:
    """Return the code pages that ``text``, once UTF-8, may have been read in with a loss."""
    whole = {wrong: share_of_whole(text, wrong) for wrong in LOSSY}
    best = max(whole.values())
    return [wrong for wrong in LOSSY if whole[wrong] > max(0.0, best - _NEARLY)]


def known(text: str, wrong: str) -> str | None:
    """Return what is whole of ``text``, UTF-8 read as ``wrong`` with a loss, MARK in the gaps; None where it was no such."""
    if not share_of_whole(text, wrong):
        return None
    pieces = (encode(piece, wrong) for piece in HOLES.split(text)[::2])
    found = MARK.join(piece.decode("utf-8", "replace") for piece in pieces if piece is not None)
    return _BEFORE_GAP.sub(MARK, found)


def share_of_whole(text: str, wrong: str) -> float:
    """Return the share of the bytes beyond ASCII that are whole characters of UTF-8, 0 where that is too little."""
    holes = len(HOLES.findall(text))
    data = None if holes > 1 and holes * APART > len(text) else encode(HOLES.sub("", text), wrong)
    if data is None:
        return 0.0
    whole = "".join(_BEYOND_ASCII.findall(data.decode("utf-8", "ignore")))
    share = len(whole.encode()) / max(1, len(data.translate(None, _ASCII)))
    return share if share >= _MOSTLY else 0.0
