"""Which criteria profiles can be kept: ids that exist, scales that can map, weights that have a scale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.match.criteria import (
    CRITERION_BY_ID,
    SCALE_TOP,
    CriteriaProfile,
    LimitKind,
    Scale,
    ScaleShape,
)
from drentsportal.domain.match.value_functions import FURTHEST, scale_fault
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.criteria import Criterion

ID_SHAPE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
"""The id of a profile: small letters, digits and underscores, as the file names of those that ship."""

_CLASSED_UNITS: Final = frozenset({"class", "code"})
_HEAVIEST: Final = 1_000_000
_LONGEST: Final = 40
"""How much of a wrong value is repeated."""

MOST_MARGIN_DM: Final = 10_000
"""The widest margin for a permit, 1 km; own choice, only slips of the pen are refused."""


def check_profile(profile: CriteriaProfile) -> None:
    """Refuse a profile that cannot be matched with.

    Raises ``InputError`` naming the criterion at fault and what was expected.
    """
    if not ID_SHAPE.fullmatch(profile.id):
        raise InputError("error.profile.id_shape", field="id", profile=profile.id)
    for criterion_id, scale in profile.scales.items():
        _check_scale(profile, _criterion(profile, criterion_id), scale)
    for criterion_id, weight in profile.default_weights.items():
        _criterion(profile, criterion_id)
        if not 0 <= weight <= _HEAVIEST:
            raise _fault("error.profile.weight", profile, criterion_id, most=_HEAVIEST)
        if weight and criterion_id not in profile.scales:
            raise _fault("error.profile.no_scale", profile, criterion_id)
    if not any(profile.default_weights.values()):
        raise InputError("error.profile.no_weights", field="default_weights", profile=profile.id)
    if not 0 <= profile.permit_margin_dm <= MOST_MARGIN_DM:
        raise InputError(
            "error.profile.permit_margin",
            field="permit_margin_dm",
            profile=profile.id,
            most_m=MOST_MARGIN_DM // 10,
        )


def is_classed(criterion: Criterion) -> bool:
    """Whether a criterion is valued by classes and not by numbers."""
    return criterion.unit in _CLASSED_UNITS or criterion.limit_kind is LimitKind.NEED


def profile_from_text_data(data: Mapping[str, Any]) -> CriteriaProfile:
    """Read a profile as it stands in TOML or JSON, where what a scale does not use is left out.

    Raises ``KeyError``, ``TypeError``, ``ValueError`` or ``AttributeError`` for what is none, ``InputError``
    for a number that is not whole and a shape that does not exist; not checked.
    """
    return CriteriaProfile(
        id=str(data["id"]),
        version=_whole(data.get("version", 0)),
        scales={str(each): _scale(scale) for each, scale in data["scales"].items()},
        default_weights={str(each): _whole(weight) for each, weight in data["default_weights"].items()},
        permit_margin_dm=_whole(data.get("permit_margin_dm", 0)),
    )


def _scale(data: Mapping[str, Any]) -> Scale:
    return Scale(
        worst=_whole(data.get("worst", 0)),
        best=_whole(data.get("best", 0)),
        classes={str(each): _whole(worth) for each, worth in data.get("classes", {}).items()},
        shape=_shape(data.get("shape", ScaleShape.LINEAR.value)),
        points=tuple((_whole(value), _whole(worth)) for value, worth in data.get("points", ())),
        halving=_whole(data.get("halving", 0)),
    )


def _check_scale(profile: CriteriaProfile, criterion: Criterion, scale: Scale) -> None:
    fault = scale_fault(scale)
    if fault and (fault == "error.profile.scale_range" or not is_classed(criterion)):
        raise _fault(fault, profile, criterion.id, most=FURTHEST)
    if not is_classed(criterion):
        return
    worths = scale.classes.values()
    if not worths or not all(0 <= worth <= SCALE_TOP for worth in worths):
        raise _fault("error.profile.classes", profile, criterion.id, most=SCALE_TOP)


def _criterion(profile: CriteriaProfile, criterion_id: str) -> Criterion:
    criterion = CRITERION_BY_ID.get(criterion_id)
    if criterion is None or not criterion.can_prefer:
        accepted = ", ".join(each.id for each in CRITERION_BY_ID.values() if each.can_prefer)
        raise _fault("error.profile.criterion", profile, criterion_id, accepted=accepted)
    return criterion


def _fault(message_id: str, profile: CriteriaProfile, criterion_id: str, **params: object) -> InputError:
    return InputError(message_id, field=criterion_id, criterion=criterion_id, profile=profile.id, **params)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError("error.profile.not_whole", field="file", value=str(value)[:_LONGEST])
    return value


def _shape(value: object) -> ScaleShape:
    known = [each.value for each in ScaleShape]
    if value not in known:
        raise InputError(
            "error.profile.no_shape", field="file", shape=str(value)[:_LONGEST], accepted=", ".join(known)
        )
    return ScaleShape(value)
