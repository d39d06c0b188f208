"""Every export of the product is made with a case full of marked internal text: none of it is found.

What exports there are is taken from the tree of commands and from the wired services: each option and each
method that names a file or a folder is either one that is read, or it stands here with how it is made. A new
one fails until it does.
"""

from __future__ import annotations

import inspect
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from drentsportal.bootstrap import open_language, open_services
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.main import build
from drentsportal.domain.package.parts import PackagePart, PackageRound
from drentsportal.paths import sample_data_dir
from drentsportal.services.answering import DraftWishes
from drentsportal.services.bidbook import BidbookOrder
from drentsportal.services.day_subject import DayTarget, DayWish
from drentsportal.services.factsheets import SheetWish
from drentsportal.services.package_planning import PackageWishes
from drentsportal.services.ports.documents import AdviceForm, ComparisonForm, DocumentStyle
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.ports.replies import ReplyKind, ReplyLanguage
from drentsportal.services.progress import NoProgress
from drentsportal.services.publication import Publication
from drentsportal.services.site_export import ExportRequest
from drentsportal.settings import Settings
from tests.end2end.searched_files import holding
from tests.end2end.wired_services import public_members
from tests.unit.cli.conftest import CommandLine
from tests.unit.reports.package.packages import acting_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.match.matching import MatchResult

    Write = Callable[[AppServices, Path], object]

MARK: Final = "Klompenwoord"
"""Stands in everything that is internal: contacts, notes, tasks, the company's name, attachments."""

CASE: Final = "D-2026-0001"
SITES: Final = ("vb-016", "vb-018")

READ: Final = frozenset(
    {
        "case answer --file",
        "case assess --answers",
        "case attach file",
        "case intake file",
        "case new --file",
        "case weights --pairs",
        "chase read file",
        "import --join-geometry",
        "import --mapping",
        "import file",
        "instruments add file",
        "instruments change file",
        "match --request",
        "match --staff",
        "package --add",
        "postcodes --staff",
        "postcodes file",
        "privacy selection-list --edit",
        "privacy woo --marks",
        "profile save file",
        "profile show profile",
        "protect --new-passphrase-file",
        "replay kept",
        "roads --mapping",
        "roads file",
        "site --attach",
        "sources add --mapping",
        "sources add address",
        "sources change --address",
        "sources change --mapping",
        "stability kept",
        "themes --check",
    }
)
"""What a command reads, and never writes."""

CONFIRMED: Final = frozenset({"privacy inzage --out", "privacy woo --out"})
"""The two exports that may hold internal text: read, confirmed and logged."""

ELSEWHERE: Final = {
    "demo --out": "makes a workspace of its own, in which nothing of this one is",
    "picture --out": "draws the window as its user sees it, internal parts included; needs the window",
    "import --propose-mapping": "writes what columns of a file mean; reads no case",
}

