"""OpenCC with zlcli's phrases and the user's terms in its dictionaries."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from typing import Any

from zlcli.patterns import lazy
from zlcli.script import lexicon
from zlcli.script.lexicon import Direction

Terms = tuple[tuple[str, str], ...]
"""The user's terms and what to write for them."""
Convert = Callable[[str], str]

# Linux has each open file of a process there.
_OPEN_FILES = "/proc/self/fd"
UNDECIDED = "\uffff"
# OpenCC raises on lone surrogates and, in its two-stage configurations, drops what follows a NUL.
_UNCONVERTIBLE = lazy("([\x00\ud800-\udfff]+)")
# These configurations need no division into phrases before their first step, which takes the same longest keys from the left by
# itself: the second step knows but names by more than a character. Left out, they take half the time.
_WHOLE = ("s2tw", "s2hk")
# Words whose end would begin one of Hong Kong's names (永恆 + 生命, where 恆生 is a bank).
_NO_NAMES = {word: word for word in ("永恆", "守恆", "有恆", "以恆", "之恆")}
# Where one of these stands behind phrases, the longest key of all is the one that the first dictionary with any would give: its
# keys are single characters. OpenCC looks through such a union in one go.
_CHARACTERS = ("STCharacters", "TSCharacters")
# OpenCC's dictionaries that have a table of boundaries.
_TORN = ("STPhrases", "TSPhrases", "TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev")


@lru_cache(maxsize=64)
def engine(config: str, terms: Terms = ()) -> Convert:
    """Return a function that converts by OpenCC's ``config`` (``t2s``, ``s2twp`` …) with zlcli's phrases; ``terms`` win."""
    scheme = _scheme(config)
    if config in _WHOLE:
        del scheme["segmentation"]
    wins = _winning(scheme, dict(terms), partial(engine, config))
    convert = _build(_extended(scheme, wins))
    # What follows 著 tells whether it ends a byline; where nothing follows, it does as at the end of a line.
    return lambda text: convert(f"{text}\n")[:-1] if text.endswith("著") else convert(text)


@lru_cache(maxsize=8)
def vocabulary(config: str, terms: Terms = ()) -> Convert:
    """Return a function that does the last step of ``config`` (``s2twp``): from Traditional text to a region's words and forms.

    A word that the step makes of another stays (文件, made of 文檔, does not become 檔案), so a second run changes nothing.
    """
    step = _scheme(config)["conversion_chain"][-1]
    words, *forms = step["dict"]["dicts"]
    settled = _inline(lexicon.settled(words["file"].removesuffix(".ocd2")))
    both = {"type": "group", "match_policy": "union", "dicts": [settled, words]}
    step["dict"]["dicts"] = [both, *forms]
    scheme = {"conversion_chain": [step]}
    return _build(_extended(scheme, _winning(scheme, dict(terms), partial(vocabulary, config))))


@lru_cache(maxsize=8)
def replacer(terms: Terms) -> Convert:
    """Return a function that writes ``terms`` and changes nothing else."""
    return _build({"conversion_chain": [{"dict": _inline(lexicon.stable(dict(terms)))}]}) if terms else str


@cache
def phrases_only() -> Convert:
    """Return a function that converts by the phrases from Simplified alone: a text it changes holds Simplified words."""
    return _build({"conversion_chain": [{"dict": _dictionary("STPhrases")}]})


@cache
def words_only(name: str) -> Convert:
    """Return a function that writes by our regions' words beside OpenCC's dictionary ``name`` alone."""
    return _build({"conversion_chain": [{"dict": _table(lexicon.phrases_file(name))}]})


@cache
def zhe_only() -> Convert:
    """Return a function that writes 着 for the 著 that phrases alone tell: a text it changes is Traditional."""
    phrases = {hant: hans for hant, hans in lexicon.to_hans().items() if len(hant) > 1}
    return _build({"conversion_chain": [{"dict": _inline(phrases)}]})


@cache
def undecided(direction: Direction) -> Convert:
    """Return a function that puts `UNDECIDED` for each character with several counterparts that no phrase covers."""
    name = "TSPhrases" if direction == "hans" else "STPhrases"
    marks = _inline(dict.fromkeys(lexicon.candidates(direction), UNDECIDED))
    # The marks first: our tables have characters of their own, which decide nothing.
    dicts = [marks, *_ours(name), _dictionary(name)]
    return _build({"conversion_chain": [{"dict": {"type": "group", "match_policy": "union", "dicts": dicts}}]})


def _winning(scheme: dict[str, Any], terms: dict[str, str], plain: Callable[[], Convert]) -> dict[str, str]:
    """Return ``terms`` and the entries of ours that hold one further in and would be found first (坐公交车 before 公交车)."""
    heads = {term[:2] for term in terms if len(term) > 1}  # a single character stands in too many words to count
    keys = {key for path in _our_files(scheme) for key in _keys(path) if _holds(key, heads)} if heads else set()
    wins = {key: _around(key, terms, plain()) for key in keys}
    return {key: written for key, written in wins.items() if written} | terms


