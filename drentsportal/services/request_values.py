"""Reads single values of a request from JSON: numbers in exact units, days, moments, places, choices.

Decimals are read as decimals, so 0.4 ha is 4.000 m² and never a float; what does not come out whole in the
exact unit is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from drentsportal.domain.asking.request_check import FIRST_YEAR, LAST_YEAR
from drentsportal.domain.sites.regions import SHIPPED_REGIONS
from drentsportal.domain.vocabulary import MUNICIPALITIES, MUNICIPALITY_CODES
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.surroundings import RegionMembership

E = TypeVar("E", bound=StrEnum)

_MOST_DIGITS: Final = 1000
_DECIMALS: Final = {10: 1, 100: 2, 1_000: 3, 10_000: 4}
"""Decimals that a number times the factor may have."""


def read_whole(value: object, factor: int, field: str) -> int:
    """Read a number times ``factor`` as a whole number, with comma or point as decimal sign.

    Raises ``InputError`` naming ``field`` for text, a negative number, or one that does not come out whole.
    """
    try:
        number = Decimal(str(value).strip().replace(",", "."))
        # A number of a million digits would be written out below.
        number = number * factor if number.adjusted() < _MOST_DIGITS else Decimal("NaN")
    except ArithmeticError as error:
        raise InputError("error.request.number_unreadable", field=field, text=str(value)) from error
    if isinstance(value, bool) or not number.is_finite() or number < 0:
        raise InputError("error.request.number_unreadable", field=field, text=str(value))
    if number != number.to_integral_value():
        raise _too_fine(str(value), factor, field)
    return int(number)


def _too_fine(text: str, factor: int, field: str) -> InputError:
    """Say how fine a number may be, where its factor is a power of ten."""
    decimals = _DECIMALS.get(factor)
    if decimals is None:
        return InputError("error.request.number_unreadable", field=field, text=text)
    if decimals == 1 and field.endswith("_m"):
        return InputError("error.request.number_too_fine_dm", field=field, text=text)
    return InputError("error.request.number_too_fine", field=field, text=text, decimals=decimals)


def read_day(value: object, field: str) -> int:
    """Read an ISO date as its proleptic ordinal. Raises ``InputError`` naming ``field``."""
    try:
        return date.fromisoformat(str(value)).toordinal()
    except ValueError as error:
        raise InputError("error.date.day_unreadable", field=field, text=str(value)) from error


def read_moment(value: object, field: str) -> datetime | None:
    """Read an ISO moment with its offset as UTC; ``None`` stays unknown. Raises ``InputError``."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise InputError("error.request.moment_unreadable", field=field, text=str(value)) from error
    if moment.tzinfo is None:
        raise InputError("error.request.moment_unreadable", field=field, text=str(value))
    # Judged before the shift to UTC, which fails at either end of the calendar.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InputError(
            "error.request.year_outside", field=field, first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    return moment.astimezone(UTC)


def read_municipalities(
    value: object, field: str, regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> tuple[str, ...]:
    """Read names or codes of gemeenten and regions (those of a workspace), in capitals or not, as ids.

    Raises ``InputError`` naming ``field``, with the names that are accepted.
    """
    known = MUNICIPALITY_CODES | {
        code.casefold(): code for code in (*MUNICIPALITIES, *(each.id for each in regions))
    }
    known |= {_without_regio(each.name): each.id for each in regions}
    found = []
    for each in read_ids(value, field):
        code = known.get(each.casefold()) or known.get(_without_regio(each))
        if code is None:
            raise InputError(
                "error.request.municipality_unknown",
                field=field,
                text=each,
                accepted=", ".join([*MUNICIPALITIES.values(), *(each.name for each in regions)]),
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def _without_regio(name: str) -> str:
    return name.casefold().removeprefix("regio ").strip()


def read_ids(value: object, field: str) -> tuple[str, ...]:
    """Read one id or a list of ids, each once. Raises ``InputError`` naming ``field``."""
    items = value if isinstance(value, list | tuple) else [value]
    if not items or not all(isinstance(each, str) and each.strip() for each in items):
        raise InputError("error.request.list_unreadable", field=field)
    return tuple(dict.fromkeys(str(each).strip() for each in items))


def read_texts(value: object, field: str) -> tuple[str, ...]:
    """Read a list of ids that may be absent or empty. Raises ``InputError`` naming ``field``."""
    return read_ids(value, field) if value else ()


def read_yes(value: object, field: str) -> bool:
    """Read yes or no. Raises ``InputError`` naming ``field``."""
    if not isinstance(value, bool):
        raise InputError("error.request.yes_or_no", field=field, text=str(value))
    return value


def read_count(content: Mapping[str, object], key: str) -> int | None:
    """Read a whole number; absent stays unknown. Raises ``InputError`` naming ``key``."""
    value = content.get(key)
    return None if value is None else read_whole(value, 1, key)


def read_words(content: Mapping[str, object], key: str) -> str:
    """Read a text; absent is empty. Raises ``InputError`` naming ``key``."""
    value = content.get(key, "")
    if not isinstance(value, str):
        raise InputError("error.request.text_unreadable", field=key, key=key)
    return value


def read_member(kind: type[E], value: object, field: str) -> E:
    """Read a choice by its id. Raises ``InputError`` naming ``field``, with the ids that are accepted."""
    try:
        return kind(str(value))
    except ValueError as error:
        raise InputError(
            "error.request.choice_unknown", field=field, text=str(value), accepted=", ".join(kind)
        ) from error


def read_object(value: object, field: str) -> Mapping[str, object]:
    """Return a JSON object as it is. Raises ``InputError`` naming ``field`` for anything else."""
    if not isinstance(value, Mapping):
        raise InputError("error.request.not_an_object", field=field, key=field)
    return value


def refuse_other_keys(content: Mapping[str, object], accepted: frozenset[str] | set[str], field: str) -> None:
    """Refuse an object with a key that is not ``accepted``, with those that are; raises ``InputError``."""
    for key in content:
        if key not in accepted:
            raise InputError(
                "error.request.key_unknown", field=field, key=key, accepted=", ".join(sorted(accepted))
            )
