"""What stands in an advice, worded once for the PDF and the editable letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.figures.overview_map import NumberedSite, OverviewScene, overview_map
from drentsportal.figures.svg import to_svg
from drentsportal.reports.advice.cover import cover_of
from drentsportal.reports.advice.maps import NO_MAPS, SiteMaps, site_maps
from drentsportal.reports.advice.people import question_count
from drentsportal.reports.advice.request import request_columns
from drentsportal.reports.advice.sections import AdviceSections
from drentsportal.reports.advice.shortlist import shortlist_table
from drentsportal.reports.typeset.blocks import Figure, Table
from drentsportal.reports.typeset.page_frame import page_frame
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.documents import is_sample

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.advice.cover import Cover
    from drentsportal.reports.advice.detail import Detail
    from drentsportal.reports.advice.section import Section
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.services.documents import AdviceSubject


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """The worded advice; ``frame`` holds what every document has around its content.

    ``locale`` tells a word processor the language and country of the words, as en-GB. With
    ``is_letter_apart`` the cover is a page of its own; otherwise its greeting ends the advice. ``map_mm`` is
    how large the map of all sites is, ``side_mm`` the margin left and right; ``is_close`` sets rows closer,
    and ``air`` says how much of their room is left then, 0 to 1, before the sections and in them.
    """

    locale: str
    frame: dict[str, object]
    footer: str
    cover: Cover
    is_letter_apart: bool
    side_mm: float
    is_close: bool
    air: tuple[float, float]
    heading: str
    request_title: str
    request: tuple[tuple[Table, ...], ...]
    shortlist: Table
    map: Figure | None
    map_mm: tuple[float, float]
    details: SiteMaps
    sections: tuple[Section, ...]
    sources_title: str
    sources: tuple[dict[str, str], ...]

    @property
    def model(self) -> dict[str, object]:
        """The mapping that the template reads."""
        names = (
            "footer", "cover", "is_letter_apart", "side_mm", "is_close", "air", "heading", "request_title",
            "request", "shortlist", "map", "details", "sections", "sources_title", "sources",
        )  # fmt: skip
        return self.frame | {name: getattr(self, name) for name in names}


def advice_page(
    subject: AdviceSubject, language: Language, theme: DocumentTheme, detail: Detail
) -> AdvicePage:
    """Word an advice in a house style; sources are numbered in the order of the page."""
    sources = SourceNumbers(language)
    today = subject.clock.made_at_utc.astimezone(DUTCH_TIME).date()
    shortlist = shortlist_table(subject, language, sources, detail, theme.look)
    map_mm = (detail.text_mm, detail.map_mm)
    figure = _map(subject, language, sources, map_mm, theme.look) if detail.map_mm else None
    if not detail.map_mm and any(each.site.geometry_rd is not None for each in subject.shortlist):
        left_out = language.text("doc.advice.map_left_out")
        shortlist = replace(shortlist, note=f"{shortlist.note} {left_out}".strip())
    details = NO_MAPS if detail.is_short else site_maps(subject, language, sources, theme.look)
    sections = AdviceSections(subject, language, sources, detail, theme.look).all()
    heading = language.text("doc.advice.title", title=subject.request.title)
    cover = cover_of(subject, language, theme.sender, question_count(subject), is_short=detail.is_short)
    return AdvicePage(
        locale=language.text("doc.letter.language"),
        frame=page_frame(language, "advice", heading, sources.names),
        footer=_footer(subject, language, today, sources),
        cover=cover,
        is_letter_apart=not detail.is_short,
        side_mm=detail.side_mm,
        is_close=detail.is_close,
        air=(0.0, 0.0),
        heading=heading,
        request_title=language.text("doc.advice.section.request"),
        request=request_columns(subject, language),
        shortlist=shortlist,
        map=figure,
        map_mm=map_mm,
        details=details,
        sections=sections,
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


def _map(
    subject: AdviceSubject,
    language: Language,
    sources: SourceNumbers,
    map_mm: tuple[float, float],
    look: Look,
) -> Figure | None:
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
    picture = overview_map(scene, map_mm, look)
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
