"""What leaves of a passage: one person without the others, and a selection with its grounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.retention.passages import (
    OTHER_PERSON,
    Passage,
    PassageField,
    PassageKind,
    Piece,
    pieces_without,
)
from drentsportal.domain.retention.persons import (
    EverybodyElse,
    SoughtPerson,
    is_about,
    may_be_about,
    mentions,
)
from drentsportal.domain.retention.woo import (
    PUBLIC,
    WithheldPart,
    WooGround,
    WooMark,
    marks_from_data,
    shown_by,
)
from drentsportal.errors import InputError, NotFoundError

JAN = SoughtPerson("Jan Jansen", ("j.jansen@zuivel.example", "06-12345678"))
OTHERS = ("Marieke Bos", "Piet Jansen", "Anna de Vries", "Jan Jansen")
GROUNDS = (WooGround("5.1.2.e", "artikel", "levenssfeer", "Woo"),)


def shown(text: str, person: SoughtPerson = JAN) -> str:
    """Write what is left, with a dash for what is not."""
    return "".join(
        "-" if each.reason else each.text for each in EverybodyElse(person, OTHERS).left_out_of(text)
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jan Jansen sprak met Marieke Bos.", "Jan Jansen sprak met -."),
        ("MARIEKE  BOS en jan jansen", "- en jan jansen"),
        ("Bos weet van het bos achter de kavel", "- weet van het bos achter de kavel"),
        ("Piet Jansen, broer van Jan Jansen", "-, broer van Jan Jansen"),
        ("Bel 06-12345678 of (0592) 36 55 55", "Bel 06-12345678 of -"),
        ("Bel +31 6 12345678", "Bel +31 6 12345678"),
        ("mail j.jansen@zuivel.example of m.bos@zuivel.example", "mail j.jansen@zuivel.example of -"),
        ("15.000 m2 op 2026-11-20 om 09:40", "15.000 m2 op 2026-11-20 om 09:40"),
        ("Anna belde over de kavel van Vries", "- belde over de kavel van -"),
        ("niets", "niets"),
    ],
)
def test_everybody_but_the_person_is_left_out(text: str, left: str) -> None:
    """Names, parts of names with their capital, mail addresses and telephone numbers; figures stay."""
    assert shown(text) == left


def test_accents_and_spellings_make_no_difference() -> None:
    """A name is found however it was typed; a longer word that contains it is not the name."""
    zoe = SoughtPerson("Zoë Brands")
    assert is_about("gesproken met zoe  brands", zoe)
    assert not is_about("Zoëbrandsma", zoe)
    assert may_be_about("mevrouw Brands belt terug", zoe)
    assert not may_be_about("Zoë Brands belt terug", zoe)
    assert mentions("Zoë Brands", "ZOE BRANDS") == [(0, 10)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_hidden_name_is_in_no_piece(before: str, after: str) -> None:
    """Whatever stands around it, as long as it is a word of its own."""
    pieces = EverybodyElse(JAN, ("Marieke Bos",)).left_out_of(f"{before} Marieke Bos {after}")
    assert "marieke bos" not in "\n".join(each.text for each in pieces).casefold()


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_pieces_add_up_to_the_text_but_for_what_was_cut(text: str, raw: list[tuple[int, int]]) -> None:
    """What is not in a span stands there in its order; a piece that was cut holds nothing."""
    spans = [(min(pair), min(max(pair), len(text)), "x") for pair in raw if min(pair) < len(text)]
    pieces = pieces_without(text, spans)
    cut = {at for start, end, _ in spans for at in range(start, end)}
    assert "".join(each.text for each in pieces) == "".join(
        letter for at, letter in enumerate(text) if at not in cut
    )
    assert all(each.text == "" for each in pieces if each.reason)


def test_what_is_left_out_says_why() -> None:
    """The reason stands in the place of the words."""
    assert EverybodyElse(JAN, OTHERS).left_out_of("Marieke Bos") == (Piece("", OTHER_PERSON),)


PASSAGES = (
    Passage("note-1", "D-1", PassageKind.EVENT, (PassageField("text", "Bos vroeg naar Bos Beheer"),)),
    Passage("note-2", "D-1", PassageKind.EVENT, (PassageField("text", "Niet verteld"),)),
    Passage("note-3", "D-1", PassageKind.EVENT, (PassageField("text", "Openbaar"),)),
)


def test_only_what_somebody_marked_leaves_and_a_part_goes_wherever_it_stands() -> None:
    """An unmarked passage is not there; a withheld one is there as its ground."""
    left = shown_by(
        PASSAGES,
        [WooMark("note-3", "5.1.2.e"), WooMark("note-1", PUBLIC, (WithheldPart("Bos", "5.1.2.e"),))],
        GROUNDS,
    )
    assert [each.id for each in left] == ["note-1", "note-3"]
    assert left[0].fields[0].pieces == (
        Piece("", "5.1.2.e"),
        Piece(" vroeg naar "),
        Piece("", "5.1.2.e"),
        Piece(" Beheer"),
    )
    assert left[1].fields[0].pieces == (Piece("", "5.1.2.e"),)


@pytest.mark.parametrize(
    ("marks", "error"),
    [
        ([], InputError),
        ([WooMark("note-9", PUBLIC)], NotFoundError),
        ([WooMark("note-1", "5.9.9")], NotFoundError),
        ([WooMark("note-1", "")], InputError),
        ([WooMark("note-1", PUBLIC), WooMark("note-1", PUBLIC)], InputError),
        ([WooMark("note-1", PUBLIC, (WithheldPart("Jan", "5.1.2.e"),))], InputError),
        ([WooMark("note-1", PUBLIC, (WithheldPart("Bos", PUBLIC),))], InputError),
        ([WooMark("note-1", "5.1.2.e", (WithheldPart("Bos", "5.1.2.e"),))], InputError),
    ],
)
def test_marks_that_do_not_hold_are_refused(
    marks: list[WooMark], error: type[InputError | NotFoundError]
) -> None:
    """No passage without a ground, no ground that is not on the list, no part that is not there."""
    with pytest.raises(error):
        shown_by(PASSAGES, marks, GROUNDS)


def test_a_file_of_marks_reads_what_was_decided() -> None:
    """Rows in which nothing is decided are passed over; another shape is refused."""
    data = {
        "passages": [
            {"id": "a", "ground": None, "withhold": []},
            {"id": "b", "ground": "public", "withhold": [{"text": "x", "ground": "5.1.2.e"}]},
        ]
    }
    assert marks_from_data(data) == (WooMark("b", "public", (WithheldPart("x", "5.1.2.e"),)),)
    with pytest.raises(InputError):
        marks_from_data({"passages": [3]})
