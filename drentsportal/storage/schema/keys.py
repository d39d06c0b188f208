"""The tables of the keys under which values are sealed."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import key, metadata

vault = Table(
    "vault",
    metadata,
    key(),
    Column("is_protected", Integer, nullable=False),
    Column("open_key", LargeBinary, nullable=True),
    Column("salt", LargeBinary, nullable=True),
    Column("memory_kib", Integer, nullable=True),
    Column("iterations", Integer, nullable=True),
    Column("lanes", Integer, nullable=True),
    Column("key_by_passphrase", LargeBinary, nullable=True),
    Column("key_by_recovery", LargeBinary, nullable=True),
    **dialect.STRICT,
)

sealing_key = Table(
    "sealing_key",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("wrapped_key", LargeBinary, nullable=False),
    **dialect.STRICT,
)
