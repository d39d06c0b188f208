"""One package as files: every part once, then all of them as one PDF and as ZIP."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.package.parts import PARTS_OF, PackagePart, PackageRound, part_name, part_number
from drentsportal.reports.package.archive import archive_bytes
from drentsportal.reports.package.binding import Bookmark, bind, heading_pages
from drentsportal.reports.package.contents import ContentsItem, contents_model, contents_text
from drentsportal.reports.package.files_in_archive import ArchiveNames
from drentsportal.reports.package.sections import PackageSections
from drentsportal.reports.typeset.contact_code import contact_card
from drentsportal.reports.typeset.contacts import function_name, function_words, in_language
from drentsportal.reports.typeset.typesetter import page_count
from drentsportal.services.sheet_names import site_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.ports.packages import PackageSubject

_TEMPLATE = "package.typ"


@dataclass(slots=True)
class _Piece:
    """What goes into a part: ours with its model, or of others; ``files`` is what the ZIP holds of it.

    What has the model of an earlier piece stands on the pages of that one.
    """

    part: PackagePart
    name: str
    detail: str
    model: dict[str, object] | None = None
    others: bytes | None = None
    page_count: int = 0
    files: list[tuple[str, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """Makes the bytes of a package; ``sheet_of`` gives model and PDF of a factsheet, fitted to its pages."""

    language: Language
    typesetter: Typesetter
    sheet_of: Callable[[FactsheetSubject], tuple[dict[str, object], bytes]]
    not_shown: Callable[[dict[str, object]], str]
    theme: Look

    def make(self, subject: PackageSubject) -> tuple[bytes, bytes]:
        """Return PDF and ZIP. Raises ``ReportError``."""
        sections = PackageSections(subject, self.language, self.theme)
        pieces = list(self._pieces(subject, sections))
        return self._pdf(subject, sections, pieces), self._archive(subject, sections, pieces)

    # -- pieces ---------------------------------------------------------------------------------------

    def _pieces(self, subject: PackageSubject, sections: PackageSections) -> Iterator[_Piece]:
        names = ArchiveNames(self.language)
        for part in PARTS_OF[subject.round]:
            if subject.states[part].value != "present":
                continue
            yield from self._made(part, subject, sections, names)
            yield from self._own(part, subject, names)

    def _made(
        self, part: PackagePart, subject: PackageSubject, sections: PackageSections, names: ArchiveNames
    ) -> Iterator[_Piece]:
        text = self.language.text
        as_of = text("doc.footer.made", made_on=subject.made_at_utc)
        if part is PackagePart.FACTSHEETS:
            for sheet in subject.sheets:
                model, content = self.sheet_of(sheet)
                piece = _Piece(part, sheet.site.name, as_of, model | {"layout": "factsheet"})
                file_name = names.take(part, "pdf", "factsheet", *site_words(sheet.site, sheet.park))
                piece.files.append((file_name, content))
                yield piece
        elif part is PackagePart.DRAWING:
            for drawing in subject.drawings:
                model = sections.plan(drawing)
                detail = text("doc.package.plan.detail")
                piece = self._alone(part, str(model["title"]), detail, model, subject, names)
                piece.files.append((piece.files[0][0].removesuffix("pdf") + "dxf", drawing.dxf))
                yield piece
        elif part is PackagePart.BUSINESS_CARD:
            together = sections.cards(subject.contacts)
            for contact in subject.contacts:
                yield self._card(contact, together, subject, sections, names)
        else:
            made = self._listed(part, subject, sections)
            if made is not None:
                yield self._alone(part, text(part_name(part)), as_of, made, subject, names)

    def _card(
        self,
        contact: ContactPoint,
        together: dict[str, object],
        subject: PackageSubject,
        sections: PackageSections,
        names: ArchiveNames,
    ) -> _Piece:
        """Make a card as a file and as a vCard; where there are more each is named with its gemeente.

        In the one PDF all cards stand ``together``.
        """
        is_alone = len(subject.contacts) == 1
        name = (function_name if is_alone else function_words)(contact, self.language)
        detail = self.language.text("doc.package.card.detail")
        alone = sections.cards((contact,))
        piece = self._alone(PackagePart.BUSINESS_CARD, name, detail, alone, subject, names)
        piece.model = together
        vcard = contact_card(in_language(contact, self.language)).encode("utf-8")
        piece.files.append((piece.files[0][0].removesuffix("pdf") + "vcf", vcard))
        return piece

    def _listed(
        self, part: PackagePart, subject: PackageSubject, sections: PackageSections
    ) -> dict[str, object] | None:
        if part is PackagePart.SUBSIDIES:
            return sections.subsidies()
        if part is PackagePart.BUILDING_RULES and subject.rules:
            return sections.rules()
        if part is PackagePart.PERMIT_DOCUMENTS and subject.permits:
            return sections.permits()
        return None

    def _alone(
        self,
        part: PackagePart,
        name: str,
        detail: str,
        model: dict[str, object],
        subject: PackageSubject,
        names: ArchiveNames,
    ) -> _Piece:
        """Make a page of ours also as a file of its own."""
        whole = model | {"contents": None, "pieces": [model | {"label": "p0"}]}
        content = self._set(whole, subject)
        return _Piece(part, name, detail, model, files=[(names.take(part, "pdf", name), content)])

    def _own(self, part: PackagePart, subject: PackageSubject, names: ArchiveNames) -> Iterator[_Piece]:
        for each in subject.files:
            if each.part is part:
                pages = each.pages
                detail = self.language.text("doc.package.own_detail", page_count=pages.page_count)
                piece = _Piece(part, each.title, detail, None, pages.content, pages.page_count)
                piece.files.append((names.take(part, "pdf", each.title), pages.content))
                yield piece

    # -- files ----------------------------------------------------------------------------------------

    def _pdf(self, subject: PackageSubject, sections: PackageSections, pieces: list[_Piece]) -> bytes:
        models = {id(each.model): each.model for each in pieces if each.model is not None}
        # Drawings, each a page of its own, stand behind what can share pages.
        ours = sorted(models.values(), key=lambda each: each["layout"] == "plan")
        numbers = {id(model): number for number, model in enumerate(ours)}
        others = [each for each in pieces if each.others is not None]
        behind, items = 1, []
        for each in pieces:
            if each.model is not None:
                label = f"p{numbers[id(each.model)]}"
                items.append(ContentsItem(each.part, each.name, each.detail, label))
            else:
                items.append(ContentsItem(each.part, each.name, each.detail, behind=behind))
                behind += each.page_count
        model = self._contents(subject, sections, items)
        made = [each | {"label": f"p{number}"} for number, each in enumerate(ours)]
        all_behind = {"pages-behind": behind - 1}
        model = model | all_behind | {"pieces": [each | all_behind for each in made]}
        content = self._set(model, subject)
        pages = heading_pages(content)
        first_behind = page_count(content)
        starts = {id(each): pages[numbers[id(each.model)] + 1] for each in pieces if each.model is not None}
        for each in others:
            starts[id(each)] = first_behind
            first_behind += each.page_count
        bookmarks = [Bookmark(str(model["title"]), 0), *self._bookmarks(subject, pieces, starts)]
        return bind(content, [each.others for each in others if each.others is not None], bookmarks)

    def _bookmarks(
        self, subject: PackageSubject, pieces: list[_Piece], starts: dict[int, int]
    ) -> Iterator[Bookmark]:
        """One per part in the order of the list, below it what it holds where that is more than one thing."""
        for part in PARTS_OF[subject.round]:
            within = [each for each in pieces if each.part is part]
            if not within:
                continue
            title = f"{part_number(part)} {self.language.text(part_name(part))}"
            below = tuple(Bookmark(each.name, starts[id(each)]) for each in within) if len(within) > 1 else ()
            yield Bookmark(title, starts[id(within[0])], below)

    def _archive(self, subject: PackageSubject, sections: PackageSections, pieces: list[_Piece]) -> bytes:
        items = [
            ContentsItem(each.part, each.name, each.detail, file_name=name)
            for each in pieces
            for name, _ in each.files
        ]
        model = self._contents(subject, sections, items)
        names = ArchiveNames(self.language)
        contents = self._set(model | {"pieces": []}, subject)
        note = "" if subject.drawings_note is None else self.language.text(subject.drawings_note)
        told = contents_text(f"{model['title']} {subject.number}", model["contents"], self.language, note)  # type: ignore[arg-type] # the model of the list
        files = [(names.contents("pdf"), contents), (names.contents("txt"), told.encode("utf-8-sig"))]
        return archive_bytes([*files, *(file for each in pieces for file in each.files)])

    def _contents(
        self, subject: PackageSubject, sections: PackageSections, items: list[ContentsItem]
    ) -> dict[str, object]:
        text, around = self.language.text, subject.surroundings
        names = tuple(
            text("doc.factsheet.municipality", municipality=around.municipality_name(each))
            for each in subject.municipality_codes
        )
        sites = tuple(each.site.name for each in subject.sheets)
        made_on = text("doc.package.made", made_on=subject.made_at_utc)
        context = " · ".join((*sites, *names, made_on))
        kind = "first" if subject.round is PackageRound.FIRST else "second"
        frame = sections.frame(
            text(f"doc.package.title.{kind}"), context, text(f"doc.package.sentence.{kind}")
        )
        scopes = (*subject.municipality_codes, "province")
        people = [each for each in map(around.contact, scopes) if each is not None]
        shown = [
            {
                "name": function_name(each, self.language),
                "rows": [row for row in (each.organisation, each.telephone, each.mail) if row],
            }
            for each in people
        ]
        contents = contents_model(subject, items, self._whose(subject, sections), self.language)
        return frame | {"contents": contents | {"people": shown}}

    def _whose(self, subject: PackageSubject, sections: PackageSections) -> dict[PackagePart, str]:
        """Tell per part whom it comes from, as far as the portal makes it."""
        desk = subject.surroundings.contact("province")
        name = function_name(desk, self.language) if desk is not None else self.language.text("doc.ask.desk")
        made = dict.fromkeys((PackagePart.FACTSHEETS, PackagePart.SUBSIDIES), name)
        by_gemeente = (PackagePart.BUILDING_RULES, PackagePart.DRAWING, PackagePart.PERMIT_DOCUMENTS)
        named = (each.organisation or function_words(each, self.language) for each in subject.contacts)
        whose = ", ".join(dict.fromkeys(named)) or sections.ask
        return made | dict.fromkeys(by_gemeente, sections.whose) | {PackagePart.BUSINESS_CARD: whose}

    def _set(self, model: dict[str, object], subject: PackageSubject) -> bytes:
        whole = model | {"not_shown": self.not_shown(model)}
        return self.typesetter.pdf(_TEMPLATE, whole, subject.made_at_utc)