EXPORTS: Final[dict[str, list[list[str]]]] = {
    "advise --out": [["advise", CASE, "--out", "{out}/advies"]],
    "case assess --pdf": [["case", "assess", CASE, "--pdf", "{out}/afweging.pdf"]],
    "case assess --xlsx": [["case", "assess", CASE, "--xlsx", "{out}/afweging.xlsx"]],
    "case calendar out": [["case", "calendar", "{out}/agenda.ics", "--case", CASE]],
    "case draft --out": [
        ["case", "draft", kind.value, CASE, "--out", "{out}/mail-" + kind.value] for kind in ReplyKind
    ],
    "case form --out": [
        ["case", "form", "--out", "{out}/formulier.xlsx"],
        ["case", "form", "--out", "{out}/formulier.json"],
    ],
    "chase make --out": [["chase", "make", "--municipality", "Hoogeveen", "--out", "{out}/opvraag"]],
    "compare --out": [
        ["compare", *SITES, "--out", "{out}/vergelijking.xlsx"],
        ["compare", "--case", CASE, "--form", "pdf", "--out", "{out}/vergelijking.pdf"],
        ["compare", "--case", CASE, "--form", "html", "--out", "{out}/vergelijking.html"],
    ],
    "doctor --out": [["doctor", "--out", "{out}/onderzoek.txt"]],
    "bidbook --out": [["bidbook", *SITES, "--out", "{out}/bidbook"]],
    "export --out": [
        ["export", "--out", "{out}/" + name]
        for name in ("terreinen.xlsx", "terreinen.csv", "terreinen.gpkg", "terreinen.geojson")
    ],
    "fact-finding-day --out": [
        [
            *("fact-finding-day", *SITES, "--date", "2026-12-03", "--from", "plaats:Assen"),
            *("--case", CASE, "--out", "{out}/dag"),
        ]
    ],
    "factsheet --out": [["factsheet", SITES[0], "--out", "{out}/factsheets"]],
    "match --out": [["match", CASE, "--out", "{out}/match.json"]],
    "match --xlsx": [["match", CASE, "--xlsx", "{out}/match.xlsx"]],
    "package --out": [["package", CASE, "--out", "{out}/pakket"]],
    "questions --mail": [["questions", CASE, "--mail", "{out}/vragen"]],
    "report quarter --out": [
        ["report", "quarter", "--quarter", "2026-4", "--out", "{out}/kwartaal." + form]
        for form in ("pdf", "xlsx")
    ],
    "report week --out": [["report", "week", "--out", "{out}/week." + form] for form in ("pdf", "xlsx")],
    "stability --out": [["stability", CASE, "--out", "{out}/stability.svg"]],
}
"""How each export is made."""

PRINTED: Final = (
    ("case", "list"),
    ("case", "show", CASE),
    ("match", CASE),
    ("replay", CASE),
    ("questions", CASE),
    ("stability", CASE),
    ("exposure",),
    ("case", "assess", CASE),
    ("case", "refer-proposal", CASE, "--gemeente", "Hoogeveen"),
    ("report", "quarter", "--quarter", "2026-4"),
    ("report", "week"),
    ("sites",),
    ("find", CASE),
    ("find", MARK),
    ("case", "retention"),
    ("case", "access", CASE),
)
"""What commands print of a case or of all, as text and as JSON, without ``--internal``."""


