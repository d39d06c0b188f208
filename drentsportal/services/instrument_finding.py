"""Finds instruments for a request, over the newest versions of the catalogue, and tells what may go out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.instruments.instrument import InstrumentState, outgoing
from drentsportal.domain.instruments.instrument_match import Fit, InstrumentRequest, find

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.instruments.instrument_match import InstrumentFinding
    from drentsportal.domain.instruments.instrument_version import InstrumentVersion
    from drentsportal.services.instrument_catalogue import InstrumentCatalogue

CREDITS: Final = frozenset({"microkrediet", "innovatiekrediet", "ontwikkelkrediet"})
"""The loans of the MKB Fonds Drenthe, told apart by their amounts alone (``sources`` 000:1233-1239)."""


@dataclass(frozen=True, slots=True)
class FoundInstrument:
    """One instrument beside the request, and the version of it that counts."""

    finding: InstrumentFinding
    version: InstrumentVersion

    @property
    def group(self) -> str:
        """Under which heading it stands: that of its fit, or its state when it is not running."""
        return self.finding.fit.value if self.finding.is_running else self.finding.state.value


@dataclass(frozen=True, slots=True)
class FoundInstruments:
    """Every instrument beside a request: running ones by fit, then those that are not running."""

    request: InstrumentRequest
    found: tuple[FoundInstrument, ...]

    def of(self, fit: Fit) -> tuple[Instrument, ...]:
        """Return the running instruments of one fit."""
        return tuple(
            each.finding.instrument
            for each in self.found
            if each.finding.is_running and each.finding.fit is fit
        )

    def by_group(self) -> tuple[tuple[str, tuple[FoundInstrument, ...]], ...]:
        """Return the groups that have members: by fit, best first, then not begun and expired."""
        names = [*Fit, InstrumentState.NOT_STARTED, InstrumentState.EXPIRED]
        groups = ((name.value, tuple(each for each in self.found if each.group == name)) for name in names)
        return tuple(each for each in groups if each[1])

    @property
    def only_credit(self) -> Instrument | None:
        """Return the one running credit of the fund for the mkb that takes the amount, where it is one."""
        taking = [
            each.finding.instrument
            for each in self.found
            if each.finding.is_running and each.finding.holds_amount and each.finding.instrument.id in CREDITS
        ]
        return taking[0] if len(taking) == 1 else None

    @property
    def stopped(self) -> tuple[FoundInstrument, ...]:
        """Return those whose period has passed or not begun; how they would fit stands with each."""
        return tuple(each for each in self.found if not each.finding.is_running)


class InstrumentFinder:
    """Compares a request with the catalogue."""

    def __init__(self, catalogue: InstrumentCatalogue) -> None:
        """Keep the catalogue."""
        self._catalogue = catalogue

    @property
    def catalogue(self) -> InstrumentCatalogue:
        """Where instruments are read, confirmed, ended, changed and added."""
        return self._catalogue

    def request(self, on: date | None = None) -> InstrumentRequest:
        """Start a request that asks nothing, for a day; ``None`` is today in the Netherlands."""
        return InstrumentRequest(on=on or self._catalogue.today)

    def find(self, request: InstrumentRequest) -> FoundInstruments:
        """Compare every instrument with a request.

        Raises ``InputError`` as ``instrument_match.check_request`` and as ``InstrumentCatalogue.versions``.
        """
        versions = {each.instrument.id: each for each in self._catalogue.versions()}
        findings = find((each.instrument for each in versions.values()), request)
        return FoundInstruments(
            request, tuple(FoundInstrument(each, versions[each.instrument.id]) for each in findings)
        )

    def may_go_out(self, request: InstrumentRequest | None = None) -> tuple[Instrument, ...]:
        """Return what may stand in a document today: confirmed within twelve months, running.

        With a request only what fits it or is still a question. The day of the request is left aside: a
        document goes out today, whatever day was looked at. Errors as ``find``.
        """
        today = self._catalogue.today
        if request is None:
            return outgoing((each.instrument for each in self._catalogue.versions()), today)
        found = self.find(replace(request, on=today))
        return outgoing((*found.of(Fit.FITS), *found.of(Fit.TO_ASK)), today)
