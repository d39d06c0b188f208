"""Numbers in three languages: what is written in one reads back in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.intake.number_reading import (
    MessageLanguage,
    guess_language,
    number_readings,
    plausible_readings,
    whole_readings,
)

NL, EN, DE = MessageLanguage.DUTCH, MessageLanguage.ENGLISH, MessageLanguage.GERMAN


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(list(MessageLanguage)))
def test_a_number_reads_back_in_its_language(whole: int, cents: int, language: MessageLanguage) -> None:
    """With thousands and two decimals, as people of that language write it."""
    english = f"{whole:,}.{cents:02d}"
    text = english if language is EN else english.translate(str.maketrans(".,", ",."))
    assert number_readings(text, language) == (Decimal(whole) + Decimal(cents) / 100,)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1.500", NL, ("1500",)),
        ("1.500", EN, ("1.500",)),
        ("1,500", EN, ("1500",)),
        ("1,500", DE, ("1.500",)),
        ("1.500", None, ("1500", "1.500")),
        ("2½", NL, ("2.5",)),
        ("10 000", NL, ("10000",)),
        ("1.23.4", NL, ()),
        ("0.500", NL, ("0.500",)),
        ("1234.500", NL, ("1234.500",)),
    ],
)
def test_signs_are_read_by_language(
    text: str, language: MessageLanguage | None, values: tuple[str, ...]
) -> None:
    """A single sign before three figures is the only case that asks for the language."""
    assert number_readings(text, language) == tuple(map(Decimal, values))


def test_a_reading_beyond_all_bounds_is_doubted() -> None:
    """1.500 ha in Dutch is more than any company asks, so that both readings stand."""
    assert plausible_readings("1.500", NL, Decimal(1), Decimal(300)) == (
        (Decimal(1500), Decimal("1.500")),
        True,
    )


def test_what_has_no_three_decimals_is_read_as_thousands() -> None:
    """Literal where the language agrees, derived where it does not."""
    bounds = (Decimal(20), Decimal(10**6))
    assert whole_readings("20.000", NL, *bounds) == ((Decimal(20_000),), False)
    assert whole_readings("20.000", EN, *bounds) == ((Decimal(20_000),), True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wij zijn op zoek naar een kavel voor ons bedrijf", NL),
        ("We are looking for a site for our company", EN),
        ("Wir suchen ein Grundstück für unsere Firma", DE),
        ("2 ha", None),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: MessageLanguage | None) -> None:
    """And not told where there are too few."""
    assert guess_language(text) is language
