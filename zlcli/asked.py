"""What a caller asked for, checked before anything is read: kinds of treatment, form, and how the script is converted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

from zlcli.document import KINDS, ON_REQUEST, Conversion, Format, Kind, Quotes, Target, expand_kinds
from zlcli.errors import DictionaryError, UnknownKindError

ALL: frozenset[Kind] = frozenset(KINDS) - ON_REQUEST
"""What is done where nothing else is asked for."""


def kinds(skip: Iterable[str], only: Iterable[str] | None) -> frozenset[Kind]:
    """Return the kinds that ``only`` names (None: `ALL`) and ``skip`` does not. Raises UnknownKindError."""
    try:
        chosen = ALL if only is None else expand_kinds(only)
        return chosen - expand_kinds(skip)
    except ValueError as error:
        raise UnknownKindError(
            "unknown treatment {name}; there are {kinds}, repair, layout", name=error, kinds=", ".join(KINDS)
        ) from error


def conversion(
    to: Target, regional_words: bool, terms: Mapping[str, str] | None, protect: str | None, quotes: Quotes
) -> Conversion:
    """Return how the script is converted. Raises UnknownKindError, and DictionaryError for a ``protect`` that is no pattern."""
    _check(to, get_args(Target), "script")
    _check(quotes, get_args(Quotes), "style of quotation marks")
    try:
        _ = protect and re.compile(protect)
    except re.error as error:
        raise DictionaryError(
            "{protect!r} is no regular expression ({reason}); write \\ before a sign that stands for itself",
            protect=protect,
            reason=error,
        ) from error
    words = tuple(sorted((terms or {}).items()))
    return Conversion(to=to, regional_words=regional_words, terms=words, protect=protect or None, quotes=quotes)


def check_form(name: str) -> None:
    """Raise UnknownKindError where ``name`` is no form of a result."""
    _check(name, get_args(Format), "format")


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise UnknownKindError(
            "unknown {what} {value!r}; choose one of {known}", what=what, value=value, known=", ".join(known)
        )
