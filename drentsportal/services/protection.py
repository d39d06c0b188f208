"""Protecting a workspace: a passphrase, and the recovery key for who forgets it, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import NewProtection, Workspace

SHORTEST: Final = 12
"""The fewest characters of a passphrase; our own choice: a few words are easily that long."""


class Protection:
    """The passphrase of a workspace.

    Whoever loses both passphrase and recovery key has lost what is sealed: there is no third way in.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Keep the workspace."""
        self._workspace = workspace

    @property
    def is_on(self) -> bool:
        """Whether the workspace has a passphrase."""
        return self._workspace.is_protected

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is asked again before anything is opened."""
        return self._workspace.is_locked

    def lock(self) -> None:
        """Put the key away until ``unlock``; a workspace without a passphrase stays open."""
        self._workspace.lock()

    def unlock(self, passphrase: str | None, recovery_key: str | None = None) -> None:
        """Open the workspace again. Raises ``WorkspaceLockedError`` when neither key fits."""
        self._workspace.unlock(passphrase, recovery_key)

    def check(self, passphrase: str, repeated: str) -> None:
        """Raise ``InputError`` when a new passphrase is too short, or was not typed twice the same."""
        if len(passphrase.strip()) < SHORTEST:
            raise InputError("error.protection.too_short", field="passphrase", shortest=SHORTEST)
        if passphrase != repeated:
            raise InputError("error.protection.not_repeated", field="passphrase")

    def protect(self, passphrase: str, repeated: str) -> NewProtection:
        """Protect the workspace, or change its passphrase; the recovery key of before opens nothing more.

        The new recovery key is in the answer and nowhere else: show it at once. Raises ``InputError`` as
        ``check``, and ``StorageError`` when another process has the workspace open.
        """
        self.check(passphrase, repeated)
        return self._workspace.set_passphrase(passphrase)
