"""Names and digits that people enter: what is not seen as what it is, is refused."""

from __future__ import annotations

from datetime import date

import pytest

from drentsportal.domain.entry.entry_check import warnings_of
from drentsportal.domain.entry.entry_text import LONGEST_NAME, check_name, has_foreign_digit, is_shown
from drentsportal.domain.entry.value_entry import read_date, read_entry
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.sites.site import Site
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("sign", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x00, 0x07, 0x7F, 0x85])
def test_a_name_with_a_sign_that_is_not_seen_is_refused(sign: int) -> None:
    """A sign that turns the order would let a name read as another one."""
    with pytest.raises(InputError) as refused:
        read_entry(ATTRIBUTE_BY_ID["name"], f"De {chr(sign)}Tweeling")
    assert refused.value.message_id == "error.entry.control_sign"
    with pytest.raises(InputError):
        check_name(f"De {chr(sign)}Tweeling")


def test_names_of_every_language_and_of_full_length_are_taken() -> None:
    """Letters with marks, and exactly the longest name; one sign more is refused."""
    assert is_shown("Ûs Hôf 't Veld ✓ 😀")
    assert read_entry(ATTRIBUTE_BY_ID["name"], "é" * LONGEST_NAME) == "é" * LONGEST_NAME
    with pytest.raises(InputError):
        read_entry(ATTRIBUTE_BY_ID["name"], "x" * (LONGEST_NAME + 1))
    for name in ("", "  ", "x" * (LONGEST_NAME + 1)):
        with pytest.raises(InputError):
            check_name(name)


@pytest.mark.parametrize(
    ("attribute_id", "text"),
    [
        ("rin", "RIN 12"),
        ("rin", "\u0660\u0662\u0662\u0660\u0660\u0669\u0660\u0661"),
        ("net_ha", "\u0662\u0666"),
        ("start_year", "\uff12\uff10\uff12\uff10"),
        ("status_until", "\u0661\u0667-\u0661\u0661-\u0662\u0660\u0662\u0667"),
        ("available_from", "1-1-1989"),
        ("available_from", "0202"),
        ("status_until", "1-1-2101"),
        ("allocation_published_on", "20260"),
        ("postcode", "\u0667\u0668\u0661\u0661 AP"),
    ],
)
def test_other_digits_and_years_are_refused(attribute_id: str, text: str) -> None:
    """Digits are 0 to 9, a RIN has nothing else, and dates lie between 1990 and 2100."""
    with pytest.raises(InputError) as refused:
        read_entry(ATTRIBUTE_BY_ID[attribute_id], text)
    assert refused.value.field == attribute_id


def test_years_at_the_edges_and_units_with_a_square_are_taken() -> None:
    """1990 and 2100 are years; the square of m² is no digit."""
    assert read_date("1-1-1990").iso == "1990-01-01"
    assert read_date("31-12-2100").iso == "2100-12-31"
    assert not has_foreign_digit("15 m²")
    assert read_entry(ATTRIBUTE_BY_ID["rin"], "22009012") == "22009012"


@pytest.mark.parametrize(
    ("until", "wanted"),
    [
        (None, "warning.entry.until_missing"),
        ("2026-11-19", "warning.entry.until_past"),
        ("2026-10", "warning.entry.until_past"),
        ("2025", "warning.entry.until_past"),
        ("2026-11-20", None),
        ("2026-11", None),
        ("2026", None),
        ("2031-11-20", None),
        ("2031-11-23", "warning.entry.until_far"),
        ("2206", "warning.entry.until_far"),
    ],
)
@pytest.mark.parametrize("status", ["option", "reserved"])
def test_a_term_that_has_passed_is_missing_or_far_off_is_said(
    status: str, until: str | None, wanted: str | None
) -> None:
    """A term of a year or month has passed only when its last day has."""
    plot = Site("a", SiteKind.PLOT, {}, None)
    found = warnings_of(plot, {"status": status, "status_until": until}, TODAY)
    assert [what.id for name, what in found if name == "status_until"] == ([wanted] if wanted else [])
