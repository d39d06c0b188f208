"""What a person types for a value: read the Dutch way, or refused with what is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.entry.number_text import Notation
from drentsportal.domain.entry.value_entry import read_date, read_entry
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, SITE_ATTRIBUTES, AttributeSpec, ValueType
from drentsportal.errors import InputError


@pytest.mark.parametrize(
    ("attribute_id", "text", "value"),
    [
        ("gross_ha", "68,5", 68.5),
        ("gross_ha", " 1.234,5 ", 1234.5),
        ("gross_ha", "68", 68.0),
        ("gross_ha", "18.2", 18.2),
        ("gross_ha", "0.125", 0.125),
        ("gross_ha", "1.250", 1250.0),
        ("price_eur_m2", "2.500", 2500.0),
        ("rent_eur_m2_year", "1000", 1000.0),
        ("sale_price_eur_m2", "2.850,50", 2850.5),
        ("sale_price_eur_m2", "10000", 10000.0),
        ("area_m2", "12.500", 12500),
        ("area_m2", "12500", 12500),
        ("start_year", "1998", 1998),
        ("category_main_max", "4", 4),
        ("category_max", "3,2", "3.2"),
        ("category_max", "4.1", "4.1"),
        ("status", "option", "option"),
        ("status_until", "17-11-2026", "2026-11-17"),
        ("status_until", "2026-11", "2026-11"),
        ("postcode", "7811 ap", "7811AP"),
        ("municipality_code", "GM0114", "GM0114"),
        ("broadband", "true", True),
        ("broadband", "false", False),
        ("segments", "logistics; mixed;mixed", "logistics;mixed"),
        ("name", "  Bargermeer ", "Bargermeer"),
        ("gross_ha", "  ", None),
    ],
)
def test_what_is_typed_is_read(attribute_id: str, text: str, value: object) -> None:
    """What is typed is read, and nothing typed means unknown."""
    read = read_entry(ATTRIBUTE_BY_ID[attribute_id], text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("attribute_id", "text"),
    [
        ("gross_ha", "68.5.1"),
        ("price_eur_m2", "2501"),
        ("price_eur_m2", "500.000"),
        ("price_max_eur_m2", "50000"),
        ("rent_eur_m2_year", "1000,01"),
        ("sale_price_eur_m2", "10000,01"),
        ("gross_ha", "68,5 ha"),
        ("gross_ha", "-1"),
        ("gross_ha", "1e99"),
        ("gross_ha", "veel"),
        ("area_m2", "12,5"),
        ("start_year", "26"),
        ("category_main_max", "7"),
        ("category_max", "4"),
        ("status", "Optie"),
        ("status_until", "31-2-2026"),
        ("status_until", "morgen"),
        ("postcode", "0811 AP"),
        ("municipality_code", "Emmen"),
        ("broadband", "ja"),
        ("plan_link", "javascript:alert(1)"),
        ("name", "A\nB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_attribute(attribute_id: str, text: str) -> None:
    """What cannot be read is refused with its attribute."""
    with pytest.raises(InputError) as caught:
        read_entry(ATTRIBUTE_BY_ID[attribute_id], text)
    assert caught.value.field == attribute_id


@pytest.mark.parametrize(("attribute_id", "text"), [("gross_ha", "1e400"), ("start_year", "1.5e400")])
def test_a_number_beyond_all_measure_is_said_to_be_too_large(attribute_id: str, text: str) -> None:
    """It reads as a number, so it is not said to be none."""
    with pytest.raises(InputError) as caught:
        read_entry(ATTRIBUTE_BY_ID[attribute_id], text)
    assert caught.value.message_id == "error.entry.too_large"


def test_the_decimal_sign_is_that_of_the_language() -> None:
    """An English entry reads the other way round."""
    spec = ATTRIBUTE_BY_ID["gross_ha"]
    assert read_entry(spec, "1,234.5", decimal=Notation.POINT) == 1234.5
    assert read_entry(spec, "1.250") == 1250.0
    assert read_entry(spec, "1.250", decimal=Notation.POINT) == 1.25


def test_a_number_with_one_reading_needs_no_language() -> None:
    """What can be read in one way only is read so in either language."""
    spec = ATTRIBUTE_BY_ID["gross_ha"]
    for decimal in (Notation.COMMA, Notation.POINT):
        assert read_entry(spec, "18.2", decimal=decimal) == 18.2
        assert read_entry(spec, "18,2", decimal=decimal) == 18.2


@given(st.sampled_from(SITE_ATTRIBUTES), st.text(max_size=20))
def test_any_text_is_read_or_refused(spec: AttributeSpec, text: str) -> None:
    """Any text is read or refused, and what is read has the type of the attribute."""
    try:
        value = read_entry(spec, text)
    except InputError:
        return
    types = {ValueType.INTEGER: int, ValueType.REAL: float, ValueType.BOOLEAN: bool}
    assert value is None or type(value) is types.get(spec.type, str)


def test_a_date_is_as_precise_as_it_is_typed() -> None:
    """A date is as precise as it is typed."""
    assert read_date("2026").iso == "2026"
    assert read_date("1-2-2026").iso == "2026-02-01"
