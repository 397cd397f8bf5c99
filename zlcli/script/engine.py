"""OpenCC with zlcli's phrases and the user's terms in its dictionaries."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from zlcli.script import lexicon
from zlcli.script.lexicon import Direction

Terms = tuple[tuple[str, str], ...]
"""The user's terms and what to write for them."""
Convert = Callable[[str], str]

UNDECIDED = "\uffff"
# OpenCC raises on lone surrogates and, in its two-stage configurations, drops what follows a NUL.
_UNCONVERTIBLE = re.compile("([\x00\ud800-\udfff]+)")
# These configurations need no division into phrases before their first step, which takes the same longest keys from the left by
# itself: the second step knows but names by more than a character. Left out, they take half the time.
_WHOLE = ("s2tw", "s2hk")
# Words whose end would begin one of Hong Kong's names (永恆 + 生命, where 恆生 is a bank).
_NO_NAMES = {word: word for word in ("永恆", "守恆", "有恆", "以恆", "之恆")}
# Where one of these stands behind phrases, the longest key of all is the one that the first dictionary with any would give: its
# keys are single characters. OpenCC looks through such a union in one go.
_CHARACTERS = ("STCharacters", "TSCharacters")
# OpenCC's phrase dictionaries that have a table of ours beside them (see `lexicon.beside`).
_PHRASES = ("STPhrases", "TSPhrases", "TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev")


@lru_cache(maxsize=64)
def engine(config: str, terms: Terms = ()) -> Convert:
    """Return a function that converts by OpenCC's ``config`` (``t2s``, ``s2twp`` …) with zlcli's phrases; ``terms`` win."""
    scheme = json.loads((_home() / f"{config}.json").read_text("utf-8"))
    if config in _WHOLE:
        del scheme["segmentation"]
    convert = _build(_extended(scheme, dict(terms)))
    # What follows 著 tells whether it ends a byline; where nothing follows, it does as at the end of a line.
    return lambda text: convert(f"{text}\n")[:-1] if text.endswith("著") else convert(text)


@lru_cache(maxsize=8)
def vocabulary(config: str, terms: Terms = ()) -> Convert:
    """Return a function that does the last step of ``config`` (``s2twp``): from Traditional text to a region's words and forms.

    A word that the step makes of another stays (文件, made of 文檔, does not become 檔案), so a second run changes nothing.
    """
    step = json.loads((_home() / f"{config}.json").read_text("utf-8"))["conversion_chain"][-1]
    words, *forms = step["dict"]["dicts"]
    settled = _inline(lexicon.settled(words["file"].removesuffix(".ocd2")))
    both = {"type": "group", "match_policy": "union", "dicts": [settled, words]}
    step["dict"]["dicts"] = [both, *forms]
    return _build(_extended({"conversion_chain": [step]}, dict(terms)))


@lru_cache(maxsize=8)
def replacer(terms: Terms) -> Convert:
    """Return a function that writes ``terms`` and changes nothing else."""
    return _build({"conversion_chain": [{"dict": _inline(lexicon.stable(dict(terms)))}]}) if terms else str


@cache
def phrases_only() -> Convert:
    """Return a function that converts by the phrases from Simplified alone: a text it changes holds Simplified words."""
    return _build({"conversion_chain": [{"dict": _file("STPhrases")}]})


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
    dicts = [marks, *_ours(name), _file(name)]  # the marks first: our tables have characters of their own, which decide nothing
    return _build({"conversion_chain": [{"dict": {"type": "group", "match_policy": "union", "dicts": dicts}}]})


def _home() -> Path:
    import opencc

    return Path(opencc.__file__).parent / "clib" / "share" / "opencc"


def _build(scheme: dict[str, Any]) -> Convert:
    """Make the engine. OpenCC reads a configuration from a file only; once built, all of it is in memory."""
    import opencc

    handle, path = tempfile.mkstemp(prefix="zlcli-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps({"name": "zlcli", **scheme}))  # many times faster than json.dump
        convert: Convert = opencc.OpenCC(path).convert
    finally:
        Path(path).unlink()
    return lambda text: _guarded(convert, text)


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
    copy = {**node, "file": os.fspath(_home() / node["file"])}
    dicts = [*_ours(name), copy]
    # In a union the longest key of all wins, and ours where two are equally long.
    return {"type": "group", "match_policy": "union", "dicts": dicts} if len(dicts) > 1 else copy


def _first(terms: dict[str, str], step: dict[str, Any]) -> dict[str, Any]:
    """Put ``terms`` before everything else in a step."""
    if not terms:
        return step
    first = _inline(lexicon.stable(terms))
    return {**step, "dict": {"type": "group", "match_policy": "short_circuit", "dicts": [first, step["dict"]]}}


@cache
def _zhu_or_zhe() -> dict[str, str]:
    """Return our phrases for a step that turns every 著 into 着 before TSPhrases is asked: what keeps it passes unchanged."""
    return {hant: hant if "著" in hans else hant.replace("著", "着") for hant, hans in lexicon.to_hans().items()}


def _ours(name: str) -> list[dict[str, Any]]:
    """Return what goes beside OpenCC's dictionary ``name``; OpenCC reads text many times faster than JSON."""
    if name == "TWVariantsRev":
        return [_inline(_zhu_or_zhe())]
    if name == "HKVariantsPhrases":
        return [_inline(_NO_NAMES)]
    # Some of those into Simplified end in white space, which a text dictionary cannot hold.
    own = [_inline(lexicon.to_hans())] if name == "TSPhrases" else []
    return [*own, *([{"type": "text", "file": lexicon.beside(name)}] if name in _PHRASES else [])]


def _file(name: str) -> dict[str, str]:
    return {"type": "ocd2", "file": os.fspath(_home() / f"{name}.ocd2")}


def _inline(entries: dict[str, str]) -> dict[str, Any]:
    return {"type": "inline", "entries": entries}
