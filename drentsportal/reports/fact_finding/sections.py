"""What a programme says beside its times: contacts, permits, subsidies, and what the times rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.day_route.day_plan import STEP
from drentsportal.domain.day_route.legs import DETOUR_PERCENT, SPEED_KMH
from drentsportal.domain.instruments.instrument_match import amount_range
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.fact_finding.programme import functions_of, missing_words, unbroken_number
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.contacts import function_name
from drentsportal.reports.typeset.instrument_words import sources_of
from drentsportal.reports.typeset.provider_words import provider_words
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.day_subject import DayFunction, DaySubject

_MOST_INSTRUMENTS: Final = 8
_LONGEST_MAIL: Final = 38
"""What stands on one line of its column."""
_CATEGORY: Final = {SiteKind.PARK: "category_main_max"}


@dataclass(frozen=True, slots=True)
class DaySections:
    """Words the sections of one day in one language."""

    subject: DaySubject
    language: Language
    values: ValueWords
    sources: SourceNumbers

    def contacts(self) -> Table:
        """Return whom to call, each once, with the stops where one meets them; who is missing is said."""
        text = self.language.text
        columns = (
            Column(text("doc.day.column.stops"), 16),
            Column(text("doc.day.column.function"), 1),
            Column(text("doc.day.column.telephone"), 36),
            Column(text("doc.day.column.mail"), 1),
        )
        rows = tuple(self._contact(each, numbers) for each, numbers in functions_of(self.subject))
        return Table(text("doc.day.section.contacts"), columns, rows)

    def _contact(self, function: DayFunction, numbers: tuple[int, ...]) -> tuple[Cell, ...]:
        text, contact = self.language.text, function.contact
        stops = ", ".join(map(str, numbers)) or text("doc.day.all_stops")
        if contact is None:
            missing = missing_words(function, self.language)
            unknown = Words(text("doc.value.ask"), Mark.UNKNOWN, "unknown")
            return (cell(stops), cell(missing), Cell((unknown,)), cell(NOT_APPLICABLE))
        self.sources.number(contact.source, contact.as_of)
        lines = [Words(function_name(contact, self.language), "", "bold")]
        if contact.organisation:
            lines.append(Words(contact.organisation))
        return (
            cell(stops),
            Cell(tuple(lines)),
            Cell((self._or_ask(unbroken_number(contact.telephone)),), figures=True),
            Cell(self._address(contact.mail)),
        )

    def _address(self, mail: str) -> tuple[Words, ...]:
        """Return an address; a long one breaks behind its @ rather than anywhere."""
        user, at, host = mail.partition("@")
        if not host or len(mail) <= _LONGEST_MAIL:
            return (self._or_ask(mail),)
        return (Words(user + at), Words(host))

    def _or_ask(self, told: str) -> Words:
        return Words(told) if told else Words(self.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown")

    def permits(self) -> Table:
        """Return what the plan says of each stop, as far as it is known."""
        text = self.language.text
        columns = (
            Column(text("doc.day.column.site"), 1),
            Column(text("attribute.plan_name"), 1.2),
            Column(text("doc.day.column.category"), 36),
            Column(text("attribute.max_height_m"), 36),
        )
        rows = tuple(
            (
                Cell((Words(each.site.name),), badge=str(number)),
                *(self._value(each.site, wanted) for wanted in _plan_values(each.site)),
            )
            for number, each in enumerate(self.subject.visits, start=1)
        )
        return Table(text("doc.day.section.permits"), columns, rows, text("doc.day.permits_note"))

    def _value(self, site: Site, attribute_id: str) -> Cell:
        attribute = site.attribute(attribute_id)
        lines = [self.values.words(attribute_id, attribute)]
        if isinstance(attribute, Known):
            lines.append(Words(self.sources.reference(attribute), "", "quiet"))
        return Cell(tuple(lines))

    def subsidies(self) -> Table | None:
        """Return the instruments that were confirmed within twelve months, ``None`` for none."""
        found = self.subject.instruments[:_MOST_INSTRUMENTS]
        if not found:
            return None
        text = self.language.text
        columns = (
            Column(text("doc.day.column.instrument"), 1.2),
            Column(text("doc.day.column.provider"), 1),
            Column(text("doc.day.column.amount"), 1),
            Column(text("doc.day.column.confirmed"), 26),
        )
        rows = tuple(
            (
                cell(each.instrument.name, style="bold"),
                cell(provider_words(each.instrument, self.language)),
                cell(text(amount_range(each.instrument))),
                cell(self.language.value(each.instrument.confirmed_on, "date")),
            )
            for each in found
        )
        sources = sources_of(found)
        more = len(self.subject.instruments) - len(found)
        key = "doc.day.subsidies_note_more" if more else "doc.day.subsidies_note"
        return Table("", columns, rows, text(key, sources=sources, more=more))

    def travel_note(self) -> str:
        """Return what the travel times rest on."""
        ground, text = self.subject.ground, self.language.text
        estimate = text(
            "doc.day.estimate", detour=DETOUR_PERCENT, speed_kmh=SPEED_KMH, minutes=STEP.seconds // 60
        )
        if ground.roads is None:
            return estimate
        told = text(
            "doc.day.by_road",
            file_name=ground.roads.file_name,
            as_of=ground.roads.as_of,
            minutes=STEP.seconds // 60,
        )
        return f"{told} {text('doc.day.rest_estimated')} {estimate}" if ground.legs.is_estimated else told


def _plan_values(site: Site) -> tuple[str, str, str]:
    return ("plan_name", _CATEGORY.get(site.kind, "category_max"), "max_height_m")
