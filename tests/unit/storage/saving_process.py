"""A process that saves, and says so only after the save is durable; tests kill it. Run with a path.

It writes `ready`, and after each acknowledged save the number of the case and its row version.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from drentsportal.domain.cases.case import Attachment, CaseEvent, EventKind
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, new_case, parks, report

SAVES = 50


def main(path: Path) -> None:
    """Save a case, its event, an attachment and a delivery, fifty times."""
    workspace = open_workspace(path, passphrase="geheim")  # noqa: S106 - invented for the test
    print("ready", flush=True)  # noqa: T201 - the test reads it
    for save in range(1, SAVES + 1):
        number = f"D-2026-{save:04d}"
        delivery = parks({f"p{save}": {"gross_ha": float(save)}}, source=f"source {save}")
        with workspace.unit_of_work() as unit:
            unit.cases.add(new_case(number))
            unit.cases.add_event(number, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA, {"text": number}))
            unit.cases.save(replace(unit.cases.get(number), company_name=f"bedrijf {save}"))
            file = Attachment("a", "a.bin", "application/octet-stream", 9, NOON_UTC)
            unit.cases.add_attachment(number, file, number.encode() * 2000)
            unit.sites.add_delivery(delivery, report(delivery), ANNA, NOON_UTC)
            unit.commit()
        print(save, flush=True)  # noqa: T201 - the test reads it
    workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
