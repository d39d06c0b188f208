"""A window and a document word the same building and the same plots, each in its own tone."""

from __future__ import annotations

import pytest

from drentsportal.domain.asking.request import Building, Combining
from drentsportal.language import Language
from drentsportal.language.limit_words import Tone, building_words, combining_words
from drentsportal.paths import resources_dir


@pytest.mark.parametrize(
    ("tone", "building", "strip", "plots"),
    [
        (
            "ui",
            "40 m \u00d7 25,5 m",
            "40 m \u00d7 25,5 m, 5 m rondom vrij",
            "ten hoogste 3 kavels, strook tot 3 m ertussen, van één verkoper",
        ),
        (
            "doc",
            "40 m breed en 25,5 m diep, in elke richting",
            "40 m breed en 25,5 m diep, in elke richting, met 5 m vrij rondom",
            "ten hoogste 3 kavels, met een strook tot 3 m ertussen, van één verkoper",
        ),
    ],
)
def test_each_tone_has_every_text(tone: Tone, building: str, strip: str, plots: str) -> None:
    """With and without a strip to keep free; plots together, and none."""
    dutch = Language("nl", resources_dir(), strict=True)
    worded = (
        building_words(dutch, tone, Building(400, 255)),
        building_words(dutch, tone, Building(400, 255, 50)),
        combining_words(dutch, tone, Combining(most_plots=3, gap_dm=30, same_seller_only=True)),
        combining_words(dutch, tone, Combining(most_plots=1)),
    )
    assert [each.replace("\u00a0", " ") for each in worded] == [
        building,
        strip,
        plots,
        "nee, alleen losse kavels",
    ]
