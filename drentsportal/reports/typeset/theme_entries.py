"""The entries of a theme file; what is wrong is told with its line and with what belongs there."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.paths import EDITED_ENCODING
from drentsportal.reports.typeset.toml_fault import line_of, toml_fault
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.domain.message import MessageParam

_MOST_SHOWN: Final = 60


def theme_text(path: Path) -> str:
    """Return the text of a theme's file. Raises ``ReportError`` that names the file and why it cannot be."""
    try:
        return path.read_text(encoding=EDITED_ENCODING)
    except OSError as error:
        reason = message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
        raise ReportError("error.theme.unreadable", file_name=path.name, reason=reason) from error
    except UnicodeDecodeError as error:
        reason = message("file_reason.no_text")
        raise ReportError("error.theme.unreadable", file_name=path.name, reason=reason) from error


class ThemeEntries:
    """The entries of one theme file, each checked when it is read.

    An entry is named as it is written: ``band``, or ``colours.site`` for one of a table.
    """

    def __init__(self, path: Path) -> None:
        """Read the file. Raises ``ReportError`` that says where reading stopped."""
        self.path = path
        self._text = theme_text(path)
        try:
            self._entries: Mapping[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            reason = toml_fault(error)
            raise ReportError("error.theme.unreadable", file_name=path.name, reason=reason) from error

    def check_known(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """Refuse an entry that no theme has: a word that was mistyped would do nothing without a word."""
        for table, names in known.items():
            for name in self.table(table) if table else self._entries:
                if name not in names:
                    entry = f"{table}.{name}" if table else name
                    raise self.fault(entry, "unknown", known=", ".join(names))

    def text(self, entry: str) -> str:
        """Return a text; empty where it is absent."""
        value = self.value(entry, "")
        if not isinstance(value, str):
            raise self.wrong(entry, "text")
        return value.strip()

    def flag(self, entry: str) -> bool:
        """Return a yes or no; no where it is absent."""
        value = self.value(entry, absent=False)
        if not isinstance(value, bool):
            raise self.wrong(entry, "flag")
        return value

    def texts(self, entry: str) -> tuple[str, ...]:
        """Return a list of texts without those that are empty."""
        value = self.value(entry, [])
        if not isinstance(value, list) or any(not isinstance(each, str) for each in value):
            raise self.wrong(entry, "rows")
        return tuple(each.strip() for each in value if each.strip())

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table; empty where it is absent."""
        table = self._entries.get(name, {})
        if not isinstance(table, dict):
            raise self.wrong(name, "table")
        return table

    def value(self, entry: str, absent: object = None) -> Any:  # noqa: ANN401 - whatever TOML holds
        """Return what stands at an entry, unchecked."""
        table, name = _parts(entry)
        return (self.table(table) if table else self._entries).get(name, absent)

    def wrong(self, entry: str, kind: str) -> ReportError:
        """Word that an entry is missing, or what stands there; ``kind`` names what belongs there."""
        table, name = _parts(entry)
        expected = message(f"theme.expected.{kind}")
        if table and table not in self._entries:
            return self.fault(table, "table_missing", name=name, expected=expected)
        if self.value(entry) is None:
            told = "entry_missing" if table else "missing"
            return self.fault(table or name, told, name=name, expected=expected)
        return self.fault(entry, "wrong", found=_shown(self.value(entry)), expected=expected)

    def fault(self, entry: str, kind: str, **told: MessageParam) -> ReportError:
        """Word what is wrong at an entry, with its line where there is one."""
        line = line_of(self._text, *_parts(entry))
        fault = message(f"theme.fault.{kind}", **{"entry": entry, **told})
        if line is None:
            return ReportError("error.theme.in_file", file_name=self.path.name, fault=fault)
        return ReportError("error.theme.at_line", file_name=self.path.name, line=line, fault=fault)


def _parts(entry: str) -> tuple[str, str]:
    table, _, name = entry.rpartition(".")
    return table, name


def _shown(value: object) -> str:
    """Return a value about as it stands in the file."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
