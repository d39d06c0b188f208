"""What the codes of a capacity map mean: the source does not say it in the file, so a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.domain.vocabulary import GridState
from drentsportal.errors import QuestionError
from drentsportal.geodata.decisions import GRID_RULES, GRID_UNKNOWN

if TYPE_CHECKING:
    from drentsportal.geodata.decisions import Decisions
    from drentsportal.geodata.mapping import ColumnRule

_STATES: Final = frozenset(state.value for state in GridState)
_WORDS: Final = {"transparant": GridState.TRANSPARENT.value}
"""The official model writes its first state in Dutch (im-capaciteitskaart 1.3.0)."""

_UNSETTLED: Final = "?"


class GridCodes:
    """Turns the codes of one column into states; each distinct text is worked out once."""

    def __init__(self, rule: ColumnRule, decisions: Decisions) -> None:
        """Keep the codes of the mapping and what a person decided on top of them."""
        self._rule = rule
        self._decisions = decisions
        self._states: dict[str, str | None] = {"": None}

    def state(self, text: str) -> str | None:
        """Return the state of a text, ``None`` where the source does not say; an open code stays open."""
        if text not in self._states:
            self._states[text] = self._worked_out(bare_code(text))
        return self._states[text]

    def check_settled(self, file_name: str) -> None:
        """Raise ``QuestionError`` for the first code of which nobody said what it means."""
        unsettled = sorted({bare_code(text) for text, state in self._states.items() if state == _UNSETTLED})
        if unsettled:
            raise QuestionError(
                "error.import.grid_code",
                option="--accept",
                choices=tuple(f"{rule}:{unsettled[0]}" for rule in GRID_RULES),
                file=file_name,
                column=self._rule.column,
                code=unsettled[0],
                codes=", ".join(unsettled),
            )

    def _worked_out(self, code: str) -> str | None:
        for rule in GRID_RULES:
            if f"{rule}:{code}" in self._decisions.accepted:
                return None if rule == GRID_UNKNOWN else rule.removeprefix("grid_")
        if code in self._rule.unknown_codes:
            return None
        stated = self._rule.codes.get(code, _WORDS.get(code.casefold(), code.casefold()))
        return stated if stated in _STATES else _UNSETTLED


def bare_code(text: str) -> str:
    """Return a code as a person would write it: ``1,0`` and ``1.0`` are 1."""
    reading = read_number(text)
    number = reading.as_comma if reading.notation is Notation.COMMA else reading.as_point
    return str(int(number)) if number is not None and number.is_integer() else text.strip()
