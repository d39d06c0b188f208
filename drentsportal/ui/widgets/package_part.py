"""One part of an information package: whether it goes in, what it holds, and a place to drop own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from drentsportal.domain.package.parts import PartState, part_name, part_number
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.attachments_page import DropZone
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, row
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from drentsportal.domain.package.parts import PackagePart, PartStanding
    from drentsportal.language import Language
    from drentsportal.services.package_own_files import KeptFile
    from drentsportal.services.package_planning import PackagePlan
    from drentsportal.ui.theme import Theme

_CHIPS: Final = {
    PartState.PRESENT: "chip_fits",
    PartState.MISSING: "chip_fails",
    PartState.NOT_APPLICABLE: "chip",
}


class PackagePartCard(DropZone):
    """A card per part, of which all is a place to drop files.

    Signals: ``changed()`` when the part or one of its files was ticked; ``files_asked()`` for the button;
    ``dropped(paths)``; ``set_aside_asked(reason)`` when the part is said not to apply, ``reopen_asked()``
    when it does after all; ``remove_asked(file)`` for a file that is to go.
    """

    changed = Signal()
    files_asked = Signal()
    set_aside_asked = Signal(str)
    reopen_asked = Signal()
    remove_asked = Signal(object)

    def __init__(self, part: PackagePart, theme: Theme, language: Language) -> None:
        """Build it empty; what it says comes with a plan."""
        super().__init__("")
        clear(self.body)
        self.part = part
        self._theme = theme
        self._say = language.text
        self._files: dict[str, CheckBox] = {}
        title = self._say("ui.package.part", number=part_number(part), name=part_name(part))
        self.box = CheckBox(theme, title)
        self.box.setObjectName("in_package")
        self.box.setChecked(True)
        self.box.clicked.connect(self.changed)
        self.state = chip("")
        self._build_buttons()
        self._build_asking()
        self.why = label("", "small", wrap=True)
        self.held = column(spacing=2)
        tools = (self.aside_button, self.reopen_button, self.add_button)
        self.body.addLayout(row(self.box, self.state, None, *tools, spacing=8))
        self.body.addWidget(self.asking)
        self.body.addWidget(self.why)
        self.body.addLayout(self.held)
        self.body.setSpacing(4)
        self.body.setContentsMargins(12, 8, 12, 8)

    @property
    def left_out_files(self) -> frozenset[str]:
        """The ids of the files that are not ticked."""
        return frozenset(file_id for file_id, box in self._files.items() if not box.isChecked())

    def show_plan(self, plan: PackagePlan, standing: PartStanding) -> None:
        """Show how the part stands, and its files with their ticks."""
        state = standing.state
        self.state.setText(self._say(f"ui.package.state.{state.value}"))
        self.state.setProperty("role", _CHIPS[state])
        self.state.style().polish(self.state)
        self.why.setText("" if standing.reason is None else sentence_case(self._say(standing.reason)))
        self.why.setVisible(standing.reason is not None)
        self._show_tools(standing)
        files = [each for each in plan.files if each.part is self.part]
        names = {each.name for each in files}
        made = [name for name in plan.contents.get(self.part, ()) if name not in names]
        clear(self.held)
        self._files = {}
        lines: list[QWidget] = [self._file_row(each, plan) for each in files]
        if state is PartState.PRESENT and made:
            held = self._say("ui.package.holds", names=tuple(made))
            lines.insert(0, label(held, "secondary", wrap=True))
        for line in lines:
            self.held.addWidget(line)
            # A layout shows what is added to it a turn later: until then a tick would be missed.
            line.show()

    # -- parts ----------------------------------------------------------------------------------------

    def _build_buttons(self) -> None:
        name = part_name(self.part)
        self.add_button = button(self._say("ui.package.add"), "", icon("add", self._theme), name="add_file")
        self.add_button.setAccessibleName(self._say("ui.package.add_to", name=name))
        self.add_button.clicked.connect(self.files_asked)
        self.aside_button = button(self._say("ui.package.set_aside"), "link", name="set_aside")
        self.aside_button.setAccessibleName(self._say("ui.package.set_aside_part", name=name))
        self.aside_button.clicked.connect(self._ask_reason)
        self.reopen_button = button(self._say("ui.package.reopen"), "link", name="reopen")
        self.reopen_button.setAccessibleName(self._say("ui.package.reopen_part", name=name))
        self.reopen_button.clicked.connect(self.reopen_asked)
        self.reopen_button.hide()

    def _build_asking(self) -> None:
        """Build the line that asks why a part does not apply: without a reason nothing is kept."""
        self.reason = QLineEdit()
        self.reason.setObjectName("reason")
        # A file that is let go here goes to the part, and not as a path into the reason.
        self.reason.setAcceptDrops(False)
        self.reason.setPlaceholderText(self._say("ui.package.reason_hint"))
        self.reason.setAccessibleName(self._say("ui.package.reason", name=part_name(self.part)))
        self.reason.returnPressed.connect(self._on_reason)
        self.reason_button = button(self._say("ui.package.reason_keep"), name="keep_reason")
        self.reason_button.clicked.connect(self._on_reason)
        self.reason_button.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.reason_button.setEnabled(bool(text.strip())))
        line = row(spacing=8)
        line.addWidget(self.reason, 1)
        line.addWidget(self.reason_button)
        self.asking = QWidget()
        self.asking.setLayout(line)
        self.asking.hide()

    def _show_tools(self, standing: PartStanding) -> None:
        does_apply = standing.state is not PartState.NOT_APPLICABLE
        self.box.setEnabled(does_apply)
        self.add_button.setEnabled(does_apply)
        self.aside_button.setVisible(does_apply)
        self.reopen_button.setVisible(not does_apply and not standing.is_by_step)
        if not does_apply:
            self.asking.hide()
            self.reason.clear()

    def _file_row(self, file: KeptFile, plan: PackagePlan) -> QWidget:
        text = self._say("ui.package.file", name=file.name, size_kb=max(1, round(file.size_bytes / 1000)))
        box = CheckBox(self._theme, text, elides=True)
        box.setObjectName(f"file_{file.id}")
        box.setChecked(file.id not in plan.wishes.left_out_files)
        box.clicked.connect(self.changed)
        self._files[file.id] = box
        gone = QToolButton()
        gone.setProperty("role", "plain")
        gone.setObjectName(f"remove_{file.id}")
        gone.setIcon(icon("remove", self._theme))
        spoken = self._say("ui.package.remove", name=file.name)
        gone.setAccessibleName(spoken)
        gone.setToolTip(spoken)
        gone.clicked.connect(lambda: self.remove_asked.emit(file))
        line = row(spacing=8)
        line.addWidget(box, 1)
        line.addWidget(gone)
        made = QWidget()
        made.setLayout(line)
        return made

    # -- steps ----------------------------------------------------------------------------------------

    def _ask_reason(self) -> None:
        """Ask why, or put the question away again."""
        self.asking.setVisible(self.asking.isHidden())
        if not self.asking.isHidden():
            self.reason.setFocus()

    def _on_reason(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.set_aside_asked.emit(reason)
