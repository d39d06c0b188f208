"""Many cases in a few reads say the same as one case after the other, and tell what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import (
    CaseEvent,
    CaseStatus,
    ClockStop,
    ContactMoment,
    EventKind,
    SentDocument,
    ShortlistEntry,
)
from drentsportal.domain.cases.case_outline import outline_of
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.relations.company import Company
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.word_folding import kept_words
from tests.storage_contract.deliveries import ANNA, NOON_UTC, minutes_after_noon, new_case

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

FIRST, SECOND = "D-2026-0001", "D-2026-0002"


def _fill(workspace: Workspace) -> None:
    with workspace.unit_of_work() as unit:
        case = new_case(FIRST)
        stop = ClockStop(minutes_after_noon(1), "wacht op gegevens")
        chosen = ShortlistEntry("park-1", ANNA, NOON_UTC)
        unit.cases.add(replace(case, stops=(stop,), shortlist=(chosen,), company_name="Élan BV"))
        unit.cases.add(
            replace(new_case(SECOND), status=CaseStatus.CLOSED, company_key="B-0001", company_name="")
        )
        unit.cases.add_event(FIRST, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": "belt terug"}))
        unit.cases.add_event(FIRST, CaseEvent(NOON_UTC, EventKind.REFERRED, ANNA, {"to": "Emmen"}))
        unit.cases.add_event(SECOND, CaseEvent(minutes_after_noon(9), EventKind.CLOSED, ANNA))
        said = ContactMoment(minutes_after_noon(3), ANNA, "EZ", "Élan BV", "Piet", "telefoon", "hal van 12 m")
        unit.cases.add_contact(FIRST, said)
        unit.cases.add_document(FIRST, SentDocument("a.pdf", "advice", "0" * 64, minutes_after_noon(4)))
        for version, content in ((1, "[]"), (2, '["t"]')):
            unit.cases.add_paper(FIRST, CasePaper(PaperKind.TASKS, version, NOON_UTC, ANNA, content))
        unit.cases.add_paper(FIRST, CasePaper(PaperKind.OUTCOME, 1, NOON_UTC, ANNA, "{}"))
        unit.commit()


def test_a_closed_case_says_when_it_was_closed_and_waits_for_nobody(workspace: Workspace) -> None:
    """As its timeline tells, whichever way it is read; it is among the open ones no more."""
    _fill(workspace)
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        read = (unit.cases.get(SECOND), unit.cases.all()[1], bulk.cases([SECOND])[0])
        assert {each.closed_at_utc for each in read} == {minutes_after_noon(9)}
        assert unit.cases.get(FIRST).closed_at_utc is None
        assert bulk.ends() == {FIRST: (None, None), SECOND: (None, minutes_after_noon(9))}
        assert bulk.ends([FIRST, "D-1999-0001"]) == {FIRST: (None, None)}
        assert (bulk.open_numbers(), bulk.answered_count()) == ([FIRST], 1)


def test_outlines_say_what_the_cases_say(workspace: Workspace) -> None:
    """Also of a part of them; a case that is not there is left out."""
    _fill(workspace)
    with workspace.reading() as unit:
        closed = {SECOND: minutes_after_noon(9)}
        wanted = {each.number: outline_of(each, closed.get(each.number)) for each in unit.cases.all()}
        assert unit.cases.bulk.outlines() == wanted
        assert unit.cases.bulk.outlines([SECOND, "D-1999-0001"]) == {SECOND: wanted[SECOND]}
        assert unit.cases.bulk.outlines([f"D-1999-{each}" for each in range(900)] + [FIRST]) == {
            FIRST: wanted[FIRST]
        }


def test_the_newest_papers_of_several_kinds_come_together(workspace: Workspace) -> None:
    """The newest version of each kind, by number and kind."""
    _fill(workspace)
    with workspace.reading() as unit:
        found = unit.cases.bulk.newest_papers((PaperKind.TASKS, PaperKind.OUTCOME))
        assert {key: (paper.version, paper.content) for key, paper in found.items()} == {
            (FIRST, PaperKind.TASKS): (2, '["t"]'),
            (FIRST, PaperKind.OUTCOME): (1, "{}"),
        }
        assert unit.cases.bulk.newest_papers((PaperKind.TASKS,), [SECOND]) == {}
        assert unit.cases.latest_papers(PaperKind.TASKS)[FIRST].version == 2


def test_every_version_of_several_kinds_comes_together(workspace: Workspace) -> None:
    """By version, as one case after the other tells them; a kind that a case has not is left out."""
    _fill(workspace)
    with workspace.reading() as unit:
        found = unit.cases.bulk.all_papers((PaperKind.TASKS, PaperKind.OUTCOME))
        assert found == {
            (FIRST, kind): unit.cases.papers(FIRST, kind) for kind in (PaperKind.TASKS, PaperKind.OUTCOME)
        }
        assert [each.version for each in found[FIRST, PaperKind.TASKS]] == [1, 2]
        assert unit.cases.bulk.all_papers((PaperKind.TASKS,), [SECOND]) == {}


def test_the_last_message_is_the_later_of_contact_and_answer(workspace: Workspace) -> None:
    """A case without either has none; what others heard is no message to the company.

    Nor is a document that was made, and never sent.
    """
    _fill(workspace)
    with workspace.unit_of_work() as work:
        for minutes, other in ((6, "Gemeente Emmen"), (7, "emmen"), (8, "NOM")):
            said = ContactMoment(minutes_after_noon(minutes), ANNA, "EZ", other, "Kees", "telefoon", "hal")
            for number in (FIRST, SECOND):
                work.cases.add_contact(number, said)
        work.commit()
    with workspace.unit_of_work() as work:
        assert work.cases.bulk.last_messages() == {FIRST: minutes_after_noon(3)}
        heard = {each.last_message_utc for each in work.cases.bulk.entries().values()}
        assert heard == {minutes_after_noon(3), None}
        for number in (FIRST, SECOND):
            work.cases.save(replace(work.cases.get(number), answered_at_utc=minutes_after_noon(5)))
        work.commit()
    with workspace.reading() as unit:
        last = minutes_after_noon(5)
        assert unit.cases.bulk.last_messages([FIRST]) == {FIRST: last}
        assert {each.last_message_utc for each in unit.cases.bulk.entries().values()} == {last}


def test_the_words_of_a_case_are_parted_by_where_they_stand(workspace: Workspace) -> None:
    """Notes apart from the rest of the timeline; the key of a company, not its name."""
    _fill(workspace)
    with workspace.reading() as unit:
        words = unit.cases.bulk.words()
    first = words[FIRST]
    assert (first.notes, first.timeline, first.company) == (("belt terug",), ("Emmen",), ("Élan BV",))
    assert first.contacts == ("Piet · Élan BV · EZ · hal van 12 m · telefoon",)
    assert (words[SECOND].company, words[SECOND].company_key) == ((), "B-0001")


def test_every_change_of_a_case_is_another_revision_of_that_case_alone(workspace: Workspace) -> None:
    """Saving, a line, a contact, a paper, a document: each is told, at the case that it belongs to."""
    _fill(workspace)
    contact = ContactMoment(NOON_UTC, ANNA, "", "", "", "", "x")
    document = SentDocument("b.pdf", "advice", "0" * 64, NOON_UTC)
    paper = CasePaper(PaperKind.OUTCOME, 2, NOON_UTC, ANNA, "{}")
    for step in range(5):
        with workspace.reading() as unit:
            before = unit.cases.bulk.revisions()
        with workspace.unit_of_work() as work:
            if step == 0:
                work.cases.save(work.cases.get(FIRST))
            if step == 1:
                work.cases.add_event(FIRST, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA))
            if step == 2:
                work.cases.add_contact(FIRST, contact)
            if step == 3:
                work.cases.add_paper(FIRST, paper)
            if step == 4:
                work.cases.add_document(FIRST, document)
            work.commit()
        with workspace.reading() as unit:
            after = unit.cases.bulk.revisions()
        assert [number for number in after if after[number] != before[number]] == [FIRST], step


def test_a_changed_company_has_another_mark(workspace: Workspace) -> None:
    """And only that one; an unknown key gives no company."""
    one, two = Company("B-0001", "Een"), Company("B-0002", "Twee")
    with workspace.unit_of_work() as unit:
        unit.relations.add_company(one)
        unit.relations.add_company(two)
        unit.commit()
    with workspace.reading() as unit:
        before = unit.relations.bulk.company_revisions()
        assert unit.relations.bulk.companies_of(["B-0002", "B-0009"]) == (two,)
    with workspace.unit_of_work() as unit:
        unit.relations.save_company(replace(one, name="Eén"))
        unit.commit()
    with workspace.reading() as unit:
        after = unit.relations.bulk.company_revisions()
    assert [key for key in after if after[key] != before[key]] == ["B-0001"]


def test_entries_say_what_outline_papers_and_messages_say(workspace: Workspace) -> None:
    """Of all cases, and of some."""
    _fill(workspace)
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        outlines, messages = bulk.outlines(), bulk.last_messages()
        entries = bulk.entries()
        assert bulk.entries([SECOND, "D-1999-0001"]) == {SECOND: entries[SECOND]}
    assert {number: each.outline for number, each in entries.items()} == outlines
    assert {number: each.last_message_utc for number, each in entries.items()} == {
        FIRST: messages[FIRST],
        SECOND: None,
    }
    assert (entries[FIRST].tasks, entries[FIRST].outcome, entries[FIRST].referrals) == (["t"], {}, None)


def test_kept_words_are_the_words_of_each_case(workspace: Workspace) -> None:
    """By number, also of some."""
    _fill(workspace)
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        assert bulk.kept_words() == [kept_words(each) for each in bulk.words().values()]
        assert [each.number for each in bulk.kept_words([SECOND, "D-1999-0001"])] == [SECOND]


def test_what_is_not_sealed_tells_which_cases_there_are(workspace: Workspace) -> None:
    """Open ones, those of a company and those of an owner."""
    _fill(workspace)
    with workspace.unit_of_work() as work:
        work.cases.save(replace(work.cases.get(SECOND), answered_at_utc=minutes_after_noon(5)))
        work.commit()
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        assert (bulk.open_numbers(), bulk.answered_count()) == ([FIRST], 1)
        assert bulk.company_keys() == {SECOND: "B-0001"}
        assert (bulk.numbers_of_company("B-0001"), bulk.numbers_of_company("B-0002")) == ([SECOND], [])
        assert bulk.numbers_of_owner(ANNA.name.casefold()) == [FIRST, SECOND]
        assert bulk.numbers_of_owner("niemand") == []
        assert bulk.cases([SECOND, "D-1999-0001"]) == (unit.cases.get(SECOND),)
        assert bulk.cases([]) == ()
        assert FIRST in bulk.numbers_with_tasks()


def test_contacts_of_many_cases_come_together(workspace: Workspace) -> None:
    """In full, and whom they name alone."""
    _fill(workspace)
    nameless = ContactMoment(minutes_after_noon(7), ANNA, "", "", "Jan", "", 'zegt: "company": ""')
    with workspace.unit_of_work() as work:
        work.cases.add_contact(SECOND, nameless)
        work.commit()
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        wanted = [(number, each) for number in (FIRST, SECOND) for each in unit.cases.contacts(number)]
        assert bulk.contacts() == wanted
        assert bulk.contacts([SECOND]) == wanted[1:]
        assert bulk.contacts(None, minutes_after_noon(5)) == wanted[1:]
        assert sorted(bulk.contact_names()) == [
            (number, each.at_utc, each.company) for number, each in wanted
        ]
        assert [number for number, _, _ in bulk.contact_names([SECOND])] == [SECOND]
        assert bulk.company_names() == {FIRST: ("", "Élan BV"), SECOND: ("B-0001", "")}
        case = unit.cases.get(SECOND)
        assert bulk.names([SECOND, "D-1999-0001"]) == {
            SECOND: (case.request.title, "B-0001", "", case.received_at_utc)
        }
        assert bulk.company_names([SECOND]) == {SECOND: ("B-0001", "")}


def test_what_came_into_view_is_told_of_all_cases_at_once(workspace: Workspace) -> None:
    """Shortlists with something in them, when matches were kept, when documents of a kind were made."""
    _fill(workspace)
    with workspace.unit_of_work() as work:
        for minute in (8, 7):
            work.cases.save_match(SECOND, "{}", minutes_after_noon(minute))
        work.commit()
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        assert bulk.shortlists() == {FIRST: unit.cases.get(FIRST).shortlist}
        assert bulk.match_times() == {SECOND: [minutes_after_noon(8), minutes_after_noon(7)]}
        assert bulk.document_times("advice") == {FIRST: [minutes_after_noon(4)]}
        assert bulk.document_times("letter") == {}


def test_what_may_count_later_is_never_left_out(workspace: Workspace) -> None:
    """What waits, what was answered since, and what has a referral or an outcome of since."""
    noon = NOON_UTC
    later = noon + timedelta(days=10)
    to = Party(PartyKind.MUNICIPALITY, "GM0114")
    outcome = CaseOutcome(OutcomeKind.WITHDRAWN, later.date())
    papers = {
        "D-2026-0003": (PaperKind.OUTCOME, outcome_to_data(outcome)),
        "D-2026-0004": (PaperKind.REFERRALS, [referral_to_data(Referral(later, to, "beter"))]),
    }
    with workspace.unit_of_work() as work:
        for at, answered in enumerate((None, noon, noon, noon, later), 1):
            work.cases.add(replace(new_case(f"D-2026-{at:04d}"), answered_at_utc=answered))
        for number, (kind, content) in papers.items():
            work.cases.add_paper(number, CasePaper(kind, 1, noon, ANNA, json.dumps(content)))
        work.commit()
    with workspace.reading() as unit:
        bulk = unit.cases.bulk
        since = bulk.unsettled_since(noon + timedelta(days=5))
        assert since == [f"D-2026-000{each}" for each in (1, 3, 4, 5)]
        assert bulk.unsettled_since(noon - timedelta(days=1)) == [f"D-2026-000{each}" for each in range(1, 6)]
