"""A package is planned from case, sites, path and kept files; making it records, ticks off and logs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackagePart, PackageRound, PartState
from drentsportal.domain.package.permit_list import PermitDocument
from drentsportal.domain.path.path_state import ItemState
from drentsportal.errors import InputError, NotFoundError, ReportError
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.establishment import Establishment
from drentsportal.services.information_package import (
    InformationPackages,
    PackageParts,
    added_files,
)
from drentsportal.services.package_gathering import PackageGathering
from drentsportal.services.package_own_files import PART_MEDIA_TYPE
from drentsportal.services.package_planning import PackageWishes, PlanGround, package_plan
from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
from drentsportal.services.ports.packages import MOST_OWN_BYTES, OwnPages
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, YEAR, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.packages import PackageSubject
    from drentsportal.services.site_export import ExportRequest

SECOND = PackageWishes(PackageRound.SECOND)


class OwnReader:
    """Takes any content as two pages; refuses what says that it is damaged."""

    def pages(self, name: str, content: bytes) -> OwnPages:
        """Read it."""
        if content == b"stuk":
            raise InputError("error.package.file_damaged", field="add", file_name=name)
        return OwnPages(content, 2)


class PlotFile:
    """Writes the id of a plot as its drawing."""

    def run(self, request: ExportRequest, progress: object) -> None:
        """Write it."""
        del progress
        request.path.write_text(" ".join(request.site_ids or ()), encoding="utf-8")


@dataclass
class Files:
    """Writes a line per file and keeps what it was given."""

    subjects: list[PackageSubject] = field(default_factory=list)
    styles: list[DocumentStyle] = field(default_factory=list)
    fails: bool = False

    def styled(self, style: DocumentStyle) -> Files:
        """Remember the style."""
        self.styles.append(style)
        return self

    def package(self, subject: PackageSubject, pdf: Path, archive: Path) -> tuple[MadeDocument, ...]:
        """Write both."""
        if self.fails:
            raise ReportError("error.package.not_bound")
        self.subjects.append(subject)
        made = []
        for path in (pdf, archive):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(subject.number, encoding="utf-8")
            checksum = hashlib.sha256(subject.number.encode()).hexdigest()
            made.append(MadeDocument(path, "informatiepakket", checksum))
        return tuple(made)


@dataclass
class PackageDesk:
    """Everything that makes packages, over one workspace in memory."""

    desk: Desk = field(default_factory=Desk)
    files: Files = field(default_factory=Files)
    permits: tuple[PermitDocument, ...] = (PermitDocument("a", "Aanvraag", "wie", "Omgevingswet", YEAR),)

    def __post_init__(self) -> None:
        """Wire."""
        workspace, clock, actors = self.desk.workspace, self.desk.clock, FixedActor()
        gathering = PackageGathering(workspace, self.desk.reference, self.desk.matching, PlotFile())  # type: ignore[arg-type] # writes a line
        self.path = Establishment(workspace, clock, actors)
        self.cases = CaseDesk(workspace, clock, actors)
        parts = PackageParts(gathering, OwnReader(), self.files, lambda: self.permits)
        self.packages = InformationPackages(workspace, parts, self.cases, self.path, clock, actors)


@pytest.fixture
def made() -> PackageDesk:
    """Give a case with two sites on its shortlist, one of which has a plot."""
    package_desk = PackageDesk()
    package_desk.desk.add_case("near", "nearer")
    return package_desk


def states(desk: PackageDesk, wishes: PackageWishes | None = None) -> list[PartState]:
    """Return how the parts of a plan stand."""
    return [each.state for each in desk.packages.plan(NUMBER, wishes or PackageWishes()).parts]


def test_a_plan_tells_what_is_there_and_what_is_missing(made: PackageDesk) -> None:
    """Brochure and hand-out are nobody's yet; factsheets and card are made."""
    plan = made.packages.plan(NUMBER, PackageWishes())
    assert [each.state for each in plan.parts] == [
        PartState.MISSING,
        PartState.MISSING,
        PartState.PRESENT,
        PartState.PRESENT,
    ]
    assert plan.site_names == ("Bargermeer", "Pollux")
    assert plan.contents[PackagePart.BUSINESS_CARD] == ("Accountmanager, Gemeente Emmen",)
    assert {each.part for each in plan.missing} == {PackagePart.BROCHURE, PackagePart.HANDOUT}
    assert made.files.subjects == []


