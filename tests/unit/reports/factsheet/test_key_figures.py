"""The figures at the head say no more than is known: of plots without area or status, of two sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.reports.factsheet.key_figures import KeyFigure, KeyFigures
from drentsportal.reports.factsheet.plots import free_sentence
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import IBIS, LIST, MADE_UTC, SURROUNDINGS, park, plots

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language

NOW: Final = PartialDate(2026, 11, 1)


def _plot(place: int, status: str | None, area_m2: int | None, as_of: PartialDate = NOW) -> Site:
    made = plots(place + 1)[place]
    stated = {"status": status, "area_m2": area_m2}
    values = {name: Unknown() if each is None else Known(each, LIST, as_of) for name, each in stated.items()}
    return replace(made, attributes={**made.attributes, **values})


def _figures(
    language: Language, site: Site, ground: tuple[Site, ...] = (), ask: str = "gemeente Emmen"
) -> dict[str, KeyFigure]:
    words = ValueWords(language, {}, MADE_UTC.date())
    subject = FactsheetSubject(site, ground, None, SURROUNDINGS, MADE_UTC)
    made = KeyFigures(words, SourceNumbers(language), ask).all(subject)
    return {each.label: each for each in made}


def _largest(language: Language, *ground: Site) -> KeyFigure:
    return _figures(language, park(), ground)["Grootste vrije kavel"]


def test_the_largest_plot_counts_those_of_unknown_area(dutch: Language) -> None:
    """The largest of the known ones is not the largest; that is said beside it."""
    ground = (_plot(0, "available", 16_100), _plot(1, "available", None), _plot(2, "sold", None))
    told = _largest(dutch, *ground)
    assert told.number == "1,61"
    assert told.note == "bron 1 · 1 nov. 2026 · van 1 vrije kavel onbekend"
    assert free_sentence(ground, dutch) == (
        "1 vrije kavel van 1,61 ha. Daarnaast 1 vrije kavel, oppervlakte onbekend."
    )


@pytest.mark.parametrize(
    ("state", "area_m2", "is_none"),
    [("sold", 900, True), ("available", None, False), (None, 900, False)],
)
def test_no_free_plot_is_only_said_where_it_is_sure(
    dutch: Language, state: str | None, area_m2: int | None, *, is_none: bool
) -> None:
    """A free plot of unknown area, or a plot of unknown status, leaves the figure unknown."""
    told = _largest(dutch, _plot(0, state, area_m2))
    assert (told.note == "geen vrije kavel in de opgave") is is_none
    assert (told.mark == Mark.UNKNOWN) is not is_none


def test_free_plots_of_unknown_area_are_counted(dutch: Language) -> None:
    """Nothing is said where none is free."""
    assert free_sentence((_plot(0, "available", None),), dutch) == "1 vrije kavel, oppervlakte onbekend."
    assert free_sentence((_plot(0, "sold", 900),), dutch) == ""
    stated = (_plot(0, "available", 0), _plot(1, "available", 15_400))
    assert free_sentence(stated, dutch) == "2 vrije kavels van 0 ha tot 1,54 ha.", "0 is stated, not unknown"
    equal = (_plot(0, "available", 16_100), _plot(1, "available", 16_120))
    assert free_sentence(equal, dutch) == "2 vrije kavels van 1,61 ha."


def test_an_old_status_makes_the_largest_plot_old(dutch: Language) -> None:
    """Whether it is still free was last said half a year ago and more."""
    told = _largest(dutch, _plot(0, "available", 16_100, PartialDate(2026, 3, 1)))
    assert told.mark == Mark.STALE
    assert told.note.endswith("verouderd")


def test_two_sources_of_one_figure_are_both_named(dutch: Language) -> None:
    """Net of one list and gross of another; the older one decides the mark, a contradiction before it."""
    made = park()
    net = {**made.attributes, "net_ha": Known(50.0, LIST, NOW)}
    told = _figures(dutch, replace(made, attributes=net))["Netto / bruto"]
    assert told.note == "bron 1 · 1 nov. 2026 en bron 2 · 1 jan. 2022 · verouderd"
    assert told.mark == Mark.STALE
    odd = replace(made, conflicts={"gross_ha": (Known(90.0, IBIS, NOW),)})
    assert _figures(dutch, odd)["Netto / bruto"].mark == Mark.CONFLICTING


@pytest.mark.parametrize(("price", "written"), [(42.125, "42,13"), (42.5, "42,50"), (1.005, "1,01")])
def test_half_a_cent_is_rounded_up(dutch: Language, price: float, written: str) -> None:
    """As every figure on paper is."""
    made = park()
    priced = replace(made, attributes={**made.attributes, "price_min_eur_m2": Known(price, LIST, NOW)})
    assert _figures(dutch, priced)["Grondprijs per m²"].number == f"vanaf € {written}"
    words = ValueWords(dutch, {}, MADE_UTC.date())
    assert words.plain("price_min_eur_m2", price) == f"€ {written} per m²"


def test_a_long_function_stands_with_the_contacts_only(dutch: Language) -> None:
    """Six times under a figure it would leave no room for the rest of page 1."""
    short = _figures(dutch, park())["Grootste vrije kavel"]
    assert short.note == "navragen bij gemeente Emmen"
    long = _figures(dutch, park(), ask="Accountmanager, Gemeente " + "Zuidwolde " * 9)
    assert long["Grootste vrije kavel"].note == "navragen, zie Contact"
