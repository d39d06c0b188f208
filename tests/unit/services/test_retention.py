"""Terms, their end, and the log of looks, over both stores."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import LocationRequest, Origin, Requirement
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.cases.outcome import CaseOutcome, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.working_time import WORKING_TIME
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.domain.retention.selection_list import list_to_data
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.errors import InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list
from drentsportal.services.access_log import SAME_LOOK_WITHIN, AccessLog
from drentsportal.services.case_clock import CaseClock
from drentsportal.services.case_desk import Talk
from drentsportal.services.destruction import Anonymising, Destruction
from drentsportal.services.retention import Retention
from tests.fakes import OFFICER, FixedActor
from tests.unit.services.desk_harness import FRIDAY

if TYPE_CHECKING:
    from tests.unit.services.desk_harness import Desk

REQUEST = LocationRequest(
    "Composietverwerker",
    summary="Wij zoeken een kavel",
    origin=Origin("Dorpsstraat 1", 240_000, 540_000),
    requirements=(Requirement("plot_area", 15_000),),
)
REFERRAL = Referral(FRIDAY, Party(PartyKind.MUNICIPALITY, "GM0114"), "Jansen wil naar Emmen")
PLACED = CaseOutcome(OutcomeKind.PLACED, date(2026, 11, 20), "GM0114", jobs=12, note="Jansen is blij")


@pytest.fixture
def retention(desk: Desk) -> Retention:
    """Give the terms of the workspace."""
    return Retention(desk.workspace, lambda: read_selection_list(resources_dir()), desk.clock, desk.actors)


@pytest.fixture
def destruction(desk: Desk, retention: Retention) -> Destruction:
    """Give what ends them."""
    return Destruction(desk.workspace, retention, desk.clock, desk.actors)


def make_case(desk: Desk) -> str:
    """Open a case of a company with everything that is internal."""
    with desk.workspace.unit_of_work() as unit:
        if not unit.relations.companies():
            unit.relations.add_company(
                Company("B-0001", "Zuivel Ruinen", persons=(ContactPerson("Jan Jansen"),))
            )
        unit.commit()
    case, _ = desk.intake.open_case(
        REQUEST,
        RequestChannel.NOM,
        FRIDAY - timedelta(hours=2),
        requester="Mevrouw Bos van NOM",
        company_name="Zuivel Ruinen",
    )
    desk.desk.log_contact(case.number, Talk("Over de kavel", person="Jan Jansen", company="Zuivel Ruinen"))
    desk.desk.add_note(case.number, "Jan Jansen heeft haast")
    desk.desk.attach(case.number, "jansen.txt", b"persoonlijk")
    desk.desk.attach(case.number, "kaart.txt", b"kaart")
    with desk.workspace.unit_of_work() as unit:
        for kind, content in (
            (PaperKind.REFERRALS, [referral_to_data(REFERRAL)]),
            (PaperKind.OUTCOME, outcome_to_data(PLACED)),
            (PaperKind.TASKS, [{"text": "Jan Jansen bellen"}]),
        ):
            text = json.dumps(content, ensure_ascii=False)
            unit.cases.add_paper(case.number, CasePaper(kind, 1, FRIDAY, OFFICER, text))
        unit.cases.save_match(case.number, '{"request": {"title": "Zuivel Ruinen"}}', FRIDAY)
        unit.commit()
    return case.number


def test_a_term_counts_from_its_start_and_is_only_proposed(desk: Desk, retention: Retention) -> None:
    """Nobody decided, not begun, running, due: and after all that the case is still there."""
    number = make_case(desk)
    assert retention.standing(number).state is RetentionState.UNDECIDED
    standing, _ = retention.choose(number, "placed", "gevestigd")
    # It has no closing, but an outcome: the case ended on the day of that.
    assert standing.started_on == date(2026, 11, 20)
    assert standing.state is RetentionState.RUNNING
    assert retention.proposals(date(2036, 11, 20)) == ()
    (due,) = retention.proposals(date(2036, 11, 21))
    assert (due.number, due.action) == (number, "anonymise")
    desk.clock.advance(timedelta(days=12 * 366))
    assert [each.number for each in retention.proposals()] == [number]
    assert desk.desk.case(number).request == REQUEST
    assert EventKind.RETENTION in {each.kind for each in desk.desk.timeline(number)}


def test_a_case_keeps_the_term_that_was_chosen_when_the_list_changes(
    desk: Desk, retention: Retention
) -> None:
    """Another list of the workspace counts for what is chosen after it."""
    number = make_case(desk)
    retention.choose(number, "placed")
    data = list_to_data(retention.selection_list())
    data["categories"] = [{**data["categories"][2], "term_years": 1, "number": "B 7.2"}]
    kept = retention.keep_list(data)
    assert (kept.version, [each.id for each in kept.categories]) == (1, ["placed"])
    before = retention.standing(number)
    assert before.choice is not None
    assert before.choice.category.term_years == 10
    after, _ = retention.choose(number, "placed")
    assert after.last_kept_on == date(2027, 11, 20)
    with pytest.raises(NotFoundError):
        retention.choose(number, "answered")
    with pytest.raises(InputError):
        retention.keep_list({"title": "x"})
    with pytest.raises(InputError):
        retention.keep_list({"title": "x", "source": "y", "categories": []})


def test_destruction_needs_category_term_and_a_ground_without_names(
    desk: Desk, retention: Retention, destruction: Destruction
) -> None:
    """Refused one by one, with nothing changed."""
    number = make_case(desk)
    with pytest.raises(InputError, match="no_choice"):
        destruction.erase(number, "termijn om", before_term=True)
    retention.choose(number, "permanent")
    with pytest.raises(InputError, match="permanent"):
        destruction.erase(number, "termijn om", before_term=True)
    retention.choose(number, "placed")
    with pytest.raises(InputError, match="not_due"):
        destruction.erase(number, "termijn om")
    with pytest.raises(InputError, match="ground_missing"):
        destruction.erase(number, "  ", before_term=True)
    for named in (
        "op verzoek van jan jansen",
        "Zuivel Ruinen wil het",
        "Mevrouw Bos van NOM",
        "Op verzoek van mevrouw Jansen",
        "jansen vroeg erom",
        "Verzoek KvK 05063322",
        "mail j.jansen@zuivel.example",
        "bel 0592 365555",
    ):
        with pytest.raises(InputError, match="ground_names"):
            destruction.erase(number, named, before_term=True)
    assert desk.desk.case(number).request == REQUEST


def test_the_digest_that_stays_counts_as_the_setting_says(desk: Desk, retention: Retention) -> None:
    """So that a figure does not change when a case is destroyed."""
    number = make_case(desk)
    retention.choose(number, "placed")
    case, clock = desk.desk.case(number), CaseClock(desk.clock, WORKING_TIME)
    desk.clock.advance(timedelta(days=3))
    erased, _ = Destruction(desk.workspace, retention, clock, desk.actors).erase(
        number, "termijn om", before_term=True
    )
    now_utc = desk.clock.now_utc()
    assert erased.digest == digest_of(case, (REFERRAL,), PLACED, now_utc, rule=WORKING_TIME)
    assert erased.digest != digest_of(case, (REFERRAL,), PLACED, now_utc)


def test_a_destroyed_case_leaves_statement_and_figures(
    desk: Desk, retention: Retention, destruction: Destruction
) -> None:
    """Who, when, category and ground; the digest is that of the case; the log tells; nothing else."""
    number = make_case(desk)
    retention.choose(number, "placed")
    case = desk.desk.case(number)
    desk.clock.advance(timedelta(days=11 * 366))
    now_utc = desk.clock.now_utc()
    erased, changes = destruction.erase(number, "termijn om")
    assert erased.digest == digest_of(case, (REFERRAL,), PLACED, now_utc)
    assert (erased.category, erased.statement) == ("Aanvraag die tot vestiging leidde", "termijn om")
    assert (erased.actor, erased.erased_at_utc) == (OFFICER, now_utc)
    assert changes.cases == {number}
    assert destruction.statements() == (erased,)
    with pytest.raises(NotFoundError):
        desk.desk.case(number)
    log = AccessLog(desk.workspace, desk.clock, desk.actors).of_subject(number)
    assert log[-1].kind is AccessKind.ERASED


def test_an_anonymised_case_keeps_its_figures_and_no_names(
    desk: Desk, retention: Retention, destruction: Destruction
) -> None:
    """What stays is exactly what is said to stay; the figures of reports are the same as before."""
    number = make_case(desk)
    retention.choose(number, "placed")
    before, now_utc = desk.desk.case(number), desk.clock.now_utc()
    kinds = [each.kind for each in desk.desk.timeline(number)]
    how = Anonymising("verzoek om te wissen", keep_attachments=("b2",))
    destruction.anonymise(number, how, before_term=True)
    after = desk.desk.case(number)
    assert digest_of(after, (REFERRAL,), PLACED, now_utc) == digest_of(before, (REFERRAL,), PLACED, now_utc)
    assert (after.company_name, after.company_key, after.requester) == ("", "", "")
    assert (after.request.title, after.request.requirements) == (REQUEST.title, REQUEST.requirements)
    assert (after.request.summary, after.request.origin) == ("", None)
    timeline = desk.desk.timeline(number)
    assert [each.kind for each in timeline] == [*kinds, EventKind.ANONYMISED]
    assert [each.details for each in timeline[:-1]] == [{}] * len(kinds)
    assert desk.desk.contacts(number) == ()
    assert [each.id for each in desk.desk.attachments(number)] == ["b2"]
    assert desk.desk.attachment_content(number, "b2") == b"kaart"
    with desk.workspace.reading() as unit:
        assert unit.cases.latest_match(number) is None
        assert unit.cases.papers(number, PaperKind.TASKS) == ()
        (outcome,) = unit.cases.papers(number, PaperKind.OUTCOME)
        (referrals,) = unit.cases.papers(number, PaperKind.REFERRALS)
    assert "Jansen" not in outcome.content + referrals.content
    assert json.loads(outcome.content)["jobs"] == 12
    assert retention.standing(number).state is RetentionState.ANONYMISED
    with pytest.raises(InputError, match="anonymised"):
        retention.choose(number, "placed")


def test_a_title_that_names_somebody_must_be_replaced(
    desk: Desk, retention: Retention, destruction: Destruction
) -> None:
    """The title stays, so it may name nobody; an attachment that is not there cannot be kept."""
    number = make_case(desk)
    retention.choose(number, "placed")
    with pytest.raises(InputError, match="title_names"):
        destruction.anonymise(number, Anonymising("verzoek", "Voor Jan Jansen"), before_term=True)
    with pytest.raises(InputError, match="no_attachment"):
        destruction.anonymise(number, Anonymising("verzoek", "", ("b9",)), before_term=True)
    destruction.anonymise(number, Anonymising("verzoek", "Verwerker"), before_term=True)
    assert desk.desk.case(number).request.title == "Verwerker"


def test_an_erased_company_is_told_with_the_cases_that_still_name_it(
    desk: Desk, destruction: Destruction
) -> None:
    """Name, people and contacts go; the statement stays with the workspace."""
    number = make_case(desk)
    party = Party(PartyKind.COMPANY, "B-0001")
    with desk.workspace.unit_of_work() as unit:
        unit.relations.add_moment(RelationMoment(FRIDAY, OFFICER, party, "EZ", "Jan Jansen", "", "koffie"))
        unit.commit()
    with pytest.raises(InputError, match="ground_names"):
        destruction.erase_company("B-0001", "Zuivel Ruinen vraagt erom")
    done, _ = destruction.erase_company("B-0001", "verzoek om te wissen")
    assert done.case_numbers == (number,)
    with desk.workspace.reading() as unit:
        assert unit.relations.companies() == ()
        assert unit.relations.moments() == ()
        assert [each.kind for each in unit.relations.accesses("B-0001")] == [AccessKind.ERASED]
    with pytest.raises(NotFoundError):
        destruction.erase_company("B-0001", "nog eens")


@pytest.mark.parametrize(
    "written", ["Wiersma Staalbouw B.V.", "wiersma  staalbouw", "WIERSMA STAALBOUW Holding"]
)
def test_cases_that_write_the_legal_form_otherwise_are_told_too(
    desk: Desk, destruction: Destruction, written: str
) -> None:
    """As the intake compares names: BV, B.V. and none are one company; a longer name is another."""
    with desk.workspace.unit_of_work() as unit:
        unit.relations.add_company(Company("B-0001", "Wiersma Staalbouw BV"))
        unit.commit()
    at_utc = FRIDAY - timedelta(hours=2)
    case, _ = desk.intake.open_case(REQUEST, RequestChannel.NOM, at_utc, company_name=written)
    desk.intake.open_case(REQUEST, RequestChannel.NOM, at_utc, company_name="Wiersma Transport")
    done, _ = destruction.erase_company("B-0001", "verzoek om te wissen")
    assert done.case_numbers == (case.number,)


@pytest.mark.parametrize(
    "ground", ["Wiersma vraagt erom", "Op verzoek van KvK 05063322", "staal@wiersma.example"]
)
def test_the_ground_for_a_company_points_to_nobody(desk: Desk, destruction: Destruction, ground: str) -> None:
    """Nor by one word of its name, its number or an address; nothing is destroyed then."""
    with desk.workspace.unit_of_work() as unit:
        unit.relations.add_company(Company("B-0001", "Wiersma Staalbouw BV"))
        unit.commit()
    with pytest.raises(InputError, match="ground_names"):
        destruction.erase_company("B-0001", ground)
    with desk.workspace.reading() as unit:
        assert [each.key for each in unit.relations.companies()] == ["B-0001"]


def test_a_look_is_logged_once_and_a_list_is_no_look(desk: Desk) -> None:
    """The same person within a quarter is one look; somebody else, a later hour and every file are more."""
    number = make_case(desk)
    log = AccessLog(desk.workspace, desk.clock, desk.actors)
    seen = len(log.of_subject(number))
    desk.clock.advance(timedelta(days=1))
    desk.desk.cases()
    assert len(log.of_subject(number)) == seen
    for _ in range(3):
        desk.desk.case(number)
        desk.desk.timeline(number)
        desk.desk.contacts(number)
    assert len(log.of_subject(number)) == seen + 1
    desk.desk.attachment_content(number, "b1")
    desk.desk.attachment_content(number, "b1")
    desk.clock.advance(SAME_LOOK_WITHIN + timedelta(seconds=1))
    desk.desk.case(number)
    other = FixedActor(type(OFFICER)("Bert Smit", "Provincie Drenthe", OFFICER.role))
    AccessLog(desk.workspace, desk.clock, other).opened(number)
    kinds = [each.kind for each in log.of_subject(number)[seen:]]
    assert kinds == [
        AccessKind.OPENED,
        AccessKind.ATTACHMENT_READ,
        AccessKind.ATTACHMENT_READ,
        AccessKind.OPENED,
        AccessKind.OPENED,
    ]
    assert [each.subject for each in log.of_person("bert  SMIT")] == [number]


def test_the_day_is_the_dutch_one(desk: Desk, retention: Retention) -> None:
    """Half past eleven in the evening UTC in summer is the next day here."""
    desk.clock.at_utc = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert retention.today() == date(2026, 7, 2)
