"""Upkeep by hand: each step is in the history with source, date and person, and undo brings all back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
import shapely
from shapely.geometry import box

from drentsportal.domain.entry.number_text import Notation
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import Retirement, SiteKind
from drentsportal.errors import ConflictError, DataSourceError, InputError, NotFoundError
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.plot_drawing import PlotDrawing
from drentsportal.services.ports.sources import PreparedPhotograph
from drentsportal.services.site_attachments import AttachmentDetails, SiteAttachments
from drentsportal.services.site_decisions import decisions_of
from drentsportal.services.site_editing import Attribution, SiteEditing
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

X, Y = 250_000.0, 530_000.0
OLD = PartialDate(2025, 3)
TODAY = PartialDate(2026, 11, 20)
SAID = Attribution("Gemeente Emmen", TODAY, "opgave van de beheerder")


class Photographs:
    """Prepares nothing: hands on what is in the file."""

    def prepare(self, path: Path) -> PreparedPhotograph:
        """Take the file as it is; the camera says a day in May."""
        return PreparedPhotograph(path.read_bytes(), "image/jpeg", 1, 1, PartialDate(2026, 5, 17))


class Upkeep:
    """The services of upkeep over one workspace with a park and three plots in a row."""

    def __init__(self, workspace: Workspace) -> None:
        """Deliver the sites and wire the services."""
        self.workspace = workspace
        self.catalogue = workspace.catalogue
        clock, actors = FixedClock(MOMENT_UTC), FixedActor()
        self.history = EditHistory(workspace, clock, actors)
        self.values = SiteEditing(workspace, self.history, clock, actors)
        self.drawing = PlotDrawing(workspace, self.history, clock, actors)
        self.attachments = SiteAttachments(workspace, self.history, Photographs(), clock, actors)
        park = SiteBatch(
            SiteKind.PARK, ["p"], [OLD], {"name": ["Bargermeer"], "gross_ha": [9.0], "net_ha": [8.0],
            "municipality_code": ["GM0114"]}, [box(X, Y, X + 300, Y + 300).wkb],
        )  # fmt: skip
        plots = SiteBatch(
            SiteKind.PLOT, ["a", "b", "c"], [OLD] * 3,
            {"name": ["1", "2", "3"], "park_id": ["p"] * 3, "municipality_code": ["GM0114"] * 3,
             "area_m2": [6000, 6000, 6000], "status": ["available", "available", "option"],
             "price_eur_m2": [55.0, 55.0, None]},
            [box(X + 100 * step, Y, X + 100 * (step + 1), Y + 60).wkb for step in range(3)],
        )  # fmt: skip
        delivery = Delivery("Grondbedrijf", "kavels.gpkg", "0" * 64, "plots", (park, plots))
        report = ImportReport(
            "kavels.gpkg", "Grondbedrijf", "plots", 4, 4, "plot", 1, AreaTotals(9.0, 8.0, None)
        )
        with workspace.unit_of_work() as work:
            work.sites.add_delivery(delivery, report, OFFICER, MOMENT_UTC)
            work.commit()

    def picture(self) -> tuple[object, ...]:
        """Everything in use, to the last byte: what undo has to bring back."""
        table = self.catalogue.site_table()
        rows = (table.parks, table.plots, table.premises)
        values = tuple(
            (site_id, name, value)
            for each in rows
            for site_id in each.ids.tolist()
            for name, value in sorted(self.catalogue.site(site_id).attributes.items())
            if ATTRIBUTE_BY_ID[name].describes_site
        )
        shapes = tuple(shapely.to_wkb(each.geometries_rd).tolist() for each in rows)
        return (values, tuple(map(tuple, shapes)))


@pytest.fixture(params=["memory", "file"])
def upkeep(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Upkeep]:
    """Upkeep over the workspace in memory and over a real one."""
    workspace: Workspace = (
        InMemoryWorkspace() if request.param == "memory" else new_workspace(tmp_path / "a.drents")
    )
    yield Upkeep(workspace)
    workspace.close()


def undone_and_redone(upkeep: Upkeep, before: tuple[object, ...]) -> None:
    """Undo brings back what was, redo what came; twice, to the last byte."""
    after = upkeep.picture()
    assert after != before
    for _ in range(2):
        assert upkeep.history.undo() is not None
        assert upkeep.picture() == before
        assert upkeep.history.redo() is not None
        assert upkeep.picture() == after
    assert upkeep.history.redo() is None


def test_a_value_is_in_use_with_source_date_and_person(upkeep: Upkeep) -> None:
    """A typed value is in use with its source and date, and the history says who entered it and why."""
    before = upkeep.picture()
    version = upkeep.values.set_values("p", {"available_now_ha": 2.5}, SAID)
    assert version == upkeep.catalogue.data_version()
    assert upkeep.catalogue.site("p").attribute("available_now_ha") == Known(2.5, "Gemeente Emmen", TODAY)
    (choice,) = upkeep.catalogue.choices("p")
    assert (choice.actor, choice.reason) == (OFFICER, "opgave van de beheerder")
    assert upkeep.history.to_undo is not None
    assert upkeep.history.to_undo.id == "edit.value"
    undone_and_redone(upkeep, before)


def test_the_same_again_is_no_step(upkeep: Upkeep) -> None:
    """What is in use already, from the same source and date, makes no version; a new date confirms it."""
    upkeep.values.set_values("p", {"gross_ha": 9.5}, SAID)
    version = upkeep.catalogue.data_version()
    assert upkeep.values.set_values("p", {"gross_ha": 9.5}, SAID) is None
    assert upkeep.catalogue.data_version() == version
    later = Attribution("Gemeente Emmen", PartialDate(2026, 11, 19))
    assert upkeep.values.set_values("p", {"gross_ha": 9.5}, later) == version + 1


def test_a_value_can_be_said_to_be_unknown(upkeep: Upkeep) -> None:
    """An emptied field is unknown, not zero and not what it was."""
    upkeep.values.set_values("a", {"price_eur_m2": None}, SAID)
    assert isinstance(upkeep.catalogue.site("a").attribute("price_eur_m2"), Unknown)


@pytest.mark.parametrize(
    ("values", "attribution", "reason"),
    [
        ({"status": "sold"}, SAID, "error.edit.no_attribute"),
        ({"retired": "mistake"}, SAID, "error.edit.no_attribute"),
        ({"gross_ha": 1.0}, Attribution(" ", TODAY), "error.edit.no_source"),
        ({"gross_ha": 1.0}, Attribution("x", PartialDate(2027, 1, 1)), "error.edit.date_to_come"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    upkeep: Upkeep, values: dict[str, object | None], attribution: Attribution, reason: str
) -> None:
    """A park has no plot status, nothing has no source, and no value holds for a day to come."""
    version = upkeep.catalogue.data_version()
    with pytest.raises(InputError) as caught:
        upkeep.values.set_values("p", values, attribution)
    assert caught.value.message_id == reason
    assert upkeep.catalogue.data_version() == version
    assert upkeep.history.undo() is None


def test_checking_while_typing_stores_nothing(upkeep: Upkeep) -> None:
    """Readings, refusals and warnings come together, against what is in use."""
    version = upkeep.catalogue.data_version()
    checked = upkeep.values.check("p", {"net_ha": "12,5", "gross_ha": "veel", "name": ""}, Notation.COMMA)
    assert checked.values == {"net_ha": 12.5, "name": None}
    assert set(checked.refusals) == {"gross_ha"}
    assert [attribute_id for attribute_id, _ in checked.warnings] == ["net_ha"]
    assert upkeep.catalogue.data_version() == version


def test_a_split_plot_passes_on_what_is_known(upkeep: Upkeep) -> None:
    """The parts have the plot's values with their own old sources and dates; area and name are theirs."""
    before = upkeep.picture()
    ids = upkeep.drawing.split("a", [(X + 40, Y - 5), (X + 40, Y + 65)], SAID)
    west, east = (upkeep.catalogue.site(each) for each in ids)
    assert (west.name, east.name) == ("1-1", "1-2")
    assert (west.value("area_m2"), east.value("area_m2")) == (2400, 3600)
    assert east.attribute("price_eur_m2") == Known(55.0, "Grondbedrijf", OLD)
    assert east.attribute("area_m2") == Known(3600, "Gemeente Emmen", TODAY)
    assert {each.id for each in upkeep.catalogue.plots_of("p")} == {*ids, "b", "c"}
    assert upkeep.catalogue.retired() == ("a",)
    assert upkeep.catalogue.site("a").value("retired") == Retirement.SPLIT.value
    undone_and_redone(upkeep, before)


