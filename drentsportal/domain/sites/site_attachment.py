"""Photographs and documents that belong to a site: public, with who made them and under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.values import PartialDate


class SiteAttachmentKind(StrEnum):
    """What an attachment of a site is."""

    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SiteAttachment:
    """One photograph or document; its content is read apart.

    A photograph is stored scaled and without the metadata that tells where, with what and by whom it was
    made. ``credit`` names the maker as the licence asks; ``as_of`` is the day that it shows or holds for.
    """

    id: str
    site_id: str
    kind: SiteAttachmentKind
    title: str
    media_type: str
    size_bytes: int
    sha256: str
    credit: str
    licence: str
    source: str
    as_of: PartialDate
