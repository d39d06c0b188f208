"""Texts of a request: as long as may be, one line where one is meant, and what is stored stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.asking.request import LocationRequest, Origin, StaffPoint
from drentsportal.domain.asking.text_bounds import (
    LONGEST_TEXTS,
    MOST_SOFT_FACTORS,
    bounded_request,
    bounded_text,
)
from drentsportal.errors import InputError

REQUEST = LocationRequest(title="Hal")


@pytest.mark.parametrize("key", sorted(LONGEST_TEXTS))
def test_the_longest_fits_and_one_more_does_not(key: str) -> None:
    """The field and the most are told."""
    most = LONGEST_TEXTS[key]
    assert bounded_text(key, "x" * most) == "x" * most
    with pytest.raises(InputError) as refused:
        bounded_text(key, "x" * (most + 1))
    assert refused.value.field == key
    assert refused.value.params == {"key": key, "count": most + 1, "most": most}


def test_one_line_is_one_line() -> None:
    """A line end would begin a row of a list, or a heading of a mail."""
    assert bounded_text("requester", "a\r\nBcc: x@y.nl") == "a Bcc: x@y.nl"
    assert bounded_text("title", " a\x00b\tc\u2028d ") == "a b c d"
    assert bounded_text("summary", "een\r\ntwee\x00drie\n") == "een\ntwee drie"


def test_what_turns_the_reading_is_refused() -> None:
    """A name would read as another one."""
    with pytest.raises(InputError, match="text_turned"):
        bounded_text("title", "a\u202eb")


@pytest.mark.parametrize(
    "request_made",
    [
        replace(REQUEST, title="x" * 201),
        replace(REQUEST, summary="x" * 4_001),
        replace(REQUEST, origin=Origin("x" * 201, 1, 1)),
        replace(REQUEST, staff_points=(StaffPoint("x" * 201, 1, 1),)),
        replace(REQUEST, soft_factors=("x" * 501,)),
        replace(REQUEST, soft_factors=("rust",) * (MOST_SOFT_FACTORS + 1)),
    ],
)
def test_every_text_of_a_request_is_judged(request_made: LocationRequest) -> None:
    """Unless it was stored so before."""
    with pytest.raises(InputError):
        bounded_request(request_made)
    assert bounded_request(request_made, request_made) == request_made
