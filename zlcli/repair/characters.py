"""Characters that text should not hold: control codes, invisible marks, look-alikes of ideographs, stray spaces.

NFKC would fold all of these and much more that is text (，：；？！（）, ①, ㎡, ﾊﾝｶｸ); so each family is named here and has its
own rule. What may be meant stays: form feeds, joiners in emoji and Indic text, marks of direction beside Hebrew and Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from zlcli.document import Change, Kind, Ledger
from zlcli.model.characters import HAN
from zlcli.patterns import lazy
from zlcli.repair.plain import CONTROLS, WIDTHS, is_plain

# ECMA-48: control sequences, operating system commands, character set designations, then any escape of two characters.
_ANSI = (
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\)|\x1b[()*+][0-9A-Z]|\x1b[@-Z\\-~]?|\x9b[0-?]*[ -/]*[@-~]"
)
# nroff prints bold and underlined letters by striking them over.
_OVERSTRIKE = r"[^\n\r]\x08"
# Tab, line ends and the form feed (the end of a page) have their use in text; U+0085 ends a line in some old files.
_CONTROLS = r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]"
# Zero-width space, word joiner, BOM, soft hyphen, Mongolian vowel separator, marks and embeddings of direction.
_INVISIBLE = "[\u200b\u2060\ufeff\u00ad\u180e\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
_JOINERS = "[\u200c\u200d]"
_UNWANTED = lazy(f"{_ANSI}|{_OVERSTRIKE}|{_CONTROLS}|{_INVISIBLE}|{_JOINERS}")
_QUICK = lazy(f"[{CONTROLS}]")
_DIRECTION = lazy("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# A joiner has a use beside letters of Arabic and Indic scripts and inside emoji.
_JOINED = lazy("[\u0600-\u07ff\u0900-\u0dff\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")

# Kangxi radicals, the radicals supplement, and compatibility ideographs: each is one ideograph for any reader.
_RADICALS = lazy("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Unified ideographs that stand among the compatibility ones (Unicode, CJK Compatibility Ideographs block description).
_UNIFIED = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
# Radicals of the supplement without a decomposition that are whole characters in use; the others (⺀, ⺍ …) are parts only.
_SUPPLEMENT = dict(
    zip("⺟⻓⻅⻉⻋⻔⻚⻛⻜⻝⻢⻥⻦⻩⻬⻰⻳⻁⻄⺠⻘⻣⻤⻨⻮", "母长见贝车门页风飞食马鱼鸟黄齐龙龟虎西民青骨鬼麦齿", strict=True)
)

# Spaces of other widths than the ordinary, beside Chinese or a line's edge, are what HTML left; 10 km keeps its own. The
# ideographic space is the indentation of Chinese text and stays.
_SPACES = lazy(f"[{WIDTHS}]")
_BESIDE_CHINESE = lazy(
    f"(?:(?<=[{HAN}\u3000-\u303f\uff01-\uff60])|^)[{WIDTHS} ]*[{WIDTHS}][{WIDTHS} ]*"
    f"|[{WIDTHS}][{WIDTHS} ]*(?=[{HAN}\u3000-\u303f\uff01-\uff60]|$)",
    re.MULTILINE,
)
# Inside a line such a space between the end of a sentence or a clause and Chinese that goes on is nothing at all.
_CLAUSE_END = frozenset("。，、；：！？…”’」』）》")
_GOES_ON = lazy(rf"[{HAN}“‘「『（《]")
_ORDINARY = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_FULLWIDTH = lazy("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")

_LONE = rf"[{HAN}0-9A-Za-z，。、；：？！“”‘’（）《》〈〉〔〕【】…—,.;:?!()%-]"
# Characters set apart one by one. A wider gap was a space before the spaces came.
_SPACED_RUN = lazy(rf"(?<![^\s]){_LONE}(?:[ ]{{1,3}}{_LONE}(?![^\s]))+")
_HAN_TOKEN = lazy(rf"(?<![^\s])[{HAN}]+(?![^\s])")
_ENOUGH_SINGLE = 20
_HAN_PAIR = lazy(rf"[{HAN}](?=[{HAN}])")


def clean(chunks: Iterable[str], ledger: Ledger, *, kinds: frozenset[Kind], spaced: bool) -> Iterator[str]:
    """Yield ``chunks`` without what the treatments among ``kinds`` take away; ``spaced`` is what `is_spaced` decided."""
    rules = [rule for rule in _rules(spaced) if rule[0] in kinds]
    is_rare = not spaced and "fullwidth" not in kinds
    line = 1
    for number, chunk in enumerate(chunks):
        # A BOM at the very beginning is the document's signature, no part of its text.
        head = "\ufeff" if number == 0 and chunk.startswith("\ufeff") else ""
        text = chunk[len(head) :]
        for kind, quick, pattern, replacement in () if is_rare and is_plain(text) else rules:
            if quick.search(text):
                text = _Substitution(kind, replacement, ledger, line).apply(pattern, quick, text)
        yield head + text
        line += chunk.count("\n")


def is_spaced(sample: str) -> bool:
    """Tell whether spaces stand between all characters of whole stretches of ``sample``, as PDF and OCR text has them.

    Titles are set that way by people (目 录), and words in segmented text (我们 今天); so nearly all pieces must be
    single characters, many of them, and a fifth of the neighbours in the document apart.
    """
    if len(sample.split()) < _ENOUGH_SINGLE:
        return False
    tokens = [len(token) for token in _HAN_TOKEN.findall(sample)]
    single = sum(size == 1 for size in tokens)
    return single >= _ENOUGH_SINGLE and single >= 0.8 * len(tokens) and 4 * single >= len(_HAN_PAIR.findall(sample))


_Rule = tuple[Kind, re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]]


def _rules(spaced: bool) -> Iterator[_Rule]:
    # Twice: what an overstrike takes away may be what a joiner stood beside.
    yield from (("control", _QUICK, _UNWANTED, _without_unwanted),) * 2
    yield "compatibility", _RADICALS, _RADICALS, _unified
    yield "spacing", _SPACES, _BESIDE_CHINESE, _as_spaces
    if spaced:
        yield "spacing", _SPACED_RUN, _SPACED_RUN, _closed_up
    yield "fullwidth", _FULLWIDTH, _FULLWIDTH, lambda match: unicodedata.normalize("NFKC", match[0])


class _Substitution:
    """One pattern applied to one chunk, each replacement written down."""

    def __init__(self, kind: Kind, replacement: Callable[[re.Match[str]], str], ledger: Ledger, line: int) -> None:
        self.kind, self.replacement, self.ledger, self.line = kind, replacement, ledger, line

    def apply(self, pattern: re.Pattern[str], quick: re.Pattern[str], text: str) -> str:
        """Replace what ``pattern`` matches in the lines that ``quick`` finds; no match goes beyond a line."""
        parts: list[str] = []
        done = end = 0
        for sign in quick.finditer(text):
            if sign.start() < end:
                continue
            start, end = text.rfind("\n", end, sign.start()) + 1 or end, text.find("\n", sign.start())
            end = len(text) if end < 0 else end
            for match in pattern.finditer(text, start, end):
                parts += text[done : match.start()], self._one(match)
                done = match.end()
        return "".join((*parts, text[done:]))

    def _one(self, match: re.Match[str]) -> str:
        after = self.replacement(match)
        if after != match[0]:
            self.ledger.count(self.kind)
            if self.ledger.wants_example(self.kind):
                line = self.line + match.string.count("\n", 0, match.start())
                self.ledger.keep(self.kind, Change(line, match[0], after))
        return after


def _as_spaces(match: re.Match[str]) -> str:
    text = match.string
    if text[match.start() - 1 : match.start()] in _CLAUSE_END and _GOES_ON.match(text, match.end()):
        return ""
    return match[0].translate(_ORDINARY)


def _without_unwanted(match: re.Match[str]) -> str:
    found, text = match[0], match.string
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    if found in "\u200c\u200d":
        return found if _JOINED.search(around) else ""
    if _DIRECTION.match(found):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        return found if _RIGHT_TO_LEFT.search(text, start, end if end >= 0 else len(text)) else ""
    return ""


@cache
def _unified_form(char: str) -> str:
    if char in _UNIFIED:
        return char
    return _SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)


def _unified(match: re.Match[str]) -> str:
    return _unified_form(match[0])


def _closed_up(match: re.Match[str]) -> str:
    run: str = match[0]
    return re.sub(" {2,3}", " ", re.sub(r"(?<! ) (?! )", "", run)) if _HAN_TOKEN.search(run) else run
