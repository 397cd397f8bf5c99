"""Which encoding bytes are in: BOM, strict UTF-8, then every plausible codec scored as text.

Of the ways to turn the bytes into text the most plausible one wins (`zlcli.model.bigrams`), each with a charge for bytes that
do not decode and for how rare its encoding is. chardet is asked only for what is not Chinese.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zlcli.encoding.decode import decode
from zlcli.model.bigrams import score

# Longest first, as the BOM of UTF-32-LE begins with that of UTF-16-LE. The last is U+FEFF in GB 18030.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Candidates and their charge in nats before a byte is read: minus the logarithm of how often, beside UTF-8, a file without
# any other sign is in them. The widest codec of each family, so that what the sample does not show decodes too.
_CHINESE = {"utf-8": 0.0, "gb18030": 3.0, "cp950": 3.0, "big5hkscs": 4.5}
_WIDE = {"utf-16-le": 6.0, "utf-16-be": 8.0, "utf-32-le": 10.0, "utf-32-be": 12.0}
_FOREIGN = {"cp932": 6.0, "euc_jp": 6.0, "cp949": 5.0, "cp1252": 3.0, "cp1251": 5.0, "koi8-r": 5.0}
# Two names of nearly one encoding: which of them it is says nothing of how sure the text is.
_SAME_FAMILY = {"cp950", "big5hkscs"}
# Of `_WIDE`, those for which every pair (or four) of bytes is a character: without this charge for each, base64 is Chinese.
_PER_ASCII_PAIR = 3.0
# For each byte at the end that only begins a character: cheap beside a broken one, as any cut may fall there.
_CUT_BYTE = 8.0

# Two UTF-8 sequences of GBK bytes happen (系统); a dozen bytes of them never did in ten thousand lines of text.
_CERTAIN_UTF8_BYTES = 12
# Bytes given to the model. One line in many is enough to tell, and the score stays far from the rounding of its costs.
_SAMPLE = 4096
_PIECES = 16
# A candidate that is so many nats behind after so many bytes never caught up: e to the 60th against it.
_GLANCE = 400
_HOPELESS = 60.0
# ASCII longer than this is not taken for UTF-16 or HZ without a mark of them.
_LONG_ASCII = 512
# Bytes that no text holds; a file with more than one in thirty of them is binary.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 1 / 30
# Mean cost in nats of a character beyond ASCII. Chinese prose lies at 5 to 8, names and classical text below 10; text of a
# language that no candidate can read is above.
_IMPLAUSIBLE = 11.5

# Below so many bytes beyond ASCII chardet guesses.
_ENOUGH_FOR_CHARDET = 24

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding (a Python codec name, None for bytes that are no text), how sure it is (0 to 1), the length of its BOM."""

    encoding: str | None
    confidence: float
    bom: int = 0


def detect(data: bytes) -> Guess:
    """Return the most plausible encoding of ``data``. Empty input is ``utf-8``; pure ASCII is ``ascii``."""
    if not data:
        return Guess("utf-8", 1.0)
    marked = by_bom(data)
    if marked:
        return marked
    if data.isascii():
        return _ascii(data)
    if b"\0" not in data and _is_certain_utf8(data):
        return Guess("utf-8", 1.0)
    return _scored(data)


def by_bom(data: bytes) -> Guess | None:
    """Return the encoding that a byte order mark at the beginning of ``data`` names, if there is one."""
    return next((Guess(encoding, 1.0, len(bom)) for bom, encoding in _BOMS if data.startswith(bom)), None)


