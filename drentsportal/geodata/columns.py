"""Reads whole columns: a value is worked out once however often it occurs, an issue is told per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.entry.number_text import (
    Notation,
    NumberText,
    notation_of,
    proposed_number,
    read_number,
)
from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.errors import QuestionError
from drentsportal.geodata.decisions import DECIMAL_COMMA, DECIMAL_POINT, PROPOSED_READING, Decisions
from drentsportal.geodata.readings import Reading, bare_text, is_damaged, is_missing, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from drentsportal.geodata.issue_log import IssueLog
    from drentsportal.geodata.mapping import ColumnRule
    from drentsportal.geodata.raw_table import RawTable

M2_PER_HA: Final = 10_000
LARGEST: Final = 1e11
"""No figure of a site reaches this: all of the Netherlands is 4.2e10 m2."""

_AREAS_M2: Final = frozenset({"area_m2", "floor_area_m2", "premises_plot_area_m2"})
_NUMBERS: Final = frozenset({ValueType.REAL, ValueType.INTEGER})
_EXAMPLE_LENGTH: Final = 80
_SIGNS: Final = {DECIMAL_COMMA: Notation.COMMA, DECIMAL_POINT: Notation.POINT}


def attribute_unit(attribute_id: str) -> str:
    """Return the unit of area in which an attribute is kept: ``ha``, ``m2``, or "" when it is no area."""
    if attribute_id.endswith("_ha"):
        return "ha"
    return "m2" if attribute_id in _AREAS_M2 else ""


class ColumnReader:
    """Reads the columns of one file by the rules of its mapping; ``notes`` says what it found out."""

    def __init__(self, table: RawTable, decisions: Decisions, log: IssueLog) -> None:
        """Keep the file, what was decided about it, and where remarks go."""
        self._table = table
        self._decisions = decisions
        self._log = log
        self.notes: list[Message] = []

    def read(self, rule: ColumnRule) -> list[object | None]:
        """Return one value per row, ``None`` where the source does not say or cannot be read.

        Raises ``QuestionError`` when the numbers of a column can be read in two ways.
        """
        if not rule.column:
            return [rule.value] * self._table.row_count
        raw = self._table.columns[rule.column]
        read = self._numbers if rule.attribute.type in _NUMBERS else self._others
        values = read(rule, raw)
        if rule.required:
            missing = [row for row, value in enumerate(values) if value is None]
            self._log.refuse(missing, "issue.required_missing", rule.column)
        return values

    def _others(self, rule: ColumnRule, raw: NDArray[Any]) -> list[object | None]:
        return self._settled(rule, raw.tolist(), reader_of(rule))

    def _settled(
        self, rule: ColumnRule, values: list[Any], read: Callable[[object], Reading]
    ) -> list[object | None]:
        """Read each distinct value once; then tell, row by row, what was wrong with some."""
        column = rule.column
        stated = {value for value in set(values) if not is_missing(value)}
        # What the source itself calls unknown is no fault of the value.
        silent = {value for value in stated if rule.unknown_codes and bare_text(value) in rule.unknown_codes}
        readings = {value: read(value) for value in stated - silent}
        accepted = self._decisions.has(PROPOSED_READING, column)
        outcome = {value: _outcome(reading, accepted=accepted) for value, reading in readings.items()}
        odd = {value for value, reading in readings.items() if reading.issue}
        for row, value in enumerate(values) if odd else ():
            if value in odd:
                self._tell(row, column, value, readings[value])
        return [outcome.get(value) for value in values]

    def _tell(self, row: int, column: str, value: object, reading: Reading) -> None:
        text = bare_text(value)[:_EXAMPLE_LENGTH]
        if reading.proposal is None:
            self._log.add(row, RowOutcome.FLAGGED, message(reading.issue, text=text), column)
            return
        proposal = bare_text(reading.proposal)
        if self._decisions.has(PROPOSED_READING, column):
            what = message("issue.reading_accepted", text=text, proposal=proposal)
            self._log.add(row, RowOutcome.TAKEN, what, column)
            return
        what = message(f"{reading.issue}.proposed", text=text, proposal=proposal)
        self._log.add(row, RowOutcome.FLAGGED, what, column)

    def _numbers(self, rule: ColumnRule, raw: NDArray[Any]) -> list[object | None]:
        finish = _finisher(rule)
        if raw.dtype.kind not in "iuf":
            texts = {text for text in raw.tolist() if isinstance(text, str)}
            notation = self._notation(rule, texts - rule.unknown_codes)
            return self._settled(rule, raw.tolist(), lambda value: finish(_number(value, notation)))
        return self._settled(rule, raw.tolist(), lambda value: finish(_number(value, None)))

    def _notation(self, rule: ColumnRule, texts: Iterable[str]) -> Notation:
        """Say which decimal sign a column uses: as decided, as the mapping says, or as its values show.

        Raises ``QuestionError`` where the values leave it open, and most of them can be read once it is said.
        """
        readings = {text: read_number(text) for text in texts}
        is_decided = any(self._decisions.has(each, rule.column) for each in _SIGNS)
        if rule.decimal and not is_decided:
            return Notation(rule.decimal)
        found = decided_notation(rule.column, readings, self._decisions)
        is_typed_comma = found is Notation.COMMA and not self._table.is_text
        if not is_decided and (is_typed_comma or found is Notation.NONE):
            self._ask_sign(rule, readings)
            # A few numbers among others: listed by row with the reading proposed.
            return Notation.POINT if is_typed_comma else found
        if found is Notation.COMMA:
            self.notes.append(message("note.decimal_comma", column=rule.column))
        return found

    def _ask_sign(self, rule: ColumnRule, readings: Mapping[str, NumberText]) -> None:
        """Ask for the decimal sign of a column when most of it depends on that.

        Also when a single value can be read in two ways: read as if the sign were known, it would be wrong
        by a thousand without a word.
        """
        column = rule.column
        stated = [value for value in self._table.columns[column].tolist() if not is_missing(value)]
        shown = [readings[value] for value in stated if isinstance(value, str) and value in readings]
        doubtful = [text for text, each in readings.items() if each.notation is Notation.EITHER]
        fits = {
            rule_name: sum(each.notation in {sign, Notation.EITHER} for each in shown)
            for rule_name, sign in _SIGNS.items()
        }
        most = max(fits.values()) > len(stated) / 2
        if not doubtful and (not most or self._decisions.has(PROPOSED_READING, column)):
            return
        certain = [text for text, each in readings.items() if each.notation in _SIGNS.values()]
        raise QuestionError(
            "error.import.sign_of_column",
            option="--accept",
            choices=tuple(f"{each}:{column}" for each in _SIGNS),
            column=column,
            example=min(doubtful or certain)[:_EXAMPLE_LENGTH],
            comma_rows=fits[DECIMAL_COMMA],
            point_rows=fits[DECIMAL_POINT],
            rows=len(stated),
        )


def decided_notation(column: str, readings: Mapping[str, NumberText], decisions: Decisions) -> Notation:
    """Say which decimal sign a column uses, as a person decided or as its values show.

    Raises ``QuestionError`` when every sign in it could be both.
    """
    for names in (decisions.names, decisions.has):
        for rule, notation in _SIGNS.items():
            if names(rule, column):
                return notation
    found = notation_of(readings.values())
    if found is not Notation.EITHER:
        return found
    raise QuestionError(
        "error.import.which_decimal_sign",
        option="--accept",
        choices=tuple(f"{rule}:{column}" for rule in _SIGNS),
        column=column,
        example=min(text for text, each in readings.items() if each.notation is Notation.EITHER),
    )


def _outcome(reading: Reading, *, accepted: bool) -> object | None:
    return reading.proposal if accepted and reading.proposal is not None else reading.value


def _number(value: object, notation: Notation | None) -> Reading:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Reading(None, "issue.not_a_number")
    if not isinstance(value, str):
        return Reading(float(value)) if abs(value) < LARGEST else Reading(None, "issue.number_too_large")
    reading = read_number(value)
    number = reading.under(notation)
    proposal = proposed_number(value) if reading.notation is Notation.NONE else reading.only_reading
    # What is too large however it is read has no other sign to be blamed, and is no proposal either.
    stated = proposal if number is None else number
    if stated is not None and abs(stated) >= LARGEST:
        return Reading(None, "issue.number_too_large")
    if number is not None:
        return Reading(number)
    if is_damaged(value):
        return Reading(None, "issue.value_damaged")
    rule = "issue.not_a_number" if reading.notation is Notation.NONE else "issue.number_notation"
    return Reading(None, rule, proposal)


def _finisher(rule: ColumnRule) -> Callable[[Reading], Reading]:
    """Return what brings a number to the attribute's own unit and type."""
    own_unit = attribute_unit(rule.attribute.id)
    unit = rule.unit or own_unit
    to_ha, to_m2 = (unit, own_unit) == ("m2", "ha"), (unit, own_unit) == ("ha", "m2")
    whole = rule.attribute.type is ValueType.INTEGER

    def convert(number: object) -> float | int | None:
        if not isinstance(number, float):
            return None
        value = number / M2_PER_HA if to_ha else number * M2_PER_HA if to_m2 else number
        return round(value) if whole else value

    def finish(reading: Reading) -> Reading:
        value, proposal = convert(reading.value), convert(reading.proposal)
        if isinstance(reading.value, float) and reading.value < 0:
            return Reading(None, "issue.negative")
        if value is not None and whole and not to_m2 and value != reading.value:
            return Reading(value, "issue.rounded")
        return Reading(value, reading.issue, proposal)

    return finish
