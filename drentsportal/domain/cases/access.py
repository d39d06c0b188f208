"""Who opened or took out what: a line per look at a case or company, never a word of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor


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
    """One look. ``subject`` is the number of a case or the key of a company."""

    at_utc: datetime
    actor: Actor
    kind: AccessKind
    subject: str
