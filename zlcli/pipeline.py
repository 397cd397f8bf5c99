"""The straight line from bytes to clean text: diagnose a sample, then treat the whole with the decisions fixed.

source -> bytes -> encoding -> str -> repair -> layout -> blocks -> script -> output
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from zlcli import account, asked
from zlcli.assembly import SAMPLE, head, treated
from zlcli.chunks import CHUNK
from zlcli.document import (
    Diagnosis,
    Format,
    Kind,
    Ledger,
    Lost,
    Quotes,
    Result,
    Target,
    Written,
)
from zlcli.encoding.opened import Opened
from zlcli.encoding.survey import blocks
from zlcli.errors import LostBytesError
from zlcli.glance import needed
from zlcli.plan import Plan, make, treat
from zlcli.script import identify
from zlcli.script.region import guess

# Decisions are taken from so many characters of the sample: enough to see a habit a thousand times over, and to decide on a
# quarter of a book takes a fraction of the second that its treatment takes.
_DECISIVE = 1 << 18

# What a page of HTML has no use for: its lines are paragraphs already.
_OF_LINES: frozenset[Kind] = frozenset({"page", "unwrap"})
_OF_MARKUP: frozenset[Kind] = frozenset({"html-entity"})


def detect(data: bytes, *, encoding: str | None = None, candidates: Iterable[str] | None = None) -> Diagnosis:
    """Say what is wrong with ``data``: encoding, damage, script. Changes nothing.

    ``encoding`` overrides detection; ``candidates`` are encodings to choose among (`zlcli.encoding.families.ASSUMED` has
    those of Chinese). Raises UnknownEncodingError for a name that is no text codec. Bytes that are no text give a Diagnosis
    whose ``encoding`` is None.
    """
    return diagnose(lambda: blocks(data), encoding=encoding, candidates=candidates)


def diagnose(
    source: Callable[[], Iterable[bytes]], *, encoding: str | None = None, candidates: Iterable[str] | None = None
) -> Diagnosis:
    """Do as `detect` for bytes of any length: ``source`` gives the blocks of the document anew each time it is called.

    All but the last block should end at a line end; they are read twice, one at a time.
    """
    opened = Opened(source, encoding, candidates)
    if opened.encoding is None:
        return Diagnosis(bytes=opened.size, confidence=opened.confidence)
    sample = _sample(opened)
    plan, trial = make(sample[:_DECISIVE], needed(sample, asked.ALL)), Ledger()
    for _ in treat([sample], plan, trial):
        pass
    return account.complete(opened.diagnosis(), sample, plan, trial.steps())


def repair(text: str, *, lost: Lost = "mark") -> Result:
    """Undo damage to the characters (mojibake, escapes, control codes, glosses, folded punctuation) and touch nothing else.

    What lost bytes when it was misread is restored where that is certain, else marked with U+FFFD, or with ``lost="guess"``
    what is likeliest is put; with ``lost="fail"`` LostBytesError is raised.
    """
    return normalize(text, lost=lost, only=("repair",))


def clean(text: str, *, format: Format = "text") -> Result:  # noqa: A002  (the contract's name)
    """Repair ``text``, remove web boilerplate, and write it as ``text`` or ``md``; the characters stay in their script."""
    return normalize(text, format=format)


def convert_script(  # noqa: PLR0913  (keyword-only, one per flag)
    text: str,
    *,
    to: Target,
    regional_words: bool = False,
    terms: Mapping[str, str] | None = None,
    protect: str | None = None,
    quotes: Quotes = "keep",
) -> str:
    """Convert ``text`` to the script ``to``; with ``regional_words`` also the vocabulary (软件 to 軟體).

    What is in that script already, and code, addresses, paths, tags and their like (:mod:`zlcli.script.protect`), are returned
    as they are. Nothing else is treated. The other arguments are those of `normalize`.
    """
    conversion = asked.conversion(to, regional_words, terms, protect, quotes)
    if not conversion:
        return text
    from zlcli.script.convert import Converter  # OpenCC only where it is used

    sample = text[:CHUNK]  # only what shows no script of its own is treated by it
    script = identify.weigh(identify.evidence(sample)).script
    return Converter(conversion, script, guess(sample, script).region if regional_words else None).convert(text)


def normalize(  # noqa: PLR0913  (keyword-only, one per flag)
    data_or_text: bytes | str,
    *,
    to: Target = "keep",
    format: Format = "text",  # noqa: A002  (the contract's name)
    encoding: str | None = None,
    candidates: Iterable[str] | None = None,
    lost: Lost = "mark",
    skip: Iterable[str] = (),
    only: Iterable[str] | None = None,
    regional_words: bool = False,
    terms: Mapping[str, str] | None = None,
    protect: str | None = None,
    quotes: Quotes = "keep",
    choices: bool = False,
    written_in: Written | None = None,
    brief: bool = False,
) -> Result:
    """Take a damaged document the whole way to clean text.

    ``to`` is the script to write and ``format`` the form of the result. ``encoding`` overrides detection, ``candidates`` are
    encodings to choose among. ``skip`` and ``only`` name treatments (see `zlcli.document.KINDS`) or groups of them (``repair``,
    ``layout``). What does not decode becomes U+FFFD and is counted in ``diagnosis.lost_bytes``; with ``lost="guess"`` the
    likeliest character is put where there is one, and listed in ``steps``; with ``lost="fail"`` LostBytesError is raised. What
    was lost before, when text was misread, is treated as in `repair`.

    With ``to``, ``terms`` are words and what to write for them (they win over every dictionary), and what the regular
    expression ``protect`` matches stays as it is. ``quotes`` chooses the quotation marks. ``choices`` asks for the characters
    that had several counterparts, in the result's ``choices``.

    ``written_in`` says what the document is written in; None leaves that to the document, and so does ``md`` where no mark of
    Markdown is found. In ``json`` the characters that escapes stand for are converted too. Of a page of HTML the article is
    taken, where ``structure`` is among the treatments.

    A ``brief`` diagnosis tells of the bytes only, not of script, region, line ends and damage: a tenth of the time.

    Raises NotTextError for binary data, UnknownEncodingError, ExtraMissingError for HTML where what reads it is not installed,
    UnknownKindError for a wrong ``to``, ``format``, ``quotes`` or
    kind, and DictionaryError for a ``protect`` that is no regular expression.
    """
    conversion = asked.conversion(to, regional_words, terms, protect, quotes)
    asked.check_form(format)
    ledger = Ledger(choices=[] if choices else None)
    text, diagnosis = _open(data_or_text, encoding, candidates, lost, ledger)
    text = text.lstrip("\ufeff") if format == "md" else text  # which would stand in the first heading
    wanted = asked.kinds(skip, only)
    is_markup = _is_page(text, written_in)
    is_page = is_markup and "structure" in wanted
    if is_page:
        text, wanted = _read_page(text, ledger, format), wanted - _OF_LINES
    elif is_markup:  # which stays what it is, and there an entity is no damage
        wanted -= _OF_MARKUP - set(only or ())
    kinds = needed(text, wanted)
    sample = text[:SAMPLE]
    plan = make(sample[:_DECISIVE], kinds, lost, kinds & set(only or ()))
    plan = plan._replace(markdown=plan.markdown or (is_page and format == "md") or _is_marked(sample, written_in))
    as_markdown = format == "md" and not plan.markdown
    told = {"as_markdown": as_markdown, "is_json": written_in == "json"}
    clean_text = "".join(treated([text], plan, ledger, conversion, **told))
    steps = ledger.steps()
    diagnosis = diagnosis if brief else account.complete(diagnosis, sample, plan, steps)
    return Result(clean_text, steps, diagnosis, account.located(ledger.choices or (), clean_text))


class Stream:
    """A document that is treated while it is read, in the memory of a short one.

    ``texts`` yields the clean text piece by piece; when it is at its end, `result` says what was done and lost.
    """

    def __init__(self, opened: Opened, texts: Iterator[str], sample: str, plan: Plan, ledger: Ledger) -> None:
        self.texts = texts
        self._opened, self._sample, self._plan, self._ledger = opened, sample, plan, ledger

    @property
    def is_marked(self) -> bool:
        """Tell whether the document is in UTF-8 with a byte order mark."""
        known = self._opened.diagnosis()
        return known.bom and known.encoding == "utf-8"

    @property
    def has_losses(self) -> bool:
        """Tell whether some bytes that were read by now did not decode."""
        return bool(self._opened.lost_bytes)

    def result(self, *, brief: bool = False) -> Result:
        """Return what was done and found. ``text`` is empty; a ``brief`` diagnosis tells of the bytes only."""
        account.note(self._opened.guessed, self._ledger)
        steps, known = self._ledger.steps(), self._opened.diagnosis()
        return Result("", steps, known if brief else account.complete(known, self._sample, self._plan, steps))


def stream(  # noqa: PLR0913  (those of `normalize`)
    source: Callable[[], Iterable[bytes]],
    *,
    to: Target = "keep",
    format: Format = "text",  # noqa: A002  (the contract's name)
    encoding: str | None = None,
    candidates: Iterable[str] | None = None,
    lost: Lost = "mark",
    skip: Iterable[str] = (),
    only: Iterable[str] | None = None,
    regional_words: bool = False,
    terms: Mapping[str, str] | None = None,
    protect: str | None = None,
    quotes: Quotes = "keep",
    written_in: Written | None = None,
) -> Stream:
    """Do as `normalize` for a document of any length, with the same result.

    ``source`` gives the blocks of the document anew each time it is called, as for `diagnose`; the first time they may be its
    head alone, which the encoding is then decided from. Bytes that do not decode are told by the result, also with
    ``lost="fail"``. Raises what `normalize` raises otherwise.
    """
    conversion = asked.conversion(to, regional_words, terms, protect, quotes)
    asked.check_form(format)
    kinds = asked.kinds(skip, only)
    opened = Opened(source, encoding, candidates, guess=lost == "guess")
    opened.require_text()
    ledger = Ledger()
    sample, texts = head(opened.texts())
    plan = make(sample[:_DECISIVE], kinds, lost, kinds & set(only or ()))
    plan = plan._replace(markdown=plan.markdown or _is_marked(sample, written_in))
    as_markdown = format == "md" and not plan.markdown
    told = {"as_markdown": as_markdown, "is_json": written_in == "json", "is_long": True}
    clean_texts = treated(texts, plan, ledger, conversion, **told)
    return Stream(opened, clean_texts, sample, plan, ledger)


def _is_page(text: str, written_in: Written | None) -> bool:
    if written_in or text[:200].lstrip("\ufeff \t\r\n")[:1] != "<":
        return written_in == "html"
    from zlcli.layout import html

    return html.is_html(text)


def _is_marked(sample: str, written_in: Written | None) -> bool:
    if written_in != "md":
        return False
    from zlcli.layout import structure

    return structure.has_marks(sample)


def _read_page(text: str, ledger: Ledger, form: Format) -> str:
    from zlcli.layout import html

    return html.read(text, ledger, marked=form == "md")


def _sample(opened: Opened) -> str:
    """Read the document to its end, for the account of its bytes, and return the head that decisions are taken from."""
    found: list[str] = []
    room = SAMPLE
    for text in opened.texts():
        found.append(text[:room])
        room -= len(found[-1])
    return "".join(found)


def _open(
    data_or_text: bytes | str, encoding: str | None, candidates: Iterable[str] | None, lost: Lost, ledger: Ledger
) -> tuple[str, Diagnosis]:
    """Decode what has to be decoded, write down what was guessed of it, and say what is known of it so far."""
    if isinstance(data_or_text, str):
        return data_or_text, Diagnosis()
    data = bytes(data_or_text)
    opened = Opened(lambda: blocks(data), encoding, candidates, guess=lost == "guess")
    opened.require_text()
    text = "".join(opened.texts())
    if opened.lost_bytes and lost == "fail":
        raise LostBytesError(
            "bytes that are not {encoding}: {count}, the first at offset {offset}",
            encoding=opened.encoding,
            count=opened.lost_bytes,
            offset=opened.lost[0],
        )
    account.note(opened.guessed, ledger, data)
    return text, opened.diagnosis()
