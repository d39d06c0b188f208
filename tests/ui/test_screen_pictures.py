"""The pictures of the screens: each is there, small, on ``docs/screens.md``, and of the window of now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImageReader

from drentsportal.language import screen_languages
from drentsportal.paths import resources_dir
from tests.repo.places import ROOT
from tests.ui.kept_pictures import WORDS, hold_to_the_window, kept_words
from tests.ui.screen_pictures import FOLDER, SCREENS, SIZES, THEMES

if TYPE_CHECKING:
    from pathlib import Path

CODES = screen_languages(resources_dir())
MOST_BYTES = 9_000_000
PATIENCE_S = 1800


def test_every_screen_is_there_in_every_look() -> None:
    """Six screens, three languages, two themes, two scales, and nothing else."""
    expected = {
        f"{screen}-{code}-{theme}-{scale}.webp"
        for screen in SCREENS
        for code in CODES
        for theme in THEMES
        for scale in SIZES
    }
    assert {path.name for path in FOLDER.iterdir()} == expected | {WORDS}
    words = kept_words(FOLDER)
    keys = {f"{screen}-{code}-{scale}" for screen in SCREENS for code in CODES for scale in SIZES}
    assert set(words) == keys
    assert all(len(each) > 20 for each in words.values())


def test_the_pictures_are_small_and_of_their_scale() -> None:
    """They stay with the repository; no path of a machine stands in one."""
    paths = sorted(FOLDER.glob("*.webp"))
    assert sum(path.stat().st_size for path in paths) < MOST_BYTES
    for path in paths:
        scale = int(path.stem.rpartition("-")[2])
        expected = tuple(side * scale // 100 for side in SIZES[scale])
        assert QImageReader(str(path)).size().toTuple() == expected, path.name
    told = (FOLDER / WORDS).read_text(encoding="utf-8")
    assert not re.search(r"/(?:tmp|home|root|work)\b|[A-Z]:\\\\", told)


def test_the_page_shows_every_picture() -> None:
    """A picture that no page shows is looked at by nobody."""
    text = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\(pictures/screens/([\w.-]+\.webp)\)", text))
    assert shown == {path.name for path in FOLDER.glob("*.webp")}


@pytest.mark.full
def test_the_pictures_are_of_the_window_as_it_is(tmp_path: Path) -> None:
    """A window that says something else by now needs other pictures: ``make screen-pictures``."""
    hold_to_the_window("tests.ui.screen_pictures", FOLDER, tmp_path, PATIENCE_S)
