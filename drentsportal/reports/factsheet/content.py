"""What stands on a factsheet: worded, numbered by source, and cut to its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.symbology import Look, Theme
from drentsportal.reports.factsheet.allocation import allocation_table
from drentsportal.reports.factsheet.facts import claims_table, fact_tables
from drentsportal.reports.factsheet.first_page import (
    FirstPage,
    rows_and_wrapped,
    short_lines,
    wrapped_notes,
)
from drentsportal.reports.factsheet.in_short import in_short
from drentsportal.reports.factsheet.key_figures import KeyFigures
from drentsportal.reports.factsheet.maps import (
    DETAIL_WIDTH_MM,
    detail_figures,
    locator_figure,
    swatches,
)
from drentsportal.reports.factsheet.notices import notices_of
from drentsportal.reports.factsheet.photograph import photograph_figure
from drentsportal.reports.factsheet.plots import free_sentence, plots_table
from drentsportal.reports.factsheet.second_page import SecondPage
from drentsportal.reports.typeset.blocks import Figure
from drentsportal.reports.typeset.contact_code import contact_code
from drentsportal.reports.typeset.contacts import function_name, function_words, in_language
from drentsportal.reports.typeset.document_theme import NO_SENDER, SenderBlock
from drentsportal.reports.typeset.page_frame import page_frame, title_size
from drentsportal.reports.typeset.site_title import site_title
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.services.documents import is_sample
from drentsportal.services.stated_park import stated_municipality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.reports.factsheet.locator_grounds import LocatorGrounds
    from drentsportal.reports.factsheet.second_page import Columns
    from drentsportal.reports.typeset.blocks import Table
    from drentsportal.services.documents import FactsheetSubject

_ROWS_ON_FIRST_PAGE: Final = 12
_ROWS_PER_NOTICE: Final = 3


@dataclass(frozen=True, slots=True)
class FactsheetContent:
    """Makes the model of one factsheet in one language and theme; ``sender`` is that of the theme."""

    language: Language
    grounds: LocatorGrounds
    theme: Look = Theme.PRINT
    sender: SenderBlock = NO_SENDER

    def model(self, subject: FactsheetSubject) -> dict[str, object]:
        """Everything that the template lays out, with the map in several heights to choose from.

        Sources are numbered as they are read, so the order of the steps is the order of the
        numbers on paper.
        """
        language, site = self.language, subject.site
        today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
        sources = SourceNumbers(language)
        parks = {} if subject.park is None else {subject.park.id: subject.park.name}
        words = ValueWords(language, subject.surroundings.segments, today, parks)
        person = _first_contact(subject)
        ask = _ask(subject, language, person)
        key_figures = KeyFigures(words, sources, ask).all(subject)
        notices = notices_of(site, subject.plots, words, sources)
        locator = locator_figure(subject, language, sources, self.grounds)
        short = in_short(subject, words, sources)
        first, going_on, facts, lists = self._tables(subject, words, sources)
        title = _title(subject, language)
        contact = self._contact(subject, person, ask)
        texts = [each.note for each in key_figures], [each["text"] for each in short]
        page = _first_page(title, texts, len(notices), first, has_code=contact["qr"] is not None)
        sizes_mm = [(DETAIL_WIDTH_MM, height_mm) for height_mm in page.map_heights_mm(len(sources.items))]
        details = detail_figures(subject, language, sources, sizes_mm, self.theme)
        first_sources = len(sources.items)
        more = SecondPage(words, sources, ask).groups(subject, facts, lists, going_on)
        frame = page_frame(language, f"factsheet.{site.kind.value}", title, sources.names)
        return frame | {
            "footer": self._footer(subject, today, sources),
            "context": _context(subject, language),
            "title_size": title_size(title),
            "sentence": _sentence(subject, words),
            "key_figures": key_figures,
            "in_short": short,
            "locator": locator,
            "notices": notices,
            "details": details,
            "swatches": swatches(self.theme),
            "tables": first,
            "more": more,
            "photograph": photograph_figure(subject, language),
            "contact": contact,
            **_source_lists(sources, first_sources, language),
        }

    def _tables(
        self, subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
    ) -> tuple[tuple[Columns, ...], Table | None, tuple[Table, ...], tuple[Table, ...]]:
        """Return what page 1 holds and goes on with, and the facts and lists of page 2.

        With plots the facts give way.
        """
        claims = claims_table(subject, words, sources)
        claimed = () if claims is None else (claims,)
        if subject.site.kind is not SiteKind.PARK or not subject.plots:
            facts = fact_tables(subject, words, sources)
            return (tuple((each,) for each in facts),), None, (), claimed
        notice_count = len(subject.site.conflicts) + len(differing_totals(subject.site, subject.plots))
        rows_at_most = _ROWS_ON_FIRST_PAGE - _ROWS_PER_NOTICE * notice_count
        plots, rest = plots_table(subject.site, subject.plots, words, sources, max(3, rows_at_most))
        facts = fact_tables(subject, words, sources)
        allocation = allocation_table(subject.plots, words, sources)
        lists = (*claimed, allocation)
        return (((plots,),),), rest, facts, tuple(each for each in lists if each is not None)

    def _contact(self, subject: FactsheetSubject, person: ContactPoint | None, ask: str) -> dict[str, object]:
        """Name whom to reach: the function of the gemeente, and the sender or else the desk; two at most."""
        language, desk = self.language, subject.surroundings.contact("province")
        people = [each for each in (person, desk) if each is not None]
        told = [_person(each, language) for each in people]
        if self.sender.name:
            told = [*told[:1], {"name": self.sender.name, "rows": list(self.sender.rows)}]
        code = None
        if people:
            shown = in_language(people[0], language)
            reached = {"mail": shown.mail, "telephone": shown.telephone}
            alt = language.text("doc.contact.qr_alt", function=shown.function, **reached)
            code = Figure(contact_code(shown), alt)
        return {
            "title": language.text("doc.contact.title"),
            "people": told,
            "note": self._contact_note(person, desk, ask, is_empty=not told),
            "qr": code,
        }

    def _contact_note(
        self, person: ContactPoint | None, desk: ContactPoint | None, ask: str, *, is_empty: bool
    ) -> str:
        """Say whom to ask, and that nobody is known where nobody is."""
        if is_empty:
            return self.language.text("doc.contact.none", function=ask)
        if person is None and desk is not None:
            return self.language.text("doc.contact.desk_only", function=function_words(desk, self.language))
        return self.language.text("doc.contact.ask", function=ask)

    def _footer(self, subject: FactsheetSubject, today: object, sources: SourceNumbers) -> str:
        rin = subject.site.value("rin")
        number = f"RIN {rin}" if rin else subject.site.id
        parts = [
            self.language.text("doc.footer.made", made_on=today),
            self.language.text("doc.footer.data_version", version=subject.surroundings.data_version),
            number,
        ]
        if any(map(is_sample, sources.names)):
            parts.append(self.language.text("doc.footer.sample"))
        parts.append(self.language.text("doc.footer.no_offer"))
        return " · ".join(parts)


def _first_page(
    title: str,
    notes_and_short: tuple[Sequence[str], Sequence[str]],
    notice_count: int,
    groups: tuple[Columns, ...],
    *,
    has_code: bool,
) -> FirstPage:
    """Count what stands beside the map: the notes of key figures and the lines in short as they wrap."""
    notes, short = notes_and_short
    rows, wrapped = rows_and_wrapped(groups)
    return FirstPage(title, short_lines(short), notice_count, rows, wrapped + wrapped_notes(notes), has_code)


def _source_lists(sources: SourceNumbers, first_count: int, language: Language) -> dict[str, object]:
    """Return the sources that page 1 names, and those that only page 2 does."""
    return {
        "sources": {
            "title": language.text("doc.sources.title"),
            "items": sources.items[:first_count],
            "marks": _marks(language),
        },
        "more_sources": {
            "title": language.text("doc.sources.more"),
            "items": sources.items[first_count:],
        },
    }


def _marks(language: Language) -> tuple[dict[str, str], ...]:
    shown = (Mark.UNKNOWN, Mark.STALE, Mark.CONFLICTING)
    return tuple({"mark": each, "text": language.text(f"doc.mark.{each}")} for each in shown)


def _title(subject: FactsheetSubject, language: Language) -> str:
    """Name a plot with its park; premises have a line above that names theirs."""
    if subject.site.kind is SiteKind.PLOT:
        return site_title(subject.site, subject.park, language)
    return subject.site.name


def _context(subject: FactsheetSubject, language: Language) -> str:
    around, site = subject.surroundings, subject.site
    code = stated_municipality(site, subject.park)
    parts = [subject.park.name] if subject.park is not None else []
    if code:
        name = around.municipality_name(code)
        parts.append(language.text("doc.factsheet.municipality", municipality=name))
    locality = site.value("locality")
    if isinstance(locality, str) and locality != around.municipality_name(code):
        parts.append(locality)
    return " · ".join(parts)


def _sentence(subject: FactsheetSubject, words: ValueWords) -> str:
    language, site = words.language, subject.site
    segments = site.attribute("segments")
    told = words.plain("segments", segments.value) if isinstance(segments, Known) else ""
    key = f"doc.factsheet.sentence.{site.kind.value}"
    if site.kind is SiteKind.PLOT and subject.park is None and not told:
        return language.text(f"{key}.alone")
    first = language.text(f"{key}.segments" if told else key, segments=told)
    free = free_sentence(subject.plots, language) if site.kind is SiteKind.PARK else ""
    return f"{first} {free}".rstrip()


def _scopes(subject: FactsheetSubject) -> tuple[str, ...]:
    site, park = subject.site, subject.park or subject.site
    code = site.municipality_code or park.municipality_code
    return (f"park:{park.id}", code or "")


def _first_contact(subject: FactsheetSubject) -> ContactPoint | None:
    return subject.surroundings.contact(*_scopes(subject))


def _ask(subject: FactsheetSubject, language: Language, person: ContactPoint | None) -> str:
    if person is not None:
        return function_words(person, language)
    name = subject.surroundings.municipality_name(_scopes(subject)[1])
    if name:
        return language.text("doc.ask.municipality", municipality=name)
    return language.text("doc.ask.desk")


def _person(contact: ContactPoint, language: Language) -> dict[str, object]:
    rows = [each for each in (contact.organisation, contact.telephone, contact.mail) if each]
    return {"name": function_name(contact, language), "rows": rows}
