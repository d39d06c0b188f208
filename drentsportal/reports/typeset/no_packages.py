"""Refuses templates that ask for packages: typst would fetch them, and nothing here reaches for a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE: Final = re.compile(r'"@[A-Za-z_][\w-]*/|\b(?:import|include)\b[\s(]*"(?:@|\\u)')
"""A name such as "@preview/cetz:0.3.1", also one that is kept in a variable or put together from parts."""

_USED: Final = re.compile(r'"([^"/\\]+\.typ)"')
_COMMENT: Final = "//"


def refuse_packages(folder: Path, template: str) -> None:
    """Raise ``ReportError`` naming file and line where a template, or one that it uses, asks for a package.

    typst itself cannot be told to stay off the network, so this goes before it. A file that is not there or
    cannot be read is left to typst, which names it.
    """
    to_read, seen = [template], {template}
    while to_read:
        name = to_read.pop()
        try:
            text = (folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        _refuse(name, text)
        used = [each for each in dict.fromkeys(_USED.findall(text)) if each not in seen]
        seen.update(used)
        to_read += used


def _refuse(name: str, text: str) -> None:
    for found in _PACKAGE.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        shown = text[start:].partition("\n")[0].strip()
        if not shown.startswith(_COMMENT):
            line = text.count("\n", 0, found.start()) + 1
            raise ReportError("error.document.template_package", template=name, line=line, shown=shown)
