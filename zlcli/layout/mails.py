"""What mailing lists add to a mail: links of their archive, their own foot, and the writer's signature after ``--``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.layout.titles import is_paragraph
from zlcli.patterns import lazy

# The head of a mail, or what Mailman and pipermail write.
_OF_MAIL = lazy(
    r"^From:? [^\n]*(?:@| at )[\w.-]+[^\n]*\n(?:[A-Z][\w-]*:[^\n]*\n|[ \t][^\n]*\n)*(?:Subject|Date):"
    r"|^Messages sorted by:|mailing list\s*$",
    re.MULTILINE,
)
# Links of an archive, in its own words.
_ARCHIVE = lazy(
    r"(?:Previous|Next) (?:message|by (?:date|thread)|in thread)(?: \(by thread\))?\s*[:：].*|Messages sorted by\s*[:：].*"
    r"|More information about the .{1,40} mailing list"
)
# What stands for an attachment: a line of dashes around it, and the attachment's name, type and address.
_PART, _OF_PART = (
    lazy(r"-{4,} ?next part ?-{4,}"),
    lazy(r".{0,60}attachment was scrubbed.{0,12}|(?:Name|Type|Size|Desc|URL|名称|类型|大小|网址|描述)\s*[:：].{0,200}"),
)
# The line above the list's foot, and what the foot has: the list's name, its address and its page.
_RULE, _OF_FOOT = lazy("_{20,}"), lazy(r".{1,60}mailing list|\S+@\S+\.\S+|(?:\S{1,20} )?https?://\S+")
_SIGNATURE, _HEADER = lazy(r"--\s*"), lazy(r"(?:From|Date|Subject|发件人|寄件者)\s?[:：]|From \S+(?:@| at )")
# Signatures of more lines were not seen; feet have three.
_LONGEST, _LONGEST_FOOT = 12, 4


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` is a mail of a list."""
    return ("mailing list" in sample or "From" in sample or "Messages sorted" in sample) and _OF_MAIL.search(sample) is not None


def remove(lines: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) without them."""
    held: list[tuple[int, str]] = []  # a signature, or a foot with its rule
    foot = part = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        part = _PART.fullmatch(text) is not None or (part and (not text or _OF_PART.fullmatch(text) is not None))
        if (part and text) or _ARCHIVE.fullmatch(text):
            _drop([(number, line)], ledger, "link of an archive")
            continue
        if held and _ends(held, text, foot=foot):
            signed = _HEADER.match(text) is not None or _RULE.fullmatch(text) is not None
            yield from _unless_whole(held, ledger, foot=foot, signed=signed)
            held, foot = [], False
        if _RULE.fullmatch(text):
            held, foot = [(number, line)], True
        elif held or _SIGNATURE.fullmatch(text):
            held.append((number, line))
        else:
            yield line
    yield from _unless_whole(held, ledger, foot=foot, signed=True)


def _ends(held: list[tuple[int, str]], text: str, *, foot: bool) -> bool:
    """Tell whether ``text`` is no part of the signature or the foot that is ``held``."""
    if foot:
        return text != "" and (len(held) > _LONGEST_FOOT or _OF_FOOT.fullmatch(text) is None)
    return len(held) > _LONGEST or _HEADER.match(text) is not None or text.startswith(">") or _RULE.fullmatch(text) is not None


def _unless_whole(held: list[tuple[int, str]], ledger: Ledger, *, foot: bool, signed: bool) -> list[str]:
    """Return the lines ``held``; none if they are a foot with the list's name, or a signature with the next mail below it."""
    named = any("mailing list" in line for _, line in held)
    written = any(is_paragraph(line.strip()) for _, line in held)
    if (foot and not named) or (not foot and (written or not signed)):
        return [line for _, line in held]
    _drop(held, ledger, "foot of a mailing list" if foot else "signature")
    return []


def _drop(held: list[tuple[int, str]], ledger: Ledger, rule: str) -> None:
    for number, line in held:
        if line.strip():
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(number, line.strip(), "", rule))
