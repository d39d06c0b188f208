"""What of the values that a person enters is only odd, and what cannot be true."""

from __future__ import annotations

from datetime import date

import pytest

from drentsportal.domain.entry.entry_check import contradiction_refusals, contradictions_of, warnings_of
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir

TODAY = date(2026, 11, 22)
LANGUAGES = [Language(each, resources_dir(), strict=True) for each in ("nl", "en", "de")]


def park(**used: object) -> Site:
    """Make a park with some values in use."""
    values = {name: Known(value, "IBIS", PartialDate(2022)) for name, value in used.items()}
    return Site("p", SiteKind.PARK, values, None)


@pytest.mark.parametrize(
    ("used", "entered", "refused"),
    [
        (
            {},
            {"issue_category_min": "4.2", "issue_category_max": "3.1"},
            {"issue_category_min", "issue_category_max"},
        ),
        ({"issue_category_max": "3.1"}, {"issue_category_min": "4.2"}, {"issue_category_min"}),
        ({"issue_category_min": "4.2"}, {"issue_category_max": "3.1"}, {"issue_category_max"}),
        ({}, {"price_min_eur_m2": 90.0, "price_max_eur_m2": 60.0}, {"price_min_eur_m2", "price_max_eur_m2"}),
        ({"issue_category_max": "3.1"}, {"issue_category_min": "4.2", "issue_category_max": "5.1"}, set()),
        ({"issue_category_min": "4.2", "issue_category_max": "3.1"}, {"net_ha": 2.0}, set()),
        ({"issue_category_min": "4.2", "issue_category_max": "3.1"}, {"issue_category_min": None}, set()),
        ({}, {"net_ha": 9.0, "gross_ha": 2.0}, set()),
        ({"category_main_max": 3}, {"issue_category_max": "5.1"}, set()),
    ],
)
def test_only_a_lowest_above_its_highest_is_refused(
    used: dict[str, object], entered: dict[str, object | None], refused: set[str]
) -> None:
    """At what was entered, never for what an import brought and nobody touches; the rest is only odd."""
    site = park(**used)
    assert set(contradiction_refusals(site, entered, TODAY)) == refused
    assert set(contradictions_of(site, entered, TODAY)) == refused


def test_the_refusal_says_both_ends_in_each_language() -> None:
    """And that one of them is wrong; whoever reads it knows what to ask."""
    entered = {"issue_category_min": "4.2", "issue_category_max": "3.1"}
    refusal = contradiction_refusals(park(), entered, TODAY)["issue_category_max"]
    assert refusal.field == "issue_category_max"
    for language in LANGUAGES:
        told = language.text(refusal)
        assert "4.2" in told
        assert "3.1" in told
    assert [name for name, _ in warnings_of(park(), entered, TODAY)] == ["issue_category_min"]
