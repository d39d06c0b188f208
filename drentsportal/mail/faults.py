"""What goes wrong in the libraries that read mails becomes one plain error, never a traceback."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError, DrentsPortalError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG = logging.getLogger(__name__)


@contextmanager
def foreign_mail(name: str) -> Iterator[None]:
    """Guard a piece of work in which a library parses what a mail holds.

    Raises ``DataSourceError`` naming the file for everything that it raises; an error of ours passes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except DrentsPortalError:
            raise
        except Exception as error:  # on damaged bytes these libraries raise nearly anything
            # The kind of error alone: its text may quote the mail.
            _LOG.warning("reading a mail: %s", type(error).__name__)
            raise DataSourceError("error.mail.damaged", file_name=name) from error
