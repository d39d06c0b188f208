"""A function is said in the language of the document; one that only its list knows stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.contacts import function_name, function_words
from tests.unit.reports.subjects import SURROUNDINGS

ACCOUNT_MANAGER = SURROUNDINGS.contacts[0]


@pytest.mark.parametrize(
    ("language_code", "told"),
    [
        ("nl", "Accountmanager, Gemeente Emmen"),
        ("en", "Account Manager, Gemeente Emmen"),
        ("de", "Ansprechstelle, Gemeente Emmen"),
    ],
)
def test_a_common_function_is_translated(language_code: str, told: str) -> None:
    """The organisation keeps its name."""
    language = Language(language_code, resources_dir(), strict=True)
    assert function_words(ACCOUNT_MANAGER, language) == told


@pytest.mark.parametrize("function", ["Schakelpunt vestiging", "accountmanager\u00a0#panic()", "", "_"])
def test_another_function_stands_as_delivered(function: str) -> None:
    """What has no translation is a name, whatever it says."""
    german = Language("de", resources_dir(), strict=True)
    assert function_name(replace(ACCOUNT_MANAGER, function=function), german) == function


def test_dutch_changes_nothing() -> None:
    """In Dutch the list itself decides, capitals and all."""
    dutch = Language("nl", resources_dir(), strict=True)
    assert function_name(replace(ACCOUNT_MANAGER, function="ACCOUNTMANAGER"), dutch) == "ACCOUNTMANAGER"
