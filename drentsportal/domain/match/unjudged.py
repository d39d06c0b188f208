"""Requirements that say nothing of what is sought: told, so that none drops out unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Housing
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.message import Message

OF_PREMISES: Final = frozenset({"floor_area", "rent"})
"""Criteria that say something of buildings only."""


def unjudged(request: LocationRequest) -> tuple[Message, ...]:
    """Name each requirement that nothing sought is judged by: those on premises where only land is sought."""
    if request.housing is not Housing.PLOT:
        return ()
    return tuple(
        message("match.unjudged", criterion=each.criterion_id)
        for each in request.requirements
        if each.criterion_id in OF_PREMISES and each.limit is not False
    )
