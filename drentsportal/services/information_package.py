"""The information package of a case: gathered, checked for what is missing, made and ticked off on the path.

Two packages of four parts each (``domain.package.parts``). What the portal cannot make, somebody adds: such a
file is kept with the case, sealed like every attachment, as the pages that go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackagePart, PackageRound, PartState, to_tick
from drentsportal.domain.path.path_state import is_set_aside
from drentsportal.errors import InputError
from drentsportal.services.changes import ChangeSet
from drentsportal.services.code_names import names_behind
from drentsportal.services.document_names import FileNames, style_ending
from drentsportal.services.documents import DocumentKind
from drentsportal.services.drafts import Draft
from drentsportal.services.factsheets import record_draft
from drentsportal.services.package_gathering import drawings_note
from drentsportal.services.package_own_files import (
    PART_MEDIA_TYPE,
    KeptFile,
    beside_kept,
    kept_files,
    own_content,
    take_away,
)
from drentsportal.services.package_planning import (
    PackageDraft,
    PackagePlan,
    PackageWishes,
    PlanGround,
    package_plan,
)
from drentsportal.services.ports.packages import OwnFile, PackageSubject
from drentsportal.services.previewing import keep_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.message import Message
    from drentsportal.domain.package.permit_list import PermitDocument
    from drentsportal.domain.path.path import EstablishmentPath
    from drentsportal.services.case_desk import CaseDesk
    from drentsportal.services.establishment import Establishment
    from drentsportal.services.package_gathering import GatheredSites, PackageGathering
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.packages import OwnFileReader, PackageWriter
    from drentsportal.services.ports.workspace import Workspace

_STEP: Final = "progress.package"


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
        """Keep a file with the case as the pages of a part; the second value says what to know of it.

        Beside another of the same name it gets a name of its own; the very same pages are not kept twice.
        Raises ``InputError`` naming the file when it cannot be used or names the company, ``NotFoundError``
        for an unknown case.
        """
        with self._workspace.reading() as unit:
            names = names_behind(unit, unit.cases.get(number))
        pages = self._parts.reader.pages(path.name, own_content(path, names))
        name = f"{path.stem}.pdf"
        with self._workspace.reading() as unit:
            same, name = beside_kept(unit.cases, number, part, name, pages.content)
        if same is not None:
            return same, (*pages.left_out, message("package.same_file", file_name=path.name))
        kept, _ = self._desk.attach(number, name, pages.content, f"{PART_MEDIA_TYPE}{part.value}")
        told = pages.left_out
        if name != f"{path.stem}.pdf":
            told = (*told, message("package.renamed", file_name=path.name, name=name))
        return KeptFile(kept.id, part, name, kept.size_bytes), told

    def remove_file(self, number: str, file_id: str) -> tuple[KeptFile, ChangeSet]:
        """Take a file that somebody added out of the case again, which its timeline tells.

        Raises ``NotFoundError`` for an unknown case and for what is no file of a part.
        """
        gone = take_away(self._workspace, number, file_id, self._clock.now_utc(), self._actors.current())
        return gone, ChangeSet(cases=frozenset({number}))

    def kept_files(self, number: str) -> tuple[KeptFile, ...]:
        """Return the files that are kept with a case for its packages; a look, which is logged."""
        return kept_files(self._desk.attachments(number))

    def plan(self, number: str, wishes: PackageWishes) -> PackagePlan:
        """Tell what a package would hold and what is missing; errors as ``PackageGathering.sites``."""
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

        ``style`` ``None`` means the usual one. Raises ``InputError`` when no part can be made and for a
        retired site, ``NotFoundError`` for an unknown case or site, ``ReportError`` when it cannot be
        written: then neither file is there.
        """
        draft = self.draft(number, wishes, out_dir, progress, style)
        record_draft(self._workspace, draft.draft, self._actors)
        self._tick(draft)
        return draft.draft.documents

    def keep(self, draft: PackageDraft, out_dir: Path) -> tuple[MadeDocument, ...]:
        """Write a package that was looked at, record it, and tick off what is in it; as ``keep_draft``."""
        made = keep_draft(self._workspace, draft.draft, out_dir, self._actors)
        self._tick(draft)
        return made

    def draft(
        self,
        number: str,
        wishes: PackageWishes,
        out_dir: Path,
        progress: Progress,
        style: DocumentStyle | None = None,
    ) -> PackageDraft:
        """Make the same without recording or ticking off anything; errors as ``make``."""
        case, now_utc = self._case(number), self._clock.now_utc()
        gathered = self._gathered(case, wishes)
        path = self._path.standing(number).path
        plan = self._plan(case, wishes, gathered, path)
        if not plan.has_anything:
            raise InputError("error.package.nothing", field="case", number=number)
        progress.step(0, 3, _STEP)
        language_code = None if style is None else style.language_code
        subject = self._subject(case, plan, gathered, progress, language_code)
        progress.step(2, 3, _STEP)
        writer = self._parts.writer if style is None else self._parts.writer.styled(style)
        names = FileNames()
        stem = (DocumentKind.PACKAGE, number, *(("2",) if wishes.round is PackageRound.SECOND else ()))
        pdf, archive = (
            out_dir / names.take(each, *stem, ending=style_ending(style)) for each in ("pdf", "zip")
        )
        made = writer.package(subject, pdf, archive)
        progress.step(3, 3, _STEP)
        # A part with nothing in it, as subsidies without a single instrument, is not done.
        filled = [each for each in plan.parts if plan.contents.get(each.part)]
        return PackageDraft(Draft((made,), (), number, now_utc), to_tick(filled, path))

    def _tick(self, draft: PackageDraft) -> None:
        """Call done on the path what went out; what somebody called done meanwhile stays as it is."""
        number = draft.draft.case_number
        if number is None:
            return
        path = self._path.standing(number).path
        for item in draft.items:
            if path.entry(item).done_at_utc is None and not is_set_aside(path, item):
                self._path.call_done(number, item)

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
        files = self.kept_files(case.number)
        return package_plan(
            PlanGround(case.number, gathered, files, path, self._parts.read_permits()), wishes
        )

    def _subject(
        self,
        case: Case,
        plan: PackagePlan,
        gathered: GatheredSites,
        progress: Progress,
        language_code: str | None,
    ) -> PackageSubject:
        present = {each.part for each in plan.parts if each.state is PartState.PRESENT}
        drawings = (
            self._parts.gathering.drawings(gathered, progress, language_code)
            if PackagePart.DRAWING in present
            else ()
        )
        return PackageSubject(
            number=case.number,
            round=plan.wishes.round,
            made_at_utc=self._clock.now_utc(),
            states={each.part: each.state for each in plan.parts},
            sheets=gathered.sheets if PackagePart.FACTSHEETS in present else (),
            surroundings=gathered.surroundings,
            contacts=gathered.contacts,
            files=tuple(self._own(case.number, plan, present)),
            instruments=gathered.instruments if PackagePart.SUBSIDIES in present else (),
            unfit_count=gathered.unfit_count,
            rules=gathered.rules if PackagePart.BUILDING_RULES in present else (),
            drawings=drawings,
            permits=self._parts.read_permits() if PackagePart.PERMIT_DOCUMENTS in present else (),
            municipality_codes=gathered.municipality_codes,
            drawings_note=drawings_note(gathered) if drawings else None,
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


def added_files(
    packages: InformationPackages, number: str, added: Iterable[tuple[PackagePart, Path]]
) -> tuple[tuple[KeptFile, ...], tuple[Message, ...], tuple[InputError, ...]]:
    """Add files one by one: those that were kept, what to know of them, and what was refused and why."""
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
