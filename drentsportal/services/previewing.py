"""Lets documents be looked at first: made in a folder that goes, and kept only when somebody keeps them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.errors import ReportError
from drentsportal.services.factsheets import record_draft
from drentsportal.services.ports.documents import AdviceForm
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.services.advising import Advising
    from drentsportal.services.drafts import Draft
    from drentsportal.services.factsheets import Factsheets, SheetWish
    from drentsportal.services.ports.desk import ActorSource, Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.workspace import Workspace


class Previewing:
    """Makes drafts, and keeps exactly the bytes that were looked at."""

    def __init__(
        self, workspace: Workspace, factsheets: Factsheets, advising: Advising, actors: ActorSource
    ) -> None:
        """Keep what makes documents and where they are recorded."""
        self._workspace = workspace
        self._factsheets = factsheets
        self._advising = advising
        self._actors = actors

    def factsheets(self, site_ids: Sequence[str], folder: Path, progress: Progress, wish: SheetWish) -> Draft:
        """Make factsheets to look at; errors as ``Factsheets.make``, but failures are told in the draft."""
        return self._factsheets.draft(site_ids, folder, progress, wish)

    def advice(
        self,
        case_number: str,
        folder: Path,
        progress: Progress,
        style: DocumentStyle | None = None,
        form: AdviceForm = AdviceForm.FULL,
    ) -> Draft:
        """Make an advice with its letter and factsheets to look at; errors as ``Advising.make``."""
        return self._advising.draft(case_number, folder, progress, style, form)

    def keep(self, draft: Draft, out_dir: Path) -> tuple[MadeDocument, ...]:
        """Write what was looked at to a folder; as ``keep_draft``."""
        return keep_draft(self._workspace, draft, out_dir, self._actors)


def keep_draft(
    workspace: Workspace, draft: Draft, out_dir: Path, actors: ActorSource
) -> tuple[MadeDocument, ...]:
    """Write what was looked at to a folder, record it in its case and log that it left.

    Raises ``ReportError`` when a file cannot be written or is no longer what was shown; then nothing of
    it stays, and nothing is recorded.
    """
    kept: list[MadeDocument] = []
    try:
        groups = tuple(tuple(_copied(each, out_dir, kept) for each in group) for group in draft.groups)
    except BaseException:
        for each in kept:
            each.path.unlink(missing_ok=True)
        raise
    moved = replace(draft, groups=groups)
    record_draft(workspace, moved, actors)
    return moved.documents


def _copied(made: MadeDocument, out_dir: Path, kept: list[MadeDocument]) -> MadeDocument:
    """Write beside and rename, so that a file has its name only when it is complete."""
    path = out_dir / made.path.name
    try:
        content = made.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != made.sha256:
            raise ReportError("error.preview.changed", file_name=made.path.name)
        write_whole(path, content)
    except OSError as error:
        raise ReportError("error.preview.not_kept", path=str(path)) from error
    copied = replace(made, path=path)
    kept.append(copied)
    return copied
