"""Drafts as sealed files in the user's folder, each under the key of the workspace it belongs to.

They are no part of the workspace file: nobody else sees half a sentence, and no kept copy has one.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import StorageError
from drentsportal.services.ports.form_drafts import FormDraft
from drentsportal.storage.sealed import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ENDING: Final = ".draft"
_NAME_SIGNS: Final = 20


class SealedDrafts:
    """``FormDraftStore``: one file per draft, replaced as a whole: a cut leaves this one or the last."""

    def __init__(self, folder: Path, workspace_path: Path, key_of: Callable[[], bytes]) -> None:
        """Keep where they lie; ``key_of`` gives the key of the workspace, or raises while it is locked."""
        self._folder = folder
        self._prefix = _short(str(workspace_path.absolute()))
        self._key_of = key_of

    def all(self) -> tuple[FormDraft, ...]:
        """Return every draft that this workspace's key opens, oldest first."""
        key = self._key_of()
        found = (_read(each, key) for each in self._folder.glob(f"{self._prefix}-*{_ENDING}"))
        return tuple(sorted((each for each in found if each is not None), key=lambda each: each.kept_at_utc))

    def find(self, key: str) -> FormDraft | None:
        """Return one draft."""
        return _read(self._path(key), self._key_of())

    def keep(self, draft: FormDraft) -> None:
        """Write a draft, on disk before this returns. Raises ``StorageError``."""
        path = self._path(draft.key)
        told = {**asdict(draft), "kept_at_utc": draft.kept_at_utc.isoformat()}
        sealed = seal(self._key_of(), json.dumps(told, ensure_ascii=False).encode(), path.name)
        aside = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError as error:
            raise StorageError("error.storage.draft_not_kept", path=str(path)) from error

    def drop(self, key: str) -> None:
        """Destroy one draft."""
        with suppress(OSError):
            self._path(key).unlink()

    def drop_of(self, subject: str) -> None:
        """Destroy the drafts of one case or site."""
        for each in self.all():
            if each.subject == subject:
                self.drop(each.key)

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._prefix}-{_short(key)}{_ENDING}"


def _read(path: Path, key: bytes) -> FormDraft | None:
    try:
        content: dict[str, Any] = json.loads(unseal(key, path.read_bytes(), path.name))
        moment = datetime.fromisoformat(content.pop("kept_at_utc"))
        return FormDraft(kept_at_utc=moment, **content)
    except (OSError, StorageError, ValueError, TypeError, KeyError):
        # Of another key, or damaged: nothing that a person could go on with.
        return None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_NAME_SIGNS]
