"""A bidbook of the sites that the list shows: looked at first, made on the worker, gone on with at will."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.services.bidbook import BidbookOrder, IncompleteBidbookError, StoppedBidbookError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.preview_screen import PreviewTask
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.services.bidbook import Bidbook, Bidbooks
    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import DocumentStyle
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.preview_screen import PreviewScreen
    from drentsportal.ui.session import Session

_FIRST: Final = "first"
_WHOLE: Final = "whole"
"""What a preview shows: title page and first sheet at once, or all that is written."""


class _Looked:
    """A bidbook of sites that is looked at and then made; ``order`` is that of what was shown last.

    ``stopped`` says how far it was when somebody stopped it.
    """

    def __init__(self, bidbooks: Bidbooks, site_ids: tuple[str, ...]) -> None:
        """Keep what makes it."""
        self._bidbooks, self._site_ids = bidbooks, site_ids
        self.order = BidbookOrder(site_ids, Path())
        self.stopped: StoppedBidbookError | None = None

    def make(self, folder: Path, progress: CallProgress, style: DocumentStyle, form: str) -> Draft:
        """Make what is looked at."""
        order = BidbookOrder(self._site_ids, folder, style=style)
        return self._bidbooks.draft(order, folder, progress, shown_count=1 if form == _FIRST else 0)

    def keep(self, draft: Draft, folder: Path, progress: CallProgress, style: DocumentStyle) -> Bidbook:
        """Make all of it as of the moment of what was shown: the same bytes."""
        self.order = BidbookOrder(self._site_ids, folder, style=style, made_at_utc=draft.made_at_utc)
        self.stopped = None
        try:
            return self._bidbooks.make(self.order, progress)
        except StoppedBidbookError as stopped:
            self.stopped = stopped
            raise


class BidbookScreen(Screen):
    """Shows a bidbook first, makes it, and tells what lies there.

    Signal: ``made(bidbook)`` after it was made, also where some of its sheets failed.
    """

    made = Signal(object)

    def __init__(
        self, window: QWidget, session: Session, previews: PreviewScreen, runner: ServiceRunner, out_dir: Path
    ) -> None:
        """Keep the parts; a bidbook goes into a folder under ``out_dir`` unless another is chosen."""
        super().__init__(window, session, runner)
        self._previews = previews
        self._out_dir = out_dir

    def ask(self, site_ids: Sequence[str]) -> None:
        """Look at the bidbook of sites, in their order; from there it is made."""
        if not site_ids:
            return
        ids = tuple(site_ids)
        looked = _Looked(self._services.bidbooks, ids)

        def failed(error: BaseException) -> bool:
            if isinstance(error, IncompleteBidbookError):
                self._on_failed(looked.order, error)
                return True
            return False

        self._previews.look(
            PreviewTask(
                looked.make,
                looked.keep,
                lambda bidbook: self._tell(looked.order, bidbook),
                failed,
                forms=(_FIRST, _WHOLE),
                notes={_FIRST: "ui.preview.bidbook_first"},
                counts={_FIRST: len(ids) + 1},
                writing={"progress.bidbook.sheets": "ui.bidbook.writing"},
                stopped=lambda: self._stopped(looked),
                folder=self._out_dir / self._folder_name(len(ids)),
            )
        )

    def _stopped(self, looked: _Looked) -> str:
        """Say what of a bidbook that somebody stopped lies where, and how it goes on."""
        made_count = 0 if looked.stopped is None else looked.stopped.made_count
        if looked.stopped is None or not made_count:
            return self._say("ui.bidbook.stopped_before")
        counts = {"made_count": made_count, "site_count": looked.stopped.site_count}
        return self._say("ui.bidbook.stopped", **counts, folder=str(looked.order.out_dir))

    def _folder_name(self, site_count: int) -> str:
        """Name a folder of today: what lies in that of another day is of then, and would be taken away.

        It counts what was chosen: of a sheet that fails now the next run makes good in the same folder.
        """
        today = self._services.clock.now_utc().astimezone(DUTCH_TIME).date()
        return self._say("ui.bidbook.folder", on=today.isoformat(), site_count=site_count)

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
        delete_when_closed(box, self._runner)
        box.open()
