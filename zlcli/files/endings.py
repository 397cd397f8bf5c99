"""Which names are those of archives: asked of every run, few of which need what reads them."""

from __future__ import annotations

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.zst")


def is_archive(path: str) -> bool:
    """Tell whether the name ``path`` is that of an archive."""
    return path.lower().endswith(ARCHIVES)
