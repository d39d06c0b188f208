"""Criteria profiles for tests, with scales that are easy to compute by hand."""

from __future__ import annotations

from drentsportal.domain.match.criteria import SCALE_TOP, CriteriaProfile, Scale, ScaleShape

_SCARCITY = Scale(classes={"good": SCALE_TOP, "limited": SCALE_TOP // 2, "none": 0})
_YES_NO = Scale(classes={"yes": SCALE_TOP, "no": 0})

PLAIN_PROFILE = CriteriaProfile(
    id="plain",
    version=1,
    # In the order of the criteria: of equal remainders the earlier one gets what is left of the weights.
    scales={
        "plot_area": Scale(worst=0, best=100_000),
        "expansion_area": Scale(
            shape=ScaleShape.IDEAL,
            points=((5_000, 0), (15_000, SCALE_TOP), (40_000, SCALE_TOP), (120_000, 0)),
        ),
        "floor_area": Scale(worst=0, best=10_000),
        "segment": Scale(classes={"match": SCALE_TOP, "none": 0}),
        "regional_profile": Scale(classes={"accent": SCALE_TOP, "none": 0}),
        "storage": _YES_NO,
        "available_by": Scale(worst=741_808, best=739_982),
        "price": Scale(worst=10_000, best=0),
        "rent": Scale(shape=ScaleShape.PIECEWISE, points=((3_000, SCALE_TOP), (5_000, 300_000), (12_000, 0))),
        "present_distance": Scale(worst=25_000, best=0),
        "present_minutes": Scale(shape=ScaleShape.DECAY, best=600, halving=700),
        "staff_minutes": Scale(worst=3_600, best=0),
        "junction_distance": Scale(worst=20_000, best=0),
        "junction_minutes": Scale(worst=3_600, best=0),
        "terminal_distance": Scale(worst=20_000, best=0),
        "terminal_minutes": Scale(worst=3_600, best=0),
        "quay_distance": Scale(worst=20_000, best=0),
        "broadband": _YES_NO,
        "grid_demand": _SCARCITY,
        "grid_feed": _SCARCITY,
        "water": _SCARCITY,
        "nitrogen": _SCARCITY,
        "labour": _SCARCITY,
        "park_management": _YES_NO,
        "reuse": Scale(classes={"reuse": SCALE_TOP, "existing": SCALE_TOP // 2, "new": 0}),
    },
    default_weights={"present_distance": 30, "reuse": 20},
    permit_margin_dm=20,
)
