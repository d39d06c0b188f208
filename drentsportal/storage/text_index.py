"""An index of words in memory: SQLite's own full-text search, with nothing of it on any disk."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Final

from drentsportal.services.ports.text_index import IndexedText, TextField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_WEIGHTS: Final = {
    TextField.NAME: 20.0,
    TextField.TITLE: 10.0,
    TextField.COMPANY: 10.0,
    TextField.PLACE: 5.0,
    TextField.REQUEST: 4.0,
    TextField.CONTACTS: 3.0,
    TextField.NOTES: 2.0,
    TextField.TIMELINE: 1.0,
}
_COLUMNS: Final = ("kind", "id", *(each.value for each in TextField))
# An index of first letters makes the beginning of a word as quick as a whole one.
_OPTIONS: Final = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"


class MemoryTextIndex:
    """Full-text search in memory. Threads take turns.

    Words are told apart as Unicode letters and figures, without accents and capitals; a word with signs in it
    (``D-2026-0041``) is found as its parts in that order.
    """

    def __init__(self) -> None:
        """Make an empty index."""
        self._lock = Lock()
        self._rows: dict[tuple[str, str], int] = {}
        self._database = _empty()

    def put(self, texts: Iterable[IndexedText]) -> None:
        """Put things in, each in the place of what was there under its kind and id."""
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        # Names of columns are ours, values are bound.
        statement = f"INSERT INTO words (rowid, {', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608 - see above
        with self._lock:
            self._database.executemany(statement, (self._row(each) for each in texts))
            self._database.commit()

    def _row(self, text: IndexedText) -> tuple[int | str, ...]:
        key = (text.kind, text.id)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self._rows) + 1
        else:
            self._database.execute("DELETE FROM words WHERE rowid = ?", (row,))
        return (row, *key, *("\n".join(text.fields.get(each, ())) for each in TextField))

    def remove(self, kind: str, ids: Collection[str]) -> None:
        """Take things out; unknown ones are passed over.

        Their row numbers stay theirs, so that none is given out twice.
        """
        with self._lock:
            rows = [(row,) for each in ids if (row := self._rows.get((kind, each))) is not None]
            self._database.executemany("DELETE FROM words WHERE rowid = ?", rows)
            self._database.commit()

    def find(self, words: Sequence[str], limit: int) -> tuple[IndexedText, ...]:
        """Find what has, for each of ``words``, one that begins with it; the best first."""
        wanted = " ".join(f'"{each}"*' for word in words if (each := word.replace('"', " ").strip()))
        if not any(each.isalnum() for each in wanted):
            return ()
        columns = ", ".join(_COLUMNS)
        # Names of columns are ours, values are bound.
        statement = f"SELECT {columns} FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"  # noqa: S608 - see above
        with self._lock:
            rows = self._database.execute(statement, (wanted, limit)).fetchall()
        return tuple(_text(*row) for row in rows)

    def clear(self) -> None:
        """Take everything out, and leave nothing of it in memory that was ours."""
        with self._lock:
            self._database.close()
            self._rows.clear()
            self._database = _empty()


def _text(kind: str, name: str, *fields: str) -> IndexedText:
    return IndexedText(
        kind,
        name,
        {field: tuple(text.split("\n")) for field, text in zip(TextField, fields, strict=True) if text},
    )


def _empty() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", check_same_thread=False)
    # What is sorted or rolled back stays in memory as well, however much it is.
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute("PRAGMA journal_mode = OFF")
    columns = ", ".join(["kind UNINDEXED", "id UNINDEXED", *(each.value for each in TextField)])
    database.execute(f"CREATE VIRTUAL TABLE words USING fts5({columns}, {_OPTIONS})")
    weights = ", ".join(["0.0", "0.0", *(str(_WEIGHTS[each]) for each in TextField)])
    database.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    database.commit()
    return database
