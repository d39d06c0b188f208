"""What readers of an open file remember from one transaction to the next, not to work it out again.

How far each case has come, and keys that are ready to open with. A key is used only while its row is still
in the file, wrapped as it was; locking, erasing and a new passphrase let go of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import func, select

from drentsportal.storage import dialect, schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from drentsportal.services.ports.case_bulk import CaseRevision
    from drentsportal.storage.sealed import HeldCiphers

CasesMark: TypeAlias = tuple[int, ...]
"""Another one means that a case was added, changed or taken away; a look that was logged leaves it."""

COUNTED: Final = (schema.case_event, schema.contact_moment, schema.case_paper, schema.sent_document)
"""What belongs to a case and is part of its revision."""


@dataclass(slots=True)
class ReaderMemory:
    """What is remembered; never filled within a unit of work, whose changes may not last."""

    store_mark: tuple[int, ...] = ()
    cases_mark: CasesMark = ()
    revisions: dict[str, CaseRevision] = field(default_factory=dict)
    ciphers: HeldCiphers = field(default_factory=dict)


def cases_mark(connection: Connection) -> CasesMark:
    """Return a mark of all cases together.

    What is added has a higher id, what is saved a higher row version; a case that was erased is counted, and
    one that was anonymised is saved. None of them ever goes back.
    """
    cases, erased = schema.case_file, schema.erased_case
    parts = [
        select(func.count()).select_from(erased),
        select(func.count()).select_from(cases),
        select(func.coalesce(func.sum(cases.c.row_version), 0)),
        *(select(func.coalesce(func.max(each.c.id), 0)) for each in COUNTED),
    ]
    mark: tuple[Any, ...]
    (mark,) = dialect.fetch_raw(connection, select(*(each.scalar_subquery() for each in parts)))
    return mark
