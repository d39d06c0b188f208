"""Turns whatever a foreign parser raises on a damaged file into one error of ours."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError, DrentsPortalError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG = logging.getLogger(__name__)
_REASON_LENGTH = 200


@contextmanager
def foreign_parser(file_name: str) -> Iterator[None]:
    """Guard a piece of work in which a foreign library parses what a file holds.

    Its warnings are about dress (styles, extensions) and are not passed on. Raises ``DataSourceError`` for
    everything that the library raises; an error of ours passes as it is.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except DrentsPortalError:
            raise
        except Exception as error:  # on damaged bytes these libraries raise nearly anything
            reason = f"{type(error).__name__}: {error}"[:_REASON_LENGTH]
            _LOG.warning("reading %s: %s", file_name, reason)
            raise DataSourceError("error.import.damaged", file=file_name) from error
