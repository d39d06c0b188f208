"""Who opened or took out what: a line per look at a case or company, never a word of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor


ALL_CONTACTS: Final = "contacten"
"""Stands for the contact log over all relations and cases: it shows what was said."""

WEEKLY_LIST: Final = "weeklijst"
"""Stands for the weekly list of the service teams, which leaves with number and code name of many cases."""

SEARCH: Final = "zoeken"
"""Stands for the lines of cases and companies that a search shows, whatever was searched for."""

OPEN_TASKS: Final = "taken"
"""Stands for the open tasks over all cases, with their words."""

ALL_COMPANIES: Final = "bedrijven"
"""Stands for the list of companies, which names their people."""

QUARTER_REPORT: Final = "kwartaalrapport"
"""Stands for the quarter report; it names nobody, and is told when it leaves."""

LISTS: Final = (ALL_CONTACTS, WEEKLY_LIST, SEARCH, OPEN_TASKS, ALL_COMPANIES, QUARTER_REPORT)
"""What tells of many cases at once and is logged as itself, by one line; no other list is."""


class AccessKind(StrEnum):
    """What was done with what is internal."""

    OPENED = "opened"
    ATTACHMENT_READ = "attachment_read"
    EXPORTED = "exported"
    INZAGE = "inzage"
    WOO = "woo"
    ERASED = "erased"
    ANONYMISED = "anonymised"


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One look. ``subject`` is the number of a case, the key of a company, or one of ``LISTS``.

    Of a contact log it can also be the code of a gemeente or the name of a partner.
    """

    at_utc: datetime
    actor: Actor
    kind: AccessKind
    subject: str
