"""The pictures of the guide: exactly those that its pages show, small, and of the window as it is now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from drentsportal.language import screen_languages
from drentsportal.paths import resources_dir
from drentsportal.ui.guide.page_text import GUIDE_FOLDER
from drentsportal.ui.guide.pages import GUIDE_PAGES
from tests.ui.guide_pictures import FOLDER
from tests.ui.kept_pictures import WORDS, hold_to_the_window, kept_words

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST_BYTES = 1_500_000
MOST_WIDTH = 1440
PATIENCE_S = 400


@pytest.mark.parametrize("code", screen_languages(resources_dir()))
def test_every_picture_is_shown_and_every_shown_picture_is_there(code: str) -> None:
    """Each with words for who does not see it."""
    shown = []
    for page in GUIDE_PAGES:
        text = (resources_dir() / GUIDE_FOLDER / code / f"{page.id}.md").read_text(encoding="utf-8")
        shown += PICTURE.findall(text)
    assert all(told for told, _ in shown)
    files = {f"pictures/{path.name}" for path in FOLDER.iterdir() if path.name != WORDS}
    assert sorted(name for _, name in shown) == sorted(files)
    assert set(kept_words(FOLDER)) == {path.stem for path in FOLDER.glob("*.png")}


def test_pictures_are_whole_and_small() -> None:
    """They travel with the program; no path of a machine stands in one."""
    paths = sorted(FOLDER.glob("*.png"))
    assert sum(path.stat().st_size for path in paths) < MOST_BYTES
    for path in paths:
        image = QImage(str(path))
        assert not image.isNull(), path.name
        assert image.width() <= MOST_WIDTH, path.name
    told = (FOLDER / WORDS).read_text(encoding="utf-8")
    assert not re.search(r"/(?:tmp|home|root|work)\b|[A-Z]:\\\\", told)


@pytest.mark.full
def test_the_pictures_are_of_the_window_as_it_is(tmp_path: Path) -> None:
    """A window that says something else by now needs other pictures: ``make guide-pictures``."""
    hold_to_the_window("tests.ui.guide_pictures", FOLDER, tmp_path, PATIENCE_S)
