"""The text of a template and of those that it uses, as it lies in a folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError
from drentsportal.paths import EDITED_ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_USED: Final = re.compile(r'"([^"/\\]+\.typ)"')
_COMMENT: Final = "//"


def template_texts(folder: Path, template: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of a template and of each file that it uses, once.

    A file that is not there or cannot be read is left to typst, which names it. Raises ``ReportError`` for
    one that is no UTF-8, of which typst says no name.
    """
    to_read, seen = [template], {template}
    while to_read:
        name = to_read.pop()
        try:
            text = (folder / name).read_text(encoding=EDITED_ENCODING)
        except UnicodeDecodeError as error:
            raise ReportError("error.document.template_no_text", template=name) from error
        except (OSError, ValueError):
            continue
        yield name, text
        used = [each for each in dict.fromkeys(_USED.findall(text)) if each not in seen]
        seen.update(used)
        to_read += used


def line_at(text: str, position: int) -> tuple[int, str] | None:
    """Return number and text of the line that holds a position, ``None`` for one that is a comment."""
    start = text.rfind("\n", 0, position) + 1
    shown = text[start:].partition("\n")[0].strip()
    return None if shown.startswith(_COMMENT) else (text.count("\n", 0, position) + 1, shown)
