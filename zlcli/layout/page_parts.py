"""Elements of a page: their words, what they are called, and where their links lead."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from zlcli.layout.chrome import LONGEST
from zlcli.patterns import lazy

# An attachment is the document's, whatever its list is called.
_FILE = lazy(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|od[tsp]|zip|rar|7z|csv|txt)(?:$|[?#])", re.IGNORECASE)
_ADDRESS = lazy(r"\]\(([^()\s]*)\)")
_WORD, _CAMEL = lazy("[a-z]+"), lazy("(?<=[a-z])(?=[A-Z])")
# A row of buttons has few elements; larger ones are not looked at, for each is read whole.
MOST = 60


def words(element: Any, most: int | None = None) -> str:
    """Return the text of ``element`` with one space between what its elements hold; nothing if it is longer than ``most``."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if most is not None and size > most:
            return ""
    return " ".join(" ".join(parts).split())


def names_of(element: Any) -> list[str]:
    """Return the words that ``element`` is called by, in small letters."""
    said = " ".join(element.get(name) or "" for name in ("class", "id", "role"))
    return _WORD.findall(_CAMEL.sub(" ", said).lower())


def is_small(element: Any) -> bool:
    """Tell whether ``element`` holds few others: a page may nest them without end, and each would be read whole."""
    return len(list(islice(element.iter(), MOST + 1))) <= MOST


def targets(tree: Any) -> dict[str, Any]:
    """Return the elements of ``tree`` that links within the page can lead to, by name."""
    found: dict[str, Any] = {}
    for element in tree.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                found.setdefault(name, element)
    return found


def leads_within(link: Any) -> bool:
    """Tell whether ``link`` leads to a place on its own page."""
    return (link.get("href") or "")[:1] == "#"


def target_of(link: Any, named: dict[str, Any]) -> Any:
    """Return the one of the `targets` that ``link`` leads to, None if it leads to none."""
    return named.get(link.get("href")[1:]) if leads_within(link) else None


def names_file(text: str) -> bool:
    """Tell whether a link of Markdown in ``text`` leads to a file."""
    return any(_FILE.search(address) for address in _ADDRESS.findall(text))


def is_file(address: str) -> bool:
    """Tell whether ``address`` is that of a file, and not of a page."""
    return _FILE.search(address) is not None


def has_file(element: Any) -> bool:
    """Tell whether a link in ``element`` leads to a file, to judge by its address or by the name it shows."""
    return any(_FILE.search(link.get("href") or "") or _FILE.search(words(link, LONGEST)) for link in element.iter("a"))
