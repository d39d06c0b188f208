"""Reads GeoJSON ourselves: GDAL would turn mixed types into text and bad geometry into none, in silence."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from drentsportal.domain.message import Message, message
from drentsportal.domain.projection import Reference
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError
from drentsportal.geodata.file_kinds import ACCEPTED_FORMATS
from drentsportal.geodata.raw_table import ExchangeHeader, RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.source_gate import CheckedSource

JsonObject = Mapping[str, Any]
_MEMBER: Final = "drentsportal"
_CHUNK_ROWS: Final = 2000
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UNREADABLE: Final = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
    ShapelyError,
)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A JSON file as parsed, with what was remarked on the way."""

    content: JsonObject
    exchange: ExchangeHeader | None
    notes: tuple[Message, ...]


def read_json(checked: CheckedSource) -> RawTable | JsonFile:
    """Read a JSON file: a table of its features, or the parsed file where it holds plain rows.

    Raises ``DataSourceError`` as ``parse_json`` and ``features_table`` do.
    """
    # The cycle collector would walk all objects of a large file again and again: two thirds of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        parsed = parse_json(checked)
        return parsed if "rows" in parsed.content else features_table(checked, parsed)
    finally:
        if was_enabled:
            gc.enable()


def parse_json(checked: CheckedSource) -> JsonFile:
    """Parse a JSON file.

    Bytes that are not UTF-8 are read as U+FFFD, and said; the checks list the rows that hold one.
    Raises ``DataSourceError`` when the file is truncated, no JSON, or no object.
    """
    raw = checked.path.read_bytes()
    notes: tuple[Message, ...] = ()
    try:
        text = raw.decode("utf-16" if raw[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8-sig", errors="replace")
        notes = (message("note.damaged_encoding", position=error.start),)
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise DataSourceError("error.import.json_damaged", file=checked.path.name, line=line) from error
    if not isinstance(content, dict):
        raise _unknown(checked)
    return JsonFile(content, _header(checked, content), notes)


def features_table(checked: CheckedSource, parsed: JsonFile) -> RawTable:
    """Make a table of a feature collection.

    Without a ``crs`` member GeoJSON is in lon/lat by its own standard (RFC 7946, section 4).
    Raises ``DataSourceError`` when there is no list of features.
    """
    features = parsed.content.get("features")
    if parsed.content.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise _unknown(checked)
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            raise DataSourceError("error.import.not_a_feature", file=checked.path.name, row=number)
    crs = _stated_crs(parsed.content)
    notes = parsed.notes if crs else (*parsed.notes, message("note.geojson_is_lonlat"))
    members = [each.get("geometry") for each in features]
    geometries, faults, open_rows = _geometries(members)
    return RawTable(
        row_count=len(features),
        columns=row_columns([each.get("properties") or {} for each in features]),
        geometries=geometries,
        crs=crs or Reference.LONLAT.value,
        layer=str(parsed.content.get("name") or ""),
        exchange=parsed.exchange,
        geometry_faults=faults,
        altered=dict.fromkeys(open_rows, "issue.geometry_open"),
        notes=notes,
    )


def _header(checked: CheckedSource, content: JsonObject) -> ExchangeHeader | None:
    member = content.get(_MEMBER)
    if not isinstance(member, dict):
        return None
    as_of = member.get("as_of")
    try:
        date = PartialDate.parse(str(as_of)) if as_of else None
    except InputError as error:
        raise DataSourceError(
            "error.import.exchange_header", file=checked.path.name, text=str(as_of)
        ) from error
    return ExchangeHeader(str(member.get("kind", "")), str(member.get("source", "")), date)


def _stated_crs(content: JsonObject) -> str:
    member = content.get("crs")
    if not isinstance(member, dict):
        return ""
    properties = member.get("properties")
    return str(properties.get("name", "")) if isinstance(properties, dict) else ""


def row_columns(rows: Sequence[JsonObject]) -> dict[str, NDArray[np.object_]]:
    """Return plain rows as columns, in the order in which names come up; ``None`` where a row has none."""
    names = dict.fromkeys(chain.from_iterable(rows))
    columns = {}
    for name in names:
        values = np.empty(len(rows), dtype=object)
        values[:] = [_flat(row.get(name)) for row in rows]
        columns[str(name)] = values
    return columns


def _flat(value: object) -> object:
    """Join a list by ``;``, as text sets are kept; an object stays visible as JSON text."""
    if isinstance(value, list):
        return ";".join(str(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _geometries(members: Sequence[object]) -> tuple[NDArray[np.object_], dict[int, str], list[int]]:
    """Make geometries; also say which cannot be read, and which have a ring that had to be closed."""
    geometries = np.full(len(members), None, dtype=object)
    plain: list[int] = []
    faults: dict[int, str] = {}
    for row, member in enumerate(members):
        if isinstance(member, dict) and member.get("type") == "Polygon" and member.get("coordinates"):
            plain.append(row)
        elif member is not None:
            _read_one(row, member, geometries, faults)
    for start in range(0, len(plain), _CHUNK_ROWS):
        rows = plain[start : start + _CHUNK_ROWS]
        try:
            geometries[rows] = _polygons([members[row] for row in rows])
        except _UNREADABLE:
            # One odd polygon among them: read these one by one, so that only that one is listed.
            for row in rows:
                _read_one(row, members[row], geometries, faults)
    open_rows = [row for row, member in enumerate(members) if row not in faults and _has_open_ring(member)]
    return geometries, faults, open_rows


def _has_open_ring(member: Any) -> bool:  # noqa: ANN401 - what JSON held
    """Whether a ring does not end where it began, as the standard demands (RFC 7946, section 3.1.6)."""
    if not isinstance(member, dict) or member.get("type") not in {"Polygon", "MultiPolygon"}:
        return False
    coordinates = member.get("coordinates") or []
    parts = coordinates if member["type"] == "MultiPolygon" else [coordinates]
    rings = chain.from_iterable(part for part in parts if isinstance(part, list))
    return any(isinstance(ring, list) and ring and ring[0] != ring[-1] for ring in rings)


def _polygons(members: Sequence[Any]) -> NDArray[np.object_]:
    """Make plain 2D polygons, whole arrays at once. Raises when any of them is something else."""
    rings = [ring for member in members for ring in member["coordinates"]]
    if not rings:
        return np.empty(0, dtype=object)
    positions = np.array(list(chain.from_iterable(rings)), dtype=np.float64)
    if positions.ndim != 2 or positions.shape[1] != 2:  # noqa: PLR2004 - a list of x, y
        raise ValueError(positions.shape)
    if not np.isfinite(positions).all():
        raise ValueError(positions.shape)
    ring_of = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    polygon_of = np.repeat(np.arange(len(members)), [len(member["coordinates"]) for member in members])
    made_rings = np.asarray(shapely.linearrings(positions, indices=ring_of), dtype=object)
    return np.asarray(shapely.polygons(made_rings, indices=polygon_of), dtype=object)


def _read_one(row: int, member: Any, geometries: NDArray[np.object_], faults: dict[int, str]) -> None:  # noqa: ANN401 - what JSON held
    try:
        # A coordinate that is no number is found, and the row refused, when the rows are placed.
        with np.errstate(invalid="ignore"):
            geometries[row] = shape(member)
    except _UNREADABLE:
        faults[row] = "issue.geometry_unreadable"


def _unknown(checked: CheckedSource) -> DataSourceError:
    return DataSourceError("error.import.unknown_format", file=checked.path.name, accepted=ACCEPTED_FORMATS)
