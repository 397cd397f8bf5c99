"""``--version``: the versions of zlcli and of what decides its results."""

from __future__ import annotations

import os
import platform
import sys
import unicodedata

from zlcli.version import __version__

_BUILT_ON = ("OpenCC", "chardet")


def versions() -> str:
    """Return one line, as in ``zlcli 0.1.0 (OpenCC 1.4.2, chardet 7.7.0, Unicode 15.0.0, Python 3.12.1)``."""
    installed = [f"{name} {_installed(name)}" for name in _BUILT_ON]
    parts = ", ".join([*installed, f"Unicode {unicodedata.unidata_version}", f"Python {platform.python_version()}"])
    return f"zlcli {__version__} ({parts})"


def _installed(name: str) -> str:
    """Read the version off the folder of the package's metadata; to load importlib.metadata takes longer than all the rest."""
    prefix, suffix = f"{name.lower()}-", ".dist-info"
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):
            if entry.lower().startswith(prefix) and entry.endswith(suffix):
                return entry[len(prefix) : -len(suffix)]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