def test_the_second_round_draws_what_the_match_offers(made: PackageDesk, tmp_path: Path) -> None:
    """A plot once, with its drawing; rules per plot, else per site; that none is confirmed is said."""
    plan = made.packages.plan(NUMBER, SECOND)
    assert plan.contents[PackagePart.DRAWING] == ("A1",)
    undrawn = message(
        "package.undrawn.contact", name="Pollux", function="Accountmanager", organisation="Gemeente Emmen"
    )
    note = message("package.remark.drawings", drawn=("Bargermeer",), missing=(undrawn,))
    assert plan.remarks == (message("package.remark.no_instruments"), note)
    made.packages.make(NUMBER, SECOND, tmp_path, NoProgress())
    (subject,) = made.files.subjects
    assert [(each.plot.id, each.dxf) for each in subject.drawings] == [("plot-1", b"plot-1")]
    assert [each.site.id for each in subject.rules] == ["plot-1", "nearer"]
    assert subject.drawings_note == note
    assert subject.rules[0].park is not None
    assert [each.id for each in subject.permits] == ["a"]
    assert subject.sheets == ()
    # Subsidies with no instrument in it is no step that was done; what does hold something is.
    standing = made.path.standing(NUMBER)
    assert [standing.state(f"v4.{part.value}") for part in list(PackagePart)[4:]] == [
        ItemState.OPEN,
        ItemState.DONE,
        ItemState.DONE,
        ItemState.DONE,
    ]


def test_without_plots_and_permit_list_these_parts_are_missing(made: PackageDesk) -> None:
    """And said so."""
    made.permits = ()
    found = made.packages.plan(NUMBER, PackageWishes(PackageRound.SECOND, ("nearer",)))
    assert {each.part for each in found.missing} == {PackagePart.DRAWING, PackagePart.PERMIT_DOCUMENTS}


def test_a_second_file_of_a_name_stands_beside_the_first(made: PackageDesk, tmp_path: Path) -> None:
    """Both are attachments and go out, each under a name of its own, and that is told; the same one once."""
    path = tmp_path / "brochure.pdf"
    told = []
    for content in (b"een", b"twee", b"drie", b"twee"):
        path.write_bytes(content)
        kept, known = made.packages.add_file(NUMBER, PackagePart.BROCHURE, path)
        told.append((kept.name, [each.id for each in known]))
    assert told == [
        ("brochure.pdf", []),
        ("brochure (2).pdf", ["package.renamed"]),
        ("brochure (3).pdf", ["package.renamed"]),
        ("brochure (2).pdf", ["package.same_file"]),
    ]
    assert len(made.cases.attachments(NUMBER)) == 3
    assert [(each.name, each.id) for each in made.packages.kept_files(NUMBER)] == [
        ("brochure.pdf", "b1"),
        ("brochure (2).pdf", "b2"),
        ("brochure (3).pdf", "b3"),
    ]
    assert states(made)[0] is PartState.PRESENT
    every = frozenset({"b1", "b2", "b3"})
    assert states(made, PackageWishes(left_out_files=every))[0] is PartState.MISSING
    handout, known = made.packages.add_file(NUMBER, PackagePart.HANDOUT, path)
    assert (handout.name, known) == ("brochure.pdf", ())
    made.packages.make(NUMBER, PackageWishes(), tmp_path / "uit", NoProgress())
    files = [(each.title, each.pages.content) for each in made.files.subjects[0].files]
    assert files == [
        ("brochure", b"een"),
        ("brochure (2)", b"twee"),
        ("brochure (3)", b"drie"),
        ("brochure", b"twee"),
    ]


