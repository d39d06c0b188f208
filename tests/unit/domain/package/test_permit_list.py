"""A row without a source is refused; the list that ships has one for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.package.permit_list import permit_list_from_data
from drentsportal.errors import DataSourceError
from drentsportal.paths import resources_dir
from drentsportal.reference.permit_list import read_permit_list

if TYPE_CHECKING:
    from pathlib import Path

ROW = {"id": "a", "name": "Aanvraag", "tells": "wie", "source": "Omgevingswet", "as_of": "2024"}


def test_a_row_is_read() -> None:
    """With its date as precise as it is stated."""
    (row,) = permit_list_from_data({"document": [ROW]})
    assert (row.name, row.source, row.as_of.iso) == ("Aanvraag", "Omgevingswet", "2024")


def test_a_row_can_have_its_words_in_other_languages() -> None:
    """Whole, or not at all."""
    german = {"name": "Antrag", "tells": "wer"}
    (row,) = permit_list_from_data({"document": [ROW | {"de": german}]})
    assert row.translated == {"de": german}
    with pytest.raises(ValueError, match="tells"):
        permit_list_from_data({"document": [ROW | {"de": german | {"tells": ""}}]})
    with pytest.raises(KeyError, match="name"):
        permit_list_from_data({"document": [ROW | {"en": {"tells": "who"}}]})


@pytest.mark.parametrize("name", ["source", "name", "tells", "as_of", "id"])
def test_a_row_without_one_of_its_texts_is_refused(name: str) -> None:
    """Above all without its source: nothing goes out that nobody said."""
    with pytest.raises((KeyError, ValueError)):
        permit_list_from_data({"document": [{key: text for key, text in ROW.items() if key != name}]})
    with pytest.raises(ValueError, match=name):
        permit_list_from_data({"document": [ROW | {name: " "}]})


def test_two_rows_of_one_id_are_refused() -> None:
    """An id names one row."""
    with pytest.raises(ValueError, match="id"):
        permit_list_from_data({"document": [ROW, ROW]})


def test_the_list_that_ships_can_be_read_and_replaced(tmp_path: Path) -> None:
    """The province puts its own in its place; a damaged one is told by name."""
    shipped = read_permit_list(resources_dir())
    assert all(each.source and set(each.translated) == {"en", "de"} for each in shipped)
    own = tmp_path / "eigen.toml"
    own.write_text('[[document]]\nid = "x"\nname = "N"\ntells = "T"\nsource = "S"\nas_of = "2025"\n', "utf-8")
    assert [each.id for each in read_permit_list(resources_dir(), own)] == ["x"]
    own.write_text('[[document]]\nid = "x"\n', "utf-8")
    with pytest.raises(DataSourceError) as caught:
        read_permit_list(resources_dir(), own)
    assert caught.value.params["file_name"] == "eigen.toml"
