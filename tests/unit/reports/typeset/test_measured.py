"""Two distances of one park do not contradict each other when each says where it starts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.match.match_result import Contribution, RequirementOutcome, Verdict
from drentsportal.domain.message import message
from drentsportal.domain.values import Attribute, Known, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.typeset.measured import distance_start, measured_from
from tests.unit.reports.subjects import IBIS_DATE, LIST, advice, park, plots, site

if TYPE_CHECKING:
    from drentsportal.language import Language

SUBJECT = advice()
KNOWN = Known(1_700, LIST, IBIS_DATE)


def _requirement(criterion_id: str, value: Attribute[object] = KNOWN) -> RequirementOutcome:
    return RequirementOutcome(criterion_id, 8_000, Verdict.FITS, message("word.yes"), value)


@pytest.mark.parametrize(
    ("criterion_id", "farthest"), [("junction_distance", "A1"), ("present_distance", "A6")]
)
def test_a_combination_is_measured_from_its_farthest_plot(
    dutch: Language, criterion_id: str, farthest: str
) -> None:
    """The junction lies east of the plots, the present location west of them."""
    offered = replace(SUBJECT.shortlist[0], offers=plots(6))
    start = distance_start(_requirement(criterion_id), offered, SUBJECT)
    assert start is not None
    assert dutch.text(start) == f"kavel {farthest}, de verste"


def test_one_plot_and_a_preference(dutch: Language) -> None:
    """One plot by its name; a preference spans them all."""
    one = replace(SUBJECT.shortlist[0], offers=plots(1))
    start = distance_start(_requirement("present_distance"), one, SUBJECT)
    assert start is not None
    assert dutch.text(start) == "kavel A1"
    many = replace(one, offers=plots(3))
    wish = Contribution("present_distance", 1, 0, 0, 0, message("word.yes"), KNOWN)
    start = distance_start(wish, many, SUBJECT)
    assert start is not None
    assert dutch.text(start) == "deze kavels"


def test_totals_are_measured_from_the_edge(dutch: Language) -> None:
    """A park without offered plots; a point says that it is one."""
    start = distance_start(_requirement("junction_distance"), SUBJECT.shortlist[0], SUBJECT)
    assert start == measured_from(park())
    assert start is not None
    assert dutch.text(start) == "de rand van het terrein"
    hall = replace(site(SiteKind.PREMISES, "h", {}), geometry_rd=shapely.Point(1, 2))
    assert dutch.text(measured_from(hall)) == "het punt op de kaart"


def test_what_is_no_distance_has_no_start() -> None:
    """Nor has an unknown one."""
    here = SUBJECT.shortlist[0]
    assert distance_start(_requirement("plot_area"), here, SUBJECT) is None
    assert distance_start(_requirement("junction_distance", Unknown()), here, SUBJECT) is None
