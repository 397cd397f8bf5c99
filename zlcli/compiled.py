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
# The code in bytes, and the number of groups; names and flags are told by the compiled pattern.
_Kept = tuple[bytes, int, int, dict[str, int]]

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
            file.write(marshal.dumps((_MADE_BY, {**_read(), **found})))
        os.replace(temporary, _path)


def _read() -> dict[_Key, _Kept]:
    try:
        with open(_path, "rb") as file:
            made_by, kept = marshal.loads(file.read())  # noqa: S302  (as trusted as the bytecode beside it)
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return cast("dict[_Key, _Kept]", kept) if made_by == _MADE_BY else {}


def _restored(source: str | bytes, code: bytes, flags: int, groups: int, names: dict[str, int]) -> re.Pattern[Any]:
    in_order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        in_order[number] = name
    pattern: re.Pattern[Any] = _sre.compile(source, flags, memoryview(code).cast("I").tolist(), groups, names, tuple(in_order))
    return pattern


def _taken_apart(pattern: re.Pattern[Any], source: str | bytes, flags: int) -> _Kept:
    from array import array
    from importlib import import_module

    is_new = sys.version_info >= (3, 11)
    parser, compiler = map(import_module, ("re._parser", "re._compiler") if is_new else ("sre_parse", "sre_compile"))
    code = compiler._code(parser.parse(source, int(flags)), int(flags))
    return array("I", code).tobytes(), pattern.flags, pattern.groups, dict(pattern.groupindex)