def test_a_merged_plot_says_only_what_all_said(upkeep: Upkeep) -> None:
    """What the plots agree in stays with its source; where they differ it is unknown."""
    before = upkeep.picture()
    new_id = upkeep.drawing.merge(["b", "c"], "2+3", SAID)
    plot = upkeep.catalogue.site(new_id)
    assert plot.value("area_m2") == 12_000
    assert plot.geometry_rd is not None
    assert plot.geometry_rd.equals(box(X + 100, Y, X + 300, Y + 60))
    assert isinstance(plot.attribute("status"), Unknown)
    assert isinstance(plot.attribute("price_eur_m2"), Unknown)
    assert plot.attribute("municipality_code") == Known("GM0114", "Grondbedrijf", OLD)
    undone_and_redone(upkeep, before)


def test_plots_that_do_not_adjoin_stay_as_they_are(upkeep: Upkeep) -> None:
    """A refused merge stores nothing."""
    before = upkeep.picture()
    with pytest.raises(InputError):
        upkeep.drawing.merge(["a", "c"], "1+3", SAID)
    with pytest.raises(InputError):
        upkeep.drawing.split("p", [(X, Y - 1), (X + 1, Y + 400)], SAID)
    assert upkeep.picture() == before


def test_a_new_outline_brings_its_area(upkeep: Upkeep) -> None:
    """The outline and the area of a plot change in one step."""
    before = upkeep.picture()
    shape = box(X, Y, X + 100, Y + 80)
    upkeep.drawing.reshape("a", shape, SAID)
    site = upkeep.catalogue.site("a")
    assert site.value("area_m2") == 8_000
    assert site.geometry_rd is not None
    assert site.geometry_rd.wkb == shape.wkb
    undone_and_redone(upkeep, before)


