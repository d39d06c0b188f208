"""Who drew the shape in use is told by the rule by which the shape itself is chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.history import SiteRecord, ValueChoice, shape_stated
from drentsportal.domain.values import PartialDate

_AT: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)


def _record(number: int, source: str, year: int) -> SiteRecord:
    return SiteRecord(number, "p1", source, PartialDate(year), 1, None, {})


def _choice(record_id: int | None, value: str | None) -> ValueChoice:
    return ValueChoice(
        site_id="p1",
        attribute_id=GEOMETRY,
        from_version=2,
        until_version=None,
        record_id=record_id,
        value=value,
        source="Gemeente Emmen",
        as_of=PartialDate(2025),
        actor=Actor("A", "Gemeente Emmen", next(iter(Role))),
        chosen_at_utc=_AT,
        reason="",
    )


RECORDS: Final = (_record(1, "IBIS", 2022), _record(2, "Oude kaart", 2019), _record(3, "Lijst", 2026))
SHAPES: Final = {1: b"x", 2: b"y", 3: None}


def test_the_newest_record_with_a_shape_is_named() -> None:
    """Not a newer one that draws nothing; nobody where nobody draws."""
    assert shape_stated(RECORDS, (), SHAPES, 1) == ("IBIS", PartialDate(2022))
    assert shape_stated(RECORDS[2:], (), SHAPES, 1) is None


def test_a_choice_names_the_record_that_it_took_or_who_drew() -> None:
    """From its version on; a shape that was taken away has no source."""
    taken = (_choice(2, None),)
    assert shape_stated(RECORDS, taken, SHAPES, 1) == ("IBIS", PartialDate(2022))
    assert shape_stated(RECORDS, taken, SHAPES, 2) == ("Oude kaart", PartialDate(2019))
    assert shape_stated(RECORDS, (_choice(None, "00"),), SHAPES, 2) == ("Gemeente Emmen", PartialDate(2025))
    assert shape_stated(RECORDS, (_choice(None, None),), SHAPES, 2) is None
