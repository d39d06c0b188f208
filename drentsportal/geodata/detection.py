"""Proposes what the columns of a file mean, with the reasons; a person decides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.reference_fields import FILE_KINDS
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.geodata.column_evidence import ColumnValues, column_values, evidence_of, numbers_of
from drentsportal.geodata.coordinate_columns import CoordinateColumns, with_coordinates
from drentsportal.geodata.decisions import Decisions
from drentsportal.geodata.id_detection import gm_prefix, ids_of
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.mapping_aliases import Aliases, place_in
from drentsportal.geodata.place_detection import place_of
from drentsportal.geodata.placing import place as placed_in_rd
from drentsportal.geodata.readings import date_reading
from drentsportal.services.mapping_draft import DAY_FIRST, OPEN
from drentsportal.services.mapping_first_draft import holds_for
from drentsportal.services.mapping_proposal import (
    Candidate,
    Certainty,
    ColumnEvidence,
    DateProposal,
    MappingProposal,
    ValueShape,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.mapping import ImportMapping
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.services.mapping_proposal import PlaceProposal

_MOSTLY: Final = 0.6
_LOOKS: Final = 500
_NEARLY: Final = 0.9
_SAME_AREA: Final = (0.95, 1.05)
_M2_PER_HA: Final = 10_000
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_RECENT: Final = 2000
_FEW_YEARS: Final = 4
_NEAR_ENOUGH: Final = 0.6
_POSTCODE: Final = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
_CODE_GM: Final = re.compile(r"GM\d{4}")
_SHAPES_WITH_CODES: Final = frozenset({ValueShape.TEXT, ValueShape.WHOLE, ValueShape.YES_NO})
_CODED: Final = ("status", "plan_phase", "premises_kind", "allocation_procedure", "seller")
_DRENTHE: Final = frozenset(folded(name) for name in MUNICIPALITIES.values())
_DATED: Final = {"jaar", "year"}


def propose(
    table: RawTable, file_name: str, aliases: Aliases, kept: Mapping[str, ImportMapping], crs: str | None
) -> MappingProposal:
    """Look at names and values of a table and propose a mapping; nothing of it is decided.

    ``kept`` are the mappings that exist, of which the nearest lends the name of its source. ``crs`` is what
    a person said about the coordinates. Raises ``DataSourceError`` for a table without columns.
    """
    if not table.columns:
        raise DataSourceError("error.import.no_rows", file=file_name)
    place = place_of(table)
    located = table if place is None else _located(table, place, file_name)
    area_m2 = _areas_m2(located, crs)
    used = {place.x, place.y, place.wkt} if place is not None else set()
    prepared = [column_values(name, values) for name, values in table.columns.items()]
    evidence = [evidence_of(each, area_m2, aliases.words.unknown) for each in prepared]
    dates = _dates(prepared, aliases)
    dated = {each.column for each in dates}
    columns = tuple(
        replace(shown, candidates=_candidates(shown, values, aliases, area_m2, is_date=shown.name in dated))
        if shown.name not in used
        else shown
        for shown, values in zip(evidence, prepared, strict=True)
    )
    kind, kind_reasons = _kind(columns, prepared, located, file_name, aliases)
    nearest = _nearest(columns, kept, kind)
    return MappingProposal(
        file_name=file_name,
        row_count=table.row_count,
        columns=columns,
        kind=kind,
        kind_reasons=kind_reasons,
        ids=ids_of(prepared, columns, aliases, file_name),
        dates=dates,
        source=nearest.source if nearest else "",
        nearest=nearest.id if nearest else "",
        asks_place=table.geometries is None and table.may_hold_coordinates,
        place=place,
        words=aliases.words,
        notes=table.notes,
    )


def _located(table: RawTable, place: PlaceProposal, file_name: str) -> RawTable:
    """Return the table with the geometry that is proposed; as it is where that cannot be read yet."""
    used = CoordinateColumns(place.x, place.y, place.wkt, place.crs)
    try:
        return with_coordinates(table, used, Decisions(), file_name)
    except (QuestionError, DataSourceError):
        return table


def _areas_m2(table: RawTable, crs: str | None) -> NDArray[np.float64] | None:
    """Measure the polygons; ``None`` where there are none or their reference system is still a question."""
    if table.geometries is None:
        return None
    try:
        placed = placed_in_rd(table.geometries, table.crs, crs, Decisions(), IssueLog(table.row_count))
    except (QuestionError, DataSourceError):
        return None
    areas = shapely.area(placed.geometries_rd)
    return areas if np.nanmax(areas, initial=0) > 0 else None


def _candidates(
    shown: ColumnEvidence,
    values: ColumnValues,
    aliases: Aliases,
    area_m2: NDArray[np.float64] | None,
    *,
    is_date: bool,
) -> tuple[Candidate, ...]:
    named = []
    for attribute_id in aliases.attributes:
        rank = aliases.rank_of(shown.name, attribute_id)
        if rank is not None and not (is_date and attribute_id == "start_year"):
            reason = message("mapping.reason.name", column=shown.name, attribute=attribute_id)
            named.append(Candidate(attribute_id, Certainty.NAME, (reason,), rank))
    for kind, fields in aliases.fields.items():
        for field_id, names in fields.items():
            if (rank := place_in(shown.name, names)) is not None:
                reason = message("mapping.reason.name", column=shown.name, attribute=field_id)
                named.append(Candidate(field_id, Certainty.NAME, (reason,), rank, kind))
    by_content = {each.attribute_id: each for each in _by_content(shown, values, aliases, area_m2)}
    # What values and name say together is told together.
    named = [
        replace(each, reasons=each.reasons + by_content.pop(each.attribute_id).reasons)
        if not each.kind and each.attribute_id in by_content
        else each
        for each in named
    ]
    return (*named, *by_content.values())


def _by_content(
    shown: ColumnEvidence, values: ColumnValues, aliases: Aliases, area_m2: NDArray[np.float64] | None
) -> Iterable[Candidate]:
    texts = list(values.counts)
    if shown.shape is ValueShape.TEXT:
        if _share(texts, lambda text: bool(_CODE_GM.fullmatch(text.strip()))) >= _NEARLY:
            yield _content("municipality_code", message("mapping.reason.gm_codes", example=texts[0]))
        elif _share(texts, lambda text: folded(text) in _DRENTHE) >= _MOSTLY:
            yield _content("municipality_code", message("mapping.reason.gm_names", example=texts[0]))
        if _share(texts, lambda text: bool(_POSTCODE.fullmatch(text.strip()))) >= _NEARLY:
            yield _content("postcode", message("mapping.reason.postcodes", example=texts[0]))
    if shown.shape in _SHAPES_WITH_CODES and shown.codes:
        yield from _by_codes(texts, aliases)
    if texts and all(_category(text) for text in texts) and any(len(text.strip()) > 1 for text in texts):
        yield _content("category_max", message("mapping.reason.categories", examples=tuple(texts[:3])))
    if area_m2 is not None and shown.shape in {ValueShape.NUMBER, ValueShape.WHOLE}:
        yield from _by_area(values, shown.decimal, area_m2)


def _content(attribute_id: str, reason: Message) -> Candidate:
    return Candidate(attribute_id, Certainty.CONTENT, (reason,))


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    """Return the share of texts for which something holds; few looks are enough where it holds for none."""
    if not any(holds(text) for text in texts[:_LOOKS]):
        return 0.0
    return sum(holds(text) for text in texts) / len(texts)


def _by_codes(texts: Sequence[str], aliases: Aliases) -> Iterable[Candidate]:
    for attribute_id in _CODED:
        words = aliases.words.choices[attribute_id]
        known = tuple(text for text in texts if folded(text) in words)
        if known and len(known) >= _MOSTLY * len(texts):
            yield _content(attribute_id, message("mapping.reason.codes", examples=known[:3]))


def _category(text: str) -> bool:
    return text.strip().replace(",", ".") in CATEGORIES


def _by_area(values: ColumnValues, decimal: str, area_m2: NDArray[np.float64]) -> Iterable[Candidate]:
    """Find the column that repeats the area of the polygons, in either unit."""
    numbers = numbers_of(values, decimal)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = numbers / area_m2
    stated = ratio[np.isfinite(ratio) & (ratio > 0)]
    for unit, scaled in (("m2", stated), ("ha", stated * _M2_PER_HA)):
        same = int(((scaled > _SAME_AREA[0]) & (scaled < _SAME_AREA[1])).sum())
        if len(stated) and same >= _MOSTLY * len(stated):
            reason = message("mapping.reason.same_area", rows=same, unit=unit)
            yield _content("gross_ha", reason)
            yield _content("area_m2", reason)


def _dates(prepared: Iterable[ColumnValues], aliases: Aliases) -> tuple[DateProposal, ...]:
    """Find the columns that say for when a row holds, the best known name first."""
    found = []
    for values in prepared:
        rank = place_in(values.name, aliases.dates)
        if rank is None or not values.counts:
            continue
        order = _order(values.counts)
        if order is None:
            continue
        years = {_year(text, order) for text in values.counts}
        old = min(years) < _RECENT or len(years) > _FEW_YEARS
        if folded(values.name) in _DATED and old:
            # A year that goes far back is when a park began, not when its figures were noted.
            continue
        reason = message("mapping.reason.dates", column=values.name, first=min(years), last=max(years))
        found.append((rank, DateProposal(values.name, Certainty.NAME, order, (reason,))))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _order(texts: Iterable[str]) -> str | None:
    listed = list(texts)
    for order in ("", DAY_FIRST):
        if all(_year(text, order) for text in listed):
            return order
    if all(_year(text, "") or _year(text, DAY_FIRST) for text in listed):
        return OPEN
    return None


def _year(text: str, order: str) -> int:
    read = date_reading(text, DAY_FIRST if order == OPEN else order).value
    try:
        year = PartialDate.parse(str(read)).year if read is not None else 0
    except InputError:
        return 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0


def _kind(
    columns: Sequence[ColumnEvidence],
    prepared: Sequence[ColumnValues],
    table: RawTable,
    file_name: str,
    aliases: Aliases,
) -> tuple[str, tuple[Message, ...]]:
    """Count for which kind of file most columns speak; name, layer, points and codes count as a column each.

    Where two kinds have as many, the one of sites is proposed.
    """
    votes: Counter[str] = Counter()
    told = {folded(part) for part in re.split(r"[\W_\d]+", f"{PurePath(file_name).stem} {table.layer}")}
    for kind in FILE_KINDS:
        votes[kind] = sum(any(holds_for(each, kind) for each in column.candidates) for column in columns)
        votes[kind] += bool(told & set(aliases.kinds.get(kind, ())))
    if table.geometries is not None and _are_points(table.geometries):
        votes["premises"] += 1
        votes["landmarks"] += 1
    if any(gm_prefix(values) is not None for values in prepared):
        votes["municipalities"] += 1
    best = max(FILE_KINDS, key=lambda kind: votes[kind])
    return best, (message("mapping.reason.kind", kind=best, columns=votes[best]),)


def _are_points(geometries: NDArray[np.object_]) -> bool:
    stated = geometries[~shapely.is_missing(geometries)]
    return bool(len(stated)) and bool((shapely.get_type_id(stated) == shapely.GeometryType.POINT).all())


def _nearest(
    columns: Sequence[ColumnEvidence], kept: Mapping[str, ImportMapping], kind: str
) -> ImportMapping | None:
    """Return the kept mapping of the kind with most of these columns, where that is most of its own."""
    names = {each.name for each in columns}
    near = [
        (len(each.columns & names), each)
        for each in kept.values()
        if each.kind == kind
        and not each.native
        and len(each.columns & names) > _NEAR_ENOUGH * len(each.columns)
    ]
    return max(near, key=lambda pair: (pair[0], pair[1].id))[1] if near else None
