"""A bidbook of the sites that the list shows: made on the worker, stopped and gone on with at will."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from drentsportal.services.bidbook import BidbookOrder, IncompleteBidbookError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.services.bidbook import Bidbook
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session


class BidbookScreen(Screen):
    """Asks where a bidbook goes, makes it, and tells what lies there.

    Signal: ``made(bidbook)`` after it was made, also where some of its sheets failed.
    """

    made = Signal(object)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, out_dir: Path) -> None:
        """Keep the parts; ``out_dir`` is where the person is asked to choose a folder first."""
        super().__init__(window, session, runner)
        self._out_dir = out_dir

    def ask(self, site_ids: Sequence[str]) -> None:
        """Ask for the folder and make the bidbook of sites, in their order."""
        if not site_ids:
            return
        title = self._say("ui.bidbook.choose_folder")
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._out_dir))
        if chosen:
            self.make(BidbookOrder(tuple(site_ids), Path(chosen)))

    def make(self, order: BidbookOrder) -> None:
        """Make it; the status bar shows how far it is and stops it."""
        self._runner.run(
            ServiceCall(
                "ui.busy.bidbook",
                lambda progress: self._services.bidbooks.make(order, progress),
                lambda bidbook: self._tell(order, bidbook),
                lambda error: self._on_failed(order, error),
            )
        )

    def _on_failed(self, order: BidbookOrder, error: BaseException) -> None:
        if isinstance(error, IncompleteBidbookError):
            self._tell(order, error.bidbook, self._say(error))
        else:
            self._runner.failed.emit(error)

    def _tell(self, order: BidbookOrder, bidbook: Bidbook, fault: str = "") -> None:
        self.made.emit(bidbook)
        anew = "" if bidbook.anew is None else self._say(bidbook.anew)
        new_count = len(bidbook.sheets) - bidbook.kept_count
        counts = {"new_count": new_count, "kept_count": bidbook.kept_count}
        told = self._say("cli.bidbook.made", **counts, folder=str(order.out_dir))
        box = QMessageBox(self._window)
        box.setObjectName("bidbook_made")
        box.setIcon(QMessageBox.Icon.Warning if fault else QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self._say("ui.bidbook.title"))
        box.setText("\n\n".join(filter(None, (fault, anew, told))))
        show = box.addButton(self._say("ui.documents.open_folder"), QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton(self._say("ui.close"), QMessageBox.ButtonRole.AcceptRole))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(order.out_dir))))
        box.open()
