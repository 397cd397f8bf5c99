r"""Escapes left in text: ``&#20013;``, ``\u4e2d``, ``\xe4\xb8\xad``, ``%E4%B8%AD``, ``=E4=B8=AD``, MIME words, UTF-7.

In source code, URLs, markup and quoted strings they are what they should be. They are damage in prose, and undone there where
what they stand for is plausible Chinese; everywhere when their kind is asked for by name, and only then punycode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from zlcli import chunks
from zlcli.document import Change, Kind, Ledger
from zlcli.model.bigrams import mean_beyond_ascii
from zlcli.model.characters import HAN, HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.places import places
from zlcli.records import Record
from zlcli.repair.spans import PROTECTED, Fences, looks_like_code

# Mean cost in nats of the characters beyond ASCII; names of two characters reach 12.
_PLAUSIBLE = 12.0
# What stands before and after an escape that a program is meant to read.
_QUOTES = "\"'`\\[]{}=/"
# A line of a message's header holds addresses (<somebody@example.com>) and quoted names; its next line is indented.
_HEADER = lazy(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)*:|[ \t]")
_CHINESE_TEXT = rf"[{HAN}\u3000-\u303f\uff01-\uff5e‘’“”—…·]"
_INDENTED = lazy(rf"&|[\"'(]?{_CHINESE_TEXT}")
_CHINESE = lazy(f"{_CHINESE_TEXT}+")


def _entities(text: str) -> str | None:
    import html

    return html.unescape(html.unescape(text))


def _unicode(text: str) -> str | None:
    units = (int(unit, 16) for unit in re.findall(r"u([0-9a-fA-F]{4})", text))
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")


def _bytes(text: str) -> str | None:
    return _decoded(bytes.fromhex(re.sub(r"\\{1,2}x", "", text)))


def _percent(text: str) -> str | None:
    from urllib.parse import unquote_to_bytes

    return _decoded(unquote_to_bytes(text))


def _quoted_printable(text: str) -> str | None:
    import binascii

    return _decoded(binascii.a2b_qp(text))


def _mime(text: str) -> str | None:
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        return "".join(
            part if isinstance(part, str) else part.decode(_superset(charset)) for part, charset in decode_header(text)
        )
    except (HeaderParseError, UnicodeDecodeError, LookupError, ValueError):
        return None


def _utf7(text: str) -> str | None:
    try:
        return text.encode("ascii").decode("utf-7")
    except UnicodeError:
        return None


def _punycode(text: str) -> str | None:
    try:
        return text.encode("ascii").decode("idna")
    except UnicodeError:
        return None


def _superset(charset: str | None) -> str:
    return "gb18030" if (charset or "").lower() in ("gb2312", "gbk") else charset or "ascii"


def _decoded(data: bytes) -> str | None:
    """``data`` in UTF-8, else in GB 18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


_WAYS: dict[Kind, tuple[re.Pattern[str], Callable[[str], str | None]]] = {
    "html-entity": (
        lazy(
            r"(?:&(?:amp;)?(?:#\d{3,6}|#[xX][0-9a-fA-F]{3,5}|ldquo|rdquo|lsquo|rsquo|hellip|mdash|middot);)+"
            r"|(?:&(?:amp;)?(?:nbsp|ensp|emsp);)+"
        ),
        _entities,
    ),
    "unicode-escape": (lazy(r"(?<![A-Za-z0-9])(?:\\{1,2}u[0-9a-fA-F]{4}){2,}"), _unicode),
    "byte-escape": (lazy(r"(?:\\{1,2}x[89a-fA-F][0-9a-fA-F]){2,}"), _bytes),
    "percent-escape": (lazy(r"(?:%[0-9a-fA-F]{2}){4,}"), _percent),
    "mime-word": (lazy(r"=\?[\w-]{3,20}\?[BbQq]\?[^?\s]+\?=(?:\s*=\?[\w-]{3,20}\?[BbQq]\?[^?\s]+\?=)*"), _mime),
    "quoted-printable": (lazy(r"(?:=[89A-F][0-9A-F](?:[ -<>-~]{0,3}(?==[89A-F]))?){2,}"), _quoted_printable),
    "utf-7": (lazy(r"(?:\+[A-Za-z0-9+/]{3,}-)+"), _utf7),
    "punycode": (lazy(r"\bxn--[a-z0-9-]{2,59}\b", re.IGNORECASE), _punycode),
}
KINDS: frozenset[Kind] = frozenset(_WAYS)
_SIGNS = {"html-entity": "&", "unicode-escape": "\\", "byte-escape": "\\", "percent-escape": "%", "mime-word": "=?",
          "quoted-printable": "=", "utf-7": "+", "punycode": "xn--"}  # fmt: skip


