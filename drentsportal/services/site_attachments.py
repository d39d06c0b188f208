"""Photographs and documents of a site: added, listed, shown and taken away; each step can be undone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.entry.editing import NewAttachment, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError
from drentsportal.services.document_checks import is_what_it_says, makers_of
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.edit_history import EditHistory
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.sources import PhotographPreparer
    from drentsportal.services.ports.workspace import Workspace

PHOTOGRAPH_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
"""Endings of files that are taken as photographs; what is in them decides whether they are."""

DOCUMENT_MEDIA_TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".dxf": "image/vnd.dxf",
}
"""Documents that may be attached to a site, by their ending."""

LARGEST_BYTES: Final = 25_000_000
"""The largest document that is kept in a workspace, so that it can still be mailed."""


@dataclass(frozen=True, slots=True)
class AttachmentDetails:
    """What a person says of a file: its title, who made it, and under which licence it may be shown."""

    title: str
    credit: str = ""
    licence: str = ""


class SiteAttachments:
    """Keeps what may be shown of a site beside its values."""

    def __init__(
        self,
        workspace: Workspace,
        history: EditHistory,
        preparer: PhotographPreparer,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep where sites are, what carries edits out and what prepares photographs."""
        self._catalogue = workspace.catalogue
        self._history = history
        self._preparer = preparer
        self._clock = clock
        self._actors = actors

    def of(self, site_id: str) -> tuple[SiteAttachment, ...]:
        """Return the photographs and documents of a site, without content."""
        return self._catalogue.attachments(site_id)

    def content(self, attachment_id: str) -> bytes:
        """Return the content of one; raises ``NotFoundError``."""
        return self._catalogue.attachment_content(attachment_id)

    def makers_of(self, path: Path) -> tuple[str, ...]:
        """Return the persons that a document names as its makers, to be asked about before it is added.

        A photograph names none once it is added, and a file that cannot be read is told of by ``add``.
        """
        suffix = path.suffix.lower()
        try:
            if suffix not in DOCUMENT_MEDIA_TYPES or path.stat().st_size > LARGEST_BYTES:
                return ()
            return makers_of(suffix, path.read_bytes())
        except OSError:
            return ()

    def add(self, site_id: str, path: Path, details: AttachmentDetails) -> SiteAttachment:
        """Attach a photograph or a document, by the ending of its name.

        A photograph is scaled and stripped of what it tells about place, camera and maker. Raises
        ``DataSourceError`` when the file cannot be read or is not what its name says, ``InputError`` when
        nobody gave a title, ``NotFoundError`` for an unknown site.
        """
        site = self._catalogue.site(site_id)
        if not details.title.strip():
            raise InputError("error.attachment.no_title", field="title")
        if path.suffix.lower() in PHOTOGRAPH_SUFFIXES:
            new = self._photograph(site_id, path, details)
        else:
            new = self._document(site_id, path, details)
        self._history.carry_out(
            SiteEdit(
                message("edit.attached", site=site.name, title=new.attachment.title),
                new.attachment.source,
                added_attachments=(new,),
            )
        )
        return new.attachment

    def remove(self, site_id: str, attachment_id: str) -> int:
        """Take an attachment away; undo brings it back. Raises ``NotFoundError``."""
        site = self._catalogue.site(site_id)
        title = next((each.title for each in self.of(site_id) if each.id == attachment_id), "")
        return self._history.carry_out(
            SiteEdit(
                message("edit.detached", site=site.name, title=title),
                self._source(),
                removed_attachment_ids=(attachment_id,),
            )
        )

    def _photograph(self, site_id: str, path: Path, details: AttachmentDetails) -> NewAttachment:
        prepared = self._preparer.prepare(path)
        return self._new(
            site_id,
            SiteAttachmentKind.PHOTOGRAPH,
            details,
            (prepared.content, prepared.media_type),
            prepared.taken_on,
        )

    def _document(self, site_id: str, path: Path, details: AttachmentDetails) -> NewAttachment:
        suffix = path.suffix.lower()
        if suffix not in DOCUMENT_MEDIA_TYPES:
            accepted = (*PHOTOGRAPH_SUFFIXES, *DOCUMENT_MEDIA_TYPES)
            raise DataSourceError("error.attachment.kind", file=path.name, accepted=accepted)
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise DataSourceError(
                    "error.attachment.too_large", file=path.name, megabytes=LARGEST_BYTES // 1_000_000
                )
            content = path.read_bytes()
        except OSError as error:
            raise DataSourceError(
                "error.attachment.unreadable",
                file=path.name,
                reason=message(f"file_reason.{system_reason(error)}", number=error.errno or 0),
            ) from error
        if not is_what_it_says(suffix, content):
            raise DataSourceError("error.attachment.other_content", file=path.name)
        return self._new(
            site_id, SiteAttachmentKind.DOCUMENT, details, (content, DOCUMENT_MEDIA_TYPES[suffix]), None
        )

    def _new(
        self,
        site_id: str,
        kind: SiteAttachmentKind,
        details: AttachmentDetails,
        content: tuple[bytes, str],
        shows: PartialDate | None,
    ) -> NewAttachment:
        data, media_type = content
        sha256 = hashlib.sha256(data).hexdigest()
        version = self._catalogue.data_version()
        today = self._clock.now_utc().astimezone(DUTCH_TIME).date()
        return NewAttachment(
            SiteAttachment(
                id=f"{site_id}-{version + 1}-{sha256[:12]}",
                site_id=site_id,
                kind=kind,
                title=details.title.strip(),
                media_type=media_type,
                size_bytes=len(data),
                sha256=sha256,
                credit=details.credit.strip(),
                licence=details.licence.strip(),
                source=self._source(),
                as_of=shows or PartialDate.of(today),
            ),
            data,
        )

    def _source(self) -> str:
        actor = self._actors.current()
        return actor.organisation or actor.name