def file_options() -> Iterator[str]:
    """Name every option and argument of every command that stands for a file or a folder."""

    def walk(command: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - the classes are private to typer
        below = getattr(command, "commands", {})
        for each, sub in below.items():
            yield from walk(sub, f"{name} {each}".strip())
        if below:
            return
        for option in command.params:
            metavar = option.metavar or ""
            if any(word in metavar for word in ("FILE", "DIR", "OUT")) and option.name not in _COMMON:
                yield f"{name} {option.opts[0]}"

    yield from walk(build(open_language("nl")), "")


_COMMON: Final = frozenset({"workspace", "passphrase_file", "recovery_key_file"})


def test_every_file_that_a_command_writes_is_known_here() -> None:
    """A new export stands in none of the lists, and fails until somebody says how it is made and searched."""
    known = READ | CONFIRMED | set(EXPORTS) | set(ELSEWHERE)
    found = set(file_options())
    assert found - known == set(), "put each in READ, or in EXPORTS with how it is made"
    assert known - found == set(), "no command has these any more"


def make_marked(cli: CommandLine) -> None:
    """Open a case of a coded company, with the mark in everything that is internal."""
    cli.import_samples()
    samples = sample_data_dir()
    asked = json.loads((samples / "requests" / "2-logistiek.json").read_text(encoding="utf-8"))
    asked["case"]["company_name"] = f"{MARK} Holding"
    path = cli.folder / "aanvraag.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    attached = cli.folder / f"{MARK}.txt"
    attached.write_text(f"x {MARK} x\n" * 100, encoding="utf-8")
    for arguments in (
        ("case", "new", "--file", path),
        ("company", "add", f"{MARK} Holding", "--person", f"Jan {MARK};directeur;jan@{MARK}.example;"),
        ("company", "link", CASE, "B-0001"),
        ("contact", "log", f"Koffie met {MARK}", "--company", "B-0001", "--person", MARK),
        ("contact", "log", f"Over {MARK}", "--gemeente", "Hoogeveen", "--person", MARK),
        ("case", "contact", CASE, f"Over {MARK}", "--person", MARK, "--company", MARK, "--agreement", MARK),
        ("case", "note", CASE, f"Let op: {MARK}"),
        ("case", "attach", CASE, attached),
        ("case", "task", "add", CASE, f"Bel {MARK}", "--due", "2026-12-01"),
        ("case", "path", "plan", CASE, "v3", "--date", "2026-12-02", "--contact", MARK, "--note", MARK),
        ("case", "retention", CASE, "--category", "answered", "--reason", f"zoals {MARK}"),
        ("case", "assess", CASE, "--answers", samples / "assessments" / "2-logistiek.json"),
        ("match", CASE),
    ):
        outcome = cli(*arguments)
        assert outcome.code == ExitCode.OK, (arguments, outcome.err)
    for each in cli("replay", CASE, "--json").data["ranked"][:2]:
        added = cli("shortlist", CASE, "--add", each["id"], "--reason", f"want {MARK}")
        assert added.code == ExitCode.OK
    wishes = ",".join(asked["request"]["preferences"])
    afterwards: tuple[tuple[str, ...], ...] = (
        ("case", "weights", CASE, "--rank", wishes, "--person", f"Piet {MARK}"),
        ("case", "path", "agree", CASE, f"Afspraak met {MARK}", "--due", "2026-12-03", "--owner", MARK),
        ("case", "path", "skip", CASE, "v4", "--reason", f"niet bij {MARK}"),
        ("case", "stop", CASE, "--reason", f"wacht op {MARK}"),
        ("case", "resume", CASE),
        ("case", "refer", CASE, "--to", "Hoogeveen", "--reason", f"past beter bij {MARK}"),
        ("case", "referral", CASE, "1", "--accepted", "yes", "--result", f"gesproken met {MARK}"),
        ("case", "outcome", CASE, "placed", "--gemeente", "Hoogeveen", "--jobs", "20", "--note", MARK),
    )
    for later in afterwards:
        outcome = cli(*later)
        assert outcome.code == ExitCode.OK, (later, outcome.err)


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Give a command line on the workspace with the marked case; one for all tests here."""
    folder = tmp_path_factory.mktemp("marked")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        made = CommandLine(folder)
        make_marked(made)
        yield made


def holds_mark(folder: Path) -> list[str]:
    """Name what under a folder holds the mark."""
    assert any(each.is_file() for each in folder.rglob("*")), "the export wrote nothing to be searched"
    return holding(folder, MARK)


def test_the_mark_is_in_the_case(cli: CommandLine) -> None:
    """Who asks for what is internal finds it: else the searches below would prove nothing."""
    shown = cli("case", "show", CASE, "--internal", "--json")
    assert shown.code == ExitCode.OK, shown.err
    assert shown.out.count(MARK) > 10


@pytest.mark.parametrize("option", sorted(EXPORTS))
def test_no_export_holds_internal_text(cli: CommandLine, tmp_path: Path, option: str) -> None:
    """Each is made, and its files, names and printed lines are searched."""
    for at, arguments in enumerate(EXPORTS[option]):
        out = tmp_path / str(at)
        out.mkdir()
        outcome = cli(*(each.format(out=out) for each in arguments))
        assert outcome.code == ExitCode.OK, (arguments, outcome.err)
        assert holds_mark(out) == []
        assert MARK not in outcome.out


def _latest(services: AppServices) -> MatchResult:
    result = services.matching.latest(CASE)
    assert result is not None
    return result


def _drafts(make: Callable[[AppServices, DraftWishes], object]) -> Write:
    """Draft in every language of which there are templates."""

    def write(services: AppServices, out: Path) -> object:
        return [make(services, DraftWishes(out / each.value, each)) for each in ReplyLanguage]

    return write


def _every_format(services: AppServices, out: Path) -> None:
    sources = frozenset({"Voorbeeldgegevens"})
    publication = Publication("CC0-1.0", "Provincie", "Schakelpunt", "s@p.example", sources)
    for form in ExportFormat:
        for suffix in SUFFIXES[form]:
            path = out / f"uit-{form.value}{suffix}"
            services.exporting.run(ExportRequest(form, path, publication=publication), NoProgress())


def _reports(services: AppServices, out: Path) -> None:
    subject = services.quarter_report.subject(services.quarter_report.current_quarter(), with_exposure=True)
    for ending in ("pdf", "xlsx"):
        services.quarter_report.export(subject, out / f"kwartaal.{ending}")


def _weeks(services: AppServices, out: Path) -> None:
    subject = services.weekly_list.subject()
    assert [each for team in subject.teams for each in team.cases], "the case is in no list"
    for ending in ("pdf", "xlsx"):
        services.weekly_list.export(subject, out / f"week.{ending}")


def _packages(services: AppServices, out: Path) -> None:
    """Make both packages in every language, with a brochure of which maker, script and file hold the mark."""
    path = out.parent / f"{out.name}-brochure.pdf"
    path.write_bytes(acting_pdf(MARK))
    services.packages.add_file(CASE, PackagePart.BROCHURE, path)
    standing = services.establishment.standing(CASE)
    if standing.path.entry("v4").not_applicable:
        services.establishment.reopen(CASE, "v4")
    for package_round in PackageRound:
        for code in ("nl", "en", "de"):
            wishes, style = PackageWishes(package_round), DocumentStyle(code, "gemeente")
            services.packages.make(CASE, wishes, out / code, NoProgress(), style)


def _text(services: AppServices, out: Path) -> None:
    (out / "match.json").write_text(services.rankings.text(_latest(services), CASE), encoding="utf-8")


WRITERS: Final[dict[str, Write]] = {
    "advising.make": lambda s, out: [
        s.advising.make(CASE, out, NoProgress(), form=form) for form in AdviceForm
    ],
    "answering.draft_advice": _drafts(lambda s, wishes: s.answering.draft_advice(CASE, wishes, NoProgress())),
    "answering.draft_questions": _drafts(lambda s, wishes: s.answering.draft_questions(CASE, wishes)),
    "answering.draft_shortlist": _drafts(
        lambda s, wishes: s.answering.draft_shortlist(CASE, wishes, NoProgress())
    ),
    "assessing.export": lambda s, out: s.assessing.export(CASE, out / "afweging.pdf"),
    "assessing.export_sheet": lambda s, out: s.assessing.export_sheet(CASE, out / "afweging.xlsx"),
    "bidbooks.draft": lambda s, out: s.bidbooks.draft(BidbookOrder(SITES, out), out, NoProgress()),
    "calendar.export": lambda s, out: s.calendar.export(CASE, out / "agenda.ics"),
    "calendar.export_of_owner": lambda s, out: s.calendar.export_of_owner(
        s.desk.case(CASE).owner.name, out / "agenda.ics"
    ),
    "chase_lists.make": lambda s, out: s.chase_lists.make("GM0118", out, NoProgress()),
    "exporting.run": _every_format,
    "advising.draft": lambda s, out: s.advising.draft(CASE, out, NoProgress()),
    "fact_finding.make": lambda s, out: s.fact_finding.make(
        s.fact_finding.ground(SITES, s.origins.find("plaats:Assen"), None, NoProgress()),
        SITES,
        DayWish(date(2026, 12, 3)),
        DayTarget(out, CASE),
        NoProgress(),
    ),
    "fact_finding.draft": lambda s, out: s.fact_finding.draft(
        s.fact_finding.ground(SITES, s.origins.find("plaats:Assen"), None, NoProgress()),
        SITES,
        DayWish(date(2026, 12, 3)),
        DayTarget(out, CASE),
        NoProgress(),
    ),
    "factsheets.draft": lambda s, out: s.factsheets.draft(SITES, out, NoProgress(), SheetWish(CASE)),
    "factsheets.make": lambda s, out: s.factsheets.make(SITES, out, NoProgress(), SheetWish(CASE)),
    "map_export.write": lambda s, out: s.map_export.write(out / "kaart.html", _latest(s), SITES[0], CASE),
    "packages.draft": lambda s, out: s.packages.draft(
        CASE, PackageWishes(PackageRound.FIRST), out, NoProgress()
    ),
    "packages.keep": lambda s, out: s.packages.keep(
        s.packages.draft(CASE, PackageWishes(PackageRound.FIRST), out / "eerst", NoProgress()), out
    ),
    "packages.make": _packages,
    "previewing.advice": lambda s, out: s.previewing.advice(CASE, out, NoProgress()),
    "previewing.factsheets": lambda s, out: s.previewing.factsheets(
        SITES, out, NoProgress(), SheetWish(CASE)
    ),
    "previewing.keep": lambda s, out: s.previewing.keep(
        s.previewing.advice(CASE, out / "eerst", NoProgress()), out
    ),
    "quarter_report.draft": lambda s, out: s.quarter_report.draft(
        s.quarter_report.subject(s.quarter_report.current_quarter(), with_exposure=False),
        out / "kwartaal.xlsx",
    ),
    "quarter_report.export": _reports,
    "question_mail.draft": lambda s, out: s.question_mail.draft(
        CASE, _latest(s), s.analysis.questions(_latest(s)).sets(), out
    ),
    "rankings.comparison": lambda s, out: s.rankings.comparison(
        s.comparing.make(SITES, CASE), out / "vergelijking.xlsx"
    ),
    "rankings.comparison_draft": lambda s, out: [
        s.rankings.comparison_draft(s.comparing.make(SITES, CASE), out / form.value, form)
        for form in ComparisonForm
    ],
    "rankings.text": _text,
    "rankings.write": lambda s, out: s.rankings.write(_latest(s), out / "volgorde.xlsx", CASE),
    "request_forms.write": lambda s, out: s.request_forms.write(out / "formulier.xlsx"),
    "request_forms.write_schema": lambda s, out: s.request_forms.write_schema(out / "schema.json"),
    "weekly_list.draft": lambda s, out: s.weekly_list.draft(s.weekly_list.subject(), out / "week.xlsx"),
    "weekly_list.export": _weeks,
}
"""How each method that writes a file is called; all languages, formats and endings of it."""

NO_WRITERS: Final = {
    **dict.fromkeys(
        (
            *(
                "attachments.add",
                "attachments.makers_of",
                "chase_returns.is_chase_list",
                "chase_returns.read",
            ),
            *("chase_returns.take", "form_intake.read", "imports.look", "imports.preview", "imports.review"),
            *("imports.run", "linking.propose", "linking.try_draft", "messages.read", "postcodes.look_at"),
            *("packages.add_file", "postcodes.use", "request_forms.read"),
        ),
        "reads a file",
    ),
    **dict.fromkeys(
        ("linking.keep", "linking.keep_proposal", "road_choosing.write_columns"),
        "writes what the columns of a file mean; reads no case",
    ),
    "refreshing.fetch": "keeps what a source sent",
    "factsheets.all": "as factsheets.make, of every site",
    "disclosure.give_inzage": "confirmed and logged, below",
    "disclosure.give_woo": "confirmed and logged, below",
    "statement_pages.write": "of cases that are gone, below",
}
"""Methods that name a file and hand nothing of a case to anybody, with why."""

_NAMES_A_FILE: Final = re.compile(r"\b(Path|DraftWishes|DayTarget|ExportRequest|Made\w+)\b")


def naming_files(services: AppServices) -> Iterator[str]:
    """Name each service method of which a parameter or the answer speaks of a file."""
    for name, member, value in public_members(services):
        if not inspect.isfunction(value):
            continue
        signature = inspect.signature(value)
        said = [str(each.annotation) for each in signature.parameters.values()]
        if _NAMES_A_FILE.search(" ".join((*said, str(signature.return_annotation)))):
            yield f"{name}.{member}"


@pytest.fixture
def services(cli: CommandLine) -> Iterator[AppServices]:
    """Open the workspace of the marked case as the window does."""
    opened = open_services(Settings(actor_name="Anna de Vries"), cli.workspace)
    yield opened
    opened.workspace.close()


def test_every_method_that_writes_is_known_here(services: AppServices) -> None:
    """A new one stands in neither table, and fails until somebody says how it is made and searched."""
    found = set(naming_files(services))
    known = (set(WRITERS) - {"rankings.text"}) | set(NO_WRITERS)
    assert found - known == set(), "put each in WRITERS with how it is made, or in NO_WRITERS with why not"
    assert known - found == set(), "no service has these any more"


@pytest.mark.parametrize("member", sorted(WRITERS))
def test_no_writer_lets_internal_text_out(services: AppServices, tmp_path: Path, member: str) -> None:
    """Every format, ending and language, as the window has them too, with the names of files and folders."""
    WRITERS[member](services, tmp_path)
    assert holds_mark(tmp_path) == []


def test_a_statement_of_destruction_holds_nothing_of_what_is_gone(cli: CommandLine, tmp_path: Path) -> None:
    """Case and company are destroyed in a copy of the workspace; their statements name number and key."""
    copy = tmp_path / "kopie.drents"
    copy.write_bytes(cli.workspace.read_bytes())
    opened = open_services(Settings(actor_name="Anna de Vries"), copy)
    out = tmp_path / "uit"
    out.mkdir()
    try:
        opened.destruction.erase(CASE, "termijn verstreken", before_term=True)
        opened.destruction.erase_company("B-0001", "verzoek om te wissen")
        opened.statement_pages.write(opened.destruction, out / "verklaringen.html")
        assert opened.destruction.statements()
    finally:
        opened.workspace.close()
    assert CASE in (out / "verklaringen.html").read_text(encoding="utf-8")
    assert holds_mark(out) == []


@pytest.mark.parametrize("arguments", PRINTED, ids=" ".join)
def test_nothing_internal_is_printed_unasked(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """Lists, reports and one case, as text and as data, hold nothing internal without ``--internal``."""
    for form in ((), ("--json",)):
        outcome = cli(*arguments, *form)
        assert outcome.code == ExitCode.OK, outcome.err
        assert MARK.casefold() not in outcome.out.casefold()


def test_a_confirmed_inzage_is_the_exception_and_is_logged(cli: CommandLine, tmp_path: Path) -> None:
    """Without the code of what was read nothing is written; with it the file tells, and the log knows."""
    out = tmp_path / "inzage.html"
    person = f"Jan {MARK}"
    refused = cli("privacy", "inzage", person, "--out", out)
    assert refused.code == ExitCode.QUESTION
    assert not out.exists()
    read = cli("privacy", "inzage", person, "--also", MARK, "--json").data
    outcome = cli("privacy", "inzage", person, "--also", MARK, "--out", out, "--confirm", read["code"])
    assert outcome.code == ExitCode.OK, outcome.err
    assert MARK in out.read_text(encoding="utf-8")
    log = cli("case", "access", CASE, "--json").data
    assert "inzage" in {each["kind"] for each in log}


def test_a_woo_selection_holds_what_was_marked_and_no_more(cli: CommandLine, tmp_path: Path) -> None:
    """A passage that is withheld leaves its ground; one that nobody marked is not there."""
    listed = cli("privacy", "woo", CASE, "--json").data
    note = next(each for each in listed["passages"] if f"Let op: {MARK}" in str(each["fields"]))
    note["ground"] = "public"
    note["withhold"] = [{"text": MARK, "ground": "5.1.1.c"}]
    marks = tmp_path / "merken.json"
    marks.write_text(json.dumps(listed), encoding="utf-8")
    draft = cli("privacy", "woo", CASE, "--marks", marks, "--json").data
    out = tmp_path / "woo.html"
    outcome = cli("privacy", "woo", CASE, "--marks", marks, "--confirm", draft["code"], "--out", out)
    assert outcome.code == ExitCode.OK, outcome.err
    page = out.read_text(encoding="utf-8")
    assert "Let op: " in page
    assert "[5.1.1.c]" in page
    assert MARK not in page
    assert "woo" in {each["kind"] for each in cli("case", "access", CASE, "--json").data}