def undo(pieces: Iterable[str], kinds: frozenset[Kind], asked: frozenset[Kind], ledger: Ledger) -> Iterator[str]:
    """Yield the text of ``pieces`` with escapes of ``kinds`` undone in prose, and those of ``asked`` everywhere."""
    number, fences = 1, Fences()
    for piece in pieces:
        here = frozenset(kind for kind in _WAYS if kind in kinds and _holds(piece, kind))
        if not (here or ("`" in piece and "```" in piece) or ("~" in piece and "~~~" in piece)):
            number += piece.count("\n")
            yield piece
            continue
        lines = list(chunks.lines([piece]))
        for i, line in enumerate(lines):
            fenced = fences.holds(line)
            for kind in _present(line, here):
                lines[i] = _Line(lines[i], number, fenced, ledger).undo(kind, everywhere=kind in asked)
            number += line.endswith("\n")
        yield "".join(lines)


def _holds(text: str, kind: Kind) -> bool:
    """Tell whether the pattern of ``kind`` matches somewhere; all begin with their sign, and few other places do."""
    pattern, sign = _WAYS[kind][0], _SIGNS[kind]
    before = len(sign) - 1  # one character is found several times as fast as two
    starts = (at - before for at in places(sign[-1], text))
    return any(text.startswith(sign, start) and pattern.match(text, start) for start in starts)


def _present(line: str, kinds: frozenset[Kind]) -> Iterator[Kind]:
    return (kind for kind in _WAYS if kind in kinds and _SIGNS[kind] in line)


class _Line(Record):
    """A line, its number, whether it is in a fence, and where changes are written down."""

    text: str
    number: int
    fenced: bool
    ledger: Ledger

    def undo(self, kind: Kind, *, everywhere: bool) -> str:
        pattern, read = _WAYS[kind]
        everywhere = everywhere or (kind == "mime-word" and not self.fenced and _HEADER.match(self.text) is not None)
        if not everywhere and (self.fenced or looks_like_code(pattern.sub("", self.text))):
            return self.text
        return pattern.sub(lambda match: self._undone(match, kind, read, everywhere=everywhere), self.text)

    def _undone(self, match: re.Match[str], kind: Kind, read: Callable[[str], str | None], *, everywhere: bool) -> str:
        text = read(match[0])
        if (
            text is None
            or text == match[0]
            or "\ufffd" in text
            or not (self._indents(match, text) or (_is_chinese(text) and (everywhere or self._is_prose(match))))
        ):
            return match[0]
        self.ledger.count(kind)
        if self.ledger.wants_example(kind):
            self.ledger.keep(kind, Change(self.number, match[0], text))
        return text

    def _indents(self, match: re.Match[str], text: str) -> bool:
        """Tell whether ``match`` is the indentation of a Chinese paragraph: &nbsp;&nbsp; at the head of its line."""
        begins = (
            not self.text[: match.start()].strip()
            and "<" not in self.text
            and _INDENTED.match(self.text, match.end()) is not None
        )
        return begins and len(text) > 1 and not text.strip()

    def _is_prose(self, match: re.Match[str]) -> bool:
        """Tell whether no program is meant to read what stands there."""
        around = self.text[max(0, match.start() - 1) : match.start()] + self.text[match.end() : match.end() + 1]
        if any(char in _QUOTES for char in around):
            return False
        return (
            not any(
                span.start() < match.end() and match.start() < span.end() and span[0] not in match[0]
                for span in PROTECTED.finditer(self.text)
            )
            and "<" not in self.text
        )


def _is_chinese(text: str) -> bool:
    if HAN_CHARACTER.search(text):
        return mean_beyond_ascii(text) < _PLAUSIBLE
    return _CHINESE.fullmatch(text) is not None
