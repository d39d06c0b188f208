"""What to ask a gemeente: values to confirm, to supply or to settle, sites with room first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.park_names import park_names
from drentsportal.domain.checks.quality import (
    COUNTED_CODES,
    municipality_places,
    rows_by_kind,
    stated_numbers,
)
from drentsportal.domain.checks.quality_completeness import NEEDED_IDS
from drentsportal.domain.match.site_columns import park_rows, rows_with
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, AttributeSpec, ValueType, attributes_of
from drentsportal.domain.vocabulary import PlotStatus, SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.checks.quality_age import Ages
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
    from drentsportal.domain.values import PartialDate


class ChaseReason(StrEnum):
    """Why a value is asked, most pressing first; the text is ``chase_reason.<value>``."""

    CONTRADICTORY = "contradictory"
    CONFLICTING = "conflicting"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ChaseQuestion:
    """One value of one site that a gemeente is asked to confirm or to supply.

    ``value`` is ``None`` where it is unknown, with ``source`` "" and ``as_of`` ``None``. ``detail`` says what
    it contradicts. ``park_name`` bears the park's id where two share a name, and is the site's own name where
    it lies in none. ``has_space`` tells whether the site has something to issue.
    """

    site_id: str
    kind: SiteKind
    site_name: str
    park_name: str
    attribute_id: str
    reason: ChaseReason
    value: object | None
    source: str
    as_of: PartialDate | None
    has_space: bool
    detail: Message | None = None


NEVER_ASKED: Final = frozenset({"name", "municipality_code", "park_id", "rin", "postcode", "location_type"})
"""What says which site it is; a gemeente changes it in words to the province, not in a cell."""

_CONTRADICTIONS: Final = frozenset(
    {
        "area_differs",
        "available_over_net",
        "available_over_gross",
        "net_over_gross",
        "plots_over_available",
        "status_past",
        "category_order",
        "price_order",
    }
)


@dataclass(frozen=True, slots=True)
class ChaseGround:
    """What a chase list is made from, all of one data version."""

    table: SiteTable
    ages: Sequence[Ages]
    findings: Sequence[Finding]
    contested: Mapping[str, tuple[str, ...]]
    edited: Mapping[tuple[str, str], RecordSource]


def chase_questions(ground: ChaseGround, municipality_code: str) -> tuple[ChaseQuestion, ...]:
    """List what to ask a gemeente, one question per value.

    Sites with something to issue come first; within that by park, by site and in the order of the attributes.
    A plot that is sold is not asked about, except for what contradicts itself.
    """
    place = COUNTED_CODES.index(municipality_code)
    made: list[tuple[tuple[object, ...], ChaseQuestion]] = []
    contradictions = _contradictions(ground.findings, municipality_code)
    names = park_names(ground.table.parks)
    for rows, part in zip(rows_by_kind(ground.table), ground.ages, strict=True):
        asked = _Asked(ground, rows, part, contradictions, names)
        mine = np.flatnonzero(municipality_places(rows) == place)
        made += [entry for row in mine.tolist() for entry in asked.of(row)]
    return tuple(question for _, question in sorted(made, key=lambda entry: entry[0]))


def stated_value(column: Column, spec: AttributeSpec, row: int) -> object | None:
    """Return the value of a column at a row in the type of its attribute, ``None`` where unknown."""
    if not column.known[row]:
        return None
    if spec.type is ValueType.BOOLEAN:
        return bool(column.values[row])
    if spec.type is ValueType.INTEGER:
        return round(float(column.values[row]))
    if spec.type is ValueType.REAL:
        return float(column.values[row])
    return column.text_at(row)


def _contradictions(findings: Sequence[Finding], municipality_code: str) -> dict[tuple[str, str], Message]:
    found: dict[tuple[str, str], Message] = {}
    for finding in findings:
        if finding.rule in _CONTRADICTIONS and finding.municipality_code == municipality_code:
            for attribute_id in finding.attribute_ids:
                found.setdefault((finding.site_id, attribute_id), finding.message)
    return found


class _Asked:
    """The questions about the rows of one kind."""

    def __init__(
        self,
        ground: ChaseGround,
        rows: SiteRows,
        part: Ages,
        contradictions: Mapping[tuple[str, str], Message],
        names: Mapping[str, str],
    ) -> None:
        self._ground = ground
        self._rows = rows
        self._stale = part.stale
        self._stale_column = {each: place for place, each in enumerate(part.attribute_ids)}
        self._contradictions = contradictions
        self._specs = [
            spec for spec in attributes_of(rows.kind) if spec.describes_site and spec.id not in NEVER_ASKED
        ]
        self._has_space = sites_with_space(ground.table, rows.kind)
        self._park_ids = ground.table.parks.ids
        self._park_names = names
        self._is_park = rows.kind is SiteKind.PARK
        self._park_of = np.arange(len(rows)) if self._is_park else park_rows(rows, ground.table.parks)
        self._is_sold = (
            rows_with(rows, "status", PlotStatus.SOLD.value)
            if rows.kind is SiteKind.PLOT
            else np.zeros(len(rows), np.bool_)
        )

    def of(self, row: int) -> Iterator[tuple[tuple[object, ...], ChaseQuestion]]:
        """Yield the questions about one site, each with the key by which the list is ordered."""
        for number, spec in enumerate(self._specs):
            reason = self._reason(row, spec)
            if reason is not None:
                question = self._question(row, spec, reason)
                key = (
                    not question.has_space,
                    question.park_name.casefold(),
                    not self._is_park,
                    question.site_name.casefold(),
                    question.site_id,
                    number,
                )
                yield key, question

    def _reason(self, row: int, spec: AttributeSpec) -> ChaseReason | None:
        site_id = str(self._rows.ids[row])
        if (site_id, spec.id) in self._contradictions:
            return ChaseReason.CONTRADICTORY
        if self._is_sold[row]:
            return None
        if spec.id in self._ground.contested.get(site_id, ()):
            return ChaseReason.CONFLICTING
        place = self._stale_column.get(spec.id)
        if place is not None and self._stale[row, place]:
            return ChaseReason.STALE
        is_needed = spec.id in NEEDED_IDS[self._rows.kind]
        return ChaseReason.UNKNOWN if is_needed and not self._rows.columns[spec.id].known[row] else None

    def _question(self, row: int, spec: AttributeSpec, reason: ChaseReason) -> ChaseQuestion:
        site_id, column = str(self._rows.ids[row]), self._rows.columns[spec.id]
        record_id = int(column.record_ids[row])
        said = self._ground.table.sources.get(record_id) or self._ground.edited.get((site_id, spec.id))
        value = stated_value(column, spec, row)
        park = int(self._park_of[row])
        name = self._rows.columns["name"].text_at(row) or site_id
        return ChaseQuestion(
            site_id=site_id,
            kind=self._rows.kind,
            site_name=name,
            park_name=self._park_names[str(self._park_ids[park])] if park >= 0 else name,
            attribute_id=spec.id,
            reason=reason,
            value=value,
            source="" if said is None or value is None else said.source,
            as_of=None if said is None or value is None else said.as_of,
            has_space=bool(self._has_space[row]),
            detail=self._contradictions.get((site_id, spec.id)),
        )


def sites_with_space(table: SiteTable, kind: SiteKind) -> NDArray[np.bool_]:
    """Tell which sites have something to issue: land stated as such, an available plot, or a building."""
    if kind is SiteKind.PREMISES:
        return np.ones(len(table.premises), np.bool_)
    available = rows_with(table.plots, "status", PlotStatus.AVAILABLE.value)
    if kind is SiteKind.PLOT:
        return available
    parks = table.parks
    now, later = stated_numbers(parks, "available_now_ha"), stated_numbers(parks, "available_later_ha")
    with np.errstate(invalid="ignore"):
        found: NDArray[np.bool_] = (now > 0) | (later > 0)
    park_of = park_rows(table.plots, parks)
    found[park_of[available & (park_of >= 0)]] = True
    return found


def reason_counts(questions: Sequence[ChaseQuestion]) -> dict[ChaseReason, int]:
    """Count the questions by reason, most pressing first, those without a question included."""
    return {reason: sum(each.reason is reason for each in questions) for reason in ChaseReason}


def unit_id(attribute_id: str) -> str:
    """Return the message id of the unit in which an attribute is asked, ``chase_unit.none`` for none."""
    spec = ATTRIBUTE_BY_ID[attribute_id]
    if spec.type not in {ValueType.INTEGER, ValueType.REAL}:
        return f"chase_unit.{spec.type.value}"
    endings = ("eur_m2_year", "eur_m2", "ha", "m2", "m")
    return f"chase_unit.{next((each for each in endings if attribute_id.endswith(f'_{each}')), 'number')}"
