"""Exporting sites: which ones, in which form, where to; progress, and what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QSizePolicy, QWidget

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import DrentsPortalError
from drentsportal.services.ports.exports import ALL_KINDS, SUFFIXES, ExportFormat
from drentsportal.services.site_export import ExportRequest
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.elided_combo import ElidedCombo
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.publication_fields import PublicationFields
from drentsportal.ui.widgets.work_state import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.language import Language
    from drentsportal.services.ports.exports import MadeExport
    from drentsportal.ui.dialogs.import_calls import Cancellable
    from drentsportal.ui.theme import Theme

_FIXED_KIND: Final = {ExportFormat.IBIS: SiteKind.PARK, ExportFormat.DXF: SiteKind.PLOT}
_HEIGHT_PX: Final = 320
_ZIPPED: Final = frozenset({ExportFormat.OPEN_DATA})
"""Folders for which the window writes an archive, since a person sends it on as one file."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Some sites that can be exported: ``what`` is ``all``, ``list`` or ``site``.

    ``site_ids`` ``None`` means all; ``name`` is that of a single site.
    """

    what: str
    site_ids: tuple[str, ...] | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ExportReply:
    """What the dialog does with the outcome of a call; exactly one of them is called, on its thread."""

    done: Callable[[MadeExport], None]
    failed: Callable[[BaseException], None]
    cancelled: Callable[[], None]


class ExportCall(Protocol):
    """Starts an export off the window's thread."""

    def __call__(self, request: ExportRequest, reply: ExportReply) -> Cancellable:
        """Start, and answer through ``reply`` later."""
        ...


