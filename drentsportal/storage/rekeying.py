"""New keys for everything that is sealed: of the workspace, of each case; every value sealed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table, delete, select, update

from drentsportal.storage import schema
from drentsportal.storage.extract_bundles import drop_all
from drentsportal.storage.sealed import Sealer, case_scope, company_scope, party_scope, place
from drentsportal.storage.vault import NewVault, make_vault

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


def seal_anew(connection: Connection, old_workspace_key: bytes, passphrase: str | None) -> NewVault:
    """Replace every key and seal every value again, within the transaction of ``connection``.

    The old keys are then gone from the tables; the caller must still clear log and free pages.
    """
    # Made of what is sealed anew below: they are made again as the file is closed.
    drop_all(connection)
    old = Sealer(connection, old_workspace_key)
    keys = schema.sealing_key
    scopes = list(connection.execute(select(keys.c.scope)).scalars())
    for scope in scopes:
        old.load(scope)
    connection.execute(delete(keys))
    vault = make_vault(connection, passphrase)
    new = Sealer(connection, vault.workspace_key)
    for scope in scopes:
        new.make_key(scope)
    for table in schema.metadata.sorted_tables:
        _seal_table(connection, table, old, new)
    return vault


def _seal_table(connection: Connection, table: Table, old: Sealer, new: Sealer) -> None:
    sealed = [column for column in table.c if column.info.get(schema.SEALED)]
    if not sealed:
        return
    (key,) = table.primary_key.columns
    # Attachments are large: only the keys of all rows are held at once, of the content one row.
    for row_id in list(connection.execute(select(key)).scalars()):
        row = connection.execute(select(table).where(key == row_id)).mappings().one()
        scope = _scope(table, row, row_id)
        values = {}
        for column in sealed:
            if row[column.name] is None:
                continue
            at = place(table.name, column.name, row_id)
            values[column.name] = new.seal(scope, at, old.unseal(scope, at, row[column.name]))
        connection.execute(update(table).where(key == row_id).values(values))


def _scope(table: Table, row: RowMapping, row_id: object) -> str:
    if table is schema.contact_point_record:
        return schema.CONTACTS_SCOPE
    if table is schema.company:
        return company_scope(str(row_id))
    if table is schema.relation_moment:
        return party_scope(row["party_kind"], row["party_id"])
    return case_scope(str(row.get("case_number", row_id)))
