"""The files users give with ``--dict`` and ``--protect``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from zlcli.errors import DictionaryError
from zlcli.script.lexicon import parse


def read_dictionaries(paths: Iterable[str]) -> dict[str, str]:
    """Read user dictionaries in UTF-8, one after the other; a later one wins over an earlier one.

    Raises DictionaryError, naming file and line, for a file that cannot be read or a line that is none of a dictionary.
    """
    terms: dict[str, str] = {}
    for path in paths:
        terms |= parse(_lines(path), path)
    return terms


def read_protected(values: Iterable[str]) -> str | None:
    """Make one regular expression of files (a term a line, ``#`` begins a comment) and regular expressions.

    A value that names a file is that file. Raises DictionaryError for a file or an expression that cannot be read.
    """
    patterns = [_terms(value) if os.path.isfile(value) else _checked(value) for value in values]
    return "|".join(f"(?:{pattern})" for pattern in patterns if pattern) or None


def _terms(path: str) -> str:
    stripped = (line.strip() for line in _lines(path))
    terms = {line for line in stripped if line and not line.startswith("#")}
    # The longest first: an alternation takes the first that matches.
    return "|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term))))


def _checked(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise DictionaryError(
            "{pattern!r} is no file and no regular expression ({reason})", pattern=pattern, reason=error
        ) from error
    return pattern


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read().splitlines()
    except OSError as error:
        raise DictionaryError("{path} cannot be read ({reason})", path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DictionaryError(
            "{path}, line {line}: not UTF-8; convert it first (zlcli convert)", path=path, line=line
        ) from error
