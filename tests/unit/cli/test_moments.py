"""Dates, times and moments of options: read, left open, or refused by the name of the option."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from drentsportal.cli.moments import date_option, moment_option, time_option
from drentsportal.errors import InputError


def test_what_is_not_given_stays_open() -> None:
    """Neither an option that is absent nor an empty text becomes a date, a time or a moment."""
    assert (date_option(None, "on"), date_option("  ", "on")) == (None, None)
    assert (time_option("", "time"), moment_option(None, "at")) == (None, None)


def test_what_is_given_is_read() -> None:
    """Blanks around it do not count; a moment becomes UTC."""
    assert date_option(" 2026-11-21 ", "on") == date(2026, 11, 21)
    assert time_option("14:30", "time") == time(14, 30)
    assert moment_option("2026-11-21T10:00:00+01:00", "at") == datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", ["21-11-2026", "2026", "2026-02-30", "morgen"])
def test_what_is_no_date_is_refused_by_its_option(text: str) -> None:
    """The refusal names option and text."""
    with pytest.raises(InputError) as caught:
        date_option(text, "from")
    assert (caught.value.message_id, caught.value.field) == ("error.cli.date", "from")
    assert caught.value.params["text"] == text


@pytest.mark.parametrize("text", ["1999-12-31T23:00:00+00:00", "2101-01-01T00:00:00+00:00"])
def test_a_year_without_requests_is_refused(text: str) -> None:
    """No request came or will come then."""
    with pytest.raises(InputError) as caught:
        moment_option(text, "at")
    assert caught.value.field == "at"
