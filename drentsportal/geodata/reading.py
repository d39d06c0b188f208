"""One file on its way through the steps: placed, checked, read, made into a delivery with its report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.reference_fields import SITE_KINDS
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import QuestionError
from drentsportal.geodata.columns import ColumnReader
from drentsportal.geodata.decisions import REPAIR_GEOMETRY, WITHOUT_GEOMETRY
from drentsportal.geodata.figure_checks import FigureCheck
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.placing import place
from drentsportal.geodata.reference_rows import ReferenceRows
from drentsportal.geodata.row_identity import row_dates, row_ids
from drentsportal.geodata.shapes import ShapeCheck
from drentsportal.geodata.site_rows import SiteRows, one_per_site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.decisions import Decisions
    from drentsportal.geodata.mapping import ImportMapping
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.source_gate import CheckedSource
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.imports import ImportOptions

_STEPS: Final = 5
_YEARS_SHOWN: Final = 8
_POINT_TYPES: Final = (int(shapely.GeometryType.POINT), int(shapely.GeometryType.MULTIPOINT))


@dataclass(frozen=True, slots=True)
class Context:
    """What every step of one reading needs to know."""

    checked: CheckedSource
    mapping: ImportMapping
    options: ImportOptions
    decisions: Decisions
    progress: Progress

    @property
    def mapping_id(self) -> str:
        """The mapping with the decisions taken on top of it, as the history keeps them."""
        return "+".join((self.mapping.id, *sorted(self.decisions.accepted)))

    def source(self, table: RawTable | None) -> str:
        """Who says so: as given, as the file says, as the mapping says, or at least the file's name."""
        stated = table.exchange.source if table is not None and table.exchange is not None else ""
        return self.options.source or stated or self.mapping.source or self.checked.path.name


def read_sites(context: Context, table: RawTable) -> tuple[Delivery, ImportReport]:
    """Read a table of sites.

    Raises ``QuestionError`` and ``DataSourceError`` as the steps do.
    """
    kind = SITE_KINDS[context.mapping.kind]
    if has_only_points(table, context.mapping) and not context.decisions.has(WITHOUT_GEOMETRY):
        raise QuestionError(
            "error.import.only_points",
            option="--join-geometry",
            choices=(WITHOUT_GEOMETRY,),
            file=context.checked.path.name,
            rows=table.row_count,
        )
    log = IssueLog(table.row_count)
    log.refuse_each(table.row_faults)
    rows, notes = _rows(context, table, log)
    sites = _sites(context, rows, log)
    context.progress.step(4, _STEPS, "progress.import.reporting")
    geometries_wkb = shapely.to_wkb(sites.geometries_rd).tolist()
    batch = SiteBatch(kind, sites.ids, sites.as_of, sites.columns, geometries_wkb)
    report = ImportReport(
        **described(context, table),
        site_count=len(batch),
        kind=kind.value,
        municipality_count=len(set(sites.columns.get("municipality_code", [])) - {None}),
        totals=area_totals(sites.columns if kind is SiteKind.PARK else {}),
        issues=log.finished(rows.ids, rows.columns.get("name", [])),
        notes=(
            *table.notes,
            *notes,
            *decision_notes(context, log),
            *date_notes(context, table, sites.as_of),
        ),
    )
    return delivery_of(context, table, batches=(batch,) if len(batch) else ()), report


def _placed_areas(
    context: Context, table: RawTable, log: IssueLog
) -> tuple[NDArray[np.object_], tuple[Message, ...]]:
    """Bring geometry to EPSG:28992, unless all of it is points that are left out anyway."""
    if table.geometries is not None and has_only_points(table, context.mapping):
        return table.geometries, ()
    return placed_geometries(context, table, log)


def has_only_points(table: RawTable, mapping: ImportMapping) -> bool:
    """Whether every geometry of a table is a point, where sites of this kind are areas."""
    if table.geometries is None or SITE_KINDS.get(mapping.kind) in {None, SiteKind.PREMISES}:
        return False
    types = shapely.get_type_id(table.geometries)
    stated = types[types >= 0]
    return bool(len(stated)) and bool(np.isin(stated, _POINT_TYPES).all())


