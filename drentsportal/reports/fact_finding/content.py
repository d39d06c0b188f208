"""What stands on a day's programme: worded, with its map, its sources and its notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.odd_date import odd_dates
from drentsportal.domain.vocabulary import GROUND_KINDS
from drentsportal.figures.day_map import day_scene
from drentsportal.figures.overview_map import overview_map
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Look, Theme
from drentsportal.reports.fact_finding.programme import Programme
from drentsportal.reports.fact_finding.questions import further_questions
from drentsportal.reports.fact_finding.sections import DaySections
from drentsportal.reports.typeset.blocks import Figure
from drentsportal.reports.typeset.page_frame import page_frame, title_size
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.day_subject import clock_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from drentsportal.language import Language
    from drentsportal.services.day_subject import DaySubject

_MAP_MM: Final = (174.0, 84.0)
_STOPS_BESIDE_MAP: Final = 6
"""So many stops leave room for the map on the same page."""


def programme_model(subject: DaySubject, language: Language, theme: Look = Theme.PRINT) -> dict[str, object]:
    """Everything that the template lays out, but for the factsheets behind it.

    Sources are numbered as they are read, so the order of the steps is the order of the numbers on paper.
    """
    text = language.text
    today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
    sources = SourceNumbers(language)
    programme = Programme(subject, language)
    values = ValueWords(language, subject.surroundings.segments, today)
    sections = DaySections(subject, language, values, sources)
    table, drawn = programme.table(), route_figure(subject, language, sources, theme)
    contacts, permits, subsidies = sections.contacts(), sections.permits(), sections.subsidies()
    on = subject.plan.terms.on
    title = text("doc.day.title", weekday=text(f"doc.day.weekday.{on.isoweekday()}"), on=on)
    frame = page_frame(language, "fact_finding", title, sources.names)
    return frame | {
        "footer": _footer(subject, language, today),
        "context": _context(subject, language),
        "title_size": title_size(title),
        "sentence": _sentence(subject, language, programme),
        "notices": (*_date_notices(subject, language, today), *_notices(subject, language)),
        "programme": table,
        "is_close": False,
        "is_long": len(subject.visits) > _STOPS_BESIDE_MAP,
        "map": drawn,
        "travel": {"title": text("doc.day.section.travel"), "text": sections.travel_note()},
        "further": further_questions(subject, language),
        "contacts": contacts,
        "permits": permits,
        "subsidies": {
            "title": text("doc.day.section.subsidies"),
            "table": subsidies,
            "text": "" if subsidies else text("doc.day.no_subsidies"),
        },
        "sources": {"title": text("doc.sources.title"), "items": sources.items},
    }


def route_figure(
    subject: DaySubject, language: Language, sources: SourceNumbers, theme: Look = Theme.PRINT
) -> Figure | None:
    """Draw the stops with their numbers and the order between them."""
    ground = subject.ground
    around = subject.surroundings
    stops = [(each.site.name, ground.shape_of(each.site.id)) for each in subject.visits]
    scene = day_scene(ground, stops, around.municipalities, around.landmarks)
    picture = overview_map(scene, _MAP_MM, theme)
    if picture is None:
        return None
    found = {(each.source, each.as_of): None for each in around.municipalities}
    found |= {(each.source, each.as_of): None for each in around.landmarks if each.kind in GROUND_KINDS}
    numbers = tuple(str(sources.number(*each)) for each in found)
    names = tuple(f"{each.number} {each.name}" for each in scene.sites)
    alt = language.text("doc.day.map_alt", start=ground.start.label, end=ground.end.label, stops=names)
    key = "doc.day.map_caption" if numbers else "doc.day.map_caption_plain"
    return Figure(to_svg(picture), alt, language.text(key, sources=numbers))


def _context(subject: DaySubject, language: Language) -> str:
    count = len(subject.visits)
    if subject.case_number is None:
        return language.text("doc.day.context", stop_count=count)
    return language.text("doc.day.context_case", stop_count=count, number=subject.case_number)


def _sentence(subject: DaySubject, language: Language, programme: Programme) -> str:
    plan = subject.plan
    return language.text(
        "doc.day.sentence",
        start=subject.ground.start.label,
        starts_at=programme.clock(plan.terms.starts_at_utc),
        end=subject.ground.end.label,
        ends_at=programme.clock(plan.ends_at_utc),
        travel=timedelta(minutes=plan.travel_minutes),
    )


def _date_notices(subject: DaySubject, language: Language, today: date) -> Iterator[dict[str, str]]:
    """Tell what is odd about the date, as seen on the day on which the paper is made."""
    on = subject.plan.terms.on
    for each in odd_dates(on, today):
        yield {
            "mark": "check",
            "lead": language.text("doc.day.notice.date"),
            "text": language.text(f"doc.day.notice.{each.value}", on=on),
        }


def _notices(subject: DaySubject, language: Language) -> Iterator[dict[str, str]]:
    """Tell what was chosen and has no place in the programme."""
    left = tuple(each.name for each in subject.left_over)
    unplaced = tuple(each.name for each in subject.ground.unplaced)
    lead = language.text("doc.day.notice.lead")
    if left:
        at = clock_words(subject.plan.terms.ends_by)
        yield {
            "mark": "check",
            "lead": lead,
            "text": language.text("doc.day.notice.left_over", sites=left, ends_by=at),
        }
    if unplaced:
        yield {
            "mark": "unknown",
            "lead": lead,
            "text": language.text("doc.day.notice.unplaced", sites=unplaced),
        }


def _footer(subject: DaySubject, language: Language, today: date) -> str:
    parts = [
        language.text("doc.footer.made", made_on=today),
        language.text("doc.footer.data_version", version=subject.surroundings.data_version),
    ]
    if subject.case_number is not None:
        parts.append(subject.case_number)
    parts.append(language.text("doc.footer.no_offer"))
    return " · ".join(parts)
