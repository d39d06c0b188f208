"""Reads criteria profiles, segments and instruments from the TOML files in ``resources/``.

The files are data with a source per row and may be edited by the province; a mistake in one is told with
the file and the entry, and nothing of that file is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from drentsportal.domain.instruments.instrument_data import instrument_from_data
from drentsportal.domain.match.criteria import CRITERION_BY_ID, SCALE_TOP, CriteriaProfile, Scale, ScaleShape
from drentsportal.domain.match.value_functions import scale_fault
from drentsportal.errors import DataSourceError, DrentsPortalError, NotFoundError
from drentsportal.reference.toml_rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.instruments.instrument import Instrument

T = TypeVar("T")

_WRONG_ENTRY: Final = (KeyError, TypeError, ValueError, AttributeError, DrentsPortalError)


class TomlReference:
    """``ports.ReferenceData`` over a resources folder; each file is read when it is first asked for."""

    def __init__(self, resources_dir: Path) -> None:
        """Keep the folder; nothing is read yet."""
        self._dir = resources_dir

    def profile(self, profile_id: str) -> CriteriaProfile:
        """Read a criteria profile. Raises ``NotFoundError``, and ``DataSourceError`` for a damaged file."""
        if profile_id not in self.profile_ids():
            raise NotFoundError(
                "error.reference.profile_unknown",
                field="profile",
                profile=profile_id,
                accepted=", ".join(self.profile_ids()),
            )
        path = self._dir / "criteria_profiles" / f"{profile_id}.toml"
        return _converted(path, profile_id, _profile, read_tables(path))

    def profile_ids(self) -> tuple[str, ...]:
        """Name the profiles that exist."""
        return tuple(sorted(path.stem for path in (self._dir / "criteria_profiles").glob("*.toml")))

    def segments(self) -> Mapping[str, str]:
        """Read segment id to Dutch name, in the order of the file."""
        return self._segments

    def instruments(self) -> tuple[Instrument, ...]:
        """Read the catalogue of instruments, in the order of the file."""
        return self._instruments

    @cached_property
    def _segments(self) -> Mapping[str, str]:
        path = self._dir / "segments.toml"
        rows = _entries(path, "segment", lambda row: (_text(row, "id"), _text(row, "name")))
        return MappingProxyType(dict(rows))

    @cached_property
    def _instruments(self) -> tuple[Instrument, ...]:
        return _entries(self._dir / "instruments.toml", "instrument", instrument_from_data)


def _entries(path: Path, kind: str, convert: Callable[[Mapping[str, object]], T]) -> tuple[T, ...]:
    rows = read_tables(path).get(kind)
    if not isinstance(rows, list):
        raise DataSourceError("error.reference.unreadable", file_name=path.name)
    return tuple(_converted(path, row.get("id", number), convert, row) for number, row in enumerate(rows, 1))


def _converted(
    path: Path, entry: object, convert: Callable[[Mapping[str, object]], T], row: Mapping[str, object]
) -> T:
    try:
        return convert(row)
    except _WRONG_ENTRY as error:
        raise DataSourceError("error.reference.entry", file_name=path.name, entry=str(entry)) from error


def _profile(tables: Mapping[str, object]) -> CriteriaProfile:
    scales = {_criterion(each): _scale(_table(value)) for each, value in _table(tables["scales"]).items()}
    weights = {_criterion(each): _whole(value) for each, value in _table(tables["default_weights"]).items()}
    return CriteriaProfile(
        id=_text(tables, "id"),
        version=_whole(tables["version"]),
        scales=scales,
        default_weights=weights,
        permit_margin_dm=_whole(tables.get("permit_margin_dm", 0)),
    )


def _scale(table: Mapping[str, object]) -> Scale:
    classes = {each: _whole(value) for each, value in _table(table.get("classes", {})).items()}
    if any(not 0 <= value <= SCALE_TOP for value in classes.values()):
        raise ValueError(classes)
    scale = Scale(
        worst=_whole(table.get("worst", 0)),
        best=_whole(table.get("best", 0)),
        classes=classes,
        shape=ScaleShape(str(table.get("shape", ScaleShape.LINEAR.value))),
        points=tuple(_point(each) for each in _list(table.get("points", []))),
        halving=_whole(table.get("halving", 0)),
    )
    fault = scale_fault(scale)
    if fault and (scale.shape is not ScaleShape.LINEAR or fault == "error.profile.scale_range"):
        raise ValueError(scale)
    return scale


def _point(value: object) -> tuple[int, int]:
    number, worth = _list(value)
    return _whole(number), _whole(worth)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value


def _criterion(criterion_id: str) -> str:
    return CRITERION_BY_ID[criterion_id].id


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(type(value).__name__)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(type(value).__name__)
    return value


def _text(row: Mapping[str, object], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise TypeError(key)
    return value