def test_a_drawn_plot_knows_its_place_and_nothing_else(upkeep: Upkeep) -> None:
    """A drawn plot lies in its park and gemeente; status and price are unknown."""
    before = upkeep.picture()
    plot_id = upkeep.drawing.draw("p", "4", box(X, Y + 100, X + 50, Y + 150), SAID)
    plot = upkeep.catalogue.site(plot_id)
    known = {name for name, value in plot.attributes.items() if isinstance(value, Known)}
    assert known == {"name", "area_m2", "park_id", "municipality_code"}
    undone_and_redone(upkeep, before)


def test_steps_are_undone_in_turn_and_a_new_one_ends_redo(upkeep: Upkeep) -> None:
    """Three steps back, one forward, and a new edit takes what was undone away."""
    pictures = [upkeep.picture()]
    upkeep.values.set_values("a", {"status": "reserved"}, SAID)
    pictures.append(upkeep.picture())
    (_, east) = upkeep.drawing.split("a", [(X + 40, Y - 5), (X + 40, Y + 65)], SAID)
    pictures.append(upkeep.picture())
    upkeep.drawing.merge([east, "b"], "x", SAID)
    for wanted in reversed(pictures):
        upkeep.history.undo()
        assert upkeep.picture() == wanted
    upkeep.history.redo()
    assert upkeep.picture() == pictures[1]
    upkeep.values.set_values("b", {"status": "sold"}, SAID)
    assert upkeep.history.redo() is None
    assert upkeep.history.to_redo is None


def test_a_retired_site_can_come_back(upkeep: Upkeep) -> None:
    """A retired plot leaves lists and tables, stays readable, and comes back."""
    before = upkeep.picture()
    upkeep.values.retire(["c"], Retirement.MISTAKE, "dubbel ingetekend")
    assert upkeep.catalogue.retired() == ("c",)
    assert "c" not in upkeep.catalogue.site_table().plots.ids
    undone_and_redone(upkeep, before)
    upkeep.values.bring_back("c")
    assert upkeep.catalogue.retired() == ()
    assert upkeep.catalogue.site("c").value("retired") is None
    assert upkeep.picture() == before


