"""Window tests leave the folders of the person who runs them alone."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from drentsportal import paths, settings
from tests.ui.own_folders import FolderWatch

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.ui.portal import Portal


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """Give a folder with one file in it."""
    folder = tmp_path / "van-iemand"
    folder.mkdir()
    (folder / "werk.txt").write_text("werk", encoding="utf-8")
    return folder


def test_a_window_keeps_everything_below_the_folder_of_the_test(
    sample_portal: Portal, tmp_path: Path, cache_dir: Path
) -> None:
    """Settings, workspace and cache; that nothing else is touched is asked after every window test."""
    assert sample_portal.window.isVisible()
    for kept in (paths.user_data_dir(), settings.settings_path(), settings.Settings().workspace_path):
        assert tmp_path in kept.parents
    assert cache_dir in paths.user_cache_dir().parents
    assert any(paths.user_cache_dir().iterdir()), "the page of the map was made there"


def test_the_watch_notes_what_is_read_written_made_and_taken_away(watched: Path) -> None:
    """Each in the order in which it happened, also through a database."""
    watch = FolderWatch(watched)
    watch.begin()
    (watched / "werk.txt").read_text(encoding="utf-8")
    (watched / "nieuw").mkdir()
    (watched / "werk.txt").rename(watched / "nieuw" / "werk.txt")
    (watched / "nieuw" / "werk.txt").unlink()
    sqlite3.connect(watched / "werk.drents").close()
    told = [each.split()[0] for each in watch.end()]
    assert told == ["open", "os.mkdir", "os.rename", "os.rename", "os.remove", "sqlite3.connect"]


def test_the_watch_notes_nothing_beside_its_folder_nor_after_its_end(watched: Path) -> None:
    """A folder whose name only begins alike is another one."""
    watch = FolderWatch(watched)
    watch.begin()
    watched.with_name("van-iemand-anders").mkdir()
    assert watch.end() == []
    (watched / "werk.txt").read_text(encoding="utf-8")
    assert watch.touched == []
