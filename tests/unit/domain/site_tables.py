"""Builds site tables for tests from plain rows: attribute id to value, what is absent is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.sites.attributes import ValueType, attributes_of
from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.attributes import AttributeSpec

Row = dict[str, object]
"""Attribute values of one site, with ``id`` and, where it has one, ``geometry``."""

SOURCE = RecordSource("IBIS", PartialDate(2022))
_NUMBERS = {ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN}


def site_table(
    parks: Sequence[Mapping[str, object]] = (),
    plots: Sequence[Mapping[str, object]] = (),
    premises: Sequence[Mapping[str, object]] = (),
    *,
    version: int = 1,
) -> SiteTable:
    """Make a table; record ids count from 1 through parks, plots and premises."""
    made, first = {}, 1
    for kind, rows in ((SiteKind.PARK, parks), (SiteKind.PLOT, plots), (SiteKind.PREMISES, premises)):
        made[kind] = _rows(kind, sorted(rows, key=lambda row: str(row["id"])), first)
        first += len(rows)
    sources = dict.fromkeys(range(1, first), SOURCE)
    return SiteTable(version, made[SiteKind.PARK], made[SiteKind.PLOT], made[SiteKind.PREMISES], sources)


def _rows(kind: SiteKind, rows: Sequence[Mapping[str, object]], first_record: int) -> SiteRows:
    geometries = np.full(len(rows), None, object)
    for place, row in enumerate(rows):
        geometries[place] = row.get("geometry")
    records = np.arange(first_record, first_record + len(rows), dtype=np.int64)
    known = {"id", "geometry", *(spec.id for spec in attributes_of(kind))}
    for row in rows:
        assert set(row) <= known, set(row) - known
    return SiteRows(
        kind,
        np.array([str(row["id"]) for row in rows], dtype=np.str_),
        {spec.id: _column(spec, rows, records) for spec in attributes_of(kind)},
        geometries,
    )


def _column(spec: AttributeSpec, rows: Sequence[Mapping[str, object]], records: np.ndarray) -> Column:
    values = [row.get(spec.id) for row in rows]
    known = np.array([value is not None for value in values], np.bool_)
    record_ids = np.where(known, records, 0)
    if spec.type in _NUMBERS:
        numbers = np.array(
            [
                0.0 if value is None else float(str(value)) if not isinstance(value, bool) else float(value)
                for value in values
            ],
            np.float64,
        )
        return Column(numbers, known, record_ids)
    texts = [";".join(value) if isinstance(value, tuple) else str(value) for value in values]
    categories = tuple(sorted({text for text, stated in zip(texts, known, strict=True) if stated}))
    codes = [categories.index(text) if stated else 0 for text, stated in zip(texts, known, strict=True)]
    return Column(np.array(codes, np.int32), known, record_ids, categories)
