"""The advice: what qualifies, in the order of the ranking, nothing internal, all recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.ports.documents import AdviceForm
from drentsportal.services.progress import NoProgress
from tests.fakes import MOMENT_UTC, OFFICER
from tests.unit.services.document_fakes import NUMBER, REQUEST, RESOURCES, Desk, LineWriter, delivery, report

if TYPE_CHECKING:
    from pathlib import Path

QUIET = NoProgress()
DUTCH = Language("nl", RESOURCES, strict=True)


def test_advice_letter_and_factsheets_are_made_and_recorded(tmp_path: Path) -> None:
    """In the file names the case number stands, and no company."""
    desk = Desk()
    desk.add_case("near", "nearer")
    made = desk.advising.make(NUMBER, tmp_path, QUIET)
    assert [each.path.name for each in made] == [
        "advies-d-2026-0041.pdf",
        "brief-d-2026-0041.docx",
        "factsheet-pollux-nearer-d-2026-0041.pdf",
        "factsheet-bargermeer-d-2026-0041.pdf",
    ]
    with desk.workspace.unit_of_work() as work:
        documents = {each.file_name: each.sha256 for each in work.cases.documents(NUMBER)}
        events = [each for each in work.cases.events(NUMBER) if each.kind is EventKind.DOCUMENT]
    assert documents == {each.path.name: each.sha256 for each in made}
    assert len(events) == 4


def test_the_short_form_lies_beside_the_full_one(tmp_path: Path) -> None:
    """Under a name of its own, and with the form in the subject; the full form is the usual one."""
    desk = Desk()
    desk.add_case("near", "nearer")
    full = desk.advising.make(NUMBER, tmp_path, QUIET)
    short = desk.advising.make(NUMBER, tmp_path, QUIET, form=AdviceForm.SHORT)
    assert [each.path.name for each in short[:2]] == [
        "advies-kort-d-2026-0041.pdf",
        "brief-kort-d-2026-0041.docx",
    ]
    assert all(each.path.exists() for each in (*full, *short))
    assert [each.form for each in desk.writer.advices] == [AdviceForm.FULL, AdviceForm.SHORT]


def test_the_shortlist_is_compared_where_there_is_more_than_one(tmp_path: Path) -> None:
    """In the order of the ranking, by the match of the advice; a single site has nothing beside it."""
    desk = Desk()
    desk.add_case("near", "nearer")
    desk.advising.make(NUMBER, tmp_path, QUIET)
    (subject,) = desk.writer.advices
    assert subject.comparison is not None
    assert [each.candidate.id for each in subject.comparison.sites] == ["nearer", "near"]
    alone = Desk()
    alone.add_case("near")
    alone.advising.make(NUMBER, tmp_path, QUIET)
    assert alone.writer.advices[0].comparison is None


def test_sites_stand_in_the_order_of_the_ranking(tmp_path: Path) -> None:
    """Whoever chose them in what order; the others that qualify are all listed."""
    desk = Desk()
    desk.add_case("near", "nearer")
    desk.advising.make(NUMBER, tmp_path, QUIET)
    (subject,) = desk.writer.advices
    assert [each.site.id for each in subject.shortlist] == ["nearer", "near"]
    result = desk.matching.latest(NUMBER)
    assert result is not None
    chosen = {each.site.id for each in subject.shortlist}
    assert [e.candidate.id for e in subject.others] == [e for e in result.ranking() if e not in chosen]
    assert subject.rejection_count == result.rejection_count == len(subject.rejections)


def test_each_site_has_what_its_map_draws(tmp_path: Path) -> None:
    """The site itself with its plots, of the data of the match; factsheet and advice draw the same."""
    desk = Desk()
    desk.add_case("near", "nearer")
    desk.advising.make(NUMBER, tmp_path, QUIET)
    (subject,) = desk.writer.advices
    sheets = [each.sheet for each in subject.shortlist]
    assert [None if each is None else each.site.id for each in sheets] == ["nearer", "near"]
    told = {each.site.id: each for each in desk.writer.factsheets}
    for each in sheets:
        assert each is not None
        assert each.plots == told[each.site.id].plots
        assert (each.fitting is None) is (told[each.site.id].fitting is None)


def test_nothing_internal_is_in_the_subject(tmp_path: Path) -> None:
    """Neither the company nor the reason beside a shortlist entry; no unconfirmed instrument."""
    desk = Desk()
    desk.add_case("near")
    desk.advising.make(NUMBER, tmp_path, QUIET)
    (subject,) = desk.writer.advices
    assert "Geheim" not in repr(subject)
    assert "intern" not in repr(subject.shortlist)
    assert subject.instruments == ()


def test_the_clock_is_told_as_it_stands(tmp_path: Path) -> None:
    """Received, due 24 elapsed hours later, made now."""
    desk = Desk()
    desk.add_case("near")
    desk.clock.advance(timedelta(hours=3))
    desk.advising.make(NUMBER, tmp_path, QUIET)
    clock = desk.writer.advices[0].clock
    assert clock.due_at_utc - clock.received_at_utc == timedelta(hours=24)
    assert clock.elapsed == timedelta(hours=3)
    assert clock.made_at_utc == desk.clock.now_utc()
    assert clock.answered_at_utc is None


def test_an_advice_made_again_keeps_the_moment_of_the_answer(tmp_path: Path) -> None:
    """The clock of an answered case stands still, and the advice can say since when."""
    desk = Desk()
    desk.add_case("near")
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        answered_at_utc = case.received_at_utc + timedelta(hours=4)
        work.cases.save(replace(case, status=CaseStatus.ANSWERED, answered_at_utc=answered_at_utc))
        work.commit()
    desk.clock.advance(timedelta(days=3))
    desk.advising.make(NUMBER, tmp_path, QUIET)
    clock = desk.writer.advices[0].clock
    assert (clock.elapsed, clock.answered_at_utc) == (timedelta(hours=4), answered_at_utc)


def test_without_a_shortlist_or_match_it_is_refused(tmp_path: Path) -> None:
    """Nothing is written."""
    desk = Desk()
    desk.add_case(matched=False)
    with pytest.raises(InputError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.message_id == "error.advise.no_shortlist"
    other = Desk()
    other.add_case("near", matched=False)
    with pytest.raises(InputError) as caught:
        other.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.message_id == "error.advise.no_match"
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_does_not_qualify_is_named(tmp_path: Path) -> None:
    """An advice never recommends what a requirement excludes."""
    desk = Desk()
    desk.add_case("near", "far")
    with pytest.raises(InputError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.params["names"] == ("Verweg",)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("field", ["title", "sector"])
def test_the_company_is_never_named(tmp_path: Path, field: str) -> None:
    """A title or activity that names it is refused."""
    desk = Desk()
    text = {field: "Uitbreiding van geheim bv"}
    desk.add_case("near", request=replace(REQUEST, **text))  # type: ignore[arg-type] # both fields are text
    with pytest.raises(InputError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.message_id == "error.advise.names_company"


def test_a_failed_factsheet_leaves_the_advice(tmp_path: Path) -> None:
    """It is told by name, and what was made is recorded."""
    desk = Desk(writer=LineWriter(failing=frozenset({"Bargermeer"})))
    desk.add_case("near", "nearer")
    with pytest.raises(IncompleteBatchError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.failed == ("Bargermeer",)
    assert len(caught.value.made) == 3
    assert DUTCH.text(caught.value).startswith("1 document kon niet worden gemaakt: Bargermeer (Het document")
    with desk.workspace.unit_of_work() as work:
        assert len(work.cases.documents(NUMBER)) == 3


def test_an_old_match_is_refused(tmp_path: Path) -> None:
    """Data that changed after the match; both versions are told, and nothing is written."""
    desk = Desk()
    desk.add_case("near")
    with desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(delivery(), report(), OFFICER, MOMENT_UTC)
        work.commit()
    with pytest.raises(InputError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.message_id == "error.advice.stale_match"
    assert (caught.value.params["match_version"], caught.value.params["data_version"]) == (1, 2)
    assert "gegevensversie 1; de gegevens zijn nu versie 2" in DUTCH.text(caught.value)
    assert list(tmp_path.iterdir()) == []
    desk.matching.match_case(NUMBER)
    assert len(desk.advising.make(NUMBER, tmp_path, QUIET)) == 3


def test_a_match_of_another_request_is_refused(tmp_path: Path) -> None:
    """The request was changed after the match."""
    desk = Desk()
    desk.add_case("near")
    with desk.workspace.unit_of_work() as work:
        case = work.cases.get(NUMBER)
        work.cases.save(replace(case, request=replace(REQUEST, staff_count=12)))
        work.commit()
    with pytest.raises(InputError) as caught:
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert caught.value.message_id == "error.advice.request_changed"
    assert NUMBER in DUTCH.text(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_case_is_not_found(tmp_path: Path) -> None:
    """As everywhere."""
    with pytest.raises(NotFoundError):
        Desk().advising.make("D-2026-9999", tmp_path, QUIET)


def test_how_firm_the_order_is_follows_from_the_match(tmp_path: Path) -> None:
    """Each site tells its share of the draws, number one what would dethrone it; again the same words."""
    desk = Desk()
    desk.add_case("near", "nearer")
    desk.advising.make(NUMBER, tmp_path / "een", QUIET)
    desk.advising.make(NUMBER, tmp_path / "twee", QUIET)
    first, second = desk.writer.advices
    result = desk.matching.latest(NUMBER)
    assert result is not None
    told = [(each.trials, each.tipping) for each in first.shortlist]
    assert told == [(each.trials, each.tipping) for each in second.shortlist]
    has_weights = any(each.weight for each in result.preferences)
    assert all((each.trials is not None) == has_weights for each in first.shortlist)
    assert [each.tipping is not None for each in first.shortlist] == [
        has_weights and each.card.rank == 1 for each in first.shortlist
    ]
