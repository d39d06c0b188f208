"""A workspace with cases in every state of the clock, as a desk has them on an afternoon."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import Origin
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.paths import sample_data_dir
from drentsportal.services.case_desk import Talk
from drentsportal.services.intake import NewCase
from drentsportal.services.referral_log import ReferralTerms
from tests.ui.workspaces import SETTINGS, sample_services

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.asking.request import LocationRequest

NOW_UTC = datetime(2026, 11, 17, 14, 7, tzinfo=UTC)
"""15:07 in the Netherlands."""

OVERDUE, LATE, SOON, RUNNING, UNASSIGNED, ANSWERED = (f"D-2026-{number:04}" for number in range(1, 7))
"""The cases of the desk by their state."""

_PLACES = ("Hoogeveen", "Assen", "Meppel", "Emmen", "Roden", "Hoogeveen")
_TITLES = (
    "Metaalbewerker zoekt 1,5 ha",
    "Groothandel in bouwstoffen",
    "Watertransport met kade",
    "Composietverwerker",
    "Medische techniek, 600 m²",
    "Uitbreiding zuivelverwerker",
)
_LEFT = (
    -timedelta(hours=3, minutes=12),
    -timedelta(minutes=48),
    timedelta(hours=5, minutes=20),
    timedelta(hours=17, minutes=42),
    timedelta(hours=22, minutes=31),
    -timedelta(hours=20),
)
_CHANNELS = (
    RequestChannel.MUNICIPALITY,
    RequestChannel.COMPANY,
    RequestChannel.NOM,
    RequestChannel.NOM,
    RequestChannel.PARTNER,
    RequestChannel.MUNICIPALITY,
)


@dataclass
class Desk:
    """The services over the workspace, and the clock that tests move."""

    services: AppServices
    clock: FixedClock


def filled_desk(path: Path, *, with_match: bool = False) -> Desk:
    """Make the workspace at ``path``; ``with_match`` matches the running case, which takes a moment."""
    path.write_bytes(_desk_file(with_match=with_match))
    clock = FixedClock(NOW_UTC)
    return Desk(open_services(SETTINGS, path, clock=clock), clock)


@cache
def _desk_file(*, with_match: bool) -> bytes:
    """Fill the workspace once for all tests of a run; a closed workspace is one file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "balie.drents"
        _fill(path, with_match=with_match).services.workspace.close()
        return path.read_bytes()


def _fill(path: Path, *, with_match: bool) -> Desk:
    sample_services(path).workspace.close()
    clock = FixedClock(NOW_UTC)
    desk = Desk(open_services(SETTINGS, path, clock=clock), clock)
    request = _request(desk.services)
    for title, place, left, channel in zip(_TITLES, _PLACES, _LEFT, _CHANNELS, strict=True):
        received_at_utc = NOW_UTC - timedelta(hours=24) + left
        clock.stand_at(received_at_utc)
        asked = replace(request, title=title, origin=Origin(place, 240_000, 540_000))
        desk.services.intake.open_new(NewCase(asked, channel, received_at_utc))
    _answer(desk)
    clock.stand_at(NOW_UTC - timedelta(hours=5))
    _work_on(desk, with_match=with_match)
    clock.stand_at(NOW_UTC)
    return desk


def _request(services: AppServices) -> LocationRequest:
    files = services.request_files
    text = (sample_data_dir() / "requests" / "1-chemie.json").read_text(encoding="utf-8")
    return files.read(text).request


def _answer(desk: Desk) -> None:
    clock, services = desk.clock, desk.services
    clock.stand_at(NOW_UTC - timedelta(hours=44) + timedelta(hours=19, minutes=26))
    kept, _ = services.desk.attach(ANSWERED, "advies-zuivel.pdf", b"%PDF-1.7 advies", "application/pdf")
    services.desk.answer(ANSWERED, attachment_id=kept.id)


def _work_on(desk: Desk, *, with_match: bool) -> None:
    services = desk.services
    _own(services, OVERDUE, Actor("Accountmanager Hoogeveen", "Gemeente Hoogeveen", Role.GEMEENTE))
    _own(services, UNASSIGNED, Actor("", "", Role.SCHAKELPUNT))
    services.tasks.add(OVERDUE, "Bellen over netcapaciteit", "", date(2026, 11, 17))
    services.desk.log_contact(
        RUNNING,
        Talk(
            "Groei naar 64 personen, verhuizing in 2028. Blijft bij voorkeur in Emmen.",
            person="J. Jansen",
            channel="telefoon",
            agreement="Morgen terugbellen over de kade",
        ),
    )
    services.desk.add_note(RUNNING, "Directeur houdt van zeilen.\nTweede regel van de notitie.")
    services.tasks.add(RUNNING, "Vragen aan Emmen nalopen", "", date(2026, 11, 16))
    services.tasks.add(RUNNING, "Informatiepakket klaarleggen", "Piet Postma", date(2026, 11, 24))
    if with_match:
        result = services.matching.match_case(RUNNING)
        for candidate_id in result.ranking()[:2]:
            services.shortlist.add(RUNNING, candidate_id)
    services.referrals.refer(OVERDUE, ReferralTerms("Emmen", "Ligging aan het water"))


def _own(services: AppServices, number: str, owner: Actor) -> None:
    """Give a case an owner, or nobody, as an import from elsewhere may leave it."""
    with services.workspace.unit_of_work() as work:
        work.cases.save(replace(work.cases.get(number), owner=owner))
        work.commit()
