"""What is wrong with a file of entries is said in the language of the reader, with its place."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.message import Message
from drentsportal.reports.typeset.toml_fault import line_of, toml_fault

if TYPE_CHECKING:
    from drentsportal.language import Language


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("a = 1\na = 2\n", "twice", "regel 2, kolom 6"),
        ("[t]\nx = 1\n[t]\ny = 2\n", "twice", "regel 3, kolom 3"),
        ("a = {x = 1, x = 2}", "twice", "regel 1, kolom 18"),
        ("band = \n", "value", "regel 1, kolom 8"),
        ("a = ja\n", "value", "regel 1, kolom 5"),
        ('name = "x\n', "text", "regel 1, kolom 10"),
        ("a = 'x", "text", "aan het einde van het bestand"),
        ('a = "c:\\x"', "backslash", "regel 1, kolom 10"),
        ('a "x"', "equals", "regel 1, kolom 3"),
        ('a = "x" "y"', "after", "regel 1, kolom 9"),
        ('rows = ["a"\nb = 1', "list", "regel 2, kolom 1"),
        ('rows = ["a", "b"', "list", "aan het einde van het bestand"),
        ("[contact\nx = 1", "table", "regel 1, kolom 9"),
        ("= 3", "start", "regel 1, kolom 1"),
    ],
)
def test_a_fault_has_its_kind_and_its_place(dutch: Language, text: str, kind: str, place: str) -> None:
    """As the reader words it here; nothing English is left in what is told."""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    fault = toml_fault(caught.value)
    what = fault.named["fault"]
    assert isinstance(what, Message)
    assert what.id == f"toml.fault.{kind}"
    told = dutch.text(fault)
    assert told.startswith(f"{place}: ")
    assert not any(word in told for word in ("Invalid", "Expected", "Illegal", "at line", "document"))


def test_what_has_no_words_of_ours_is_quoted(dutch: Language) -> None:
    """Another version of the reader may say other things; they are not passed off as ours."""
    told = dutch.text(toml_fault(tomllib.TOMLDecodeError("Odd thing (at line 3, column 4)")))
    assert told == "regel 3, kolom 4: de schrijfwijze klopt niet; de lezer meldt: “Odd thing”"
    assert "“Odd”" in dutch.text(toml_fault(tomllib.TOMLDecodeError("Odd")))


def test_an_entry_is_found_in_its_own_table() -> None:
    """Not in a comment, nor under another heading."""
    text = "# b = 1\nb = 1\n[one]\na = 1\n[two]\na = 2\n'c d' = 3\n"
    assert line_of(text, "", "b") == 2
    assert [line_of(text, each, "a") for each in ("one", "two")] == [4, 6]
    assert line_of(text, "two", "c d") == 7
    assert line_of(text, "", "two") == 5
    assert line_of(text, "one", "z") is None
