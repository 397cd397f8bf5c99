"""One document with its name: which treatments its format allows, and the bytes and the name of its result."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from zlcli import pipeline
from zlcli.document import Format, Lost, Quotes, Result, Target, Written
from zlcli.records import Record

_MARKDOWN = (".md", ".markdown")
# Files whose lines and marks are a format of their own: the text in them is treated, its layout is not, nor, where a comma
# may be a delimiter, its punctuation.
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SUBTITLES = (".srt", ".lrc", ".vtt")
_STYLED = (".ass", ".ssa")
_JSON = (".json", ".jsonl")
_RECORDS = (*_STYLED, *_JSON, ".csv", ".tsv")
# Of a styled subtitle only what is said is text: all other lines, the fields before it and what stands in braces name fonts,
# styles and times (Aegisub's specification of .ass, https://aegisub.org/docs/latest/ass_tags/).
_NO_SPEECH = r"(?m:^(?!(?:Dialogue|Comment):).+$|^(?:Dialogue|Comment):(?:[^,\n]*,){9}|\{[^{}\n]*\})"
# Players read such a subtitle's tags in the others as well.
_OVERRIDES = r"\{\\[^{}\n]*\}"


class Recipe(Record):
    """What to do with a document, whichever it is. The fields are the arguments of `zlcli.normalize`."""

    to: Target = "keep"
    format: Format | None = None
    encoding: str | None = None
    candidates: tuple[str, ...] | None = None
    lost: Lost | None = None
    skip: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    regional_words: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    protect: str | None = None
    quotes: Quotes = "keep"

    def form(self, name: str, target: str | None = None) -> Format:
        """Return the form of the result of the document ``name`` that will be written to ``target``."""
        if name.lower().endswith((*_SUBTITLES, *_RECORDS)):
            return "text"
        if self.format:
            return self.format
        return "md" if target and target.lower().endswith(_MARKDOWN) else "text"

    def renamed(self, name: str) -> str:
        """Return the name of the result of ``name``: the same, or with the ending of the form that was asked for."""
        return os.path.splitext(name)[0] + ".md" if self.form(name) == "md" else name

    def apply(  # noqa: PLR0913
        self,
        name: str,
        data: bytes,
        form: Format,
        *,
        target: str | None = None,
        choices: bool = False,
        brief: bool = False,
    ) -> Result:
        """Treat ``data``, the document ``name`` to be written to ``target``. Raises what `zlcli.normalize` raises."""
        return pipeline.normalize(data, format=form, choices=choices, brief=brief, **self._arguments(name, target))

    def stream(self, name: str, source: Callable[[], Iterable[bytes]], form: Format) -> pipeline.Stream:
        """Do the same with a document of any length, whose blocks ``source`` gives anew each time."""
        return pipeline.stream(source, format=form, **self._arguments(name, None))

    def _arguments(self, name: str, target: str | None) -> dict[str, Any]:
        fields = self._asdict()
        del fields["format"]
        skip = (*self.skip, *_left_alone(name))
        said: dict[str, Any] = {
            "lost": self.lost or "mark",
            "skip": skip,
            "terms": dict(self.terms),
            "written_in": self._written(name, target),
        }
        if name.lower().endswith((*_STYLED, *_SUBTITLES)):
            own = _NO_SPEECH if name.lower().endswith(_STYLED) else _OVERRIDES
            said["protect"] = "|".join(filter(None, (self.protect, own)))
        return {**fields, **said}

    def is_page(self, name: str, head: bytes, target: str | None) -> bool:
        """Tell whether a document that begins with ``head`` is read as HTML, for which all of it is needed."""
        known = self._written(name, target)
        return known == "html" or (known is None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"))

    def _written(self, name: str, target: str | None) -> Written | None:
        """Return what the name says that a document is written in; a page that is to stay one is not read as HTML."""
        ending = os.path.splitext(name)[1].lower()
        kept = (ending, *_PAGES) if ending else _PAGES
        if ending in _MARKDOWN:
            return "md"
        if ending in _JSON:
            return "json"
        if ending in (*_SUBTITLES, *_RECORDS) or (not self.format and target and target.lower().endswith(kept)):
            return "text"
        return "html" if ending in _PAGES else None


def encoded(result: Result, form: Format) -> bytes:
    """UTF-8, with the BOM a UTF-8 text came with: a healthy document comes out as it went in."""
    keep_bom = form == "text" and result.diagnosis.bom and result.diagnosis.encoding == "utf-8"
    return ("\ufeff" if keep_bom else "").encode() + result.text.encode("utf-8")


def encoded_pieces(stream: pipeline.Stream, form: Format) -> Iterator[bytes]:
    """Do the same for a document that is treated while it is read."""
    if form == "text" and stream.is_marked:
        yield "\ufeff".encode()
    for text in stream.texts:
        yield text.encode("utf-8")


def _left_alone(name: str) -> tuple[str, ...]:
    """The treatments that would break the format of the file ``name``."""
    if name.lower().endswith(_JSON):
        return ("layout", "punctuation", "unicode-escape")
    if name.lower().endswith(_RECORDS):
        return ("layout", "punctuation")
    return ("layout",) if name.lower().endswith(_SUBTITLES) else ()
