"""Refuses a mapping file in which a question still stands, or that nobody confirmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import DataSourceError
from drentsportal.services.mapping_draft import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_OPEN_VALUE: Final = re.compile(r'=\s*("\?"|\'\?\'|false\b)')


def check_answered(file_name: str, text: str, content: Mapping[str, Any]) -> None:
    """Look for the first key that holds a question mark, and for a proposal that is not confirmed.

    Raises ``DataSourceError`` with the line and the key.
    """
    for path in _open_keys(content, ()):
        raise DataSourceError(
            "error.mapping.unanswered", file=file_name, line=_line_of(text, path[-1]), key=".".join(path)
        )
    if content.get("confirmed", True) is not True:
        line = _line_of(text, "confirmed")
        raise DataSourceError("error.mapping.unconfirmed", file=file_name, line=line, key="confirmed")


def _open_keys(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _open_keys(value, (*above, key))
        elif value == OPEN and not _is_heading(key, above):
            yield (*above, key)


def _is_heading(key: str, above: tuple[str, ...]) -> bool:
    """Whether a key names a column, which a source may have called anything; a code is no column."""
    return key == "column" and "codes" not in above


def _line_of(text: str, key: str) -> int:
    """Return the number of the line that gives ``key`` no answer, or at least of the first such line."""
    stated = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
    open_lines = [
        (number, line) for number, line in enumerate(text.split("\n"), 1) if _OPEN_VALUE.search(line)
    ]
    named = [number for number, line in open_lines if stated.match(line)]
    return next(iter([*named, *(number for number, _ in open_lines)]), 0)
