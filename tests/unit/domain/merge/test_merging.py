"""Single cases of merging: who says what, since when, and what comes into use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.checks.lookalikes import LookalikeReason
from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.delivery import Delivery, SiteBatch
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, resolve
from drentsportal.domain.merge.merge_states import Outcome, SiteMerge, ValueMerge
from drentsportal.domain.merge.merging import MergeReview, compare, with_known_ids
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace
from tests.unit.domain.merge_histories import store

if TYPE_CHECKING:
    from drentsportal.domain.merge.merge_findings import ValueFinding

IBIS, EMMEN = "IBIS", "Gemeente Emmen"
SQUARE = shapely.box(0, 0, 100, 100)


def _delivery(
    source: str, year: int, *, shape: shapely.Geometry | None = None, site_id: str = "p1", **values: object
) -> Delivery:
    wkb = None if shape is None else shapely.to_wkb(shape)
    columns = {name: [value] for name, value in values.items()}
    batch = SiteBatch(SiteKind.PARK, [site_id], [PartialDate(year)], columns, [wkb])
    return Delivery(source, "parken.gpkg", "ab" * 32, "test", (batch,))


def _workspace(*deliveries: Delivery) -> InMemoryWorkspace:
    made = InMemoryWorkspace()
    for each in deliveries:
        store(made, each)
    return made


def _review(workspace: InMemoryWorkspace, what: Delivery) -> MergeReview:
    return compare(what, workspace.catalogue.merge_ground(what.source))


def _only(review: MergeReview, attribute_id: str = "gross_ha") -> ValueFinding:
    (found,) = [each for each in review.values(0) if each.attribute_id == attribute_id]
    return found


def _edit(workspace: InMemoryWorkspace, value: object, attribute_id: str = "gross_ha") -> None:
    choice = ValueChoice(
        "p1", attribute_id, 0, None, None, value, EMMEN, PartialDate(2022, 6), OFFICER, MOMENT_UTC, ""
    )
    with workspace.unit_of_work() as unit:
        unit.sites.choose(choice)
        unit.commit()


def test_the_same_source_saying_something_else_is_a_change() -> None:
    """Both values are told with source and date, and the new one comes into use."""
    found = _only(
        _review(_workspace(_delivery(IBIS, 2022, gross_ha=1.0)), _delivery(IBIS, 2023, gross_ha=2.0))
    )
    assert (found.state, found.outcome) == (ValueMerge.CHANGED, Outcome.DELIVERED)
    assert found.used == Known(1.0, IBIS, PartialDate(2022))
    assert found.delivered == found.by_default == Known(2.0, IBIS, PartialDate(2023))


def test_another_source_saying_something_else_is_a_contradiction() -> None:
    """Even where the newer date makes it win, a person is to look."""
    workspace = _workspace(_delivery(IBIS, 2022, gross_ha=1.0))
    newer = _only(_review(workspace, _delivery(EMMEN, 2023, gross_ha=2.0)))
    assert (newer.state, newer.outcome) == (ValueMerge.CONFLICTING, Outcome.DELIVERED)
    older = _only(_review(workspace, _delivery(EMMEN, 2021, gross_ha=2.0)))
    assert (older.state, older.outcome) == (ValueMerge.CONFLICTING, Outcome.STAYS)


def test_an_edit_stays_in_use_and_the_delivery_contradicts_it() -> None:
    """An edit is never overwritten by a newer date; an edit to unknown counts as one."""
    workspace = _workspace(_delivery(IBIS, 2022, gross_ha=1.0))
    _edit(workspace, 1.5)
    found = _only(_review(workspace, _delivery(IBIS, 2024, gross_ha=2.0)))
    assert (found.state, found.outcome) == (ValueMerge.CONFLICTING, Outcome.STAYS)
    assert found.used == Known(1.5, EMMEN, PartialDate(2022, 6))
    assert found.choice is not None
    assert found.choice.actor == OFFICER
    _edit(workspace, None)
    unknown = _only(_review(workspace, _delivery(IBIS, 2024, gross_ha=2.0)))
    assert (unknown.state, unknown.used) == (ValueMerge.CONFLICTING, Unknown(unknown.used.reason))  # type: ignore[union-attr] # it is unknown


def test_what_contradicted_before_stands_and_does_not_ask_again() -> None:
    """A source that repeats itself is no news; saying a third thing is."""
    workspace = _workspace(_delivery(IBIS, 2022, gross_ha=1.0))
    _edit(workspace, 1.5)
    repeated = _review(workspace, _delivery(IBIS, 2024, gross_ha=1.0))
    assert (_only(repeated).state, repeated.undecided) == (ValueMerge.STANDING, 0)
    assert repeated.counts.conflicting == 1
    assert _review(workspace, _delivery(IBIS, 2024, gross_ha=3.0)).undecided == 1


def test_a_value_that_the_source_drops_lets_the_other_source_through() -> None:
    """What the source no longer says is withdrawn; the value of another source, or none, comes into use."""
    alone = _workspace(_delivery(IBIS, 2022, gross_ha=1.0, name="Bargermeer"))
    found = _only(_review(alone, _delivery(IBIS, 2023, name="Bargermeer")))
    assert (found.state, found.outcome, found.by_default) == (ValueMerge.WITHDRAWN, Outcome.OTHER, Unknown())
    both = _workspace(_delivery(EMMEN, 2020, gross_ha=9.0), _delivery(IBIS, 2022, gross_ha=1.0))
    found = _only(_review(both, _delivery(IBIS, 2023, name="Bargermeer")))
    assert found.by_default == Known(9.0, EMMEN, PartialDate(2020))


def test_an_older_delivery_of_the_source_itself_can_bring_a_third_value() -> None:
    """The record of 2023 is superseded by one of 2021, so that of the gemeente of 2022 is the newest."""
    workspace = _workspace(_delivery(EMMEN, 2022, gross_ha=9.0), _delivery(IBIS, 2023, gross_ha=1.0))
    found = _only(_review(workspace, _delivery(IBIS, 2021, gross_ha=1.0)))
    assert (found.state, found.outcome) == (ValueMerge.CONFLICTING, Outcome.OTHER)
    assert found.by_default == Known(9.0, EMMEN, PartialDate(2022))


@pytest.mark.parametrize(
    ("shape", "state"),
    [
        (SQUARE, ValueMerge.CONFIRMED),
        (shapely.Polygon([(100, 100), (100, 0), (0, 0), (0, 100)]), ValueMerge.CONFIRMED),
        (shapely.box(0, 0, 100, 100.009), ValueMerge.CONFIRMED),
        (shapely.box(0, 0, 100, 100.02), ValueMerge.CHANGED),
        (shapely.box(5, 0, 105, 100), ValueMerge.CHANGED),
    ],
    ids=["equal", "other order of points", "within a centimetre", "past a centimetre", "moved"],
)
def test_shapes_are_equal_to_a_centimetre(shape: shapely.Geometry, state: ValueMerge) -> None:
    """The order of points does not matter; a real difference tells shift and both areas."""
    workspace = _workspace(_delivery(IBIS, 2022, shape=SQUARE))
    found = _only(_review(workspace, _delivery(IBIS, 2023, shape=shape)), GEOMETRY)
    assert found.state is state
    assert found.shape is not None
    assert found.shape.used_m2 == 10_000
    assert found.shape.delivered_m2 == pytest.approx(shapely.area(shape))
    centre = shapely.centroid(shape)
    assert found.shape.shift_m == pytest.approx(centre.distance(shapely.centroid(SQUARE)))


def test_a_site_under_another_id_in_the_same_place_is_proposed_and_not_merged() -> None:
    """The same RIN, or the same name with more than half of the smaller shape shared; else it is new."""
    known = _delivery(IBIS, 2022, shape=SQUARE, rin="130060", name="Stadspark")
    workspace = _workspace(known)
    by_rin = _review(workspace, _delivery(EMMEN, 2023, site_id="x", rin="130060", name="Anders"))
    assert [(each.known_id, each.why) for each in by_rin.lookalikes] == [("p1", LookalikeReason.SAME_RIN)]
    near = _delivery(EMMEN, 2023, site_id="x", shape=shapely.box(40, 0, 140, 100), name="STADSPARK ")
    by_name = _review(workspace, near)
    assert by_name.lookalikes[0].overlap == pytest.approx(0.6)
    assert by_name.site(0).state is SiteMerge.NEW
    far = _delivery(EMMEN, 2023, site_id="x", shape=shapely.box(60, 0, 160, 100), name="Stadspark")
    assert _review(workspace, far).lookalikes == ()
    renamed = _review(workspace, with_known_ids(near, {"x": "p1"}))
    assert (renamed.site_id(0), renamed.site(0).state) == ("p1", SiteMerge.CONFLICTING)


def test_an_answer_for_conflicts_leaves_changes_alone() -> None:
    """The answer of the command line touches only what contradicts anew."""
    workspace = _workspace(_delivery(IBIS, 2022, gross_ha=1.0, name="Bargermeer"))
    _edit(workspace, 1.5)
    review = _review(workspace, _delivery(IBIS, 2023, gross_ha=2.0, name="Bargermeer II"))
    done = resolve(review, MergeAnswers(on_conflict=MergeAnswer.TAKE), OFFICER, MOMENT_UTC)
    assert done.decisions.taken == (("p1", "gross_ha"),)
    kept = resolve(review, MergeAnswers(on_conflict=MergeAnswer.KEEP), OFFICER, MOMENT_UTC)
    assert (kept.decisions.taken, kept.decisions.kept) == ((), ())


def test_a_retired_site_stays_retired_and_is_counted_apart() -> None:
    """A delivery does not bring back what somebody retired."""
    workspace = _workspace(_delivery(IBIS, 2022, name="Bargermeer"))
    _edit(workspace, "merged", "retired")
    review = _review(workspace, _delivery(IBIS, 2023, name="Bargermeer"))
    assert (review.counts.retired, review.counts.new) == (1, 0)
    store(workspace, review.delivery)
    assert len(workspace.catalogue.site_table().parks) == 0
