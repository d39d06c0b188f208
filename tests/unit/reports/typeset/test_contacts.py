"""A function is said in the language of the document; one that only its list knows stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.contact_code import contact_card
from drentsportal.reports.typeset.contacts import function_name, function_words, in_language
from tests.unit.reports.subjects import SURROUNDINGS

ACCOUNT_MANAGER = SURROUNDINGS.contacts[0]


@pytest.mark.parametrize(
    ("language_code", "told"),
    [
        ("nl", "Accountmanager, Gemeente Emmen"),
        ("en", "Account Manager, Gemeente Emmen"),
        ("de", "Account-Manager, Gemeente Emmen"),
    ],
)
def test_a_common_function_is_translated(language_code: str, told: str) -> None:
    """The organisation keeps its name."""
    language = Language(language_code, resources_dir(), strict=True)
    assert function_words(ACCOUNT_MANAGER, language) == told


@pytest.mark.parametrize("function", ["Schakelpunt vestiging", "Schakelpunt bedrijven"])
@pytest.mark.parametrize(
    ("language_code", "told"), [("en", "Business Location Desk"), ("de", "Ansiedlungsstelle")]
)
def test_the_desk_of_the_province_is_translated(language_code: str, told: str, function: str) -> None:
    """A company abroad would not know what a schakelpunt is."""
    language = Language(language_code, resources_dir(), strict=True)
    assert function_name(replace(ACCOUNT_MANAGER, function=function), language) == told


@pytest.mark.parametrize("function", ["Loket vestiging", "accountmanager\u00a0#panic()", "", "_"])
def test_another_function_stands_as_delivered(function: str) -> None:
    """What has no translation is a name, whatever it says."""
    german = Language("de", resources_dir(), strict=True)
    assert function_name(replace(ACCOUNT_MANAGER, function=function), german) == function


def test_dutch_changes_nothing() -> None:
    """In Dutch the list itself decides, capitals and all."""
    dutch = Language("nl", resources_dir(), strict=True)
    assert function_name(replace(ACCOUNT_MANAGER, function="ACCOUNTMANAGER"), dutch) == "ACCOUNTMANAGER"


def test_a_card_names_the_function_as_the_document_does() -> None:
    """What stands beside the code and what a telephone shows are the same words."""
    english = Language("en", resources_dir(), strict=True)
    card = contact_card(in_language(ACCOUNT_MANAGER, english))
    assert "FN:Account Manager\r\n" in card
    assert "N:Account Manager;\r\n" in card


def test_a_comma_or_semicolon_does_not_part_a_name() -> None:
    """A telephone would else show the halves as family name and first name."""
    lines = contact_card(replace(ACCOUNT_MANAGER, function="Vestiging, advies; loket")).split("\r\n")
    assert "N:Vestiging\\, advies  loket;" in lines
    assert "FN:Vestiging\\, advies\\; loket" in lines
