"""Shows a page of the guide: Markdown in the type of the window, with pictures that fit its width.

It reads files of the guide only; nothing is fetched, whatever a page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextBrowser

from drentsportal.ui.fonts import font
from drentsportal.ui.guide.page_text import GUIDE_FOLDER, PICTURE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent, QTextBlock, QTextFragment

    from drentsportal.ui.theme import Theme

_BODY_PX: Final = 14
_HEADING_PX: Final = {1: 22, 2: 16, 3: 14}
_MARGINS: Final = {0: (0, 10), 1: (0, 12), 2: (18, 6), 3: (12, 4)}
"""Above and below a block, by the level of its heading; 0 is text."""

_LINE_PERCENT: Final = 140
_PAGE_MARGIN: Final = 24
_IMAGE: Final = QTextDocument.ResourceType.ImageResource.value
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class GuideBrowser(QTextBrowser):
    """One page; what a click on a link means is told by ``anchorClicked``."""

    def __init__(self, theme: Theme, resources_dir: Path) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("guide_text")
        self._theme = theme
        self._pictures = resources_dir / GUIDE_FOLDER / PICTURE_FOLDER
        self._read: dict[str, QImage] = {}
        """The pictures of the page that is shown: a window that is made wider asks for them at every step."""

        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(_PAGE_MARGIN)
        self.document().setDefaultFont(font(_BODY_PX))

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._read.clear()
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.document().setIndentWidth(22)
        for block in self._blocks():
            self._style(block)
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a picture of the guide; anything else is nothing."""
        image = self._picture(QUrl(name).fileName()) if kind == _IMAGE else QImage()
        return None if image.isNull() else image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep pictures within the width."""
        super().resizeEvent(event)
        self._fit_pictures()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _style(self, block: QTextBlock) -> None:
        """Give a block the type and the room of its kind."""
        level = min(block.blockFormat().headingLevel(), 3)
        above, below = _MARGINS[level]
        in_list = block.textList() is not None
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(4 if in_list else below)
        fragments = _fragments(block)
        # Room between lines of words; under a picture it would be a gap as high as half of it.
        is_picture = any(each.charFormat().isImageFormat() for each in fragments)
        form.setLineHeight(100 if is_picture else _LINE_PERCENT, _PROPORTIONAL)
        QTextCursor(block).mergeBlockFormat(form)
        for fragment in fragments:
            if not fragment.charFormat().isImageFormat():
                self._set_type(fragment, level)

    def _set_type(self, fragment: QTextFragment, level: int) -> None:
        """Write a fragment in Inter; its weight needs the axis, which Markdown does not set."""
        old = fragment.charFormat()
        is_strong = level > 0 or old.fontWeight() > QFont.Weight.Normal.value
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        form = QTextCharFormat(old)
        # Markdown makes headings larger by steps of the body, which would win from the size below.
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
        form.setFont(font(_HEADING_PX.get(level, _BODY_PX), weight))
        form.setForeground(self._theme.colour("accent" if old.isAnchor() else "text"))
        form.setFontUnderline(old.isAnchor())
        self._at(fragment).setCharFormat(form)

    def _fit_pictures(self) -> None:
        room = self.viewport().width() - 2 * _PAGE_MARGIN
        for block in self._blocks():
            for fragment in _fragments(block):
                if fragment.charFormat().isImageFormat():
                    self._fit(fragment, room)

    def _fit(self, fragment: QTextFragment, room: int) -> None:
        form = QTextImageFormat(fragment.charFormat().toImageFormat())
        image = self._picture(QUrl(form.name()).fileName())
        if image.isNull() or room <= 0:
            return
        width = min(image.width(), room)
        if form.width() == width:
            return
        form.setWidth(width)
        form.setHeight(image.height() * width / image.width())
        # As the screen shows it: scaled while it is drawn, the words in it would be ragged.
        scale = self.devicePixelRatioF()
        drawn = image.scaledToWidth(round(width * scale), Qt.TransformationMode.SmoothTransformation)
        drawn.setDevicePixelRatio(scale)
        self.document().addResource(_IMAGE, QUrl(form.name()), drawn)
        self._at(fragment).setCharFormat(form)

    def _picture(self, name: str) -> QImage:
        """Read a picture of the guide once for as long as its page is shown."""
        if name not in self._read:
            path = self._pictures / name
            self._read[name] = QImage(str(path)) if path.is_file() else QImage()
        return self._read[name]

    def _at(self, fragment: QTextFragment) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found = []
    each = block.begin()
    while not each.atEnd():
        found.append(each.fragment())
        each += 1
    return found
