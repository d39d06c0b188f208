"""What a sheet of the map says, and what its file is called."""

from __future__ import annotations

from datetime import date

import pytest

from drentsportal.language import Language
from drentsportal.mapview.sheet import SHEET_MM, SHEET_PX, sheet_message, sheet_name
from drentsportal.paths import resources_dir

_DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("code", "name"), [("nl", "kaart"), ("en", "map"), ("de", "karte")], ids=["nl", "en", "de"]
)
def test_a_name_says_what_of_which_case_and_when(code: str, name: str) -> None:
    """Plain letters only, so that every system takes it; without a case there is no number."""
    language = Language(code, resources_dir(), strict=True)
    assert sheet_name(language, _DAY, "D-2026/0001 é") == f"{name}-d-2026-0001-e-2026-11-22"
    assert sheet_name(language, _DAY) == f"{name}-2026-11-22"


def test_the_day_is_written_as_the_language_does() -> None:
    """And the note stands as it is given."""
    bounds = (6.1, 52.6, 7.1, 53.2)
    made = sheet_message(Language("de", resources_dir(), strict=True), bounds, "6 passend", _DAY)
    assert "22.11.2026" in made.made.replace("\u00a0", " ")
    assert (made.note, made.bounds) == ("6 passend", bounds)


def test_the_sheet_fits_the_paper() -> None:
    """At 96 pixels to the inch it is never larger than A4, and less than a pixel smaller."""
    for pixels, millimetres in zip(SHEET_PX, SHEET_MM, strict=True):
        assert 0 <= millimetres / 25.4 * 96 - pixels < 1
