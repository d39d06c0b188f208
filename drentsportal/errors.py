"""The errors of the portal: one root, so that the whole family can be caught at once.

DrentsPortalError
├── InputError            what a person or a file gave cannot be used
│   └── QuestionError     a choice is needed before anything is stored
├── DataSourceError       a file or service cannot be read
├── StorageError          the workspace cannot be opened, read or written
│   ├── WorkspaceLockedError   the passphrase is missing or wrong
│   └── ConflictError          somebody else changed the same thing first
├── ReportError           a document cannot be made
└── NotFoundError         nothing exists under the given name or id

Every error carries a message id with named parameters; the catalogue of the user's language turns it
into a sentence that says what happened, to which file or row, what was kept and what to do next.
Anything that is not a ``DrentsPortalError`` is a fault of ours: it goes to the log with its traceback.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG = logging.getLogger(__name__)
_REASON_LENGTH: Final = 200


class DrentsPortalError(Exception):
    """Root of all errors that a user may see.

    ``message_id`` names the sentence in the catalogue, ``params`` its named parameters; ``field`` names the
    form field or command line option that is at fault, where there is one.
    """

    def __init__(self, message_id: str, *, field: str | None = None, **params: object) -> None:
        """Keep the message id and its parameters; no sentence is made here."""
        super().__init__(message_id, params)
        self.message_id = message_id
        self.field = field
        self.params: dict[str, object] = params


class InputError(DrentsPortalError):
    """What a person or a file gave cannot be used."""


class QuestionError(InputError):
    """A choice is needed; nothing was stored.

    ``option`` is the command line option that answers the question, ``choices`` what it accepts.
    """

    def __init__(
        self, message_id: str, *, option: str, choices: tuple[str, ...] = (), **params: object
    ) -> None:
        """Keep the option that answers the question and the answers that it takes."""
        super().__init__(message_id, field=option, **params)
        self.option = option
        self.choices = choices


class DataSourceError(DrentsPortalError):
    """A file or a service cannot be read; what is stored stays as it was."""


class StorageError(DrentsPortalError):
    """The workspace cannot be opened, read or written."""


class WorkspaceLockedError(StorageError):
    """The workspace is protected and the passphrase is missing or wrong."""


class ConflictError(StorageError):
    """Somebody else changed the same row first; the change was not stored."""


class ReportError(DrentsPortalError):
    """A document cannot be made; documents that were ready remain."""


class NotFoundError(DrentsPortalError):
    """Nothing exists under the given name or id."""


@contextmanager
def foreign_faults(what: str, told: DataSourceError, *, is_private: bool = False) -> Iterator[None]:
    """Guard a piece of work in which a foreign library parses what a file holds.

    Its warnings are about dress (styles, extensions) and are not passed on. Raises ``told`` for everything
    that the library raises; an error of ours passes as it is. The log names ``what`` was read and why it
    failed; of something private only the kind of error, since its text may quote what was read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except DrentsPortalError:
            raise
        except Exception as error:  # on damaged bytes these libraries raise nearly anything
            kind = type(error).__name__
            reason = kind if is_private else f"{kind}: {error}"[:_REASON_LENGTH]
            _LOG.warning("reading %s: %s", what, reason)
            raise told from error
