"""A case with a marked word in everything that is sealed, and the search for that word in raw bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import (
    Attachment,
    CaseEvent,
    ClockStop,
    ContactMoment,
    EventKind,
    SentDocument,
    ShortlistEntry,
)
from drentsportal.domain.sites.site import ContactPoint
from drentsportal.domain.values import PartialDate
from tests.storage_contract.deliveries import ANNA, NOON_UTC, deliver, delivery, new_case

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

MARK = "Zwaluwstaartverbinding"
NUMBER = "D-2026-0001"


def store_marked_case(workspace: Workspace) -> None:
    """Store a case, and a contact point, with the mark in every sealed column."""
    case = replace(
        new_case(NUMBER, f"titel {MARK}"),
        company_name=MARK,
        requester=f"mevrouw {MARK}",
        stops=(ClockStop(NOON_UTC, f"wacht op {MARK}"),),
        shortlist=(ShortlistEntry("p1", ANNA, NOON_UTC, MARK),),
    )
    with workspace.unit_of_work() as unit:
        unit.cases.add(case)
        unit.cases.add_event(NUMBER, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": MARK}))
        unit.cases.add_contact(
            NUMBER, ContactMoment(NOON_UTC, ANNA, "EZ", MARK, MARK, "telefoon", MARK, MARK)
        )
        file = Attachment("a1", f"{MARK}.txt", "text/plain", 5, NOON_UTC)
        unit.cases.add_attachment(NUMBER, file, f"x{MARK}x".encode() * 5000)
        unit.cases.save_match(NUMBER, f'{{"who":"{MARK}"}}', NOON_UTC)
        unit.cases.add_document(NUMBER, SentDocument(f"{MARK}.pdf", "advice", "00", NOON_UTC))
        unit.commit()
    point = ContactPoint("c1", "GM0114", "x", "x", MARK, f"{MARK}@x.example", "x", PartialDate(2026))
    what = delivery()
    deliver(workspace, type(what)("contacts", "f", "0", "m", contact_points=(point,)))


def files_with_mark(*folders: Path, mark: str = MARK) -> list[str]:
    """Return the files under the folders that hold the mark, in UTF-8 or UTF-16."""
    wanted = (mark.encode(), mark.encode("utf-16-le"))
    return [
        str(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in wanted)
    ]
