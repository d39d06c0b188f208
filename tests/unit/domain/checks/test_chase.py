"""What is asked, in which order, and what answers mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.checks.chase_answers import (
    Answer,
    LeftRow,
    StatedRow,
    answer_batches,
    entered_value,
    read_answer,
    value_as_typed,
    without_repeats,
)
from drentsportal.domain.checks.chase_list import (
    NEVER_ASKED,
    ChaseGround,
    ChaseReason,
    chase_questions,
    reason_counts,
    unit_id,
)
from drentsportal.domain.checks.quality_age import ages
from drentsportal.domain.checks.quality_figures import figure_findings
from drentsportal.domain.message import Message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, SITE_ATTRIBUTES, ValueType
from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteTable

TODAY = date(2026, 11, 20)
EMMEN = "GM0114"


def ground(table: SiteTable, contested: dict[str, tuple[str, ...]] | None = None) -> ChaseGround:
    """Look at a table as the service does."""
    parts = tuple(ages(table, kind, TODAY, {}) for kind in SiteKind)
    return ChaseGround(table, parts, tuple(figure_findings(table, TODAY)), contested or {}, {})


def sample() -> SiteTable:
    """Make two parks, one with room, and three plots."""
    return site_table(
        [
            {"id": "p1", "name": "Vol", "municipality_code": EMMEN, "available_now_ha": 0.0, "gross_ha": 9.0},
            {"id": "p2", "name": "Ruim", "municipality_code": EMMEN, "net_ha": 9.0, "gross_ha": 8.0},
            {"id": "p3", "name": "Elders", "municipality_code": "GM0106"},
        ],
        [
            {"id": "k1", "name": "1", "park_id": "p2", "municipality_code": EMMEN, "status": "available"},
            {"id": "k2", "name": "2", "park_id": "p2", "municipality_code": EMMEN, "status": "sold"},
            {"id": "k3", "name": "3", "park_id": "p1", "municipality_code": EMMEN, "status": "option"},
        ],
    )


def test_sites_with_room_come_first_and_sold_plots_are_left_alone() -> None:
    """A park with an available plot has room; a sold plot is not asked about; another gemeente neither."""
    questions = chase_questions(ground(sample()), EMMEN)
    assert {each.site_id for each in questions} == {"p1", "p2", "k1", "k3"}
    room = [each.has_space for each in questions]
    assert room == sorted(room, reverse=True)
    assert {each.site_id for each in questions if each.has_space} == {"p2", "k1"}
    sites = [each.site_id for each in questions]
    assert [each for number, each in enumerate(sites) if number == 0 or sites[number - 1] != each] == [
        "p2",
        "k1",
        "p1",
        "k3",
    ]


def test_a_park_is_named_and_bears_its_id_only_where_two_share_a_name() -> None:
    """A plot is asked about under its park; one without a park under its own name."""
    table = site_table(
        [
            {"id": "p1", "name": "De Wieken", "municipality_code": EMMEN},
            {"id": "p2", "name": "de wieken", "municipality_code": EMMEN},
            {"id": "p3", "name": "Bargermeer", "municipality_code": EMMEN},
            {"id": "p4", "municipality_code": EMMEN},
        ],
        [
            {"id": "k1", "name": "1", "park_id": "p2", "municipality_code": EMMEN, "status": "available"},
            {"id": "k2", "name": "2", "park_id": "p3", "municipality_code": EMMEN, "status": "available"},
            {"id": "k3", "name": "3", "municipality_code": EMMEN, "status": "available"},
        ],
    )
    named = {each.site_id: each.park_name for each in chase_questions(ground(table), EMMEN)}
    assert named == {
        "p1": "De Wieken (p1)",
        "p2": "de wieken (p2)",
        "p3": "Bargermeer",
        "p4": "p4",
        "k1": "de wieken (p2)",
        "k2": "Bargermeer",
        "k3": "3",
    }


def test_one_question_per_value_with_its_most_pressing_reason() -> None:
    """A contradiction goes before a conflict, that before age, that before what is unknown."""
    table = sample()
    questions = chase_questions(ground(table, {"p2": ("gross_ha", "plan_name"), "p1": ("gross_ha",)}), EMMEN)
    by_cell = {(each.site_id, each.attribute_id): each for each in questions}
    assert len(by_cell) == len(questions)
    assert by_cell["p2", "net_ha"].reason is ChaseReason.CONTRADICTORY
    assert by_cell["p2", "net_ha"].detail is not None
    assert by_cell["p2", "gross_ha"].reason is ChaseReason.CONTRADICTORY
    assert by_cell["p1", "gross_ha"].reason is ChaseReason.CONFLICTING
    assert by_cell["p1", "available_now_ha"].reason is ChaseReason.STALE
    assert by_cell["p1", "net_ha"].reason is ChaseReason.UNKNOWN
    assert by_cell["p1", "net_ha"].value is None
    assert not {each.attribute_id for each in questions} & NEVER_ASKED
    assert sum(reason_counts(questions).values()) == len(questions)


def test_every_attribute_has_a_question_and_a_unit_in_words() -> None:
    """Whatever is asked, there is a sentence for it."""
    dutch = Language("nl", resources_dir(), strict=True)
    wanted = [f"chase_question.{each.id}" for each in SITE_ATTRIBUTES if each.describes_site]
    wanted += [unit_id(each.id) for each in SITE_ATTRIBUTES]
    wanted += [f"chase_reason.{each.value}" for each in ChaseReason]
    assert [each for each in wanted if each not in dutch] == []


def stated(**cells: object) -> StatedRow:
    """Make a filled-in row about a value that was 10 when it was sent."""
    before: Attribute[object] = Known(10.0, "IBIS", PartialDate(2022))
    values: dict[str, object] = {
        "sent": "10",
        "confirmed": "",
        "value": "",
        "as_of": "2026",
        "sent_was": before,
        "now": before,
        **cells,
    }
    return StatedRow(5, "p1", SiteKind.PARK, "Vol", "max_height_m", filled_by="", remark="", **values)  # type: ignore[arg-type] # cells of several kinds


def outcome(row: StatedRow) -> object:
    """Return the value of an answer, or the message id of why it is left."""
    read = read_answer(row, TODAY, None)
    return read.value if isinstance(read, Answer) else read.message.id


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"confirmed": "ja"}, 10.0),
        ({"confirmed": " JA "}, 10.0),
        ({"confirmed": "misschien"}, "error.chase.confirmation"),
        ({"value": "12,5"}, 12.5),
        ({"value": "12,5 m"}, 12.5),
        ({"value": "12,5 ha"}, "error.entry.number"),
        ({"value": "1.234"}, "error.chase.two_readings"),
        ({"value": "-1"}, "error.entry.negative"),
        ({"value": "12", "confirmed": "ja"}, "error.chase.both"),
        ({"value": "10", "confirmed": "ja"}, 10.0),
        ({"value": "12", "sent": "11"}, "error.chase.sent_differs"),
        ({"value": "12", "as_of": ""}, "error.chase.no_date"),
        ({"value": "12", "as_of": "21-11-2026"}, "error.chase.date_ahead"),
        ({"value": "12", "as_of": "gisteren"}, "error.entry.date"),
        ({"confirmed": "ja", "sent": "", "sent_was": Unknown()}, "error.chase.nothing_to_confirm"),
    ],
)
def test_answers_are_read_without_guessing(cells: dict[str, object], expected: object) -> None:
    """Yes, a value in its own unit, and every way to go wrong."""
    assert outcome(stated(**cells)) == expected


def test_a_value_that_changed_since_is_marked_unless_the_answer_agrees() -> None:
    """What is in use now is neither what was sent nor what is answered: that is to be decided."""
    now: Attribute[object] = Known(15.0, "GIS", PartialDate(2026))
    for value, is_open in (("12", True), ("15", False)):
        read = read_answer(stated(value=value, now=now), TODAY, None)
        assert isinstance(read, Answer)
        assert read.changed_since is is_open


@pytest.mark.parametrize(
    ("attribute_id", "text", "expected"),
    [
        ("available_now_ha", "4,25 ha", 4.25),
        ("area_m2", "2500 m²", 2500),
        ("price_eur_m2", "€ 62,50", 62.5),
        ("price_eur_m2", "62,50 euro", 62.5),
        ("category_max", "3,2", "3.2"),
        ("available_from", "1-3-2027", "2027-03-01"),
        ("park_management", "true", True),
        ("status", "available", "available"),
    ],
)
def test_values_are_read_as_they_are_typed(attribute_id: str, text: str, expected: object) -> None:
    """A number with its own unit, a category with a comma, a Dutch date."""
    assert entered_value(ATTRIBUTE_BY_ID[attribute_id], text) == expected


@pytest.mark.parametrize(
    ("attribute_id", "text"),
    [("available_now_ha", "15000 m2"), ("area_m2", "1,5 ha"), ("status", "vrij"), ("area_m2", "12,5")],
)
def test_another_unit_or_word_is_refused(attribute_id: str, text: str) -> None:
    """Nothing is converted or rounded in silence."""
    with pytest.raises(InputError):
        entered_value(ATTRIBUTE_BY_ID[attribute_id], text)


@given(st.sampled_from([each for each in SITE_ATTRIBUTES if each.describes_site]), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_sent_reads_back_as_the_same_value(spec: object, data: st.DataObject) -> None:
    """Writing a value as typed and reading it gives the value again, for every kind of attribute."""
    attribute = next(each for each in SITE_ATTRIBUTES if each is spec)
    values: dict[ValueType, st.SearchStrategy[object]] = {
        ValueType.REAL: st.floats(0, 150, allow_nan=False).map(lambda each: round(each, 4)),
        ValueType.INTEGER: st.integers(1, 6),
        ValueType.BOOLEAN: st.booleans(),
        ValueType.DATE: st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(lambda each: each.isoformat()),
        ValueType.CATEGORY: st.sampled_from(["1", "3.2", "5.3"]),
        ValueType.CHOICE: st.sampled_from(attribute.choices or ("x",)),
        ValueType.TEXT_SET: st.just("logistics;mixed_modern"),
        ValueType.TEXT: st.just("Plan Noord"),
    }
    special: dict[str, object] = {
        "postcode": "7811AP",
        "municipality_code": EMMEN,
        "plan_link": "https://plan.example",
        "allocation_link": "https://plan.example",
        "start_year": 1998,
        "rin": "12345",
    }
    value = special.get(attribute.id, data.draw(values[attribute.type]))
    assert entered_value(attribute, value_as_typed(value)) == value


def answer(attribute_id: str, value: object, as_of: PartialDate, site_id: str = "p1", row: int = 3) -> Answer:
    """Make an answer."""
    return Answer(
        row,
        site_id,
        SiteKind.PARK,
        "Vol",
        attribute_id,
        value,
        as_of,
        Unknown(),
        is_confirmation=False,
        changed_since=False,
    )


def test_a_value_answered_twice_counts_once_or_not_at_all() -> None:
    """Rows that say the same are one answer; rows that differ are all left."""
    same = [answer("max_height_m", 9.0, PartialDate(2026), row=each) for each in (3, 9)]
    other = [answer("gross_ha", float(each), PartialDate(2026), row=each) for each in (4, 5)]
    left = LeftRow(7, "p1", "Vol", "net_ha", Message("error.chase.no_date"))
    taken, rows_left = without_repeats([*same, *other, left])
    assert [each.row for each in taken] == [3]
    assert [each.row for each in rows_left] == [4, 5, 7]


DATES = st.sampled_from([PartialDate(2025), PartialDate(2026), PartialDate(2026, 11, 17)])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["p1", "p2"]), st.sampled_from(["gross_ha", "net_ha", "max_height_m"])),
        st.tuples(st.integers(1, 9), DATES),
        min_size=1,
    )
)
@settings(max_examples=80, deadline=None)
def test_batches_hold_each_answer_once_with_its_own_date(
    cells: dict[tuple[str, str], tuple[int, PartialDate]],
) -> None:
    """Every answer is in the record of its site, with the date of the record, or apart with its own."""
    answers = [answer(name, float(value), as_of, site) for (site, name), (value, as_of) in cells.items()]
    batches, apart = answer_batches(answers)
    found = {(each.site_id, each.attribute_id): (each.value, each.as_of) for each in apart}
    for batch in batches:
        for name, column in batch.columns.items():
            for site_id, as_of, value in zip(batch.site_ids, batch.as_of, column, strict=True):
                if value is not None:
                    assert (site_id, name) not in found
                    found[site_id, name] = (value, as_of)
        assert all(each is None for each in batch.geometries_wkb)
    assert found == {cell: (float(value), as_of) for cell, (value, as_of) in cells.items()}
