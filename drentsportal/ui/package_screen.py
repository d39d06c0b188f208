"""The information package in the window: what happens between its dialog and the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.domain.package.parts import PackageRound, path_item
from drentsportal.services.information_package import added_files
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import confirm
from drentsportal.ui.dialogs.package_dialog import PackageDialog
from drentsportal.ui.preview_screen import PreviewTask
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.domain.package.parts import PackagePart
    from drentsportal.errors import InputError
    from drentsportal.services.drafts import Draft
    from drentsportal.services.package_own_files import KeptFile
    from drentsportal.services.package_planning import PackageDraft, PackagePlan, PackageWishes
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal

_Added = tuple["tuple[KeptFile, ...]", "tuple[Message, ...]", "tuple[InputError, ...]"]


class PackageScreen(Screen):
    """Opens the dialog of a case, plans, adds files and makes, on the worker.

    Signal: ``made(number)`` after a package was written and recorded.
    """

    made = Signal(str)

    def __init__(self, portal: Portal, out_dir: Path) -> None:
        """Keep the parts; every case gets a folder of its own under ``out_dir``."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._theme = portal.theme
        self._out_dir = out_dir
        self.dialog: PackageDialog | None = None

    def open_current(self) -> None:
        """Open the package of the case that is open."""
        case = self._session.case
        if case is not None:
            self.open(case.number)

    def open(self, number: str, package_round: PackageRound = PackageRound.FIRST) -> None:
        """Open a package of a case."""
        dialog = PackageDialog(self._window, self._theme, self._services.language, number)
        dialog.round.setCurrentIndex(dialog.round.findData(package_round.value))
        self.dialog = dialog
        dialog.plan_asked.connect(lambda wishes: self._plan(dialog, wishes))
        dialog.files_added.connect(lambda part, paths: self._add(dialog, part, paths))
        dialog.file_removed.connect(lambda file: self._remove(dialog, file))
        dialog.part_set_aside.connect(lambda part, reason: self._set_aside(dialog, part, reason))
        dialog.part_reopened.connect(lambda part: self._reopen(dialog, part))
        dialog.preview_asked.connect(lambda wishes, style: self._preview(dialog, wishes, style))
        dialog.make_asked.connect(lambda wishes, style: self._make(dialog, wishes, style))
        self._runner.progressed.connect(dialog.show_progress)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._offer_styles(dialog)
        self._plan(dialog, dialog.wishes)

    def _offer_styles(self, dialog: PackageDialog) -> None:
        """Read the names of the house styles, which are files, on the worker."""
        settings = self._services.settings
        usual = settings.document_style

        def read(_: object) -> tuple[tuple[str, str], ...]:
            return DocumentStyles().theme_choices(self._services.language)

        def done(themes: Sequence[tuple[str, str]]) -> None:
            dialog.offer_styles(themes, usual)

        self._runner.run(
            ServiceCall("ui.busy.package", read, done, lambda error: dialog.end(faults=(error,)))
        )

    def _plan(self, dialog: PackageDialog, wishes: PackageWishes) -> None:
        packages = self._services.packages

        def done(plan: PackagePlan) -> None:
            # Ticks may have gone on since: only the answer to what is chosen now is shown.
            if plan.wishes == dialog.wishes:
                dialog.show_plan(plan)

        self._run(dialog, lambda: packages.plan(dialog.number, wishes), done)

    def _add(self, dialog: PackageDialog, part: PackagePart, paths: Sequence[Path]) -> None:
        packages, number = self._services.packages, dialog.number

        def done(found: _Added) -> None:
            _, left_out, refused = found
            dialog.end_files(left_out, refused)
            self._plan(dialog, dialog.wishes)

        call = ServiceCall(
            "ui.busy.package",
            lambda _: added_files(packages, number, [(part, each) for each in paths]),
            done,
            lambda error: dialog.end(faults=(error,)),
            lambda: dialog.end(self._say("ui.package.stopped")),
        )
        dialog.begin(self._runner.run(call))

    def _remove(self, dialog: PackageDialog, file: KeptFile) -> None:
        """Take a file out of the case once somebody said so: it is gone then."""
        title, text = self._say("ui.package.remove_title"), self._say("ui.package.remove_ask", name=file.name)
        if not confirm(dialog, self._services.language, title, text):
            return
        packages, number = self._services.packages, dialog.number
        self._change(
            dialog,
            lambda: packages.remove_file(number, file.id),
            self._say("ui.package.removed", name=file.name),
        )

    def _set_aside(self, dialog: PackageDialog, part: PackagePart, reason: str) -> None:
        path, number = self._services.establishment, dialog.number
        self._change(dialog, lambda: path.set_aside(number, path_item(part), reason))

    def _reopen(self, dialog: PackageDialog, part: PackagePart) -> None:
        path, number = self._services.establishment, dialog.number
        self._change(dialog, lambda: path.reopen(number, path_item(part)))

    def _change(self, dialog: PackageDialog, work: Callable[[], object], told: str = "") -> None:
        """Change something of the case, then show what the package holds now."""
        number = dialog.number

        def done(_: object) -> None:
            dialog.end(told)
            self._plan(dialog, dialog.wishes)
            self._portal.cases.read_again(number)

        call = ServiceCall(
            "ui.busy.package", lambda _: work(), done, lambda error: dialog.end(faults=(error,))
        )
        dialog.begin(self._runner.run(call))

    def _preview(self, dialog: PackageDialog, wishes: PackageWishes, style: DocumentStyle) -> None:
        """Show the pages; who keeps them has the PDF that was seen and its ZIP, recorded and ticked off."""
        packages, number = self._services.packages, dialog.number
        shown: dict[Path, PackageDraft] = {}

        def make(folder: Path, progress: CallProgress, chosen: DocumentStyle, _: str) -> Draft:
            made = packages.draft(number, wishes, folder, progress, chosen)
            shown.clear()
            shown[made.draft.documents[0].path] = made
            return made.draft

        def keep(draft: Draft, folder: Path, _: CallProgress, __: DocumentStyle) -> object:
            return packages.keep(shown[draft.documents[0].path], folder)

        self._portal.previews.look(
            PreviewTask(
                make,
                keep,
                lambda documents: self._on_made(dialog, documents),
                style=style,
                folder=self._out_dir / number,
                parent=dialog,
            )
        )

    def _on_made(self, dialog: PackageDialog, documents: Sequence[MadeDocument]) -> None:
        dialog.end_made([each.path for each in documents])
        self._portal.cases.load()
        self._portal.cases.read_again(dialog.number)
        self.made.emit(dialog.number)

    def _make(self, dialog: PackageDialog, wishes: PackageWishes, style: DocumentStyle) -> None:
        packages, number, folder = self._services.packages, dialog.number, self._out_dir / dialog.number

        call = ServiceCall(
            "ui.busy.package",
            lambda told: packages.make(number, wishes, folder, told, style),
            lambda documents: self._on_made(dialog, documents),
            lambda error: dialog.end(faults=(error,)),
            lambda: dialog.end(self._say("ui.package.stopped")),
        )
        dialog.begin(self._runner.run(call))

    def _run(self, dialog: PackageDialog, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.run(
            ServiceCall("ui.busy.package", lambda _: work(), done, lambda error: dialog.end(faults=(error,)))
        )
