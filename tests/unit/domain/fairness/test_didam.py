"""Didam: facts per plot with their source; what is unknown is asked, and never taken for private."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.fairness.didam import DidamBearing, didam_facts, didam_of
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir

if TYPE_CHECKING:
    from drentsportal.domain.fairness.didam import DidamFacts

DUTCH = Language("nl", resources_dir(), strict=True)
YEAR = PartialDate(2026)
PUBLISHED = PartialDate(2026, 3, 2)


def facts(**values: object) -> DidamFacts:
    """Read the facts of a plot with these attributes."""
    known = {name: Known(value, "Kavelstaat", YEAR) for name, value in values.items()}
    return didam_facts(
        Site("plot-1", SiteKind.PLOT, {"name": Known("A1", "Kavelstaat", YEAR), **known}, None)
    )


def test_a_public_plot_with_everything_known_asks_nothing() -> None:
    """Seller, procedure and date come back with their source, and are told in one sentence."""
    told = facts(
        seller="municipality",
        allocation_procedure="lot",
        allocation_published_on=PUBLISHED,
        allocation_link="https://emmen.example/a1",
    )
    assert told.bearing is DidamBearing.APPLIES
    assert told.questions == ()
    assert told.procedure == Known("lot", "Kavelstaat", YEAR)
    assert (
        DUTCH.text(told.statement) == "A1: verkoper gemeente; toewijzing: loting; bekendgemaakt 2 mrt. 2026."
    )


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, ("allocation_procedure", "allocation_published_on")),
        ({"allocation_procedure": "selection"}, ("allocation_published_on",)),
        ({"allocation_published_on": PUBLISHED}, ("allocation_procedure",)),
        ({"allocation_link": "https://x.example"}, ("allocation_procedure", "allocation_published_on")),
    ],
)
def test_what_a_public_seller_does_not_say_is_asked_of_its_gemeente(
    values: dict[str, object], asked: tuple[str, ...]
) -> None:
    """Each gap is one question, and the sentence says what is not known."""
    told = facts(seller="province", municipality_code="GM0114", **values)
    assert tuple(each.attribute_id for each in told.questions) == asked
    assert {each.scope for each in told.questions} == {"GM0114"}
    assert "niet bekend" in DUTCH.text(told.statement)
    for each in told.questions:
        assert "A1" in DUTCH.text(each.text)


def test_an_unknown_seller_is_asked_and_is_not_private() -> None:
    """Whether the rule applies is not known then; without a gemeente the province is asked."""
    told = facts(allocation_procedure="lot")
    assert told.bearing is DidamBearing.UNKNOWN
    assert [each.attribute_id for each in told.questions] == ["seller"]
    assert told.questions[0].scope == "province"
    assert "ook niet" in DUTCH.text(told.statement)


def test_a_private_seller_is_not_asked_anything() -> None:
    """The rule is for governments."""
    told = facts(seller="private")
    assert (told.bearing, told.questions) == (DidamBearing.NOT_APPLICABLE, ())
    assert isinstance(told.procedure, Unknown)
    assert DUTCH.text(told.statement).startswith("A1: particuliere verkoper")


def test_plots_of_a_park_are_told_with_its_name() -> None:
    """A1 is the name of many plots."""
    plot = Site("p", SiteKind.PLOT, {"name": Known("A1", "x", YEAR)}, None)
    assert [each.name for each in didam_of([plot, plot], "Bargermeer")] == ["Bargermeer A1"] * 2
