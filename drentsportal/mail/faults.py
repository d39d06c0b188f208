"""What goes wrong in the libraries that read mails becomes one plain error, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError, foreign_faults

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def foreign_mail(name: str) -> AbstractContextManager[None]:
    """Guard a piece of work in which a library parses what a mail holds.

    Raises ``DataSourceError`` naming the file for everything that it raises; an error of ours passes.
    """
    return foreign_faults("a mail", DataSourceError("error.mail.damaged", file_name=name), is_private=True)
