"""Answers about the columns of roads become a mapping that the reader takes, and nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from drentsportal.errors import QuestionError
from drentsportal.geodata.road_mapping import read_road_mapping
from drentsportal.services.road_choosing import RoadColumnsDraft

if TYPE_CHECKING:
    from pathlib import Path


def test_a_draft_is_read_back_as_it_was_said(tmp_path: Path) -> None:
    """Columns, words with quotes and empty values come through; a value without meaning is asked about."""
    draft = RoadColumnsDraft({"highway": 'WEG"TYPE', "oneway": "RICHTING", "maxspeed": "KMH"})
    draft = draft.with_words("highway", {"A": "primary", "fietspad": "none"})
    draft = draft.with_words("oneway", {'""': "no", "H": "yes"})
    path = tmp_path / "wegen.toml"
    path.write_text(draft.text(), encoding="utf-8")
    given = {
        'WEG"TYPE': np.array(["A", "fietspad"], object),
        "RICHTING": np.array([None, "H"], object),
        "KMH": np.array([50, 30]),
    }
    read = read_road_mapping(path).translated("wegen.gpkg", given)
    assert read["highway"].tolist() == ["primary", ""]
    assert read["oneway"].tolist() == ["no", "yes"]
    assert read["maxspeed"].tolist() == [50, 30]
    given['WEG"TYPE'] = np.array(["A", "B"], object)
    with pytest.raises(QuestionError) as asked:
        read_road_mapping(path).translated("wegen.gpkg", given)
    assert draft.key_of('WEG"TYPE', tuple(asked.value.params["values"])) == "highway"  # type: ignore[arg-type]  # a tuple of texts


def test_the_words_of_openstreetmap_need_no_tables(tmp_path: Path) -> None:
    """With these words the columns alone are the mapping."""
    path = tmp_path / "wegen.toml"
    path.write_text(RoadColumnsDraft({"highway": "highway"}, "osm").text(), encoding="utf-8")
    assert read_road_mapping(path).words == {}


def test_every_meaning_that_is_offered_is_one_that_the_reader_takes(tmp_path: Path) -> None:
    """Whatever a person chooses can be read."""
    keys = ("highway", "oneway", "junction", "access", "hgv")
    draft = RoadColumnsDraft({key: key.upper() for key in keys})
    for key in keys:
        meanings = draft.meanings_of(key)
        draft = draft.with_words(key, {f"{key}{number}": each for number, each in enumerate(meanings)})
    path = tmp_path / "wegen.toml"
    path.write_text(draft.text(), encoding="utf-8")
    assert set(read_road_mapping(path).words) == set(keys)
