"""One batch of a delivery compared with what is in use, attribute by attribute, without objects per site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_columns import NOWHERE, Comparison, day_number, places_of
from drentsportal.domain.merge.merge_states import Compared, SiteMerge, ValueMerge, judge
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.merge.delivery import SiteBatch
    from drentsportal.domain.merge.merge_columns import Places, RecordDates, Stated
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.merge.merge_states import Codes, Flags
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

_STATES: Final = tuple(SiteMerge)


def rows_of(table: SiteTable, kind: SiteKind) -> SiteRows:
    """Return the sites of one kind."""
    return {SiteKind.PARK: table.parks, SiteKind.PLOT: table.plots, SiteKind.PREMISES: table.premises}[kind]


@dataclass(frozen=True, slots=True)
class MergePart:
    """What became of one batch.

    ``at`` and ``at_others`` are the rows of its sites in the two tables, ``NOWHERE`` for a site not there.
    ``states`` and ``outcomes`` map an attribute (``editing.GEOMETRY`` for the shape) to ``ValueMerge`` and
    ``Outcome`` per row; attributes of which there is nothing to tell are left out. ``site_states`` indexes
    ``SiteMerge``.
    """

    batch: SiteBatch
    ids: NDArray[np.str_]
    at: Places
    at_others: Places
    states: Mapping[str, Codes]
    outcomes: Mapping[str, Codes]
    site_states: Codes

    def state_of(self, row: int) -> SiteMerge:
        """Return how the site of a row stands to what is in use."""
        return _STATES[int(self.site_states[row])]

    def with_state(self, state: SiteMerge) -> Places:
        """Return the rows whose sites stand so."""
        return np.flatnonzero(self.site_states == _STATES.index(state)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class GroundDates:
    """Dates and sources of the records behind the two tables."""

    in_use: RecordDates
    others: RecordDates


class _Rows:
    """The rows of a batch beside the same sites in each table of the ground."""

    def __init__(self, batch: SiteBatch, ground: MergeGround, dates: GroundDates) -> None:
        self.ids: NDArray[np.str_] = np.array(batch.site_ids, dtype=np.str_)
        self.batch = batch
        self.used = rows_of(ground.in_use, batch.kind)
        self.others = rows_of(ground.others, batch.kind)
        self.before = None if ground.own is None else rows_of(ground.own, batch.kind)
        self.at = places_of(self.used, self.ids)
        self.at_others = places_of(self.others, self.ids)
        self.at_before = None if self.before is None else places_of(self.before, self.ids)
        self.delivered_on = np.array([day_number(each) for each in batch.as_of], np.int64)
        self._dates = dates
        self._source = ground.source
        self._row_of_id = {site_id: row for row, site_id in enumerate(self.ids.tolist())}

    def judged(self, attribute_id: str, choices: Sequence[ValueChoice]) -> tuple[Codes, Codes]:
        """Return state and outcome of one attribute; of a site not in use there is nothing to tell."""
        kind_of = Comparison(attribute_id)
        given: Any = (
            self.batch.geometries_wkb if attribute_id == GEOMETRY else self.batch.columns.get(attribute_id)
        )
        delivered = kind_of.delivered(given, len(self.ids))
        used = kind_of.in_table(self.used, self.at)
        other = kind_of.in_table(self.others, self.at_others)
        used_on, own = self._dates.in_use.of(used.record_ids)
        chosen = self._apply_choices(choices, used_on, own)
        state, outcome = judge(
            Compared(
                delivered_known=delivered.known,
                used_known=used.known,
                other_known=other.known,
                equals_used=kind_of.equal(delivered, used),
                other_equals_used=kind_of.equal(other, used),
                equals_before=self._equals_before(kind_of, delivered),
                delivered_on=self.delivered_on,
                used_on=used_on,
                other_on=self._dates.others.of(other.record_ids)[0],
                chosen=chosen,
                own=own,
            )
        )
        state[self.at == NOWHERE] = ValueMerge.SAME
        return state, outcome

    def _equals_before(self, kind_of: Comparison, delivered: Stated) -> Flags:
        if self.before is None or self.at_before is None:
            return np.zeros(len(self.ids), np.bool_)
        return kind_of.equal(delivered, kind_of.in_table(self.before, self.at_before))

    def _apply_choices(self, choices: Sequence[ValueChoice], used_on: Places, own: Flags) -> Flags:
        """Mark the values that a person entered or chose, with their own date and source."""
        chosen = np.zeros(len(self.ids), np.bool_)
        for choice in choices:
            row = self._row_of_id.get(choice.site_id)
            if row is not None:
                chosen[row] = True
                if choice.record_id is None:
                    used_on[row] = day_number(choice.as_of)
                    own[row] = choice.source == self._source
        return chosen


def compare_batch(
    batch: SiteBatch, ground: MergeGround, choices: Mapping[str, Sequence[ValueChoice]], dates: GroundDates
) -> MergePart:
    """Compare one batch; ``choices`` are those in force, by attribute."""
    rows = _Rows(batch, ground, dates)
    worst = np.full(len(rows.ids), ValueMerge.SAME, np.int8)
    states, outcomes = {}, {}
    for attribute_id in (*(spec.id for spec in attributes_of(batch.kind)), GEOMETRY):
        state, outcome = rows.judged(attribute_id, choices.get(attribute_id, ()))
        if state.any():
            states[attribute_id], outcomes[attribute_id] = state, outcome
            worst = np.maximum(worst, state)
    retired = {choice.site_id for choice in choices.get("retired", ()) if choice.value is not None}
    return MergePart(
        batch, rows.ids, rows.at, rows.at_others, states, outcomes, _site_states(rows, worst, retired)
    )


def _site_states(rows: _Rows, worst: Codes, retired: set[str]) -> Codes:
    of_worst = {
        ValueMerge.SAME: SiteMerge.UNCHANGED,
        ValueMerge.CONFIRMED: SiteMerge.CONFIRMED,
        ValueMerge.NEWLY_KNOWN: SiteMerge.CHANGED,
        ValueMerge.CHANGED: SiteMerge.CHANGED,
        ValueMerge.WITHDRAWN: SiteMerge.CHANGED,
        ValueMerge.STANDING: SiteMerge.CONFLICTING,
        ValueMerge.CONFLICTING: SiteMerge.CONFLICTING,
    }
    codes = np.array([_STATES.index(of_worst[each]) for each in ValueMerge], np.int8)
    result: Codes = codes[worst]
    result[rows.at == NOWHERE] = _STATES.index(SiteMerge.NEW)
    if retired:
        is_retired = np.isin(rows.ids, sorted(retired))
        result[is_retired] = _STATES.index(SiteMerge.RETIRED)
    return result
