"""Drafts of forms: kept, found, and gone with the case that they are about, whoever destroyed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.services.form_drafts import FormDrafts
from tests.fakes import MOMENT_UTC, OFFICER, FixedClock
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from tests.unit.services.desk_harness import Desk

KEPT = "D-2026-0001"
ANONYMISED = "D-2026-0002"
GONE = "D-2026-0003"


def test_a_draft_is_kept_with_its_moment_and_the_newest_comes_first(desk: Desk) -> None:
    """One per form."""
    clock = FixedClock()
    drafts = FormDrafts(desk.workspace, clock)
    drafts.keep("request", "", "Nieuwe aanvraag", {"typed": {}})
    drafts.keep("site:vb-001", "vb-001", "Gegevens", {"said": ["a"]})
    assert {each.key for each in drafts.waiting()} == {"request", "site:vb-001"}
    found = drafts.find("request")
    assert found is not None
    assert (found.kept_at_utc, found.title) == (clock.now_utc(), "Nieuwe aanvraag")
    drafts.drop("request")
    assert drafts.find("request") is None


def test_the_drafts_of_cases_that_are_gone_go_too(desk: Desk) -> None:
    """Destroyed or anonymised by somebody else; what is of a case that is there, or of a site, stays."""
    drafts = FormDrafts(desk.workspace, FixedClock())
    with desk.workspace.unit_of_work() as work:
        for number in (KEPT, ANONYMISED):
            work.cases.add(new_case(number))
        work.cases.add_event(
            ANONYMISED, CaseEvent(MOMENT_UTC, EventKind.ANONYMISED, OFFICER, {"reason": "x"})
        )
        work.commit()
    for number in (KEPT, ANONYMISED, GONE):
        drafts.keep(f"request:{number}", number, "Wijziging", {"title": "geheim"})
    drafts.keep("request", "", "Nieuwe aanvraag", {})
    drafts.keep("site:vb-001", "vb-001", "Gegevens", {})
    drafts.tidy()
    assert {each.key for each in drafts.waiting()} == {f"request:{KEPT}", "request", "site:vb-001"}
