"""Classes differ in more than colour, and are those of the design."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures import symbology
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.symbology import Theme
from drentsportal.reports.typeset.document_theme import contrast_ratio

TOKENS = Path(__file__).parents[4] / "shared" / "mockups" / "tokens.json"


@pytest.mark.parametrize("theme", Theme)
def test_statuses_differ_without_colour(theme: Theme) -> None:
    """Pattern, outline width or dash tells any two statuses apart."""
    seen = set()
    for status in PlotStatus:
        area = symbology.plot_status(status, theme).area
        seen.add((area.pattern.kind if area.pattern else None, area.stroke_mm, area.dash_mm))
    assert len(seen) == len(PlotStatus)


@pytest.mark.parametrize("theme", Theme)
def test_an_unknown_status_looks_like_no_status(theme: Theme) -> None:
    """Unknown is its own class."""
    unknown = symbology.unknown_status(theme).area
    assert unknown not in [symbology.plot_status(status, theme).area for status in PlotStatus]


@pytest.mark.parametrize(
    ("points", "class_id"), [(100, "ge70"), (70, "ge70"), (69.99, "60_70"), (50, "50_60"), (0, "lt50")]
)
def test_a_score_falls_in_its_class(points: float, class_id: str) -> None:
    """The lower bound belongs to the class."""
    assert symbology.score_class(round(points * 10**8), Theme.LIGHT).id == class_id


@pytest.mark.parametrize("theme", Theme)
def test_reasons_have_each_their_own_shape(theme: Theme) -> None:
    """No two reasons share a shape."""
    classes = symbology.exclusion_reasons(theme)
    assert len({each.shape for each in classes}) == len(classes)


@pytest.mark.parametrize("theme", Theme)
def test_plot_names_can_be_read(theme: Theme) -> None:
    """A plot's name on its fill has a contrast of at least 4.5 to 1."""
    for status in PlotStatus:
        look = symbology.plot_status(status, theme)
        assert _contrast(look.text, look.area.fill or "") >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_map_words_can_be_read(theme: Theme) -> None:
    """Words on land and on their halo, and numbers on site marks."""
    colours = map_colours(theme)
    assert _contrast(colours.text, colours.land) >= 4.5
    assert _contrast(colours.text, colours.halo) >= 4.5
    assert _contrast(colours.on_site, colours.site) >= 4.5
    assert _contrast(colours.motorway_badge_text, colours.motorway_badge) >= 4.5


@pytest.mark.skipif(not TOKENS.exists(), reason="the design's tokens are not here")
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_colours_are_those_of_the_tokens(theme: Theme) -> None:
    """Score classes and exclusion reasons are taken from the tokens, not from memory."""
    tokens = json.loads(TOKENS.read_text(encoding="utf-8"))["map"]
    scores = [(each["id"], each["fill"], each["number_text"]) for each in tokens["score"][theme.value]]
    assert [(e.id, e.area.fill, e.text) for e in symbology.score_classes(theme)] == scores
    reasons = {
        each["id"]: (each["shape"], each.get("fill", each.get("stroke"))[theme.value])
        for each in tokens["exclusion_reason"]
    }
    assert {e.id: (e.shape, e.area.fill) for e in symbology.exclusion_reasons(theme)} == reasons


def _contrast(first: str, second: str) -> float:
    """WCAG 2.2, relative luminance."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", list(Theme))
def test_a_sign_is_seen_on_its_plate_in_every_theme(theme: Theme) -> None:
    """What is written or drawn on a plate stands out from it: white signs on white plates were none."""
    colours = map_colours(theme)
    for ink in (colours.text, colours.secondary, colours.site):
        assert contrast_ratio(ink, colours.plate) >= 4.5, (theme, ink)
