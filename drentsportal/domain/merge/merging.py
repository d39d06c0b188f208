"""A delivery laid against what is in use: what is new, changed, contradicted, confirmed or gone.

Bulk work compares columns; objects are made only for what is shown. Nothing is decided here: without a
decision the rule of ``history.in_use`` holds, and each finding says what that comes to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from drentsportal.domain.checks.lookalikes import lookalikes
from drentsportal.domain.merge.delivery import MergeCounts
from drentsportal.domain.merge.merge_columns import RecordDates
from drentsportal.domain.merge.merge_findings import Findings
from drentsportal.domain.merge.merge_part import GroundDates, compare_batch, rows_of
from drentsportal.domain.merge.merge_states import SiteMerge, ValueMerge

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.checks.lookalikes import Lookalike
    from drentsportal.domain.merge.delivery import Delivery, SiteBatch
    from drentsportal.domain.merge.merge_findings import SiteFinding, ValueFinding
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.merge.merge_part import MergePart
    from drentsportal.domain.vocabulary import SiteKind


@dataclass(frozen=True)
class MergeReview:
    """What storing a delivery comes to, site by site and value by value.

    Sites are numbered: first the rows of ``parts`` in order, then ``vanished``, pairs of kind and row in the
    table in use.
    """

    delivery: Delivery
    ground: MergeGround
    parts: tuple[MergePart, ...]
    vanished: tuple[tuple[SiteKind, int], ...]
    lookalikes: tuple[Lookalike, ...]

    @cached_property
    def counts(self) -> MergeCounts:
        """How many sites stand how; contradictions that stood before count as conflicting too."""
        number = {state: len(self.with_state(state)) for state in SiteMerge}
        return MergeCounts(
            undecided=self.undecided, **{state.value: count for state, count in number.items()}
        )

    @cached_property
    def undecided(self) -> int:
        """How many sites ask for a decision: a new contradiction, or a site that may be another one."""
        fresh = sum(
            int(
                np.logical_or.reduce(
                    [codes == ValueMerge.CONFLICTING for codes in part.states.values()]
                ).sum()
            )
            for part in self.parts
            if part.states
        )
        return fresh + len(self.lookalikes)

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but new sites, so that there is nothing to look over."""
        return self.counts.is_plain

    def with_state(self, state: SiteMerge) -> NDArray[np.int64]:
        """Return the numbers of the sites that stand so."""
        if state is SiteMerge.VANISHED:
            return np.arange(len(self.vanished), dtype=np.int64) + self._starts[-1]
        found = [
            part.with_state(state) + start for part, start in zip(self.parts, self._starts, strict=False)
        ]
        return np.concatenate([*found, np.empty(0, np.int64)]).astype(np.int64)

    def site(self, number: int) -> SiteFinding:
        """Return one site as it is shown."""
        return self._findings.site(*self._place(number))

    def values(self, number: int) -> tuple[ValueFinding, ...]:
        """Return what there is to tell of the values of one site, in the order of cards."""
        return self._findings.values(*self._place(number))

    def value(self, number: int, attribute_id: str) -> ValueFinding:
        """Return what there is to tell of one value of a site that is in use."""
        return self._findings.value(*self._place(number), attribute_id)

    def site_id(self, number: int) -> str:
        """Return the id of one site."""
        return self._findings.site_id(*self._place(number))

    def municipalities(self, numbers: NDArray[np.int64]) -> list[str]:
        """Return the CBS codes of the gemeenten of many sites, "" where one is unknown."""
        codes = self._codes
        return [codes[number] for number in numbers.tolist()]

    @cached_property
    def _codes(self) -> list[str]:
        count = len(self.parts) + 1
        return [code for part in range(count) for code in self._findings.texts(part, "municipality_code")]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *np.cumsum([len(part.ids) for part in self.parts], dtype=np.int64).tolist()]

    @cached_property
    def _findings(self) -> Findings:
        return Findings(self.delivery, self.ground, self.parts, self.vanished, self.lookalikes)

    def _place(self, number: int) -> tuple[int, int]:
        part = int(np.searchsorted(self._starts, number, side="right")) - 1
        return part, number - self._starts[part]


def compare(delivery: Delivery, ground: MergeGround) -> MergeReview:
    """Lay a delivery against what is in use; nothing is stored."""
    choices: dict[str, list[Any]] = defaultdict(list)
    for choice in ground.choices:
        choices[choice.attribute_id].append(choice)
    dates = GroundDates(
        RecordDates(ground.in_use.sources, ground.source), RecordDates(ground.others.sources, ground.source)
    )
    parts = tuple(compare_batch(batch, ground, choices, dates) for batch in delivery.batches)
    alike = tuple(
        each for part in parts for each in lookalikes(part, rows_of(ground.in_use, part.batch.kind))
    )
    return MergeReview(delivery, ground, parts, tuple(_vanished(delivery, ground)), alike)


def without_sites(delivery: Delivery, left_out: Collection[str]) -> Delivery:
    """Return the delivery without the sites of those ids."""
    if not left_out:
        return delivery
    return replace(delivery, batches=tuple(_rows_kept(batch, left_out) for batch in delivery.batches))


def with_known_ids(delivery: Delivery, same_as: Mapping[str, str]) -> Delivery:
    """Return the delivery with sites under the id by which they are known; ``same_as`` maps new to known.

    What refers to a park follows.
    """
    if not same_as:
        return delivery
    return replace(delivery, batches=tuple(_renamed(batch, same_as) for batch in delivery.batches))


def _vanished(delivery: Delivery, ground: MergeGround) -> list[tuple[SiteKind, int]]:
    if not delivery.is_complete:
        return []
    found = []
    for kind in sorted({batch.kind for batch in delivery.batches}):
        held = {site_id for batch in delivery.batches if batch.kind is kind for site_id in batch.site_ids}
        gone = ground.delivered_ids.get(kind, frozenset()) - held - ground.vanished_ids
        ids = rows_of(ground.in_use, kind).ids.tolist() if gone else []
        found += [(kind, row) for row, site_id in enumerate(ids) if site_id in gone]
    return found


def _rows_kept(batch: SiteBatch, left_out: Collection[str]) -> SiteBatch:
    kept = [row for row, site_id in enumerate(batch.site_ids) if site_id not in left_out]
    return replace(
        batch,
        site_ids=[batch.site_ids[row] for row in kept],
        as_of=[batch.as_of[row] for row in kept],
        columns={name: [values[row] for row in kept] for name, values in batch.columns.items()},
        geometries_wkb=[batch.geometries_wkb[row] for row in kept],
    )


def _renamed(batch: SiteBatch, same_as: Mapping[str, str]) -> SiteBatch:
    columns = dict(batch.columns)
    if "park_id" in columns:
        columns["park_id"] = [same_as.get(str(each), each) for each in columns["park_id"]]
    return replace(batch, site_ids=[same_as.get(each, each) for each in batch.site_ids], columns=columns)
