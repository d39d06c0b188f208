"""Requests with proposed changes made, for laws about the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.relaxation import with_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.match_result import Relaxation


def relaxed(request: LocationRequest, relaxations: Iterable[Relaxation]) -> LocationRequest:
    """Apply changes to a request; those without ``needed`` leave it as it is."""
    for relaxation in relaxations:
        if relaxation.needed is not None:
            request = with_limit(request, relaxation.criterion_id, relaxation.needed)
    return request