class ExportDialog(QDialog):
    """One export from choice to the file that was written."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        language: Language,
        choices: Sequence[ExportChoice],
        start: ExportCall,
        choose_target: Callable[[ExportFormat], Path | None] | None = None,
    ) -> None:
        """Build the dialog; ``choose_target`` asks where to write, by default with the system's dialog."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._start = start
        self._choose = choose_target or self._ask_for_target
        self._work: Cancellable | None = None
        self._written: Path | None = None
        self.setWindowTitle(self._say("ui.export.title"))
        self.setModal(True)
        self.resize(640, _HEIGHT_PX)
        self._build(choices)
        self._on_form()

    def offer_sources(self, sources: Sequence[str]) -> None:
        """Show the sources of which a person can say that they may be published."""
        self.publication.offer_sources(sources)

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show how far the work is; ``what`` is a message id."""
        if self._work is None:
            return
        self._state.show_progress(done, total, what)

    def reject(self) -> None:
        """Stop the work that is under way; without any, close."""
        if self._work is not None:
            self._work.cancel()
            return
        super().reject()

    @property
    def form(self) -> ExportFormat:
        """The form that is chosen."""
        return ExportFormat(self.form_box.currentData())

    # -- building -------------------------------------------------------------------------------------

    def _build(self, choices: Sequence[ExportChoice]) -> None:
        self._choices = tuple(choices)
        self.what_box = self._combo("what", [(each.what, self._choice_text(each)) for each in choices])
        forms = [(form.value, self._say(f"ui.export.{form.value}")) for form in ExportFormat]
        self.form_box = self._combo("form", forms)
        self.form_box.currentIndexChanged.connect(self._on_form)
        self.what_box.currentIndexChanged.connect(lambda _: self._forget())
        self._for_whom = label("", "small", wrap=True)
        self.kind_boxes = {
            kind: CheckBox(self._theme, self._say(f"export.layer.{kind.value}")) for kind in SiteKind
        }
        for kind, box in self.kind_boxes.items():
            box.setObjectName(f"kind_{kind.value}")
            box.toggled.connect(lambda _: self._forget())
        self.publication = PublicationFields(self._theme, self._language)
        self.publication.changed.connect(self._forget)
        self._missing = label("", "small", wrap=True)
        self._state = WorkState(self._language, "ui.busy.export")
        self.close_button = button(self._say("ui.cancel"), name="cancel")
        self.close_button.clicked.connect(self.reject)
        self.folder_button = button(self._say("ui.export.open_folder"), name="open_folder")
        self.folder_button.clicked.connect(self._on_open_folder)
        self.write_button = button(self._say("ui.export.write"), "main", name="write")
        self.write_button.clicked.connect(self._on_write)
        body = column(spacing=6, margin=16)
        for caption, widget in (("ui.export.what", self.what_box), ("ui.export.form", self.form_box)):
            text = label(self._say(caption), "small")
            text.setBuddy(widget)
            body.addWidget(text)
            body.addWidget(widget)
        body.addWidget(self._for_whom)
        body.addSpacing(4)
        body.addLayout(row(*self.kind_boxes.values(), None, spacing=16))
        body.addWidget(self.publication)
        body.addWidget(self._missing)
        body.addStretch(1)
        for each in (self._state.busy, self._state.problem, self._state.told):
            body.addWidget(each)
        body.addLayout(row(None, self.folder_button, self.close_button, self.write_button))
        self.setLayout(body)

    def _combo(self, name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        # The name of a site stands in it, which may be longer than any window.
        made = ElidedCombo()
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setObjectName(name)
        made.setAccessibleName(self._say(f"ui.export.{name}"))
        for key, text in entries:
            made.addItem(text, key)
        return made

    def _choice_text(self, choice: ExportChoice) -> str:
        count = len(choice.site_ids or ())
        return self._say(f"ui.export.what.{choice.what}", count=count, name=choice.name)

    # -- steps ----------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Take back what was said of an export, since something else is chosen now."""
        self._written = None
        self._state.tell("", "")
        self._refresh()

    def _on_form(self, _: int = 0) -> None:
        form = self.form
        self._for_whom.setText(self._say(f"ui.export.for.{form.value}"))
        only = _FIXED_KIND.get(form)
        for kind, box in self.kind_boxes.items():
            box.setChecked(kind is only if only else form in ALL_KINDS or kind is SiteKind.PARK)
            box.setEnabled(only is None)
        self.publication.setVisible(form is ExportFormat.OPEN_DATA)
        self._forget()
        self.resize(self.width(), max(_HEIGHT_PX, self.sizeHint().height()))

    def _on_write(self) -> None:
        self._state.tell("", "")
        form = self.form
        path = self._choose(form)
        if path is None:
            return
        chosen = self._choices[self.what_box.currentIndex()]
        request = ExportRequest(
            form,
            path,
            kinds=tuple(kind for kind, box in self.kind_boxes.items() if box.isChecked()),
            site_ids=chosen.site_ids,
            # The dialog that asked for the name has asked about an older file as well.
            replace=True,
            publication=self.publication.value() if form is ExportFormat.OPEN_DATA else None,
        )
        self._state.begin()
        reply = ExportReply(self._on_done, self._on_failed, self._on_cancelled)
        self._work = self._start(request, reply)
        self._refresh()

    def _on_done(self, made: MadeExport) -> None:
        self._work = None
        self._written = made.document.path
        lines = [self._say("ui.export.written", path=str(made.document.path), count=made.site_count)]
        lines += [self._say(note) for note in made.notes]
        self._state.tell("\n".join(lines), "")
        self._refresh()

    def _on_failed(self, error: BaseException) -> None:
        self._work = None
        what = error if isinstance(error, DrentsPortalError) else "ui.export.unexpected"
        self._state.tell("", self._say(what))
        self._refresh()

    def _on_cancelled(self) -> None:
        self._work = None
        self._state.tell(self._say("ui.export.cancelled"), "")
        self._refresh()

    def _on_open_folder(self) -> None:
        if self._written is not None:
            folder = self._written if self._written.is_dir() else self._written.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # -- state ----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        busy = self._work is not None
        self._state.busy.setVisible(busy)
        for widget in (self.what_box, self.form_box, self.publication):
            widget.setEnabled(not busy)
        only = _FIXED_KIND.get(self.form)
        for box in self.kind_boxes.values():
            box.setEnabled(not busy and only is None)
        any_kind = any(box.isChecked() for box in self.kind_boxes.values())
        missing = self.publication.missing() if self.form is ExportFormat.OPEN_DATA else ()
        self._missing.setVisible(bool(missing) and not busy)
        self._missing.setText(self._say("ui.export.still_missing", what=missing) if missing else "")
        self.write_button.setEnabled(not busy and any_kind and not missing)
        self.write_button.setAccessibleDescription(self._missing.text())
        self.folder_button.setVisible(self._written is not None and not busy)
        is_done = self._written is not None and not busy
        self.close_button.setText(self._say("ui.import.close" if is_done else "ui.cancel"))

    def _ask_for_target(self, form: ExportFormat) -> Path | None:
        suffixes = [each for each in SUFFIXES[form] if each]
        name = self._say(f"ui.export.{form.value}")
        if "" in SUFFIXES[form] and form not in _ZIPPED:
            return self._ask_for_folder()
        filters = ";;".join(f"{name} (*{suffix})" for suffix in suffixes)
        chosen, used = QFileDialog.getSaveFileName(self, self._say("ui.export.title"), "", filters)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.casefold() in suffixes:
            return path
        # A chooser of the system need not say which kind was picked.
        suffix = next((each for each in suffixes if f"*{each})" in used), suffixes[0])
        return path.with_name(path.name + suffix)

    def _ask_for_folder(self) -> Path | None:
        parent = QFileDialog.getExistingDirectory(self, self._say("ui.export.choose_folder"))
        return Path(parent) if parent else None
