"""The words of files of cases, kept sealed beside them, so that search need not open every file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select, update

from drentsportal.storage import schema
from drentsportal.storage.sealed import Sealer, case_scope, place

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

ReadWords: TypeAlias = Callable[[str, bytes], str]
"""Returns the words of a file by its name and what it holds; empty for one without words."""


def no_words(name: str, content: bytes) -> str:
    """Read nothing."""
    del name, content
    return ""


def fill_words(connection: Connection, sealer: Sealer, numbers: Collection[str], read: ReadWords) -> None:
    """Keep the words of files of cases that have none yet, as after a migration."""
    table = schema.attachment
    columns = (table.c.case_number, table.c.id, table.c.name)
    for number in numbers:
        missing = select(*columns).where(table.c.case_number == number, table.c.words.is_(None))
        for _, row_id, name in connection.execute(missing).all():
            scope = case_scope(number)
            called = sealer.unseal_text(scope, place(table.name, "name", row_id), name)
            statement = select(table.c.content).where(table.c.id == row_id)
            closed = connection.execute(statement).scalar_one()
            told = read(called, sealer.unseal(scope, place(table.name, "content", row_id), closed))
            if told:
                sealed = sealer.seal(scope, place(table.name, "words", row_id), told.encode())
                connection.execute(update(table).where(table.c.id == row_id).values(words=sealed))
