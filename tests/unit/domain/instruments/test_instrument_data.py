"""Instruments as data: what is written reads back the same, and what is wrong is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from drentsportal.domain.instruments.instrument_data import instrument_from_data, instrument_to_data
from drentsportal.domain.instruments.terms import ASPECT_VALUES, Aspect
from drentsportal.errors import InputError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from tests.unit.domain.instruments.instrument_strategies import PLAIN, instruments

if TYPE_CHECKING:
    from drentsportal.domain.instruments.instrument import Instrument

DATA = instrument_to_data(PLAIN)


@given(instruments())
def test_what_is_written_reads_back_the_same(made: Instrument) -> None:
    """Through JSON text, with everything that is not stated still not stated."""
    assert instrument_from_data(json.loads(json.dumps(instrument_to_data(made)))) == made


def test_every_shipped_instrument_reads_back_the_same() -> None:
    """Each names the lines of its source."""
    for each in TomlReference(resources_dir()).instruments():
        assert instrument_from_data(instrument_to_data(each)) == each
        assert each.source_lines, each.id


def test_all_is_every_value_of_the_list() -> None:
    """In the order of the list."""
    made = instrument_from_data({**DATA, "sectors": ["all"]})
    assert made.terms.sectors.stated == ASPECT_VALUES[Aspect.SECTOR]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"minimum_eur": -1},
        {"minimum_eur": True},
        {"minimum_eur": 1.5},
        {"minimum_eur": 10, "maximum_eur": 9},
        {"minimum_eur": 10, "maximum_eur": 10, "maximum_exclusive": True},
        {"starts_on": "2015", "ends_on": "2014-12"},
        {"ends_on": "ooit"},
        {"confirmed_on": "gisteren"},
        {"confirmed_on": 2026},
        {"support_percent": 101},
        {"purposes": ["goud"]},
        {"purposes": "innovation"},
        {"purposes_doubtful": ["innovation"]},
        {"derived": ["goud"]},
        {"excludes_vat": "ja"},
        {"maximum": 5_000},
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, Any]) -> None:
    """A misspelt key too: it would be read as not stated."""
    with pytest.raises((TypeError, ValueError, InputError)):
        instrument_from_data({**DATA, **wrong})
