"""What may be published: every attribute is decided, and nothing is published on a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.errors import InputError, QuestionError
from drentsportal.services.publication import (
    INTERNAL_ATTRIBUTES,
    PUBLIC_ATTRIBUTES,
    Publication,
    check_publication,
)

SOURCES = ("Bron A", "Bron B")
WHOLE = Publication("CC0-1.0", "Provincie", "Schakelpunt", "s@p.example", frozenset({"Bron A"}))


def test_every_attribute_is_decided_public_or_internal() -> None:
    """A new attribute belongs in one of the two lists, with its reason; until then this fails."""
    assert set(ATTRIBUTE_BY_ID) == PUBLIC_ATTRIBUTES | INTERNAL_ATTRIBUTES
    assert not PUBLIC_ATTRIBUTES & INTERNAL_ATTRIBUTES


def test_what_was_decided_is_taken_as_it_is() -> None:
    """A whole decision passes."""
    assert check_publication(WHOLE, SOURCES) == WHOLE


def test_nothing_at_all_asks_for_the_licence_first() -> None:
    """Without any decision the first question names its option and its answers."""
    with pytest.raises(QuestionError) as asked:
        check_publication(None, SOURCES)
    assert asked.value.option == "--licence"
    assert "CC0-1.0" in asked.value.choices


def test_sources_are_named_and_asked_for() -> None:
    """The question about sources names them all."""
    with pytest.raises(QuestionError) as asked:
        check_publication(replace(WHOLE, open_sources=frozenset()), SOURCES)
    assert asked.value.option == "--open-source"
    assert asked.value.choices == SOURCES


@pytest.mark.parametrize("field", ["publisher", "contact", "contact_mail"])
def test_who_publishes_is_asked_for(field: str) -> None:
    """Each of the three is needed, and spaces are none."""
    with pytest.raises(QuestionError) as asked:
        check_publication(replace(WHOLE, **{field: "  "}), SOURCES)  # type: ignore[arg-type] # text fields only
    assert asked.value.option == "--" + field.replace("_", "-")


def test_a_source_that_is_misspelt_is_no_source() -> None:
    """It would leave out in silence what was meant to be published."""
    with pytest.raises(InputError) as refused:
        check_publication(replace(WHOLE, open_sources=frozenset({"Bron C"})), SOURCES)
    assert refused.value.message_id == "error.export.no_such_source"
    with pytest.raises(InputError) as refused:
        check_publication(replace(WHOLE, licence="GPL"), SOURCES)
    assert refused.value.message_id == "error.export.licence"
