"""A start that cannot be says why in a box: whoever starts from an icon has no terminal."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from drentsportal.settings import load_settings, settings_path
from drentsportal.ui import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_S = 120
CHILD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from drentsportal.ui import app
def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text())
        box.accept()
    else:
        QTimer.singleShot(50, look)
made = app.make_application
def make(arguments):
    application = made(arguments)
    QTimer.singleShot(50, look)
    return application
app.make_application = make
sys.exit(app.main(["drentsportal", sys.argv[1]]))
"""


@pytest.fixture
def root_log() -> Iterator[logging.Logger]:
    """Give the log of the program, and take away what was added to it."""
    root = logging.getLogger()
    before = list(root.handlers)
    yield root
    for each in set(root.handlers) - set(before):
        root.removeHandler(each)
        each.close()


@pytest.mark.parametrize(
    "content", ["{ geen json", '{"schema_version": 999}', '{"schema_version": 6, "theme": 3}']
)
def test_settings_that_cannot_be_read_are_told(qapp: QApplication, tmp_path: Path, content: str) -> None:
    """With the file and what to do; nothing of it is written over."""
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    told: list[str] = []

    def read() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, read)
    assert app._settings(tmp_path / "log") is None  # noqa: SLF001 - the start of a window, without the window
    assert str(path) in told[0]
    assert path.read_text(encoding="utf-8") == content
    path.unlink()
    assert app._settings(tmp_path / "log") == load_settings()  # noqa: SLF001


def test_a_log_that_cannot_be_written_keeps_nobody_out(tmp_path: Path, root_log: logging.Logger) -> None:
    """It goes to the terminal."""
    (tmp_path / "map").write_text("geen map", encoding="utf-8")
    before = len(root_log.handlers)
    assert app.start_log(tmp_path / "map" / "drentsportal.log") == tmp_path / "map" / "drentsportal.log"
    assert len(root_log.handlers) == before + 1


def test_the_program_ends_after_it_said_why(tmp_path: Path) -> None:
    """In a process of its own, as from an icon: a box, and an exit code that is not that of a success."""
    home = tmp_path / "home"
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    found = subprocess.run(
        [sys.executable, "-c", "from drentsportal.settings import settings_path; print(settings_path())"],
        env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE_S,
    ).stdout.strip()  # fmt: skip
    Path(found).parent.mkdir(parents=True, exist_ok=True)
    Path(found).write_text("{ geen json", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", CHILD, str(tmp_path / "werk.drents")],
        env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert found in done.stdout
    assert "Traceback" not in done.stderr
