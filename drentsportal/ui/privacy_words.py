"""Wordings of terms, passages and faults as the window says them: without options of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.retention.standing import RetentionState
from drentsportal.errors import DrentsPortalError
from drentsportal.ui.dialogs.messages import error_text
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.retention.passages import Passage, ShownPassage
    from drentsportal.domain.retention.selection_list import SelectionCategory
    from drentsportal.domain.retention.standing import RetentionStanding
    from drentsportal.language import Language

_WORDED_HERE: Final = {
    "error.retention.not_started": "ui.privacy.error.not_started",
    "error.retention.not_due": "ui.privacy.error.not_due",
    "error.retention.title_names": "ui.privacy.error.title_names",
    "error.retention.list_damaged": "ui.privacy.error.list_damaged",
    "error.disclosure.not_confirmed": "ui.privacy.error.not_confirmed",
    "error.woo.nothing_marked": "ui.privacy.error.nothing_marked",
}
"""Faults whose own sentence names an option of the command line."""

_TONES: Final = {
    RetentionState.UNDECIDED: "unknown",
    RetentionState.WAITING: "info",
    RetentionState.RUNNING: "info",
    RetentionState.DUE: "check",
    RetentionState.PERMANENT: "accent",
    RetentionState.ANONYMISED: "fits",
}


def fault_text(language: Language, error: BaseException, log_path: Path) -> str:
    """Return the sentence for an error, in the words of the window."""
    if isinstance(error, DrentsPortalError) and error.message_id in _WORDED_HERE:
        return language.text(_WORDED_HERE[error.message_id], **error.params)
    return error_text(language, error, log_path)


def state_text(language: Language, standing: RetentionStanding) -> str:
    """Name how a case stands in two words; of one that is due what is proposed."""
    return language.text(f"ui.privacy.state.{_state_name(standing)}")


def _state_name(standing: RetentionStanding) -> str:
    return standing.state.value if standing.action is None else f"due_{standing.action.value}"


def state_cell(language: Language, standing: RetentionStanding) -> TextCell:
    """Return the state as a chip."""
    what = explanation(language, f"retention.{_state_name(standing)}")
    return TextCell(chip=state_text(language, standing), tone=_TONES[standing.state], what=what)


def state_tone(standing: RetentionStanding) -> str:
    """Return the tone of a state, for a chip."""
    return _TONES[standing.state]


def standing_text(language: Language, standing: RetentionStanding) -> str:
    """Say in a sentence how a case stands to its term."""
    choice = standing.choice
    return language.text(
        f"ui.privacy.standing.{standing.state.value}",
        last_kept_on=standing.last_kept_on,
        due_on=standing.due_on,
        start="" if choice is None else language.text(f"retention_start.{choice.category.start.value}"),
        action="" if standing.action is None else language.text(f"retention_action.{standing.action.value}"),
    )


def term_text(language: Language, category: SelectionCategory) -> str:
    """Say how long a category is kept, from when, and what is proposed then."""
    if category.term_years is None:
        return language.text("retention_term.permanent")
    return language.text(
        "ui.privacy.term",
        years=category.term_years,
        start=language.text(f"retention_start.{category.start.value}"),
        action=language.text(f"retention_action.{category.action.value}"),
    )


def passage_name(language: Language, passage: Passage | ShownPassage) -> str:
    """Name a passage by its kind and, where it has one, its moment."""
    kind = language.text(f"passage_kind.{passage.kind.value}")
    if passage.at_utc is None:
        return kind
    return f"{kind}, {language.value(passage.at_utc, 'moment')}"
