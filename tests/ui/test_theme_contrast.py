"""Words of the window stand out from their ground: 4.5 to 1, computed from the colours of both themes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from drentsportal.ui.theme import Colours

_LEAST: Final = 4.5
_LINEAR_BELOW: Final = 0.04045
_WORDS: Final = ("text", "text_secondary", "text_tertiary", "accent")
_GROUNDS: Final = ("window", "surface", "surface_alt", "accent_subtle", "row_selected")
_STATES: Final = ("fits", "check", "fails", "info", "unknown")


def _luminance(colour: str) -> float:
    """Return how light a colour is, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, and a colour on itself 1 to 1."""
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#6B3E7E", "#6B3E7E") == pytest.approx(1)
    # The grey that is known for just reaching it on white.
    assert _contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(colours: Colours) -> None:
    """Of every role of text on every ground, of each state on its own, and of words on the accent."""
    role = asdict(colours)
    pairs = [(words, ground) for words in _WORDS for ground in _GROUNDS]
    pairs += [(f"{state}_text", f"{state}_background") for state in _STATES]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    told = {f"{words} on {ground}": _contrast(role[words], role[ground]) for words, ground in pairs}
    assert {pair: round(each, 2) for pair, each in told.items() if each < _LEAST} == {}
