"""Pictures that lie beside templates of one's own: which a template may use, and why not another."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.reports.typeset.template_texts import line_at, template_texts
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.domain.message import Message

SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".svg"})
MOST_MEGABYTES: Final = 10
"""A photograph as a camera makes it; each document that shows a picture holds it whole."""


def gather_pictures(folder: Path, own_dir: Path) -> dict[str, Message]:
    """Copy the pictures beside own templates to where templates are set; return why others stay behind.

    A link that leads out of the folder stays behind, as does what is too large or cannot be read. Nothing
    is said of them unless a template uses one.
    """
    left: dict[str, Message] = {}
    for path in sorted(own_dir.iterdir()):
        if path.suffix.casefold() in SUFFIXES:
            reason = _copied(path, own_dir, folder)
            if reason is not None:
                left[path.name] = reason
    return left


def refuse_left(left: Mapping[str, Message], folder: Path, template: str) -> None:
    """Raise ``ReportError`` where a template, or one that it uses, names a picture that stayed behind."""
    for file_name, text in template_texts(folder, template) if left else ():
        for name, reason in left.items():
            position = text.find(f'"{name}"')
            found = None if position < 0 else line_at(text, position)
            if found is not None:
                raise ReportError(
                    "error.document.template_picture",
                    template=file_name,
                    line=found[0],
                    file_name=name,
                    reason=reason,
                )


def _copied(path: Path, own_dir: Path, folder: Path) -> Message | None:
    try:
        if path.resolve(strict=True).parent != own_dir.resolve() or not path.is_file():
            return message("template.picture.outside")
        if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
            return message("template.picture.too_large", megabytes=MOST_MEGABYTES)
        shutil.copyfile(path, folder / path.name)
    except OSError as error:
        return message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
    return None
