"""Undo and redo between imports and the work of others: no step overrules what came later in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, MergeDecisions, SiteBatch
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import Retirement, SiteKind
from drentsportal.errors import ConflictError
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.site_editing import Attribution, SiteEditing
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

OLD, TODAY = PartialDate(2025, 3), PartialDate(2026, 11, 20)
SAID = Attribution("Gemeente Emmen", TODAY)
NET = "net_ha"


class Desk:
    """Two persons at work on one workspace with two parks, each with an own list of steps."""

    def __init__(self, workspace: Workspace) -> None:
        """Deliver the parks."""
        self.workspace = workspace
        self.catalogue = workspace.catalogue
        clock, actors = FixedClock(MOMENT_UTC), FixedActor()
        self.history, self.other_history = (EditHistory(workspace, clock, actors) for _ in range(2))
        self.mine = SiteEditing(workspace, self.history, clock, actors)
        self.theirs = SiteEditing(workspace, self.other_history, clock, actors)
        self.deliver("Grondbedrijf", {"p": 8.0, "q": 9.0})

    def deliver(self, source: str, net_ha: dict[str, float], *, taken: tuple[str, ...] = ()) -> int:
        """Import net areas; those of ``taken`` are put in use by the review. Returns the version."""
        ids = list(net_ha)
        columns: dict[str, list[object]] = {"name": [*ids], NET: [*net_ha.values()]}
        batch = SiteBatch(SiteKind.PARK, ids, [OLD] * len(ids), columns, [None] * len(ids))
        report = ImportReport("x.gpkg", source, "x", 1, 1, "park", 1, AreaTotals(None, None, None))
        decisions = MergeDecisions(taken=tuple((each, NET) for each in taken)) if taken else None
        with self.workspace.unit_of_work() as work:
            delivery = Delivery(source, "x.gpkg", "1" * 64, "x", (batch,))
            version = work.sites.add_delivery(delivery, report, OFFICER, MOMENT_UTC, decisions)
            work.commit()
        return version

    def take_back(self, version: int) -> None:
        """Take an import back in the history, with the edits that rest on it."""
        with self.workspace.unit_of_work() as work:
            work.sites.undo_delivery(version, OFFICER, MOMENT_UTC, drop_edits=True)
            work.commit()

    def enter(self, site_id: str, net_ha: float) -> None:
        """Enter a net area by hand."""
        self.mine.set_values(site_id, {NET: net_ha}, SAID)

    def net(self, site_id: str) -> object | None:
        """Return the net area in use."""
        return self.catalogue.site(site_id).value(NET)

    def picture(self) -> tuple[object, ...]:
        """Everything in use of every park."""
        return tuple(
            (site_id, name, value)
            for site_id in sorted(self.catalogue.site_table().parks.ids.tolist())
            for name, value in sorted(self.catalogue.site(site_id).attributes.items())
            if ATTRIBUTE_BY_ID[name].describes_site
        )


@pytest.fixture(params=["memory", "file"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk over the workspace in memory and over a real one."""
    workspace: Workspace = (
        InMemoryWorkspace() if request.param == "memory" else new_workspace(tmp_path / "a.drents")
    )
    yield Desk(workspace)
    workspace.close()


def test_an_edit_that_a_review_overruled_is_not_taken_back(desk: Desk) -> None:
    """The review decided for the import: undo says so with its name, and nothing moves until it is gone."""
    desk.enter("p", 70.0)
    imported = desk.deliver("Makelaar", {"p": 66.0}, taken=("p",))
    version, named = desk.catalogue.data_version(), desk.history.to_undo
    with pytest.raises(ConflictError) as caught:
        desk.history.undo()
    assert caught.value.message_id == "error.edit.covered_by_import"
    assert caught.value.params["what"] == named
    assert (desk.net("p"), desk.catalogue.data_version()) == (66.0, version)
    assert desk.history.to_undo == named
    assert desk.history.redo() is None
    desk.take_back(imported)
    assert desk.net("p") == 70.0
    assert desk.history.undo() is not None
    assert desk.net("p") == 8.0


def test_redo_does_not_overrule_an_import(desk: Desk) -> None:
    """What was undone before an import on the same value is not offered again; other values are."""
    desk.enter("q", 12.0)
    desk.enter("p", 70.0)
    desk.history.undo()
    desk.history.undo()
    desk.deliver("Makelaar", {"p": 66.0}, taken=("p",))
    assert desk.history.redo() is not None
    assert (desk.net("p"), desk.net("q")) == (66.0, 12.0)
    assert desk.history.to_redo is None
    assert desk.history.redo() is None
    assert desk.net("p") == 66.0


def test_redo_and_undo_leave_the_work_of_another_alone(desk: Desk) -> None:
    """A colleague entered something else: undo refuses once and lets what was done before it be undone."""
    desk.enter("q", 12.0)
    desk.enter("p", 70.0)
    desk.theirs.set_values("p", {NET: 71.0}, SAID)
    with pytest.raises(ConflictError) as caught:
        desk.history.undo()
    assert caught.value.message_id == "error.edit.covered"
    assert desk.net("p") == 71.0
    assert desk.history.undo() is not None
    assert (desk.net("p"), desk.net("q")) == (71.0, 9.0)
    desk.theirs.set_values("q", {NET: 13.0}, SAID)
    assert desk.history.redo() is None
    assert desk.net("q") == 13.0


