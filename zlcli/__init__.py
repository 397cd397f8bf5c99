"""Turns broken, mis-encoded or mixed-script Chinese files into clean Markdown or plain text.

>>> import zlcli
>>> zlcli.convert_script("漢字", to="hans")
'汉字'
"""

from zlcli.document import Block, Change, Choice, Diagnosis, Finding, Result, Step
from zlcli.errors import DictionaryError, LostBytesError, NotTextError, UnknownEncodingError, UnknownKindError, ZlcliError
from zlcli.pipeline import clean, convert_script, detect, normalize, repair

__all__ = [
    "Block",
    "Change",
    "Choice",
    "Diagnosis",
    "DictionaryError",
    "Finding",
    "LostBytesError",
    "NotTextError",
    "Result",
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
