"""What a card shows of a site beside its values: who decided what, and photographs small enough to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.services.site_decisions import SiteDecisions, decisions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site

PREVIEW_PX: Final = QSize(960, 640)
"""As large as a photograph is shown in a card on a screen of 200 %."""


@dataclass(frozen=True, slots=True)
class SiteKept:
    """Decisions and attachments of a site; ``previews`` by the id of the photograph."""

    decisions: SiteDecisions = field(default_factory=SiteDecisions)
    attachments: tuple[SiteAttachment, ...] = ()
    previews: Mapping[str, QImage] = field(default_factory=dict)

    @property
    def first_preview(self) -> QImage | None:
        """The first photograph that could be read."""
        return next(iter(self.previews.values()), None)

    @property
    def first_title(self) -> str:
        """The title of the first photograph that could be read, "" without one."""
        first = next(iter(self.previews), None)
        return next((each.title for each in self.attachments if each.id == first), "")


def read_kept(services: AppServices, site: Site) -> SiteKept:
    """Read decisions and attachments of a site; for a worker, since photographs are decoded."""
    attachments = services.attachments.of(site.id)
    previews: dict[str, QImage] = {}
    for each in attachments:
        if each.kind is SiteAttachmentKind.PHOTOGRAPH:
            image = preview(services.attachments.content(each.id))
            if not image.isNull():
                previews[each.id] = image
    return SiteKept(decisions_of(services.catalogue, site), attachments, previews)


def preview(content: bytes) -> QImage:
    """Decode a photograph at the size of a preview; a null image where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and (size.width() > PREVIEW_PX.width() or size.height() > PREVIEW_PX.height()):
        reader.setScaledSize(size.scaled(PREVIEW_PX, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
