"""Taking a relaxation over into the request changes that requirement and nothing else."""

from __future__ import annotations

import pytest

from drentsportal.domain.asking.request import Housing, Limit, LocationRequest, Preference, Requirement
from drentsportal.domain.match.what_if import Proposal, relaxed_request
from drentsportal.domain.message import message

_AREA = Requirement("plot_area", 30_000)
_MANAGED = Requirement("park_management", limit=True)
_REQUEST = LocationRequest(
    "Metaalbewerker",
    housing=Housing.PLOT,
    requirements=(_AREA, _MANAGED),
    preferences=(Preference("reuse", 20),),
)


def _proposal(criterion_id: str, asked: Limit, needed: Limit | None) -> Proposal:
    return Proposal(criterion_id, asked, needed, 1, 3, ("a", "b"), (), message("what_if.plot_area"))


@pytest.mark.parametrize(
    ("proposal", "requirements", "housing"),
    [
        (
            _proposal("plot_area", 30_000, 25_000),
            (Requirement("plot_area", 25_000), _MANAGED),
            Housing.PLOT,
        ),
        (_proposal("park_management", asked=True, needed=False), (_AREA,), Housing.PLOT),
        (_proposal("housing", "plot", "either"), (_AREA, _MANAGED), Housing.EITHER),
        (_proposal("plot_area", 30_000, None), (_AREA, _MANAGED), Housing.PLOT),
    ],
)
def test_only_the_proposed_requirement_changes(
    proposal: Proposal, requirements: tuple[Requirement, ...], housing: Housing
) -> None:
    """A limit moves, a yes is given up, land or building becomes either; without a change all stays."""
    relaxed = relaxed_request(_REQUEST, proposal)
    assert relaxed.requirements == requirements
    assert relaxed.housing is housing
    assert relaxed.preferences == _REQUEST.preferences
    assert relaxed.title == _REQUEST.title
