"""Criteria profiles for tests, with scales that are easy to compute by hand."""

from __future__ import annotations

from drentsportal.domain.criteria import SCALE_TOP, CriteriaProfile, Scale

PLAIN_PROFILE = CriteriaProfile(
    id="plain",
    version=1,
    scales={
        "plot_area": Scale(worst=0, best=100_000),
        "floor_area": Scale(worst=0, best=10_000),
        "segment": Scale(classes={"match": SCALE_TOP, "none": 0}),
        "available_by": Scale(worst=741_808, best=739_982),
        "price": Scale(worst=10_000, best=0),
        "present_distance": Scale(worst=25_000, best=0),
        "junction_distance": Scale(worst=20_000, best=0),
        "park_management": Scale(classes={"yes": SCALE_TOP, "no": 0}),
        "reuse": Scale(classes={"reuse": SCALE_TOP, "existing": SCALE_TOP // 2, "new": 0}),
    },
    default_weights={"present_distance": 30, "reuse": 20},
    permit_margin_dm=20,
)
