"""What can stand in a document is found by family, and said in every language that documents are made in."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest

from drentsportal.language import Language
from drentsportal.language.catalogue import read_catalogue
from drentsportal.language.document_texts import DOCUMENT_FAMILIES, NOT_IN_DOCUMENTS, document_ids
from drentsportal.language.wording import WORDING
from drentsportal.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

TRANSLATED = ("en", "de")


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Read the Dutch catalogue that ships."""
    return Language("nl", resources_dir(), strict=True)


def test_every_family_has_texts(dutch: Language) -> None:
    """A family that lost its last text, or that was misspelt, is told."""
    wanted = document_ids(dutch.ids)
    assert [
        family for family in DOCUMENT_FAMILIES if not any(each.startswith(family) for each in wanted)
    ] == []
    assert [each for each in NOT_IN_DOCUMENTS if not any(name.startswith(each) for name in dutch.ids)] == []


@pytest.mark.parametrize(
    ("message_id", "is_said"),
    [
        ("doc.advice.intro", True),
        ("requirement.plot_area.fits", True),
        ("relax.together", True),
        ("instrument.place.drenthe", True),
        ("instrument.group.expired", False),
        ("doc.assessment.title", False),
        ("question.mail.text", False),
        ("ui.grip.now", False),
        ("error.language.unknown", False),
    ],
)
def test_what_a_document_says(dutch: Language, message_id: str, is_said: bool) -> None:  # noqa: FBT001 - a parameter
    """Texts of screens, mails and papers of the organisation itself stay Dutch."""
    assert message_id in dutch
    assert (message_id in document_ids(dutch.ids)) is is_said


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_documents_is_translated(dutch: Language, code: str) -> None:
    """What a document can say it can say in every language."""
    said = Language(code, resources_dir(), strict=True).ids
    assert sorted(document_ids(dutch.ids) - said) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_says_nothing_that_dutch_does_not(dutch: Language, code: str) -> None:
    """A text that was renamed or dropped in Dutch does not stay behind."""
    assert sorted(Language(code, resources_dir(), strict=True).ids - dutch.ids) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_tells_the_same_values_in_the_same_form(dutch: Language, code: str) -> None:
    """Only the words of singular and plural are a language's own; no figure is lost or told otherwise."""
    translated = Language(code, resources_dir(), strict=True)
    wrong = {}
    for message_id in translated.ids & dutch.ids:
        told, counted = _told(translated.template(message_id))
        wanted, wanted_counted = _told(dutch.template(message_id))
        names = {name for name, _ in wanted} | wanted_counted
        if told != wanted or not counted <= names:
            wrong[message_id] = translated.template(message_id)
    assert wrong == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_id_has_two_translations(caplog: pytest.LogCaptureFixture, code: str) -> None:
    """Files of one language do not contradict each other."""
    read_catalogue(resources_dir() / "translations" / code)
    assert caplog.messages == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_language_of_screens_is_whole_and_another_is_not(dutch: Language, code: str) -> None:
    """What the table of languages says of screens is what the catalogue holds."""
    is_whole = dutch.ids <= Language(code, resources_dir(), strict=True).ids
    assert WORDING[code].has_screens is is_whole
    assert WORDING[dutch.code].has_screens


def _told(template: str) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the values that a template tells with their form, and those that choose a singular or plural."""
    told, counted = set(), set()
    for name, spec in _fields(template):
        if spec.partition(":")[0] == "plural":
            counted.add(name)
        else:
            told.add((name, spec))
    return told, counted


def _fields(template: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a template, also those within the words of a plural."""
    for _, name, spec, _ in string.Formatter().parse(template):
        if name is not None:
            yield name, spec or ""
            yield from _fields(spec or "")
