"""Rows of the search over everything: what was found of each kind, actions among them, with headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.services.finding import MOST_OF_A_KIND
from drentsportal.services.finding_index import FindingIndex, FindingRow, Nearness
from drentsportal.services.match_spans import Span, match_spans, scattered_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.language import Language
    from drentsportal.services.finding import FoundGroup, FoundThing

ACTION: Final = "action"

_SHAPES: Final = {
    "case": "cases",
    "park": "sites",
    "plot": "draw",
    "premises": "nom",
    "company": "company",
    "contact": "phone",
    ACTION: "advice_arrow",
}


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One row. ``spans`` are the parts of the name, and of what is ``beside`` it, that answer what was typed.

    ``keys`` is a shortcut; ``scope`` and ``organisation`` are those of a function. A heading has no id.
    """

    kind: str
    id: str
    name: str
    beside: str = ""
    spans: tuple[Span, ...] = ()
    beside_spans: tuple[Span, ...] = ()
    keys: str = ""
    scope: str = ""
    organisation: str = ""
    kind_told: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it stands above others and cannot be chosen."""
        return not self.id

    @property
    def shape(self) -> str:
        """The name of its icon."""
        return _SHAPES[self.kind]

    @property
    def spoken(self) -> str:
        """Everything that the row says, as one text."""
        return ", ".join(filter(None, (self.name, self.kind_told, self.beside, self.keys)))


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one kind, how many there are, and how near the first is."""

    kind: str
    count: int
    rows: tuple[PaletteRow, ...]
    nearness: Nearness


class ActionChoice:
    """The actions that can be done now, by their words; of equal ones the order of the menus counts."""

    def __init__(self, rows: Sequence[PaletteRow]) -> None:
        """Prepare them; ``beside`` of a row is its menu."""
        self._rows = {each.id: each for each in rows}
        self._index = FindingIndex(FindingRow(each.id, each.name, beside=(each.beside,)) for each in rows)

    def find(self, typed: str, most: int = MOST_OF_A_KIND) -> RowGroup | None:
        """Return the actions with the words typed, then those with its letters one after the other."""
        hits = self._index.find(typed, len(self._rows))
        near = dict(hits.nearest)
        for row in self._rows.values():
            if row.id not in near and scattered_spans(row.name, typed):
                near[row.id] = Nearness.SCATTERED
        if not near:
            return None
        rows = tuple(_marked(self._rows[each], typed, near[each]) for each in list(near)[:most])
        return RowGroup(ACTION, len(near), rows, min(near.values()))

    def row(self, action_id: str) -> PaletteRow | None:
        """Return an action that can be done now."""
        return self._rows.get(action_id)


def _marked(row: PaletteRow, typed: str, nearness: Nearness) -> PaletteRow:
    if nearness is Nearness.SCATTERED:
        return replace(row, spans=scattered_spans(row.name, typed))
    spans = match_spans(row.name, typed, is_mistyped=nearness is Nearness.MISTYPED)
    return replace(row, spans=spans, beside_spans=match_spans(row.beside, typed))


def found_groups(groups: Iterable[FoundGroup], typed: str, language: Language) -> list[RowGroup]:
    """Return what was found of each kind, as rows."""
    return [
        RowGroup(
            each.kind.value,
            each.count,
            tuple(thing_row(thing, typed, language) for thing in each.things),
            each.things[0].nearness,
        )
        for each in groups
    ]


def thing_row(thing: FoundThing, typed: str, language: Language) -> PaletteRow:
    """Return a thing as a row; one that is not quite what was typed says so."""
    beside = list(thing.beside)
    if thing.nearness is Nearness.MISTYPED:
        beside.append(language.text("ui.find.mistyped"))
    told, told_beside = language.text(f"finding_kind.{thing.kind.value}"), " · ".join(beside)
    return PaletteRow(
        thing.kind.value,
        thing.id,
        thing.name,
        told_beside,
        match_spans(thing.name, typed, is_mistyped=thing.nearness is Nearness.MISTYPED),
        match_spans(told_beside, typed),
        scope=thing.scope,
        organisation=thing.organisation,
        kind_told=told,
    )


def ordered_rows(groups: Iterable[RowGroup], language: Language) -> list[PaletteRow]:
    """Return headings and rows, the kind with the nearest thing first."""
    rows: list[PaletteRow] = []
    for group in sorted(groups, key=lambda each: each.nearness):
        kind = language.text(f"finding_kind.{group.kind}")
        if group.count > len(group.rows):
            counts = {"shown": len(group.rows), "count": group.count}
            told = language.text("ui.find.heading_some", kind=kind, **counts)
        else:
            told = language.text("ui.find.heading_all", kind=kind, count=group.count)
        rows += [PaletteRow(group.kind, "", told), *group.rows]
    return rows
