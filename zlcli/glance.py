"""What a short document cannot need: a look at its characters that saves loading the treatments for it.

To load all treatments takes longer than to treat a page; most text needs few of them.
"""

from __future__ import annotations

from zlcli.chunks import CHUNK
from zlcli.document import GROUPS, MISREAD, ON_REQUEST, Kind
from zlcli.patterns import lazy

# Without one of these there is no tag, escape, private use, control, odd space, compatibility form, space between Han or gloss.
_REWRITTEN = lazy(
    r"&[#a-z]|</?[a-zA-Z]|\\[uxUX]|%[0-9A-Fa-f]{2}|=[?0-9A-F]|\+[A-Za-z0-9+/]{3}"
    r"|[\x00-\x08\x0b\x0e-\x1f\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u2e80-\u2fdf\ue000-\ufaff\ufeff\U0002f800-\U0002fa1f\U000f0000-\U0010ffff]"
    r"|[^\x00-\x7f] | [^\x00-\x7f]"
    r"|[(（\[【〔［] ?[A-Z]{0,6}[a-z1-5\xc0-\xff\u0100-\u036f\u1e3f\u3105-\u3129]"
    r"|[^\x00-\x7f][a-z]{0,6}(?:[\xe0-\xff\u0101-\u01dc\u0300-\u036f\u1e3f]|[a-z][1-5](?![0-9A-Za-z]))"
)
# 区(qū): a reading behind its character, whose letters are those of misread text too, is none.
_READING = lazy("(?<=[\u4e00-\u9fff])[(（][a-z\xe0-\xfc\u0101-\u01dc]{1,6}[)）]")
_HALF_WIDTH = lazy("[,:;?!()]")
_EARLY: frozenset[Kind] = GROUPS["repair"] - {"punctuation"}
# What works on lines, of which one that is the whole document is never removed, joined or moved.
_OF_LINES: frozenset[Kind] = GROUPS["layout"] - {"structure"}
_PUNCTUATION: frozenset[Kind] = frozenset({"punctuation"})


def needed(text: str, kinds: frozenset[Kind]) -> frozenset[Kind]:
    """Return the treatments of ``kinds`` that may find something to do in ``text``, the whole of a document.

    What one treatment rewrites may be work for another; so only text that the first ones leave alone is spared the last ones.
    The very first ones are those of misread text.
    """
    if len(text) > CHUNK:
        return kinds
    if kinds & MISREAD and not _is_suspicious(text):
        kinds -= MISREAD
    if kinds & (ON_REQUEST | MISREAD) or (kinds & _EARLY and _REWRITTEN.search(text)):
        return kinds
    left = kinds - _EARLY
    if not _HALF_WIDTH.search(text):
        left -= _PUNCTUATION
    return left if len(text.splitlines()) > 1 else left - _OF_LINES


def _is_suspicious(text: str) -> bool:
    if text.isascii():
        return False
    from zlcli.repair.odd_runs import CLOSE
    from zlcli.repair.suspicion import suspicious_lines

    lines = (text[start:end] for start, end in suspicious_lines(text))
    closely = len(text) <= CLOSE
    return any(next(suspicious_lines(_READING.sub("", line), closely=closely), None) for line in lines)
