"""The phrases zlcli adds to OpenCC's dictionaries, and those that users add."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

from zlcli.errors import DictionaryError
from zlcli.model.characters import scripts
from zlcli.resources import read_text

Direction = Literal["hans", "hant"]

OWN = ("STPhrases", "TSPhrases", "TWVariantsRev")
"""The dictionaries of OpenCC's that zlcli has phrases of its own beside …"""
REGIONAL = ("STPhrases_GeneratedFromRegionalPhrases", "TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev")
"""… and those that it has regions' words beside (:mod:`zlcli.script.words`)."""
Lists = Mapping[str, list[tuple[str, str]]]
"""The words of each list of a table, by its name in braces: in Simplified, and in Traditional."""
# 著 before these ends a byline. OpenCC's text dictionaries cannot hold them, so they are no part of `phrases_file`.
BLANK_ENDS = {f"著{blank}": f"著{blank}" for blank in " \t\u3000\r\n"}


@cache
def to_hans() -> dict[str, str]:
    """Return zlcli's own phrases, Traditional to Simplified, from ``data/to_hans.tsv``, which says what its lists are for."""
    rows = list(_rows("to_hans.tsv"))
    verbs = _listed(rows, "@verbs")
    bylines = [f"著{mark}" for mark in _listed(rows, "@byline")]
    known = [f"{verb}著{head}" for verb in verbs for head in _listed(rows, "@written")]
    held = [f"{verb}著{noun}" for verb in _listed(rows, "@holding") for noun in _listed(rows, "@nouns")]
    written = {hant: hans for hant, hans in rows if not hant.startswith("@")}
    plain = scripts().to_hans | {ord(hant): hans for hant, hans in written.items() if len(hant) == 1 and hant != "著"}
    zhe = {phrase: phrase.translate(plain).replace("著", "着", 1) for phrase in [*(f"{verb}著" for verb in verbs), *held]}
    zhu = {phrase: phrase.translate(plain) for phrase in [*bylines, *known]}
    return zhu | zhe | BLANK_ENDS | written


@cache
def to_hant() -> dict[str, str]:
    """Return zlcli's own phrases, Simplified to OpenCC's standard Traditional, from ``data/to_hant.tsv``.

    A key with the name of a list in braces stands for as many phrases as that has words (``{surname}先生``: 余先生, 范先生 …).
    Phrases written out go before those.
    """
    rows, lists = table("to_hant.tsv")
    written = dict(rows)
    own: dict[str, str] = {}
    for hans, hant in written.items():
        own |= expanded(hans, hant, lists)
    return own | {hans: hant for hans, hant in written.items() if "{" not in hans}


@cache
def respelled() -> dict[str, str]:
    """Return what OpenCC's phrases to Traditional spell in a way that nobody uses now, with today's spelling, longest first.

    The list ``@respelled`` of ``data/to_hant.tsv``.
    """
    spellings = _pairs(" ".join(_listed(_rows("to_hant.tsv"), "@respelled")))
    return dict(sorted(spellings, key=lambda pair: -len(pair[0])))


def table(name: str) -> tuple[list[list[str]], Lists]:
    """Return the rows of a table in ``data/``, and its lists (``@surname``, a tab, words with spaces between)."""
    rows = [line.split("\t") for line in _lines(name)]
    lists = {f"{{{row[0][1:]}}}": list(_pairs(row[1])) for row in rows if row[0].startswith("@")}
    return [row for row in rows if not row[0].startswith("@")], lists


def expanded(hans: str, hant: str, lists: Lists) -> dict[str, str]:
    """Return the phrases that a row with names of lists stands for, or the row itself."""
    name = next((name for name in lists if name in hans), None)
    if name is None:
        return {hans: hant}
    rows = [expanded(hans.replace(name, a), hant.replace(name, b), lists) for a, b in lists[name]]
    return {key: value for row in rows for key, value in row.items()}


def phrases(stage: str) -> dict[str, str]:
    """Return the phrases zlcli adds to OpenCC's dictionary ``stage``, one of `OWN`."""
    if stage == "TWVariantsRev":
        # This step turns every 著 into 着 before TSPhrases is asked; what has to keep it passes through unchanged.
        return {hant: hant if "著" in hans else hant.replace("著", "着") for hant, hans in to_hans().items()}
    return to_hant() if stage == "STPhrases" else to_hans()


def phrases_file(stage: str) -> str:
    """Return the path of `phrases` without `BLANK_ENDS`, a text dictionary of OpenCC's: to work them out takes much longer.

    :mod:`zlcli.script.build_phrases` writes it.
    """
    return _path(f"phrases_{stage}.txt")


def boundaries_file(stage: str) -> str:
    """Return the path of the pairs of words that the dictionary ``stage`` of OpenCC would tear, a text dictionary of OpenCC's.

    :mod:`zlcli.script.build` says how they are found.
    """
    return _path(f"boundaries_{stage}.txt")


def settled(stage: str) -> dict[str, str]:
    """Return the words that the dictionary ``stage`` of OpenCC makes of others and would itself take for another region's."""
    words = next(row.split("\t")[1] for row in _lines("settled.tsv") if row.startswith(f"{stage}\t"))
    return {word: word for word in words.split(" ")}


@cache
def candidates(direction: Direction) -> dict[str, str]:
    """Return the characters with several counterparts in ``hant`` or ``hans``, each with all of them, the usual one first."""
    rows = (row.split("\t") for row in _lines("candidates.tsv"))
    return {char: values for towards, char, values in rows if towards == direction}


def parse(lines: Iterable[str], name: str) -> dict[str, str]:
    """Read a user dictionary in OpenCC's format: a term, a tab, what to write for it (of several with spaces, the first).

    Without a tab the first space divides. Blank lines and lines that begin with ``#`` are skipped. Raises DictionaryError,
    with ``name`` and the line's number, for a line of any other form and for a term that is there twice with different results.
    """
    terms: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        term, _, values = line.strip(" \r\n").partition("\t" if "\t" in line else " ")
        if not term.strip() or not values.strip():
            raise DictionaryError(
                "{name}, line {number}: needs a term, a tab, and what to write for it: {text!r}",
                name=name,
                number=number,
                text=line.strip(),
            )
        term, written = term.strip(), values.split()[0]
        if terms.setdefault(term, written) != written:
            raise DictionaryError(
                "{name}, line {number}: {term!r} is there before with another result; keep one of them",
                name=name,
                number=number,
                term=term,
            )
    return terms


def stable(terms: Mapping[str, str]) -> dict[str, str]:
    """Add an identity for each result, so that what a term became is not touched by another term, nor by a second run."""
    return {written: written for written in terms.values()} | dict(terms)


def _listed(rows: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [item for kind, items in rows if kind == name for item in items.split(" ")]


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """Read ``余 钟/鍾``: a word that stays as it is, and one with its Traditional form."""
    for name in words.split(" "):
        hans, _, hant = name.partition("/")
        yield hans, hant or hans


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in _lines(name):
        key, value = line.split("\t")
        yield key, value


def _path(name: str) -> str:
    return os.path.join(os.path.dirname(__file__), "data", name)  # noqa: PTH118, PTH120  (as in `resources`)


def _lines(name: str) -> list[str]:
    text = read_text(__file__, name)
    return [line for line in text.splitlines() if line and not line.startswith("#")]