def test_steps_that_lapsed_with_an_import_leave_the_list(desk: Desk) -> None:
    """Edits of a site that went with its import are neither undone nor redone, and block nothing."""
    desk.enter("p", 70.0)
    imported = desk.deliver("Makelaar", {"nieuw": 5.0})
    desk.enter("nieuw", 6.0)
    desk.enter("p", 71.0)
    desk.enter("nieuw", 7.0)
    desk.take_back(imported)
    assert desk.history.undo() is not None
    assert desk.net("p") == 70.0
    assert desk.history.undo() is not None
    assert desk.net("p") == 8.0
    assert desk.history.undo() is None
    assert desk.history.redo() is not None
    assert desk.history.redo() is not None
    assert desk.net("p") == 71.0
    assert desk.history.redo() is None


def test_an_undone_step_on_a_site_that_went_does_not_block_redo(desk: Desk) -> None:
    """Undone while its site was there, gone with the import: later steps can still be done again."""
    imported = desk.deliver("Makelaar", {"nieuw": 5.0})
    desk.mine.set_values("nieuw", {"max_height_m": 11.0}, SAID)
    desk.enter("p", 71.0)
    desk.history.undo()
    desk.history.undo()
    desk.take_back(imported)
    assert desk.history.redo() is not None
    assert desk.net("p") == 71.0
    assert desk.history.redo() is None


def test_a_step_that_lapsed_in_part_goes_for_good(desk: Desk) -> None:
    """Two sites retired at one stroke, one gone since: undo brings the other back, and is not redone."""
    imported = desk.deliver("Makelaar", {"nieuw": 5.0})
    desk.mine.retire(["nieuw", "q"], Retirement.MISTAKE, "dubbel")
    desk.take_back(imported)
    assert desk.history.undo() is not None
    assert desk.catalogue.retired() == ()
    assert desk.history.to_redo is None


def test_an_edit_taken_back_elsewhere_is_not_offered(desk: Desk) -> None:
    """The store says that a step is undone; the list believes it."""
    desk.enter("p", 70.0)
    with desk.workspace.unit_of_work() as work:
        work.sites.undo_edit(desk.catalogue.data_version(), OFFICER, MOMENT_UTC)
        work.commit()
    assert desk.history.to_undo is None
    assert desk.history.undo() is None


_SITES = st.sampled_from(["p", "q"])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enter"), _SITES),
        st.tuples(st.just("other"), _SITES),
        st.tuples(st.sampled_from(["import", "review"]), _SITES),
        st.tuples(st.sampled_from(["undo", "undo", "redo", "redo", "take_back"]), st.just("")),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=150)
@given(_STEPS)
def test_undo_and_redo_bring_back_what_was_whatever_comes_between(steps: list[tuple[str, str]]) -> None:
    """Undo leaves what would be in use without the edit; redo what the edit said; foreign work stays."""
    desk = Desk(InMemoryWorkspace())
    imports: list[int] = []
    covered: dict[object, set[tuple[str, float]]] = {}
    for number, (kind, site_id) in enumerate(steps):
        value = 100.0 + number
        if kind == "enter":
            covered[value] = _foreign(desk)
            desk.enter(site_id, value)
        elif kind == "other":
            desk.theirs.set_values(site_id, {NET: value}, Attribution("Collega", TODAY))
        elif kind in {"import", "review"}:
            taken = (site_id,) if kind == "review" else ()
            imports.append(desk.deliver("Makelaar", {site_id: value}, taken=taken))
        elif kind == "take_back" and imports:
            desk.take_back(imports.pop())
        elif kind == "undo":
            _check_undo(desk)
        elif kind == "redo":
            _check_redo(desk, covered)


def _foreign(desk: Desk) -> set[tuple[str, float]]:
    """Values in use that somebody else put there by a choice."""
    newest = desk.catalogue.data_version()
    return {
        (site_id, float(str(each.value)))
        for site_id in ("p", "q")
        for each in desk.catalogue.choices(site_id)
        if each.source == "Collega" and each.in_force(newest) and desk.net(site_id) == each.value
    }


def _check_undo(desk: Desk) -> None:
    before, foreign = desk.picture(), _foreign(desk)
    try:
        edit = desk.history.undo()
    except ConflictError:
        assert desk.picture() == before
        return
    assert _foreign(desk) >= foreign
    if edit is None:
        assert desk.picture() == before
        return
    (choice,) = edit.choices
    assert desk.picture() != before
    after = desk.picture()
    assert desk.history.redo() is edit
    assert desk.picture() == before
    assert desk.catalogue.site(choice.site_id).attribute(NET) == Known(choice.value, SAID.source, TODAY)
    assert desk.history.undo() is edit
    assert desk.picture() == after


def _check_redo(desk: Desk, covered: dict[object, set[tuple[str, float]]]) -> None:
    """Redo covers again what the edit covered when it was made, and nothing that came after it."""
    before, foreign = desk.picture(), _foreign(desk)
    edit = desk.history.redo()
    if edit is None:
        assert _foreign(desk) >= foreign
    else:
        (choice,) = edit.choices
        assert _foreign(desk) >= foreign - covered[choice.value]
        assert desk.net(choice.site_id) == choice.value
        assert desk.history.undo() is edit
        assert desk.picture() == before
        assert desk.history.redo() is edit


def test_services_that_are_wired_anew_go_on_with_the_same_steps() -> None:
    """As after another language: what was done can be undone, and then done again."""
    desk = Desk(InMemoryWorkspace())
    desk.mine.set_values("p", {NET: 7.0}, SAID)
    named = desk.history.to_undo
    history = desk.history.carried_on(FixedClock(MOMENT_UTC), FixedActor())
    assert history.to_undo == named is not None
    history.undo()
    assert (history.to_undo, history.to_redo) == (None, named)
    history = history.carried_on(FixedClock(MOMENT_UTC), FixedActor())
    assert history.redo() is not None
    assert history.to_undo == named
