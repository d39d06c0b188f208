"""What stands in an advice, worded once for the PDF and the editable letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.figures.overview_map import NumberedSite, OverviewScene, overview_map
from drentsportal.figures.svg import to_svg
from drentsportal.reports.advice.maps import SiteMaps, site_maps
from drentsportal.reports.advice.request import request_tables
from drentsportal.reports.advice.sections import AdviceSections, Section
from drentsportal.reports.advice.shortlist import shortlist_table
from drentsportal.reports.typeset.blocks import Figure, Table
from drentsportal.reports.typeset.contacts import function_name
from drentsportal.reports.typeset.page_frame import page_frame
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.documents import is_sample

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.typeset.document_theme import DocumentTheme, SenderBlock
    from drentsportal.services.documents import AdviceSubject

MAP_MM: Final = (162.0, 60.0)


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """The worded advice; ``frame`` holds what every document has around its content.

    ``locale`` tells a word processor the language and country of the words, as en-GB.
    """

    locale: str
    frame: dict[str, object]
    footer: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    heading: str
    intro: str
    request_title: str
    request: tuple[Table, ...]
    shortlist: Table
    map: Figure | None
    details: SiteMaps
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    sources_title: str
    sources: tuple[dict[str, str], ...]

    @property
    def model(self) -> dict[str, object]:
        """The mapping that the template reads."""
        names = (
            "footer", "sender", "addressee", "facts", "heading", "intro", "request_title",
            "request", "shortlist", "map", "details", "sections", "closing", "sources_title", "sources",
        )  # fmt: skip
        return self.frame | {name: getattr(self, name) for name in names}


def advice_page(subject: AdviceSubject, language: Language, theme: DocumentTheme) -> AdvicePage:
    """Word an advice in a house style; sources are numbered in the order of the page."""
    sources = SourceNumbers(language)
    today = subject.clock.made_at_utc.astimezone(DUTCH_TIME).date()
    shortlist = shortlist_table(subject, language, sources, today, theme.look)
    sections = AdviceSections(subject, language, sources)
    made = sections.all()
    figure = _map(subject, language, sources, theme.look)
    heading = language.text("doc.advice.title", title=subject.request.title)
    sender = _sender(language, subject.surroundings.contact("province"), theme.sender)
    return AdvicePage(
        locale=language.text("doc.letter.language"),
        frame=page_frame(language, "advice", heading, sources.names),
        footer=_footer(subject, language, today, sources),
        sender=sender,
        addressee=_addressee(subject, language),
        facts=_facts(subject, language),
        heading=heading,
        intro=language.text("doc.advice.intro", site_count=len(subject.shortlist)),
        request_title=language.text("doc.advice.section.request"),
        request=request_tables(subject, language),
        shortlist=shortlist,
        map=figure,
        details=site_maps(subject, language, sources, theme.look),
        sections=made,
        closing=_closing(language, sender),
        sources_title=language.text("doc.sources.title"),
        sources=sources.items,
    )


def _footer(subject: AdviceSubject, language: Language, today: date, sources: SourceNumbers) -> str:
    version = subject.surroundings.data_version
    parts = [
        subject.number,
        language.text("doc.footer.made", made_on=today),
        language.text("doc.footer.data_version", version=version),
    ]
    if any(map(is_sample, sources.names)):
        parts.append(language.text("doc.footer.sample"))
    parts.append(language.text("doc.footer.no_offer"))
    return " · ".join(parts)


def _sender(language: Language, desk: ContactPoint | None, own: SenderBlock) -> tuple[str, ...]:
    """Return two lines that name the sender, then how to reach it."""
    if own.name:
        return (own.name, *own.rows) if own.rows else (own.name, "")
    if desk is None:
        return (language.text("doc.advice.sender"), language.text("doc.advice.desk"), "", "")
    return (desk.organisation, function_name(desk, language), desk.telephone, desk.mail)


def _addressee(subject: AdviceSubject, language: Language) -> tuple[str, ...]:
    channel = subject.channel
    known = subject.surroundings.contact("nom") if channel is RequestChannel.NOM else None
    lines: tuple[str, ...] = (language.text(f"doc.advice.to.{channel.value}"),)
    if known is not None:
        lines = (function_name(known, language), known.organisation)
    return (*lines, language.text(f"doc.advice.on_behalf.{channel.value}"))


def _facts(subject: AdviceSubject, language: Language) -> tuple[tuple[str, str], ...]:
    clock = subject.clock
    moments = [("received", clock.received_at_utc), ("due", clock.due_at_utc)]
    if clock.asked_at_utc is not None:
        moments.insert(0, ("asked", clock.asked_at_utc))
    moments.append(("made", clock.made_at_utc))
    return (
        (language.text("doc.advice.fact.number"), subject.number),
        *(
            (language.text(f"doc.advice.fact.{key}"), language.value(at_utc, "moment"))
            for key, at_utc in moments
        ),
        (language.text("doc.advice.fact.elapsed"), language.value(clock.elapsed, "duration")),
    )


def _closing(language: Language, lines: tuple[str, ...]) -> tuple[str, ...]:
    reach = " · ".join(each for each in (lines[0], *lines[2:]) if each)
    return (language.text("doc.advice.greeting"), lines[1], reach)


def _map(subject: AdviceSubject, language: Language, sources: SourceNumbers, look: Look) -> Figure | None:
    around, origin = subject.surroundings, subject.request.origin
    sites = tuple(
        NumberedSite(number, each.site.name, each.site.geometry_rd)
        for number, each in enumerate(subject.shortlist, start=1)
        if each.site.geometry_rd is not None
    )
    scene = OverviewScene(
        sites,
        (float(origin.x_rd), float(origin.y_rd)) if origin is not None else None,
        origin.label if origin is not None else "",
        around.municipalities,
        around.landmarks,
    )
    picture = overview_map(scene, MAP_MM, look)
    if picture is None:
        return None
    ground = {(each.source, each.as_of): None for each in around.municipalities}
    numbers = tuple(str(sources.number(*each)) for each in ground)
    names = tuple(f"{each.number} {each.name}" for each in sites)
    key = "doc.map.overview.caption" if origin is not None else "doc.map.overview.caption_plain"
    return Figure(
        to_svg(picture),
        language.text("doc.map.overview.alt", names=names),
        language.text(key, sources=numbers),
    )
