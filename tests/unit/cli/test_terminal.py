"""What is printed: plain and aligned for scripts, tables and bars for somebody who watches."""

from __future__ import annotations

import io
import json

from drentsportal.cli.terminal import Terminal

ROWS = [("Bargermeer", "37,5"), ("A37\x1b[31m", "8,1")]


class Watched(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_table_for_scripts_is_aligned_text() -> None:
    """A table for scripts is aligned text."""
    out = io.StringIO()
    Terminal(out, io.StringIO()).table(["naam", ">laag"], ROWS)
    assert out.getvalue() == "naam        laag\nBargermeer  37,5\nA37\ufffd[31m     8,1\n"


def test_a_table_on_a_terminal_shows_the_same_cells() -> None:
    """A table on a terminal shows the same cells."""
    out = Watched()
    Terminal(out, io.StringIO()).table(["naam", ">laag"], [*ROWS, ("[red]x[/red]", "1")])
    for cell in ("naam", "Bargermeer", "A37\ufffd[31m", "8,1", "[red]x[/red]"):
        assert cell in out.getvalue()


def test_an_empty_table_prints_nothing() -> None:
    """An empty table prints nothing."""
    out = io.StringIO()
    Terminal(out, io.StringIO()).table(["naam"], [])
    assert out.getvalue() == ""


def test_data_is_json_with_its_letters() -> None:
    """Data is JSON with its letters."""
    out = io.StringIO()
    Terminal(out, io.StringIO()).json({"naam": "Zoë", "b": None})
    assert json.loads(out.getvalue()) == {"naam": "Zoë", "b": None}
    assert "Zoë" in out.getvalue()


def test_progress_is_silent_for_scripts_and_a_bar_for_a_person() -> None:
    """Progress is silent for scripts and a bar for a person."""
    for err in (io.StringIO(), Watched()):
        with Terminal(io.StringIO(), err).progress(lambda step: f"Stap {step}") as progress:
            progress.step(1, 3, "lezen")
            progress.step(3, 0, "opslaan")
        assert ("Stap" in err.getvalue()) == err.isatty()
