"""Every service method that gives out something internal of a case or company leaves a line in the log.

The methods are found on the wired services. Each is a change (which the timeline tells), or stands in one of
the tables below: a look, something taken out, or without a line for a reason. A new one fails here until
somebody decides what it is; the rule stands in docs/decisions/0014-desk.md.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.cases.access import (
    ALL_COMPANIES,
    ALL_CONTACTS,
    OPEN_TASKS,
    QUARTER_REPORT,
    SEARCH,
    WEEKLY_LIST,
    AccessKind,
)
from drentsportal.domain.package.parts import PackageRound
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.retention.persons import SoughtPerson
from drentsportal.domain.retention.woo import WooMark
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import StorageError
from drentsportal.paths import sample_data_dir
from drentsportal.services.answering import DraftWishes
from drentsportal.services.assessment_data import read_answers
from drentsportal.services.case_desk import Talk
from drentsportal.services.contact_log import ContactSearch
from drentsportal.services.day_subject import DayGround, DayTarget, DayWish
from drentsportal.services.factsheets import SheetWish
from drentsportal.services.package_planning import PackageWishes
from drentsportal.services.passages import case_passages
from drentsportal.services.progress import NoProgress
from drentsportal.services.referral_log import ReferralTerms
from tests.end2end.wired_services import public_members
from tests.fakes import MOMENT_UTC
from tests.ui.workspaces import SETTINGS, sample_services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.drafts import Draft

    Use = Callable[[AppServices, Path], object]

CASE: Final = "D-2026-0001"
COMPANY: Final = "B-0001"
GEMEENTE: Final = "GM0118"
PERSON: Final = SoughtPerson("Jan Klompenwoord")
SITE: Final = "vb-016"
QUIET: Final = NoProgress()


def _day_ground(services: AppServices) -> DayGround:
    return services.fact_finding.ground([SITE], services.origins.find("plaats:Assen"), None, QUIET)


def _match(services: AppServices) -> MatchResult:
    result = services.matching.latest(CASE)
    assert result is not None
    return result


def _inzage(services: AppServices, folder: Path) -> object:
    draft = services.disclosure.inzage(PERSON)
    return services.disclosure.give_inzage(PERSON, draft.code, folder / "inzage.html")


def _woo(services: AppServices, folder: Path) -> object:
    passages = services.disclosure.woo_passages(CASE)
    marks = [WooMark(each.id, "public") for each in passages]
    draft = services.disclosure.woo(CASE, marks)
    return services.disclosure.give_woo(CASE, marks, draft.code, folder / "woo.html")


def _woo_draft(services: AppServices, _: Path) -> object:
    with services.workspace.reading() as unit:
        marks = [WooMark(each.id, "public") for each in case_passages(unit, CASE)]
    return services.disclosure.woo(CASE, marks)


def _sheets(services: AppServices, folder: Path) -> Draft:
    return services.previewing.factsheets([SITE], folder / "eerst", QUIET, SheetWish(CASE))


LOOKS: Final[dict[str, tuple[Use, frozenset[str]]]] = {
    "advising.draft": (lambda s, f: s.advising.draft(CASE, f, QUIET), frozenset({CASE})),
    "answering.recipient": (lambda s, _: s.answering.recipient(CASE), frozenset({CASE})),
    "assessing.standing": (lambda s, _: s.assessing.standing(CASE), frozenset({CASE})),
    "assessing.version": (lambda s, _: s.assessing.version(CASE), frozenset({CASE})),
    "assessing.versions": (lambda s, _: s.assessing.versions(CASE), frozenset({CASE})),
    "companies.all": (lambda s, _: s.companies.all(), frozenset({ALL_COMPANIES})),
    "companies.asking_person": (lambda s, _: s.companies.asking_person(CASE), frozenset({CASE})),
    "companies.find": (lambda s, _: s.companies.find("Turf"), frozenset({ALL_COMPANIES})),
    "companies.company": (lambda s, _: s.companies.company(COMPANY.lower()), frozenset({COMPANY})),
    "companies.resolve": (lambda s, _: s.companies.resolve("Turfschip"), frozenset({COMPANY})),
    "comparing.make": (lambda s, _: s.comparing.make([SITE, "vb-018"], CASE), frozenset({CASE})),
    "contacts.find": (lambda s, _: s.contacts.find(ContactSearch()), frozenset({ALL_CONTACTS})),
    "contacts.last_contacts": (lambda s, _: s.contacts.last_contacts(), frozenset({ALL_CONTACTS})),
    "contacts.of_case": (lambda s, _: s.contacts.of_case(CASE), frozenset({CASE, COMPANY})),
    "contacts.of_party": (
        lambda s, _: s.contacts.of_party(Party(PartyKind.MUNICIPALITY, GEMEENTE)),
        frozenset({GEMEENTE}),
    ),
    "desk.attachments": (lambda s, _: s.desk.attachments(CASE), frozenset({CASE})),
    "desk.sendable_files": (lambda s, _: s.desk.sendable_files(CASE), frozenset({CASE})),
    "desk.case": (lambda s, _: s.desk.case(CASE), frozenset({CASE})),
    "desk.contacts": (lambda s, _: s.desk.contacts(CASE), frozenset({CASE})),
    "desk.documents": (lambda s, _: s.desk.documents(CASE), frozenset({CASE})),
    "desk.timeline": (lambda s, _: s.desk.timeline(CASE), frozenset({CASE})),
    "disclosure.inzage": (lambda s, _: s.disclosure.inzage(PERSON), frozenset({CASE, COMPANY})),
    "disclosure.woo": (_woo_draft, frozenset({CASE})),
    "disclosure.woo_passages": (lambda s, _: s.disclosure.woo_passages(CASE), frozenset({CASE})),
    "establishment.contacts": (lambda s, _: s.establishment.contacts(CASE), frozenset({CASE})),
    "establishment.standing": (lambda s, _: s.establishment.standing(CASE), frozenset({CASE})),
    "finding.find": (lambda s, _: s.finding.find("Turf"), frozenset({SEARCH})),
    "matching.kept": (lambda s, _: s.matching.kept(CASE), frozenset({CASE})),
    "matching.latest": (lambda s, _: s.matching.latest(CASE), frozenset({CASE})),
    "outcomes.outcome": (lambda s, _: s.outcomes.outcome(CASE), frozenset({CASE})),
    "packages.kept_files": (lambda s, _: s.packages.kept_files(CASE), frozenset({CASE})),
    "packages.plan": (
        lambda s, _: s.packages.plan(CASE, PackageWishes(PackageRound.FIRST)),
        frozenset({CASE}),
    ),
    "previewing.advice": (lambda s, f: s.previewing.advice(CASE, f, QUIET), frozenset({CASE})),
    "question_log.standings": (lambda s, _: s.question_log.standings(CASE), frozenset({CASE})),
    "referrals.referrals": (lambda s, _: s.referrals.referrals(CASE), frozenset({CASE})),
    "referring.proposal": (lambda s, _: s.referring.proposal(CASE, GEMEENTE), frozenset({CASE})),
    "retention.standing": (lambda s, _: s.retention.standing(CASE), frozenset({CASE})),
    "search.find": (lambda s, _: s.search.find("logistiek"), frozenset({SEARCH})),
    "shortlist.entries": (lambda s, _: s.shortlist.entries(CASE), frozenset({CASE})),
    "tasks.open_tasks": (lambda s, _: s.tasks.open_tasks(), frozenset({OPEN_TASKS})),
    "tasks.tasks": (lambda s, _: s.tasks.tasks(CASE), frozenset({CASE})),
    "timeline.rows": (lambda s, _: s.timeline.rows(CASE, internal=False), frozenset({CASE})),
    "weighing.group": (lambda s, _: s.weighing.group(CASE), frozenset({CASE})),
    "weighing.versions": (lambda s, _: s.weighing.versions(CASE), frozenset({CASE})),
    "packages.draft": (
        lambda s, f: s.packages.draft(CASE, PackageWishes(PackageRound.FIRST), f, QUIET),
        frozenset({CASE}),
    ),
    "fact_finding.draft": (
        lambda s, f: s.fact_finding.draft(
            _day_ground(s), [SITE], DayWish(date(2026, 12, 3)), DayTarget(f, CASE), QUIET
        ),
        frozenset({CASE}),
    ),
    "weekly_list.subject": (lambda s, _: s.weekly_list.subject(), frozenset({WEEKLY_LIST})),
    "weighing.votes": (lambda s, _: s.weighing.votes(CASE), frozenset({CASE})),
}
"""What reads something of one case or relation: how it is called, and of whom a line is left."""

TAKEN_OUT: Final[dict[str, tuple[Use, AccessKind, frozenset[str]]]] = {
    name: (use, AccessKind.EXPORTED, frozenset({CASE}))
    for name, use in {
        "advising.make": lambda s, f: s.advising.make(CASE, f, QUIET),
        "answering.draft_advice": lambda s, f: s.answering.draft_advice(CASE, DraftWishes(f), QUIET),
        "answering.draft_questions": lambda s, f: s.answering.draft_questions(CASE, DraftWishes(f)),
        "answering.draft_shortlist": lambda s, f: s.answering.draft_shortlist(CASE, DraftWishes(f), QUIET),
        "assessing.export": lambda s, f: s.assessing.export(CASE, f / "a.pdf"),
        "assessing.export_sheet": lambda s, f: s.assessing.export_sheet(CASE, f / "a.xlsx"),
        "calendar.export": lambda s, f: s.calendar.export(CASE, f / "a.ics"),
        "calendar.export_of_owner": lambda s, f: s.calendar.export_of_owner(
            s.actors.current().name, f / "b.ics"
        ),
        "fact_finding.make": lambda s, f: s.fact_finding.make(
            _day_ground(s), [SITE], DayWish(date(2026, 12, 3)), DayTarget(f, CASE), QUIET
        ),
        "factsheets.all": lambda s, f: s.factsheets.all(
            f, QUIET, (SiteKind.PREMISES,), lambda _: SheetWish(CASE)
        ),
        "factsheets.make": lambda s, f: s.factsheets.make([SITE], f, QUIET, SheetWish(CASE)),
        "map_export.write": lambda s, f: s.map_export.write(f / "k.html", _match(s), case_number=CASE),
        "matching.kept(is_taken_out)": lambda s, _: s.matching.kept(CASE, is_taken_out=True),
        "packages.make": lambda s, f: s.packages.make(CASE, PackageWishes(PackageRound.FIRST), f, QUIET),
        "packages.keep": lambda s, f: s.packages.keep(
            s.packages.draft(CASE, PackageWishes(PackageRound.FIRST), f / "eerst", QUIET), f
        ),
        "previewing.keep": lambda s, f: s.previewing.keep(_sheets(s, f), f),
        "question_mail.draft": lambda s, f: s.question_mail.draft(
            CASE, _match(s), s.analysis.questions(_match(s)).sets(), f
        ),
        "rankings.comparison": lambda s, f: s.rankings.comparison(
            s.comparing.make([SITE, "vb-018"], CASE), f / "c.xlsx"
        ),
        "rankings.text": lambda s, _: s.rankings.text(_match(s), CASE),
        "rankings.write": lambda s, f: s.rankings.write(_match(s), f / "r.xlsx", CASE),
    }.items()
} | {
    "desk.attachment_content": (
        lambda s, _: s.desk.attachment_content(CASE, "b1"),
        AccessKind.ATTACHMENT_READ,
        frozenset({CASE}),
    ),
    "disclosure.give_inzage": (_inzage, AccessKind.INZAGE, frozenset({CASE, COMPANY})),
    "disclosure.give_woo": (_woo, AccessKind.WOO, frozenset({CASE})),
    "quarter_report.export": (
        lambda s, f: s.quarter_report.export(
            s.quarter_report.subject(s.quarter_report.last_quarter(), with_exposure=False), f / "q.xlsx"
        ),
        AccessKind.EXPORTED,
        frozenset({QUARTER_REPORT}),
    ),
    "weekly_list.export": (
        lambda s, f: s.weekly_list.export(s.weekly_list.subject(), f / "w.xlsx"),
        AccessKind.EXPORTED,
        frozenset({WEEKLY_LIST}),
    ),
}
"""What takes something out: the same, with the kind of line; each use leaves one, however soon after."""

_LIST: Final = "a list over many; who opens one of them reads it through a method that is logged"
_LOG: Final = "the log itself"
_FIGURES: Final = "figures over all cases, which name nobody"
_NOT_YET: Final = "what came in and is no case yet"
_RULE: Final = "rules and settings; nothing of a case"
_GIVEN: Final = "works on what the caller already read"

WITHOUT_A_LINE: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "access.attachment_read",
            "access.entry",
            "access.exported",
            "access.of_person",
            "access.of_subject",
            "access.opened",
        ),
        _LOG,
    ),
    **dict.fromkeys(
        (
            "clock_watch.next_utc",
            "clock_watch.since",
            "companies.alike",
            "companies.cases_of",
            "companies.names",
            "contacts.partners",
            "desk.cases",
            "finding.named",
            "destruction.statements",
            "destruction.company_statements",
            "referrals.all",
            "register.digests",
            "register.digests_since",
            "register.entries",
            "register.lines",
            "register.listed",
            "register.open_cases",
            "register.revision",
            "register.with_open_tasks",
            "retention.proposals",
            "retention.standings",
        ),
        _LIST,
    ),
    **dict.fromkeys(
        (
            *("search.forget", "search.refresh", "register.forget", "contacts.forget"),
            *("finding.forget", "finding.refresh"),
        ),
        "fills memory; gives nothing out",
    ),
    **dict.fromkeys(
        (
            "exposure.report",
            "quarter_report.current_quarter",
            "quarter_report.figures",
            "quarter_report.last_quarter",
            "quarter_report.subject",
        ),
        _FIGURES,
    ),
    **dict.fromkeys(
        (
            "form_intake.read",
            "intake.check",
            "mail_intake.check",
            "mail_intake.propose",
            "request_files.check",
            "request_files.read",
            "request_files.read_request",
            "request_files.write_request",
        ),
        _NOT_YET,
    ),
    **dict.fromkeys(
        ("request_files.open_case", "request_files.open_file", "matching.match_case"),
        "a change, which the timeline tells with who and when",
    ),
    **dict.fromkeys(
        (
            "assessing.frame",
            "assessing.grip_areas",
            "assessing.try_out",
            "disclosure.grounds",
            "retention.keep_list",
            "retention.selection_list",
            "retention.today",
            "tasks.today",
            "weighing.check_wishes",
            "weighing.person",
            "weighing.wishes",
        ),
        _RULE,
    ),
    **dict.fromkeys(
        (
            "desk.clock",
            "matching.changed_profile",
            "matching.match",
            "matching.measurable",
            "matching.replay",
            "quarter_report.draft",
            "rankings.comparison_draft",
            "weekly_list.draft",
            "referring.of_match",
            "retention.standing_within",
            "weighing.changed_request",
        ),
        _GIVEN,
    ),
    **dict.fromkeys(
        ("statement_pages.page", "statement_pages.write"),
        "statements of destruction, which name number, category and ground; what they speak of is gone",
    ),
    "assessing.require": "only refuses",
    "retention.is_anonymised": "yes or no, to say why there is nothing to read",
    "finding.has": "yes or no, to pass over what is gone",
    **dict.fromkeys(
        ("factsheets.draft", "previewing.factsheets"),
        "what lies around sites; of a case only that there is one",
    ),
    **dict.fromkeys(("bidbooks.draft", "bidbooks.make"), "sites of a filter; no case"),
    "packages.add_file": "a change, which the timeline tells with who and when",
    "fact_finding.ground": "where sites lie; no case",
    "question_mail.contact": "the function that answers for a gemeente; no case",
}
"""Every other method that can reach a case or company, with why it leaves no line."""

NO_CASE: Final = frozenset(
    {
        *(
            "account_managers",
            "analysis",
            "around",
            "attachments",
            "browsing",
            "chase_lists",
            "chase_returns",
        ),
        *("drawing", "editing", "edits", "exporting", "fitting", "imports", "instruments", "linking"),
        *("messages", "origins", "postcodes", "profiles", "protection", "quality", "question_answers"),
        *("refreshing", "request_forms", "road_choosing", "road_times", "sectors"),
    }
)
"""Services of sites, reference data and files that come in; their modules never read a case or company."""

READS_ITSELF: Final = {
    "diagnostics.py": "counts the cases, and tells nothing else of them",
    "case_ending.py": "counts what a case holds before it is destroyed, and logs the look itself",
    "privacy_rows.py": "lists: the terms of all cases, and of whom looks can be listed",
}
"""Modules of window and command line that read the store themselves, with why that is right."""

_READS_CASES: Final = re.compile(r"\b(unit|work)\.(cases|relations)\b|\bcase_number\b|\bnumber: str\b")


def members(services: AppServices) -> Iterator[str]:
    """Name each public method and property of each service, but for what all services stand on."""
    for name, member, value in public_members(services):
        if name not in NO_CASE and (callable(value) or isinstance(value, property)):
            yield f"{name}.{member}"


def is_change(services: AppServices, member: str) -> bool:
    """Tell whether a method says what it altered: then the timeline tells who did it."""
    name, _, method = member.partition(".")
    value = getattr(type(getattr(services, name)), method)
    return not isinstance(value, property) and "ChangeSet" in str(inspect.signature(value).return_annotation)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Open a workspace with a case that has something of every kind."""
    made = sample_services(tmp_path_factory.mktemp("looks") / "proef.drents")
    asked = json.loads((sample_data_dir() / "requests" / "2-logistiek.json").read_text(encoding="utf-8"))
    made.request_files.open_case(asked)
    company, _ = made.companies.add("Turfschip", persons=[ContactPerson(PERSON.name)])
    made.companies.link(CASE, company.key)
    made.contacts.log(Party(PartyKind.MUNICIPALITY, GEMEENTE), Talk("Koffie"))
    made.desk.log_contact(CASE, Talk("Kennismaking", person=PERSON.name))
    made.desk.attach(CASE, "brief.txt", b"x")
    for site_id in made.matching.match_case(CASE).ranking()[:2]:
        made.shortlist.add(CASE, site_id)
    answers = (sample_data_dir() / "assessments" / "2-logistiek.json").read_text(encoding="utf-8")
    made.assessing.save(CASE, *read_answers(answers))
    made.tasks.add(CASE, "Bellen", due_on=MOMENT_UTC.date())
    made.referrals.refer(CASE, ReferralTerms("NOM", "grote vraag"))
    yield made
    made.workspace.close()


