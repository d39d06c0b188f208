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
    assert day_as_typed("2026-11-20", "de") == "20.11.2026"


@pytest.mark.parametrize("day", ["20-11-2026", "20.11.2026", "2026-11-20"])
@pytest.mark.parametrize("time", ["16:05", "16.05"])
def test_a_moment_is_read_with_each_way_to_write_day_and_time(day: str, time: str) -> None:
    """It is Dutch time, an hour ahead of UTC in winter."""
    moment = read_moment(f"{day} {time}", "received_at")
    assert moment == datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    assert write_moment(moment, "nl") == write_moment(moment, "en") == "20-11-2026 16:05"
    assert write_moment(moment, "de") == "20.11.2026, 16:05"
    assert read_moment(write_moment(moment, "de"), "received_at") == moment


@pytest.mark.parametrize("text", ["11.20.2026", "20.11.26", "20.11", "20-11.2026", "31.02.2026", ""])
def test_what_is_no_day_is_refused_with_its_field(text: str) -> None:
    """Nothing is guessed: a month above twelve, a short year and mixed signs are refused."""
    with pytest.raises(InputError) as caught:
        read_day(text, "due_on")
    assert (caught.value.message_id, caught.value.field) == ("error.form.day_unreadable", "due_on")


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    """The night in which summer time begins has no half past two."""
    with pytest.raises(InputError) as caught:
        read_moment("29-03-2026 02:30", "received_at")
    assert (caught.value.message_id, caught.value.field) == ("error.form.moment_skipped", "received_at")


def test_a_time_that_comes_twice_is_asked_and_comes_back_as_it_was_said() -> None:
    """Each of the two is written so that it is read as itself; any other time needs nothing behind it."""
    with pytest.raises(InputError) as caught:
        read_moment("25-10-2026 02:30", "received_at")
    assert caught.value.message_id == "error.form.moment_doubled"
    for hour, text in ((0, "25-10-2026 02:30 +02:00"), (1, "25-10-2026 02:30 +01:00")):
        moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert read_moment(text, "received_at") == moment
        assert write_moment(moment, "nl") == text
    assert write_moment(datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "nl") == "25-10-2026 03:00"
