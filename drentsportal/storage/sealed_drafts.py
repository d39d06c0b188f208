"""Drafts as sealed files in the user's folder, each under the key of the workspace it belongs to.

They are no part of the workspace file: nobody else sees half a sentence, and no kept copy has one.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import StorageError
from drentsportal.services.ports.form_drafts import FormDraft
from drentsportal.storage.sealed import seal, unseal
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ENDING: Final = ".draft"
_HELD_S: Final = 8
"""So long after its last sign of life a window counts as open: several turns of what keeps its forms."""

_NAME_SIGNS: Final = 20


class SealedDrafts:
    """``FormDraftStore``: one file per draft, replaced as a whole: a cut leaves this one or the last."""

    def __init__(self, folder: Path, workspace_path: Path, key_of: Callable[[], bytes]) -> None:
        """Keep where they lie; ``key_of`` gives the key of the workspace, or raises while it is locked."""
        self._folder = folder
        self._prefix = _short(str(workspace_path.absolute()))
        self._key_of = key_of
        # Two windows on one workspace may have the same form open, each with words of its own.
        self._holder = secrets.token_hex(4)

    def all(self) -> tuple[FormDraft, ...]:
        """Return what this workspace's key opens and no other window holds, oldest first."""
        return tuple(sorted(self._newest("*").values(), key=lambda each: each.kept_at_utc))

    def find(self, key: str) -> FormDraft | None:
        """Return one draft that no other window holds."""
        return self._newest(_short(key)).get(key)

    def keep(self, draft: FormDraft) -> None:
        """Write a draft, on disk before this returns. Raises ``StorageError``."""
        path = self._path(draft.key)
        told = {**asdict(draft), "kept_at_utc": draft.kept_at_utc.isoformat()}
        sealed = seal(self._key_of(), json.dumps(told, ensure_ascii=False).encode(), path.name)
        try:
            write_whole(path, sealed)
        except OSError as error:
            raise StorageError("error.storage.draft_not_kept", path=str(path)) from error

    def hold(self, key: str) -> None:
        """Give a sign of life for a draft of this window."""
        with suppress(OSError):
            os.utime(self._path(key))

    def drop(self, key: str) -> None:
        """Destroy one draft; what another window holds of the same form stays its own."""
        for each in self._free(_short(key)):
            with suppress(OSError):
                each.unlink()

    def drop_of(self, subject: str) -> None:
        """Destroy the drafts of one case or site."""
        for each in self.all():
            if each.subject == subject:
                self.drop(each.key)

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._prefix}-{_short(key)}-{self._holder}{_ENDING}"

    def _free(self, named: str) -> Iterator[Path]:
        """Give the files of forms that no other window holds."""
        for each in self._folder.glob(f"{self._prefix}-{named}-*{_ENDING}"):
            with suppress(OSError):
                if each.stem.endswith(self._holder) or time.time() - each.stat().st_mtime > _HELD_S:
                    yield each

    def _newest(self, named: str) -> dict[str, FormDraft]:
        """Return what was left, by form; of several windows that were torn away the newest counts."""
        workspace_key = self._key_of()
        found: dict[str, FormDraft] = {}
        for each in self._free(named):
            draft = _read(each, workspace_key)
            if draft is None:
                continue
            known = found.get(draft.key)
            if known is None or known.kept_at_utc < draft.kept_at_utc:
                found[draft.key] = draft
        return found


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
