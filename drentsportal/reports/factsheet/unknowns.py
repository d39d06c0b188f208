"""What is not known of a site: why it is missing, and whom to ask for it.

It asks for what the sheet shows as unknown and for nothing else, under the names that the sheet uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from drentsportal.domain.firmness.whom_to_ask import scope_asked
from drentsportal.domain.sites.going_value import PRICE_ENDS, going_price, going_value
from drentsportal.domain.values import Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.facts import concerning_claims, does_not_apply, shown_facts
from drentsportal.reports.factsheet.key_figures import told_at_head
from drentsportal.reports.factsheet.management import lacks_benefits, stated_manager
from drentsportal.reports.factsheet.plots import free_plots, has_no_free_plot
from drentsportal.reports.factsheet.reach import knows_hubs, unknown_reach
from drentsportal.reports.factsheet.utilities import shown_utilities
from drentsportal.reports.typeset.blocks import Column, Table, cell
from drentsportal.reports.typeset.contacts import function_words
from drentsportal.services.stated_park import stated_municipality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject

_TOLD_BY: Final = {"largest_plot": (), "net_gross": ("net_ha", "gross_ha"), PRICE_ENDS[0]: PRICE_ENDS}
"""The attributes that a key figure tells where they are others than its name says."""
_PLAINLY: Final = {each: f"doc.fact.{each}" for each in ("category_min", "category_max", "plan_name")}
"""What the facts name with the word of Dutch law beside its translation; once is enough."""


@dataclass(frozen=True, slots=True)
class UnknownHere:
    """Something that a sheet shows as unknown; ``attribute_id`` is empty for what is no single value."""

    attribute_id: str
    label: str
    reason: str


def unknowns_here(subject: FactsheetSubject, language: Language) -> Iterator[UnknownHere]:
    """Name all that the sheet of a site shows as unknown, in the order of the sheet."""
    plainly = Unknown().reason.value
    if subject.site.kind is SiteKind.PARK and not (
        free_plots(subject.plots) or has_no_free_plot(subject.plots)
    ):
        yield UnknownHere("", language.text("doc.key.largest_plot"), plainly)
    for attribute_id, label in _asked(subject):
        value = going_value(subject.site, subject.park, attribute_id).value
        if isinstance(value, Unknown):
            yield UnknownHere(attribute_id, language.text(label), value.reason.value)
    yield from (UnknownHere("", each, plainly) for each in _absent(subject, language))


def unknowns_table(subject: FactsheetSubject, words: ValueWords, ask: str) -> Table | None:
    """Gather what is unknown by the reason for it; ``None`` where everything is known."""
    language = words.language
    by_reason: dict[tuple[str, str], list[str]] = {}
    for each in unknowns_here(subject, language):
        whom = _grid_operator(subject, each.attribute_id, language) or ask
        by_reason.setdefault((each.reason, whom), []).append(each.label)
    if not by_reason:
        return None
    columns = (
        Column(language.text("doc.unknowns.what"), 1.5),
        Column(language.text("doc.unknowns.why"), 0.8),
        Column(language.text("doc.unknowns.ask"), 0.8),
    )
    rows = tuple(
        (
            cell("; ".join(dict.fromkeys(labels))),
            cell(language.text(f"doc.unknowns.reason.{reason}")),
            cell(whom),
        )
        for (reason, whom), labels in by_reason.items()
    )
    return Table(language.text("doc.unknowns.title"), columns, rows)


def _grid_operator(subject: FactsheetSubject, attribute_id: str, language: Language) -> str:
    """Name the grid operator where an advice would ask it, empty where it would ask the gemeente."""
    contacts = subject.surroundings.contacts
    gemeente = stated_municipality(subject.site, subject.park) or ""
    scope = scope_asked(attribute_id, gemeente, {each.scope for each in contacts})
    operator = None if scope == gemeente else subject.surroundings.contact(scope)
    return "" if operator is None else function_words(operator, language)


def _absent(subject: FactsheetSubject, language: Language) -> Iterator[str]:
    """Name what would have a table of its own and has none, since nobody has said anything of it."""
    far = unknown_reach(subject)
    if far:
        kinds = tuple(language.text(f"doc.reach.kind.{each.value}") for each in far)
        yield language.text("doc.unknowns.reach", kinds=kinds)
    if not knows_hubs(subject):
        yield language.text("doc.reach.hubs")
    if lacks_benefits(subject):
        yield language.text("doc.unknowns.benefits")
    if subject.site.kind is SiteKind.PARK and not concerning_claims(subject):
        yield language.text("doc.unknowns.restructuring")


def _asked(subject: FactsheetSubject) -> Iterator[tuple[str, str]]:
    """Name each attribute that the sheet tells of, and the text that is its label there."""
    kind = subject.site.kind
    head = (_TOLD_BY.get(each, (each,)) for each in told_at_head(subject.site))
    told = shown_facts(subject.site)
    facts = (*chain.from_iterable(head), *told)
    if kind is not SiteKind.PARK:
        facts = (*facts, "park_management")
    for attribute_id in dict.fromkeys(facts):
        is_told = attribute_id == "park_management_organisation" and stated_manager(subject)
        if is_told or does_not_apply(subject, attribute_id):
            continue
        # Of a price of which nothing is known both ends are one question.
        if attribute_id in PRICE_ENDS and going_price(subject.site) is None:
            yield attribute_id, "doc.key.price"
        else:
            is_fact = attribute_id in told or attribute_id == "park_management"
            label = _PLAINLY.get(attribute_id, f"attribute.{attribute_id}")
            yield attribute_id, label if is_fact else f"doc.key.{attribute_id}"
    yield from ((each, f"doc.utilities.{each}") for each in shown_utilities(subject))
