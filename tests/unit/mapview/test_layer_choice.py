"""A choice of layers is read only when it is one."""

from __future__ import annotations

import json

import pytest

from drentsportal.errors import InputError
from drentsportal.mapview.layer_choice import LayersSet, layers_as_json, parse_layers
from drentsportal.mapview.page_events import parse_from_page


def test_a_choice_survives_the_way_to_a_file_and_back() -> None:
    """Order, what is on, and opacity."""
    layers = LayersSet(["plots", "parks"], {"water": False}, {"roads": 10, "parks": 100})
    assert parse_layers(json.loads(json.dumps(layers_as_json(layers)))) == layers


def test_the_page_says_it_as_a_message() -> None:
    """With its type beside it."""
    text = '{"type":"layers","order":[],"shown":{"quays":true},"opacity":{}}'
    assert parse_from_page(text) == LayersSet(shown={"quays": True})


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        {"order": [1], "shown": {}, "opacity": {}},
        {"order": ["x" * 61], "shown": {}, "opacity": {}},
        {"order": [str(number) for number in range(61)], "shown": {}, "opacity": {}},
        {"order": [], "shown": {"parks": 1}, "opacity": {}},
        {"order": [], "shown": {}, "opacity": {"parks": 9}},
        {"order": [], "shown": {}, "opacity": {"parks": 101}},
        {"order": [], "shown": {}, "opacity": {"parks": True}},
        {"order": [], "shown": {}, "opacity": {"parks": 50.0}},
        {"order": "parks", "shown": {}, "opacity": {}},
    ],
)
def test_anything_else_is_refused(said: object) -> None:
    """Nothing of it is taken over."""
    with pytest.raises(InputError):
        parse_layers(said)
