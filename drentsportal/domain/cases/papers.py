"""Papers: texts that are kept version by version, with who wrote them and when; none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor


class PaperKind(StrEnum):
    """What is kept with a case; of what has a state the newest version tells how it stands."""

    ASSESSMENT = "assessment"
    WEIGHT_VOTE = "weight_vote"
    TASKS = "tasks"
    PATH = "path"
    REFERRALS = "referrals"
    OUTCOME = "outcome"
    RETENTION = "retention"
    INTAKE = "intake"


class ReferenceKind(StrEnum):
    """What a workspace keeps as its own: a version of what ships with the application, or a rule."""

    CRITERIA_PROFILE = "criteria_profile"
    GRIP_AREA = "grip_area"
    SELECTION_LIST = "selection_list"
    DESTRUCTION = "destruction"
    INSTRUMENT = "instrument"
    SHARED_SETTING = "shared_setting"


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper of a case; ``content`` is JSON, sealed in the store and erased with the case.

    ``version`` counts from 1 within the case and the kind.
    """

    kind: PaperKind
    version: int
    at_utc: datetime
    actor: Actor
    content: str


@dataclass(frozen=True, slots=True)
class ReferencePaper:
    """A paper of the workspace that everybody may read; ``content`` is JSON.

    ``id`` names the thing within its kind, ``version`` is a version of that thing.
    """

    kind: ReferenceKind
    id: str
    version: int
    at_utc: datetime
    actor: Actor
    content: str
