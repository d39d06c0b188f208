"""The style of each language: how dates, moments and units are written.

Babel knows the numbers; the forms of dates and moments are those of the documents' wording rules
(16 nov. 2026, 16 Nov 2026, 16.11.2026), which differ from Babel's own short forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns of one language, in the notation of the Unicode date fields.

    ``dotted_months`` puts a full stop after a shortened month. ``until`` stands between the ends of a range.
    ``list_locale`` names the habits of enumerations: British English has no comma before "and".
    ``has_screens`` says that window and command line are translated too, so that the catalogue is whole;
    without it the catalogue holds what documents can say.
    """

    day: str
    month: str
    moment: str
    dotted_months: bool
    percent: str
    euros: str
    units: dict[str, str]
    until: str
    list_locale: str
    has_screens: bool = False


_METRIC: Final = {"ha": "ha", "m2": "m²", "km": "km", "m": "m"}

WORDING: Final[dict[str, Wording]] = {
    "nl": Wording(
        day="d {month} y",
        month="MMMM y",
        moment="EEE d {month} y, HH.mm 'uur'",
        dotted_months=True,
        percent="{number} %",
        euros="€ {number}",
        until=" tot ",
        list_locale="nl",
        has_screens=True,
        units={
            **_METRIC,
            "hour": "uur",
            "m3_hour": "m³/uur",
            "minute": "min",
            "second": "sec",
            "summer": "zomertijd",
            "winter": "wintertijd",
            "day": "dagen",
            "working_day": "werkdagen",
            "one_day": "dag",
        },
    ),
    "en": Wording(
        day="d {month} y",
        month="MMMM y",
        moment="EEE d {month} y, HH:mm",
        dotted_months=False,
        percent="{number}%",
        euros="€{number}",
        until=" to ",
        list_locale="en_GB",
        has_screens=True,
        units={
            **_METRIC,
            "hour": "h",
            "m3_hour": "m³/h",
            "minute": "min",
            "second": "s",
            "summer": "summer time",
            "winter": "winter time",
            "day": "days",
            "working_day": "working days",
            "one_day": "day",
        },
    ),
    "de": Wording(
        day="dd.MM.y",
        month="MMMM y",
        moment="EEE dd.MM.y, HH:mm 'Uhr'",
        dotted_months=False,
        percent="{number} %",
        euros="{number} €",
        until=" bis ",
        list_locale="de",
        has_screens=True,
        units={
            **_METRIC,
            "hour": "Std.",
            "m3_hour": "m³/h",
            "minute": "Min.",
            "second": "Sek.",
            "summer": "Sommerzeit",
            "winter": "Winterzeit",
            "day": "Tage",
            "working_day": "Arbeitstage",
            "one_day": "Tag",
        },
    ),
}
"""The languages that the portal can speak; one without a catalogue is refused when it is asked for."""
