"""What a request must satisfy before it can be matched; every fault names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.criteria import CRITERION_BY_ID, Criterion, LimitKind
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.request import Limit, LocationRequest


def check_request(request: LocationRequest) -> None:
    """Refuse what cannot be judged.

    Raises ``InputError`` for an unknown or repeated criterion, a limit of the wrong kind, a negative weight,
    a preference on what can only be required, and a distance from the present location without one.
    """
    required = [each.criterion_id for each in request.requirements]
    preferred = [each.criterion_id for each in request.preferences]
    _check_ids(required)
    _check_ids(preferred)
    for requirement in request.requirements:
        _check_limit(CRITERION_BY_ID[requirement.criterion_id], requirement.limit)
    for preference in request.preferences:
        if preference.weight < 0:
            raise InputError("error.request.weight_negative", field=preference.criterion_id)
        if not CRITERION_BY_ID[preference.criterion_id].can_prefer:
            raise InputError(
                "error.request.not_a_preference",
                field=preference.criterion_id,
                criterion=preference.criterion_id,
            )
    if request.origin is None and "present_distance" in {*required, *preferred}:
        raise InputError("error.request.origin_missing", field="origin")


def _check_ids(criterion_ids: Sequence[str]) -> None:
    for criterion_id in criterion_ids:
        if criterion_id not in CRITERION_BY_ID:
            raise InputError(
                "error.request.criterion_unknown",
                field=criterion_id,
                criterion=criterion_id,
                accepted=", ".join(CRITERION_BY_ID),
            )
        if criterion_ids.count(criterion_id) > 1:
            raise InputError("error.request.criterion_twice", field=criterion_id, criterion=criterion_id)


def _check_limit(criterion: Criterion, limit: Limit) -> None:
    if not _is_usable(criterion, limit):
        raise InputError("error.request.limit_unusable", field=criterion.id, criterion=criterion.id)


def _is_usable(criterion: Criterion, limit: Limit) -> bool:
    if criterion.limit_kind is LimitKind.IS_TRUE:
        return isinstance(limit, bool)
    if criterion.limit_kind is LimitKind.ANY_OF:
        return isinstance(limit, tuple) and bool(limit) and all(isinstance(each, str) for each in limit)
    if criterion.limit_kind is LimitKind.NONE or isinstance(limit, bool) or not isinstance(limit, int):
        return False
    if criterion.unit == "category":
        return 1 <= limit <= len(CATEGORIES)
    return limit > 0 or (limit == 0 and criterion.limit_kind is LimitKind.AT_MOST)
