"""Worded content as templates read it."""

from __future__ import annotations

import json

from drentsportal.reports.typeset.blocks import as_data, as_json, cell
from drentsportal.reports.typeset.value_words import Mark
from tests.unit.reports.template_models import made_models


def test_json_of_a_model_is_that_of_its_plain_data() -> None:
    """Dataclasses within lists, tuples and mappings, and marks as their word."""
    model: dict[str, object] = {
        "rows": ((cell("a", mark=Mark.STALE),), [cell("é")]),
        "by": {"x": (1, None, 2.5)},
    }
    assert as_json(model) == json.dumps(as_data(model), ensure_ascii=False)


def test_so_it_is_of_every_template() -> None:
    """With the subjects of the tests."""
    for model in made_models().values():
        assert json.loads(as_json(model)) == model
