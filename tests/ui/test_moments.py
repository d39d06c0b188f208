"""Days and moments as they are typed here and across the border."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from drentsportal.errors import InputError
from drentsportal.ui.dialogs.moments import day_as_typed, read_day, read_moment, write_moment


@pytest.mark.parametrize("text", ["20-11-2026", "20.11.2026", " 2026-11-20 "])
def test_a_day_is_read_as_it_is_written_in_each_language(text: str) -> None:
    """With dashes, with dots as in German, or as in a file; always the same day."""
    assert read_day(text, "on") == "2026-11-20"
    assert day_as_typed("2026-11-20") == "20-11-2026"


@pytest.mark.parametrize("day", ["20-11-2026", "20.11.2026", "2026-11-20"])
@pytest.mark.parametrize("time", ["16:05", "16.05"])
def test_a_moment_is_read_with_each_way_to_write_day_and_time(day: str, time: str) -> None:
    """It is Dutch time, an hour ahead of UTC in winter."""
    moment = read_moment(f"{day} {time}", "received_at")
    assert moment == datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    assert write_moment(moment) == "20-11-2026 16:05"


@pytest.mark.parametrize("text", ["11.20.2026", "20.11.26", "20.11", "20-11.2026", "31.02.2026", ""])
def test_what_is_no_day_is_refused_with_its_field(text: str) -> None:
    """Nothing is guessed: a month above twelve, a short year and mixed signs are refused."""
    with pytest.raises(InputError) as caught:
        read_day(text, "due_on")
    assert (caught.value.message_id, caught.value.field) == ("error.form.day_unreadable", "due_on")
