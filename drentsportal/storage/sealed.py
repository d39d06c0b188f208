"""Sealed values: authenticated encryption, bound to the table, column and row that they stand in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import insert, select

from drentsportal.errors import NotFoundError, StorageError
from drentsportal.storage import schema
from drentsportal.storage.dialect import fetch_raw

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

HeldCiphers: TypeAlias = dict[str, tuple[bytes, AESGCM]]
"""Keys that are ready to open with, by scope, each with the wrapped key from which it was made."""

KEY_BYTES: Final = 32
_KEY_PLACE: Final = "sealing_key|wrapped_key|"
_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_SEALED_FROM: Final = len(_FORMAT) + _NONCE_BYTES

SEAL_BYTES: Final = len(_FORMAT) + _NONCE_BYTES + _TAG_BYTES
"""By so much a sealed value is longer than what it says."""


def seal(key: bytes, content: bytes, place: str) -> bytes:
    """Seal ``content`` for one ``place`` (``table|column|row``): format byte, nonce, ciphertext with tag."""
    return _closed(AESGCM(key), content, place)


def _closed(cipher: AESGCM, content: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, content, place.encode())


def unseal(key: bytes, value: bytes, place: str) -> bytes:
    """Open what ``seal`` made for the same place.

    Raises ``StorageError`` when the key or the place is another one, or a byte was changed.
    """
    try:
        return _opened(AESGCM(key), value, place)
    except ValueError as error:
        raise StorageError("error.storage.seal_broken", place=place) from error


def _opened(cipher: AESGCM, value: bytes, place: str) -> bytes:
    if value[:1] != _FORMAT:
        raise StorageError("error.storage.seal_unknown", place=place)
    try:
        return cipher.decrypt(value[1:_SEALED_FROM], value[_SEALED_FROM:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise StorageError("error.storage.seal_broken", place=place) from error


def new_key() -> bytes:
    """Return a random key."""
    return os.urandom(KEY_BYTES)


def case_scope(number: str) -> str:
    """Return the scope of the key of one case."""
    return f"case:{number}"


def bundle_scope(bundle_id: object) -> str:
    """Return the scope of the key of one bundle of extracts, or what all of them begin with for ""."""
    return f"bundle:{bundle_id}"


def company_scope(key: str) -> str:
    """Return the scope of the key of one company."""
    return f"company:{key}"


def party_scope(kind: str, party_id: str) -> str:
    """Return the scope of what was said with a relation: a company's own, or that of all others."""
    return company_scope(party_id) if kind == "company" else schema.CONTACTS_SCOPE


class Sealer:
    """Seals and opens values with the keys kept in one database, one key per scope.

    It lives as long as one transaction, so that a key that was destroyed meanwhile is never used again.
    """

    def __init__(self, connection: Connection, workspace_key: bytes, held: HeldCiphers | None = None) -> None:
        """Use the keys behind ``connection``, which are wrapped by ``workspace_key``.

        ``held`` are those that an earlier transaction made ready, by scope; each counts only while its row
        is there, wrapped as it was then.
        """
        self._held: HeldCiphers = {} if held is None else held
        self._connection = connection
        self._workspace_key = workspace_key
        self._workspace_cipher: AESGCM | None = None
        # Ready to open with: making one anew for each value takes longer than opening the value.
        self._ciphers: dict[str, AESGCM] = {}
        self._wrapped_keys: dict[str, bytes] = {}

    def make_key(self, scope: str) -> None:
        """Make the key of a new scope."""
        key = new_key()
        wrapped = seal(self._workspace_key, key, _key_place(scope))
        self._connection.execute(insert(schema.sealing_key).values(scope=scope, wrapped_key=wrapped))
        self._ciphers[scope] = AESGCM(key)

    def has_key(self, scope: str) -> bool:
        """Whether the scope has a key."""
        return scope in self._ciphers or self._wrapped(scope) is not None

    def load(self, scope: str) -> None:
        """Hold the key of a scope, so that it still opens values after its row is replaced."""
        self._cipher(scope)

    def load_many(self, prefix: str) -> None:
        """Read the wrapped keys of all scopes that begin so, in one select; each is opened when used."""
        table = schema.sealing_key
        # One past the last text with the prefix: the index on the scope serves a range, and no pattern.
        statement = select(table.c.scope, table.c.wrapped_key).where(
            table.c.scope >= prefix, table.c.scope < prefix[:-1] + chr(ord(prefix[-1]) + 1)
        )
        self._wrapped_keys |= dict(fetch_raw(self._connection, statement))

    def load_scopes(self, scopes: Collection[str]) -> None:
        """Read the wrapped keys of these scopes in one select."""
        table = schema.sealing_key
        statement = select(table.c.scope, table.c.wrapped_key).where(table.c.scope.in_(list(scopes)))
        self._wrapped_keys |= dict(fetch_raw(self._connection, statement))

    def seal(self, scope: str, place: str, content: bytes) -> bytes:
        """Seal bytes under the key of ``scope``."""
        return _closed(self._cipher(scope), content, place)

    def unseal(self, scope: str, place: str, value: bytes) -> bytes:
        """Open bytes that were sealed under the key of ``scope``."""
        cipher = self._ciphers.get(scope) or self._cipher(scope)
        try:
            # As ``_opened`` does, without a call more: ten thousand values are opened one after the other.
            if value.startswith(_FORMAT):
                return cipher.decrypt(value[1:_SEALED_FROM], value[_SEALED_FROM:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise StorageError("error.storage.seal_broken", place=place) from error
        raise StorageError("error.storage.seal_unknown", place=place)

    def seal_text(self, scope: str, place: str, text: str) -> bytes:
        """Seal text under the key of ``scope``."""
        return self.seal(scope, place, text.encode())

    def unseal_text(self, scope: str, place: str, value: bytes) -> str:
        """Open text that was sealed under the key of ``scope``."""
        return self.unseal(scope, place, value).decode()

    def _cipher(self, scope: str) -> AESGCM:
        cipher = self._ciphers.get(scope)
        if cipher is None:
            wrapped = self._wrapped_keys.get(scope) or self._wrapped(scope)
            if wrapped is None:
                raise NotFoundError("error.storage.key_destroyed", scope=scope)
            held = self._held.get(scope)
            if held is None or held[0] != wrapped:
                held = self._held[scope] = wrapped, AESGCM(self._unwrapped(scope, wrapped))
            cipher = self._ciphers[scope] = held[1]
        return cipher

    def _unwrapped(self, scope: str, wrapped: bytes) -> bytes:
        at = f"{_KEY_PLACE}{scope}"
        if self._workspace_cipher is None:
            try:
                self._workspace_cipher = AESGCM(self._workspace_key)
            except ValueError as error:
                raise StorageError("error.storage.seal_broken", place=at) from error
        return _opened(self._workspace_cipher, wrapped, at)

    def _wrapped(self, scope: str) -> bytes | None:
        table = schema.sealing_key
        statement = select(table.c.wrapped_key).where(table.c.scope == scope)
        return self._connection.execute(statement).scalar_one_or_none()


def place(table: str, column: str, row: object) -> str:
    """Return the place that a sealed value is bound to."""
    return f"{table}|{column}|{row}"


def _key_place(scope: str) -> str:
    return f"{_KEY_PLACE}{scope}"
