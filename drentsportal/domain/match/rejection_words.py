"""What would let an excluded candidate in, told: one change, or several that are needed together.

No sentence stands here: each function picks an id of the families ``relax.`` and ``move.``. One change by
itself is worded by ``change_words``; here is added what still holds of it in this candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.change_words import move_statement
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.match_result import Bound, Verdict
from drentsportal.domain.match.requirements import HOUSING
from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.criteria import Criterion
    from drentsportal.domain.match.match_result import Rejection, Relaxation


def changes_told(rejection: Rejection) -> tuple[Message, ...]:
    """Tell what would let a candidate in: one change, or several in one sentence, since none is enough alone.

    Where one requirement can never be met, only that is told. A building that was not measured is told with
    the changes, since they are enough only where it fits.
    """
    if rejection.is_barred:
        return tuple(each.statement for each in rejection.relaxations if each.needed is None)
    if not rejection.needs_all:
        return tuple(
            _with_measured(rejection, change_told(rejection, each)) for each in rejection.relaxations
        )
    moves = [_move(each, each.needed) for each in rejection.relaxations if each.needed is not None]
    joined = moves[0]
    for move in moves[1:]:
        joined = message("relax.and", first=joined, second=move)
    together = message("relax.together", changes=joined)
    if rejection.to_check:
        together = message("relax.to_check", change=together)
    return (_with_measured(rejection, _with_others(rejection, together)),)


def _move(relaxation: Relaxation, needed: Limit) -> Message:
    """Tell one of the changes that are made together; a bound is called one here too."""
    if relaxation.bound is Bound.NOT_MEASURED:
        return message("move.building.not_measured")
    criterion = _criterion(relaxation.criterion_id)
    move = move_statement(criterion, relaxation.asked, needed, relaxation.detour_percent)
    return move if relaxation.bound is None else message(f"move.{relaxation.bound.value}", move=move)


def change_told(rejection: Rejection, relaxation: Relaxation) -> Message:
    """Tell one change of a rejection, and what must still be asked when it is made."""
    kind = dict(rejection.to_check).get(relaxation.criterion_id)
    if kind is None:
        return _with_others(rejection, relaxation.statement)
    checked_id = f"relax.{relaxation.criterion_id}.{kind.value}"
    if relaxation.statement.id == f"relax.{relaxation.criterion_id}" and checked_id in _TOLD_CHECKS:
        return message(checked_id, **dict(relaxation.statement.params))
    return message("relax.to_check", change=relaxation.statement)


def _with_others(rejection: Rejection, change: Message) -> Message:
    """Say of what does not ask anything yet that requirements which are not changed do."""
    if rejection.to_check or rejection.is_barred:
        return change
    # Of a building that nobody measured that is said in words of its own.
    is_open = any(
        each.verdict is Verdict.CHECK
        and not (each.criterion_id == "building" and rejection.has_unmeasured_building)
        for each in rejection.outcomes
    )
    return message("relax.others_to_check", change=change) if is_open else change


_TOLD_CHECKS: Final = frozenset(
    {
        "relax.height.permit_needed",
        "relax.plot_area.total_only",
        "relax.expansion_area.total_only",
        "relax.category.main_category_only",
        "relax.category.unknown",
        "relax.category.combination",
    }
)
"""Changes of which is said in words of their own what must still be asked."""


def _with_measured(rejection: Rejection, change: Message) -> Message:
    return message("relax.unmeasured", change=change) if rejection.has_unmeasured_building else change


def _criterion(criterion_id: str) -> Criterion:
    """Find a criterion; that of the kind of housing is no field of its own."""
    return HOUSING if criterion_id == HOUSING.id else CRITERION_BY_ID[criterion_id]
