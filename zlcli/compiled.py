"""Compiled regular expressions, kept from run to run in the user's cache: ``$XDG_CACHE_HOME/zlcli``, or ``~/.cache/zlcli``.

Not beside the bytecode, as compiled modules are: pip leaves what it did not install, and the folder that stays when zlcli is
removed hides one that is installed from a checkout (``pip install -e``).

Of the time that a short document takes a third would go into compiling patterns. Python documents no way to keep what comes of
that (a pickled pattern is its source), so the code is put together by what `re.compile` itself calls, the same from Python 3.10
on. Wherever that is not so, or the file is of another Python, damaged or not to be written, patterns are compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # what `re` is made of
import contextlib
import marshal
import os
import re
import sys
from typing import Any, AnyStr, cast

from zlcli.version import __version__

# The source of a pattern, its flags, the number of groups, those with names, and the code.
_Parts = tuple[str | bytes, int, int, dict[str, int], bytes]
# Where the parts of each pattern begin and end, by its `_name`, and those of all.
_Kept = tuple[dict[str, tuple[int, int]], bytes]

# Twice as many as there are: more come of older states of the code, where it is being worked at.
_MOST = 1500
# Characters of a source that name it.
_TELLING = 48

# What the code is good for.
_FORMAT = 2
_MADE_BY = (_FORMAT, __version__, sys.version, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)


def _place() -> str:
    """Return the path of what is kept, empty if there is no place for it."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(cache, "zlcli", f"{__version__}.{sys.implementation.cache_tag}.patterns")
    return path if os.path.isabs(path) and _is_trusted(path) else ""


def _is_trusted(path: str) -> bool:
    """Tell whether only the user, or the system's, can have written ``path``, or its folder as far as there is one.

    With sudo the home may be somebody else's: nothing is read from there, and no folder made that they could not write to.
    """
    while not os.path.exists(path):
        path = os.path.dirname(path)
    return not hasattr(os, "geteuid") or os.stat(path).st_uid in (0, os.geteuid())


_path = _place()
_kept: _Kept | None = None
_used: dict[str, bytes] = {}
_new: dict[str, tuple[str | bytes, int, re.Pattern[Any]]] = {}


def compiled(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile(source, flags)`` returns."""
    global _kept  # noqa: PLW0603  (read once)
    if _kept is None:
        _kept = _read()
    name = _name(source, flags)
    place = _kept[0].get(name)
    if place:
        data = _kept[1][slice(*place)]
        with contextlib.suppress(EOFError, TypeError, ValueError, RuntimeError, OverflowError):
            known, *parts = marshal.loads(data)  # noqa: S302  (as trusted as the user's own files)
            if known == source:
                _used[name] = data
                return cast("re.Pattern[AnyStr]", _restored(source, *parts))
    pattern = re.compile(source, flags)
    _new[name] = source, flags, pattern
    return pattern


def keep() -> None:
    """Keep what this run had to compile for the next one, if there is a place for it."""
    if not _new or not _path:
        return
    with contextlib.suppress(OSError, ImportError, AttributeError, TypeError, ValueError):
        found = {name: marshal.dumps(_taken_apart(*known)) for name, known in _new.items()}
        os.makedirs(os.path.dirname(_path), exist_ok=True)
        temporary = f"{_path}.{os.getpid()}"
        with open(temporary, "wb") as file:
            file.write(_packed(_others(len(found)) | _used | found))
        os.replace(temporary, _path)


def _others(more: int) -> dict[str, bytes]:
    """Return what other runs kept, unless with ``more`` of this run it were too much."""
    places, data = _read()
    return {name: data[slice(*place)] for name, place in places.items()} if len(places) + more <= _MOST else {}


def _name(source: str | bytes, flags: int) -> str:
    """Return what a pattern is found by. To read the names of all takes no time, to read all their sources does."""
    text = source if isinstance(source, str) else source.decode("latin-1")
    return f"{type(source).__name__} {flags} {len(text)} {text[-8:]}{text[:: 1 + len(text) // _TELLING]}"


def _packed(kept: dict[str, bytes]) -> bytes:
    """Put the names of all patterns, which every run reads, before their parts, of which it needs a few."""
    places, at = {}, 0
    for name, data in kept.items():
        places[name] = at, at + len(data)
        at += len(data)
    return marshal.dumps((_MADE_BY, places)) + b"".join(kept.values())


def _read() -> _Kept:
    try:
        with open(_path, "rb") as file:
            made_by, places = marshal.load(file)  # noqa: S302
            return (places, file.read()) if made_by == _MADE_BY and isinstance(places, dict) else ({}, b"")
    except (OSError, EOFError, ValueError, TypeError):
        return {}, b""


def _restored(source: str | bytes, flags: int, groups: int, names: dict[str, int], code: bytes) -> re.Pattern[Any]:
    in_order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        in_order[number] = name
    pattern: re.Pattern[Any] = _sre.compile(source, flags, memoryview(code).cast("I").tolist(), groups, names, tuple(in_order))
    return pattern


def _taken_apart(source: str | bytes, flags: int, pattern: re.Pattern[Any]) -> _Parts:
    from array import array
    from importlib import import_module

    is_new = sys.version_info >= (3, 11)
    parser, compiler = map(import_module, ("re._parser", "re._compiler") if is_new else ("sre_parse", "sre_compile"))
    code = compiler._code(parser.parse(source, flags), flags)
    return source, pattern.flags, pattern.groups, dict(pattern.groupindex), array("I", code).tobytes()
