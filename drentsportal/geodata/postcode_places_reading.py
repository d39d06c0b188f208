"""Reads a layer of four-digit postcodes that the user supplies: areas or points, or a table with coordinates.

The file of CBS is taken as it comes (column ``postcode``, older ones ``postcode4`` or ``PC4``); of another
file the column is asked for. Reference systems are checked as those of an import are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces, is_place, located
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.coordinate_columns import recognised_coordinates, with_coordinates
from drentsportal.geodata.decisions import Decisions
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.json_source import JsonFile
from drentsportal.geodata.opening import open_table
from drentsportal.geodata.placing import place
from drentsportal.geodata.source_gate import check_source

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.source_gate import LiveFiles
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.postcodes import PostcodeOptions

OPTION: Final = "--column"
_NAMES: Final = ("postcode4", "pc4", "pc4_code", "postcode", "postcode_4")
"""Names of the column, by lower case, in the order in which they are taken."""

_COLUMNS_SHOWN: Final = 20
_STEPS: Final = 3
_LEAST, _MOST = 1000, 9999


class PostcodeFileReader:
    """``PostcodeReader`` for files that the import opens as well."""

    def __init__(self, live_files: LiveFiles) -> None:
        """Keep which files are never read."""
        self._live_files = live_files

    def read(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodePlaces:
        """Read a file.

        Raises ``QuestionError`` when column, layer or reference system must be said, ``DataSourceError`` when
        the file cannot be read or has no four-digit postcode with a place in the Netherlands.
        """
        progress.step(0, _STEPS, "progress.postcodes.reading")
        checked = check_source(path, self._live_files())
        decisions = Decisions(options.accepted)
        table = open_table(checked, options.layer, decisions)
        if isinstance(table, JsonFile):
            raise DataSourceError("error.postcodes.no_places", file=path.name)
        column = _column(table, options.column, path.name)
        table = _with_geometry(table, decisions, path.name)
        progress.step(1, _STEPS, "progress.postcodes.placing")
        places = _made(table, column, options, path, checked.sha256)
        if not places.points_rd:
            raise DataSourceError("error.postcodes.none_placed", file=path.name, column=column)
        return places


def _column(table: RawTable, chosen: str | None, file_name: str) -> str:
    names = tuple(table.columns)
    if chosen is not None:
        if chosen not in names:
            raise DataSourceError("error.postcodes.no_such_column", file=file_name, column=chosen)
        return chosen
    by_name = {name.strip().casefold(): name for name in names}
    found = next((by_name[name] for name in _NAMES if name in by_name), None)
    if found is None:
        raise QuestionError(
            "error.postcodes.which_column",
            option=OPTION,
            choices=names[:_COLUMNS_SHOWN],
            file=file_name,
            columns=names[:_COLUMNS_SHOWN],
        )
    return found


def _with_geometry(table: RawTable, decisions: Decisions, file_name: str) -> RawTable:
    if table.geometries is not None and is_place(table.geometries).any():
        return table
    used = recognised_coordinates(tuple(table.columns)) if table.may_hold_coordinates else None
    if used is None:
        raise DataSourceError("error.postcodes.no_places", file=file_name)
    return with_coordinates(table, used, decisions, file_name)


def _four_digits(value: object) -> str | None:
    """Return a postcode of exactly four digits, also where a table holds it as a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text if text.isascii() and text.isdigit() and _LEAST <= int(text) <= _MOST else None


def _made(table: RawTable, column: str, options: PostcodeOptions, path: Path, sha256: str) -> PostcodePlaces:
    codes = [_four_digits(each) for each in table.columns[column].tolist()]
    geometries: Any = table.geometries
    placed = place(geometries, table.crs, options.crs, Decisions(options.accepted), IssueLog(len(codes)))
    usable = is_place(placed.geometries_rd).tolist()
    kept = [row for row, code in enumerate(codes) if code is not None and usable[row]]
    points, twice = located([codes[row] or "" for row in kept], placed.geometries_rd[kept])
    facts = PostcodeFacts(
        file_name=path.name,
        sha256=sha256,
        as_of=_changed_on(path),
        count=len(points),
        unread=codes.count(None),
        without_place=len(codes) - codes.count(None) - len(kept),
        twice=twice,
    )
    return PostcodePlaces(facts, points)


def _changed_on(path: Path) -> PartialDate:
    return PartialDate.of(datetime.fromtimestamp(path.stat().st_mtime, UTC).date())
