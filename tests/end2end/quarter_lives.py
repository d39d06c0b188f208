"""Cases that live through a year at the desk, made by the services, and the raw file that is left of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind
from drentsportal.services.destruction import Anonymising
from drentsportal.services.intake import NewCase
from drentsportal.services.referral_log import ReferralFollowUp, ReferralTerms

if TYPE_CHECKING:
    import random

    from drentsportal.bootstrap import AppServices, FixedClock

SEED: Final = 20_260_930
SECOND: Final = timedelta(seconds=1)
EDGES: Final = tuple(
    midnight + step
    # Dutch midnights with which quarters begin: 1 July and 1 October, in summer time.
    for midnight in (datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 9, 30, 22, tzinfo=UTC))
    for step in (-SECOND, timedelta(0), SECOND)
)
FIRST_UTC: Final = datetime(2025, 9, 1, 8, tzinfo=UTC)
NOW_UTC: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)
CASES: Final = 90
PLACES: Final = ("Emmen", "Assen", "Hoogeveen", "Coevorden", "MKB Noord")
_CODES: Final = ("GM0114", "GM0106", "GM0118")
_HEADER: Final = 13


@dataclass
class Life:
    """Cases are received, worked on and ended, one after the other, by a chance that is always the same."""

    services: AppServices
    clock: FixedClock
    chance: random.Random

    def live(self) -> list[str]:
        """Live all cases; returns their numbers. Afterwards it is ``NOW_UTC``."""
        received = [*EDGES, *(self._any_moment() for _ in range(CASES - len(EDGES)))]
        numbers = [self._case(at) for at in received]
        self.clock.stand_at(NOW_UTC)
        return numbers

    def destroy(self, numbers: list[str]) -> None:
        """Erase some of the cases and anonymise some, whatever became of them."""
        services = self.services
        for place, number in enumerate(self.chance.sample(numbers, 8)):
            services.retention.choose(number, "placed")
            if place % 2:
                services.destruction.erase(number, "verzoek om te wissen", before_term=True)
            else:
                services.destruction.anonymise(number, Anonymising("verzoek om te wissen"), before_term=True)

    # -- one case -------------------------------------------------------------------------------------

    def _any_moment(self) -> datetime:
        span_s = int((datetime(2026, 10, 20, tzinfo=UTC) - FIRST_UTC).total_seconds())
        return FIRST_UTC + self.chance.randrange(span_s) * SECOND

    def _case(self, received_at_utc: datetime) -> str:
        self.clock.stand_at(received_at_utc)
        asked = received_at_utc - self.chance.randrange(6 * 3600) * SECOND
        new = NewCase(
            self._request(),
            self.chance.choice(list(RequestChannel)),
            received_at_utc,
            asked if self._by_chance(0.4) else None,
        )
        number = self.services.intake.open_new(new)[0].number
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            self._stop(number)
        if self._by_chance(0.3):
            self._refer(number)
        if self._by_chance(0.85):
            self._answer(number, received_at_utc)
        if self._by_chance(0.25):
            self._refer(number)
        self._end(number)
        return number

    def _request(self) -> LocationRequest:
        asked = []
        if self._by_chance(0.6):
            area = self.chance.choice((4_999, 5_000, 9_999, 10_000, 19_999, 20_000, 50_000, 70_000))
            asked.append(Requirement("plot_area", area))
        if self._by_chance(0.3):
            floor = self.chance.choice((990, 1_000, 2_490, 2_500, 4_990, 5_000))
            asked.append(Requirement("floor_area", floor))
        if self._by_chance(0.7):
            segments = tuple(
                self.chance.sample(("logistics", "industry", "office"), self.chance.choice((1, 2)))
            )
            asked.append(Requirement("segment", segments))
        return LocationRequest("Aanvraag", requirements=tuple(asked))

    def _stop(self, number: str) -> None:
        self._later(6 * 3600)
        self.services.desk.stop_clock(number, "wacht op het bedrijf")
        self._later(30 * 3600)
        self.services.desk.resume_clock(number)

    def _answer(self, number: str, received_at_utc: datetime) -> None:
        case = self.services.desk.case(number)
        start = case.asked_at_utc or received_at_utc
        exact = start + timedelta(hours=24) + self.chance.choice((-SECOND, timedelta(0), SECOND))
        if exact > self.clock.now_utc() and not case.stops and self._by_chance(0.4):
            self.clock.stand_at(exact)
        else:
            self._later(28 * 3600)
        kept, _ = self.services.desk.attach(number, "brief.pdf", b"%PDF", "application/pdf")
        self.services.desk.answer(number, attachment_id=kept.id)

    def _refer(self, number: str) -> None:
        self._later(40 * 24 * 3600)
        sender = self.chance.choice(("", "Westerveld", "Meppel"))
        self.services.referrals.refer(
            number,
            ReferralTerms(self.chance.choice(PLACES), "het segment past daar", sender, is_new_partner=True),
        )
        position = len(self.services.referrals.referrals(number))
        answer = self.chance.choice((True, False, None))
        if answer is not None:
            self._later(3600)
            self.services.referrals.follow(number, position, ReferralFollowUp(is_accepted=answer))

    def _end(self, number: str) -> None:
        case = self.services.desk.case(number)
        self._later(60 * 24 * 3600)
        may_close = case.status in {CaseStatus.ANSWERED, CaseStatus.REFERRED}
        kinds = list(OutcomeKind) if may_close else [OutcomeKind.WITHDRAWN]
        if self._by_chance(0.75):
            outcome = self._outcome(self.chance.choice(kinds))
            self.services.outcomes.record(number, outcome, close=self._by_chance(0.6))
            if self._by_chance(0.2):
                # Mended later: only the newest version counts.
                self._later(10 * 24 * 3600)
                self.services.outcomes.record(number, self._outcome(outcome.kind))

    def _outcome(self, kind: OutcomeKind) -> CaseOutcome:
        day = self.clock.now_utc().astimezone(DUTCH_TIME).date()
        if kind is OutcomeKind.LOST:
            return CaseOutcome(kind, day, lost_reason=self.chance.choice(list(LostReason)))
        if kind is OutcomeKind.WITHDRAWN:
            return CaseOutcome(kind, day)
        return CaseOutcome(
            kind,
            day,
            self.chance.choice((*_CODES, "")),
            jobs=self.chance.choice((None, 0, 12, 49, 50, 80)),
            investment_eur=self.chance.choice((None, 0, 1_500_000)),
            distance_km=self.chance.choice((None, 25.0, 25.1, 60.0)),
            comes_from_outside=self.chance.choice((None, True, False)),
        )

    def _later(self, at_most_s: int) -> None:
        # Never into the future: what the services are asked there they refuse.
        left_s = int((NOW_UTC - self.clock.now_utc()).total_seconds())
        self.clock.stand_at(self.clock.now_utc() + self.chance.randrange(1, min(at_most_s, left_s)) * SECOND)

    def _by_chance(self, share: float) -> bool:
        return self.chance.random() < share


def raw_tables(path: Path) -> sqlite3.Connection:
    """Open the file of a workspace without passphrase, with a function that opens what is sealed.

    The opening is written anew here, so that nothing of the product stands between the rows and the count.
    """
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (workspace_key,) = database.execute("SELECT open_key FROM vault").fetchone()
    keys = {
        scope: _unsealed(workspace_key, f"sealing_key|wrapped_key|{scope}", wrapped)
        for scope, wrapped in database.execute("SELECT scope, wrapped_key FROM sealing_key")
    }

    def opened(number: str, place: str, value: bytes) -> str:
        return _unsealed(keys[f"case:{number}"], place, value).decode()

    database.create_function("opened", 3, opened)
    database.executescript(Path(__file__).with_name("raw_cases.sql").read_text(encoding="utf-8"))
    return database


def _unsealed(key: bytes, place: str, value: bytes) -> bytes:
    return AESGCM(key).decrypt(value[1:_HEADER], value[_HEADER:], place.encode())
