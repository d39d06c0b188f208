"""A process that keeps contacts and files, and waits in the midst of a save to be killed. Run with a path.

It says ``kept`` after each save that is durable, and ``writing`` in the midst of the last one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import Attachment, CaseEvent, ContactMoment, EventKind
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC
from tests.unit.storage.marked_case import MARK, NUMBER

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import UnitOfWork

SENTENCE = "een lange zin over veen"
COMPANY = Party(PartyKind.COMPANY, "B-0001")
KEPT = 3
FILE_BYTES = 2_000_000


def main(path: Path) -> None:
    """Keep some contacts with their files, and stay in the midst of one more."""
    workspace = open_workspace(path, passphrase=SENTENCE)
    for save in range(1, KEPT + 1):
        with workspace.unit_of_work() as unit:
            _write(unit, save)
            unit.commit()
        print("kept", flush=True)  # noqa: T201 - the test reads it
    with workspace.unit_of_work() as unit:
        _write(unit, KEPT + 1)
        print("writing", flush=True)  # noqa: T201 - the test reads it
        sys.stdin.read()


def _write(unit: UnitOfWork, save: int) -> None:
    said = ContactMoment(NOON_UTC, ANNA, "EZ", MARK, MARK, "telefoon", f"{MARK} {save}", MARK)
    unit.cases.add_contact(NUMBER, said)
    unit.relations.add_moment(RelationMoment(NOON_UTC, ANNA, COMPANY, "EZ", MARK, "telefoon", MARK))
    unit.cases.add_event(NUMBER, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": MARK}))
    content = MARK.encode() * (FILE_BYTES // len(MARK))
    file = Attachment(f"b{save}", f"{MARK}.txt", "text/plain", len(content), NOON_UTC)
    unit.cases.add_attachment(NUMBER, file, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
