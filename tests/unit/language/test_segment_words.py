"""Segments are named as the province names them, in another language by their translation."""

from __future__ import annotations

import pytest

from drentsportal.language import Language
from drentsportal.language.segment_words import segment_names
from drentsportal.paths import resources_dir

NAMES = {"own": "Eigen segment", "logistics": "Logistiek en groothandel"}


@pytest.mark.parametrize(
    ("code", "logistics"), [("nl", "Logistiek en groothandel"), ("en", "logistics"), ("de", "Logistik")]
)
def test_a_segment_that_the_province_added_keeps_its_name(code: str, logistics: str) -> None:
    """The list keeps its order, and in Dutch the name that the province gave."""
    told = segment_names(NAMES, Language(code, resources_dir(), strict=True))
    assert list(told.items()) == [("own", "Eigen segment"), ("logistics", logistics)]
