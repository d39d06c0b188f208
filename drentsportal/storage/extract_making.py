"""Makes the extracts of cases that have none, when a workspace was opened, and bundles them as it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.storage.attachment_words import fill_words
from drentsportal.storage.extract_bulk import CaseBulk
from drentsportal.storage.sealed import Sealer

if TYPE_CHECKING:
    from drentsportal.storage.attachment_words import ReadWords
    from drentsportal.storage.sqlite_database import SqliteDatabase

_CASES_AT_ONCE: Final = 500
"""Other processes can write in between."""

_BUNDLES_AT_ONCE: Final = 8


def make_extracts(database: SqliteDatabase, workspace_key: bytes, words: ReadWords) -> None:
    """Make the extracts of cases that have none, as after a migration: seconds for ten thousand."""
    with database.reading() as connection:
        missing = CaseBulk(connection, Sealer(connection, workspace_key)).without_extracts()
    for begin in range(0, len(missing), _CASES_AT_ONCE):
        with database.writing() as connection:
            sealer = Sealer(connection, workspace_key)
            numbers = missing[begin : begin + _CASES_AT_ONCE]
            fill_words(connection, sealer, numbers, words)
            CaseBulk(connection, sealer).keep_extracts(numbers)
            connection.commit()


def make_bundles(database: SqliteDatabase, workspace_key: bytes) -> None:
    """Bundle extracts where many are in no bundle, so that the first list and search are quick.

    Of ten thousand cases it takes two seconds, of those that one day changed a tenth of one.
    """
    with database.reading() as connection:
        missing = CaseBulk(connection, Sealer(connection, workspace_key)).bundles_to_make()
    for begin in range(0, len(missing), _BUNDLES_AT_ONCE):
        with database.writing() as connection:
            bulk = CaseBulk(connection, Sealer(connection, workspace_key))
            for first, last in missing[begin : begin + _BUNDLES_AT_ONCE]:
                bulk.make_bundle(first, last)
            connection.commit()
