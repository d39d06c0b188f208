"""What a review says will be in use is in use after storing, whatever was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, in_use_after, resolve
from drentsportal.domain.merge.merge_columns import same_shapes, shapes_of
from drentsportal.domain.merge.merge_states import SiteMerge, ValueMerge
from drentsportal.domain.merge.merging import compare, without_sites
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import NotFoundError
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace
from tests.unit.domain.merge_histories import VALUES, deliveries, store, workspaces

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.merge.delivery import Delivery
    from drentsportal.domain.merge.merging import MergeReview

ATTRIBUTES = [spec.id for spec in attributes_of(SiteKind.PARK)]
ANSWERS = st.sampled_from(list(MergeAnswer))


@st.composite
def answers(draw: st.DrawFn) -> MergeAnswers:
    """Make answers: some for all, some per site, some per value."""
    sites = st.sampled_from(["p1", "p2", "p3"])
    return MergeAnswers(
        draw(st.none() | ANSWERS),
        draw(st.dictionaries(sites, ANSWERS, max_size=2)),
        draw(st.dictionaries(st.tuples(sites, st.sampled_from(sorted(VALUES))), ANSWERS, max_size=3)),
        draw(st.none() | ANSWERS),
    )


def _used(workspace: InMemoryWorkspace, site_id: str) -> dict[str, object | None]:
    try:
        site = workspace.catalogue.site(site_id)
    except NotFoundError:
        return {}
    return {name: site.value(name) for name in ATTRIBUTES}


def _stored(
    workspace: InMemoryWorkspace, delivery: Delivery, given_answers: MergeAnswers
) -> tuple[MergeReview, frozenset[str]]:
    review = compare(delivery, workspace.catalogue.merge_ground(delivery.source))
    done = resolve(review, given_answers, OFFICER, MOMENT_UTC)
    store(workspace, without_sites(delivery, done.left_out), done.decisions)
    return review, done.left_out


@given(workspaces(), deliveries(), answers())
@settings(max_examples=250, deadline=None)
def test_what_is_in_use_after_storing_is_what_the_review_said(
    workspace: InMemoryWorkspace, delivery: Delivery, given_answers: MergeAnswers
) -> None:
    """For every value: a finding says what comes into use; without a finding nothing changes."""
    before = {site_id: _used(workspace, site_id) for site_id in delivery.batches[0].site_ids}
    review, left_out = _stored(workspace, delivery, given_answers)
    for number, site_id in enumerate(delivery.batches[0].site_ids):
        after = _used(workspace, site_id)
        if site_id in left_out:
            assert after == before[site_id]
            continue
        expected = dict(before[site_id]) if before[site_id] else dict.fromkeys(ATTRIBUTES)
        for finding in review.values(number):
            if finding.attribute_id == GEOMETRY:
                continue
            used = finding.used.value if isinstance(finding.used, Known) else None
            assert used == expected[finding.attribute_id]
            # The values of a new site come in with it, or not at all.
            is_new = review.site(number).state is SiteMerge.NEW
            answer = None if is_new else given_answers.of(site_id, finding.attribute_id, finding.state)
            result = in_use_after(finding, answer)
            expected[finding.attribute_id] = result.value if isinstance(result, Known) else None
        assert after == expected


@given(workspaces(), deliveries())
@settings(max_examples=100, deadline=None)
def test_accepting_all_brings_every_delivered_value_into_use(
    workspace: InMemoryWorkspace, delivery: Delivery
) -> None:
    """Accept all: what is delivered is in use everywhere."""
    _stored(workspace, delivery, MergeAnswers(MergeAnswer.TAKE))
    batch = delivery.batches[0]
    for row, site_id in enumerate(batch.site_ids):
        after = _used(workspace, site_id)
        for name, values in batch.columns.items():
            if values[row] is not None:
                assert after[name] == values[row]


@given(workspaces(), deliveries())
@settings(max_examples=100, deadline=None)
def test_keeping_all_changes_nothing_that_is_in_use(workspace: InMemoryWorkspace, delivery: Delivery) -> None:
    """Keep all: no value changes and no site comes in."""
    before = {site_id: _used(workspace, site_id) for site_id in ("p1", "p2", "p3")}
    _stored(workspace, delivery, MergeAnswers(MergeAnswer.KEEP))
    assert {site_id: _used(workspace, site_id) for site_id in ("p1", "p2", "p3")} == before


@given(workspaces(), deliveries())
@settings(max_examples=100, deadline=None)
def test_the_same_delivery_again_has_nothing_new_to_tell(
    workspace: InMemoryWorkspace, delivery: Delivery
) -> None:
    """A second time the same: no site is new, changed, or asks for a decision."""
    store(workspace, delivery)
    again = compare(delivery, workspace.catalogue.merge_ground(delivery.source))
    assert (again.counts.new, again.counts.changed, again.undecided) == (0, 0, 0)


@given(workspaces(), deliveries())
@settings(max_examples=100, deadline=None)
def test_the_shape_in_use_is_what_the_review_said(workspace: InMemoryWorkspace, delivery: Delivery) -> None:
    """Without answers the newest shape that is stated is used; equal to a centimetre is equal."""
    review = compare(delivery, workspace.catalogue.merge_ground(delivery.source))
    before = {each: _shape(workspace, each) for each in delivery.batches[0].site_ids}
    store(workspace, delivery)
    for number, site_id in enumerate(delivery.batches[0].site_ids):
        found = [each for each in review.values(number) if each.attribute_id == GEOMETRY]
        expected = before[site_id]
        if found:
            result = found[0].by_default
            expected = result.value if isinstance(result, Known) else None  # type: ignore[assignment] # the value of a shape
        after = _shape(workspace, site_id)
        if expected is None or after is None:
            assert expected is after
        else:
            assert same_shapes(shapes_of([shapely.to_wkb(expected)]), shapes_of([shapely.to_wkb(after)]))[0]


def _shape(workspace: InMemoryWorkspace, site_id: str) -> BaseGeometry | None:
    try:
        return workspace.catalogue.site(site_id).geometry_rd
    except NotFoundError:
        return None


@given(workspaces(), deliveries())
@settings(max_examples=100, deadline=None)
def test_every_delivered_site_is_counted_once(workspace: InMemoryWorkspace, delivery: Delivery) -> None:
    """The counts add up to the rows, and the vanished ones are those that the source had before."""
    ground = workspace.catalogue.merge_ground(delivery.source)
    review = compare(delivery, ground)
    counts = review.counts
    rows = counts.new + counts.changed + counts.conflicting + counts.confirmed + counts.unchanged
    assert rows + counts.retired == len(delivery.batches[0])
    numbers = np.arange(rows + counts.retired + counts.vanished, dtype=np.int64)
    codes = [review.site(number).municipality_code for number in numbers.tolist()]
    assert review.municipalities(numbers) == codes
    gone = {review.site_id(int(each)) for each in review.with_state(SiteMerge.VANISHED)}
    expected = ground.delivered_ids[SiteKind.PARK] - set(delivery.batches[0].site_ids) - ground.vanished_ids
    assert gone == (expected if delivery.is_complete else set())
    for number in review.with_state(SiteMerge.CONFLICTING).tolist():
        states = {each.state for each in review.values(number)}
        assert states & {ValueMerge.CONFLICTING, ValueMerge.STANDING}
