"""Figures, dates and moments as Dutch, English and German text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError
from drentsportal.language.figures_in_words import FiguresInWords
from drentsportal.language.wording import WORDING

DUTCH = FiguresInWords("nl", WORDING["nl"])


@pytest.mark.parametrize(
    ("spec", "value", "text"),
    [
        ("ha", 15_000, "1,5 ha"),
        ("ha", 20_000, "2 ha"),
        ("ha", 12_345, "1,23 ha"),
        ("ha", 12_350, "1,24 ha"),
        ("ha", 0, "0 ha"),
        ("ha", 49, "49 m²"),
        ("ha_short", 12_340, "1,23 ha"),
        ("ha_short", 12_350, "1,235 ha"),
        ("ha_short", 20_000, "2 ha"),
        ("ha_short", 60, "0,006 ha"),
        ("ha_short", 49, "49 m²"),
        ("hectare", 3523.6, "3.523,6 ha"),
        ("hectare", 0.125, "0,13 ha"),
        ("hectare", 0.0, "0 ha"),
        ("hectare", 0.005, "0,01 ha"),
        ("hectare", 0.004, "0,004 ha"),
        ("hectare", 0.0046, "0,0046 ha"),
        ("m2", 15_000, "15.000 m²"),
        ("km", 6_149, "6,1 km"),
        ("km", 15_000, "15,0 km"),
        ("km", 29_004, "29,0 km"),
        ("exact_km", 15_000, "15 km"),
        ("m", 250, "250 m"),
        ("dm", 125, "12,5 m"),
        ("eur", 85, "€ 85"),
        ("eur", 85.5, "€ 85,50"),
        ("eurocent", 8_500, "€ 85,00"),
        ("percent", 0.7, "70 %"),
        ("weight", 1_667, "16,7 %"),
        ("points", 7_440_000_000, "74,4"),
        ("points", 10**10, "100,0"),
        ("category", 4, "3.2"),
        ("gemeente", "GM0114", "Emmen"),
        ("gemeente", "GM9999", "GM9999"),
        ("int", 24_071, "24.071"),
        ("int", np.int64(24_071), "24.071"),
        ("dec1", 2, "2,0"),
        ("date", date(2026, 11, 16), "16 nov. 2026"),
        ("date", PartialDate(2026, 5, 3), "3 mei 2026"),
        ("date", PartialDate(2026, 11), "november 2026"),
        ("date", PartialDate(2022), "2022"),
        ("date", "2026-03-16", "16 mrt. 2026"),
        ("date", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 jan. 2027"),
        ("day", date(2027, 1, 1).toordinal(), "1 jan. 2027"),
        ("moment", datetime(2026, 11, 20, 9, 40, tzinfo=UTC), "vr 20 nov. 2026, 10.40 uur"),
        ("moment", datetime(2026, 3, 29, 15, 0, tzinfo=UTC), "zo 29 mrt. 2026, 17.00 uur"),
        ("moment", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "zo 25 okt. 2026, 02.30 uur (zomertijd)"),
        ("moment", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "zo 25 okt. 2026, 02.30 uur (wintertijd)"),
        ("moment", datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "zo 25 okt. 2026, 03.00 uur"),
        ("duration", timedelta(0), "0 uur 0 min"),
        ("duration", timedelta(seconds=1), "1 sec"),
        ("duration", -timedelta(seconds=59.5), "-59 sec"),
        ("duration", timedelta(minutes=1), "0 uur 1 min"),
        ("duration", timedelta(hours=5, minutes=59, seconds=59), "5 uur 59 min"),
        ("duration", -timedelta(hours=3, minutes=20), "-3 uur 20 min"),
        ("duration", timedelta(hours=3054), "3054 uur 0 min"),
        ("days_duration", timedelta(hours=47, minutes=59, seconds=59), "47 uur 59 min"),
        ("days_duration", timedelta(hours=48), "2 dagen 0 uur"),
        ("days_duration", -timedelta(hours=3054, minutes=59), "-127 dagen 6 uur"),
        ("working_duration", timedelta(hours=24), "24 uur 0 min"),
        ("working_duration", timedelta(hours=718, minutes=20), "89 werkdagen 6 uur"),
    ],
)
def test_dutch(spec: str, value: object, text: str) -> None:
    """DUTCh."""
    assert DUTCH.specs[spec](value) == text


@pytest.mark.parametrize(
    ("spec", "value", "english", "german"),
    [
        ("int", 24_071, "24,071", "24.071"),
        ("dec1", 16, "16.0", "16,0"),
        ("percent", 0.7, "70%", "70 %"),
        ("ha", 24_071, "2.41 ha", "2,41 ha"),
        ("eur", 1_200_000, "€1,200,000", "1.200.000 €"),
        ("eurocent", 6_550, "€65.50", "65,50 €"),
        ("date", date(2026, 11, 16), "16 Nov 2026", "16.11.2026"),
        ("date", PartialDate(2026, 11), "November 2026", "November 2026"),
        ("day", date(2027, 3, 1).toordinal(), "1 Mar 2027", "01.03.2027"),
        (
            "moment",
            datetime(2026, 11, 20, 9, 40, tzinfo=UTC),
            "Fri 20 Nov 2026, 10:40",
            "Fr. 20.11.2026, 10:40 Uhr",
        ),
        (
            "moment",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "Sun 25 Oct 2026, 02:30 (summer time)",
            "So. 25.10.2026, 02:30 Uhr (Sommerzeit)",
        ),
        ("duration", timedelta(hours=5, minutes=59), "5 h 59 min", "5 Std. 59 Min."),
        ("days_duration", timedelta(hours=3054), "127 days 6 h", "127 Tage 6 Std."),
        ("working_duration", timedelta(hours=720), "90 working days 0 h", "90 Arbeitstage 0 Std."),
        ("m3_h", 12_500, "12.5 m³/h", "12,5 m³/h"),
        ("minutes", 900, "15 min", "15 Min."),
    ],
)
def test_other_languages_follow_the_wording_rules(
    spec: str, value: object, english: str, german: str
) -> None:
    """Numbers, percents, amounts and dates as the table "Languages" of the document samples has them."""
    assert FiguresInWords("en", WORDING["en"]).specs[spec](value) == english
    assert FiguresInWords("de", WORDING["de"]).specs[spec](value) == german


@pytest.mark.parametrize(
    ("code", "text"),
    [("nl", "januari 2027"), ("en", "September 2026"), ("de", "September 2026")],
)
def test_months_stand_in_full_without_a_day(code: str, text: str) -> None:
    """A date of which the day is not known reads as a month."""
    month = PartialDate(2027, 1) if code == "nl" else PartialDate(2026, 9)
    assert FiguresInWords(code, WORDING[code]).day(month) == text


@pytest.mark.parametrize("value", ["15000", True, object()])
def test_what_is_no_number_is_refused(value: object) -> None:
    """What is no number is refused."""
    with pytest.raises(TypeError):
        DUTCH.number(value, 0)


def test_a_naive_moment_is_refused() -> None:
    """A naive moment is refused."""
    with pytest.raises(InputError):
        DUTCH.moment(datetime(2026, 11, 20, 9, 40, tzinfo=UTC).replace(tzinfo=None))


@given(cents=st.integers(min_value=0, max_value=10**12))
def test_no_digit_of_an_amount_gets_lost(cents: int) -> None:
    """No digit of an amount gets lost."""
    text = DUTCH.specs["eurocent"](cents)
    assert int(text.removeprefix("€ ").replace(".", "").replace(",", "")) == cents
