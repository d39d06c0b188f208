"""Financing and support instruments with their period; expired ones never enter an outgoing document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.values import PartialDate

_CONFIRMATION_VALID_DAYS = 365


class InstrumentState(StrEnum):
    """How an instrument stands on a day."""

    EXPIRED = "expired"
    CONFIRMED = "confirmed"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A subsidy, loan or service; amounts in whole euros, ``None`` where the source does not state them."""

    id: str
    name: str
    provider: str
    audience: str
    minimum_eur: int | None
    maximum_eur: int | None
    conditions: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    period_text: str
    source: str
    as_of: PartialDate
    confirmed_on: date | None = None

    def state(self, today: date) -> InstrumentState:
        """Expired after its period; confirmed when somebody did so within twelve months (design 4)."""
        if self.ends_on is not None and _last_day(self.ends_on) < today:
            return InstrumentState.EXPIRED
        if self.confirmed_on is not None and (today - self.confirmed_on).days <= _CONFIRMATION_VALID_DAYS:
            return InstrumentState.CONFIRMED
        return InstrumentState.TO_CONFIRM


def _last_day(ends_on: PartialDate) -> date:
    if ends_on.day:
        return date(ends_on.year, ends_on.month, ends_on.day)
    year, month = (ends_on.year, ends_on.month + 1) if ends_on.month else (ends_on.year + 1, 1)
    if month > 12:  # noqa: PLR2004 - December
        year, month = year + 1, 1
    return date.fromordinal(date(year, month, 1).toordinal() - 1)
