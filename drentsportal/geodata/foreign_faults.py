"""Turns whatever a foreign parser raises on a damaged file into one error of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError, foreign_faults

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def foreign_parser(file_name: str) -> AbstractContextManager[None]:
    """Guard a piece of work in which a foreign library parses what a file holds.

    Raises ``DataSourceError`` for everything that the library raises; an error of ours passes as it is.
    """
    return foreign_faults(file_name, DataSourceError("error.import.damaged", file=file_name))
