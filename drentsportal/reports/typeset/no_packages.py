"""Refuses templates that ask for packages: typst would fetch them, and nothing here reaches for a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE: Final = re.compile(r'"@[A-Za-z_][\w-]*/|\b(?:import|include)\b[\s(]*"(?:@|\\u)')
"""A name such as "@preview/cetz:0.3.1", also one that is kept in a variable or put together from parts."""

_GAP: Final = r"(?:\s|//[^\n]*\n|/\*.*?\*/)*"
_FILE: Final = r'\(?"[^"\\]+"(?![ \t]*\+|\s*\.[A-Za-z_])'
"""The name of a file as it is, with nothing done to it."""

_MODULE: Final = r"(?:calc|sym|emoji|math)\s*:"
_OPENS: Final = r"(?!(?:if|context|let|not|for|while|return)\b)"
_JOINS: Final = r"(?!(?:as|and|or|in|not|else)\b)"
_PROSE: Final = rf"[ \t]+\(?{_OPENS}[^\W\d]\w*[ \t]+{_JOINS}[^\W\d]"
"""Two words after each other are a sentence; in code something stands between them."""

_BUILT: Final = re.compile(
    rf"(?<![\w-])(?<!\w\.)(?:import|include)(?![\w-])"
    rf"(?!{_GAP}(?:{_FILE}|{_MODULE}))(?!(?<=[^#]import){_PROSE}|(?<=[^#]include){_PROSE}){_GAP}[\w(\"{{]"
    r"|(?<![\w-])eval(?![\w-])"
    r"|(?<![\w.-])std(?![\w.-])",
    re.DOTALL,
)
"""Where a template runs code or takes a file whose name is only known when it is set, so that nobody can tell
beforehand what it asks for. ``std`` by itself is the way round to ``eval`` under another name."""

_USED: Final = re.compile(r'"([^"/\\]+\.typ)"')
_COMMENT: Final = "//"
_REFUSED: Final = (
    (_PACKAGE, "error.document.template_package"),
    (_BUILT, "error.document.template_built"),
)


def refuse_packages(folder: Path, template: str) -> None:
    """Raise ``ReportError`` naming file and line where a template, or one that it uses, asks for a package.

    What is put together while it is set could ask for one too, and is refused as well. typst itself cannot
    be told to stay off the network, so this goes before it. A file that is not there or cannot be read is
    left to typst, which names it.
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
    for pattern, message_id in _REFUSED:
        for found in pattern.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            shown = text[start:].partition("\n")[0].strip()
            if not shown.startswith(_COMMENT):
                line = text.count("\n", 0, found.start()) + 1
                raise ReportError(message_id, template=name, line=line, shown=shown)