def without_points(table: RawTable, mapping: ImportMapping) -> RawTable:
    """Leave out the points of a table whose sites are areas, so that another file can give their geometry."""
    if not (table.may_hold_coordinates and has_only_points(table, mapping)):
        return table
    notes = tuple(each for each in table.notes if each.id != "note.coordinates")
    return replace(table, geometries=None, crs="", geometry_faults={}, notes=notes)


def _rows(context: Context, table: RawTable, log: IssueLog) -> tuple[SiteRows, tuple[Message, ...]]:
    """Read every row as it is, refused ones too, so that each can be named in the report."""
    context.progress.step(1, _STEPS, "progress.import.placing")
    placed, notes = _placed_areas(context, table, log)
    geometries = ShapeCheck(context.decisions, log).checked(
        placed,
        table.geometry_faults,
        table.altered,
        points_allowed=SITE_KINDS[context.mapping.kind] is SiteKind.PREMISES,
    )
    context.progress.step(2, _STEPS, "progress.import.reading")
    ids = row_ids(table, context.mapping, log)
    dates = row_dates(table, context.mapping, context.options.as_of, log)
    reader = ColumnReader(table, context.decisions, log)
    columns = {rule.attribute.id: reader.read(rule) for rule in context.mapping.rules}
    _tell_remarks(context, table, log)
    _flag_other_sources(context, table, log)
    rows = SiteRows(np.arange(table.row_count), ids, dates, columns, geometries)
    return rows, (*notes, *reader.notes)


def _sites(context: Context, rows: SiteRows, log: IssueLog) -> SiteRows:
    """Make sites of the rows that were not refused, and check their figures."""
    context.progress.step(3, _STEPS, "progress.import.checking")
    taken = rows.only(np.flatnonzero(log.taken))
    sites = one_per_site(taken, log, same_total=context.mapping.same_total)
    columns = {rule.attribute.id: rule.column for rule in context.mapping.rules if rule.column}
    needs_municipality = context.mapping.kind != "plots"
    FigureCheck(sites, columns, context.decisions, log).check(needs_municipality=needs_municipality)
    return sites


def read_reference_features(context: Context, table: RawTable) -> tuple[Delivery, ImportReport]:
    """Read a table of gemeenten or landmarks. Raises as ``read_sites`` does."""
    is_boundary = context.mapping.kind == "municipalities"
    log = IssueLog(table.row_count)
    log.refuse_each(table.row_faults)
    geometries, notes = placed_geometries(context, table, log)
    if is_boundary:
        shapes = ShapeCheck(context.decisions, log)
        geometries = shapes.checked(geometries, table.geometry_faults, table.altered, points_allowed=False)
    ids = row_ids(table, context.mapping, log)
    dates = row_dates(table, context.mapping, context.options.as_of, log)
    reader = ColumnReader(table, context.decisions, log)
    rows = field_rows(context, table, reader)
    maker = ReferenceRows(rows, context.source(table), dates, log)
    made: dict[str, Any] = (
        {"municipalities": maker.municipalities(ids, geometries)}
        if is_boundary
        else {"landmarks": maker.landmarks(ids, geometries)}
    )
    count = sum(len(each) for each in made.values())
    taken_dates = [date for date, is_taken in zip(dates, log.taken.tolist(), strict=True) if is_taken]
    report = ImportReport(
        **described(context, table),
        site_count=count,
        kind=context.mapping.kind,
        municipality_count=count if is_boundary else 0,
        totals=area_totals({}),
        issues=log.finished(ids, [row.get("name") for row in rows]),
        notes=(
            *table.notes,
            *notes,
            *reader.notes,
            *decision_notes(context, log),
            *date_notes(context, table, taken_dates),
        ),
    )
    return delivery_of(context, table, **made), report