def deliver(upkeep: Upkeep, source: str, batch: SiteBatch) -> int:
    """Import a batch of a source; returns the version."""
    report = ImportReport("x", source, "x", 1, 1, "park", 1, AreaTotals(None, None, None))
    with upkeep.workspace.unit_of_work() as work:
        delivery = Delivery(source, "x", "2" * 64, "x", (batch,))
        version = work.sites.add_delivery(delivery, report, OFFICER, MOMENT_UTC)
        work.commit()
    return version


def test_undo_and_redo_work_over_an_import_in_between(upkeep: Upkeep) -> None:
    """The edit goes and comes; what the import brought stays, and shows where nobody chose anything else."""
    upkeep.values.set_values("p", {"gross_ha": 10.5}, SAID)
    deliver(upkeep, "IBIS", SiteBatch(SiteKind.PARK, ["p"], [TODAY], {"gross_ha": [11.0]}, [None]))
    assert upkeep.catalogue.site("p").value("gross_ha") == 10.5
    upkeep.history.undo()
    assert upkeep.catalogue.site("p").attribute("gross_ha") == Known(11.0, "IBIS", TODAY)
    upkeep.history.redo()
    assert upkeep.catalogue.site("p").value("gross_ha") == 10.5


def test_undo_of_a_split_says_why_not_when_an_import_rests_on_a_part(upkeep: Upkeep) -> None:
    """A source has begun to deliver a part: undo refuses, and the step can still be undone later."""
    parts = upkeep.drawing.split("a", ((X + 50, Y - 5), (X + 50, Y + 65)), SAID)
    rows = SiteBatch(SiteKind.PLOT, [parts[0]], [TODAY], {"status": ["sold"]}, [None])
    deliver(upkeep, "Makelaar", rows)
    named = upkeep.history.to_undo
    with pytest.raises(ConflictError):
        upkeep.history.undo()
    assert upkeep.history.to_undo == named
    assert upkeep.catalogue.retired() == ("a",)


def test_who_decided_and_what_contradicts_is_read_for_the_card(upkeep: Upkeep) -> None:
    """Claims come with the id of their record, newest first; the choice with who made it; undo takes it."""
    deliver(upkeep, "IBIS", SiteBatch(SiteKind.PARK, ["p"], [TODAY], {"gross_ha": [11.0]}, [None]))
    site = upkeep.catalogue.site("p")
    decided = decisions_of(upkeep.catalogue, site)
    ids = [each.id for each in upkeep.catalogue.records("p")]
    assert set(decided.claims) == {"gross_ha"}
    assert [record_id for record_id, _ in decided.claims["gross_ha"]] == [ids[1], ids[0]]
    assert not decided.choices
    upkeep.values.choose_record("p", "gross_ha", ids[0], "nagemeten")
    choice = decisions_of(upkeep.catalogue, site).choices["gross_ha"]
    assert (choice.actor, choice.reason, choice.record_id) == (OFFICER, "nagemeten", ids[0])
    upkeep.history.undo()
    assert not decisions_of(upkeep.catalogue, site).choices


def test_a_contradiction_is_decided_for_one_record(upkeep: Upkeep) -> None:
    """A person may put the older of two claims in use; its own source and date stay with it."""
    batch = SiteBatch(SiteKind.PARK, ["p"], [TODAY], {"gross_ha": [11.0]}, [None])
    report = ImportReport("x", "IBIS", "x", 1, 1, "park", 1, AreaTotals(None, None, None))
    with upkeep.workspace.unit_of_work() as work:
        work.sites.add_delivery(Delivery("IBIS", "x", "1" * 64, "x", (batch,)), report, OFFICER, MOMENT_UTC)
        work.commit()
    assert upkeep.catalogue.site("p").value("gross_ha") == 11.0
    before = upkeep.picture()
    older = upkeep.catalogue.records("p")[0]
    upkeep.values.choose_record("p", "gross_ha", older.id, "nagemeten")
    assert upkeep.catalogue.site("p").attribute("gross_ha") == Known(9.0, "Grondbedrijf", OLD)
    undone_and_redone(upkeep, before)


