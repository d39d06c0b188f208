"""What is printed: plain and aligned for scripts, tables and bars for somebody who watches."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import Final

import pytest

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


STEERING: Final = "A\u202eB\x9b31mC\x7fD\u2028E\u2066F\U000e0001G"
"""A name that turns the direction of text, colours it, and hides letters."""


@pytest.mark.parametrize("stream", [io.StringIO, Watched])
def test_nothing_of_a_name_steers_the_terminal(stream: type[io.StringIO]) -> None:
    """Not in a sentence, a cell or a header, where a comparison has the names of sites."""
    out, err = stream(), stream()
    terminal = Terminal(out, err)
    terminal.line(STEERING)
    terminal.problem(STEERING)
    terminal.step(STEERING)
    terminal.table([STEERING, f">{STEERING}"], [(STEERING, "1")])
    told = out.getvalue() + err.getvalue()
    kinds = {unicodedata.category(each) for each in told if each not in "\n\x1b"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "A\ufffdB\ufffd31mC\ufffdD" in told


def test_a_line_break_in_a_name_begins_no_row() -> None:
    """In a cell or header it is a mark; in a sentence of ours a line break is one."""
    out = io.StringIO()
    Terminal(out, io.StringIO()).table(["naam\nx"], [("Bargermeer\nVerzonnen",)])
    assert out.getvalue() == "naam\ufffdx\nBargermeer\ufffdVerzonnen\n"


def test_a_header_is_no_markup_for_somebody_who_watches() -> None:
    """A name in brackets stays as it is."""
    out = Watched()
    Terminal(out, io.StringIO()).table(["[red]x[/red]"], [("1",)])
    assert "[red]x[/red]" in out.getvalue()


def test_data_is_exact_and_steers_no_terminal() -> None:
    """What would steer is printed by its number, and reads back as it was; letters stay letters."""
    out = io.StringIO()
    given = {"naam": f"Zoë {STEERING}\nregel", "\u202esleutel": ["\x7f"]}
    Terminal(out, io.StringIO()).json(given)
    assert json.loads(out.getvalue()) == given
    assert "Zoë A\\u202eB\\u009b31mC\\u007fD" in out.getvalue()
    told = out.getvalue().replace("\n", "")
    assert {unicodedata.category(each) for each in told}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


def test_progress_is_silent_for_scripts_and_a_bar_for_a_person() -> None:
    """Progress is silent for scripts and a bar for a person."""
    for err in (io.StringIO(), Watched()):
        with Terminal(io.StringIO(), err).progress(lambda step: f"Stap {step}") as progress:
            progress.step(1, 3, "lezen")
            progress.step(3, 0, "opslaan")
        assert ("Stap" in err.getvalue()) == err.isatty()
