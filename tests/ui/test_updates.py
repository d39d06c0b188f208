"""The window after an update opens what an older version kept, after a copy, and keeps off what is newer."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from drentsportal.storage.migrations import MIGRATIONS
from tests.ui.portals import portal_of, start_opening
from tests.ui.test_start_faults import CHILD, PATIENCE_S
from tests.ui.workspaces import empty_services, sample_services
from tests.unit.storage.old_workspace import written_by

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

pytestmark = pytest.mark.usefixtures("habits_of_qt")


_FEWEST_SITES = 50
"""The sample data have 70 parks and 20 premises."""


def revision(path: Path) -> str:
    """Which tables a workspace file has."""
    with closing(sqlite3.connect(path)) as file:
        return str(file.execute("select version_num from alembic_version").fetchone()[0])


def test_an_old_workspace_opens_after_a_copy(
    qtbot: QtBot, qapp: QApplication, dutch: Language, tmp_path: Path
) -> None:
    """Its sites are there, its tables are those of today, and the copy is as the old program left it."""
    old, newest = tmp_path / "oud.drents", tmp_path / "nieuw.drents"
    services = sample_services(newest)
    sites = services.catalogue.site_table()
    ids = {*sites.parks.ids, *sites.premises.ids}
    services.workspace.close()
    written_by(1, old, newest)
    portal = portal_of(start_opening(qtbot, qapp, dutch, old, tmp_path))
    shown = portal.panels.site_table.model
    assert {shown.site_row(number).id for number in range(shown.rowCount())} == ids
    assert len(ids) > _FEWEST_SITES
    portal.put_away()
    portal.services.workspace.close()
    assert revision(old) == MIGRATIONS[-1].revision
    (copy,) = (tmp_path / "oud.drents.copies").iterdir()
    assert revision(copy) == MIGRATIONS[0].revision


def test_a_downgrade_is_refused_in_words(tmp_path: Path) -> None:
    """A box says that the program has to be updated; the file stays byte for byte, and nothing opens."""
    newer = tmp_path / "nieuwer.drents"
    empty_services(newer).workspace.close()
    with closing(sqlite3.connect(newer)) as file, file:
        file.execute("update alembic_version set version_num = '9999'")
    before = newer.read_bytes()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", CHILD, str(newer)],
        capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "nieuwere versie" in done.stdout
    assert "Werk het programma bij" in done.stdout
    assert newer.read_bytes() == before
    assert not (tmp_path / "nieuwer.drents.copies").exists()