def test_of_files_that_replaced_one_another_before_the_newest_counts(
    made: PackageDesk, tmp_path: Path
) -> None:
    """As it did when they were added; removed, it is gone with what stood behind it."""
    path = tmp_path / "brochure.pdf"
    path.write_bytes(b"twee")
    for content in (b"een", b"twee"):
        made.cases.attach(NUMBER, "brochure.pdf", content, f"{PART_MEDIA_TYPE}brochure")
    (kept,) = made.packages.kept_files(NUMBER)
    assert (kept.part, kept.name, kept.id) == (PackagePart.BROCHURE, "brochure.pdf", "b2")
    made.cases.attach(NUMBER, "brochure.pdf", b"van het bedrijf")
    other, _ = made.packages.add_file(NUMBER, PackagePart.HANDOUT, path)
    gone, changes = made.packages.remove_file(NUMBER, "b2")
    assert (gone.part, gone.name) == (PackagePart.BROCHURE, "brochure.pdf")
    assert changes.cases == frozenset({NUMBER})
    assert [each.id for each in made.packages.kept_files(NUMBER)] == [other.id]
    assert [each.id for each in made.cases.attachments(NUMBER)] == ["b3", other.id]
    assert states(made)[0] is PartState.MISSING
    told = made.cases.timeline(NUMBER)[-1]
    assert (told.kind, told.details) == (
        EventKind.ATTACHMENT,
        {"name": "brochure.pdf", "action": "removed"},
    )
    added, _ = made.packages.add_file(NUMBER, PackagePart.BROCHURE, path)
    assert added.id == "b5"


def test_only_files_of_a_part_can_be_removed(made: PackageDesk) -> None:
    """What came in with the case stays, and so does what is not there."""
    kept, _ = made.cases.attach(NUMBER, "brief.pdf", b"x")
    for file_id in (kept.id, "b9"):
        with pytest.raises(NotFoundError):
            made.packages.remove_file(NUMBER, file_id)
    assert len(made.cases.attachments(NUMBER)) == 1


def test_a_draft_is_neither_recorded_nor_ticked_off_until_it_is_kept(
    made: PackageDesk, tmp_path: Path
) -> None:
    """Then as if it had been made, with the bytes that were looked at; what was done meanwhile stays done."""
    draft = made.packages.draft(NUMBER, PackageWishes(), tmp_path / "eerst", NoProgress())
    assert made.cases.documents(NUMBER) == ()
    assert made.path.standing(NUMBER).version == 0
    made.path.call_done(NUMBER, "v3.factsheets")
    documents = made.packages.keep(draft, tmp_path / "uit")
    assert [each.path.parent for each in documents] == [tmp_path / "uit"] * 2
    assert len(made.cases.documents(NUMBER)) == 2
    standing = made.path.standing(NUMBER)
    assert standing.state("v3.business_card") is ItemState.DONE
    assert standing.state("v3.brochure") is ItemState.OPEN


def test_what_is_refused_is_named_and_the_others_are_kept(made: PackageDesk, tmp_path: Path) -> None:
    """Damaged, of another kind, absent, too large, or naming the company."""
    contents = {"goed.pdf": b"een", "stuk.pdf": b"stuk", "lijst.docx": b"een", "voor Geheim BV.pdf": b"een"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "groot.pdf").open("wb") as large:
        large.truncate(MOST_OWN_BYTES + 1)
    names = (*contents, "groot.pdf", "weg.pdf")
    added = [(PackagePart.HANDOUT, tmp_path / name) for name in names]
    kept, _, refused = added_files(made.packages, NUMBER, added)
    assert [each.name for each in kept] == ["goed.pdf"]
    assert [each.params["file_name"] for each in refused] == [
        "stuk.pdf",
        "lijst.docx",
        "voor Geheim BV.pdf",
        "groot.pdf",
        "weg.pdf",
    ]


