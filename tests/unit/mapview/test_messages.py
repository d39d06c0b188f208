"""Messages between window and page: what goes out, and what is refused on the way in."""

from __future__ import annotations

import json

import pytest

from drentsportal.errors import InputError
from drentsportal.mapview.messages import FilterSet, SelectionSet
from drentsportal.mapview.page_events import PageFailed, PageReady, Painted, SiteSelected, parse_from_page


def test_a_message_names_its_type_and_keeps_text_as_it_is() -> None:
    """A message names its type and keeps text as it is."""
    sent = json.loads(SelectionSet("<b>é</b>").to_json())
    assert sent == {"type": "select", "id": "<b>é</b>"}


def test_no_filter_differs_from_an_empty_filter() -> None:
    """No filter differs from an empty filter."""
    assert json.loads(FilterSet(None).to_json())["ids"] is None
    assert json.loads(FilterSet([]).to_json())["ids"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type":"ready"}', PageReady()),
        ('{"type":"selected","site_id":"p1"}', SiteSelected("p1")),
        ('{"type":"painted","tag":"base"}', Painted("base")),
        ('{"type":"failed","text":"x"}', PageFailed("x")),
    ],
)
def test_what_the_page_says_is_read(text: str, message: object) -> None:
    """What the page says is read."""
    assert parse_from_page(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"ready"',
        '{"type":"selected"}',
        '{"type":"selected","site_id":7}',
        '{"type":"selected","site_id":null}',
        '{"type":"open","path":"/etc/passwd"}',
        json.dumps({"type": "selected", "site_id": "x" * 10_001}),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(InputError) as caught:
        parse_from_page(text)
    assert caught.value.message_id == "error.map.message"
