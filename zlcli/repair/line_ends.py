"""Whether a line ended where a character was lost: comments and the code behind them, list items, indentation, tags."""

from __future__ import annotations

from zlcli.patterns import lazy

# What a line begins with: a comment, a list item, an indentation, a heading, a key, a tag, a statement.
_LINE_START = lazy(
    r"[ \t]*(?:#|//|/\*|\*/|--|[-*+] |\d+[.)、] |>|@|<[a-z!/]|\||```|[A-Za-z_][\w.]*(?:\s*[={]|:\s)|"
    r"(?:def|class|import|from|if|else|for|return|print|echo|const|let|var|function|export|try|end|public|private)\b)|"
    r"[ \t]{2,}\S|\n"
)
# The beginning of a line behind what was lost; a line that lost its end before another end, a blank line behind what was not.
_JOINED = lazy(
    r"[^\x00-\x7f]\?(?:[ \t]*(?:\* |//|#|\*/|--|[-+] |\d+\. )|[ \t]{2,}\S|[A-Za-z_][\w.]*\s*[=({]|[A-Za-z_]\w*: |@[A-Za-z]|"
    r"(?:def|class|import|from|if|else|for|return|const|let|var|function|export|try|end|public|private|func|type|FROM|RUN) )"
)
_ENDS, _BLANK = lazy(r"[^\x00-\x7f]\?\r?\n"), lazy(r"[^\x00-\x7f]\n\n")
# Of lines that end in Chinese, half lose the first half of \r\n; so many kept their end for each that seems to have.
_KEPT_ENDS, _KEPT = lazy(r"[^\x00-\x7f]\n"), 3
_BARE_END = lazy(r"(?<![\r?])\n")
# So many joined lines for each that ends in a question mark: where lines lose their ends, only blank ones follow those.
_FEW = 6
_MARKER = lazy(r"\s*(#+|//+|--|\*|[-*+>]|;+|rem|REM|::)\s")
# Han, kana or full-width punctuation is set off by no space, Latin letters and digits often are.
_WORD = lazy("[A-Za-z0-9]")
# A comment that goes on to the end of its line, by itself or behind code.
_COMMENT = lazy(
    r"\s*(?:#|//|--|;|%|'|\"\"\"|'''|REM |rem |::)|.*[^\x00-\x7f:\"'(]?(?:(?<![:\w])//|\s#|\s--|\s;)\s?[^\s]*[^\x00-\x7f]"
)
# What is no code of a line: quotations, comments.
_QUOTED = lazy(r"\"[^\"\n?]*[\"?]|'[^'\n?]*['?]|`[^`\n?]*[`?]|\s*(?://|#|--|/\*).*")
# Code: an operator or bracket, an option, three words, a word that is a statement, brackets that close.
_CODE = lazy(
    r"[^=({;$<]*[=({;$]|\w+ \0|[^<]*<\w|\S+\s+-|[\w.,/*]+ [\w.,/*-]+ [\w.,/*-]+|\S+:$|"
    r"(?:pause|else|fi|done|end|do|then|break|continue|pass|return|exit|COPY|RUN|FROM|ADD|BEGIN|END|GO|"
    r"make|git|npm|npx|yarn|cd|pip3?|sudo|python3?|docker|ls|cp|mv|rm|mkdir|echo|source|curl|wget|apt|apt-get|conda|node|go|cargo|mvn)\b"
)
_CLOSERS = lazy(r"\s*(?:[)\]}]+[;,]*\s*$|\}\s*(?:else|catch|finally|while)\b|@\w|</?\w)")
_CALL = lazy(r"[A-Za-z_][\w.]*\s*\(")
# One of several pairs of key and value in a line, and what such a line has before it: another one, or a time.
_PAIR, _PAIRS = lazy(r"[A-Za-z_][\w.]*="), lazy(r"^[\[(]?\d|(?:^|\s)[A-Za-z_][\w.]*=.*\s")
# One space of indentation is rare, one after a comma or colon is not; nor does what closes begin a line.
_NO_START = lazy(r" (?![ *])|[,;:.)\]}]|[\"'][,;:.)\]}]")
PUNCTUATION = ("锛", "銆")
"""The first two bytes of ，：！ and their like and of 、。》, which begin no line, as GBK has them."""
COMMENTS = (("/*", "*/"), ("<!--", "-->"))
"""What comments begin and end with."""
LIKELY, UNLIKELY = -6.0, 4.0
"""What a character costs more, in nats, where the text asks for it and where it speaks against it."""