def field_rows(context: Context, table: RawTable, reader: ColumnReader) -> list[dict[str, Any]]:
    """Read the columns of a table into rows with our own names; our own format may name a source by row."""
    columns = {rule.attribute.id: reader.read(rule) for rule in context.mapping.rules}
    stated = table.columns.get("source") if context.mapping.native else None
    if stated is not None and context.options.source is None:
        columns["source"] = stated.tolist()
    return [{name: values[row] for name, values in columns.items()} for row in range(table.row_count)]


def area_totals(columns: Mapping[str, Sequence[object | None]]) -> AreaTotals:
    """Add up the areas that are stated, in ha, as decimals: a printed total is exact to the last digit."""

    def total(attribute_id: str) -> float | None:
        stated = [value for value in columns.get(attribute_id, []) if value is not None]
        return float(sum((Decimal(repr(value)) for value in stated), Decimal())) if stated else None

    return AreaTotals(total("gross_ha"), total("net_ha"), total("available_now_ha"))


def placed_geometries(
    context: Context, table: RawTable, log: IssueLog
) -> tuple[NDArray[np.object_], tuple[Message, ...]]:
    """Bring the geometry of a table to EPSG:28992, with what was found out about where it lies."""
    if table.geometries is None:
        return np.full(table.row_count, None, dtype=object), ()
    placed = place(table.geometries, table.crs, context.options.crs, context.decisions, log)
    return placed.geometries_rd, placed.notes


def _tell_remarks(context: Context, table: RawTable, log: IssueLog) -> None:
    """Tell what reading remarked about single values, in the columns that are used."""
    used = {*(rule.column for rule in context.mapping.rules), context.mapping.as_of_column}
    used.update(context.mapping.id_columns)
    for (row, column), message_id in table.remarks.items():
        if column in used:
            log.flag([row], message_id, column)


def _flag_other_sources(context: Context, table: RawTable, log: IssueLog) -> None:
    """Say where a site names another source than the file: the history keeps one source per delivery."""
    values = table.columns.get("source") if context.mapping.native else None
    if values is None:
        return
    own = context.source(table)
    log.flag(
        [row for row, value in enumerate(values.tolist()) if value not in {None, "", own}],
        "issue.source_of_row",
        "source",
    )


def decision_notes(context: Context, log: IssueLog) -> tuple[Message, ...]:
    """Say what was accepted, and what may be accepted for the rows that were refused."""
    accepted = tuple(sorted(context.decisions.accepted))
    notes = [message("note.accepted", rules=accepted)] if accepted else []
    if log.refused_repairable:
        notes.append(message("note.repairable", rows=log.refused_repairable, rule=REPAIR_GEOMETRY))
    return tuple(notes)


def date_notes(context: Context, table: RawTable, dates: Sequence[PartialDate]) -> tuple[Message, ...]:
    """Say where the date comes from when the file does not say it, and that rows differ."""
    distinct = sorted(set(dates))
    in_file = context.mapping.as_of_column in table.columns or (table.exchange and table.exchange.as_of)
    if not in_file and distinct:
        given = context.options.as_of is not None
        message_id = "note.as_of_given" if given else "note.as_of_of_mapping"
        return (message(message_id, as_of=distinct[0]),)
    notes = []
    chosen = context.options.as_of
    if chosen is not None and distinct and chosen not in distinct:
        notes.append(message("note.as_of_not_used", as_of=chosen))
    if len(distinct) < 2:  # noqa: PLR2004 - one date for all needs no remark
        return tuple(notes)
    shown = tuple(each.iso for each in distinct[:_YEARS_SHOWN])
    return (*notes, message("note.mixed_dates", dates=shown))


def described(context: Context, table: RawTable) -> dict[str, Any]:
    """Return what every report says of its file."""
    return {
        "file_name": context.checked.path.name,
        "source": context.source(table),
        "mapping_id": context.mapping_id,
        "feature_count": table.row_count,
    }


def delivery_of(context: Context, table: RawTable, **parts: Any) -> Delivery:  # noqa: ANN401 - the delivery's own fields
    """Make the delivery of a file of its parts."""
    return Delivery(
        source=context.source(table),
        file_name=context.checked.path.name,
        file_sha256=context.checked.sha256,
        mapping_id=context.mapping_id,
        **parts,
    )
