"""Destroying what a key sealed, and rewriting a case under a new key so that nothing else of it remains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete

from drentsportal.storage import schema
from drentsportal.storage.attachment_words import no_words
from drentsportal.storage.cases import StoredCaseStore
from drentsportal.storage.extract_bundles import ExtractBundles
from drentsportal.storage.relations import StoredRelations
from drentsportal.storage.sealed import Sealer, bundle_scope, case_scope

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.domain.retention.anonymising import AnonymisedCase
    from drentsportal.storage.attachment_words import ReadWords

_CASE: Final = "case:"
_COMPANY: Final = "company:"


def anonymise(
    connection: Connection,
    workspace_key: bytes,
    left: AnonymisedCase,
    entry: AccessEntry,
    words: ReadWords = no_words,
) -> None:
    """Replace a case by what is left of it, under a new key, and log that; ``words`` as ``StoredCaseStore``.

    Raises ``NotFoundError``, and ``ConflictError`` when somebody saved the case meanwhile.

    The key of before is then gone from this file: whatever still lies in a copy or a free page stays closed.
    """
    number = left.case.number
    ExtractBundles(connection, Sealer(connection, workspace_key)).drop_with([number])
    old = StoredCaseStore(connection, Sealer(connection, workspace_key))
    kept = [
        (each, old.attachment_content(number, each.id))
        for each in old.attachments(number)
        if each.id in left.attachment_ids
    ]
    keys = schema.sealing_key
    for table in schema.CASE_TABLES:
        connection.execute(delete(table).where(table.c.case_number == number))
    connection.execute(delete(keys).where(keys.c.scope == case_scope(number)))
    sealer = Sealer(connection, workspace_key)
    sealer.make_key(case_scope(number))
    store = StoredCaseStore(connection, sealer, words=words)
    store.save(left.case)
    for event in left.events:
        store.add_event(number, event)
    for document in left.documents:
        store.add_document(number, document)
    for paper in left.papers:
        store.add_paper(number, paper)
    for attachment, content in kept:
        store.add_attachment(number, attachment, content)
    store.keep_extracts()
    StoredRelations(connection, sealer).add_access(entry)


def forget_in_copy(copy: sqlite3.Connection, scope: str) -> None:
    """Delete from an open copy the key of a scope and the rows that it sealed.

    The copy may be of an older form of the file and lack a table. Without its rows, what is left of it can
    still be opened and listed.
    """
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.execute("DELETE FROM sealing_key WHERE scope = ?", (scope,))
    if scope.startswith(_CASE):
        number = scope.removeprefix(_CASE)
        names = [(each.name, "case_number") for each in schema.CASE_TABLES]
        names.append((schema.case_file.name, "number"))
        _forget_bundles(copy, tables)
    elif scope.startswith(_COMPANY):
        number = scope.removeprefix(_COMPANY)
        names = [(schema.company.name, "key"), (schema.relation_moment.name, "party_id")]
    else:
        return
    for table, column in names:
        if table in tables:
            copy.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (number,))  # noqa: S608 - names of the schema


def _forget_bundles(copy: sqlite3.Connection, tables: set[str]) -> None:
    """Delete every bundle of extracts from a copy, with its key: they are made anew when it is used."""
    scope = bundle_scope("")
    copy.execute("DELETE FROM sealing_key WHERE substr(scope, 1, ?) = ?", (len(scope), scope))
    name = schema.extract_bundle.name
    if name in tables:
        copy.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of the schema
