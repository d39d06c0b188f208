"""The attachments of a site: a place to drop files, and each photograph and document with what it may say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, column, label, restyle, row
from drentsportal.ui.widgets.sharp_lines import inner_line

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage

    from drentsportal.language import Language
    from drentsportal.ui.models.site_kept import SiteKept
    from drentsportal.ui.theme import Theme

_THUMBNAIL: Final = QSize(96, 72)
_ICON: Final = 28
_ACTS: Final = (("open", "look"), ("save", "export"), ("remove", "remove"))


class DropZone(QFrame):
    """Takes files from the file manager. Signal: ``dropped(paths)``."""

    dropped = Signal(object)

    def __init__(self, text: str) -> None:
        """Say what may be dropped."""
        super().__init__()
        self.setObjectName("drop_zone")
        self.setAcceptDrops(True)
        self.body = column(label(text, "secondary", wrap=True), spacing=8)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.setLayout(self.body)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that the files may be let go here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files; what is no file of this computer is left out."""
        self._set_over(over=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)

    def _set_over(self, *, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        restyle(self)


class AttachmentsPage(QWidget):
    """Photographs and documents of one site.

    Signals: ``files_dropped(paths)``, ``files_asked()`` for the button, ``open_asked(attachment)``,
    ``save_asked(attachment)``, ``remove_asked(attachment)``.
    """

    files_dropped = Signal(object)
    files_asked = Signal()
    open_asked = Signal(object)
    save_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, theme: Theme, language: Language, kept: SiteKept) -> None:
        """Lay out what there is."""
        super().__init__()
        self._theme = theme
        self._language = language
        say = language.text
        self.zone = DropZone(say("ui.attachments.drop"))
        self.zone.dropped.connect(self.files_dropped)
        add = button(say("ui.attachments.add_button"), "", icon("add", theme), name="add_attachment")
        add.clicked.connect(self.files_asked)
        self.zone.body.addLayout(row(add, None))
        body = column(self.zone, label(say("ui.attachments.privacy"), "caption", wrap=True), margin=16)
        body.setSpacing(12)
        if not kept.attachments:
            body.addWidget(label(say("ui.attachments.none"), "secondary", wrap=True))
        for attachment in kept.attachments:
            body.addWidget(self._card(attachment, kept.previews.get(attachment.id)))
        body.addStretch(1)
        self.setLayout(body)

    def _card(self, attachment: SiteAttachment, image: QImage | None) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        title = label(attachment.title, "strong", wrap=True)
        texts = column(title, label(self._about(attachment), "caption", wrap=True), spacing=2)
        tools = row(spacing=2)
        for name, shape in _ACTS:
            tools.addWidget(self._tool(name, shape, attachment))
        tools.addStretch(1)
        texts.addLayout(tools)
        inner = row(self._picture(attachment, image), spacing=12)
        inner.addLayout(texts, 1)
        inner.setContentsMargins(10, 10, 10, 8)
        made.setLayout(inner)
        return made

    def _picture(self, attachment: SiteAttachment, image: QImage | None) -> QLabel:
        made = QLabel()
        made.setFixedSize(_THUMBNAIL)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setAccessibleName(attachment.title)
        if image is None:
            made.setPixmap(icon("document", self._theme).pixmap(_ICON, _ICON))
        else:
            made.setPixmap(self._framed(fitted(image, _THUMBNAIL, self.devicePixelRatioF())))
        return made

    def _framed(self, shown: QPixmap) -> QPixmap:
        """Draw a thin frame, without which a nearly white photograph is a blank."""
        painter = QPainter(shown)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1))
        painter.drawRect(inner_line(QRect(QPoint(0, 0), _THUMBNAIL)))
        painter.end()
        return shown

    def _tool(self, name: str, shape: str, attachment: SiteAttachment) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "plain")
        made.setObjectName(f"{name}_{attachment.id}")
        made.setIcon(icon(shape, self._theme))
        text = self._language.text(f"ui.attachments.{name}_one", title=attachment.title)
        made.setAccessibleName(text)
        made.setToolTip(text)
        signal = {"open": self.open_asked, "save": self.save_asked, "remove": self.remove_asked}[name]
        made.clicked.connect(lambda: signal.emit(attachment))
        return made

    def _about(self, attachment: SiteAttachment) -> str:
        say = self._language.text
        is_photograph = attachment.kind is SiteAttachmentKind.PHOTOGRAPH
        parts = (
            say("ui.attachments.shows" if is_photograph else "ui.attachments.dated", as_of=attachment.as_of),
            say("ui.attachments.by", credit=attachment.credit or say("word.unknown")),
            attachment.licence or say("ui.attachments.licence_unknown"),
            say("ui.attachments.size", kilobytes=max(1, round(attachment.size_bytes / 1000))),
        )
        return " · ".join(parts)


def fitted(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Scale a picture so that it fills a frame, cut at its middle, sharp on a screen of any scale."""
    room = size * ratio
    scaled = image.scaled(
        room, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - room.width()) // 2, (scaled.height() - room.height()) // 2
    made = QPixmap.fromImage(scaled.copy(left, top, room.width(), room.height()))
    made.setDevicePixelRatio(ratio)
    return made
