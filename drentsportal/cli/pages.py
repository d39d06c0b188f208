"""The pages of commands and settings in ``docs``: ``python -m drentsportal.cli.pages docs`` writes them.

They are what ``--help`` prints and what ``settings.FIELDS`` says; a test fails when a page is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.bootstrap import open_language
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.main import build
from drentsportal.cli.settings_page import settings_page
from drentsportal.cli.usage_texts import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.core import TyperCommand, TyperGroup

    from drentsportal.language import Language


def write_pages(folder: Path) -> None:
    """Write both pages in Dutch."""
    for name, text in pages(open_language("nl")).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def pages(language: Language) -> dict[str, str]:
    """Make every page, by file name."""
    return {"cli.md": _cli_page(language), "settings.md": settings_page(language)}


def _cli_page(language: Language) -> str:
    say = language.text
    lines = [f"# {say('cli.page.title')}", "", say("cli.page.made"), "", f"## {say('cli.page.codes')}", ""]
    lines += [f"| {say('cli.page.code')} | {say('cli.page.meaning')} |", "| ---: | --- |"]
    lines += [f"| {code.value} | {say(f'cli.page.code.{code.name.lower()}')} |" for code in ExitCode]
    lines += ["", f"## {say('cli.heading.commands').rstrip(':')}", ""]
    for name, text in help_pages(language):
        lines += [f"### `{name}`", "", "```text", text.rstrip(), "```", ""]
    return "\n".join([*lines, say("cli.page.json"), ""])


def help_pages(language: Language) -> Iterator[tuple[str, str]]:
    """Write the help of the program and of every command, as ``--help`` prints it."""
    yield from _help_below(build(language), PROGRAM, None)


def _help_below(command: TyperCommand | TyperGroup, name: str, parent: object) -> Iterator[tuple[str, str]]:
    context = command.make_context(name.rpartition(" ")[2], ["--help"], parent=parent, resilient_parsing=True)  # type: ignore[arg-type] # the context class is private to typer
    yield name, command.get_help(context)
    for each in getattr(command, "commands", {}).values():
        yield from _help_below(each, f"{name} {each.name}", context)


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