_TIME = lazy(r"[\[(]?\d+[-:/.]\d+[-:/.\]]")
_LEVEL = lazy(r"\[[A-Za-z0-9]+\]")
# A word and a colon, as they are and as they are misread.
_LABEL = lazy("[^\x00-\x7f锛銆]{2,9}: ")
# Lines of logs and lists that begin with a number or a bracket are followed by such.
_NUMBERED, _OTHER_START = lazy(r"[\[\d]"), 1.5
# A text of which no other line is known is one line more often than two.
_ONLY_LINE = 1.5


def swallows_ends(sample: str) -> bool:
    r"""Tell whether lines of ``sample`` lost their ends: the next one's beginning, or blank lines, show that they end in \n.

    Where they end in \r\n it is the first half that gets lost, and a question mark stands before blank lines too.
    """
    ends, joined = len(_ENDS.findall(sample)), len(_JOINED.findall(sample))
    if _FEW * joined > ends or (_BLANK.search(sample) is not None and "?\n\n" not in sample):
        return True
    return _KEPT * ends <= len(_KEPT_ENDS.findall(sample))


def ends_in_cr(sample: str) -> bool:
    r"""Tell whether the lines of ``sample`` end in \r\n, all those that did not lose the first half."""
    return "\r\n" in sample and _BARE_END.search(sample) is None


def closes_comment(line: str, right: str) -> bool:
    """Tell whether ``right`` ends the comment that ``line`` begins."""
    return any(opening in line and right.startswith(closing) for opening, closing in COMMENTS)


def line_end(line: str, right: str, lines: int) -> float:
    """Return what a line end costs more in nats between ``line`` and ``right``, in a document of so many other ``lines``."""
    found = _line_end(line, right) + (_OTHER_START if _NUMBERED.match(line) and not _NUMBERED.match(right) else 0.0)
    return found + _ONLY_LINE if lines <= 1 and found > LIKELY / 2 else found


def _line_end(line: str, right: str) -> float:
    if right.startswith(PUNCTUATION) or closes_comment(line, right):
        return 2 * UNLIKELY
    rest = right.partition("\n")[0]
    commented = _COMMENT.match(line) is not None
    if not (commented and _CLOSERS.match(right)) and _goes_on(line, rest, right):
        return UNLIKELY
    if _is_next(line, rest, commented=commented):
        return LIKELY
    if _LINE_START.match(right) or (_CALL.match(right) and _is_code(rest)):
        return LIKELY / 2
    if right.startswith("("):
        return UNLIKELY / 2
    return 1.5 * UNLIKELY if _WORD.match(right) else 0.0


def _goes_on(line: str, rest: str, right: str) -> bool:
    """Tell whether ``rest`` is no beginning, or has the end of a quotation or row or another pair of what ``line`` has."""
    if _NO_START.match(right) or (_PAIR.match(right) and _PAIRS.search(line)):
        return True
    if line.startswith("|") and "|" in rest:  # a row of a table ends in one
        return True
    return line.count('"') % 2 == 1 and rest.count('"') % 2 == 1


def _is_next(line: str, rest: str, *, commented: bool) -> bool:
    """Tell whether ``rest`` is another item or line of comment as ``line`` is, or what no comment has."""
    marker = _MARKER.match(line)
    if marker and rest.lstrip().startswith((f"{marker[1]} ", f"{marker[1]}\t")):
        return True
    if any(start.match(line) and start.match(rest) for start in (_TIME, _LEVEL, _LABEL)):
        return True
    return commented and (_CLOSERS.match(rest) is not None or (not rest.startswith("(") and _is_code(rest)))


def _is_code(rest: str) -> bool:
    """Tell whether the ``rest`` of a line is a statement, which may have Chinese in quotations and comments only."""
    bare = _QUOTED.sub("\0", rest)
    return bare.isascii() and _CODE.match(bare.strip()) is not None
