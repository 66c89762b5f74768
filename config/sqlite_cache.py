"""A cache in one SQLite file, bounded in bytes, for all processes of one machine.

SQLite itself is safe between processes, finds the oldest entries at once, and says so when
its file is damaged. docs/decisions/pages-are-kept-in-sqlite.md compares it with others.
"""

import sqlite3
import time
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

# In seconds: as long as a request waits for another that writes.
BUSY = 0.25
TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    -- In the order of entry: never used twice.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    value BLOB NOT NULL,
    expires REAL NOT NULL
)
"""

# It may wait for others for longer than a request does.
EMPTY = "PRAGMA busy_timeout = 10000; PRAGMA secure_delete = ON; DELETE FROM entries; VACUUM"

# So many are dropped at once where there is no room.
OLDEST = "SELECT id FROM entries ORDER BY id LIMIT 20"

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# To ask again would not help.
FINAL = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL}


class SQLiteCache(BaseCache):
    """A backend of Django's cache, whose values are bytes.

    ``LOCATION`` is a folder, ``OPTIONS["LIMIT"]`` a number of bytes. Django makes one for each
    thread. What cannot be done raises sqlite3.Error or OSError.
    """

    def __init__(self, location: str, params: dict):
        super().__init__(params)
        self._path = Path(location) / "pages.sqlite3"
        self._limit = params["OPTIONS"]["LIMIT"]
        self._connection = None

    def get(self, key, default=None, version=None):
        return self._attempt(self._get, self.make_key(key, version), default)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._attempt(self._write, self.make_key(key, version), value, self._expiry(timeout))

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        key, expires = self.make_key(key, version), self._expiry(timeout)
        return self._attempt(self._write, key, value, expires, only_new=True)

    def delete(self, key, version=None):
        self._attempt(lambda: self._open().execute("DELETE FROM entries WHERE key = ?", [self.make_key(key, version)]))

    def clear(self):
        """Remove all entries, from the disk too."""
        self._attempt(lambda: self._open().executescript(EMPTY))
        self._shut()

    # --- Reading and writing ---

    def _get(self, key, default):
        found = self._open().execute("SELECT value FROM entries WHERE key = ? AND expires > ?", [key, time.time()])
        row = found.fetchone()
        return row[0] if row else default

    def _write(self, key, value, expires, *, only_new=False) -> bool:
        """Write an entry, and drop the oldest for it; True if it was written."""
        # Asked first, so that those who wait for a page do not keep its maker from writing it.
        if only_new and self._get(key, None) is not None:
            return False
        connection = self._open()
        connection.execute("BEGIN IMMEDIATE")
        try:
            if only_new and self._get(key, None) is not None:
                connection.execute("ROLLBACK")
                return False
            connection.execute("REPLACE INTO entries (key, value, expires) VALUES (?, ?, ?)", [key, value, expires])
            connection.execute(f"DELETE FROM entries WHERE id IN ({OLDEST}) AND expires < ?", [time.time()])
            while self._used() > self._limit:
                connection.execute(f"DELETE FROM entries WHERE id IN ({OLDEST})")
            connection.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after some errors.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return True

    def _used(self) -> int:
        """The bytes of the file, without those that are free for new entries."""
        pages, free, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def _expiry(self, timeout) -> float:
        return time.time() + (self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout)

    # --- The file ---

    def _open(self):
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            # What is lost with the power was only a copy, so that nothing waits for the disk.
            self._connection.execute("PRAGMA synchronous = OFF")
            # Without a file of shared memory: a process that reads one that was cut off is killed.
            self._connection.execute("PRAGMA journal_mode = TRUNCATE")
            self._connection.execute(TABLES)
        return self._connection

    def _attempt(self, work, *arguments, **options):
        """Do it; if the file is damaged, or was taken away, once more with a new one."""
        try:
            return work(*arguments, **options)
        except sqlite3.Error as error:
            self._shut()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in FINAL:
                raise
            if code in DAMAGED:
                self._remove()
            return work(*arguments, **options)

    def _shut(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _remove(self):
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            path.unlink(missing_ok=True)
