"""The log file of the command line takes whatever is said to it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from drentsportal.cli.logbook import logbook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_no_text_is_logged_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name of half a character costs neither the line nor the next one, and the user sees nothing of it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    with logbook() as path:
        logging.getLogger("reader").warning("layer %s", "a\udc80")
        logging.getLogger("reader").warning("next")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.rsplit("reader ", 1)[1] for line in lines] == ["layer a\\udc80", "next"]
    assert capsys.readouterr().err == ""
