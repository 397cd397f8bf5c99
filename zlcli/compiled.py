"""Compiled regular expressions, kept from run to run as Python keeps compiled modules: in ``__pycache__``, for one Python.

Of the time that a short document takes a fifth would go into compiling patterns. Python documents no way to keep what comes of
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
_path = os.path.splitext(__spec__.cached or "")[0] + ".patterns" if __spec__ and __spec__.cached else ""
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
    """Keep what this run had to compile for the next one, unless Python is told to write no bytecode."""
    if not _new or not _path or sys.dont_write_bytecode:
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
