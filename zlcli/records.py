"""Named tuples like those of `typing`, but made in a sixth of the time.

There are sixty classes of them; to make those that one command needs was a tenth of what a short document takes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # where a class that is being made does not know its annotations yet
    from typing import NamedTuple as Record
else:
    from collections import _tuplegetter
    from types import FunctionType

    _new = tuple.__new__
    # To compile one for each class takes twice as long as all the rest; of these only the names are changed.
    _MAKERS = (
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    )

    def _maker(fields, defaults):
        """Return the `__new__` of a class with ``fields``: a function that has them as arguments, which is the fastest."""
        if len(fields) <= len(_MAKERS):
            maker = _MAKERS[len(fields) - 1]
        else:
            arguments = ", ".join(fields)
            maker = eval(f"lambda _cls, {arguments}: _new(_cls, ({arguments}))")  # noqa: S307  (our own names)
        code = maker.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__")
        return FunctionType(code, globals(), None, defaults)

    class _Making(type):
        """Gives a class that names fields what it needs to be a named tuple of them."""

        def __new__(cls, name, bases, namespace):
            if bases == (tuple,) or Record not in bases:  # `Record` itself, or what adds no fields
                return super().__new__(cls, name, bases, {"__slots__": (), **namespace})
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace.pop(field) for field in fields if field in namespace}
            getters = {field: _tuplegetter(i, None) for i, field in enumerate(fields)}
            known = {
                "_fields": fields,
                "_field_defaults": defaults,
                "__match_args__": fields,
                "__new__": _maker(fields, tuple(defaults.values())),
            }
            return super().__new__(cls, name, bases, {"__slots__": (), **namespace, **known, **getters})

    class Record(tuple, metaclass=_Making):
        """The base of a class that names the fields of a tuple, with their types and defaults."""

        @classmethod
        def _make(cls, values):
            return tuple.__new__(cls, values)

        def _replace(self, /, **changes):
            result = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such field: {', '.join(changes)}")
            return result

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)


__all__ = ["Record"]