@pytest.fixture
def later(services: AppServices) -> AppServices:
    """Move a day on, so that no look of an earlier test still counts."""
    clock = services.desk._clock  # noqa: SLF001 - the one clock of all services, wrapped by its rule
    inner = getattr(clock, "_clock", clock)
    assert isinstance(inner, FixedClock)
    inner.stand_at(inner.now_utc() + timedelta(days=1))
    return services


def lines_since(services: AppServices, count: int) -> set[tuple[AccessKind, str]]:
    """Return kind and subject of the lines that were added."""
    with services.workspace.reading() as unit:
        return {(each.kind, each.subject) for each in unit.relations.accesses()[count:]}


def line_count(services: AppServices) -> int:
    """Count the lines of the log."""
    with services.workspace.reading() as unit:
        return len(unit.relations.accesses())


def test_every_method_is_decided_about(services: AppServices) -> None:
    """A method in none of the tables is new: say whether it is a look, takes something out, or neither."""
    found = {each for each in members(services) if not is_change(services, each)}
    known = {each.partition("(")[0] for each in (*LOOKS, *TAKEN_OUT, *WITHOUT_A_LINE)}
    assert found - known == set(), "put each in LOOKS, TAKEN_OUT, or WITHOUT_A_LINE with why"
    assert known - found == set(), "no service has these any more"
    assert not set(LOOKS) & set(WITHOUT_A_LINE)


