"""Factsheets of a batch: one data version, names of their own, one failure stops nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import EventKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.factsheets import SheetWish, cards_of
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.progress import CancelledError, NoProgress
from tests.unit.services.document_fakes import NUMBER, Desk, LineWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

QUIET = NoProgress()


class Impatient:
    """Cancels after the first document."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Cancel once something is done."""
        if done:
            raise CancelledError(what, total)


def test_each_site_gets_a_file_of_its_own(tmp_path: Path) -> None:
    """Two parks of one name do not overwrite each other; names are plain."""
    made = Desk().factsheets.make(["nearer", "same", "plot-1"], tmp_path, QUIET)
    assert [each.path.name for each in made] == [
        "factsheet-pollux-nearer.pdf",
        "factsheet-pollux-same.pdf",
        "factsheet-bargermeer-a1.pdf",
    ]
    assert all(each.path.exists() for each in made)


def test_another_site_language_or_theme_never_takes_the_file_of_one_made_before(tmp_path: Path) -> None:
    """Twins that are made in two runs keep a file each; a second run of the same replaces its own."""
    desk = Desk()
    english = SheetWish(style=DocumentStyle("en", "gemeente"))
    for site_id, wish in (
        ("nearer", None),
        ("same", None),
        ("near", None),
        ("near", english),
        ("near", SheetWish(style=DocumentStyle("nl", "gemeente"))),
        ("same", None),
    ):
        desk.factsheets.make([site_id], tmp_path, QUIET, wish)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "factsheet-bargermeer-en-gemeente.pdf",
        "factsheet-bargermeer-gemeente.pdf",
        "factsheet-bargermeer.pdf",
        "factsheet-pollux-nearer.pdf",
        "factsheet-pollux-same.pdf",
    ]


def test_a_park_comes_with_its_plots_and_a_plot_with_its_park(tmp_path: Path) -> None:
    """What the sheet draws is gathered at one data version."""
    desk = Desk()
    desk.factsheets.make(["near", "plot-1"], tmp_path, QUIET)
    park, plot = desk.writer.factsheets
    assert [each.id for each in park.plots] == ["plot-1"]
    assert plot.park is not None
    assert plot.park.id == "near"
    assert park.surroundings is plot.surroundings
    assert park.made_at_utc == desk.clock.now_utc()


def test_all_means_every_park_and_premises(tmp_path: Path) -> None:
    """Plots have their place on the sheet of their park."""
    desk = Desk()
    assert len(desk.factsheets.all(tmp_path, QUIET)) == 6
    assert {each.site.kind.value for each in desk.writer.factsheets} == {"park", "premises"}


def test_all_for_a_case_are_made_for_its_request_and_kept_in_it(tmp_path: Path) -> None:
    """The wish is asked for exactly the sites of which sheets are made."""
    desk = Desk()
    desk.add_case(matched=False)
    asked: list[str] = []

    def wish_for(site_ids: Sequence[str]) -> SheetWish:
        asked.extend(site_ids)
        return SheetWish(NUMBER)

    made = desk.factsheets.all(tmp_path, QUIET, wish_for=wish_for)
    assert asked == [each.site.id for each in desk.writer.factsheets]
    assert {each.case_number for each in desk.writer.factsheets} == {NUMBER}
    with desk.workspace.unit_of_work() as work:
        assert len(work.cases.documents(NUMBER)) == len(made) == 6


def test_one_failure_leaves_the_others(tmp_path: Path) -> None:
    """The failed sheet is told by name; the others stay and are recorded in the case."""
    desk = Desk(writer=LineWriter(failing=frozenset({"Bargermeer"})))
    desk.add_case(matched=False)
    with pytest.raises(IncompleteBatchError) as caught:
        desk.factsheets.make(["near", "far"], tmp_path, QUIET, SheetWish(NUMBER))
    assert caught.value.failed == ("Bargermeer",)
    assert [each.path.name for each in caught.value.made] == ["factsheet-verweg.pdf"]
    with desk.workspace.unit_of_work() as work:
        kept = [each.file_name for each in work.cases.documents(NUMBER)]
    assert kept == ["factsheet-verweg.pdf"]


def test_a_case_records_what_was_made(tmp_path: Path) -> None:
    """Name, kind, checksum and an event."""
    desk = Desk()
    desk.add_case(matched=False)
    (made,) = desk.factsheets.make(["near"], tmp_path, QUIET, SheetWish(NUMBER))
    with desk.workspace.unit_of_work() as work:
        (document,) = work.cases.documents(NUMBER)
        event = work.cases.events(NUMBER)[-1]
    assert (document.sha256, document.made_at_utc) == (made.sha256, desk.clock.now_utc())
    assert event.kind is EventKind.DOCUMENT
    assert event.details["file_name"] == "factsheet-bargermeer.pdf"


def test_the_sheet_for_a_request_lies_beside_the_one_for_everybody(tmp_path: Path) -> None:
    """Else the answer to a company would take the place of the sheet for all, or the other way round."""
    desk = Desk()
    desk.add_case("near")
    cards = cards_of(desk.matching.latest(NUMBER), ["near"])
    answering = SheetWish(NUMBER, cards=cards)
    for wish in (SheetWish(), answering, replace(answering, style=DocumentStyle("de"))):
        desk.factsheets.make(["near"], tmp_path, QUIET, wish)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "factsheet-bargermeer-d-2026-0041-de.pdf",
        "factsheet-bargermeer-d-2026-0041.pdf",
        "factsheet-bargermeer.pdf",
    ]


@pytest.mark.parametrize(
    ("site_ids", "case", "error"),
    [
        ([], None, InputError),
        (["near", "geen"], None, NotFoundError),
        (["near"], "D-2026-9999", NotFoundError),
    ],
)
def test_nothing_is_written_when_something_is_unknown(
    tmp_path: Path, site_ids: list[str], case: str | None, error: type[Exception]
) -> None:
    """An empty list, an unknown site, an unknown case."""
    with pytest.raises(error):
        Desk().factsheets.make(site_ids, tmp_path, QUIET, SheetWish(case))
    assert list(tmp_path.iterdir()) == []


def test_a_batch_can_be_cancelled(tmp_path: Path) -> None:
    """The person stops the work; the sheet that is complete stays whole."""
    with pytest.raises(CancelledError):
        Desk().factsheets.make(["near", "far"], tmp_path, Impatient())
    assert [each.name for each in tmp_path.iterdir()] == ["factsheet-bargermeer.pdf"]


def test_a_sheet_that_answers_no_request_bears_no_number(tmp_path: Path) -> None:
    """It is the sheet for everybody; its name would promise an answer that is not in it."""
    desk = Desk()
    desk.add_case(matched=False)
    (made,) = desk.factsheets.make(["near"], tmp_path, QUIET, SheetWish(NUMBER))
    assert made.path.name == "factsheet-bargermeer.pdf"
