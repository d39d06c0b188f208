"""The tables of a review: sites by how they stand, and the values of one site, old beside new."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drentsportal.domain.checks.park_names import park_names
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, in_use_after
from drentsportal.domain.merge.merge_states import Outcome, SiteMerge, ValueMerge
from drentsportal.domain.values import Known
from drentsportal.language.finding_words import attribute_words, shift_words, value_words
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.domain.merge.merge_findings import SiteFinding, ValueFinding
    from drentsportal.domain.merge.merging import MergeReview
    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language

TABS: Final = (
    SiteMerge.NEW,
    SiteMerge.CHANGED,
    SiteMerge.CONFLICTING,
    SiteMerge.VANISHED,
    SiteMerge.CONFIRMED,
)
"""The tabs of a review."""

LOOK_FIRST: Final = (SiteMerge.CONFLICTING, SiteMerge.CHANGED, SiteMerge.NEW)
"""Which tab is open at first: that which needs a look most."""

ANSWERABLE: Final = frozenset({SiteMerge.CONFLICTING, SiteMerge.CHANGED, SiteMerge.NEW})
SITE_COLUMNS: Final = ("site", "municipality", "what", "answer")
VALUE_COLUMNS: Final = ("what", "state", "used", "delivered", "after")
KEEP_COLUMN: Final = 2
TAKE_COLUMN: Final = 3
_TONES: Final = {
    ValueMerge.CONFLICTING: "fails",
    ValueMerge.STANDING: "check",
    ValueMerge.CHANGED: "info",
    ValueMerge.WITHDRAWN: "check",
    ValueMerge.NEWLY_KNOWN: "fits",
    ValueMerge.CONFIRMED: "fits",
}
_NAMED: Final = 4


class LiveTable(TextTableModel):
    """A table of text whose rows can change while they are shown; selection and place stay."""

    def show_rows(self, count: int, cells_of: Callable[[int], Sequence[TextCell]]) -> None:
        """Replace the rows."""
        self._cells_of = cells_of
        super().show_rows(count, cells_of)

    def refresh(self) -> None:
        """Make the cells anew that are shown."""
        if self.rowCount():
            cells_of = self._cells_of
            self._cells = lru_cache(maxsize=512)(lambda row: tuple(cells_of(row)))
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class MergeWords:
    """Words the sites and values of one review under the answers given so far."""

    def __init__(self, language: Language, review: MergeReview, segments: Mapping[str, str]) -> None:
        """Keep the review; ``segments`` names segment ids."""
        self._language = language
        self._say = language.text
        self._review = review
        self._segments = segments
        self._parks = park_names(review.ground.in_use.parks)

    def site_cells(self, number: int, answers: MergeAnswers) -> tuple[TextCell, ...]:
        """Return the row of one site."""
        site = self._review.site(number)
        values = self._review.values(number) if site.state is not SiteMerge.NEW else ()
        told = [each for each in values if each.state is not ValueMerge.CONFIRMED] or list(values)
        names = [attribute_words(self._language, each.attribute_id) for each in told]
        what = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        if site.may_be is not None:
            what = self._say("merge.may_be", known=site.may_be.known_id)
        place = municipality_name(site.municipality_code) if site.municipality_code else ""
        return (
            TextCell(site.name, strong=True, mark="check" if site.may_be is not None else ""),
            TextCell(place) if place else TextCell(chip=self._say("word.unknown")),
            TextCell(what or self._say(f"merge.kind.{site.kind.value}"), quiet=not what),
            self._answer_cell(site, values, answers),
        )

    def value_cells(
        self, value: ValueFinding, answer: MergeAnswer | None, *, has_choice: bool
    ) -> tuple[TextCell, ...]:
        """Return the row of one value; where there is a choice, a mark stands at the one to be in use."""
        keeps = self.keeps(value, answer) if has_choice else None
        takes = self.takes(value, answer) if has_choice else None
        after = in_use_after(value, answer)
        change = "" if value.shape is None else shift_words(self._language, value.shape)
        return (
            TextCell("\n".join(filter(None, (attribute_words(self._language, value.attribute_id), change)))),
            TextCell(chip=self._say(f"merge.value.{value.state.name.lower()}"), tone=_TONES[value.state]),
            self._side(value, value.used, chosen=keeps),
            self._side(value, value.delivered, chosen=takes),
            TextCell(self._plain(value.attribute_id, after), strong=True),
        )

    @staticmethod
    def keeps(value: ValueFinding, answer: MergeAnswer | None) -> bool:
        """Whether what is in use stays so."""
        if answer is None or value.state is ValueMerge.CONFIRMED:
            return value.outcome is Outcome.STAYS
        return answer is MergeAnswer.KEEP

    @staticmethod
    def takes(value: ValueFinding, answer: MergeAnswer | None) -> bool:
        """Whether what is delivered comes into use."""
        if answer is None or value.state is ValueMerge.CONFIRMED:
            return value.outcome is Outcome.DELIVERED
        return answer is MergeAnswer.TAKE

    def _answer_cell(
        self, site: SiteFinding, values: Sequence[ValueFinding], answers: MergeAnswers
    ) -> TextCell:
        if site.state not in ANSWERABLE:
            return TextCell(self._say(f"merge.answer.{site.state.value}"), quiet=True)
        if site.state is SiteMerge.NEW:
            is_out = answers.of(site.site_id) is MergeAnswer.KEEP
            return TextCell(self._say("merge.answer.left_out" if is_out else "merge.answer.taken_in"))
        given = {
            answers.of(site.site_id, each.attribute_id, each.state)
            for each in values
            if each.state is not ValueMerge.CONFIRMED
        }
        if len(given) > 1:
            return TextCell(self._say("merge.answer.mixed"))
        answer = next(iter(given), None)
        if answer is not None:
            return TextCell(self._say(f"merge.answer.{answer.value}"))
        if any(each.state is ValueMerge.CONFLICTING for each in values):
            return TextCell(self._say("merge.answer.open"), mark="check", mark_role="check_text")
        stands = all(each.outcome is Outcome.STAYS for each in values)
        return TextCell(self._say("merge.answer.stands" if stands else "merge.answer.by_rule"), quiet=True)

    def in_order(self, values: Sequence[ValueFinding]) -> list[ValueFinding]:
        """Return values with those that need a look first."""
        return sorted(values, key=lambda each: -each.state)

    def _plain(self, attribute_id: str, attribute: Attribute[object]) -> str:
        value = attribute.value if isinstance(attribute, Known) else None
        return value_words(self._language, attribute_id, value, self._segments, self._parks)

    def _sourced(self, attribute_id: str, attribute: Attribute[object]) -> str:
        words = self._plain(attribute_id, attribute)
        if not isinstance(attribute, Known):
            return words
        source = self._say("merge.source_line", source=attribute.source, as_of=attribute.as_of)
        return f"{words}\n{source}"

    def _side(self, value: ValueFinding, shown: Attribute[object], *, chosen: bool | None) -> TextCell:
        """Return one of the two values; ``chosen`` is ``None`` where there is nothing to choose."""
        text = self._sourced(value.attribute_id, shown)
        if chosen is None:
            return TextCell(text)
        role = "accent" if chosen else "text_tertiary"
        return TextCell(text, mark="chosen" if chosen else "not_chosen", mark_role=role)