def _holds(key: str, heads: set[str]) -> bool:
    return any(key[at : at + 2] in heads for at in range(1, len(key) - 1))


def _around(key: str, terms: dict[str, str], convert: Convert) -> str:
    """Return ``key`` with the first term after its beginning written as the user wants it, or nothing if there is none."""
    for at in range(1, len(key) - 1):
        for end in range(len(key), at + 1, -1):
            if key[at:end] in terms:
                return convert(key[:at]) + terms[key[at:end]] + convert(key[end:])
    return ""


def _our_files(node: Any) -> set[str]:
    """Return the paths of our text dictionaries beside those that an OpenCC configuration names."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    paths = {path for child in children for path in _our_files(child)}
    ours = _ours(node["file"].removesuffix(".ocd2")) if isinstance(node, dict) and "file" in node else ()
    return paths | {table["file"] for table in ours if "file" in table}


def _shipped(name: str) -> str:
    """Return the path of a file of OpenCC's."""
    import opencc

    return os.path.join(os.path.dirname(opencc.__file__), "clib", "share", "opencc", name)


def _keys(path: str) -> Iterator[str]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield line.partition("\t")[0]


def _scheme(config: str) -> dict[str, Any]:
    with open(_shipped(f"{config}.json"), encoding="utf-8") as file:
        scheme: dict[str, Any] = json.loads(file.read())
    return scheme


def _build(scheme: dict[str, Any]) -> Convert:
    """Make the engine. OpenCC reads a configuration from a file only; once built, all of it is in memory."""
    import opencc

    with _file(json.dumps({"name": "zlcli", **scheme})) as path:
        convert: Convert = opencc.OpenCC(path).convert
    return lambda text: _guarded(convert, text)


@contextmanager
def _file(content: str) -> Iterator[str]:
    """Give the path of a file with ``content`` for a while: one in memory where the system has that (Linux)."""
    if hasattr(os, "memfd_create") and os.path.isdir(_OPEN_FILES):
        with os.fdopen(os.memfd_create("zlcli"), "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            yield f"{_OPEN_FILES}/{file.fileno()}"
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="zlcli-") as folder:
        path = os.path.join(folder, "scheme.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        yield path


def _guarded(convert: Convert, text: str) -> str:
    if "\x00" not in text:
        try:
            return convert(text)
        except UnicodeEncodeError:  # dearer to look for beforehand than to be told
            pass
    parts = _UNCONVERTIBLE.split(text)
    return "".join(part if i % 2 else convert(part) for i, part in enumerate(parts))


def _extended(node: Any, terms: dict[str, str]) -> Any:
    """Copy an OpenCC configuration with absolute paths, our phrases beside its own, and ``terms`` before all of them."""
    if isinstance(node, list):
        return [_extended(item, terms) for item in node]
    if not isinstance(node, dict):
        return node
    if "file" not in node:
        if node.get("type") == "group" and node["dicts"][-1].get("file", "").startswith(_CHARACTERS):
            node = {**node, "match_policy": "union"}
        # Normalization replaces compatibility ideographs, before any word is looked for.
        extended = {key: _extended(value, {} if key == "normalization" else terms) for key, value in node.items()}
        return _first(terms, extended) if "dict" in node else extended
    name = node["file"].removesuffix(".ocd2")
    copy = {**node, "file": _shipped(node["file"])}
    ours = [*_ours(name)]
    # In a union the longest key of all wins, and ours where two are equally long.
    return {"type": "group", "match_policy": "union", "dicts": [*ours, copy]} if ours else copy


def _first(terms: dict[str, str], step: dict[str, Any]) -> dict[str, Any]:
    """Put ``terms`` before everything else in a step."""
    if not terms:
        return step
    first = _inline(lexicon.stable(terms))
    return {**step, "dict": {"type": "group", "match_policy": "short_circuit", "dicts": [first, step["dict"]]}}


def _ours(name: str) -> Iterator[dict[str, Any]]:
    """Yield what goes beside OpenCC's dictionary ``name``, what wins first."""
    if name in lexicon.OWN and name != "STPhrases":
        yield _inline(lexicon.BLANK_ENDS)
    if name in (*lexicon.OWN, *lexicon.REGIONAL):
        yield _table(lexicon.phrases_file(name))
    if name == "HKVariantsPhrases":
        yield _inline(_NO_NAMES)
    if name in _TORN:
        yield _table(lexicon.boundaries_file(name))


def _table(path: str) -> dict[str, str]:
    """Return a dictionary of words in a file, which OpenCC reads many times faster than JSON."""
    return {"type": "text", "file": path}


def _dictionary(name: str) -> dict[str, str]:
    return {"type": "ocd2", "file": _shipped(f"{name}.ocd2")}


def _inline(entries: dict[str, str]) -> dict[str, Any]:
    return {"type": "inline", "entries": entries}
