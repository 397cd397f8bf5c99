"""What those who pack novels into one file set above and below them: a frame of stars or dashes around a declaration."""

from __future__ import annotations

from collections.abc import Iterator

from zlcli.layout.advertising import is_advertisement
from zlcli.layout.chrome import Chrome, fold
from zlcli.patterns import lazy

# A shorter line of such signs may set off a scene.
_RULE = lazy(r"([=_*~─━═－＝＊#+-])(?:\s?\1){7,}|[☆★※◆◇■□](?:\s?[☆★※◆◇■□]){7,}|[┏┌╔╭┗└╚╰][─━═]{7,}[┓┐╗╮┛┘╝╯]")
# The sides of a frame that is a box.
_SIDES = "┃│║|｜ \t\u3000"
# The longest frame that was seen has nine lines.
_LONGEST = 14
# A packager speaks of the file, of the site, and of whose the text is.
_OF_FILE = lazy(
    "本站|本书|本作品|本电子书|声明|版权|下载|整理|制作|上传|网友|电子书|txt|www|https?:|互联网|侵权|删除|24小时|正版|仅供|负责|责任|更多"
)
# Whatever stands with these in the frame is the book's.
_OF_BOOK = lazy(
    r"《[^》]+》.{0,40}|(?:书名|作者|文案|(?:内容|作品|小说)?简介|内容标签|标签|主角|搜索关键字|类别|分类|字数)\s*[:：].*"
)
_OPEN_END = ("，", "、", ",", "：", ":")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of such frames among ``kinds``: their rules and what a packager says between them."""
    rules = [i for i in sorted(kinds) if _RULE.fullmatch(lines[i].strip())]
    found: set[int] = set()
    for start in rules:
        end = next((i for i in rules if start < i <= start + _LONGEST and _has_text(lines[start + 1 : i])), None)
        if end is None or not _advertises(lines[start + 1 : end]):
            continue
        found |= {start, end, *_of_packager(lines, start + 1, end)}
    return found


def _advertises(between: list[str]) -> bool:
    """Tell whether one of the lines ``between`` two rules, or what they say together, praises a site."""
    texts = [fold(line.strip().strip(_SIDES)) for line in between]
    return any(map(is_advertisement, texts)) or is_advertisement("".join(texts))


def _has_text(between: list[str]) -> bool:
    return any(line.strip() for line in between)


def _of_packager(lines: list[str], start: int, end: int) -> Iterator[int]:
    """Yield the lines from ``start`` to ``end`` that speak of the file, or go on with what the line above says of it."""
    goes_on = False
    for i in range(start, end):
        text = lines[i].strip().strip(_SIDES)
        if not text:
            continue
        if not _OF_BOOK.fullmatch(text) and (goes_on or _OF_FILE.search(fold(text))):
            yield i
            goes_on = text.endswith(_OPEN_END)
        else:
            goes_on = False
