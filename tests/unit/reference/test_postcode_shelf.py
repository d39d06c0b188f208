"""Kept places of postcodes: the same after reading, damage told, forgotten for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, StorageError
from drentsportal.reference.postcode_shelf import JsonPostcodes

if TYPE_CHECKING:
    from pathlib import Path

FACTS = PostcodeFacts("pc4.gpkg", "ab", PartialDate(2026, 11, 21), 1, 2, 3, ("7812",))
PLACES = PostcodePlaces(FACTS, {"7811": (257_000, 533_000)})


def test_what_is_kept_comes_back_until_it_is_forgotten(tmp_path: Path) -> None:
    """In a folder that is made, and nothing stays beside it."""
    path = tmp_path / "own" / "postcodes.json"
    shelf = JsonPostcodes(path)
    assert shelf.load() is None
    shelf.keep(PLACES)
    assert JsonPostcodes(path).load() == PLACES
    assert list(path.parent.iterdir()) == [path]
    shelf.forget()
    assert shelf.load() is None
    shelf.forget()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "facts": {}, "points_rd": {}}',
        '{"version": 1, "facts": {}, "points_rd": {"78": [1, 2]}}',
        '{"version": 1, "facts": {"file_name": "x"}, "points_rd": {}}',
    ],
)
def test_damage_is_told(tmp_path: Path, text: str) -> None:
    """Never an empty layer in its place."""
    path = tmp_path / "postcodes.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        JsonPostcodes(path).load()
    assert caught.value.message_id == "error.postcodes.kept_damaged"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "own").write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        JsonPostcodes(tmp_path / "own" / "postcodes.json").keep(PLACES)
