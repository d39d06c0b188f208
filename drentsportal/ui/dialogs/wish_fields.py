"""The wishes: a weight for each, those that weigh something in sight and the others folded away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSlider, QWidget

from drentsportal.domain.match.criteria import CRITERIA, CRITERION_BY_ID
from drentsportal.ui.dialogs.field_placer import form_grid
from drentsportal.ui.dialogs.fold_section import FoldSection
from drentsportal.ui.dialogs.request_fields import make_combo
from drentsportal.ui.guide.explanations import explain_wish
from drentsportal.ui.widgets.check_rows import CheckRows
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

WEIGHT_TOP: Final = 100
_SAME, _OWN = "same", "own"
_SOFT_PX: Final = 72
_PREFERRED: Final = tuple(each.id for each in CRITERIA if each.can_prefer)


class WishFields(QWidget):
    """Sliders from 0 to 100, the segments that are wished, and wishes that no figure answers."""

    def __init__(self, tools: FormTools, choices: FormChoices) -> None:
        """Make every slider; ``arrange`` says which ones stand in sight."""
        super().__init__()
        self._language = tools.language
        self._say = tools.language.text
        self._choices = choices
        self.widgets: dict[str, QWidget] = {}
        self._sliders: dict[str, QSlider] = {}
        self._cells = {each: self._slider_cell(each) for each in _PREFERRED}
        self._filled: dict[str, Any] = {}
        self._near, self._far = form_grid(), form_grid()
        self._empty = label(self._say("ui.form.no_wishes"), "small", wrap=True)
        self._counting = label("", "small", wrap=True)
        self._counting.setObjectName("wishes_counting")
        self._profile_id = ""
        for slider in self._sliders.values():
            slider.valueChanged.connect(lambda _: self._tell_counting())
        self._more = FoldSection(
            tools.theme, "more_wishes", self._say("ui.form.more_wishes"), self._far, is_inner=True
        )
        folds = tools.folds
        self._more.set_open(is_open=bool(folds.fold("more_wishes")))
        self._more.folded_by_person.connect(lambda is_open: folds.keep_fold("more_wishes", is_open=is_open))
        self.usual_button = button(self._say("ui.form.usual_weights"), "link", name="usual_weights")
        self._target_mode = self._make_target(tools)
        self.soft = self._make_soft()
        soft_caption = label(self._say("ui.form.soft_factors"), "small", wrap=True)
        soft_caption.setBuddy(self.soft)
        self.setLayout(
            column(
                row(self.usual_button, None),
                self._counting,
                self._empty,
                self._near,
                self._target,
                self._more,
                column(soft_caption, self.soft, spacing=3),
                spacing=10,
            )
        )

    @property
    def soft_factors(self) -> list[str]:
        """The lines of wishes that no figure answers, empty ones left out."""
        return [each.strip() for each in self.soft.toPlainText().splitlines() if each.strip()]

    def arrange(self, in_sight: Iterable[str]) -> None:
        """Put these criteria and those with a weight in sight, and fold the others away."""
        near = {*in_sight, *(each for each in _PREFERRED if self.weight(each))}
        counts = {True: 0, False: 0}
        for criterion_id, cell in self._cells.items():
            is_near = criterion_id in near
            number = counts[is_near]
            (self._near if is_near else self._far).addWidget(cell, number // 2, number % 2)
            counts[is_near] += 1
        self._empty.setVisible(not counts[True])
        self._more.say(self._say("ui.form.more_wishes_count", count=counts[False]))
        self._more.setVisible(bool(counts[False]))
        self._order_tabs([each for each in _PREFERRED if each in near])

    def _order_tabs(self, near: list[str]) -> None:
        """Let the cursor walk as the eye does: a slider that moved keeps its old turn otherwise."""
        far = [each for each in _PREFERRED if each not in near]
        walk: list[QWidget] = [self.usual_button, *(self._slider(each) for each in near), self._target_mode]
        walk += [*self._segments.boxes.values(), self._more.head, *(self._slider(each) for each in far)]
        for before, after in pairwise([*walk, self.soft]):
            QWidget.setTabOrder(before, after)

    def weight(self, criterion_id: str) -> int:
        """Return the weight of a criterion."""
        return self._slider(criterion_id).value()

    def use_weights(self, weights: Mapping[str, int]) -> None:
        """Set the weights of a profile, and 0 for what it does not weigh."""
        for each in _PREFERRED:
            self._slider(each).setValue(min(WEIGHT_TOP, weights.get(each, 0)))
        self.arrange(())

    def tell_profile(self, profile_id: str) -> None:
        """Name the profile whose weights count while no wish has one."""
        self._profile_id = profile_id
        self._tell_counting()

    def _tell_counting(self) -> None:
        is_weighed = any(self.weight(each) for each in _PREFERRED)
        self._counting.setVisible(not is_weighed and bool(self._profile_id))
        if self._profile_id:
            self._counting.setText(self._say("ui.form.wishes_of_profile", profile=self._profile_id))

    def is_asked(self) -> int:
        """Return how many wishes weigh something or are told in words."""
        return sum(1 for each in _PREFERRED if self.weight(each)) + len(self.soft_factors)

    def fill(self, preferences: Mapping[str, Any], soft_factors: Iterable[str]) -> None:
        """Put in the wishes of a request file."""
        self._filled = dict(preferences)
        for criterion_id, stated in preferences.items():
            if criterion_id in self._cells:
                weight = stated["weight"] if isinstance(stated, dict) else stated
                self._slider(criterion_id).setValue(int(weight))
        segment = preferences.get("segment")
        target = segment.get("target", []) if isinstance(segment, dict) else []
        self._target_mode.setCurrentIndex(self._target_mode.findData(_OWN if target else _SAME))
        self._segments.tick(target)
        self.soft.setPlainText("\n".join(soft_factors))
        self.arrange(())

    def entry(self) -> dict[str, Any]:
        """Return the wishes in the form of a request file, those of before in their order.

        A wish that stood at 0 stays with the request as long as another one weighs something.
        """
        order = [*self._filled, *(each for each in _PREFERRED if each not in self._filled)]
        weights = {each: self.weight(each) for each in order if each in self._cells}
        if not any(weights.values()):
            return {}
        return {
            each: self._stated(each, weight)
            for each, weight in weights.items()
            if weight or each in self._filled
        }

    def _stated(self, criterion_id: str, weight: int) -> object:
        """Return a weight; with the segments where others are wished than required."""
        if criterion_id != "segment" or self._target_mode.currentData() == _SAME:
            return weight
        ticked, before = self._segments.ticked(), self._filled.get("segment")
        kept = before.get("target", []) if isinstance(before, dict) else []
        return {"weight": weight, "target": kept if set(kept) == set(ticked) else ticked}

    def _slider(self, criterion_id: str) -> QSlider:
        return self._sliders[criterion_id]

    def _slider_cell(self, criterion_id: str) -> QWidget:
        name = self._say(f"criterion.{CRITERION_BY_ID[criterion_id].id}")
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, WEIGHT_TOP)
        slider.setPageStep(10)
        slider.setObjectName(f"field_weight_{criterion_id}")
        slider.setAccessibleName(self._say("ui.case.weight_of", criterion=name))
        value = label("0", "strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(28)
        slider.valueChanged.connect(lambda weight: value.setText(str(weight)))
        caption = label(name, "small", wrap=True)
        caption.setBuddy(slider)
        pair = row(spacing=8)
        pair.addWidget(slider, 1)
        pair.addWidget(value)
        cell = QWidget()
        cell.setLayout(column(caption, pair, spacing=3))
        explain_wish(self._language, criterion_id, cell)
        self.widgets[f"weight_{criterion_id}"] = self._sliders[criterion_id] = slider
        return cell

    def _make_target(self, tools: FormTools) -> QComboBox:
        """Make the choice of segments, which shows only while the segment weighs something."""
        modes = [(each, self._say(f"ui.form.target.{each}")) for each in (_SAME, _OWN)]
        mode = make_combo(modes)
        mode.setObjectName("target_mode")
        mode.setAccessibleName(self._say("ui.form.target"))
        self._segments = CheckRows(tools.theme, list(self._choices.segments.items()))
        self._segments.setAccessibleName(self._say("ui.form.target"))
        self._segments.hide()
        mode.currentIndexChanged.connect(lambda _: self._segments.setVisible(mode.currentData() == _OWN))
        caption = label(self._say("ui.form.target"), "small", wrap=True)
        caption.setBuddy(mode)
        self._target = QWidget()
        self._target.setLayout(column(caption, mode, self._segments, spacing=4))
        self._target.hide()
        self._slider("segment").valueChanged.connect(lambda weight: self._target.setVisible(weight > 0))
        return mode

    def _make_soft(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setObjectName("field_soft_factors")
        made.setTabChangesFocus(True)
        made.setFixedHeight(_SOFT_PX)
        made.setAccessibleName(self._say("ui.form.soft_factors"))
        made.setPlaceholderText(self._say("ui.form.soft_hint"))
        self.widgets["soft_factors"] = made
        return made
