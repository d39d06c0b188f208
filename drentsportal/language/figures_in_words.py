"""Numbers, units, dates and moments as text, in the style of a language.

Figures are rounded half up from their exact decimal form, so that 0.125 reads 0,13 in every language and on
every machine; unknown (``None``) never becomes a figure here, the caller says "onbekend".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME, require_utc
from drentsportal.domain.cases.working_time import WORKING_DAY
from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language.wording import Wording

_IN_DAYS_FROM: Final = timedelta(days=2)
_M2_PER_HA: Final = Decimal(10_000)
_M_PER_KM: Final = Decimal(1000)
_SCORE_PER_POINT: Final = Decimal(10**8)
_SMALLEST_HA: Final = Decimal("0.005")
_MINUTES_PER_HOUR: Final = 60
_S_PER_MINUTE: Final = 60
_KW_PER_MW: Final = 1000
_L_PER_M3: Final = Decimal(1000)


class FiguresInWords:
    """Writes figures for one language; one method per format spec, named in ``SPECS``."""

    def __init__(self, language_code: str, wording: Wording) -> None:
        """Keep the language and its style."""
        self._code = language_code
        self._wording = wording
        self.specs: Mapping[str, Callable[[object], str]] = {
            "int": lambda value: self.number(value, 0),
            "dec1": lambda value: self.number(value, 1, fixed=True),
            "dec2": lambda value: self.number(value, 2, fixed=True),
            "degrees": lambda value: self.number(value, 5, fixed=True),
            "ha": self.area_from_m2,
            "hectare": self.hectares,
            "m2": lambda value: self._with_unit(self.number(value, 0), "m2"),
            "km": lambda value: self._with_unit(self.number(exact(value) / _M_PER_KM, 1, fixed=True), "km"),
            "exact_ha": self.exact_area_from_m2,
            "ha_short": self.area_that_falls_short,
            "exact_km": lambda value: self._with_unit(self.number(exact(value) / _M_PER_KM, 3), "km"),
            "exact_minutes": self.exact_minutes,
            "m": lambda value: self._with_unit(self.number(value, 1), "m"),
            "dm": lambda value: self._with_unit(self.number(exact(value) / 10, 1), "m"),
            "eur": self.euros,
            "eurocent": lambda value: self._in_euros(exact(value) / 100, 2),
            "percent": lambda value: self.percent(exact(value) * 100),
            "weight": lambda value: self.percent(exact(value) * 100 / WEIGHT_SUM),
            "points": lambda value: self.number(exact(value) / _SCORE_PER_POINT, 1, fixed=True),
            "fine_points": lambda value: self.number(exact(value) / _SCORE_PER_POINT, 2, fixed=True),
            "category": lambda value: CATEGORIES[int(exact(value)) - 1],
            "gemeente": lambda value: MUNICIPALITIES.get(str(value), str(value)),
            "minutes": lambda value: self._with_unit(self.number(exact(value) / _S_PER_MINUTE, 0), "minute"),
            "seconds": self.minutes_and_seconds,
            "kw": self.power,
            "exact_kw": lambda value: self.power(value, 3),
            "exact_m3_h": lambda value: self._with_unit(self.number(exact(value) / _L_PER_M3, 3), "m3_hour"),
            "m3_h": lambda value: self._with_unit(self.number(exact(value) / _L_PER_M3, 1), "m3_hour"),
            "factor": lambda value: self.number(exact(value) / 100, 2),
            "date": self.day,
            "day": lambda value: self.day(date.fromordinal(int(exact(value)))),
            "moment": self.moment,
            "duration": self.duration,
            "days_duration": self.days_duration,
            "working_duration": self.working_duration,
        }

    def number(self, value: object, decimals: int, *, fixed: bool = False) -> str:
        """Write a number with at most ``decimals`` decimals, or with exactly that many when ``fixed``."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - the window starts without Babel

        rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        digits = ("0" if fixed else "#") * decimals
        pattern = f"#,##0.{digits}" if decimals else "#,##0"
        return str(format_decimal(rounded + 0, format=pattern, locale=self._code))

    def area_from_m2(self, value: object) -> str:
        """Write an area given in m² in hectares; in m² where it would read as 0 ha."""
        area_m2 = exact(value)
        if area_m2 and abs(area_m2 / _M2_PER_HA) < _SMALLEST_HA:
            return self._with_unit(self.number(area_m2, 0), "m2")
        return self._with_unit(self.number(area_m2 / _M2_PER_HA, 2), "ha")

    def hectares(self, value: object) -> str:
        """Write an area given in hectares, with as many decimals as it takes where two would read as 0 ha.

        It stays in hectares, unlike one given in m²: it often stands beside another of the same unit.
        """
        area = exact(value)
        is_tiny = area and abs(area) < _SMALLEST_HA
        return self._with_unit(self.number(area, 1 - area.adjusted() if is_tiny else 2), "ha")

    def exact_area_from_m2(self, value: object) -> str:
        """Write an area given in m² in hectares to the square metre; in m² where it would read as 0 ha.

        For limits that people take over: a rounded one lets in other sites than were told.
        """
        hectares = exact(value) / _M2_PER_HA
        if abs(hectares) < _SMALLEST_HA:
            return self.area_from_m2(value)
        return self._with_unit(self.number(hectares, 4), "ha")

    def area_that_falls_short(self, value: object) -> str:
        """Write an area given in m² in hectares, exactly where two decimals would make it larger than it is.

        What is too small never reads as enough, nor as more than the change that lets it in.
        """
        hectares = exact(value) / _M2_PER_HA
        rounds_up = hectares.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) > hectares
        return self.exact_area_from_m2(value) if rounds_up else self.area_from_m2(value)

    def exact_minutes(self, value: object) -> str:
        """Write a time given in seconds in minutes, with the seconds where there are any."""
        if exact(value) % _S_PER_MINUTE:
            return self.minutes_and_seconds(value)
        return self._with_unit(self.number(exact(value) / _S_PER_MINUTE, 0), "minute")

    def euros(self, value: object) -> str:
        """Write an amount in euros, with cents only where there are any."""
        amount = exact(value)
        whole = amount == amount.to_integral_value()
        return self._in_euros(amount, 0 if whole else 2)

    def _in_euros(self, amount: Decimal, decimals: int) -> str:
        return self._wording.euros.format(number=self.number(amount, decimals, fixed=True))

    def power(self, value: object, decimals: int = 2) -> str:
        """Write a power given in kW; in MW from 1 MW, with at most ``decimals`` decimals."""
        kilowatts = exact(value)
        if abs(kilowatts) < _KW_PER_MW:
            return f"{self.number(kilowatts, 0)} kW"
        return f"{self.number(kilowatts / _KW_PER_MW, decimals)} MW"

    def minutes_and_seconds(self, value: object) -> str:
        """Write a time given in seconds as whole minutes and seconds."""
        minutes, seconds = divmod(int(exact(value)), _S_PER_MINUTE)
        return f"{self._with_unit(self.number(minutes, 0), 'minute')} {seconds} s"

    def percent(self, of_hundred: Decimal) -> str:
        """Write a percentage with at most one decimal."""
        return self._wording.percent.format(number=self.number(of_hundred, 1))

    def day(self, value: object) -> str:
        """Write a calendar date as precisely as it is known; an instant by its Dutch date."""
        if isinstance(value, datetime):
            return self.day(require_utc(value, "date").astimezone(DUTCH_TIME).date())
        if isinstance(value, str):
            value = PartialDate.parse(value)
        if isinstance(value, date):
            value = PartialDate.of(value)
        if not isinstance(value, PartialDate):
            raise TypeError(type(value).__name__)
        if not value.month:
            return str(value.year)
        return self._dated(self._wording.day if value.day else self._wording.month, value.earliest)

    def moment(self, value: object) -> str:
        """Write an aware UTC instant in Dutch time; in the hour that an autumn night has twice, say which."""
        if not isinstance(value, datetime):
            raise TypeError(type(value).__name__)
        at = require_utc(value, "moment").astimezone(DUTCH_TIME)
        told = self._dated(self._wording.moment, at)
        if at.replace(fold=0).utcoffset() == at.replace(fold=1).utcoffset():
            return told
        return f"{told} ({self._wording.units['winter' if at.fold else 'summer']})"

    def duration(self, value: object) -> str:
        """Write a time span in hours and whole minutes, cut off and not rounded; negative with a minus.

        One of less than a minute is written in whole seconds, so that it never reads as nothing.
        """
        if not isinstance(value, timedelta):
            raise TypeError(type(value).__name__)
        if timedelta(0) < abs(value) < timedelta(minutes=1):
            seconds = max(int(abs(value).total_seconds()), 1)
            return f"{'-' if value < timedelta(0) else ''}{seconds} {self._wording.units['second']}"
        minutes = int(abs(value).total_seconds()) // _MINUTES_PER_HOUR
        hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
        sign = "-" if value < timedelta(0) and minutes else ""
        return f"{sign}{hours} {self._wording.units['hour']} {rest} {self._wording.units['minute']}"

    def days_duration(self, value: object) -> str:
        """Write a time span as ``duration`` does, from two days on in days and whole hours, cut off."""
        return self._in_days(value, timedelta(days=1), "day")

    def working_duration(self, value: object) -> str:
        """Write working time as ``duration`` does, from 48 hours on in working days and hours, cut off."""
        return self._in_days(value, WORKING_DAY, "working_day")

    def _in_days(self, value: object, day: timedelta, unit: str) -> str:
        if not isinstance(value, timedelta) or abs(value) < _IN_DAYS_FROM:
            return self.duration(value)
        days, rest = divmod(abs(value), day)
        sign, hours = "-" if value < timedelta(0) else "", rest // timedelta(hours=1)
        return f"{sign}{days} {self._wording.units[unit]} {hours} {self._wording.units['hour']}"

    def _with_unit(self, number: str, unit: str) -> str:
        return f"{number} {self._wording.units[unit]}"

    def _dated(self, pattern: str, moment: date) -> str:
        from babel.dates import format_date, format_datetime  # noqa: PLC0415 - the window starts without Babel

        month = format_date(moment, "MMM", locale=self._code).rstrip(".")
        whole = format_date(moment, "MMMM", locale=self._code)
        if self._wording.dotted_months and month != whole:
            month += "."
        filled = pattern.replace("{month}", f"'{month}'")
        if isinstance(moment, datetime):
            naive = moment.astimezone(UTC)
            return str(format_datetime(naive, filled, tzinfo=DUTCH_TIME, locale=self._code)).replace(
                ".,", ","
            )
        return str(format_date(moment, filled, locale=self._code))


def exact(value: object) -> Decimal:
    """Take a number at its shortest decimal form (0.1 is 0.1); raises ``TypeError`` for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        if hasattr(value, "item"):
            return exact(value.item())
        raise TypeError(type(value).__name__)
    return Decimal(str(value))
