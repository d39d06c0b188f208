"""A site that was retired goes out in nothing: every paper and comparison refuses it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionSet
from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackageRound
from drentsportal.domain.vocabulary import Retirement
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.reports.question_writer import QuestionMailFiles
from drentsportal.services.access_log import AccessLog
from drentsportal.services.answering import DraftWishes
from drentsportal.services.edit_history import EditHistory
from drentsportal.services.package_planning import PackageWishes
from drentsportal.services.progress import NoProgress
from drentsportal.services.question_mail import QuestionMail
from drentsportal.services.site_editing import SiteEditing
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, RESOURCES, Desk
from tests.unit.services.test_answering import Office
from tests.unit.services.test_fact_finding import Trip
from tests.unit.services.test_information_package import PackageDesk

if TYPE_CHECKING:
    from pathlib import Path

QUIET = NoProgress()


def _editing(desk: Desk) -> SiteEditing:
    actors = FixedActor()
    return SiteEditing(desk.workspace, EditHistory(desk.workspace, desk.clock, actors), desk.clock, actors)


def _retire(desk: Desk, *site_ids: str) -> None:
    _editing(desk).retire(list(site_ids), Retirement.VANISHED, "", "gemeente Emmen")


def _asked(site_id: str) -> OpenQuestion:
    told = message("question_value.ask.price", name=site_id)
    return OpenQuestion(
        candidate_id=site_id,
        candidate_name=site_id,
        rank=1,
        criterion_id="price",
        required=True,
        preferred=False,
        scope="GM0114",
        text=told,
        changing=1,
        answers=2,
        why=told,
    )


def _told(error: InputError) -> tuple[str, object]:
    return error.message_id, error.params["names"]


REFUSED = ("error.site.retired", ("Bargermeer",))


def test_sheets_advice_and_comparison_refuse_it_by_name(tmp_path: Path) -> None:
    """Also where the newest match still ranks it; nothing is written."""
    desk = Desk()
    desk.add_case("near", "nearer")
    _retire(desk, "near")
    for make in (
        lambda: desk.factsheets.make(["nearer", "near"], tmp_path, QUIET),
        lambda: desk.advising.make(NUMBER, tmp_path, QUIET),
        lambda: desk.comparing.make(["near", "nearer"], NUMBER),
        lambda: desk.comparing.make(["near", "nearer"], NUMBER, desk.matching.latest(NUMBER)),
    ):
        with pytest.raises(InputError) as caught:
            make()
        assert _told(caught.value) == REFUSED
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("package_round", list(PackageRound))
def test_a_package_refuses_it_when_it_is_planned_and_when_it_is_made(
    package_round: PackageRound, tmp_path: Path
) -> None:
    """The plan is what window and command line show before anything is made."""
    made = PackageDesk()
    made.desk.add_case("near", "nearer")
    _retire(made.desk, "near")
    wishes = PackageWishes(package_round)
    for work in (
        lambda: made.packages.plan(NUMBER, wishes),
        lambda: made.packages.make(NUMBER, wishes, tmp_path, QUIET),
    ):
        with pytest.raises(InputError) as caught:
            work()
        assert _told(caught.value) == REFUSED
    assert made.packages.plan(NUMBER, PackageWishes(package_round, ("nearer",))).site_names == ("Pollux",)


def test_a_mail_of_the_shortlist_refuses_it(tmp_path: Path) -> None:
    """No draft is left behind."""
    office = Office(tmp_path)
    _retire(office.desk, "near")
    with pytest.raises(InputError) as caught:
        office.answering.draft_shortlist(NUMBER, DraftWishes(office.folder), QUIET)
    assert _told(caught.value) == REFUSED
    assert not office.folder.exists()


def test_a_day_along_sites_refuses_it() -> None:
    """Nobody drives to a site that is gone."""
    trip = Trip()
    _retire(trip.desk, "near")
    with pytest.raises(InputError) as caught:
        trip.ground("nearer", "near")
    assert _told(caught.value) == REFUSED


def test_a_mail_of_questions_refuses_it(tmp_path: Path) -> None:
    """A kept match still asks about it; nobody is asked about a site that is gone, and nothing is logged."""
    desk, actors = Desk(), FixedActor()
    desk.add_case("near", "nearer")
    result = desk.matching.latest(NUMBER)
    assert result is not None
    sets = (QuestionSet("GM0114", (_asked("nearer"), _asked("near"))),)
    access = AccessLog(desk.workspace, desk.clock, actors)
    writer = QuestionMailFiles(Language("nl", RESOURCES, strict=True))
    mail = QuestionMail(desk.workspace.catalogue, writer, access, desk.clock, actors)
    _retire(desk, "near")
    with pytest.raises(InputError) as caught:
        mail.draft(NUMBER, result, sets, tmp_path)
    assert _told(caught.value) == REFUSED
    assert not list(tmp_path.iterdir())
    with desk.workspace.reading() as unit:
        assert AccessKind.EXPORTED not in {each.kind for each in unit.relations.accesses(NUMBER)}
    assert mail.draft(NUMBER, result, (QuestionSet("GM0114", (_asked("nearer"),)),), tmp_path)


def test_several_are_named_together_and_what_came_back_goes_out_again(tmp_path: Path) -> None:
    """All of them at once, each once; who is back in use is made."""
    desk = Desk()
    _retire(desk, "near", "nearer")
    with pytest.raises(InputError) as caught:
        desk.factsheets.make(["near", "nearer", "near"], tmp_path, QUIET)
    assert _told(caught.value) == ("error.site.retired", ("Bargermeer", "Pollux"))
    _editing(desk).bring_back("near", "gemeente Emmen")
    assert len(desk.factsheets.make(["near"], tmp_path, QUIET)) == 1
