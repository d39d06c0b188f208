"""Contacts that belong to a relation rather than to one case: internal, in no export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor


class PartyKind(StrEnum):
    """What kind of relation somebody spoke with."""

    COMPANY = "company"
    MUNICIPALITY = "municipality"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Party:
    """A relation: a company by its key, a gemeente by its code, a partner by its name."""

    kind: PartyKind
    id: str


@dataclass(frozen=True, slots=True)
class RelationMoment:
    """Who spoke with whom about what. ``department`` is that of the province; a person may be unknown."""

    at_utc: datetime
    actor: Actor
    party: Party
    department: str
    person: str
    channel: str
    subject: str
    agreement: str = ""
