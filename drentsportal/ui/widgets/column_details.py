"""One column of a file: what it may hold and why, what is asked about it, and its values before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.sites.reference_fields import field_of, fields_of
from drentsportal.services.mapping_draft import DAY_FIRST, OPEN
from drentsportal.services.mapping_first_draft import candidate_of, decision_for, holds_for, is_area
from drentsportal.ui.models.mapping_words import has_proposed, is_open, sample_cells
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.code_rows import CodeRows
from drentsportal.ui.widgets.parts import button, column, label, row, scrolled
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import ColumnDecision, MappingDraft
    from drentsportal.services.mapping_proposal import ColumnEvidence, MappingProposal
    from drentsportal.services.mapping_trial import ColumnTrial
    from drentsportal.ui.theme import Theme

_SAMPLE_COLUMNS: Final = ("before", "after", "remark")
_SAMPLES_HEIGHT: Final = 210
_NO_DATE_ORDER: Final = "iso"


class ColumnDetails(QWidget):
    """The right side of the wizard.

    Signals: ``decided(decision)`` whenever the person changed something about the column shown; a decision
    that is confirmed is one on which the person pressed the button.
    """

    decided = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the panel; nothing is shown yet."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._theme = theme
        self._proposal: MappingProposal | None = None
        self._decision: ColumnDecision | None = None
        self._kind = ""
        self._build_questions()
        self._build_samples(theme)
        self._build_buttons()
        body = QWidget()
        inner = column(
            self._name, self._filled, self.attribute, self._reasons, self.unit, self.decimal, self.dates,
            self.codes, self.accept_box, self._problem, self._heading, self.view, spacing=10, margin=14,
        )  # fmt: skip
        inner.addStretch(1)
        body.setLayout(inner)
        buttons = row(None, self.skip_button, self.link_button)
        buttons.setContentsMargins(14, 8, 14, 10)
        whole = column(spacing=0)
        self._area = scrolled(body)
        whole.addWidget(self._area, 1)
        whole.addLayout(buttons)
        self.setLayout(whole)

    def show_column(
        self, proposal: MappingProposal, draft: MappingDraft, name: str, tried: ColumnTrial | None
    ) -> None:
        """Show a column as it is decided now; ``tried`` is ``None`` while its values are being read."""
        is_new = self._decision is None or self._decision.column != name
        self._proposal, self._decision, self._kind = proposal, draft.column(name), draft.kind
        evidence = proposal.column(name)
        self._name.setText(name)
        shape = self._say(f"mapping.shape.{evidence.shape.value}")
        self._filled.setText(
            self._say(
                "mapping.filled",
                filled=evidence.filled,
                rows=proposal.row_count,
                distinct=evidence.distinct,
                shape=shape,
            )
        )
        self._show_attribute(evidence, draft)
        self._show_questions(evidence)
        self._show_samples(evidence, tried)
        self._show_buttons(draft)
        if is_new:
            self._area.verticalScrollBar().setValue(0)

    def focus_first_open(self) -> None:
        """Put the focus on what the person has to answer, or on the button that confirms."""
        decision = self._decision
        if decision is None:
            return
        asked = ((self.unit, decision.unit), (self.decimal, decision.decimal), (self.dates, decision.dates))
        waiting: QWidget | None = next((each.list for each, answer in asked if is_open(answer)), None)
        waiting = waiting or self.codes.first_open(decision)
        field = waiting or (self.link_button if self.link_button.isEnabled() else self.attribute.list)
        field.setFocus()
        # Rows of codes that were just made have no place before the next turn of the event loop.
        QTimer.singleShot(0, self, lambda: self._bring_into_view(field))

    def _bring_into_view(self, field: QWidget) -> None:
        body = self._area.widget()
        if body is not None and body.isAncestorOf(field):
            self._area.ensureWidgetVisible(field)

    # -- building -------------------------------------------------------------------------------------

    def _build_questions(self) -> None:
        choose = self._say("mapping.choose")
        self._name = label("", "title", wrap=True)
        self._filled = label("", "small", wrap=True)
        self._reasons = label("", "small", wrap=True)
        self.attribute = ChoiceRow(self._say("mapping.attribute"), "attribute", choose)
        self.unit = ChoiceRow(self._say("mapping.unit"), "unit", choose)
        self.decimal = ChoiceRow(self._say("mapping.decimal"), "decimal", choose)
        self.dates = ChoiceRow(self._say("mapping.dates"), "dates", choose)
        self.codes = CodeRows(self._language)
        self.accept_box = CheckBox(self._theme, self._say("mapping.accept_readings"))
        self.accept_box.setObjectName("accept_readings")
        self._problem = label("", "error", wrap=True)
        self.attribute.chosen.connect(self._on_attribute)
        self.unit.chosen.connect(lambda answer: self._decide(unit=answer))
        self.decimal.chosen.connect(lambda answer: self._decide(decimal=answer))
        self.dates.chosen.connect(
            lambda answer: self._decide(dates="" if answer == _NO_DATE_ORDER else answer)
        )
        self.codes.answered.connect(self._on_code)
        self.accept_box.clicked.connect(lambda checked: self._decide(takes_proposed=checked))

    def _build_samples(self, theme: Theme) -> None:
        self._heading = label(self._say("mapping.samples"), "section")
        self.samples = TextTableModel([self._say(f"mapping.sample.{each}") for each in _SAMPLE_COLUMNS])
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.samples, self._delegate, "samples", self._say("mapping.samples"))
        self.view.setProperty("framed", "true")
        self.view.setFixedHeight(_SAMPLES_HEIGHT)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _build_buttons(self) -> None:
        self.skip_button = button(self._say("mapping.skip"), name="skip_column")
        self.skip_button.clicked.connect(self._on_skip)
        self.link_button = button(self._say("mapping.link"), "main", name="link_column")
        self.link_button.clicked.connect(lambda: self._decide(is_confirmed=True))

    # -- showing --------------------------------------------------------------------------------------

    def _show_attribute(self, evidence: ColumnEvidence, draft: MappingDraft) -> None:
        decision = self._now
        held = {each.attribute_id: each.column for each in draft.linked if each.column != decision.column}
        role = draft.role_of(decision.column)
        choices = [("", self._say(f"mapping.only_role.{role}" if role else "mapping.not_read"))]
        for spec in fields_of(draft.kind) if role != "place" else ():
            words = self._say(f"attribute.{spec.id}")
            if spec.id in held:
                words = self._say("mapping.attribute_held", attribute=words, column=held[spec.id])
            elif candidate_of(evidence, spec.id, draft.kind) is not None:
                words = self._say("mapping.attribute_proposed", attribute=words)
            choices.append((spec.id, words))
        self.attribute.show_choices(choices, "" if role == "place" else decision.attribute_id)
        self._reasons.setText(self._why(evidence, held, role))
        self._reasons.setVisible(bool(self._reasons.text()))

    def _why(self, evidence: ColumnEvidence, held: dict[str, str], role: str) -> str:
        """Say on what grounds the column is linked, or on what grounds it is not."""
        decision = self._now
        candidate = candidate_of(evidence, decision.attribute_id, self._kind)
        if candidate is not None:
            return "\n".join(self._say(each) for each in candidate.reasons)
        if decision.attribute_id:
            return self._say("mapping.no_reason")
        if role:
            found = [
                each.reasons for each in self._shown.ids if role == "id" and each.column == decision.column
            ]
            place = self._shown.place
            found += [place.reasons] if role == "place" and place is not None else []
            found += [each.reasons for each in self._shown.dates if each.column == decision.column]
            return self._joined(found[0]) if found else ""
        own = (each for each in evidence.candidates if holds_for(each, self._kind))
        taken = next((each for each in own if each.attribute_id in held), None)
        if taken is None:
            return self._say("mapping.not_recognised")
        words = self._say(f"attribute.{taken.attribute_id}")
        return self._say("mapping.already_held", attribute=words, column=held[taken.attribute_id])

    def _show_questions(self, evidence: ColumnEvidence) -> None:
        decision = self._now
        units = [(unit, self._say(f"mapping.unit.{unit}")) for unit in ("ha", "m2")]
        self.unit.show_choices(units, decision.unit, self._joined(evidence.unit_reasons))
        self.unit.setVisible(bool(decision.attribute_id) and is_area(decision.attribute_id))
        signs = [
            (sign, self._say(f"mapping.decimal.{name}")) for sign, name in ((",", "comma"), (".", "point"))
        ]
        self.decimal.show_choices(signs, decision.decimal, self._joined(evidence.decimal_reasons))
        self.decimal.setVisible(bool(decision.decimal))
        orders = [
            (_NO_DATE_ORDER, self._say("mapping.dates.iso")),
            (DAY_FIRST, self._say("mapping.dates.day")),
        ]
        self.dates.show_choices(orders, decision.dates or _NO_DATE_ORDER)
        is_date = bool(decision.attribute_id) and (
            field_of(self._kind, decision.attribute_id).type is ValueType.DATE
        )
        self.dates.setVisible(is_date and bool(evidence.dates))
        words = self._shown.words
        self.codes.show_codes(evidence, decision, words, self._kind)
        self.accept_box.setChecked(decision.takes_proposed)

    def _show_samples(self, evidence: ColumnEvidence, tried: ColumnTrial | None) -> None:
        decision = self._now
        problem = tried.problem if tried is not None else None
        self._problem.setText("" if problem is None else self._say(problem))
        self._problem.setVisible(problem is not None)
        self.accept_box.setVisible(decision.takes_proposed or (tried is not None and has_proposed(tried)))
        if tried is None or tried.problem is not None or not decision.attribute_id:
            shown = evidence.samples
            self.samples.show_rows(len(shown), lambda at: self._plain(shown[at]))
            self._heading.setText(self._say("mapping.samples"))
            return
        cells = tried.samples
        self.samples.show_rows(
            len(cells), lambda at: sample_cells(self._language, decision.attribute_id, cells[at])
        )
        self._heading.setText(
            self._say("mapping.samples_read", stated=tried.stated, unreadable=tried.unreadable)
        )

    def _plain(self, text: str) -> tuple[TextCell, ...]:
        return (TextCell(text), TextCell(), TextCell())

    def _show_buttons(self, draft: MappingDraft) -> None:
        decision = self._now
        twice = decision.attribute_id in draft.repeated_attributes
        is_used = bool(decision.attribute_id or draft.role_of(decision.column))
        self.link_button.setEnabled(
            is_used and not decision.open_topics and not decision.is_confirmed and not twice
        )
        self.skip_button.setEnabled(bool(decision.attribute_id) or not (is_used or decision.is_confirmed))

    def _joined(self, reasons: tuple[Message, ...]) -> str:
        return "\n".join(self._say(each) for each in reasons)

    # -- deciding -------------------------------------------------------------------------------------

    @property
    def _now(self) -> ColumnDecision:
        if self._decision is None:
            raise LookupError(OPEN)
        return self._decision

    @property
    def _shown(self) -> MappingProposal:
        if self._proposal is None:
            raise LookupError(OPEN)
        return self._proposal

    def _on_attribute(self, attribute_id: str) -> None:
        evidence = self._shown.column(self._now.column)
        self.decided.emit(decision_for(evidence, attribute_id, self._shown.words, self._kind))

    def _on_code(self, code: str, ours: str) -> None:
        self.decided.emit(self._now.with_code(code, ours))

    def _on_skip(self) -> None:
        skipped = decision_for(self._shown.column(self._now.column), "", self._shown.words)
        self.decided.emit(replace(skipped, is_confirmed=True))

    def _decide(self, **answers: object) -> None:
        confirmed = bool(answers.pop("is_confirmed", False))
        self.decided.emit(replace(self._now, is_confirmed=confirmed, **answers))  # type: ignore[arg-type]  # fields by name
