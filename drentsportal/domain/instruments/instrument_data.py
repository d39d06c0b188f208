"""Instruments as plain data: one form for the file that ships, for files of people, and for what is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.instruments.instrument import Instrument, last_day
from drentsportal.domain.instruments.terms import ASPECT_VALUES, Aspect, Scope, Terms
from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERY: Final = "all"
_LISTS: Final = {
    Aspect.PURPOSE: "purposes",
    Aspect.APPLICANT: "applicants",
    Aspect.SIZE: "sizes",
    Aspect.PHASE: "phases",
    Aspect.SECTOR: "sectors",
    Aspect.PLACE: "areas",
}
_TEXTS: Final = ("id", "name", "provider", "audience", "conditions", "period_text", "source", "as_of")
_KEYS: Final = frozenset(
    {
        *_TEXTS,
        *_LISTS.values(),
        *(f"{each}_doubtful" for each in _LISTS.values()),
        "minimum_eur",
        "maximum_eur",
        "minimum_exclusive",
        "maximum_exclusive",
        "own_eur",
        "support_percent",
        "excludes_vat",
        "derived",
        "contact",
        "starts_on",
        "ends_on",
        "confirmed_on",
        "source_lines",
    }
)
_PERCENT: Final = 100


def instrument_from_data(data: Mapping[str, object]) -> Instrument:
    """Read an instrument; a key that is absent is not stated.

    Raises ``KeyError`` for a missing text, ``TypeError`` for a wrong type, ``ValueError`` for a key or value
    that does not exist, a range or period that ends before it begins, and ``InputError`` for a wrong date.
    """
    strange = sorted(set(data) - _KEYS)
    if strange:
        raise ValueError(strange[0])
    texts = {key: _text(data, key) for key in _TEXTS}
    made = Instrument(
        **{key: texts[key] for key in _TEXTS if key != "as_of"},
        as_of=PartialDate.parse(texts["as_of"]),
        minimum_eur=_whole(data, "minimum_eur"),
        maximum_eur=_whole(data, "maximum_eur"),
        starts_on=_partial_date(data, "starts_on"),
        ends_on=_partial_date(data, "ends_on"),
        confirmed_on=_day(data.get("confirmed_on")),
        is_minimum_exclusive=_yes(data, "minimum_exclusive") or False,
        is_maximum_exclusive=_yes(data, "maximum_exclusive") or False,
        terms=_terms(data),
        source_lines=_optional_text(data, "source_lines"),
    )
    _check_order(made)
    return made


def instrument_to_data(instrument: Instrument) -> dict[str, object]:
    """Write an instrument as it can be read again; what is not stated has no key."""
    terms = instrument.terms
    data: dict[str, object] = {key: getattr(instrument, key) for key in _TEXTS if key != "as_of"}
    data["as_of"] = instrument.as_of.iso
    for aspect, key in _LISTS.items():
        scope = terms.scope(aspect)
        data[key], data[f"{key}_doubtful"] = list(scope.stated), list(scope.doubtful)
    data |= {
        "minimum_eur": instrument.minimum_eur,
        "maximum_eur": instrument.maximum_eur,
        "minimum_exclusive": instrument.is_minimum_exclusive or None,
        "maximum_exclusive": instrument.is_maximum_exclusive or None,
        "own_eur": terms.own_eur,
        "support_percent": terms.support_percent,
        "excludes_vat": terms.excludes_vat,
        "derived": [each.value for each in terms.derived],
        "contact": terms.contact,
        "starts_on": instrument.starts_on.iso if instrument.starts_on else None,
        "ends_on": instrument.ends_on.iso if instrument.ends_on else None,
        "confirmed_on": instrument.confirmed_on.isoformat() if instrument.confirmed_on else None,
        "source_lines": instrument.source_lines,
    }
    return {key: value for key, value in data.items() if value not in (None, [], "")}


def _terms(data: Mapping[str, object]) -> Terms:
    percent = _whole(data, "support_percent")
    if percent is not None and percent > _PERCENT:
        raise ValueError(percent)
    return Terms(
        **{key: _scope(data, aspect, key) for aspect, key in _LISTS.items()},
        own_eur=_whole(data, "own_eur"),
        support_percent=percent,
        excludes_vat=_yes(data, "excludes_vat"),
        derived=tuple(Aspect(each) for each in _texts(data, "derived")),
        contact=_optional_text(data, "contact"),
    )


def _scope(data: Mapping[str, object], aspect: Aspect, key: str) -> Scope:
    stated = _values(data, aspect, key)
    doubtful = _values(data, aspect, f"{key}_doubtful")
    if doubtful and not stated:
        raise ValueError(key)
    return Scope(stated, tuple(each for each in doubtful if each not in stated))


def _values(data: Mapping[str, object], aspect: Aspect, key: str) -> tuple[str, ...]:
    """Read values of an aspect in the order of its list; ``all`` is every one of them."""
    given = _texts(data, key)
    known = [str(each) for each in ASPECT_VALUES[aspect]]
    strange = [each for each in given if each not in known and each != _EVERY]
    if strange:
        raise ValueError(strange[0])
    return tuple(each for each in known if _EVERY in given or each in given)


def _check_order(made: Instrument) -> None:
    least, most = made.least_eur, made.most_eur
    if least is not None and most is not None and least > most:
        raise ValueError("minimum_eur")
    if made.starts_on and made.ends_on and last_day(made.ends_on) < made.starts_on.earliest:
        raise ValueError("ends_on")


def _text(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise TypeError(key)
    return value


def _optional_text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _texts(data: Mapping[str, object], key: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or any(not isinstance(each, str) for each in value):
        raise TypeError(key)
    return value


def _whole(data: Mapping[str, object], key: str) -> int | None:
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(key)
    if value < 0:
        raise ValueError(key)
    return value


def _yes(data: Mapping[str, object], key: str) -> bool | None:
    value = data.get(key)
    if value is not None and not isinstance(value, bool):
        raise TypeError(key)
    return value


def _partial_date(data: Mapping[str, object], key: str) -> PartialDate | None:
    return PartialDate.parse(_text(data, key)) if key in data else None


def _day(value: object) -> date | None:
    """Read a day, as TOML or JSON writes it."""
    if value is None:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(type(value).__name__)
    return value
