"""The notes under the tables of a quarter report: what is unknown is told where it is; nought is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.asking.request_marks import RequestMark

if TYPE_CHECKING:
    from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures
    from drentsportal.language import Language


def placement_note(figures: QuarterFigures, language: Language) -> str:
    """Say of how many placements something is unknown; where of none, that all of it is known."""
    counts = {"jobs": figures.jobs.unknown_count, "investment": figures.investment_eur.unknown_count}
    parts = [
        language.text(f"quarter.note.unknown.{name}", count=count) for name, count in counts.items() if count
    ]
    notes = [language.text("quarter.note.unknown", parts=parts)] if parts else []
    if supra := figures.supra_regional_count(RequestMark.UNKNOWN):
        notes.append(language.text("quarter.note.unknown.supra", count=supra))
    return " ".join(notes) or language.text("quarter.note.all_known")


def lost_note(figures: QuarterFigures, language: Language) -> str:
    """Say how many were withdrawn besides, empty for none."""
    count = figures.withdrawn_count
    return language.text("quarter.note.lost", withdrawn_count=count) if count else ""


def unmet_note(figures: QuarterFigures, language: Language) -> str:
    """Say over which quarters unmet demand was counted, what was asked, and how often that is unknown."""
    unmet = figures.unmet
    span = {"first": str(unmet.first), "last": str(unmet.last), "count": unmet.count}
    ground, floor = unmet.area_m2.total, unmet.floor_m2.total
    if floor is None:
        notes = [language.text("quarter.note.unmet", area=language.value(ground, "ha"), **span)]
    elif ground is None:
        notes = [language.text("quarter.note.unmet_floor", floor_m2=floor, **span)]
    else:
        notes = [language.text("quarter.note.unmet_both", area_m2=ground, floor_m2=floor, **span)]
    if unknown := unmet.area_m2.unknown_count:
        notes.append(language.text("quarter.note.unmet.unknown", count=unknown))
    return " ".join((*notes, language.text("quarter.note.unmet.reading")))
