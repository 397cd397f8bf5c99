"""OpenCC by its C interface (``opencc.h``), which the extension of its Python package exports.

It converts as the package does, but lets other threads run meanwhile.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

# What `opencc_open` returns where it fails.
_FAILED = ctypes.c_void_p(-1).value


def opened(path: str) -> Callable[[str], str] | None:
    """Return what converts by the configuration at ``path``, None where the extension exports nothing.

    A text must hold no NUL, which ends it there; one with lone surrogates raises UnicodeEncodeError.
    """
    import opencc

    try:
        library = ctypes.CDLL(vars(opencc)["opencc_clib"].__file__)
        open_, convert, free = library.opencc_open, library.opencc_convert_utf8, library.opencc_convert_utf8_free
    except (AttributeError, KeyError, OSError):
        return None
    open_.argtypes, open_.restype = [ctypes.c_char_p], ctypes.c_void_p
    convert.argtypes, convert.restype = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t], ctypes.c_void_p
    free.argtypes = [ctypes.c_void_p]
    handle = open_(path.encode())
    if handle == _FAILED:
        return None

    def converted(text: str) -> str:
        data = text.encode()
        result = convert(handle, data, len(data))
        if not result:
            raise MemoryError
        try:
            return ctypes.string_at(result).decode()
        finally:
            free(result)

    return converted
