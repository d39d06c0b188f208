"""Criteria profiles: looked at, copied, changed with a curve per wish, and kept as a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from drentsportal.domain.match.profile_check import check_profile
from drentsportal.domain.match.value_functions import SHAPE_FAULTS
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.profile_copy import CopyDialog
from drentsportal.ui.dialogs.profile_effect import ProfileEffectView
from drentsportal.ui.dialogs.profile_list import CriteriaList, ProfileList, ProfileSet
from drentsportal.ui.dialogs.profile_words import version_told
from drentsportal.ui.dialogs.scale_editor import ScaleEditor
from drentsportal.ui.models.scale_units import read_tenths, tenths_as_typed
from drentsportal.ui.widgets.parts import button, column, label, panel, restyle, row, scrolled
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from drentsportal.domain.match.criteria import CriteriaProfile, Scale
    from drentsportal.language import Language
    from drentsportal.ui.dialogs.profile_effect import ProfileEffect
    from drentsportal.ui.theme import Theme

_SIZE = (1180, 840)
_FRAME_PX = 60
_SIDES = (16, 12, 16, 12)
_MARGIN_SIGNS = 6


class ProfileEditor(QDialog):
    """The profiles of a workspace.

    Signals: ``save_asked(profile)`` with one that passed every check; ``effect_asked(profile)`` to try one on
    the open case.
    """

    save_asked = Signal(object)
    effect_asked = Signal(object)

    def __init__(self, parent: QWidget | None, theme: Theme, language: Language) -> None:
        """Build it; the profiles follow with ``show_profiles``."""
        super().__init__(parent)
        self._language = language
        self._say = say = language.text
        self._set = ProfileSet((), {})
        self._profile: CriteriaProfile | None = None
        self._begun: CriteriaProfile | None = None
        self._typing_fault: InputError | None = None
        self._margin_fault: InputError | None = None
        self.setObjectName("profile_editor")
        self.setWindowTitle(say("ui.profile.title"))
        self.setModal(True)
        room = self.screen().availableSize()
        if parent is not None:
            room = room.expandedTo(parent.window().size())
        self.resize(min(_SIZE[0], room.width() - _FRAME_PX), min(_SIZE[1], room.height() - _FRAME_PX))
        self.list = ProfileList(language)
        self.list.chosen.connect(self._on_chosen)
        self.criteria = CriteriaList(language)
        self.criteria.currentItemChanged.connect(lambda *_: self._show_criterion())
        self.scale = ScaleEditor(theme, language)
        self.scale.changed.connect(self._on_scale)
        self.scale.refused.connect(self._on_refused)
        self.version = SteadyCombo((), "profile_version", say("ui.profile.version"))
        self.version.currentIndexChanged.connect(lambda _: self._on_version())
        self.margin = QLineEdit()
        self.margin.setObjectName("permit_margin")
        self.margin.setAccessibleName(say("ui.profile.permit_margin"))
        self.margin.setMaximumWidth(self.margin.fontMetrics().horizontalAdvance("0" * _MARGIN_SIGNS) + 32)
        self.margin.textEdited.connect(self._on_margin)
        self.effect = ProfileEffectView(theme, language)
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("profile_told")
        self._update = label("", "warning", wrap=True)
        self._build()

    @property
    def profile(self) -> CriteriaProfile | None:
        """What stands there, as far as it can be read."""
        return self._profile

    @property
    def is_changed(self) -> bool:
        """Whether it differs from every kept version that it was begun with."""
        return self._profile != self._begun

    def show_profiles(self, profiles: ProfileSet, chosen_id: str, told: str = "") -> None:
        """Show the profiles as they are kept, one of them chosen."""
        self._set = profiles
        self._begun = self._profile = None
        self.list.show_lines(profiles.lines)
        self.list.choose(chosen_id)
        self.tell(told)

    def show_effect(self, effect: ProfileEffect) -> None:
        """Show what would change."""
        self.effect.show_effect(effect)
        # The list is lower now; what is being changed stays in sight.
        self.criteria.doItemsLayout()
        self.criteria.scrollTo(self.criteria.currentIndex())

    def tell_effect(self, text: str) -> None:
        """Say why there is no effect to show."""
        self.effect.tell(text)

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what cannot be kept; an empty text says which version would be written."""
        self._told.setText(
            text or version_told(self._say, self._profile, self._set, is_changed=self.is_changed)
        )
        self._told.setProperty("role", "error" if fault else "small")
        restyle(self._told)

    def reject(self) -> None:
        """Close, after asking about what is not kept."""
        if self._may_leave():
            super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        copy = button(say("ui.profile.copy"), name="copy_profile")
        copy.clicked.connect(self._on_copy)
        left = column(label(say("ui.profile.list"), "group"), self.list, copy, spacing=8)
        version = row(label(say("ui.profile.version"), "small"), self.version)
        right = column(label(say("ui.profile.intro"), "small", wrap=True), version, self._update, spacing=8)
        right.addLayout(self._wishes_and_scale(), 1)
        right.addWidget(self.effect)
        # Both sides share one edge, so that the space between them is no wider than around them.
        sides = row(panel(left, (16, 12, 0, 12)), spacing=0)
        sides.addWidget(panel(right, _SIDES), 1)
        body = column(sides, spacing=0)
        body.setStretch(0, 1)
        body.addWidget(panel(column(self._told, self._buttons(), spacing=8), _SIDES, "panel_footer"))
        self.setLayout(body)

    def _wishes_and_scale(self) -> QHBoxLayout:
        say = self._say
        margin = row(spacing=8)
        margin.addWidget(label(say("ui.profile.permit_margin"), "small", wrap=True), 1)
        margin.addWidget(self.margin)
        wishes = column(label(say("ui.profile.criteria"), "group"), spacing=8)
        wishes.addWidget(self.criteria, 1)
        wishes.addLayout(margin)
        pair = row(spacing=16)
        pair.addLayout(wishes, 2)
        pair.addWidget(scrolled(self.scale), 3)
        return pair

    def _buttons(self) -> QWidget:
        self.effect_button = button(self._say("ui.profile.effect"), name="try_profile")
        self.effect_button.clicked.connect(lambda: self.effect_asked.emit(self._profile))
        self.save_button = button("", "main", name="save_profile")
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self._profile))
        close = button(self._say("ui.close"), name="close_profiles")
        close.clicked.connect(self.reject)
        holder = QWidget()
        holder.setLayout(row(self.effect_button, None, close, self.save_button))
        return holder

    # -- what is chosen -------------------------------------------------------------------------------

    def _on_chosen(self, profile_id: str) -> None:
        current = self._profile
        if current is not None and current.id != profile_id and not self._may_leave():
            self.list.choose(current.id, quietly=True)
            return
        if current is not None and current.id not in self._set.versions and current.id != profile_id:
            # A draft that was left is gone.
            self.list.show_lines(self._set.lines)
            self.list.choose(profile_id, quietly=True)
        versions = self._set.versions.get(profile_id, ())
        with QSignalBlocker(self.version):
            self.version.clear()
            for each in versions:
                self.version.addItem(each.words)
        self.version.setEnabled(len(versions) > 1)
        if versions:
            self._begin(versions[0].profile, versions[0].profile)
        self._tell_update(profile_id)

    def _on_version(self) -> None:
        """Begin with the content of another version; what is kept from it becomes the newest."""
        current = self._profile
        versions = self._set.versions.get(current.id, ()) if current is not None else ()
        if not 0 <= self.version.currentIndex() < len(versions):
            return
        newest, chosen = versions[0].profile, versions[self.version.currentIndex()].profile
        self._begin(replace(chosen, version=newest.version), newest)

    def _begin(self, profile: CriteriaProfile, begun: CriteriaProfile) -> None:
        self._profile, self._begun = profile, begun
        self._typing_fault = self._margin_fault = None
        self.effect.tell("")
        self.margin.setText(tenths_as_typed(profile.permit_margin_dm, self._language.code))
        self._mark_margin()
        self.criteria.show_profile(profile)
        self._show_criterion()
        self._check()

    def _show_criterion(self) -> None:
        criterion_id, profile = self.criteria.criterion_id, self._profile
        if profile is None or not criterion_id:
            return
        weight = profile.default_weights.get(criterion_id, 0)
        self._typing_fault = None
        self.scale.show_criterion(criterion_id, profile.scales[criterion_id], weight)
        self._check()

    def _tell_update(self, profile_id: str) -> None:
        line = next((each for each in self._set.lines if each.id == profile_id), None)
        is_newer = line is not None and line.is_own and (line.shipped_version or 0) > line.version
        self._update.setVisible(is_newer)
        if line is not None and is_newer:
            text = self._say("ui.profile.update", shipped=line.shipped_version, version=line.version)
            self._update.setText(text)

    # -- changes --------------------------------------------------------------------------------------

    def _on_scale(self, criterion_id: str, scale: Scale, weight: int) -> None:
        profile = self._profile
        if profile is None:
            return
        weights = {**profile.default_weights, criterion_id: weight}
        if not weight and criterion_id not in (self._begun or profile).default_weights:
            del weights[criterion_id]
        self._profile = replace(
            profile, scales={**profile.scales, criterion_id: scale}, default_weights=weights
        )
        self.criteria.name(self._profile)
        self.effect.tell("")
        self._check()

    def _on_refused(self, error: InputError | None) -> None:
        self._typing_fault = error
        if error is not None:
            self._check()

    def _on_margin(self, text: str) -> None:
        try:
            margin_dm = read_tenths(text, self._language.code)
        except InputError as error:
            self._margin_fault = error
        else:
            self._margin_fault = None
            if self._profile is not None:
                self._profile = replace(self._profile, permit_margin_dm=margin_dm)
        self._mark_margin()
        self._check()

    def _mark_margin(self) -> None:
        self.margin.setProperty("fault", "true" if self._margin_fault else "false")
        restyle(self.margin)

    def _check(self) -> None:
        """Check as the service does, while one types."""
        profile = self._profile
        if profile is None:
            return
        fault: DrentsPortalError | None = self._typing_fault or self._margin_fault
        if fault is None:
            try:
                check_profile(profile)
            except InputError as error:
                fault = error
        self.tell("" if fault is None else self._fault_text(profile, fault), fault=fault is not None)
        is_new = profile.id not in self._set.versions
        words = self._say("ui.profile.save", version=1 if is_new else profile.version + 1)
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)
        self.save_button.setEnabled(fault is None and (self.is_changed or is_new))
        self.save_button.setToolTip("" if self.is_changed else self._say("ui.profile.unchanged"))
        self.effect_button.setEnabled(fault is None)

    def _fault_text(self, profile: CriteriaProfile, fault: DrentsPortalError) -> str:
        """Return what is wrong; of a scale that cannot map, what its shape needs."""
        scale = profile.scales.get(fault.field or "")
        if fault.message_id not in SHAPE_FAULTS or scale is None:
            return self._say(fault)
        return self._say(f"ui.profile.needs.{scale.shape.value}", criterion=fault.field)

    def _on_copy(self) -> None:
        """Ask under which id a copy goes on, and show it as a draft."""
        profile = self._profile
        if profile is None:
            return
        ask = CopyDialog(self, self._language, frozenset(self._set.versions))
        if not ask.exec():
            return
        draft = replace(profile, id=ask.values()["id"], version=0)
        # What was changed moves to the copy; nothing of it is left behind unkept.
        self._begun = self._profile
        self.list.show_lines(self._set.lines, draft.id)
        self.version.clear()
        self.version.setEnabled(False)
        self._begin(draft, profile)
        self.list.choose(draft.id, quietly=True)

    def _may_leave(self) -> bool:
        title, text = self._say("ui.profile.leave.title"), self._say("ui.profile.leave")
        return not self.is_changed or may_lose(self, self._language, title, text)
