"""One part of an information package: whether it goes in, what it holds, and a place to drop own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

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
    ``dropped(paths)``.
    """

    changed = Signal()
    files_asked = Signal()

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
        self.add_button = button(self._say("ui.package.add"), "", icon("add", theme), name="add_file")
        self.add_button.setAccessibleName(self._say("ui.package.add_to", name=part_name(part)))
        self.add_button.clicked.connect(self.files_asked)
        self.why = label("", "small", wrap=True)
        self.held = column(spacing=2)
        self.body.addLayout(row(self.box, self.state, None, self.add_button, spacing=8))
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
        does_apply = state is not PartState.NOT_APPLICABLE
        self.box.setEnabled(does_apply)
        self.add_button.setEnabled(does_apply)
        files = [each for each in plan.files if each.part is self.part]
        names = {each.name for each in files}
        made = [name for name in plan.contents.get(self.part, ()) if name not in names]
        clear(self.held)
        if state is PartState.PRESENT and made:
            self.held.addWidget(
                label(self._say("ui.package.holds", names=tuple(made)), "secondary", wrap=True)
            )
        self._files = {each.id: self._file_box(each, plan) for each in files}
        for box in self._files.values():
            self.held.addWidget(box)

    def _file_box(self, file: KeptFile, plan: PackagePlan) -> CheckBox:
        text = self._say("ui.package.file", name=file.name, size_kb=max(1, round(file.size_bytes / 1000)))
        made = CheckBox(self._theme, text, elides=True)
        made.setObjectName(f"file_{file.id}")
        made.setChecked(file.id not in plan.wishes.left_out_files)
        made.clicked.connect(self.changed)
        return made
