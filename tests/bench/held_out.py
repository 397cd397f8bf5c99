"""Running text to measure detection on that nothing was counted or fitted on: Debian's documents, fetched once.

The packages (their licences: ``/usr/share/doc/*/copyright`` in each) are unpacked beside the checkout's ``.venv`` and never
become part of the project.
"""

from __future__ import annotations

import gzip
import html
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from tests.bench.corpus import ROOT

FOLDER = ROOT / ".held-out"
PACKAGES = (
    *("manpages-zh", "fortunes-zh", "debian-reference-zh-cn", "debian-reference-zh-tw"),
    *(f"debian-faq-{language}" for language in ("de", "fr", "ja", "ko", "ru", "zh-cn")),
    *("debmake-doc", "installation-guide-amd64", "maint-guide-zh-cn", "maint-guide-zh-tw", "debian-handbook"),
)
_TAG = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>")
_ROFF = re.compile(r"(?m)^[.'].*$|\\f.|\\")
_ANSI = re.compile("\x1b\\[[0-9;]*m")


@cache
def text(name: str) -> str:
    """Return the text ``hans``, ``hant``, ``fortunes`` (prose and poems, Hans), ``de``, ``fr``, ``ja``, ``ko`` or ``ru``.

    ``guides-hans`` and ``guides-hant`` are of other books than those.

    Raises FileNotFoundError where Debian's packages cannot be had.
    """
    fetched()
    return "\n".join(_SOURCES[name]()) if name in _SOURCES else "\n".join(_pages(f"doc/debian/FAQ/{name}/*.html"))


@cache
def fetched() -> Path:
    """Return the folder that holds all packages, fetched if they are not there. Raises FileNotFoundError as `text` does."""
    missing = [package for package in PACKAGES if not (FOLDER / "usr/share/doc" / package).is_dir()]
    if missing:
        _fetch(missing)
    return FOLDER


def _fetch(packages: list[str]) -> None:
    if not shutil.which("apt-get"):
        raise FileNotFoundError("apt-get")
    FOLDER.mkdir(exist_ok=True)
    command = ["apt-get", "download", "-qq", *packages]
    if subprocess.run(command, cwd=FOLDER, stderr=subprocess.DEVNULL, check=False).returncode:
        subprocess.run(["apt-get", "update", "-qq"], check=False)  # noqa: S607
        if subprocess.run(command, cwd=FOLDER, check=False).returncode:
            raise FileNotFoundError("Debian's packages")
    for package in sorted(FOLDER.glob("*.deb")):
        subprocess.run(["dpkg", "-x", package, FOLDER], check=True)  # noqa: S607
        package.unlink()


def _pages(pattern: str) -> Iterator[str]:
    pages = sorted((FOLDER / "usr/share").glob(pattern))
    if not pages:
        raise FileNotFoundError(pattern)
    for page in pages:
        yield html.unescape(_TAG.sub("", page.read_text("utf-8")))


def _manual(language: str) -> Iterator[str]:
    for page in sorted((FOLDER / "usr/share/man" / language).glob("man*/*.gz")):
        if not page.is_symlink():
            yield _ROFF.sub("", gzip.decompress(page.read_bytes()).decode("utf-8", "replace"))


def _fortunes() -> Iterator[str]:
    for name in ("chinese", "tang300", "song100"):
        yield _ANSI.sub("", (FOLDER / "usr/share/games/fortunes" / name).read_text("utf-8"))


_SOURCES: dict[str, Callable[[], Iterator[str]]] = {
    "hans": lambda: chain(_manual("zh_CN"), _pages("debian-reference/ch*.zh-cn.html")),
    "hant": lambda: chain(_manual("zh_TW"), _pages("debian-reference/ch*.zh-tw.html")),
    "guides-hans": lambda: chain(
        _pages("doc/debmake-doc/html/*.zh-cn.html"),
        _pages("doc/debian-handbook/html/zh-CN/*.html"),
        _pages("doc/installation-guide-amd64/zh_CN/*.html"),
    ),
    "guides-hant": lambda: chain(
        _pages("doc/debmake-doc/html/*.zh-tw.html"),
        _pages("doc/debian-handbook/html/zh-TW/*.html"),
        _pages("doc/maint-guide-zh-tw/html/*.html"),
    ),
    "fortunes": _fortunes,
}
