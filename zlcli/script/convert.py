"""Converting between scripts with OpenCC, only where there is something to convert."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from zlcli.document import Block, Change, Ledger, Script, Target
from zlcli.script.identify import has_hans, has_hant

# OpenCC's configuration for each target, without and with regional vocabulary, from Simplified (or mixed) text …
_FROM_HANS: dict[Target, tuple[str, str]] = {"hant": ("s2t", "s2t"), "tw": ("s2tw", "s2twp"), "hk": ("s2hk", "s2hkp")}
# … and from text that is Traditional already, where only the regional forms of characters are left to choose.
_FROM_HANT: dict[Target, str] = {"hans": "t2s", "tw": "t2tw", "hk": "t2hk"}
_TO_HANS_REGIONAL = "tw2sp"

# OpenCC raises on lone surrogates and, in its two-stage configurations, drops what follows a NUL.
_UNCONVERTIBLE = re.compile("([\x00\ud800-\udfff]+)")
_GUARDED = "作名稱述"


def convert_blocks(
    blocks: Iterable[Block], to: Target, script: Script | None, *, regional_words: bool, ledger: Ledger
) -> Iterator[Block]:
    """Yield ``blocks`` in the script ``to``. ``script`` is that of the document, for blocks that do not show their own.

    Code is left alone, and so is a block that is in the target script already.
    """
    line = 1
    for block in blocks:
        converter = None if block.kind == "code" else _converter_for(block.text, to, script, regional_words)
        converted = converter(block.text) if converter else block.text
        if converted != block.text:
            changed = sum(a != b for a, b in zip(block.text, converted, strict=False))
            ledger.count("script", changed + abs(len(block.text) - len(converted)))
            if ledger.wants_example("script"):
                start = line + block.lead.count("\n")
                ledger.keep("script", _first_difference(start, block.text, converted))
        line += (block.lead + block.text + block.tail).count("\n")
        yield replace(block, text=converted)


def _first_difference(line: int, before: str, after: str) -> Change:
    """Show where two versions of a block first differ, with eight characters of context."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    line += before.count("\n", 0, at)
    around = slice(max(0, at - 4), at + 8)
    return Change(line, before[around].strip(), after[around].strip())


def _converter_for(text: str, to: Target, script: Script | None, regional_words: bool) -> Callable[[str], str] | None:
    """Choose the conversion for ``text``, None where it needs none."""
    hant, hans = has_hant(text), has_hans(text)
    if not hant and not hans:  # shared characters only: they may still differ (干), so they follow the document
        hant, hans = script == "hant", script in ("hans", "mixed")
    if to == "hans":
        return converter(_TO_HANS_REGIONAL if regional_words else "t2s") if hant else None
    if hans:
        return converter(_FROM_HANS[to][regional_words])
    return converter(_FROM_HANT[to]) if hant and to in _FROM_HANT else None


@cache
def converter(config: str) -> Callable[[str], str]:
    """Return a function that converts text by OpenCC's ``config`` (``t2s``, ``s2twp`` …), with zlcli's own phrases."""
    import opencc

    home = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    scheme = _with_phrases(json.loads((home / f"{config}.json").read_text("utf-8")), home)
    # OpenCC reads its configuration from a file only; the dictionaries are in memory once it is built.
    handle, path = tempfile.mkstemp(prefix="zlcli-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(scheme, file)
        engine = opencc.OpenCC(path)
    finally:
        Path(path).unlink()

    def convert(text: str) -> str:
        if not _UNCONVERTIBLE.search(text):
            return str(engine.convert(text))
        parts = _UNCONVERTIBLE.split(text)
        return "".join(part if i % 2 else str(engine.convert(part)) for i, part in enumerate(parts))

    return convert


def _with_phrases(node: Any, home: Path) -> Any:
    """Copy an OpenCC configuration with absolute paths and our phrases before ``TSPhrases``, so that they win."""
    if isinstance(node, list):
        return [_with_phrases(item, home) for item in node]
    if not isinstance(node, dict):
        return node
    copy = {key: _with_phrases(value, home) for key, value in node.items()}
    if "file" in copy:
        copy["file"] = os.fspath(home / copy["file"])
    members = {entry.get("file") for entry in node.get("dicts", ())}
    if "TSPhrases.ocd2" in members:
        copy["dicts"] = [{"type": "inline", "entries": phrases()}, *copy["dicts"]]
    elif "TWVariantsRev.ocd2" in members:
        # This earlier stage turns every 著 into 着; what has to keep it passes through unchanged.
        kept = {hant: hant for hant, hans in phrases().items() if "著" in hans}
        copy["dicts"] = [{"type": "inline", "entries": kept}, *copy["dicts"]]
    return copy


@cache
def phrases() -> dict[str, str]:
    """Return zlcli's own phrases, Traditional to Simplified, from ``data/phrases.tsv`` and the guards its head describes."""
    text = files(__package__).joinpath("data").joinpath("phrases.tsv").read_text("utf-8")
    own = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    to_hans = str.maketrans("稱", "称")
    guards = {
        hant + head: hans[:-1] + "著" + head.translate(to_hans)
        for hant, hans in own.items()
        if hans.endswith("着")
        for head in _GUARDED
    }
    return guards | own
