"""The index of words finds what a plain look at every word of everything finds."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drentsportal.services.ports.case_bulk import CaseWords
from drentsportal.services.ports.text_index import TextField
from drentsportal.services.word_folding import fields_of, folded, folded_fields, kept_words, plain_signs
from drentsportal.services.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIGNS = st.sampled_from("abéËß1²-. /\n\x1e\x1fDdø")
_TEXTS = st.text(_SIGNS, max_size=12)
_FIELDS = st.dictionaries(st.sampled_from(TextField), st.lists(_TEXTS, max_size=3), max_size=4)
_WEIGHTS = dict(zip(TextField, (20, 10, 10, 5, 4, 3, 2, 1, 1), strict=True))


def _words(text: str) -> list[str]:
    """Tell the words of a text apart, sign by sign."""
    plain = ""
    for sign in text:
        bare = unicodedata.normalize("NFKD", sign)[0].casefold()
        kept = bare if len(bare) == 1 else sign
        plain += kept if kept.isalnum() else " "
    return plain.split()


def _begins(line: list[str], parts: list[str]) -> bool:
    """Whether the parts stand in a line one after the other, the last one begun."""
    *whole, last = parts
    return any(
        line[at : at + len(whole)] == whole
        and at + len(whole) < len(line)
        and line[at + len(whole)].startswith(last)
        for at in range(len(line))
    )


def _recount(fields: Mapping[TextField, Sequence[str]], wanted: Sequence[str]) -> int | None:
    """Return the weight of a thing, ``None`` where one of the words is not in it."""
    weights = []
    for each in wanted:
        parts = _words(each)
        if not parts:
            continue
        found = [
            _WEIGHTS[field]
            for field, lines in fields.items()
            if any(_begins(_words(line), parts) for line in lines)
        ]
        if not found:
            return None
        weights.append(max(found))
    return sum(weights) if weights else None


@given(
    st.dictionaries(st.text("xyz", min_size=1, max_size=3), _FIELDS, max_size=6), st.lists(_TEXTS, max_size=3)
)
def test_it_finds_what_a_look_at_every_word_finds(
    things: dict[str, dict[TextField, list[str]]], wanted: list[str]
) -> None:
    """With the same weight; a word with signs in it stands for its parts, within one line."""
    index = WordIndex()
    index.put({name: folded_fields(fields) for name, fields in things.items()})
    expected = {name: weight for name, fields in things.items() if (weight := _recount(fields, wanted))}
    assert {name: weight for weight, name in index.find(wanted)} == expected


@given(_TEXTS)
def test_a_sign_takes_the_place_of_a_sign(text: str) -> None:
    """So that what was found in the plain text stands at the same place in the text."""
    assert len(plain_signs(text)) == len(text)
    assert folded(plain_signs(text)) == folded(text)


@given(st.lists(_TEXTS, min_size=7, max_size=7))
def test_what_is_kept_of_a_case_tells_it_as_it_was(texts: list[str]) -> None:
    """Whatever stands in it; the name of its company comes with what it says of it."""
    title, request, company, contact, note, line, file = texts
    words = CaseWords(
        "D-2026-0001", title, (request,), (company,), "B-0001", (contact,), (note,), (line,), (file,)
    )
    fields = fields_of(kept_words(words), "Élan")
    assert fields[TextField.TITLE] == (title,)
    assert fields[TextField.COMPANY] == tuple(filter(None, (company, "B-0001", "Élan")))
    assert [fields[each] for each in (TextField.CONTACTS, TextField.NOTES, TextField.TIMELINE)] == [
        (contact,),
        (note,),
        (line,),
    ]


def test_what_is_put_in_again_takes_its_own_place_and_what_is_removed_is_gone() -> None:
    """Unknown ids are passed over."""
    index = WordIndex()
    index.put(
        {"1": folded_fields({TextField.NOTES: ("oud",)}), "2": folded_fields({TextField.NOTES: ("oud",)})}
    )
    index.put({"1": folded_fields({TextField.TITLE: ("nieuw",)})})
    assert index.find(["oud"]) == [(2, "2")]
    index.remove(["2", "9"])
    assert index.find(["oud"]) == []
    assert index.find(["nieuw"]) == [(10, "1")]


def test_a_name_behind_the_fields_weighs_as_that_of_a_company() -> None:
    """Also where the word stands in a lighter field before it."""
    index = WordIndex()
    fields = folded_fields({TextField.TIMELINE: ("kaas gehaald",), TextField.NOTES: ("melk",)})
    index.put({"1": f"{fields}\x1f{folded('Kaasmakerij Noord')}"})
    assert index.find(["kaas"]) == [(10, "1")]
    assert index.find(["noord"]) == [(10, "1")]
    assert index.find(["melk"]) == [(2, "1")]
    assert index.find(["kaas", "melk"]) == [(12, "1")]
