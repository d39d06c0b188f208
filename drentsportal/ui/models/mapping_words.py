"""Words for columns that are being linked: states, questions, values before and after, choices of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.mapping_draft import OPEN, UNKNOWN, Topic
from drentsportal.services.place_decision import PlaceForm
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import ColumnDecision, MappingDraft
    from drentsportal.services.mapping_trial import CellTrial, ColumnTrial, PlaceTrial
    from drentsportal.services.place_decision import PlaceDecision

_DECIMALS: Final = 4
_UNITS: Final = (
    ("_ha", "ha"),
    ("_eur_m2", "€/m²"),
    ("_eur_m2_year", "€/m² · jaar"),
    ("_m2", "m²"),
    ("_m", "m"),
)
_GRID_SIDES: Final = frozenset({"demand", "generation"})
_BOOLEANS: Final = {"true": "word.yes", "false": "word.no"}


def stored_text(language: Language, attribute_id: str, value: object | None) -> str:
    """Return a value as it would be stored, with its unit; unknown reads "onbekend"."""
    if value is None:
        return language.value(None)
    if isinstance(value, bool):
        return language.text("word.yes" if value else "word.no")
    if isinstance(value, int | float):
        return _number(language, attribute_id, value)
    if _is_of_type(attribute_id, ValueType.DATE):
        return language.value(str(value), "date")
    return choice_text(language, attribute_id, str(value))


def _number(language: Language, attribute_id: str, value: float) -> str:
    if attribute_id.endswith("_year") and "eur" not in attribute_id:
        return str(value)
    text = language.figures.number(value, _DECIMALS)
    unit = next((unit for suffix, unit in _UNITS if attribute_id.endswith(suffix)), "")
    return f"{text} {unit}".strip()


def choice_text(language: Language, attribute_id: str, ours: str) -> str:
    """Return one of our own values in words."""
    if ours == UNKNOWN:
        return language.value(None)
    if _is_of_type(attribute_id, ValueType.BOOLEAN) and ours in _BOOLEANS:
        return language.text(_BOOLEANS[ours])
    if attribute_id == "municipality_code":
        return MUNICIPALITIES.get(ours, ours)
    is_state = attribute_id in _GRID_SIDES or attribute_id.endswith("_state")
    known = f"grid_state.{ours}" if is_state else f"choice.{attribute_id}.{ours}"
    return language.text(known) if known in language else ours


def _is_of_type(attribute_id: str, value_type: ValueType) -> bool:
    """Whether a field is of a type; dates and yes or no are named alike in files of all kinds."""
    spec = ATTRIBUTE_BY_ID.get(attribute_id)
    return spec is not None and spec.type is value_type


def state_of(draft: MappingDraft, decision: ColumnDecision) -> str:
    """Return where a column stands: ``linked``, ``skipped``, ``proposed`` or ``open``."""
    if decision.open_topics or decision.attribute_id in draft.repeated_attributes:
        return "open"
    is_used = bool(decision.attribute_id or draft.role_of(decision.column))
    if not decision.is_confirmed:
        return "proposed" if is_used else "open"
    return "linked" if is_used else "skipped"


_TONES: Final = {"linked": "fits", "skipped": "unknown", "proposed": "info", "open": "check"}


def column_cells(
    language: Language, draft: MappingDraft, decision: ColumnDecision, tried: ColumnTrial | None
) -> tuple[TextCell, ...]:
    """Return the row of a column in the list: its name, where it stands, what it holds, what is lost."""
    state = state_of(draft, decision)
    unreadable = tried.unreadable if tried else 0
    lost = language.text("mapping.unreadable", count=unreadable) if unreadable else ""
    return (
        TextCell(decision.column, strong=True),
        TextCell(chip=language.text(f"mapping.state.{state}"), tone=_TONES[state]),
        TextCell(held_text(language, draft, decision), quiet=True, chip=lost, tone="fails"),
    )


def held_text(language: Language, draft: MappingDraft, decision: ColumnDecision) -> str:
    """Return what a column holds for us: an attribute, the number of the row, its date, or nothing."""
    if decision.attribute_id and draft.role_of(decision.column) != "place":
        return language.text(f"attribute.{decision.attribute_id}")
    role = draft.role_of(decision.column)
    return language.text(f"mapping.role.{role}") if role else ""


def sample_cells(language: Language, attribute_id: str, cell: CellTrial) -> tuple[TextCell, ...]:
    """Return a value before and after, with what is wrong or remarkable."""
    after = stored_text(language, attribute_id, cell.after)
    said = language.text(cell.issue) if cell.issue is not None else ""
    if cell.is_unreadable:
        chip = language.text("mapping.cell.unreadable")
        return (TextCell(cell.before), TextCell(chip=chip, tone="fails"), TextCell(said))
    return (TextCell(cell.before), TextCell(after, strong=True, quiet=cell.after is None), TextCell(said))


def preview_cell(language: Language, tried: ColumnTrial, cell: CellTrial) -> TextCell:
    """Return a value in the table of rows; what cannot be read is marked, not only coloured."""
    if tried.problem is not None:
        return TextCell(cell.before, chip=language.text("mapping.cell.open"), tone="check")
    if cell.is_unreadable:
        return TextCell(cell.before, chip=language.text("mapping.cell.unreadable"), tone="fails")
    return TextCell(stored_text(language, tried.attribute_id, cell.after), quiet=cell.after is None)


def open_sentence(language: Language, draft: MappingDraft) -> str:
    """Say which column waits for what, the first of those that are open; empty when nothing is."""
    waiting = draft.open_columns
    if not waiting:
        return ""
    first = waiting[0]
    what = next(iter(first.open_topics), Topic.CONFIRM).value
    if first.attribute_id in draft.repeated_attributes:
        what = "repeated"
    return language.text(
        "mapping.still_open",
        count=len(waiting),
        column=first.column,
        what=language.text(f"mapping.topic.{what}"),
    )


def place_words(language: Language, place: PlaceDecision, tried: PlaceTrial | None) -> str:
    """Say what became of the rows: how many have a place, how many have none."""
    if place.form is PlaceForm.NONE:
        return language.text("mapping.place.none")
    if place.open_topics or tried is None:
        return language.text(
            "mapping.place.open" if place.open_topics else "mapping.place.busy", **_topic(place)
        )
    if tried.problem is not None:
        return ""
    return language.text(
        "mapping.place.count", placed=tried.placed, missing=tried.missing, unreadable=tried.unreadable
    )


def _topic(place: PlaceDecision) -> dict[str, str]:
    return {"topic": place.open_topics[0]} if place.open_topics else {}


def place_sentence(language: Language, draft: MappingDraft, tried: PlaceTrial | None) -> str:
    """Say what about the place of the rows keeps a person from going on; empty when nothing does."""
    place = draft.asked_place
    if place is None or place.form is PlaceForm.NONE:
        return ""
    if place.open_topics:
        return language.text("mapping.place.open", topic=place.open_topics[0])
    if tried is None:
        return language.text("mapping.place.busy")
    return "" if tried.problem is None else language.text("mapping.place.stuck")


def has_proposed(tried: ColumnTrial) -> bool:
    """Whether a value of the column that cannot be read as it stands has a reading to accept."""
    issues = [cell.issue for cell in tried.samples if cell.issue is not None]
    return any(issue.id.endswith(".proposed") for issue in issues)


def is_open(answer: str) -> bool:
    """Whether an answer is still a question mark."""
    return answer == OPEN
