"""The information package of a case: gathered, checked for what is missing, made and ticked off on the path.

Two packages of four parts each (``domain.package.parts``). What the portal cannot make, somebody adds: such a
file is kept with the case, sealed like every attachment, as the pages that go out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import (
    ONLY_OWN,
    PARTS_OF,
    PackagePart,
    PackageRound,
    PartStanding,
    PartState,
    missing,
    standings,
    to_tick,
)
from drentsportal.errors import InputError
from drentsportal.services.code_names import names_behind
from drentsportal.services.document_names import FileNames
from drentsportal.services.documents import DocumentKind
from drentsportal.services.factsheets import record_documents
from drentsportal.services.package_gathering import MOST_DRAWINGS, PackageGathering, plots_to_draw
from drentsportal.services.package_own_files import PART_MEDIA_TYPE, KeptFile, kept_files, own_content
from drentsportal.services.ports.packages import OwnFile, PackageSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.message import Message
    from drentsportal.domain.package.permit_list import PermitDocument
    from drentsportal.domain.path.path import EstablishmentPath
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.case_desk import CaseDesk
    from drentsportal.services.establishment import Establishment
    from drentsportal.services.package_gathering import GatheredSites
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.packages import OwnFileReader, PackageWriter
    from drentsportal.services.ports.workspace import Workspace

_STEP: Final = "progress.package"


@dataclass(frozen=True, slots=True)
class PackageWishes:
    """Which package is asked for.

    ``site_ids`` ``None`` means the shortlist. ``left_out_files`` are ids of kept files that stay out,
    ``left_out_parts`` parts that the person leaves out of this package.
    """

    round: PackageRound = PackageRound.FIRST
    site_ids: tuple[str, ...] | None = None
    left_out_files: frozenset[str] = frozenset()
    left_out_parts: frozenset[PackagePart] = frozenset()


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """What a package would hold, told before it is made.

    ``contents`` names per part what goes in; ``remarks`` is what a person should know and may accept.
    """

    number: str
    wishes: PackageWishes
    parts: tuple[PartStanding, ...]
    files: tuple[KeptFile, ...]
    site_names: tuple[str, ...]
    contact: ContactPoint | None
    contents: Mapping[PackagePart, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()

    @property
    def missing(self) -> tuple[PartStanding, ...]:
        """The parts that are missing."""
        return missing(self.parts)

    @property
    def has_anything(self) -> bool:
        """Whether any part would be in it."""
        return any(each.state is PartState.PRESENT for each in self.parts)


@dataclass(frozen=True, slots=True)
class PackageParts:
    """What packages are made with: what gathers, reads and writes them."""

    gathering: PackageGathering
    reader: OwnFileReader
    writer: PackageWriter
    read_permits: Callable[[], tuple[PermitDocument, ...]]


class InformationPackages:
    """Makes the packages of the cases of a workspace."""

    def __init__(
        self,
        workspace: Workspace,
        parts: PackageParts,
        desk: CaseDesk,
        path: Establishment,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what packages are made of and with."""
        self._workspace = workspace
        self._parts = parts
        self._desk = desk
        self._path = path
        self._clock = clock
        self._actors = actors

    def add_file(self, number: str, part: PackagePart, path: Path) -> tuple[KeptFile, tuple[Message, ...]]:
        """Keep a file with the case as the pages of a part; the second value says what was left out of it.

        Raises ``InputError`` naming the file when it cannot be used or names the company, ``NotFoundError``
        for an unknown case.
        """
        with self._workspace.reading() as unit:
            names = names_behind(unit, unit.cases.get(number))
        pages = self._parts.reader.pages(path.name, own_content(path, names))
        name = f"{path.stem}.pdf"
        kept, _ = self._desk.attach(number, name, pages.content, f"{PART_MEDIA_TYPE}{part.value}")
        return KeptFile(kept.id, part, name, kept.size_bytes), pages.left_out

    def kept_files(self, number: str) -> tuple[KeptFile, ...]:
        """Return the files that are kept with a case for its packages; a look, which is logged."""
        return kept_files(self._desk.attachments(number))

    def plan(self, number: str, wishes: PackageWishes) -> PackagePlan:
        """Tell what a package would hold and what is missing; raises ``NotFoundError``."""
        case = self._case(number)
        return self._plan(case, wishes, self._gathered(case, wishes), self._path.standing(number).path)

    def make(
        self,
        number: str,
        wishes: PackageWishes,
        out_dir: Path,
        progress: Progress,
        style: DocumentStyle | None = None,
    ) -> tuple[MadeDocument, ...]:
        """Make PDF and ZIP, record them in the case, and tick off on the path what is in them.

        ``style`` ``None`` means the usual one. Raises ``InputError`` when no part can be made,
        ``NotFoundError`` for an unknown case or site, ``ReportError`` when it cannot be written: then neither
        file is there.
        """
        case, now_utc = self._case(number), self._clock.now_utc()
        gathered = self._gathered(case, wishes)
        path = self._path.standing(number).path
        plan = self._plan(case, wishes, gathered, path)
        if not plan.has_anything:
            raise InputError("error.package.nothing", field="case", number=number)
        progress.step(0, 3, _STEP)
        subject = self._subject(case, plan, gathered, progress)
        progress.step(2, 3, _STEP)
        writer = self._parts.writer if style is None else self._parts.writer.styled(style)
        names = FileNames()
        stem = (DocumentKind.PACKAGE, number, *(("2",) if wishes.round is PackageRound.SECOND else ()))
        pdf, archive = (out_dir / names.take(ending, *stem) for ending in ("pdf", "zip"))
        made = writer.package(subject, pdf, archive)
        record_documents(self._workspace, number, made, now_utc, self._actors)
        for item in to_tick(plan.parts, path):
            self._path.call_done(number, item)
        progress.step(3, 3, _STEP)
        return made

    def _case(self, number: str) -> Case:
        with self._workspace.reading() as unit:
            return unit.cases.get(number)

    def _gathered(self, case: Case, wishes: PackageWishes) -> GatheredSites:
        chosen = wishes.site_ids
        if chosen is None:
            chosen = tuple(each.candidate_id for each in case.shortlist)
        return self._parts.gathering.sites(case, chosen, self._clock.now_utc())

    def _plan(
        self, case: Case, wishes: PackageWishes, gathered: GatheredSites, path: EstablishmentPath
    ) -> PackagePlan:
        files = tuple(each for each in self.kept_files(case.number) if each.part in PARTS_OF[wishes.round])
        used = tuple(each for each in files if each.id not in wishes.left_out_files)
        lacks = {
            part: lack
            for part in PARTS_OF[wishes.round]
            if (lack := self._lack(part, wishes, gathered, used)) is not None
        }
        return PackagePlan(
            number=case.number,
            wishes=wishes,
            parts=standings(wishes.round, lacks, path),
            files=files,
            site_names=tuple(each.site.name for each in gathered.sheets),
            contact=gathered.contact,
            contents=self._contents(wishes.round, gathered, used),
            remarks=tuple(_remarks(wishes.round, gathered)),
        )

    def _lack(
        self, part: PackagePart, wishes: PackageWishes, gathered: GatheredSites, files: Sequence[KeptFile]
    ) -> Message | None:
        """Say why a part is not there, ``None`` where it is."""
        if part in wishes.left_out_parts:
            return message("package.lack.left_out")
        if any(each.part is part for each in files):
            return None
        if part in ONLY_OWN:
            return message(f"package.lack.{part.value}")
        has = {
            PackagePart.FACTSHEETS: bool(gathered.sheets),
            PackagePart.BUSINESS_CARD: gathered.contact is not None,
            PackagePart.SUBSIDIES: bool(gathered.sheets),
            PackagePart.BUILDING_RULES: bool(gathered.sheets),
            PackagePart.DRAWING: bool(plots_to_draw(gathered)),
            PackagePart.PERMIT_DOCUMENTS: bool(self._parts.read_permits()),
        }
        return None if has[part] else message(f"package.lack.{part.value}")

    def _contents(
        self, package_round: PackageRound, gathered: GatheredSites, files: Sequence[KeptFile]
    ) -> dict[PackagePart, tuple[str, ...]]:
        """Name what each part holds."""
        sites = tuple(each.site.name for each in gathered.sheets)
        function = () if gathered.contact is None else (_function(gathered.contact),)
        made = {
            PackagePart.FACTSHEETS: sites,
            PackagePart.BUSINESS_CARD: function,
            PackagePart.SUBSIDIES: tuple(each.instrument.name for each in gathered.instruments),
            PackagePart.BUILDING_RULES: sites,
            PackagePart.DRAWING: tuple(each.name for each, _ in plots_to_draw(gathered)),
            PackagePart.PERMIT_DOCUMENTS: tuple(each.name for each in self._parts.read_permits()),
        }
        return {
            part: (*made.get(part, ()), *(each.name for each in files if each.part is part))
            for part in PARTS_OF[package_round]
        }

    def _subject(
        self, case: Case, plan: PackagePlan, gathered: GatheredSites, progress: Progress
    ) -> PackageSubject:
        present = {each.part for each in plan.parts if each.state is PartState.PRESENT}
        drawings = (
            self._parts.gathering.drawings(gathered, progress) if PackagePart.DRAWING in present else ()
        )
        return PackageSubject(
            number=case.number,
            round=plan.wishes.round,
            made_at_utc=self._clock.now_utc(),
            states={each.part: each.state for each in plan.parts},
            sheets=gathered.sheets if PackagePart.FACTSHEETS in present else (),
            surroundings=gathered.surroundings,
            contact=gathered.contact,
            files=tuple(self._own(case.number, plan, present)),
            instruments=gathered.instruments if PackagePart.SUBSIDIES in present else (),
            unfit_count=gathered.unfit_count,
            rules=gathered.rules if PackagePart.BUILDING_RULES in present else (),
            drawings=drawings,
            permits=self._parts.read_permits() if PackagePart.PERMIT_DOCUMENTS in present else (),
            municipality_codes=gathered.municipality_codes,
        )

    def _own(self, number: str, plan: PackagePlan, present: set[PackagePart]) -> Iterable[OwnFile]:
        """Read the kept files once more as any file: what is in a workspace is not trusted either."""
        order = list(PackagePart)
        for each in sorted(plan.files, key=lambda file: order.index(file.part)):
            if each.part not in present or each.id in plan.wishes.left_out_files:
                continue
            content = self._desk.attachment_content(number, each.id)
            pages = self._parts.reader.pages(each.name, content)
            yield OwnFile(each.part, each.name.removesuffix(".pdf"), pages)


