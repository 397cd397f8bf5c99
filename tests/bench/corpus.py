"""Pairs of a damaged document and what an expert would make of it, to measure on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Pair(NamedTuple):
    """``data`` as it was found, and the Simplified Markdown to reach."""

    name: str
    data: bytes
    ideal: str


def pairs() -> list[Pair]:
    """Return the project's own documents, and the measured cases where they lie beside the checkout."""
    example = ROOT / "examples"
    notice = Pair(
        "example", (example / "notice.txt").read_bytes(), (example / "expected" / "notice.hans.md").read_text("utf-8")
    )
    families = [
        Pair(path.stem, path.read_bytes(), path.with_suffix(".md").read_text("utf-8"))
        for path in sorted((ROOT / "tests" / "documents").glob("*.txt"))
    ]
    ideals = sorted((ROOT.parent / "shared" / "cases").glob("??.ideal.md"))
    cases = [Pair(p.name[:2], p.with_name(f"{p.name[:2]}.in.txt").read_bytes(), p.read_text("utf-8")) for p in ideals]
    return [notice, *families, *cases]
