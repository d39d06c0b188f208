"""The page of the wizard that asks where the rows of a table lie, and shows what that makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.projection import Reference
from drentsportal.services.place_decision import PlaceDecision, PlaceForm
from drentsportal.ui.models.mapping_words import place_words
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.parts import button, column, label, line, row, scrolled

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import PlaceTrial

_FORMS: Final = (PlaceForm.POINTS, PlaceForm.WKT, PlaceForm.NONE)
_SYSTEMS: Final = {Reference.RD_NEW.value: "mapping.crs.rd", Reference.LONLAT.value: "mapping.crs.lonlat"}
_ASKED: Final = {PlaceForm.POINTS: ("x", "y", "crs", "decimal"), PlaceForm.WKT: ("wkt", "crs")}


class MappingPlace(QWidget):
    """Which columns hold the coordinates, and in which reference system.

    Signals: ``decided(draft)`` whenever the person changed something.
    """

    decided = Signal(object)

    def __init__(self, language: Language) -> None:
        """Build the page; nothing is shown yet."""
        super().__init__()
        self._say = language.text
        self._language = language
        self._draft: MappingDraft | None = None
        choose = self._say("mapping.choose")
        self.form = ChoiceRow(self._say("mapping.place.form"), "place_form", choose)
        self.lists = {
            name: ChoiceRow(self._say(f"mapping.place.{name}"), f"place_{name}", choose)
            for name in ("x", "y", "wkt", "crs", "decimal")
        }
        self.said = label("", "strong", wrap=True)
        self.examples = label("", "small", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.swap_button = button(self._say("mapping.place.swap"), name="swap_axes")
        self._lay_out()
        self.form.chosen.connect(self._on_form)
        for name, each in self.lists.items():
            each.chosen.connect(lambda answer, name=name: self._on_answer(name, answer))
        self.swap_button.clicked.connect(self._on_swap)

    def show_draft(self, proposal: MappingProposal, draft: MappingDraft, tried: PlaceTrial | None) -> None:
        """Show what is decided now; ``tried`` is ``None`` while the rows are being placed."""
        place = draft.asked_place
        if place is None:
            return
        self._draft = draft
        found = proposal.place
        is_proposed = found is not None and {found.x, found.y, found.wkt} >= {*place.columns}
        reasons = found.reasons if found is not None and is_proposed else ()
        forms = [(each.value, self._say(f"mapping.place.form.{each.value}")) for each in _FORMS]
        self.form.show_choices(forms, place.form.value, "\n".join(self._say(each) for each in reasons))
        names = [(each.name, each.name) for each in proposal.columns]
        for name in ("x", "y", "wkt"):
            self.lists[name].show_choices(names, getattr(place, name))
        systems = [(each, self._say(words)) for each, words in _SYSTEMS.items()]
        self.lists["crs"].show_choices(systems, place.crs)
        signs = [(",", self._say("mapping.decimal.comma")), (".", self._say("mapping.decimal.point"))]
        self.lists["decimal"].show_choices(signs, place.decimal)
        asked = _ASKED.get(place.form, ())
        for name, each in self.lists.items():
            each.setVisible(name in asked and (name != "decimal" or bool(place.decimal)))
        self._show_trial(place, tried)

    def focus_first_open(self) -> None:
        """Put the focus on the first question without an answer, else on the first one."""
        place = None if self._draft is None else self._draft.asked_place
        topic = next(iter(place.open_topics), "form") if place is not None else "form"
        field = self.lists.get(topic, self.form)
        field.list.setFocus()

    def _lay_out(self) -> None:
        first, second = row(spacing=12), row(spacing=12)
        for name in ("x", "y", "wkt"):
            first.addWidget(self.lists[name], 1, Qt.AlignmentFlag.AlignTop)
        for name in ("crs", "decimal"):
            second.addWidget(self.lists[name], 1, Qt.AlignmentFlag.AlignTop)
        inner = column(label(self._say("mapping.place.title"), "title", wrap=True), spacing=10, margin=14)
        inner.addWidget(label(self._say("mapping.place.about"), "small", wrap=True))
        inner.addWidget(self.form)
        inner.addLayout(first)
        inner.addLayout(second)
        inner.addWidget(line())
        for each in (self.said, self.examples, self.problem):
            inner.addWidget(each)
        inner.addLayout(row(self.swap_button, None))
        inner.addStretch(1)
        body = QWidget()
        body.setLayout(inner)
        whole = column()
        whole.addWidget(scrolled(body))
        self.setLayout(whole)

    def _show_trial(self, place: PlaceDecision, tried: PlaceTrial | None) -> None:
        is_open = bool(place.open_topics)
        problem = "" if tried is None or tried.problem is None or is_open else self._say(tried.problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.swap_button.setVisible(bool(problem) and tried is not None and tried.can_swap)
        said = place_words(self._language, place, tried)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        shown = () if tried is None or problem or is_open else tried.examples_rd
        parts = [self._say("mapping.place.example", x_m=x, y_m=y) for x, y in shown]
        self.examples.setText(self._say("mapping.place.examples", places=tuple(parts)) if parts else "")
        self.examples.setVisible(bool(parts))

    def _on_form(self, answer: str) -> None:
        self._decide(form=PlaceForm(answer), swaps_axes=False)

    def _on_answer(self, name: str, answer: str) -> None:
        turned = {"swaps_axes": False} if name in {"wkt", "crs"} else {}
        self._decide(**{name: answer}, **turned)

    def _on_swap(self) -> None:
        place = None if self._draft is None else self._draft.asked_place
        if place is None:
            return
        if place.form is PlaceForm.POINTS:
            self._decide(x=place.y, y=place.x)
        else:
            self._decide(swaps_axes=True)
        self.lists["crs"].list.setFocus()

    def _decide(self, **answers: object) -> None:
        draft = self._draft
        if draft is None or draft.place is None:
            return
        place = replace(draft.place, **answers)  # type: ignore[arg-type]  # fields by name
        changed = replace(draft, place=place)
        for name in place.columns:
            # Whoever chooses a column here has said what it is for.
            changed = changed.with_column(replace(changed.column(name), is_confirmed=True))
        self.decided.emit(changed)
