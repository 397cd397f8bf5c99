"""What a run has to remember of a million names, on disk: a private database that is gone when the run ends.

The journal is the truth; this is only quick to look into. Names are kept as bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from zlcli.batch.records import Known

# KiB that SQLite may keep in memory.
_CACHE = 8192


class Catalog:
    """Names to treat, names that are done, and outputs that are spoken for."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file, unlinked while it is open
        self._base.executescript(f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE}; BEGIN;
            CREATE TABLE names(name BLOB PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE done(name BLOB PRIMARY KEY, input TEXT, output TEXT) WITHOUT ROWID;
            CREATE TABLE claimed(target BLOB PRIMARY KEY, failed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        """)

    def sort(self, names: Iterable[bytes]) -> Iterator[bytes]:
        """Yield ``names``, sorted."""
        self._base.executemany("INSERT OR IGNORE INTO names VALUES (?)", ((name,) for name in names))
        for (name,) in self._base.execute("SELECT name FROM names ORDER BY name"):
            yield name

    def note(self, name: bytes, known: Known | None) -> None:
        """Remember what was done with ``name``, or that it has to be done."""
        if known:
            self._base.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", (name, *known))
        else:
            self._base.execute("DELETE FROM done WHERE name = ?", (name,))

    def known(self, name: bytes) -> Known | None:
        """Return what was done with ``name``."""
        row = self._base.execute("SELECT input, output FROM done WHERE name = ?", (name,)).fetchone()
        return Known(*row) if row else None

    def claim(self, target: bytes) -> bool:
        """Tell whether ``target`` was not claimed before."""
        return self._base.execute("INSERT OR IGNORE INTO claimed(target) VALUES (?)", (target,)).rowcount == 1

    def disown(self, target: bytes) -> None:
        """Note that the document of ``target`` failed: what lies there is of an earlier one."""
        self._base.execute("UPDATE claimed SET failed = 1 WHERE target = ?", (target,))

    def claims(self) -> Iterator[bytes]:
        """Yield the targets of this run that did not fail, sorted."""
        for (target,) in self._base.execute("SELECT target FROM claimed WHERE NOT failed ORDER BY target"):
            yield target

    def is_claimed(self, target: bytes) -> bool:
        """Tell whether ``target`` is one of `claims`."""
        return bool(self._base.execute("SELECT 1 FROM claimed WHERE target = ? AND NOT failed", (target,)).fetchone())

    def close(self) -> None:
        """Give the space back."""
        self._base.close()
