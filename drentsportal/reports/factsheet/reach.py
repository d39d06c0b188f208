"""How a site is reached, and which hubs lie near: straight distances, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell, number_cell
from drentsportal.reports.typeset.measured import measured_from
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Site
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_REACHED: Final = (
    (LandmarkKind.MOTORWAY_JUNCTION, 2),
    (LandmarkKind.RAIL_TERMINAL, 1),
    (LandmarkKind.QUAY, 1),
    (LandmarkKind.PLACE, 3),
    (LandmarkKind.PROTECTED_NATURE, 1),
)
"""What is told and how many of each, nearest first."""

_HUBS: Final = 4
_MEASURED_MM: Final = 27
_ASKED_MM: Final = 38
"""The column of distances; wider where one is unknown, which takes more words than a figure."""
_TOWN_RANK: Final = 1
"""Places of this rank are the towns that a stranger knows."""


def placed(subject: FactsheetSubject) -> Site | None:
    """Return whose place counts: the site, its park where it has no outline, or ``None``."""
    for each in (subject.site, subject.park):
        if each is not None and each.geometry_rd is not None and not each.geometry_rd.is_empty:
            return each
    return None


def nearest(
    shape: BaseGeometry, landmarks: tuple[Landmark, ...], kind: LandmarkKind, count: int
) -> tuple[tuple[Landmark, int], ...]:
    """Return the nearest of a kind with their straight distance in whole metres, each name once."""
    some = [each for each in landmarks if each.kind is kind and not each.geometry_rd.is_empty]
    if kind is LandmarkKind.PLACE:
        some = [each for each in some if each.rank <= _TOWN_RANK] or some
    if not some:
        return ()
    distances_m = shapely.distance(shape, [each.geometry_rd for each in some])
    ordered = sorted(zip(distances_m.tolist(), some, strict=True), key=lambda each: (each[0], each[1].name))
    by_name: dict[str, tuple[Landmark, int]] = {}
    for distance_m, landmark in ordered:
        by_name.setdefault(landmark.name, (landmark, round(distance_m)))
    return tuple(by_name.values())[:count]


def reach_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Tell how far the site lies from what a company needs to reach; ``None`` where it has no place."""
    start = placed(subject)
    if start is None or start.geometry_rd is None:
        return None
    language = words.language
    rows: list[tuple[Cell, ...]] = []
    for kind, count in _REACHED:
        found = nearest(start.geometry_rd, subject.surroundings.landmarks, kind, count)
        rows += [_row(each, words, sources) for each in found] or [_unknown(kind, words)]
    width_mm = _ASKED_MM if unknown_reach(subject) else _MEASURED_MM
    columns = (
        Column(language.text("doc.reach.destination"), 1),
        Column(language.text("doc.reach.distance_km"), width_mm, right=True),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    note = language.text("doc.reach.note", start=measured_from(start))
    return Table(language.text("doc.reach.title"), columns, tuple(rows), note)


def hubs_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Tell which hubs and clusters lie nearest; ``None`` where none is known or the site has no place."""
    start = placed(subject)
    if start is None or start.geometry_rd is None:
        return None
    found = nearest(start.geometry_rd, subject.surroundings.landmarks, LandmarkKind.HUB, _HUBS)
    if not found:
        return None
    language = words.language
    columns = (
        Column(language.text("doc.reach.hub"), 1),
        Column(language.text("doc.reach.distance_km"), _MEASURED_MM, right=True),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    rows = tuple(_hub_row(each, words, sources) for each in found)
    return Table(language.text("doc.reach.hubs"), columns, rows)


def unknown_reach(subject: FactsheetSubject) -> tuple[LandmarkKind, ...]:
    """Return what is asked of the way to a site and not known: without a place nothing of it is."""
    if placed(subject) is None:
        return tuple(kind for kind, _ in _REACHED)
    return tuple(kind for kind, _ in _REACHED if not _knows(subject, kind))


def knows_hubs(subject: FactsheetSubject) -> bool:
    """Tell whether the nearest hubs of a site are known."""
    return placed(subject) is not None and _knows(subject, LandmarkKind.HUB)


def _knows(subject: FactsheetSubject, kind: LandmarkKind) -> bool:
    known = (each for each in subject.surroundings.landmarks if not each.geometry_rd.is_empty)
    return any(each.kind is kind for each in known)


def nearest_junction(subject: FactsheetSubject) -> tuple[Landmark, int, Site] | None:
    """Return the nearest motorway junction, its distance in metres, and whose place that is."""
    start = placed(subject)
    if start is None or start.geometry_rd is None:
        return None
    landmarks = subject.surroundings.landmarks
    for landmark, distance_m in nearest(start.geometry_rd, landmarks, LandmarkKind.MOTORWAY_JUNCTION, 1):
        return landmark, distance_m, start
    return None


def _row(found: tuple[Landmark, int], words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    landmark, _ = found
    name, kind = landmark.name or landmark.label, words.language.text(f"doc.reach.kind.{landmark.kind.value}")
    # A name often says itself what it is: "Kade bij Hoogeveen".
    is_said = kind.casefold() in name.casefold()
    told = name if is_said else words.language.text("doc.reach.named", name=name, kind=kind)
    if landmark.kind is LandmarkKind.QUAY and landmark.cemt_class:
        told = words.language.text("doc.reach.quay_class", told=told, cemt=landmark.cemt_class)
    return cell(told), *_measured(found, words, sources)


def _hub_row(found: tuple[Landmark, int], words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    return cell(found[0].name), *_measured(found, words, sources)


def _measured(found: tuple[Landmark, int], words: ValueWords, sources: SourceNumbers) -> Iterator[Cell]:
    landmark, distance_m = found
    km = words.language.value(distance_m / 1000, "dec1")
    yield number_cell(words.language.text("doc.reach.inside")) if distance_m == 0 else number_cell(km)
    yield cell(str(sources.number(landmark.source, landmark.as_of)), style="quiet")


def _unknown(kind: LandmarkKind, words: ValueWords) -> tuple[Cell, ...]:
    said = Words(words.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown")
    label = words.language.text(f"doc.reach.kind.{kind.value}")
    return cell(label), Cell((said,)), cell(NOT_APPLICABLE, style="quiet")