def test_attachments_are_kept_with_their_day_and_come_and_go(upkeep: Upkeep, tmp_path: Path) -> None:
    """A photograph has the day of the camera; adding and removing can be undone and redone."""
    (tmp_path / "foto.jpg").write_bytes(b"pixels")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    photo = upkeep.attachments.add("p", tmp_path / "foto.jpg", AttachmentDetails("Luchtfoto", "J. de Wit"))
    upkeep.attachments.add("p", tmp_path / "plan.pdf", AttachmentDetails("Plankaart"))
    assert [each.title for each in upkeep.attachments.of("p")] == ["Luchtfoto", "Plankaart"]
    assert photo.as_of == PartialDate(2026, 5, 17)
    assert photo.sha256 == hashlib.sha256(b"pixels").hexdigest()
    assert upkeep.attachments.content(photo.id) == b"pixels"
    upkeep.attachments.remove("p", photo.id)
    assert [each.title for each in upkeep.attachments.of("p")] == ["Plankaart"]
    upkeep.history.undo()
    assert len(upkeep.attachments.of("p")) == 2
    upkeep.history.undo()
    upkeep.history.undo()
    assert upkeep.attachments.of("p") == ()
    upkeep.history.redo()
    (again,) = upkeep.attachments.of("p")
    assert upkeep.attachments.content(again.id) == b"pixels"


@pytest.mark.parametrize(
    ("name", "content", "title", "error"),
    [
        ("a.pdf", b"<html>", "x", DataSourceError),
        ("a.pdf", b"", "x", DataSourceError),
        ("a.exe", b"MZ", "x", DataSourceError),
        ("a.pdf", b"%PDF-", " ", InputError),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    upkeep: Upkeep, tmp_path: Path, name: str, content: bytes, title: str, error: type[Exception]
) -> None:
    """A file that is not what it says is refused, and nothing is stored."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        upkeep.attachments.add("p", tmp_path / name, AttachmentDetails(title))
    with pytest.raises(NotFoundError):
        upkeep.attachments.add("nergens", tmp_path / name, AttachmentDetails("x"))
    assert upkeep.attachments.of("p") == ()


def test_a_drawing_is_checked_before_anything_is_asked(upkeep: Upkeep) -> None:
    """Overlap and what lies outside are named, a shape that cannot be is refused, and nothing is stored."""
    before = upkeep.picture()
    drawing = upkeep.drawing
    over = drawing.check_draw("p", box(X + 90, Y, X + 110, Y + 60))
    assert [each.id for each in over if "overlaps" in each.id] == ["warning.shape.overlaps"] * 2
    assert {each.named["overlap_m2"] for each in over if "overlaps" in each.id} == {600.0}
    assert not [each for each in drawing.check_reshape("a", box(X, Y, X + 100, Y + 60)) if "over" in each.id]
    crossing = shapely.Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)])
    with pytest.raises(InputError, match="crosses_itself"):
        drawing.check_draw("p", crossing)
    with pytest.raises(InputError, match="crosses_itself"):
        drawing.check_reshape("a", crossing)
    with pytest.raises(InputError, match="line_does_not_cut"):
        drawing.check_split("a", [(X - 9, Y - 9), (X - 9, Y + 90)])
    with pytest.raises(InputError, match="not_adjoining"):
        drawing.check_merge(["a", "c"])
    assert drawing.check_split("a", [(X + 40, Y - 5), (X + 40, Y + 65)]) == ()
    assert drawing.check_merge(["b", "c"]) == ()
    assert upkeep.picture() == before


@pytest.mark.parametrize("name", [" ", "x" * 201, "Kavel \u202e1"])
def test_a_drawn_plot_has_a_name_that_is_read_as_it_is(upkeep: Upkeep, name: str) -> None:
    """No empty name, none that is too long, none with a sign that turns the order."""
    before = upkeep.picture()
    with pytest.raises(InputError):
        upkeep.drawing.draw("p", name, box(X, Y + 100, X + 50, Y + 150), SAID)
    assert upkeep.picture() == before