def test_services_without_cases_read_none(services: AppServices) -> None:
    """What stands in ``NO_CASE`` cannot give anything of a case: its module never speaks of one."""
    reading = {
        name
        for name in NO_CASE
        if _READS_CASES.search(inspect.getsource(sys.modules[type(getattr(services, name)).__module__]))
    }
    assert reading == set()


def test_nobody_reads_the_store_past_the_services() -> None:
    """Window and command line ask services, which log; they open no unit of the workspace themselves."""
    package = Path(inspect.getfile(sys.modules["drentsportal"])).parent
    past = [
        f"{path.name}:{node.lineno}"
        for folder in ("ui", "cli")
        for path in sorted((package / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if path.name not in READS_ITSELF
        and isinstance(node, ast.Attribute)
        and (
            (node.attr in {"reading", "unit_of_work"} and "workspace" in ast.unparse(node.value))
            or (
                node.attr in {"advice", "letter", "assessment", "assessment_sheet", "comparison", "ranking"}
                and ast.unparse(node.value).endswith("services.documents")
            )
        )
    ]
    assert past == []


@pytest.mark.parametrize("member", sorted(LOOKS))
def test_a_look_leaves_one_line(later: AppServices, tmp_path: Path, member: str) -> None:
    """The line names whom was looked at; the same look at once again adds nothing."""
    use, subjects = LOOKS[member]
    before = line_count(later)
    use(later, tmp_path)
    assert lines_since(later, before) == {(AccessKind.OPENED, each) for each in subjects}
    assert line_count(later) == before + len(subjects)
    use(later, tmp_path)
    assert line_count(later) == before + len(subjects)


@pytest.mark.parametrize("member", sorted(TAKEN_OUT))
def test_what_is_taken_out_leaves_a_line_each_time(later: AppServices, tmp_path: Path, member: str) -> None:
    """Taking out twice is two lines, whatever was looked at before."""
    use, kind, subjects = TAKEN_OUT[member]
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        before = line_count(later)
        use(later, folder)
        added = lines_since(later, before)
        assert {each for each in added if each[0] is not AccessKind.OPENED} == {
            (kind, each) for each in subjects
        }


def test_lists_leave_no_line(later: AppServices) -> None:
    """However many cases there are: a list is not a look at each of them."""
    before = line_count(later)
    later.desk.cases()
    later.register.lines()
    later.search.find("emmen bedrijventerrein")
    later.exposure.report()
    later.retention.standings()
    assert line_count(later) == before


def test_where_no_line_can_be_kept_nothing_is_shown_or_left(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that fails refuses the look, and takes the file away that was just written."""
    copy = services.workspace.copy_before("proef")
    assert copy is not None
    opened = open_services(SETTINGS, copy, clock=FixedClock(MOMENT_UTC + timedelta(days=400)))
    relations = sys.modules["drentsportal.storage.relations"].StoredRelations

    def refuse(*_: object) -> None:
        raise StorageError("error.storage.read_only", path=str(copy))

    for kept in ("add_access", "add_accesses"):
        monkeypatch.setattr(relations, kept, refuse)
    try:
        for use in (
            lambda: opened.desk.case(CASE),
            lambda: opened.contacts.of_party(Party(PartyKind.COMPANY, COMPANY)),
            lambda: opened.tasks.tasks(CASE),
            lambda: opened.factsheets.make([SITE], tmp_path / "uit", QUIET, SheetWish(CASE)),
            lambda: opened.calendar.export(CASE, tmp_path / "uit" / "a.ics"),
            lambda: opened.weekly_list.export(opened.weekly_list.subject(), tmp_path / "uit" / "w.xlsx"),
        ):
            with pytest.raises(StorageError):
                use()
    finally:
        opened.workspace.close()
    assert [each for each in (tmp_path / "uit").rglob("*") if each.is_file()] == []
