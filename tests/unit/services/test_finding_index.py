"""Laws of finding by name: what is found, in which order, and what one wrong letter may do."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.services.finding_index import FindingIndex, FindingRow, Nearness
from drentsportal.services.match_spans import match_spans, scattered_spans
from drentsportal.services.near_words import NearWords, is_near
from drentsportal.services.word_folding import folded

_ALL: Final = 1000
_SIGNS: Final = st.sampled_from("abeE4é -")
_NAMES: Final = st.text(_SIGNS, max_size=8)
_ROWS: Final = st.lists(st.tuples(_NAMES, _NAMES, _NAMES), max_size=6).map(
    lambda made: [FindingRow(f"t{at}", name, (code,), (told,)) for at, (name, code, told) in enumerate(made)]
)
_LETTERS: Final = st.text("abcdef", min_size=5, max_size=9)


def _index(*names: str) -> FindingIndex:
    return FindingIndex(FindingRow(each, each) for each in names)


def _as_typed(index: FindingIndex, typed: str) -> set[str]:
    """Return what is found without setting a letter right."""
    found = index.find(typed, _ALL).nearest
    return {each for each, near in found if near is not Nearness.MISTYPED}


@given(_ROWS, st.text(_SIGNS, min_size=1, max_size=6), _SIGNS)
def test_a_letter_more_never_finds_more(rows: list[FindingRow], typed: str, letter: str) -> None:
    """Whoever types on only leaves things out."""
    index = FindingIndex(rows)
    if folded(typed):
        assert _as_typed(index, typed + letter) <= _as_typed(index, typed)


@given(_ROWS, st.text(_SIGNS, max_size=6))
def test_the_nearest_come_first_and_are_the_same_however_many_are_asked(
    rows: list[FindingRow], typed: str
) -> None:
    """The order is that of the classes, the count is of all, and fewer asked are the first of more."""
    index = FindingIndex(rows)
    whole = index.find(typed, _ALL)
    near = [each for _, each in whole.nearest]
    assert near == sorted(near)
    assert whole.count == len(whole.nearest) == len({each for each, _ in whole.nearest})
    for most in range(1, 4):
        some = index.find(typed, most)
        assert some.nearest == whole.nearest[:most]
        assert some.count == whole.count


@given(_ROWS)
def test_each_thing_is_found_by_its_own_name_and_code(rows: list[FindingRow]) -> None:
    """A whole name or code is exact, and nothing stands before what is exact."""
    index = FindingIndex(rows)
    for row in rows:
        for typed in (row.name, row.codes[0]):
            if folded(typed):
                found = dict(index.find(typed, _ALL).nearest)
                assert found[row.id] is Nearness.EXACT


@given(_LETTERS, st.integers(0, 8), st.sampled_from("abcdef"))
def test_one_wrong_letter_still_finds_a_name(name: str, place: int, letter: str) -> None:
    """Another, a missing, a surplus and a swapped letter; nothing else is needed."""
    at = place % len(name)
    swapped = name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    for typed in (
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        swapped,
    ):
        assert is_near(typed, name)
        assert NearWords([name, "zzzzz"]).of(typed) == [name]
        assert "naam" in {each for each, _ in FindingIndex([FindingRow("naam", name)]).find(typed, 5).nearest}


@given(_LETTERS, _LETTERS)
def test_the_quick_look_for_near_words_misses_none(typed: str, word: str) -> None:
    """What is prepared finds what comparing letter by letter finds."""
    assert (NearWords([word]).of(typed) == [word]) is is_near(typed, word)


@pytest.mark.parametrize(
    ("typed", "word"), [("asse", "emmen"), ("eemmmen", "emmen"), ("mmne", "emmen"), ("hoogvn", "hoogeveen")]
)
def test_two_wrong_letters_are_another_word(typed: str, word: str) -> None:
    """Only one letter is set right."""
    assert not is_near(typed, word)


def test_exact_stands_before_start_before_word_before_what_is_beside() -> None:
    """The order that a person sees."""
    rows = [
        FindingRow("beside", "Castorpark", beside=("Emmen",)),
        FindingRow("word", "Kantoor Emmen", beside=()),
        FindingRow("start", "Emmen-Noord", beside=()),
        FindingRow("exact", "Emmen", beside=()),
        FindingRow("inside", "Bemmen", beside=()),
    ]
    hits = FindingIndex(rows).find("émmen", _ALL)
    assert hits.nearest == (
        ("exact", Nearness.EXACT),
        ("start", Nearness.START),
        ("word", Nearness.WORD),
        ("beside", Nearness.BESIDE),
        ("inside", Nearness.INSIDE),
    )


def test_a_postcode_is_found_with_and_without_its_space() -> None:
    """A code is one number, however it is written; a number is not sought within another one."""
    index = FindingIndex([FindingRow("hal", "Hal", ("9401 AB",)), FindingRow("loods", "Loods", ("19401",))])
    for typed in ("9401ab", "9401 AB", "9401-ab"):
        assert index.find(typed, 5).nearest == (("hal", Nearness.EXACT),)
    assert index.find("9401", 5).nearest == (("hal", Nearness.BESIDE),)
    index = FindingIndex([FindingRow("hal", "Hal", ("9425SS",))])
    for typed in ("9425ss", "9425 SS"):
        assert index.find(typed, 5).nearest == (("hal", Nearness.EXACT),)


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    """A2 stands before A10, also among those that begin with what was typed."""
    hits = _index("A10", "A2", "A1", "B1").find("a", 2)
    assert [each for each, _ in hits.nearest] == ["A1", "A2"]
    assert [each for each, _ in _index("A10", "A1", "A11").find("a1", 5).nearest] == ["A1", "A10", "A11"]


def test_nothing_is_set_right_where_it_was_found_as_typed() -> None:
    """Assen finds no Assel; Asen finds Assen."""
    index = _index("Assen", "Assel")
    assert index.find("assen", 5).nearest == (("Assen", Nearness.EXACT),)
    assert index.find("asen", 5).nearest == (("Assen", Nearness.MISTYPED),)
    assert index.find("ase", 5).count == 0


def test_without_a_word_nothing_is_found() -> None:
    """Signs alone are no question."""
    assert _index("Assen").find(" -.", 5).count == 0


def test_what_is_marked_is_what_answers() -> None:
    """Words, else within words, else the word that was meant; letters one by one for scattered ones."""
    assert match_spans("Businesspark Assen-Zuid", "zuid as") == ((13, 15), (19, 23))
    assert match_spans("Bedrijventerrein", "terrein") == ((9, 16),)
    assert match_spans("Hal 19401", "9401") == ()
    assert match_spans("Bargermeren", "bargemeren") == ()
    assert match_spans("Bargermeren", "bargemeren", is_mistyped=True) == ((0, 11),)
    assert match_spans("<b>Assen</b>", "assen") == ((3, 8),)
    assert scattered_spans("Kaart afdrukken", "kaf") == ((0, 2), (7, 8))
    assert scattered_spans("Kaart", "zk") == ()
