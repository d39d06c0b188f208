"""Photographs and documents of sites: open, since they are public; what is removed stays in the history.

In force at a version is what a step added that stands then, and no step that stands then removed. So undoing
a step needs no further write, and old versions keep their answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, RowMapping, insert, select

from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError, NotFoundError
from drentsportal.storage import schema
from drentsportal.storage.reference_records import next_id
from drentsportal.storage.spans import stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from drentsportal.domain.entry.editing import NewAttachment, SiteEdit

LARGEST_BYTES: Final = 25_000_000
"""Size of the largest attachment; a workspace must stay a file that can be copied and sent."""


@dataclass(frozen=True, slots=True)
class KnownAttachments:
    """The attachments in force, and the content that each id ever stood for."""

    in_force: frozenset[str]
    sha256_by_id: Mapping[str, str]


def check_attachments(edit: SiteEdit, known: KnownAttachments) -> None:
    """Raise ``NotFoundError`` for an attachment that is not there.

    Raises ``InputError`` for one that is too large, is not what it says it is, or bears the id of another.
    """
    for attachment_id in edit.removed_attachment_ids:
        if attachment_id not in known.in_force:
            raise NotFoundError("error.storage.no_site_attachment", attachment_id=attachment_id)
    seen = set(known.in_force)
    for new in edit.added_attachments:
        _check_content(new)
        attachment = new.attachment
        stood_for = known.sha256_by_id.get(attachment.id, attachment.sha256)
        if attachment.id in seen or stood_for != attachment.sha256:
            raise InputError("error.storage.site_attachment_exists", attachment_id=attachment.id)
        seen.add(attachment.id)


def known_attachments(connection: Connection, edit: SiteEdit, version: int) -> KnownAttachments:
    """Return what is stored of the attachments that an edit names."""
    ids = {*edit.removed_attachment_ids, *(each.attachment.id for each in edit.added_attachments)}
    table = schema.site_attachment
    named = table.c.attachment_id.in_(sorted(ids))
    statement = select(table.c.attachment_id, table.c.sha256).where(named)
    return KnownAttachments(
        frozenset(row["attachment_id"] for row in rows_in_force(connection, named, version)),
        {row.attachment_id: row.sha256 for row in connection.execute(statement)},
    )


def change_attachments(connection: Connection, edit: SiteEdit, version: int) -> None:
    """Add and remove the attachments of an edit that was checked, as of ``version``."""
    if edit.removed_attachment_ids:
        table = schema.site_attachment
        named = table.c.attachment_id.in_(edit.removed_attachment_ids)
        # The version itself adds nothing yet, so what is in force now is what was before.
        remove_rows(connection, [row["id"] for row in rows_in_force(connection, named, version)], version)
    for row_id, new in enumerate(edit.added_attachments, start=next_id(connection, schema.site_attachment)):
        _add_content(connection, new)
        connection.execute(
            insert(schema.site_attachment).values(id=row_id, from_version=version, **_columns(new.attachment))
        )


def remove_rows(connection: Connection, row_ids: Iterable[int], version: int) -> None:
    """Take attachments away as of ``version``."""
    rows = [{"row_id": row_id, "from_version": version} for row_id in row_ids]
    if rows:
        connection.execute(insert(schema.site_attachment_removal), rows)


def attachments(connection: Connection, site_id: str, version: int) -> tuple[SiteAttachment, ...]:
    """Return the attachments of a site at ``version``, in the order they were added."""
    named = schema.site_attachment.c.site_id == site_id
    found: dict[str, SiteAttachment] = {}
    for row in rows_in_force(connection, named, version):
        # Removed and added again, and then the removal undone: it is still one attachment.
        found.setdefault(row["attachment_id"], _attachment(row))
    return tuple(found.values())


def rows_in_force(connection: Connection, named: ColumnElement[bool], version: int) -> list[RowMapping]:
    """Return the rows of the attachments that meet a condition, in force at ``version``, oldest first."""
    table, step, removal = schema.site_attachment, schema.data_step, schema.site_attachment_removal
    removed = (
        select(removal.c.row_id).join(step, step.c.version == removal.c.from_version).where(stands(version))
    )
    statement = (
        select(table)
        .join(step, step.c.version == table.c.from_version)
        .where(named, stands(version), table.c.id.not_in(removed))
        .order_by(table.c.id)
    )
    return list(connection.execute(statement).mappings())


def attachment_content(connection: Connection, attachment_id: str) -> bytes:
    """Return the content of an attachment of any version. Raises ``NotFoundError``."""
    table, kept = schema.site_attachment, schema.site_attachment_content
    statement = (
        select(kept.c.content)
        .join(table, table.c.sha256 == kept.c.sha256)
        .where(table.c.attachment_id == attachment_id)
        .limit(1)
    )
    content: bytes | None = connection.execute(statement).scalar_one_or_none()
    if content is None:
        raise NotFoundError("error.storage.no_site_attachment", attachment_id=attachment_id)
    return content


def _check_content(new: NewAttachment) -> None:
    attachment, size_bytes = new.attachment, len(new.content)
    if size_bytes > LARGEST_BYTES:
        raise InputError(
            "error.storage.attachment_too_large",
            title=attachment.title,
            megabytes=LARGEST_BYTES // 1_000_000,
        )
    sha256 = hashlib.sha256(new.content).hexdigest()
    if (attachment.size_bytes, attachment.sha256) != (size_bytes, sha256):
        raise InputError("error.storage.attachment_differs", title=attachment.title)


def _add_content(connection: Connection, new: NewAttachment) -> None:
    table, sha256 = schema.site_attachment_content, new.attachment.sha256
    if connection.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first() is None:
        connection.execute(insert(table).values(sha256=sha256, content=new.content))


def _columns(attachment: SiteAttachment) -> dict[str, object]:
    return {
        "attachment_id": attachment.id,
        "site_id": attachment.site_id,
        "kind": attachment.kind.value,
        "title": attachment.title,
        "media_type": attachment.media_type,
        "size_bytes": attachment.size_bytes,
        "sha256": attachment.sha256,
        "credit": attachment.credit,
        "licence": attachment.licence,
        "source": attachment.source,
        "as_of": attachment.as_of.iso,
    }


def _attachment(row: RowMapping) -> SiteAttachment:
    return SiteAttachment(
        id=row["attachment_id"],
        site_id=row["site_id"],
        kind=SiteAttachmentKind(row["kind"]),
        title=row["title"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=row["sha256"],
        credit=row["credit"],
        licence=row["licence"],
        source=row["source"],
        as_of=PartialDate.parse(row["as_of"]),
    )