def codec_name(name: str) -> str | None:
    """Return Python's name of the text codec ``name``, None where there is none (``base64`` is no text codec)."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _ascii(data: bytes) -> Guess:
    """Tell ASCII from the encodings that write Chinese with its bytes."""
    if b"\0" in data:
        return _scored(data)
    if b"~{" in data and _decodes(data, "hz") and not data.decode("hz").isascii():
        return Guess("hz", 0.99)
    if len(data) > _LONG_ASCII or len(data) % 2:
        return Guess("ascii", 1.0)
    costs = {"ascii": score(data.decode("ascii"))}
    costs |= {name: _wide_cost(data, name) for name in ("utf-16-le", "utf-16-be")}
    return _best(costs)


def _is_certain_utf8(data: bytes) -> bool:
    """Tell whether ``data`` is valid UTF-8 and holds too much of it for chance."""
    return _decodes(data, "utf-8") and len(_BEYOND_ASCII.findall(data[: 1 << 20])) > _CERTAIN_UTF8_BYTES


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _scored(data: bytes) -> Guess:
    """Score every candidate on a sample of the lines that are not ASCII."""
    if b"\0" in data[:_SAMPLE]:
        return _wide_or_binary(data)
    sample = b"".join(_pieces(data))
    costs = _costs(sample)
    if len(data) <= _SAMPLE:  # otherwise the samples differ, and UTF-16 of that length holds a NUL or a line end
        costs |= _wide_costs(data)
    guess = _best(costs)
    if guess.encoding in _WIDE:
        return guess
    if len(_CONTROLS.findall(data[:_SAMPLE])) > _BINARY_SHARE * min(len(data), _SAMPLE):
        return Guess(None, 0.9)
    foreign = guess.encoding in _FOREIGN or _mean(sample, guess.encoding or "") > _IMPLAUSIBLE
    return _foreign(data, guess) if foreign and len(_BEYOND_ASCII.findall(sample)) >= _ENOUGH_FOR_CHARDET else guess


def _wide_costs(data: bytes) -> dict[str, float]:
    return {name: _wide_cost(data[:_SAMPLE], name) for name in _WIDE}


def _wide_or_binary(data: bytes) -> Guess:
    costs = _wide_costs(data)
    name = min(costs, key=lambda name: costs[name])
    return Guess(name, 0.99) if _mean(data[:_SAMPLE], name) < _IMPLAUSIBLE else Guess(None, 0.9)


def _wide_cost(data: bytes, name: str) -> float:
    """The cost of ``data`` as UTF-16 or UTF-32; infinite where its length or a surrogate forbids it."""
    unit = 4 if "32" in name else 2
    if len(data) % unit or not _decodes(data, name):
        return math.inf
    pairs = len(data) // unit if b"\0" not in data else 0
    return _WIDE[name] + score(data.decode(name)) + _PER_ASCII_PAIR * pairs * data.isascii()


def _costs(sample: bytes) -> dict[str, float]:
    """The cost of every candidate that a glance at ``sample`` leaves in the running."""
    charges = _CHINESE | _FOREIGN
    glance = {name: charge + _cost(sample[:_GLANCE], name) for name, charge in charges.items()}
    if len(sample) <= _GLANCE:
        return glance
    limit = min(glance.values()) + _HOPELESS
    return {name: charges[name] + _cost(sample, name) for name, cost in glance.items() if cost < limit}


def _cost(sample: bytes, name: str) -> float:
    text, cut = _lenient(sample, name)
    return score(text) + _CUT_BYTE * cut


def _lenient(sample: bytes, name: str) -> tuple[str, int]:
    """Decode ``sample`` with U+FFFD for each bad byte (at 23 nats), and count the bytes of a character cut at its end."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        text = decoder.decode(sample)
    except UnicodeDecodeError:
        return decode(sample, name).text, 0
    return text, len(decoder.getstate()[0])


def _mean(sample: bytes, name: str) -> float:
    """Mean cost of the characters beyond ASCII in ``sample``."""
    beyond = re.sub(r"[\x00-\x7f]+", "\n", decode(sample, name).text)
    return score(beyond) / max(1, len(beyond))


def _pieces(data: bytes) -> Iterator[bytes]:
    """Lines (or parts of long ones) with bytes beyond ASCII, from all over ``data``."""
    size = _SAMPLE // _PIECES
    at = 0
    for i in range(_PIECES):
        found = _BEYOND_ASCII.search(data, max(at, i * len(data) // _PIECES))
        if not found:
            return
        # A line end or a space is no part of a character in any of the candidates.
        start = max(data.rfind(b"\n", at, found.start()), data.rfind(b" ", at, found.start()), at - 1) + 1
        if found.start() - start > size:
            start = found.start()
        end = data.find(b"\n", start + size, start + 2 * size)
        at = end + 1 if end >= 0 else start + size
        yield data[start:at]


def _best(costs: dict[str, float]) -> Guess:
    """The cheapest candidate. Its lead over the best of another family says how sure it is."""
    best = min(costs, key=lambda name: costs[name])
    family = _SAME_FAMILY if best in _SAME_FAMILY else {best}
    lead = min((cost for name, cost in costs.items() if name not in family), default=math.inf) - costs[best]
    return Guess(best, 1 / (1 + math.exp(-min(lead, 50.0))))


def _foreign(data: bytes, guess: Guess) -> Guess:
    """Ask chardet about text that is not Chinese; keep ``guess`` where it knows no better."""
    import chardet

    first = _BEYOND_ASCII.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    answer = chardet.detect(data[start : start + (1 << 16)], prefer_superset=True, compat_names=False)
    name = codec_name(answer["encoding"] or "")
    if name is None or not _decodes(data, name):
        return guess
    return Guess(name, answer["confidence"])
