"""First and last names that stand alone: told as whole words, with Dutch words apart and quiet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.retention.lone_names import LoneName, lone_names

MARIEKE, JAN, NEAR = "Marieke Bos", "J. van der Tuuk", ("Marieke Bos", "Jan Jansen")


def words(text: str, near: tuple[str, ...] = NEAR, far: tuple[str, ...] = (JAN,)) -> list[str]:
    """Return the lone names of a text."""
    return [each.word for each in lone_names(text, near, far)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Marieke belt terug", ["Marieke"]),
        ("gebeld met jansen, en met MARIEKE", ["jansen", "MARIEKE"]),
        ("Marieke's collega; bij-Jansen", ["Marieke", "Jansen"]),
        ("Mariekes, Jansens en Janssen", []),
        ("Marieke Bos en Jan Jansen", []),
        ("Marieke  Bos; daarna Marieke", ["Marieke"]),
        ("jan@zuivel.example", []),
        ("van der Tuuk; tuuk", ["Tuuk"]),
        ("het bos van der streek", []),
        ("Bos belt; het bos", ["Bos"]),
    ],
)
def test_whole_words_that_are_a_part_of_a_name_are_told(text: str, told: list[str]) -> None:
    """People of the case without capital too; people from elsewhere, and Dutch words, with it."""
    assert words(text) == told


def test_what_is_a_word_too_stands_last_and_says_so() -> None:
    """Nothing is left out in silence: it is told apart, with whose name it may be."""
    found = lone_names("Bos en Jansen", NEAR, ("Piet Jansen",))
    assert found == (
        LoneName("Jansen", ("Jan Jansen", "Piet Jansen"), may_be_word=False),
        LoneName("Bos", (MARIEKE,), may_be_word=True),
    )


@pytest.mark.parametrize("name", ["Gemeente Assen", "NOM, acquisitie", "De ondernemer zelf, telefonisch"])
def test_an_organisation_has_no_first_name(name: str) -> None:
    """Its name is told whole, and its words are everybody's."""
    assert words("De gemeente Assen, de NOM en Acquisitie; telefonisch", (name,), ()) == []


def test_what_explains_a_name_is_no_part_of_it() -> None:
    """Words without a capital beside those with one; a name that was typed without any counts whole."""
    assert words("telefonisch; Klomp", ("Ada Klomp, telefonisch",), ()) == ["Klomp"]
    assert words("klomp belde", ("ada klomp",), ()) == ["klomp"]


@given(st.lists(st.sampled_from(["Marieke", "Bos", "jansen", "Jan", "belt", "het", "bos", ",", "-"])))
def test_every_word_told_stands_in_the_text_once_told(tokens: list[str]) -> None:
    """And none of another text is told."""
    text = " ".join(tokens)
    found = lone_names(text, NEAR, (JAN,))
    assert all(each.word in tokens and each.names for each in found)
    assert len({each.word.casefold() for each in found}) == len(found)
