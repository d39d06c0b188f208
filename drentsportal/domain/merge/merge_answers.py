"""What a person answers to a review, and the decisions that this comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.merge.delivery import MergeDecisions
from drentsportal.domain.merge.merge_states import Outcome, SiteMerge, ValueMerge
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import Known, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.merge.merge_findings import ValueFinding
    from drentsportal.domain.merge.merge_part import MergePart
    from drentsportal.domain.merge.merging import MergeReview
    from drentsportal.domain.values import Attribute

_TAKE: Final = 1
_KEEP: Final = 2


class MergeAnswer(StrEnum):
    """Take what is delivered, or keep what is in use."""

    TAKE = "take"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class MergeAnswers:
    """The answers to a review: of a value, else of its site, else of the whole, else the rule decides.

    ``on_conflict`` answers only new contradictions that have no other answer. ``by_value`` is keyed by site
    id and attribute id. Keeping a new site leaves it out; its single values cannot be answered apart. A value
    that the delivery confirms needs no answer: either one gives the same.
    """

    overall: MergeAnswer | None = None
    by_site: Mapping[str, MergeAnswer] = field(default_factory=dict)
    by_value: Mapping[tuple[str, str], MergeAnswer] = field(default_factory=dict)
    on_conflict: MergeAnswer | None = None

    def of(
        self, site_id: str, attribute_id: str = "", state: ValueMerge = ValueMerge.SAME
    ) -> MergeAnswer | None:
        """Return the answer that holds for a value in that state, or for a site as a whole."""
        given = self.by_value.get((site_id, attribute_id)) or self.by_site.get(site_id) or self.overall
        return self.on_conflict if given is None and state is ValueMerge.CONFLICTING else given

    def for_site(self, site_id: str, answer: MergeAnswer) -> MergeAnswers:
        """Return answers in which one holds for a whole site; those for its single values are forgotten."""
        by_value = {key: each for key, each in self.by_value.items() if key[0] != site_id}
        return replace(self, by_site={**self.by_site, site_id: answer}, by_value=by_value)

    def for_value(self, site_id: str, attribute_id: str, answer: MergeAnswer) -> MergeAnswers:
        """Return answers in which one holds for a single value."""
        return replace(self, by_value={**self.by_value, (site_id, attribute_id): answer})


@dataclass(frozen=True, slots=True)
class MergeResolution:
    """What is stored with the delivery, and the sites that are left out of it."""

    decisions: MergeDecisions = field(default_factory=MergeDecisions)
    left_out: frozenset[str] = frozenset()


def resolve(review: MergeReview, answers: MergeAnswers, actor: Actor, at_utc: datetime) -> MergeResolution:
    """Turn answers into decisions; only where the rule would come to something else is one made."""
    taken: list[tuple[str, str]] = []
    kept: list[ValueChoice] = []
    left_out: list[str] = []
    start = 0
    for part in review.parts:
        answered = _by_row(part, answers)
        new = part.with_state(SiteMerge.NEW)
        left_out += part.ids[new[answered[new] == _KEEP]].tolist()
        for row, attribute_id, answer in _needing(part, answered, answers):
            site_id = str(part.ids[row])
            if answer == _TAKE:
                taken.append((site_id, attribute_id))
            else:
                kept.append(_kept(review.value(start + row, attribute_id), actor, at_utc))
        start += len(part.ids)
    return MergeResolution(MergeDecisions(tuple(taken), tuple(kept)), frozenset(left_out))


def still_undecided(review: MergeReview, answers: MergeAnswers) -> int:
    """Count the sites with a new contradiction, or that may be another one, about which nothing is said."""
    if answers.on_conflict is not None:
        return 0
    open_sites = {each.site_id for each in review.lookalikes if answers.of(each.site_id) is None}
    for part in review.parts:
        for attribute_id, states in part.states.items():
            ids = part.ids[np.flatnonzero(states == ValueMerge.CONFLICTING)].tolist()
            open_sites |= {each for each in ids if answers.of(each, attribute_id) is None}
    return len(open_sites)


def in_use_after(finding: ValueFinding, answer: MergeAnswer | None) -> Attribute[object]:
    """Return the attribute that will be in use after storing with an answer."""
    if answer is MergeAnswer.KEEP:
        return finding.used
    if answer is MergeAnswer.TAKE and isinstance(finding.delivered, Known):
        return finding.delivered
    return finding.by_default


def _by_row(part: MergePart, answers: MergeAnswers) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Return the answer for each site as a number, 0 for none."""
    code = {None: 0, MergeAnswer.TAKE: _TAKE, MergeAnswer.KEEP: _KEEP}
    result = np.full(len(part.ids), code[answers.overall], np.int8)
    if answers.by_site:
        row_of_id = {site_id: row for row, site_id in enumerate(part.ids.tolist())}
        for site_id, answer in answers.by_site.items():
            if site_id in row_of_id:
                result[row_of_id[site_id]] = code[answer]
    return result


def _needing(
    part: MergePart, by_row: np.ndarray[tuple[int], np.dtype[np.int8]], answers: MergeAnswers
) -> Iterator[tuple[int, str, int]]:
    """Yield row, attribute and answer of the values on which an answer departs from the rule."""
    code = {MergeAnswer.TAKE: _TAKE, MergeAnswer.KEEP: _KEEP}
    row_of_id = {site_id: row for row, site_id in enumerate(part.ids.tolist())} if answers.by_value else {}
    for attribute_id, state in part.states.items():
        outcome = part.outcomes[attribute_id]
        answered = by_row.copy()
        for (site_id, of_attribute), answer in answers.by_value.items():
            if of_attribute == attribute_id and site_id in row_of_id:
                answered[row_of_id[site_id]] = code[answer]
        if answers.on_conflict is not None:
            answered[(answered == 0) & (state == ValueMerge.CONFLICTING)] = code[answers.on_conflict]
        contradicts = (state == ValueMerge.CONFLICTING) | (state == ValueMerge.STANDING)
        takes = (answered == _TAKE) & contradicts & (outcome != Outcome.DELIVERED)
        keeps = (answered == _KEEP) & (state != ValueMerge.SAME) & (outcome != Outcome.STAYS)
        for row in np.flatnonzero(takes | keeps).tolist():
            yield row, attribute_id, int(answered[row])


def _kept(finding: ValueFinding, actor: Actor, at_utc: datetime) -> ValueChoice:
    """Return the choice that keeps what is in use: its record, or that nothing is known."""
    used = finding.used
    if isinstance(used, Known):
        source, as_of = used.source, used.as_of
    else:
        source, as_of = actor.organisation or actor.name, PartialDate.of(at_utc.astimezone(DUTCH_TIME).date())
    return ValueChoice(
        site_id=finding.site_id,
        attribute_id=finding.attribute_id,
        from_version=0,
        until_version=None,
        record_id=finding.record_id or None,
        value=None,
        source=source,
        as_of=as_of,
        actor=actor,
        chosen_at_utc=at_utc,
        reason="",
    )
