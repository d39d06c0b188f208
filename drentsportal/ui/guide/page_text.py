"""The text of a page of the guide, with the names of buttons and keys as the window itself has them.

A page says ``[[match]]`` for an action, which gives its name and its key, and ``[[ui.shortlist.compare]]``
for any other text of the window. So a page cannot speak of a button that is called otherwise by now.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from drentsportal.ui.actions import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language

GUIDE_FOLDER: Final = "guide"
PICTURE_FOLDER: Final = "pictures"
NAME: Final = re.compile(r"\[\[([\w.-]+)\]\]")
_HEADING: Final = re.compile(r"^# (.+)$", re.MULTILINE)
_PARAMETER: Final = re.compile(r"\{[^}]*\}")
_MARKED: Final = re.compile(r"([\\*_`\[\]<>|])")
_BY_ID: Final = {each.id: each for each in ACTIONS}


def read_page(resources_dir: Path, language: Language, page_id: str) -> str:
    """Read a page in a language as Markdown, every name filled in."""
    path = resources_dir / GUIDE_FOLDER / language.code / f"{page_id}.md"
    return NAME.sub(lambda found: named(language, found.group(1)), path.read_text(encoding="utf-8"))


def title_of(text: str) -> str:
    """Return the title of a page."""
    found = _HEADING.search(text)
    return found.group(1) if found else ""


def named(language: Language, name_id: str) -> str:
    """Word the name of an action with its key, or another text of the window, as bold Markdown.

    Raises ``KeyError`` for what the window does not have.
    """
    spec = _BY_ID.get(name_id)
    if spec is None:
        return _bold(plain_name(language, name_id))
    name = _bold(plain_name(language, f"ui.action.{spec.id}"))
    return f"{name} ({native_key(spec.shortcut)})" if spec.shortcut else name


def plain_name(language: Language, message_id: str) -> str:
    """Return a text of the window without its figures, the marks of keys and the dots of what asks more."""
    bare = _PARAMETER.sub("", language.template(message_id)).replace("&", "")
    return " ".join(bare.split()).rstrip(":\N{HORIZONTAL ELLIPSIS}").strip()


def native_key(shortcut: str) -> str:
    """Write a key as the menus do."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _bold(name: str) -> str:
    marked = _MARKED.sub(r"\\\1", name)
    return f"**{marked}**"
