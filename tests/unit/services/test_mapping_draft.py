"""A draft says what is open, and forgets a confirmation as soon as an answer changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.message import message
from drentsportal.services.mapping_draft import OPEN, UNKNOWN, ColumnDecision, MappingDraft, Topic
from drentsportal.services.mapping_first_draft import choices_of, decision_for, first_draft
from drentsportal.services.mapping_proposal import (
    Candidate,
    Certainty,
    CodeWords,
    ColumnEvidence,
    MappingProposal,
    ValueShape,
    folded,
)

WORDS = CodeWords(
    choices={"status": {"optie": "option"}, "location_type": {"b": "B"}},
    unknown=frozenset({"onbekend"}),
    listed={"location_type": ("A", "B")},
)
NAMED = Certainty.NAME


def _evidence(name: str, attribute_id: str = "", rank: int = 0, **shown: object) -> ColumnEvidence:
    reasons = (message("mapping.reason.name", column=name, attribute=attribute_id),)
    candidates = (Candidate(attribute_id, NAMED, reasons, rank),) if attribute_id else ()
    return ColumnEvidence(name, ValueShape.TEXT, 3, 3, candidates=candidates, **shown)  # type: ignore[arg-type]  # fields by name


def _proposal(*columns: ColumnEvidence, kind: str = "plots") -> MappingProposal:
    return MappingProposal("k.csv", 3, columns, kind, (), words=WORDS)


def test_codes_are_translated_asked_or_unknown() -> None:
    """A known word is translated, our own value needs no line, and what is not known is asked."""
    codes = (("Optie", 1), ("onbekend", 1), ("sold", 1), ("o.v.", 1), ("-", 1))
    decision = decision_for(_evidence("s", codes=codes), "status", WORDS)
    assert dict(decision.codes) == {"Optie": "option", "onbekend": UNKNOWN, "o.v.": OPEN, "-": UNKNOWN}
    assert decision.open_topics == (Topic.CODES,)
    assert decision.with_code("o.v.", "sold").open_topics == ()


def test_code_list_of_a_free_text_names_every_code() -> None:
    """Of a free text with a list of codes every code is named, so that a new one is flagged later."""
    decision = decision_for(_evidence("t", codes=(("B", 2), ("X", 1))), "location_type", WORDS)
    assert dict(decision.codes) == {"B": "B", "X": OPEN}
    assert choices_of("location_type", WORDS) == ("A", "B")
    assert decision_for(_evidence("n", codes=(("X", 1),)), "name", WORDS).codes == ()


def test_unit_is_asked_of_areas_only() -> None:
    """The unit is asked of areas, and of nothing else."""
    assert decision_for(_evidence("a"), "area_m2", WORDS).unit == OPEN
    assert decision_for(_evidence("a", unit="ha"), "area_m2", WORDS).unit == "ha"
    assert decision_for(_evidence("a", unit="ha"), "price_eur_m2", WORDS).unit == ""
    assert decision_for(_evidence("a", unit="ha"), "max_height_m", WORDS).unit == ""


def test_an_attribute_goes_to_the_best_known_name_only() -> None:
    """An attribute goes to the column with the best known name; the other is not read."""
    draft = first_draft(
        _proposal(_evidence("gemeente", "municipality_code", 9), _evidence("gem", "municipality_code"))
    )
    assert [each.attribute_id for each in draft.columns] == ["", "municipality_code"]


def test_attributes_of_another_kind_are_not_proposed() -> None:
    """An attribute that the kind of site does not have is not proposed."""
    proposal = _proposal(_evidence("bruto", "gross_ha"))
    assert first_draft(proposal).linked == ()
    assert first_draft(proposal, "parks").column("bruto").attribute_id == "gross_ha"


def test_change_of_an_answer_takes_the_confirmation_back() -> None:
    """A change of an answer takes the confirmation back."""
    decision = ColumnDecision("s", "status", codes=(("x", "sold"),), is_confirmed=True)
    assert decision.is_settled
    assert not decision.with_code("x", "option").is_settled


def test_two_columns_for_one_attribute_are_both_open() -> None:
    """Two columns for one attribute are both open, confirmed or not."""
    both = tuple(ColumnDecision(name, "name", is_confirmed=True) for name in ("a", "b"))
    assert MappingDraft("plots", both).open_columns == both


@pytest.mark.parametrize(
    ("changed", "still_open"),
    [
        ({}, ()),
        ({"source": OPEN}, ("source",)),
        ({"source": "  "}, ("source",)),
        ({"id_columns": ()}, ("id_columns",)),
        ({"as_of": OPEN}, ("as_of",)),
        ({"as_of": OPEN, "as_of_column": "d"}, ()),
        ({"as_of_column": "d", "as_of_dates": OPEN}, ("as_of_dates",)),
        ({"parts": OPEN}, ("parts",)),
    ],
)
def test_settings_of_the_file_are_open_until_answered(
    changed: dict[str, object], still_open: tuple[str, ...]
) -> None:
    """What holds for the file as a whole is open until it is answered."""
    settled = MappingDraft("plots", (), id_columns=("nr",), as_of="2026", source="Emmen")
    assert replace(settled, **changed).open_settings == still_open  # type: ignore[arg-type]  # fields by name


def test_words_are_compared_without_case_space_and_signs() -> None:
    """Words are compared without case, space and signs."""
    assert folded(" Bruto-oppervlak (m²) ") == folded("BRUTO OPPERVLAKM²")
