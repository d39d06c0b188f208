"""What commands print: sentences, tables, JSON and progress; plain text when nobody watches a terminal.

Names in the data come from anywhere, so control characters are shown as marks and never reach the terminal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drentsportal.services.ports.desk import Progress


_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of characters: controls, formats as directions, half pairs, separators of lines and paragraphs."""


class Terminal:
    """Standard output for results, standard error for progress and problems."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        """Write to the given streams, by default the process's own."""
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def line(self, text: str = "") -> None:
        """Print a line of a result."""
        print(visible(text), file=self._out)

    def problem(self, text: str) -> None:
        """Print what went wrong."""
        print(visible(text), file=self._err)

    def step(self, text: str) -> None:
        """Print which step of long work begins."""
        print(visible(text), file=self._err, flush=True)

    def json(self, content: object) -> None:
        """Print data as JSON; keys in the order given, the same bytes for the same data.

        What would steer a terminal stands there by its number, which reads back as exactly what it was.
        """
        print(_escaped(json.dumps(content, ensure_ascii=False, indent=2)), file=self._out)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; columns whose name starts with ``>`` are set to the right."""
        if not rows:
            return
        if self._out.isatty():
            self._rich_table(columns, rows)
        else:
            self._plain_table(columns, rows)

    @contextmanager
    def progress(self, say: Callable[[str], str]) -> Iterator[Progress]:
        """Show a bar for long work while somebody watches; ``say`` words the message id of a step."""
        if not self._err.isatty():
            yield NoProgress()
            return
        from rich.console import Console  # noqa: PLC0415 - only for somebody who watches
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - likewise
        from rich.progress import Progress as Bar  # noqa: PLC0415 - likewise

        parts = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        with Bar(*parts, console=Console(file=self._err), transient=True) as bar:
            task = bar.add_task("", total=None)

            class Shown:
                def step(self, done: int, total: int, what: str = "") -> None:
                    text = visible(say(what)) if what else ""
                    bar.update(task, completed=done, total=total or None, description=text)

            yield Shown()

    def _plain_table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        names = [_in_a_cell(name.removeprefix(">")) for name in columns]
        shown = [names, *([_in_a_cell(cell) for cell in row] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
        for row in shown:
            cells = (
                cell.rjust(width) if name.startswith(">") else cell.ljust(width)
                for cell, width, name in zip(row, widths, columns, strict=True)
            )
            print("  ".join(cells).rstrip(), file=self._out)

    def _rich_table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only for somebody who watches
        from rich.console import Console  # noqa: PLC0415 - likewise
        from rich.table import Table  # noqa: PLC0415 - likewise
        from rich.text import Text  # noqa: PLC0415 - likewise

        table = Table(box=SIMPLE_HEAD)
        for name in columns:
            header = Text(_in_a_cell(name.removeprefix(">")))
            table.add_column(header, justify="right" if name.startswith(">") else "left")
        for row in rows:
            table.add_row(*(Text(_in_a_cell(cell)) for cell in row))
        Console(file=self._out).print(table)


def visible(text: str) -> str:
    """Replace what steers a terminal or hides text by a mark; line breaks and soft hyphens stay."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if _steers(each) and each not in "\n\u00ad" else each for each in text
    )


def _in_a_cell(text: str) -> str:
    """Show a text on one line: a line break in a name would begin a row that nobody delivered."""
    return visible(text).replace("\n", "\N{REPLACEMENT CHARACTER}")


def _escaped(told: str) -> str:
    """Write what steers a terminal as JSON escapes; outside texts JSON has only line ends of that."""
    if told.isascii() and "\x7f" not in told:
        return told
    return "".join(_number(each) if _steers(each) and each != "\n" else each for each in told)


def _number(character: str) -> str:
    """Return a character by its number, which ``json`` leaves as it is where that is 127."""
    return json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def _steers(character: str) -> bool:
    """Whether a character controls, gives a direction, separates lines, or is half of one."""
    return unicodedata.category(character) in _STEERING
