"""What the columns of a line layer mean for its roads: a file that a person writes, never a guess.

A TOML file. ``values = "osm"``: the columns hold the words of OpenStreetMap. ``values = "own"``: for each
column a table says which of its values mean what, and a value that no table names is asked about.

    values = "own"
    [columns]
    highway = "WEGTYPE"
    oneway = "RICHTING"
    [highway]
    motorway = ["A"]
    unclassified = ["G", "P"]
    none = ["fietspad"]
    [oneway]
    yes = ["H"]
    reverse = ["T"]
    no = ["B", ""]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.roads.road_speeds import ROAD_CLASSES
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.road_tags import TAGS
from drentsportal.paths import EDITED_ENCODING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

OPTION: Final = "--mapping"
_OWN, _OSM = "own", "osm"
_NUMBERS: Final = frozenset({"maxspeed", "maxspeed_hgv"})
"""Their values are read as they stand, in km/h."""

_NO_ROAD: Final = "none"
_OPEN_OR_NOT: Final = frozenset({"yes", "no"})
_MEANINGS: Final[Mapping[str, frozenset[str]]] = {
    "highway": frozenset({each.value for each in ROAD_CLASSES} | {_NO_ROAD}),
    "oneway": frozenset({"yes", "reverse", "no"}),
    "junction": frozenset({"roundabout", _NO_ROAD}),
    **dict.fromkeys(("access", "vehicle", "motor_vehicle", "motorcar", "hgv", "area"), _OPEN_OR_NOT),
}
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class RoadMapping:
    """Columns by the key of OpenStreetMap that they stand for, and per key what a value means."""

    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def translated(self, file_name: str, given: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Return the columns by key, in the words of OpenStreetMap.

        Raises ``QuestionError`` for a column that the layer lacks and for values that the file does not name.
        """
        for column in self.columns.values():
            if column not in given:
                raise QuestionError(
                    "error.roads.no_such_column",
                    option=OPTION,
                    choices=tuple(given)[:_SHOWN],
                    file=file_name,
                    column=column,
                )
        return {key: self._values(file_name, key, given[column]) for key, column in self.columns.items()}

    def _values(self, file_name: str, key: str, values: NDArray[Any]) -> NDArray[Any]:
        words = self.words.get(key)
        if words is None:
            return values
        texts = [_text(value) for value in values.tolist()]
        unnamed = sorted(set(texts) - set(words))
        if unnamed:
            raise QuestionError(
                "error.roads.unnamed_values",
                option=OPTION,
                file=file_name,
                column=self.columns[key],
                values=tuple(each or '""' for each in unnamed[:_SHOWN]),
            )
        return np.array([words[text] for text in texts], object)


def read_road_mapping(path: Path) -> RoadMapping:
    """Read a mapping of roads. Raises ``DataSourceError`` when it is none."""
    try:
        content = tomllib.loads(path.read_text(encoding=EDITED_ENCODING))
    except (OSError, ValueError) as error:
        raise DataSourceError("error.roads.mapping_unreadable", field=OPTION, file=path.name) from error
    columns, values = content.get("columns"), content.get("values")
    if not isinstance(columns, dict) or "highway" not in columns or values not in {_OWN, _OSM}:
        raise DataSourceError("error.roads.mapping_incomplete", field=OPTION, file=path.name)
    for key, column in columns.items():
        if key not in TAGS or not isinstance(column, str):
            raise _odd(path, key)
    if values == _OSM:
        return RoadMapping(columns)
    return RoadMapping(columns, {key: _words(path, key, content) for key in columns if key not in _NUMBERS})


def _words(path: Path, key: str, content: Mapping[str, Any]) -> dict[str, str]:
    table = content.get(key)
    if not isinstance(table, dict):
        raise _odd(path, key)
    words: dict[str, str] = {}
    for meaning, values in table.items():
        if meaning not in _MEANINGS[key] or not isinstance(values, list):
            raise _odd(path, f"{key}.{meaning}")
        for value in values:
            if str(value) in words:
                raise _odd(path, f"{key}: {value}")
            words[str(value)] = "" if meaning == _NO_ROAD else meaning
    return words


def _odd(path: Path, what: str) -> DataSourceError:
    return DataSourceError("error.roads.mapping_odd", field=OPTION, file=path.name, what=what)


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN, where a column of numbers has no value
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
