"""Turns broken, mis-encoded or mixed-script Chinese files into clean Markdown or plain text.

>>> import zlcli
>>> zlcli.convert_script("漢字", to="hans")
'汉字'
"""

import zlcli.repair  # noqa: F401  (see `del` below)

TYPE_CHECKING = False  # type checkers take it for `typing.TYPE_CHECKING`, which costs start-up time
if TYPE_CHECKING:
    from zlcli.document import Block, Candidate, Change, Choice, Diagnosis, Finding, Result, Span, Step
    from zlcli.errors import DictionaryError, LostBytesError, NotTextError, UnknownEncodingError, UnknownKindError, ZlcliError
    from zlcli.pipeline import clean, convert_script, detect, normalize, repair

__all__ = [
    "Block",
    "Candidate",
    "Change",
    "Choice",
    "Diagnosis",
    "DictionaryError",
    "Finding",
    "LostBytesError",
    "NotTextError",
    "Result",
    "Span",
    "Step",
    "UnknownEncodingError",
    "UnknownKindError",
    "ZlcliError",
    "clean",
    "convert_script",
    "detect",
    "normalize",
    "repair",
]


# Loaded first and its name given back: a later import of the folder would put it in the place of the function.
del repair


def __getattr__(name: str) -> object:
    """Load a name when it is first used (PEP 562): detection must not pay for what cleaning needs."""
    from importlib import import_module

    if name in __all__:
        for module in ("zlcli.document", "zlcli.errors", "zlcli.pipeline"):
            found: object = getattr(import_module(module), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'zlcli' has no attribute {name!r}")
