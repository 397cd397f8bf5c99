"""What people are told: in their language, and safe for their terminal.

The catalogs (``zlcli/cli/locale``, made by ``python -m zlcli.cli.catalogs``) hold click's strings beside ours, in the domain
that click asks, so that choosing a language is choosing where gettext looks. English stands in the code and costs nothing.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Mapping
from typing import TextIO

import click

from zlcli.errors import ZlcliError
from zlcli.patterns import lazy

LANGUAGES = ("en", "zh_CN", "zh_TW")
DOMAIN = "zlcli"
LOCALE = os.path.join(os.path.dirname(__file__), "locale")
# Chinese is written in Traditional characters there; zh_Hant names the script itself.
_TRADITIONAL = ("tw", "hk", "mo", "hant")
# C0 and C1 controls, marks that reorder text, and lone surrogates (what Python makes of undecodable bytes in a file name).
_UNSAFE = lazy("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_ = gettext.gettext


def N_(message: str) -> str:  # noqa: N802  (its name everywhere)
    """Mark a string that is translated where it is shown."""
    return message


def language(environment: Mapping[str, str]) -> str:
    """Return the language that a shell's variables ask for, in the order of POSIX."""
    wanted = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return known(next(filter(None, wanted), ""))


def known(locale: str) -> str:
    """Return which of `LANGUAGES` the name of a locale (``zh_HK.UTF-8``) is nearest to; English for all others."""
    parts = locale.lower().partition(".")[0].replace("-", "_").split("_")
    if parts[0] != "zh":
        return "en"
    return "zh_TW" if any(part in _TRADITIONAL for part in parts[1:]) else "zh_CN"


def use(name: str) -> None:
    """Say everything from now on in the language ``name``, click's own messages too."""
    if name == "en" and gettext.textdomain() != DOMAIN:
        return
    # What gettext asks first; it has no other way to be told than the environment.
    os.environ["LANGUAGE"] = name
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


def current() -> str:
    """Return the language chosen."""
    return os.environ["LANGUAGE"] if gettext.textdomain() == DOMAIN else "en"


def is_translated() -> bool:
    """Tell whether the language is another than English."""
    return current() != "en"


def told(problem: ZlcliError) -> str:
    """Return the message of ``problem`` in the language chosen."""
    return problem.told(_)


def coloured(stream: TextIO | None = None) -> bool:
    """Tell whether a stream (standard output) gets colours: as ``--color`` says, else on a terminal unless NO_COLOR is set."""
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")


def show(data: str) -> str:
    """Make any data safe for a terminal: control and reordering characters become visible escapes."""
    return _UNSAFE.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), data)


def escape_json(text: str) -> str:
    """Write the same characters in the strings of JSON as its escapes."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def error(message: str) -> None:
    """Print one line to standard error."""
    click.echo(f"zlcli: {show(message)}", err=True)


def nearest(word: str, known_words: list[str]) -> str:
    """Return ``" (did you mean 'big5'?)"``, or nothing where no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known_words, n=1)
    return _(" (did you mean {word!r}?)").format(word=near[0]) if near else ""
