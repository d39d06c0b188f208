"""A workspace with ten thousand cases and two hundred thousand lines, as a desk has after many years."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import Case, CaseStatus, ClockStop, RequestChannel
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data, task_to_data
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.domain.retention.selection_list import RetentionAction, RetentionStart, SelectionCategory
from drentsportal.domain.retention.standing import RetentionChoice, choice_to_data
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.storage import case_json, schema
from drentsportal.storage.case_rows import CaseRows, actor_columns
from drentsportal.storage.dialect import insert_rows
from drentsportal.storage.instants import instant_text
from drentsportal.storage.relations import StoredRelations
from drentsportal.storage.sealed import Sealer, case_scope, place
from drentsportal.storage.sqlite_workspace import SqliteWorkspace, open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

NOW_UTC: Final = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
OWNERS: Final = tuple(Actor(name, "Provincie Drenthe", Role.SCHAKELPUNT) for name in ("Anna", "Bert", "Cees"))
_TRADES: Final = ("Composiet", "Zuivel", "Kunststof", "Logistiek", "Metaal", "Bouw", "Café", "Biotechniek")
_WORDS: Final = (
    "hal", "kavel", "netaansluiting", "telefoon", "bezoek", "gemeente", "vergunning", "terugbellen",
    "offerte", "oppervlak", "ontsluiting", "milieucategorie", "parkmanagement", "bestemmingsplan",
    "rondleiding", "ideeën",
)  # fmt: skip
_CODES: Final = tuple(sorted(MUNICIPALITIES))
_SEGMENTS: Final = ("logistics", "mixed_modern", "mixed_regular", "heavy_industry")


def make_full_desk(
    path: Path, case_count: int = 10_000, line_count: int = 20, passphrase: str | None = None
) -> SqliteWorkspace:
    """Make the workspace: seven cases in a hundred are open, six in ten have an outcome.

    What is answered has its task done, but one in twenty.
    One case in ten brings a company and a contact outside cases; each was looked at twice.
    """
    workspace = open_workspace(path, create=True, passphrase=passphrase)
    database = workspace._database  # noqa: SLF001 - two hundred thousand rows through the services take minutes
    with database.writing() as connection:
        _Desk(connection, Sealer(connection, workspace._workspace_key())).fill(case_count, line_count)  # noqa: SLF001 - as above
        connection.commit()
    database.clear_log()
    return workspace


def _moment(at: int) -> RelationMoment:
    """Return a contact outside cases: with a company, a gemeente or a partner in turn."""
    party = (
        Party(PartyKind.COMPANY, f"B-{at + 1:04d}"),
        Party(PartyKind.MUNICIPALITY, _CODES[at % len(_CODES)]),
        Party(PartyKind.PARTNER, f"Partner {at % 40}"),
    )[at % 3]
    said = {"department": "EZ", "person": "Jan", "channel": "telefoon", "subject": "bezoek", "agreement": ""}
    return RelationMoment(NOW_UTC - timedelta(hours=at), OWNERS[0], party, **said)


class _Desk:
    """Fills the tables, the same for the same size."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer
        self._chance = random.Random(7)  # noqa: S311 - sample data
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._ids: dict[str, int] = {}

    def fill(self, case_count: int, line_count: int) -> None:
        relations = StoredRelations(self._connection, self._sealer)
        for each in range(case_count // 10):
            person = ContactPerson(f"Persoon {each}", "directeur")
            relations.add_company(Company(f"B-{each + 1:04d}", f"Bedrijf {each} BV", "", "Emmen", (person,)))
            relations.add_moment(_moment(each))
        for place_in_order in range(case_count):
            self._add(place_in_order, case_count, line_count)
        for name, rows in self._rows.items():
            table = schema.metadata.tables[name]
            columns = list(rows[0])
            insert_rows(
                self._connection, table, columns, [tuple(row[each] for each in columns) for row in rows]
            )

    def _add(self, at: int, case_count: int, line_count: int) -> None:
        chance = self._chance
        received = NOW_UTC - timedelta(hours=(case_count - at) * 6)
        case = self._case(at, received)
        self._sealer.make_key(case_scope(case.number))
        kept = CaseRows(self._connection, self._sealer).case_columns(case)
        self._rows.setdefault("case_file", []).append({"number": case.number, "row_version": 1, **kept})
        for each in range(line_count - 2):
            details = {"text": " ".join(chance.choices(_WORDS, k=7))}
            kind = "note" if each % 3 else "shortlisted"
            columns = {"at_utc": instant_text(received + timedelta(hours=each)), "kind": kind}
            columns |= actor_columns("actor", case.owner)
            self._line("case_event", case.number, {"details": case_json.details_text(details)}, **columns)
        for each in range(2):
            said = {
                "at_utc": instant_text(received),
                "actor": ["Anna", "", "schakelpunt"],
                "department": "EZ",
                "company": f"Partner {at % 40}" if at % 7 == 0 else "",
                "person": f"Persoon {at % 997}",
                "channel": "telefoon",
                "subject": " ".join(chance.choices(_WORDS, k=5)),
                "agreement": "",
            }
            moment = instant_text(received + timedelta(hours=each))
            self._line("contact_moment", case.number, {"content": json.dumps(said)}, at_utc=moment)
            self._look(case, moment)
        self._papers(case, at)

    def _look(self, case: Case, at_utc: str) -> None:
        row_id = self._ids["access_entry"] = self._ids.get("access_entry", 0) + 1
        columns = {"at_utc": at_utc, "kind": AccessKind.OPENED.value, "subject": case.number}
        columns |= actor_columns("actor", case.owner)
        self._rows.setdefault("access_entry", []).append({"id": row_id, **columns})

    def _case(self, at: int, received: datetime) -> Case:
        chance = self._chance
        year = received.year
        is_open = at % 100 >= 93
        answered = None if is_open else received + timedelta(hours=chance.randint(1, 40))
        status = CaseStatus.IN_PROGRESS if is_open else CaseStatus.CLOSED if at % 2 else CaseStatus.ANSWERED
        request = LocationRequest(
            title=f"{chance.choice(_TRADES)}bedrijf {at}",
            summary=" ".join(chance.choices(_WORDS, k=9)),
            requirements=(
                Requirement("plot_area", chance.randint(1_000, 90_000)),
                Requirement("segment", (chance.choice(_SEGMENTS),)),
                Requirement("municipality", (chance.choice(_CODES),)),
            ),
            preferences=(Preference("distance", 3), Preference("segment", 2, _SEGMENTS[:2])),
        )
        case = Case(
            number=f"D-{year}-{at + 1:05d}",
            status=status,
            owner=OWNERS[at % len(OWNERS)],
            channel=tuple(RequestChannel)[at % 4],
            received_at_utc=received,
            asked_at_utc=None,
            request=request,
            company_name=f"Firma {at} BV",
            company_key=f"B-{at % 1000 + 1:04d}",
            answered_at_utc=answered,
        )
        if at % 5:
            return case
        stop = ClockStop(received + timedelta(minutes=5), "wacht", received + timedelta(minutes=65))
        return replace(case, stops=(stop,))

    def _papers(self, case: Case, at: int) -> None:
        day = case.received_at_utc.date()
        task = CaseTask("t1", "bel terug", "Anna", date(2026, 11, 25), "vergunningen")
        if case.answered_at_utc is not None and at % 20:
            task = replace(task, done_at_utc=case.answered_at_utc)
        self._paper(case, PaperKind.TASKS, [task_to_data(task)])
        if case.answered_at_utc is not None:
            category = SelectionCategory(
                "aanvraag", "Aanvraag", 5, RetentionStart.ANSWER, RetentionAction.ERASE, "lijst"
            )
            self._paper(case, PaperKind.RETENTION, choice_to_data(RetentionChoice(category, "")))
        if at % 10 < 6:
            kind = (OutcomeKind.PLACED, OutcomeKind.LOST, OutcomeKind.WITHDRAWN)[at % 3]
            lost = LostReason.PLAN if kind is OutcomeKind.LOST else None
            outcome = CaseOutcome(kind, day, lost_reason=lost)
            if kind is OutcomeKind.PLACED:
                outcome = replace(outcome, municipality_code=_CODES[at % 12], jobs=at % 80, distance_km=30.0)
            self._paper(case, PaperKind.OUTCOME, outcome_to_data(outcome))
        if at % 4 == 0:
            to = Party(PartyKind.MUNICIPALITY, _CODES[at % 12])
            referral = Referral(case.received_at_utc, to, "past beter", _CODES[at % 7], None, at % 8 == 0)
            self._paper(case, PaperKind.REFERRALS, [referral_to_data(referral)])

    def _paper(self, case: Case, kind: PaperKind, content: object) -> None:
        columns = {"kind": kind.value, "version": 1, "at_utc": instant_text(case.received_at_utc)}
        columns |= actor_columns("actor", case.owner)
        self._line("case_paper", case.number, {"content": json.dumps(content)}, **columns)

    def _line(self, table: str, number: str, sealed: dict[str, str], **columns: object) -> None:
        row_id = self._ids[table] = self._ids.get(table, 0) + 1
        closed = {
            name: self._sealer.seal_text(case_scope(number), place(table, name, row_id), text)
            for name, text in sealed.items()
        }
        self._rows.setdefault(table, []).append({"id": row_id, "case_number": number, **columns, **closed})
