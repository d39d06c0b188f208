"""The pages that the portal makes itself: business card, subsidies, rules, plots, permit documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.package.parts import PackagePart, part_name, part_number
from drentsportal.figures.symbology import Look, Theme
from drentsportal.reports.package.permit_words import permit_words
from drentsportal.reports.package.plot_sheet import plot_sheet
from drentsportal.reports.package.rule_tables import RuleTables
from drentsportal.reports.typeset.blocks import Cell, Column, Figure, Table, cell
from drentsportal.reports.typeset.contact_code import contact_code
from drentsportal.reports.typeset.contacts import function_words, in_language
from drentsportal.reports.typeset.instrument_words import amount_and_period, sources_of, to_ask
from drentsportal.reports.typeset.page_frame import page_frame, title_size
from drentsportal.reports.typeset.provider_words import provider_words
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.documents import is_sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.services.ports.packages import PackageSubject, PlotDrawing

Model = dict[str, object]


@dataclass(frozen=True, slots=True)
class PackageSections:
    """Makes the models of the pages of one package."""

    subject: PackageSubject
    language: Language
    theme: Look = Theme.PRINT

    @property
    def ask(self) -> str:
        """Whom to ask about all sites together: one of each gemeente that a site lies in."""
        asked = map(self.ask_in, self.subject.municipality_codes or (None,))
        return "; ".join(dict.fromkeys(asked))

    @property
    def whose(self) -> str:
        """Name the organisation of each gemeente that a site lies in; whom to ask where one has none."""
        found = []
        for code in self.subject.municipality_codes or (None,):
            contact = self.subject.surroundings.contact(code) if code else None
            found.append(contact.organisation if contact and contact.organisation else self.ask_in(code))
        return ", ".join(dict.fromkeys(found))

    def ask_in(self, code: str | None) -> str:
        """Whom to ask in a gemeente: its accountmanager, else the gemeente, without one the desk."""
        if not code:
            return self.language.text("doc.ask.desk")
        contact = self.subject.surroundings.contact(code)
        if contact is not None:
            return function_words(contact, self.language)
        name = self.subject.surroundings.municipality_name(code)
        return self.language.text("doc.ask.municipality", municipality=name)

    def frame(self, title: str, context: str, sentence: str, sources: Iterable[str] = ()) -> Model:
        """Return what every page has around its content."""
        names = tuple(sources) or self._sheet_sources()
        made_on = self.subject.made_at_utc.astimezone(DUTCH_TIME).date()
        parts = [
            self.subject.number,
            self.language.text("doc.footer.made", made_on=made_on),
            *([self.language.text("doc.footer.sample")] if any(map(is_sample, names)) else []),
            self.language.text("doc.footer.no_offer"),
        ]
        return page_frame(self.language, "package", title, names) | {
            "context": context,
            "title_size": title_size(title),
            "sentence": sentence,
            "footer": " · ".join(parts),
            "not_shown": "",
        }

    def cards(self, contacts: Iterable[ContactPoint]) -> Model:
        """Return the business cards of accountmanagers; as many as fit stand on one page."""
        shown = [in_language(each, self.language) for each in contacts]
        return self._page(PackagePart.BUSINESS_CARD, (each.source for each in shown)) | {
            "layout": "card",
            "cards": [self._card(each) for each in shown],
            "qr_note": self.language.text("doc.package.card.qr"),
        }

    def _card(self, contact: ContactPoint) -> Model:
        text = self.language.text
        reached = {"mail": contact.mail, "telephone": contact.telephone}
        alt = text("doc.contact.qr_alt", function=contact.function, **reached)
        return {
            "name": contact.function,
            "rows": [row for row in (contact.organisation, contact.telephone, contact.mail) if row],
            "qr": Figure(contact_code(contact), alt),
            "source": text("doc.source.item", source=contact.source, as_of=contact.as_of),
        }

    def subsidies(self) -> Model:
        """Return the instruments that may be named; where there are none, that there are none."""
        text, subject = self.language.text, self.subject
        model = self._page(PackagePart.SUBSIDIES) | {"layout": "tables"}
        nom = subject.surroundings.contact("nom", "province")
        ask = function_words(nom, self.language) if nom is not None else text("doc.ask.desk")
        if not subject.instruments:
            why = "no_instrument_fits" if subject.unfit_count else "no_instruments"
            return model | {"paragraphs": [text(f"doc.advice.{why}", ask=ask)], "tables": []}
        columns = (
            Column(text("doc.advice.column.instrument"), 1),
            Column(text("doc.advice.column.provider"), 1),
            Column(text("doc.advice.column.amount_and_period"), 1),
            Column(text("doc.advice.column.to_ask"), 1.4),
            Column(text("doc.advice.column.confirmed"), 26),
        )
        note = sources_of(subject.instruments)
        rows = tuple(self._instrument_row(each) for each in subject.instruments)
        table = Table("", columns, rows, text("doc.advice.instrument_note", sources=note))
        return model | {"paragraphs": [text("doc.package.subsidies.intro", ask=ask)], "tables": [table]}

    def rules(self) -> Model:
        """Return the building rules, a table per site."""
        text, subject = self.language.text, self.subject
        today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
        sources = SourceNumbers(self.language)
        words = ValueWords(self.language, subject.surroundings.segments, today)
        made = RuleTables(words, sources, self.ask_in)
        tables = [made.table(each) for each in subject.rules]
        return self._page(PackagePart.BUILDING_RULES, sources.names) | {
            "layout": "tables",
            "paragraphs": [text("doc.package.rules.intro", ask=self.ask)],
            "tables": tables,
            "sources": {"title": text("doc.sources.title"), "items": sources.items},
        }

    def plan(self, drawing: PlotDrawing) -> Model:
        """Return the sheet of one plot."""
        made = plot_sheet(drawing, self.language, self.theme)
        source = drawing.plot.attribute("area_m2")
        page = self._page(PackagePart.DRAWING, (getattr(source, "source", ""),))
        return page | {
            "layout": "plan",
            "title": made.title,
            "title_size": title_size(made.title),
            "paper": made.sheet.paper,
            "is_wide": made.sheet.is_wide,
            "figure": made.figure,
            "width_mm": made.sheet.width_mm,
            "legend": made.legend,
            "facts": made.facts,
            "sentence": "",
        }

    def permits(self) -> Model:
        """Return the documents that an application needs, as far as a source names them."""
        text = self.language.text
        columns = (
            Column(text("doc.package.permits.document"), 48),
            Column(text("doc.package.permits.tells"), 1),
            Column(text("doc.facts.source"), 50),
        )
        rows = tuple(
            (
                cell(words["name"], style="bold"),
                cell(words["tells"]),
                cell(text("doc.source.item", source=each.source, as_of=each.as_of), style="quiet"),
            )
            for each, words in ((each, permit_words(each, self.language)) for each in self.subject.permits)
        )
        return self._page(PackagePart.PERMIT_DOCUMENTS) | {
            "layout": "tables",
            "paragraphs": [text("doc.package.permits.intro", ask=self.ask)],
            "tables": [Table("", columns, rows)],
        }

    def _page(self, part: PackagePart, sources: Iterable[str] = ()) -> Model:
        text = self.language.text
        context = text("doc.package.part", number=part_number(part))
        model = self.frame(text(part_name(part)), context, text(f"doc.package.tells.{part.value}"), sources)
        return model | {"sources": None}

    def _instrument_row(self, found: AdvisableInstrument) -> tuple[Cell, ...]:
        each = found.instrument
        return (
            cell(each.name, style="bold"),
            cell(provider_words(each, self.language)),
            amount_and_period(each, self.language),
            to_ask(found, self.language),
            cell(self.language.value(each.confirmed_on, "date")),
        )

    def _sheet_sources(self) -> tuple[str, ...]:
        """Name the sources of the chosen sites, of which any may be a sample."""
        sites = [each.site for each in self.subject.sheets] + [each.plot for each in self.subject.drawings]
        sites += [each.site for each in self.subject.rules]
        names = (getattr(value, "source", "") for site in sites for value in site.attributes.values())
        return tuple(dict.fromkeys(filter(None, names)))