def _remarks(package_round: PackageRound, gathered: GatheredSites) -> Iterator[Message]:
    """Say what is no fault, but what somebody wants to know before it is sent."""
    codes, contact = gathered.municipality_codes, gathered.contact
    if package_round is PackageRound.FIRST:
        if len(codes) > 1 and contact is not None:
            yield message("package.remark.many_municipalities", count=len(codes), function=_function(contact))
        return
    if gathered.sheets and not gathered.instruments:
        yield message("package.remark.no_instruments")
    for sheet, count in gathered.cut_short:
        yield message("package.remark.more_plots", name=sheet.site.name, most=MOST_DRAWINGS, count=count)


def added_files(
    packages: InformationPackages, number: str, added: Iterable[tuple[PackagePart, Path]]
) -> tuple[tuple[KeptFile, ...], tuple[Message, ...], tuple[InputError, ...]]:
    """Add files one by one: those that were kept, what was left out of them, and what was refused and why."""
    kept: list[KeptFile] = []
    left_out: list[Message] = []
    refused: list[InputError] = []
    for part, path in added:
        try:
            file, without = packages.add_file(number, part, path)
        except InputError as error:
            refused.append(error)
        else:
            kept.append(file)
            left_out += without
    return tuple(kept), tuple(left_out), tuple(refused)


def _function(contact: ContactPoint) -> str:
    return ", ".join(filter(None, (contact.function, contact.organisation)))
