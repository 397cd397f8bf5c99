"""Compiled regular expressions, kept from run to run as Python keeps compiled modules: in ``__pycache__``, for one Python.

Where nothing may be written there (zlcli belongs to the system, or Python is told to write no bytecode) they are kept in the
user's cache: ``$XDG_CACHE_HOME/zlcli``, or ``~/.cache/zlcli``.

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

_Key = tuple[str | bytes, int]
# The code, all flags, the number of groups, and those with names.
_Kept = tuple[memoryview, int, int, dict[str, int]]

# What the code is good for.
_MADE_BY = (__version__, sys.version, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)


def _place() -> str:
    """Return the path of what is kept, empty if there is no place for it."""
    beside = __spec__.cached if __spec__ else None
    if beside and not sys.dont_write_bytecode and _may_be_written(os.path.dirname(beside)):
        return os.path.splitext(beside)[0] + ".patterns"
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(cache, "zlcli", f"{__version__}.{sys.implementation.cache_tag}.patterns")
    return path if os.path.isabs(path) and _is_trusted(path) else ""


def _may_be_written(folder: str) -> bool:
    while folder and not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.access(folder, os.W_OK)


def _is_trusted(path: str) -> bool:
    """Tell whether only the user, or the system's, could have written ``path``: with sudo the home may be somebody else's."""
    try:
        return not hasattr(os, "geteuid") or os.stat(path).st_uid in (0, os.geteuid())
    except OSError:
        return True  # nothing is kept yet


_path = _place()
_kept: dict[_Key, _Kept] | None = None
_new: dict[_Key, re.Pattern[Any]] = {}


def compiled(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile(source, flags)`` returns."""
    global _kept  # noqa: PLW0603  (read once)
    if _kept is None:
        _kept = _read()
    known = _kept.get((source, flags))
    if known:
        with contextlib.suppress(TypeError, ValueError, RuntimeError, OverflowError):
            return cast("re.Pattern[AnyStr]", _restored(source, *known))
    pattern = re.compile(source, flags)
    _new[source, flags] = pattern
    return pattern


def keep() -> None:
    """Keep what this run had to compile for the next one, if there is a place for it."""
    if not _new or not _path:
        return
    with contextlib.suppress(OSError, ImportError, AttributeError, TypeError, ValueError):
        found = {key: _taken_apart(pattern, *key) for key, pattern in _new.items()}
        os.makedirs(os.path.dirname(_path), exist_ok=True)
        temporary = f"{_path}.{os.getpid()}"
        with open(temporary, "wb") as file:
            file.write(_packed({**_read(), **found}))
        os.replace(temporary, _path)


def _packed(kept: dict[_Key, _Kept]) -> bytes:
    """Put the list of patterns, which every run reads, before the code of all, of which it needs a part."""
    places, at = {}, 0
    for key, (code, *others) in kept.items():
        places[key] = at, len(code), *others
        at += len(code)
    return marshal.dumps((_MADE_BY, places)) + b"".join(code for code, *_ in kept.values())


def _read() -> dict[_Key, _Kept]:
    try:
        with open(_path, "rb") as file:
            made_by, places = marshal.load(file)  # noqa: S302  (as trusted as the bytecode beside it)
            if made_by != _MADE_BY:
                return {}
            codes = memoryview(file.read())
        return {key: (codes[at : at + size], *others) for key, (at, size, *others) in places.items()}
    except (OSError, EOFError, ValueError, TypeError, AttributeError):
        return {}


def _restored(source: str | bytes, code: memoryview, flags: int, groups: int, names: dict[str, int]) -> re.Pattern[Any]:
    in_order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        in_order[number] = name
    pattern: re.Pattern[Any] = _sre.compile(source, flags, code.cast("I").tolist(), groups, names, tuple(in_order))
    return pattern


def _taken_apart(pattern: re.Pattern[Any], source: str | bytes, flags: int) -> _Kept:
    from array import array
    from importlib import import_module

    is_new = sys.version_info >= (3, 11)
    parser, compiler = map(import_module, ("re._parser", "re._compiler") if is_new else ("sre_parse", "sre_compile"))
    code = compiler._code(parser.parse(source, int(flags)), int(flags))
    return memoryview(array("I", code)).cast("B"), pattern.flags, pattern.groups, dict(pattern.groupindex)
