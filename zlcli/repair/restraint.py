"""What is no mojibake although a reading of it is Chinese: foreign words, tables of characters, drawings, repetitions."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.records import Record
from zlcli.repair import brief
from zlcli.repair.tables import TWO_BYTES, encode

PROSE = 7.5
"""Mean cost in nats of the characters beyond ASCII up to which a reading is as plausible as prose."""
# A reading so much better than the span is none by chance where it is prose too: those of words and names gain 40 nats where
# they are long, but their characters do not go together.
_CERTAIN = 30.0
# Symbols and half-bopomofo spans need less than prose where the gain is large: half of the right readings of two characters.
_LIKELY, _LIKELY_GAIN = 10.0, 15.0

# The same of letters that were weighed by `zlcli.repair.brief`: of 342 misread words of two in Cyrillic ones 319 are below, of
# 2,500 sound ones none that was taken for one.
_LIKELY_WORD = 9.5
# What the evidence must be more there, in nats, for letters alone or with marks between: of 13,000 words of Russian in quotes
# or before an ellipsis none has so much by 7.
_MORE_LETTERS = 9.0

_BEYOND_ASCII = lazy("[^\x00-\x7f]")
# Styles of drawing: a frame keeps to one (double lines may end in single ones); bytes of Chinese fall in all.
_STYLES = (lazy("[─│┌┐└┘├┤┬┴┼]"), lazy("[═║╒-╬]"), lazy("[▀▄█▌▐░▒▓■]"), lazy("[^\x00-\x7f─-▟■]"))
_DRAWING = lazy("[─-▟■□▲▼◆◇○●★☆]")
# The lines of a frame, or a pattern: corners by themselves are neither.
_FRAME = lazy(r"[─│═║▀-▟■]|(.)\1\1|^(.)\2$")
_CELL = lazy(r"([│║])([^─-╬]+)\1")
_SHORT = 4
_LAST_OF_ASCII = 0x7F
# Kana, half-width kana, the symbols of Latin-1 by themselves: rare in the model, but no damage for that.
_ONE_SCRIPT = lazy("[\u3041-\u30ff]+|[\uff66-\uff9f]+|[\xa1-\xbf]+")
# No Japanese word begins with small kana or marks, or doubles them.
_NO_KANA = lazy("^[ｧ-ｰﾝﾞﾟ]|[ﾞﾟ][ﾞﾟ]|ﾝﾞ|[｡-･ｰ-ﾝ]ﾟ(?<![ﾊ-ﾎ]ﾟ)|[ｱ-ｵﾅ-ﾉﾏ-ﾝ]ﾞ(?<!ｳﾞ)")
_SYMBOLS = lazy("[\xa1-\xbf]+")
# What kana-written words look like, as no Chinese does.
_HIRAGANA = lazy("[\u3041-\u309f]")
_KANA = lazy("[\u3041-\u309f\u30a1-\u30ff]")
_SAME = lazy(r"(.)\1+")
# Of other scripts, those of pinyin, and the signs of mathematics that stand beside them.
_LETTERS_ELSEWHERE = lazy("[\u2190-\u22ff\u0370-\u052f\u3105-\u312fāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ]")

# Letters beyond ASCII by language, of which words may be full: a few bytes of Chinese do not keep to one alphabet.
_ALPHABETS = tuple(
    lazy(f"[A-Za-z{letters}{letters.lower()}'’-]+")
    for letters in (
        "ÁÐÉÍÓÚÝÞÆÖ",
        "ÄÖÜẞ",
        "ÀÂÆÇÈÉÊËÎÏÔÙÛÜŸŒ",
        "ÁÂÃÀÇÉÊÍÓÔÕÚ",
        "ÁÉÍÑÓÚÜ",
        "ÅÄÖÆØÉ",
        "ÁÍÓÖŐÚÜŰÉ",
        "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÔĽĹŔ",
        "ĄĆĘŁŃÓŚŹŻ",
        "ÇĞİIÖŞÜ",
        "ÀÈÉÌÍÎÒÓÙÚ",
    )
)
# Those of Russian with what its old spelling and Belarusian have more, Ukrainian, Serbian, Macedonian; with Latin letters that
# are typed for those that look alike.
_CYRILLIC_ALPHABETS = tuple(
    lazy(f"[{letters}{letters.upper()}aceiopxyjABCEHIKMOPTX'’ʼ-]+")
    for letters in ("а-яёіѣѳѵў", "а-щьюяґєії", "а-ик-шђјљњћџ", "а-ик-шѓѕјљњќџ")
)
LETTERS = lazy(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
"""Words of any script."""
_EUROPEAN = lazy("[A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ'’ʼ-]+")
_MARKS = str.maketrans(dict.fromkeys("«»‘’“”„–—…·№©®\xa0"))
_CYRILLIC = lazy("[Ѐ-ӿ'’ʼ-]+")


class Weighed(Record):
    """A reading ``text`` of ``span`` in the code page ``wrong``."""

    span: str
    text: str
    wrong: str
    structured: bool
    """It was in UTF-8, which chance does not produce."""
    gain: float
    """What it costs less than the span, in nats."""
    mean: float
    """The mean cost of its characters beyond ASCII, in nats."""


def is_certain(gain: float, mean: float) -> bool:
    """Tell whether a reading needs no other evidence: what it gains in nats, the mean cost of its characters beyond ASCII."""
    return gain >= _CERTAIN and mean < PROSE


def is_words(text: str) -> bool:
    """Tell whether the letters beyond ASCII of ``text`` are those of words in a European language, and nothing else is beyond.

    Such a word is written in one case (or with one capital at its head), and in one alphabet, or in ASCII for the most part.
    """
    words = [word for word in LETTERS.findall(text) if not word.isascii()]
    return bool(words) and all(map(_is_word, words)) and LETTERS.sub("", text).translate(_MARKS).isascii()


def _is_word(word: str) -> bool:
    if not _EUROPEAN.fullmatch(word):
        return False
    if not (word.islower() or word.isupper() or (word[1:].islower() and word[0].isupper())):
        return False
    return (
        any(alphabet.fullmatch(word) for alphabet in _CYRILLIC_ALPHABETS)
        or 2 * sum(map(str.isascii, word)) >= len(word)
        or any(alphabet.fullmatch(word) for alphabet in _ALPHABETS)
    )


def is_text(found: Weighed) -> bool:
    """Tell whether a plausible reading may be what its span was."""
    span, text, mean = found.span, found.text, found.mean
    different = len(set(text))
    repeated = len(text) > _SHORT and different < len(text) / 3 and different < 12
    if repeated or _SAME.fullmatch(span) or _is_table(span, found.wrong):
        return False
    if mean > PROSE and _is_of_one_script(span, mean, found.gain):
        return False
    if not found.structured and is_words(_without_frame(span)) and not _is_no_word(found):
        return False
    if found.wrong in TWO_BYTES:
        return _is_no_word_of_asia(found)
    return _is_no_drawing(span, mean) and not _is_in_french_quotes(found)


def _without_frame(span: str) -> str:
    """Return what stands in the cell of a drawn table, where ``span`` is one: │Мать│."""
    cell = _CELL.fullmatch(span)
    return cell[2] if cell else span


def _is_no_word(found: Weighed) -> bool:
    if _CYRILLIC.fullmatch(found.span):
        # Capitals may be any abbreviation; other words were weighed as such.
        weighed = brief.is_brief(found.text) and not found.span.isupper()
        return found.mean < (_LIKELY_WORD if weighed else PROSE)
    if brief.is_brief(found.text) and not _CYRILLIC.fullmatch(_without_frame(found.span)):
        enough = brief.least(found.text) + _MORE_LETTERS
        return found.mean < _LIKELY_WORD and brief.evidence(found.span, found.text, found.gain) > enough
    return is_certain(found.gain, found.mean)


def _is_of_one_script(span: str, mean: float, gain: float) -> bool:
    if _SYMBOLS.fullmatch(span):
        return mean > _LIKELY or gain < _LIKELY_GAIN
    return _ONE_SCRIPT.fullmatch(span) is not None and not _NO_KANA.search(span)


def _is_no_word_of_asia(found: Weighed) -> bool:
    span, _, _, structured, gain, mean = found
    weighed = brief.is_brief(found.text)  # and so no word
    least = 0.0 if weighed else _LIKELY_GAIN
    kana = _HIRAGANA.search(span) and not weighed and mean > PROSE and gain < least
    if not structured and (_KANA.search(found.text) or kana):
        return False  # Japanese stays Japanese in the code pages that have it in the same place
    # Of two characters one may be: ㄏノ, ╰参.
    odd = max(len(_DRAWING.findall(span)), len(_LETTERS_ELSEWHERE.findall(span)))
    beyond = len(_BEYOND_ASCII.findall(span))
    return 2 * odd < beyond or (2 * odd == beyond and (mean < PROSE or (mean < _LIKELY and gain > least)))


def _is_no_drawing(span: str, mean: float) -> bool:
    if not _DRAWING.search(span) or sum(bool(style.search(span)) for style in _STYLES) > 1:
        return True
    return mean < (PROSE if _FRAME.search(span) else _LIKELY)


def _is_in_french_quotes(found: Weighed) -> bool:
    """Tell whether the span may be the end of a quotation (é, a no-break space, »), or several of them."""
    if "\xa0" not in found.span:
        return False
    lone = len(HAN_CHARACTER.findall(found.text)) == len(_BEYOND_ASCII.findall(found.text)) == 1
    return lone or (not found.structured and "«" in found.span and not is_certain(found.gain, found.mean))


def _is_table(span: str, wrong: str) -> bool:
    """Tell whether a third of the characters are successors of the ones right before, in Unicode or in the code page."""
    beyond = _BEYOND_ASCII.findall(span)
    if len(beyond) < _SHORT - 1:
        return False
    places = ([ord(char) for char in span], [_place(char, wrong) for char in span])
    return any(_are_successors(numbers, len(beyond)) for numbers in places)


@lru_cache(1 << 12)
def _place(char: str, wrong: str) -> int:
    """The place of ``char`` in a code page."""
    return int.from_bytes(encode(char, wrong) or b"", "big")


def _are_successors(numbers: list[int], beyond: int) -> bool:
    found = sum(b - a == 1 and a > _LAST_OF_ASCII for a, b in pairwise(numbers))
    return found > 1 and 3 * found >= beyond - 1
