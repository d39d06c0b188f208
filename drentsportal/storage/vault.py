"""The workspace key: how it is kept, under a passphrase and a recovery key or, unprotected, as it is."""

from __future__ import annotations

import base64
import os
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import delete, insert, select

from drentsportal.errors import StorageError, WorkspaceLockedError
from drentsportal.storage import schema, sealed

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_SALT_BYTES: Final = 16
_MEMORY_KIB: Final = 64 * 1024
_ITERATIONS: Final = 3
_LANES: Final = 4
_RECOVERY_BYTES: Final = 20
_GROUP_LENGTH: Final = 4
_ROW: Final = 1
# Base32 has no 0, 1 and 8; whoever types one means the letter that looks like it.
_MISREAD: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class OpenedVault:
    """The workspace key, once opened."""

    workspace_key: bytes
    is_protected: bool


@dataclass(frozen=True, slots=True)
class NewVault:
    """A vault that was just made; ``recovery_key`` is shown once and kept nowhere."""

    workspace_key: bytes
    recovery_key: str | None


def make_vault(connection: Connection, passphrase: str | None) -> NewVault:
    """Make a new workspace key and keep it, replacing the one before.

    Without a passphrase the key lies open in the file: sealing then protects nothing, and the workspace
    says so. Values that were sealed before must be sealed again by the caller.
    """
    key = sealed.new_key()
    connection.execute(delete(schema.vault))
    if passphrase is None:
        connection.execute(insert(schema.vault).values(id=_ROW, is_protected=0, open_key=key))
        return NewVault(key, None)
    salt, recovery = os.urandom(_SALT_BYTES), os.urandom(_RECOVERY_BYTES)
    by_passphrase = _derive(passphrase, salt, _MEMORY_KIB, _ITERATIONS, _LANES)
    connection.execute(
        insert(schema.vault).values(
            id=_ROW,
            is_protected=1,
            salt=salt,
            memory_kib=_MEMORY_KIB,
            iterations=_ITERATIONS,
            lanes=_LANES,
            key_by_passphrase=sealed.seal(by_passphrase, key, _place("key_by_passphrase")),
            key_by_recovery=sealed.seal(_expand(recovery, salt), key, _place("key_by_recovery")),
        )
    )
    return NewVault(key, _as_groups(recovery))


def open_vault(
    connection: Connection, passphrase: str | None, recovery_key: str | None = None
) -> OpenedVault:
    """Open the vault of a workspace.

    Raises ``WorkspaceLockedError`` when the workspace is protected and neither opens it.
    """
    row = connection.execute(select(schema.vault)).one_or_none()
    if row is None:
        raise StorageError("error.storage.no_vault")
    if not row.is_protected:
        return OpenedVault(row.open_key, is_protected=False)
    if recovery_key is not None:
        return _open_by_recovery(row, recovery_key)
    if passphrase is None:
        raise WorkspaceLockedError("error.storage.passphrase_needed", field="passphrase")
    derived = _derive(passphrase, row.salt, row.memory_kib, row.iterations, row.lanes)
    return OpenedVault(
        _unwrap(row, derived, "key_by_passphrase", "error.storage.passphrase_wrong"), is_protected=True
    )


def _open_by_recovery(row: Row[tuple[object, ...]], recovery_key: str) -> OpenedVault:
    text = "".join(recovery_key.split()).replace("-", "").upper().translate(_MISREAD)
    try:
        secret = base64.b32decode(text)
    except ValueError as error:
        raise WorkspaceLockedError("error.storage.recovery_wrong", field="recovery_key") from error
    derived = _expand(secret, row.salt)
    return OpenedVault(
        _unwrap(row, derived, "key_by_recovery", "error.storage.recovery_wrong"), is_protected=True
    )


def _unwrap(row: Row[tuple[object, ...]], derived: bytes, column: str, message_id: str) -> bytes:
    field = "recovery_key" if column == "key_by_recovery" else "passphrase"
    try:
        return sealed.unseal(derived, row._mapping[column], _place(column))  # noqa: SLF001 - public, the underscore keeps it apart from column names
    except StorageError as error:
        raise WorkspaceLockedError(message_id, field=field) from error


def _derive(passphrase: str, salt: bytes, memory_kib: int, iterations: int, lanes: int) -> bytes:
    argon = Argon2id(
        salt=salt,
        length=sealed.KEY_BYTES,
        iterations=iterations,
        lanes=lanes,
        memory_cost=memory_kib,
    )
    # One spelling of an accented letter, whichever keyboard it was typed on.
    return argon.derive(unicodedata.normalize("NFC", passphrase).encode())


def _expand(secret: bytes, salt: bytes) -> bytes:
    # The recovery key is random over 160 bits, so it needs no slow derivation.
    expand = HKDF(algorithm=SHA256(), length=sealed.KEY_BYTES, salt=salt, info=b"recovery")
    return expand.derive(secret)


def _as_groups(secret: bytes) -> str:
    text = base64.b32encode(secret).decode()
    groups = (text[at : at + _GROUP_LENGTH] for at in range(0, len(text), _GROUP_LENGTH))
    return "-".join(groups)


def _place(column: str) -> str:
    return sealed.place("vault", column, _ROW)
