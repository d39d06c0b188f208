"""Rows of a reference file with the sources that they name; a wrong shape is an error, never a default."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from drentsportal.errors import DataSourceError
from drentsportal.paths import EDITED_ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Row:
    """One row of a file; what is absent raises ``KeyError``, what has a wrong type ``TypeError``."""

    def __init__(
        self, values: Mapping[str, object], sources: Mapping[str, object], place: tuple[str, str]
    ) -> None:
        """Keep the values, the sources of the file, and the names of file and entry for an error."""
        self._values = values
        self._sources = sources
        self._place = place

    def text(self, key: str, absent: str | None = None) -> str:
        """Return a text; ``absent`` where the key may be missing or empty."""
        value = self._values.get(key, absent) if absent is not None else self._values[key]
        if not isinstance(value, str) or (absent is None and not value.strip()):
            raise TypeError(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is missing."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(each, str) or not each for each in value):
            raise TypeError(key)
        return tuple(value)

    def whole(self, key: str) -> int | None:
        """Return a whole number from 0; ``None`` where the key is missing."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise TypeError(key)
        return value

    def yes(self, key: str) -> bool:
        """Return a yes or no; no where the key is missing."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise TypeError(key)
        return value

    def table(self, key: str) -> Row:
        """Return a table inside the row."""
        return Row(_mapping(self._values[key]), self._sources, self._place)

    def source(self, key: str) -> Row:
        """Return the source that the row names. Raises ``DataSourceError`` when the file has none of it."""
        name = self._values.get(key)
        found = self._sources.get(name) if isinstance(name, str) else None
        if not isinstance(found, Mapping) or not str(found.get("text", "")).strip():
            raise DataSourceError("error.sectors.no_source", file_name=self._place[0], entry=self._place[1])
        return Row(found, self._sources, self._place)


def read_tables(path: Path) -> Mapping[str, Any]:
    """Read a file of reference data. Raises ``DataSourceError`` that names the file."""
    try:
        return tomllib.loads(path.read_text(encoding=EDITED_ENCODING))
    except UnicodeDecodeError as error:
        raise DataSourceError("error.reference.no_text", file_name=path.name) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataSourceError("error.reference.unreadable", file_name=path.name) from error


def read_rows(path: Path, kind: str, *, may_lack: bool = False) -> Iterator[tuple[str, Row]]:
    """Read the rows of one kind, each with the name by which an error tells it.

    ``may_lack``: a file that holds only rows of another kind has none. Raises ``DataSourceError``.
    """
    tables = read_tables(path)
    rows = tables.get(kind, [] if may_lack else None)
    sources = tables.get("source", {})
    if not isinstance(rows, list) or not isinstance(sources, Mapping):
        raise DataSourceError("error.reference.unreadable", file_name=path.name)
    for number, values in enumerate(rows, 1):
        if not isinstance(values, Mapping):
            raise DataSourceError("error.reference.unreadable", file_name=path.name)
        entry = _name_of(values, number)
        yield entry, Row(values, sources, (path.name, entry))


def _name_of(values: Mapping[str, object], number: int) -> str:
    for key in ("id", "code", "code_2008", "group", "category"):
        if key in values:
            return str(values[key])
    return str(number)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(type(value).__name__)
    return value
