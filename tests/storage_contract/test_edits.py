"""Edits: one step with a name, undone as a whole, back to every value and every byte of a shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.entry.editing import GEOMETRY, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError, InputError, NotFoundError
from tests.storage_contract.deliveries import (
    BERT,
    NOON_UTC,
    Row,
    batch,
    choose,
    deliver,
    delivery,
    edit,
    parks,
    undo,
)
from tests.storage_contract.edits import (
    EAST,
    SOURCE,
    SQUARE,
    WEST,
    carry_out,
    changed,
    shaped,
    split,
    take_back,
)
from tests.storage_contract.snapshots import sites_snapshot, table_snapshot, without_records

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace


def with_a_plot(workspace: Workspace) -> int:
    """Store a park with one plot."""
    plot: dict[str, Row] = {"k1": {"name": "Kavel 1", "park_id": "p1", "area_m2": 10_000, "geometry": SQUARE}}
    park: dict[str, Row] = {"p1": {"name": "Bargermeer", "geometry": SQUARE}}
    return deliver(workspace, delivery(batch(SiteKind.PARK, park), batch(SiteKind.PLOT, plot)))


def test_an_edit_is_one_step_with_a_name(workspace: Workspace) -> None:
    """Several values change at one version; the step says what, who and from which source."""
    with_a_plot(workspace)
    what = message(
        "edit.values",
        site="Kavel 1",
        count=2,
        area_ha=1.5,
        day=date(2026, 11, 20),
        as_of=PartialDate(2026, 11),
        at_utc=datetime(2026, 11, 20, 12, tzinfo=UTC),
        parts=("a", message("edit.part", number=1)),
    )
    choices = (edit("k1", "status", "option"), edit("k1", "area_m2", 9_000), edit("p1", "net_ha", 2.0))
    version = carry_out(workspace, SiteEdit(what, SOURCE, choices))
    plot = workspace.catalogue.site("k1")
    assert plot.attribute("status") == Known("option", SOURCE, PartialDate(2026, 11, 16))
    assert (plot.value("area_m2"), workspace.catalogue.site("p1").value("net_ha")) == (9_000, 2.0)
    assert [each.from_version for each in workspace.catalogue.choices("k1")] == [version, version]
    with workspace.reading() as unit:
        step = unit.sites.steps()[0]
    assert (step.version, step.kind, step.source, step.file_name, step.actor) == (2, "edit", SOURCE, "", BERT)
    assert step.what == what
    assert (step.at_utc, step.undone_by_version, step.undoes_version) == (NOON_UTC, None, None)


def test_the_values_of_a_step_are_found_whether_they_count_or_not(workspace: Workspace) -> None:
    """An edit, one that was taken back, and a delivery, which chooses nothing."""
    delivered = with_a_plot(workspace)
    first = carry_out(workspace, changed(edit("k1", "status", "option"), edit("p1", "net_ha", 2.0)))
    second = carry_out(workspace, changed(edit("k1", "status", "sold")))
    take_back(workspace, first)

    def chosen(version: int) -> set[tuple[str, str, object]]:
        found = workspace.catalogue.choices_of_step(version)
        return {(each.site_id, each.attribute_id, each.value) for each in found}

    assert chosen(first) == {("k1", "status", "option"), ("p1", "net_ha", 2.0)}
    assert chosen(second) == {("k1", "status", "sold")}
    assert chosen(delivered) == set()


def test_undoing_an_edit_restores_everything(workspace: Workspace) -> None:
    """Values, shapes, new sites and retirement go back; the versions between keep their answer."""
    with_a_plot(workspace)
    carry_out(workspace, changed(edit("k1", "area_m2", 9_000), shaped("k1", WEST)))
    before = table_snapshot(workspace)
    version = carry_out(workspace, split("k1"))
    after = table_snapshot(workspace)
    assert set(after) == {"p1", "k1-w", "k1-e"}
    undone = take_back(workspace, version)
    assert table_snapshot(workspace) == before
    assert table_snapshot(workspace, version) == after
    with workspace.reading() as unit:
        undo_step, edit_step, *_ = unit.sites.steps()
    assert (undo_step.kind, undo_step.undoes_version, undo_step.what) == ("undo", version, None)
    assert edit_step.undone_by_version == undone


def test_what_was_undone_can_be_done_again_and_again(workspace: Workspace) -> None:
    """The same edit is stored anew after each undo, with the same new sites."""
    with_a_plot(workspace)
    before = without_records(table_snapshot(workspace))
    first = carry_out(workspace, split("k1"))
    after = without_records(table_snapshot(workspace))
    for _ in range(2):
        first = take_back(workspace, first) and carry_out(workspace, split("k1"))
        assert without_records(table_snapshot(workspace)) == after
    take_back(workspace, first)
    assert without_records(table_snapshot(workspace)) == before


def test_a_drawn_shape_counts_wherever_the_shape_does(workspace: Workspace) -> None:
    """Table, card and plots of the park show the drawn shape; the old version keeps the delivered one."""
    first = with_a_plot(workspace)
    carry_out(workspace, changed(shaped("k1", WEST), shaped("p1", None)))
    catalogue = workspace.catalogue
    west, square = shapely.to_wkb(shapely.box(*WEST)), shapely.to_wkb(shapely.box(*SQUARE))
    rows = table_snapshot(workspace)
    assert (rows["k1"]["geometry_rd"], rows["p1"]["geometry_rd"]) == (west, None)
    assert without_records(rows) == sites_snapshot(workspace, {"k1", "p1"})
    (plot,) = catalogue.plots_of("p1")
    assert shapely.to_wkb(plot.geometry_rd) == west
    assert table_snapshot(workspace, first)["k1"]["geometry_rd"] == square
    deliver(workspace, delivery(batch(SiteKind.PLOT, {"k1": {"geometry": EAST}}, "2027")))
    assert table_snapshot(workspace)["k1"]["geometry_rd"] == west
    table = catalogue.site_table().plots
    assert table.geometry_record_ids is not None
    assert table.geometry_record_ids.tolist() == [0]


def test_the_shape_of_a_record_can_be_chosen(workspace: Workspace) -> None:
    """Between two delivered shapes a person chooses the older one; that choice can be undone."""
    with_a_plot(workspace)
    deliver(workspace, delivery(batch(SiteKind.PLOT, {"k1": {"geometry": EAST}}, "2027"), source="gemeente"))
    old, _ = workspace.catalogue.records("k1")
    version = carry_out(workspace, changed(edit("k1", GEOMETRY, None, record_id=old.id)))
    assert table_snapshot(workspace)["k1"]["geometry_rd"] == shapely.to_wkb(shapely.box(*SQUARE))
    assert without_records(table_snapshot(workspace)) == sites_snapshot(workspace, {"k1", "p1"})
    take_back(workspace, version)
    assert table_snapshot(workspace)["k1"]["geometry_rd"] == shapely.to_wkb(shapely.box(*EAST))


BOWTIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


@pytest.mark.parametrize(
    ("site_id", "value", "message_id"),
    [
        ("k1", "zz", "shape_unreadable"),
        ("k1", 5, "shape_unreadable"),
        ("k1", "00", "shape_unreadable"),
        ("k1", BOWTIE.wkb_hex, "shape_invalid"),
        ("k1", shapely.Polygon().wkb_hex, "shape_empty"),
        ("k1", shapely.Point(1, 2).wkb_hex, "shape_kind"),
        ("p1", shapely.LineString([(0, 0), (1, 1)]).wkb_hex, "shape_kind"),
        ("h1", shapely.LineString([(0, 0), (1, 1)]).wkb_hex, "shape_kind"),
    ],
)
def test_a_shape_that_is_none_is_refused(
    workspace: Workspace, site_id: str, value: object, message_id: str
) -> None:
    """Unreadable, crossing, empty or of the wrong kind: refused, and nothing is stored."""
    with_a_plot(workspace)
    deliver(workspace, delivery(batch(SiteKind.PREMISES, {"h1": {"name": "Hal"}})))
    with pytest.raises(InputError) as caught:
        carry_out(workspace, changed(edit(site_id, "name", "x"), edit(site_id, GEOMETRY, value)))
    assert (caught.value.message_id, caught.value.field) == (f"error.storage.{message_id}", GEOMETRY)
    assert workspace.catalogue.data_version() == 2


def test_premises_may_be_a_point(workspace: Workspace) -> None:
    """A point is a place for premises."""
    deliver(workspace, delivery(batch(SiteKind.PREMISES, {"h1": {"name": "Hal"}})))
    carry_out(workspace, changed(edit("h1", GEOMETRY, shapely.Point(250000, 530000).wkb_hex)))
    assert table_snapshot(workspace)["h1"]["geometry_rd"] == shapely.Point(250000, 530000).wkb


@pytest.mark.parametrize(
    ("what", "error", "message_id"),
    [
        (changed(edit("k9", "status", "sold")), NotFoundError, "no_site"),
        (changed(edit("k1", "status", None, record_id=77)), NotFoundError, "no_record"),
        (changed(edit("k1", "gross_ha", 1.0)), InputError, "no_attribute"),
        (changed(edit("k1", "status", "weg")), InputError, "wrong_type"),
        (changed(edit("k1", "name", "a"), edit("k1", "name", "b")), InputError, "chosen_twice"),
        (changed(plots={"k1": {"name": "Kavel 1"}}), InputError, "site_exists"),
        (changed(plots={"p1": {"name": "Kavel 1"}}), InputError, "site_other_kind"),
        (changed(plots={"k2": {"colour": "red"}}), InputError, "no_attribute"),
        (changed(plots={"k2": {"area_m2": 1.5}}), InputError, "wrong_type"),
    ],
)
def test_an_edit_that_does_not_fit_stores_nothing(
    workspace: Workspace, what: SiteEdit, error: type[Exception], message_id: str
) -> None:
    """What does not exist or does not fit is refused, also where the rest of the edit would do."""
    with_a_plot(workspace)
    whole = replace(what, choices=(edit("p1", "name", "Anders"), *what.choices))
    with workspace.unit_of_work() as unit:
        with pytest.raises(error) as caught:
            unit.sites.add_edit(whole, BERT, NOON_UTC)
        unit.commit()
    assert caught.value.message_id == f"error.storage.{message_id}"  # type: ignore[attr-defined] # all are ours
    assert workspace.catalogue.data_version() == 1
    assert workspace.catalogue.site("p1").name == "Bargermeer"


def test_a_site_that_is_gone_cannot_be_edited(workspace: Workspace) -> None:
    """After its delivery was undone, a site does not exist."""
    undo(workspace, with_a_plot(workspace))
    with pytest.raises(NotFoundError):
        carry_out(workspace, changed(edit("k1", "status", "sold")))
    with pytest.raises(NotFoundError):
        choose(workspace, edit("k1", "status", "sold"))


def test_a_new_site_may_be_edited_in_the_same_stroke(workspace: Workspace) -> None:
    """Choices of an edit may concern the sites that it makes."""
    with_a_plot(workspace)
    version = carry_out(workspace, changed(edit("k2", "status", "planned"), plots={"k2": {"name": "Nieuw"}}))
    assert workspace.catalogue.site("k2").value("status") == "planned"
    assert workspace.catalogue.site("k2").attribute("name") == Known(
        "Nieuw", SOURCE, PartialDate(2026, 11, 16)
    )
    take_back(workspace, version)
    assert [each.until_version for each in workspace.catalogue.choices("k2")] == [3]
    with pytest.raises(NotFoundError):
        workspace.catalogue.site("k2")


def test_a_single_choice_is_an_edit_that_can_be_undone(workspace: Workspace) -> None:
    """What ``choose`` stored, ``undo_edit`` takes back; the edit before it counts again."""
    with_a_plot(workspace)
    choose(workspace, edit("k1", "status", "option"))
    version = choose(workspace, edit("k1", "status", "sold"))
    take_back(workspace, version)
    assert workspace.catalogue.site("k1").value("status") == "option"


def test_undoing_an_earlier_edit_leaves_a_later_one_in_use(workspace: Workspace) -> None:
    """Edits of one value can be undone in any order."""
    with_a_plot(workspace)
    first = carry_out(workspace, changed(edit("k1", "status", "option")))
    second = carry_out(workspace, changed(edit("k1", "status", "sold")))
    take_back(workspace, first)
    assert workspace.catalogue.site("k1").value("status") == "sold"
    take_back(workspace, second)
    assert workspace.catalogue.site("k1").value("status") is None


def test_what_rests_on_a_new_site_stops_the_undoing_and_is_named(workspace: Workspace) -> None:
    """A later value, a delivery of the site and a plot laid in a drawn park are named; nothing changes."""
    with_a_plot(workspace)
    new = (
        batch(SiteKind.PLOT, {"k2": {"name": "Nieuw"}}, "2026"),
        batch(SiteKind.PARK, {"p2": {"name": "Nieuw", "geometry": SQUARE}}, "2026"),
    )
    version = carry_out(workspace, SiteEdit(message("edit.drawn"), SOURCE, new_sites=new))
    value = carry_out(workspace, changed(edit("k2", "status", "sold")))
    again = deliver(workspace, delivery(batch(SiteKind.PLOT, {"k2": {"name": "Van IBIS"}}, "2027")))
    laid = carry_out(workspace, changed(edit("k1", "park_id", "p2")))
    inside = deliver(workspace, delivery(batch(SiteKind.PLOT, {"k5": {"park_id": "p2"}}), source="gemeente"))
    with pytest.raises(ConflictError) as caught:
        take_back(workspace, version)
    assert caught.value.message_id == "error.storage.edits_on_edit"
    assert caught.value.params["edits"] == ("k1: park_id", "k2: IBIS", "k2: status", "k5: park_id")
    assert caught.value.params["count"] == 4
    for later in (value, laid):
        take_back(workspace, later)
    for later in (again, inside):
        undo(workspace, later)
    take_back(workspace, version)
    assert set(table_snapshot(workspace)) == {"k1", "p1"}


def test_a_new_site_that_its_source_delivers_again_comes_back_when_that_is_undone(
    workspace: Workspace,
) -> None:
    """The delivery supersedes what was drawn; undoing it brings the drawing back."""
    version = carry_out(workspace, changed(plots={"k2": {"name": "Getekend", "geometry": WEST}}))
    later = deliver(workspace, delivery(batch(SiteKind.PLOT, {"k2": {"name": "Gemeten"}}), source=SOURCE))
    assert workspace.catalogue.site("k2").name == "Gemeten"
    with pytest.raises(ConflictError):
        take_back(workspace, version)
    undo(workspace, later)
    assert workspace.catalogue.site("k2").name == "Getekend"
    take_back(workspace, version)
    assert table_snapshot(workspace) == {}


def test_only_an_edit_that_stands_can_be_undone_as_one(workspace: Workspace) -> None:
    """A delivery, an undo, a version to come, and an edit undone already are refused."""
    first = with_a_plot(workspace)
    second = carry_out(workspace, changed(edit("k1", "status", "sold")))
    third = take_back(workspace, second)
    for version, message_id in (
        (first, "no_edit"),
        (third, "no_edit"),
        (9, "no_edit"),
        (second, "undone_already"),
    ):
        with pytest.raises(InputError) as caught:
            take_back(workspace, version)
        assert caught.value.message_id == f"error.storage.{message_id}"
    with pytest.raises(InputError) as caught:
        undo(workspace, second)
    assert caught.value.message_id == "error.storage.no_delivery"


def test_an_edit_and_its_undoing_are_nothing_without_commit(workspace: Workspace) -> None:
    """Leaving the block without commit leaves all as it was."""
    deliver(workspace, parks({"p1": {"name": "Bargermeer"}}))
    before = table_snapshot(workspace)
    with workspace.unit_of_work() as unit:
        version = unit.sites.add_edit(changed(edit("p1", "name", "Anders")), BERT, NOON_UTC)
        assert workspace.catalogue.site("p1").name == "Anders"
        unit.sites.undo_edit(version, BERT, NOON_UTC)
        assert workspace.catalogue.site("p1").name == "Bargermeer"
    assert table_snapshot(workspace) == before
    assert workspace.catalogue.data_version() == 1