def test_making_records_ticks_off_and_logs(made: PackageDesk, tmp_path: Path) -> None:
    """What was in it is done on the path, what was missing stays open; the case knows both files."""
    documents = made.packages.make(NUMBER, PackageWishes(), tmp_path, NoProgress())
    assert [each.path.name for each in documents] == [
        "informatiepakket-d-2026-0041.pdf",
        "informatiepakket-d-2026-0041.zip",
    ]
    standing = made.path.standing(NUMBER)
    assert [standing.state(f"v3.{part.value}") for part in list(PackagePart)[:4]] == [
        ItemState.OPEN,
        ItemState.OPEN,
        ItemState.DONE,
        ItemState.DONE,
    ]
    assert len(made.cases.documents(NUMBER)) == 2
    with made.desk.workspace.reading() as unit:
        assert AccessKind.EXPORTED in {each.kind for each in unit.relations.accesses(NUMBER)}
    # Once more: what is done stays done, and nothing is refused.
    made.packages.make(NUMBER, PackageWishes(), tmp_path, NoProgress())


def test_what_fails_ticks_off_nothing(made: PackageDesk, tmp_path: Path) -> None:
    """Neither on the path nor in the case."""
    made.files.fails = True
    with pytest.raises(ReportError):
        made.packages.make(NUMBER, PackageWishes(), tmp_path, NoProgress())
    assert made.path.standing(NUMBER).version == 0
    assert made.cases.documents(NUMBER) == ()


def test_nothing_internal_is_in_a_subject(made: PackageDesk, tmp_path: Path) -> None:
    """No company, no reason of the shortlist, no reason why a part does not apply."""
    made.path.set_aside(NUMBER, "v3.handout", "geheime reden")
    made.packages.make(NUMBER, PackageWishes(), tmp_path, NoProgress())
    told = repr(made.files.subjects[0])
    for word in ("Geheim BV", "intern", "geheime reden"):
        assert word not in told


def test_a_style_goes_to_the_writer(made: PackageDesk, tmp_path: Path) -> None:
    """Language and theme."""
    style = DocumentStyle("de", "gemeente")
    made.packages.make(NUMBER, PackageWishes(), tmp_path, NoProgress(), style)
    assert made.files.styles == [style]


def test_an_empty_package_and_unknown_cases_are_refused(made: PackageDesk, tmp_path: Path) -> None:
    """All four parts left out, no such case, no such site."""
    nothing = PackageWishes(left_out_parts=frozenset(PackagePart))
    with pytest.raises(InputError) as caught:
        made.packages.make(NUMBER, nothing, tmp_path, NoProgress())
    assert caught.value.message_id == "error.package.nothing"
    with pytest.raises(NotFoundError):
        made.packages.plan("D-2026-9999", PackageWishes())
    with pytest.raises(NotFoundError):
        made.packages.plan(NUMBER, PackageWishes(site_ids=("weg",)))


def test_each_gemeente_has_a_card_and_one_without_an_accountmanager_is_told(made: PackageDesk) -> None:
    """Not only that of the first site; the gemeente of which nobody is known is named."""
    plan = made.packages.plan(NUMBER, PackageWishes())
    (emmen,) = plan.contacts
    assen = replace(emmen, id="c2", scope="GM0106", organisation="Gemeente Assen")
    with made.desk.workspace.reading() as unit:
        case = unit.cases.get(NUMBER)
    desk = made.desk
    gathering = PackageGathering(desk.workspace, desk.reference, desk.matching, PlotFile())  # type: ignore[arg-type] # writes a line
    gathered = gathering.sites(case, ("near",), made.desk.clock.now_utc())
    around = replace(gathered.surroundings, contacts=(emmen, assen))
    several = replace(
        gathered,
        surroundings=around,
        contacts=(emmen, assen),
        municipality_codes=("GM0114", "GM0106", "GM0118"),
    )
    path = made.path.standing(NUMBER).path
    told = package_plan(PlanGround(NUMBER, several, (), path, ()), PackageWishes())
    assert told.contents[PackagePart.BUSINESS_CARD] == (
        "Accountmanager, Gemeente Emmen",
        "Accountmanager, Gemeente Assen",
    )
    (remark,) = told.remarks
    assert (remark.id, remark.named["municipalities"]) == ("package.remark.no_card", ("Hoogeveen",))
