"""The manual page, from the same help texts as ``docs/cli.md``."""

from __future__ import annotations

from typing import Final

from drentsportal.bootstrap import open_language
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.pages import help_pages
from installer.project import NAME, TITLE, version

MANUAL_LANGUAGES: Final = ("nl", "en", "de")


def manual_page(language_code: str) -> str:
    """Write the page of section 1 in one language, in the macros of man."""
    language = open_language(language_code)
    pages = list(help_pages(language))
    summary = language.text("cli.help").split("\n")[0].rstrip(".")
    lines = [
        f'.TH {NAME.upper()} 1 "" "{NAME} {version()}" "{TITLE}"',
        ".SH NAME",
        f"{NAME} \\- {plain(summary)}",
    ]
    lines += [f".SH {_heading(language.text('cli.heading.commands'))}"]
    for name, text in pages:
        lines += [f'.SS "{plain(name)}"', ".nf", *map(plain, text.rstrip().splitlines()), ".fi"]
    lines += [f".SH {_heading(language.text('cli.page.codes'))}"]
    for code in ExitCode:
        lines += [".TP", f"\\fB{code.value}\\fR", plain(language.text(f"cli.page.code.{code.name.lower()}"))]
    return "\n".join([*lines, ""])


def plain(text: str) -> str:
    """Write a line so that man prints it as it stands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _heading(text: str) -> str:
    return plain(text.rstrip(":").upper())
