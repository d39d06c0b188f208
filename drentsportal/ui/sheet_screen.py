"""The map on paper: kept as PDF or picture, or printed; the sheet is made while the window goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import ReportError
from drentsportal.mapview.sheet import SHEET_MM, sheet_name
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from drentsportal.ui.portal import Portal

_PDF: Final = ".pdf"
_PNG: Final = ".png"
_DPI: Final = 240
_MM_PER_INCH: Final = 25.4


class SheetScreen(QObject):
    """Answers the two actions that put the map on paper."""

    def __init__(self, portal: Portal) -> None:
        """Follow a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._then: Callable[[bytes], None] | None = None
        self._dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None
        portal.map.sheets.made.connect(self._on_made)
        portal.map.sheets.failed.connect(self._on_failed)

    def keep(self) -> None:
        """Ask where to, and write the map there as PDF or as picture, by the ending of the name."""
        if not self._may_leave("picture_map"):
            return
        path = self._ask_path()
        if path is not None:
            self._make(partial(self._write, path))

    def print_out(self) -> None:
        """Make the sheet and ask which printer."""
        if self._may_leave("print_map"):
            self._make(self._ask_printer)

    def _may_leave(self, action_id: str) -> bool:
        """Refuse where no map is seen; the cases marked on it are internal and on no sheet."""
        portal, title = self._portal, self._say(f"ui.action.{action_id}")
        if portal.window.mode == "cases":
            tell(portal.window, title, self._say("ui.print.cases"))
        elif not portal.map.isVisible():
            tell(portal.window, title, self._say("ui.print.no_map"))
        else:
            return not portal.map.sheets.is_busy
        return False

    def _ask_path(self) -> Path | None:
        portal, say = self._portal, self._say
        case = portal.session.case
        name = sheet_name(portal.services.language, self._today(), case.number if case else "")
        kinds = f"{say('ui.sheet.pdf')};;{say('ui.sheet.png')}"
        folder = portal.documents.folder
        # The folder of the case, or the nearest above it while nothing was made there.
        nearest = next((each for each in (folder, *folder.parents) if each.is_dir()), Path())
        proposed = str(nearest / f"{name}{_PDF}")
        asked, kind = QFileDialog.getSaveFileName(
            portal.window, say("ui.action.picture_map"), proposed, kinds
        )
        if not asked:
            return None
        path = Path(asked)
        if path.suffix.casefold() in {_PDF, _PNG}:
            return path
        return Path(f"{asked}{_PNG if kind == say('ui.sheet.png') else _PDF}")

    def _today(self) -> date:
        return self._portal.services.clock.now_utc().astimezone(DUTCH_TIME).date()

    def _make(self, then: Callable[[bytes], None]) -> None:
        self._then = then
        self._portal.window.status.tell(self._say("ui.sheet.busy"))
        note = self._portal.window.centre.note
        self._portal.map.sheets.make(self._portal.services.language, note, self._today())

    def _on_made(self, content: bytes) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(content)

    def _on_failed(self) -> None:
        self._then = None
        self._portal.window.status.tell("")
        self._portal.runner.failed.emit(ReportError("error.sheet.failed"))

    def _write(self, path: Path, content: bytes) -> None:
        def work(_: object) -> None:
            is_picture = path.suffix.casefold() == _PNG
            write_finished(path, png_of(sheet_picture(content)) if is_picture else content, "map_sheet")

        kept = self._say("ui.sheet.kept", file_name=path.name)
        self._portal.runner.run(
            ServiceCall("ui.sheet.busy", work, lambda _: self._portal.window.status.tell(kept), self._refuse)
        )

    def _refuse(self, error: BaseException) -> None:
        self._portal.window.status.tell("")
        self._portal.runner.failed.emit(error)

    # -- paper ----------------------------------------------------------------------------------------

    def _ask_printer(self, content: bytes) -> None:
        """Open the dialog of the system beside the window; what is chosen there is printed."""
        # Printing is seldom: a start goes without it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - see above

        self._portal.window.status.tell("")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._say("ui.map.page.title"))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._portal.window)
        dialog.setObjectName("print_dialog")
        dialog.setWindowTitle(self._say("ui.action.print_map"))
        dialog.accepted.connect(lambda *_: self._send(content))
        dialog.finished.connect(dialog.deleteLater)
        # The dialog does not own its printer, which must outlive it.
        self._dialog, self._printer = dialog, printer
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _send(self, content: bytes) -> None:
        printer = self._printer
        if printer is None:
            return

        def printed(picture: QImage) -> None:
            painter = QPainter()
            if painter.begin(printer):
                room = QRectF(painter.viewport())
                size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
                painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
                painter.end()
                self._dialog = self._printer = None
                self._portal.window.status.tell(self._say("ui.sheet.printed"))
            else:
                self._on_failed()

        self._portal.runner.run(
            ServiceCall("ui.sheet.busy", lambda _: sheet_picture(content), printed, self._refuse)
        )


def sheet_picture(content: bytes) -> QImage:
    """Turn the page of a PDF into a picture of 240 points to the inch; may run in any thread."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - a start goes without it

    size = QSize(*(round(each / _MM_PER_INCH * _DPI) for each in SHEET_MM))
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    drawn = document.render(0, size)
    document.close()
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, drawn)
    painter.end()
    picture.setDotsPerMeterX(round(_DPI / _MM_PER_INCH * 1000))
    picture.setDotsPerMeterY(round(_DPI / _MM_PER_INCH * 1000))
    return picture


def png_of(picture: QImage) -> bytes:
    """Give the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the name of the form is text, not bytes
    return bytes(buffer.data().data())
