"""Drafts as sealed files in the user's folder, each under the key of the workspace it belongs to.

They are no part of the workspace file: nobody else sees half a sentence, and no kept copy has one. Their
names come from that key and not from the path of the file: a workspace that is moved or renamed keeps them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import StorageError
from drentsportal.services.ports.form_drafts import FormDraft
from drentsportal.storage.sealed import seal, unseal
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

_ENDING: Final = ".draft"
_HELD_S: Final = 8
"""So long after its last sign of life a window counts as open: several turns of what keeps its forms."""

_NAME_SIGNS: Final = 20
_NAMED_BY: Final = b"drafts of a workspace"


@dataclass(slots=True)
class _Shelf:
    """What the windows of this process on one workspace have in common."""

    folder: Path
    key_of: Callable[[], bytes]
    prefix: str
    """What the names of the drafts of this workspace begin with; known under the lock too."""

    holders: set[str] = field(default_factory=set)


class SealedDrafts:
    """``FormDraftStore``: one file per draft, replaced as a whole: a cut leaves this one or the last."""

    def __init__(self, folder: Path, key_of: Callable[[], bytes], shelf: _Shelf | None = None) -> None:
        """Keep where they lie; ``key_of`` gives the key of the workspace, or raises while it is locked."""
        self._shelf = shelf or _Shelf(folder, key_of, _prefix(key_of()))
        # Two windows on one workspace may have the same form open, each with words of its own.
        self._holder = secrets.token_hex(4)
        self._shelf.holders.add(self._holder)

    def of_window(self) -> SealedDrafts:
        """Return the store for one more window of this process."""
        return SealedDrafts(self._shelf.folder, self._shelf.key_of, self._shelf)

    def seal_anew(self, key_before: bytes) -> None:
        """Seal what lies under the key of before under the one of now, for every window of this process.

        One that cannot be kept is lost as by a crash.
        """
        left = list(self._free("*", is_mine=self._shelf.holders))
        self._shelf.prefix = _prefix(self._shelf.key_of())
        for each in left:
            draft = _read(each, key_before)
            if draft is not None:
                with suppress(StorageError):
                    self._keep(draft, _holder_of(each))
            with suppress(OSError):
                each.unlink()

    def all(self) -> tuple[FormDraft, ...]:
        """Return what this workspace's key opens and no other window holds, oldest first."""
        return tuple(sorted(self._newest("*").values(), key=lambda each: each.kept_at_utc))

    def find(self, key: str) -> FormDraft | None:
        """Return one draft that no other window holds."""
        return self._newest(_short(key)).get(key)

    def keep(self, draft: FormDraft) -> None:
        """Write a draft, on disk before this returns. Raises ``StorageError``."""
        self._keep(draft, self._holder)

    def _keep(self, draft: FormDraft, holder: str) -> None:
        path = self._path(draft.key, holder)
        told = {**asdict(draft), "kept_at_utc": draft.kept_at_utc.isoformat()}
        sealed = seal(self._shelf.key_of(), json.dumps(told, ensure_ascii=False).encode(), path.name)
        try:
            write_whole(path, sealed)
        except OSError as error:
            raise StorageError("error.storage.draft_not_kept", path=str(path)) from error

    def hold(self, key: str) -> None:
        """Give a sign of life for a draft of this window."""
        with suppress(OSError):
            os.utime(self._path(key, self._holder))

    def drop(self, key: str) -> None:
        """Destroy one draft; what another window holds of the same form stays its own."""
        for each in self._free(_short(key)):
            with suppress(OSError):
                each.unlink()

    def drop_of(self, subject: str) -> None:
        """Destroy the drafts of one case or site, those that a window of this process holds as well."""
        key = self._shelf.key_of()
        for each in self._free("*", is_mine=self._shelf.holders):
            draft = _read(each, key)
            if draft is not None and draft.subject == subject:
                with suppress(OSError):
                    each.unlink()

    def _path(self, key: str, holder: str) -> Path:
        return self._shelf.folder / f"{self._shelf.prefix}-{_short(key)}-{holder}{_ENDING}"

    def _free(self, named: str, is_mine: Collection[str] = ()) -> Iterator[Path]:
        """Give the files of forms that no other window holds; those of ``is_mine`` are no others."""
        mine = is_mine or {self._holder}
        for each in self._shelf.folder.glob(f"{self._shelf.prefix}-{named}-*{_ENDING}"):
            with suppress(OSError):
                if _holder_of(each) in mine or time.time() - each.stat().st_mtime > _HELD_S:
                    yield each

    def _newest(self, named: str) -> dict[str, FormDraft]:
        """Return what was left, by form; of several windows that were torn away the newest counts."""
        workspace_key = self._shelf.key_of()
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


def _holder_of(path: Path) -> str:
    return path.stem.rpartition("-")[2]


def _prefix(workspace_key: bytes) -> str:
    """Name a workspace by what nothing but its key gives, and what tells nothing of that."""
    return hmac.digest(workspace_key, _NAMED_BY, "sha256").hex()[:_NAME_SIGNS]
