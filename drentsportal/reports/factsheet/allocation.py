"""Who sells the plots of a park and how they are allocated: what holds for all once, the rest in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.fairness.didam import DidamBearing, didam_facts
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.reports.factsheet.plots import status_of
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.sites.site import Site
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords

_FACTS: Final = ("seller", "allocation_procedure", "allocation_published_on")
_COLUMNS: Final = {
    "seller": "seller",
    "allocation_procedure": "procedure",
    "allocation_published_on": "published",
}
_LINK: Final = "allocation_link"
_PLAIN_WIDTHS: Final = {"seller": 0.8, "allocation_procedure": 1.1, "allocation_published_on": 0.9}
_LINKED_WIDTHS: Final = {"seller": 0.5, "allocation_procedure": 1.0, "allocation_published_on": 2.0}
"""Shares of the width: the address of a publication stays on one line."""
_SOURCE_MM: Final = 10


def allocation_table(plots: Sequence[Site], words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Return seller, procedure and publication of every plot that is not sold; unknown is said so."""
    unsold = tuple(each for each in plots if status_of(each) is not PlotStatus.SOLD)
    return _Allocation(unsold, words, sources).table() if unsold else None


@dataclass(frozen=True, slots=True)
class _Allocation:
    """The table of some plots."""

    plots: tuple[Site, ...]
    words: ValueWords
    sources: SourceNumbers

    def table(self) -> Table:
        """Return the table; plots of which the same is known share a row, their addresses stand by name."""
        groups: dict[tuple[object, ...], list[Site]] = {}
        for plot in self.plots:
            groups.setdefault(tuple(map(plot.value, _FACTS)), []).append(plot)
        some = tuple(map(tuple, groups.values()))
        told_once = self._told_once() if len(some) > 1 else ()
        told = tuple(each for each in _FACTS if each not in told_once)
        is_one_source = len(set(map(self._sources, some))) == 1
        rows = tuple(self._row(each, told, with_sources=not is_one_source) for each in some)
        columns = self._columns(told, with_sources=not is_one_source)
        notes = (self._source_note() if is_one_source else "", self._own_links(some))
        title = self.words.language.text("doc.allocation.title")
        return Table(title, columns, rows, " ".join(filter(None, notes)), self._intro(told_once))

    def _columns(self, told: tuple[str, ...], *, with_sources: bool) -> tuple[Column, ...]:
        text = self.words.language.text
        widths = _LINKED_WIDTHS if any(map(_has_link, self.plots)) else _PLAIN_WIDTHS
        facts = (Column(text(f"doc.allocation.{_COLUMNS[each]}"), widths[each]) for each in told)
        last = (Column(text("doc.allocation.source"), _SOURCE_MM, right=True),) if with_sources else ()
        return Column(text("doc.allocation.plots"), 0.8), *facts, *last

    def _row(self, some: tuple[Site, ...], told: tuple[str, ...], *, with_sources: bool) -> tuple[Cell, ...]:
        facts = (self._cell(each, some) for each in told)
        numbers = ", ".join(map(str, self._sources(some))) or NOT_APPLICABLE
        last = (cell(numbers, style="quiet"),) if with_sources else ()
        return cell(self._names(some)), *facts, *last

    def _told_once(self) -> tuple[str, ...]:
        """Name the facts that are the same of all plots; not the last, beside which addresses stand."""
        return tuple(
            each
            for each in _FACTS[:-1]
            if isinstance(self.plots[0].attribute(each), Known)
            and len({plot.value(each) for plot in self.plots}) == 1
        )

    def _intro(self, told_once: tuple[str, ...]) -> str:
        language = self.words.language
        facts = tuple(
            language.text(
                "doc.allocation.fact",
                name=language.text(f"doc.allocation.{_COLUMNS[each]}"),
                value=self.words.words(each, self.plots[0].attribute(each)).text,
            )
            for each in told_once
        )
        return language.text("doc.allocation.all", facts="; ".join(facts)) if facts else ""

    def _names(self, some: Sequence[Site]) -> str:
        if 1 < len(some) == len(self.plots):
            return self.words.language.text("doc.allocation.all_plots")
        return ", ".join(each.name for each in some)

    def _cell(self, attribute_id: str, some: Sequence[Site]) -> Cell:
        value = some[0].attribute(attribute_id)
        is_private = didam_facts(some[0]).bearing is DidamBearing.NOT_APPLICABLE
        empty = attribute_id != _FACTS[0] and is_private and not isinstance(value, Known)
        said = Words(NOT_APPLICABLE) if empty else self.words.words(attribute_id, value)
        links = tuple(self._links(some)) if attribute_id == _FACTS[-1] else ()
        return Cell((said, *links))

    def _links(self, some: Sequence[Site]) -> Iterator[Words]:
        """Tell the address that all plots of a row have; where each has its own they stand in the note."""
        links = {str(each.value(_LINK)) if _has_link(each) else "" for each in some}
        if len(links) == 1:
            yield from (Words(each, style="quiet") for each in links if each)

    def _own_links(self, rows: Sequence[tuple[Site, ...]]) -> str:
        """Tell the addresses that differ within a row, each once with whose it is."""
        by_link: dict[str, list[str]] = {}
        for some in rows:
            if not any(self._links(some)):
                for each in filter(_has_link, some):
                    by_link.setdefault(str(each.value(_LINK)), []).append(each.name)
        text = self.words.language.text
        told = (
            text("doc.allocation.link", names=", ".join(names), link=link) for link, names in by_link.items()
        )
        return text("doc.allocation.links", links="; ".join(told)) if by_link else ""

    def _sources(self, some: Sequence[Site]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.sources.number(each.source, each.as_of) for each in _known(some)))

    def _source_note(self) -> str:
        references = tuple(dict.fromkeys(map(self.sources.reference, _known(self.plots))))
        return self.words.language.text("doc.allocation.sources", sources=references) if references else ""


def _known(some: Sequence[Site]) -> Iterator[Known[object]]:
    for each in some:
        for fact in (*_FACTS, _LINK):
            value = each.attribute(fact)
            if isinstance(value, Known):
                yield value


def _has_link(plot: Site) -> bool:
    return isinstance(plot.attribute(_LINK), Known)
