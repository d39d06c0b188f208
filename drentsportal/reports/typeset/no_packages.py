"""Refuses templates that ask for packages: typst would fetch them, and nothing here reaches for a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError
from drentsportal.reports.typeset.template_texts import line_at, template_texts

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
    for name, text in template_texts(folder, template):
        _refuse(name, text)


def _refuse(name: str, text: str) -> None:
    for pattern, message_id in _REFUSED:
        for found in pattern.finditer(text):
            told = line_at(text, found.start())
            if told is not None:
                raise ReportError(message_id, template=name, line=told[0], shown=told[1])
