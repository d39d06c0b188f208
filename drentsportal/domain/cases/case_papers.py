"""What the papers of a case say, as plain data and back: outcome, referrals, tasks, figures.

Each ``..._to_data`` gives what JSON can hold; ``..._from_data`` raises ``KeyError``, ``TypeError`` or
``ValueError`` for data that nothing here wrote.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.relations.contact_log import Party, PartyKind

Data = dict[str, Any]


def outcome_to_data(outcome: CaseOutcome) -> Data:
    """Return an outcome as plain data."""
    return _fields(outcome)


def outcome_from_data(data: Data) -> CaseOutcome:
    """Read what ``outcome_to_data`` wrote."""
    return CaseOutcome(
        **{
            **data,
            "kind": OutcomeKind(data["kind"]),
            "decided_on": date.fromisoformat(data["decided_on"]),
            "lost_reason": _optional(LostReason, data["lost_reason"]),
        }
    )


def referral_to_data(referral: Referral) -> Data:
    """Return a referral as plain data."""
    return _fields(referral)


def referral_from_data(data: Data) -> Referral:
    """Read what ``referral_to_data`` wrote."""
    return Referral(
        **{
            **data,
            "made_at_utc": datetime.fromisoformat(data["made_at_utc"]),
            "to": Party(PartyKind(data["to"]["kind"]), data["to"]["id"]),
            "nom_informed_on": _optional(date.fromisoformat, data["nom_informed_on"]),
            "decided_on": _optional(date.fromisoformat, data["decided_on"]),
        }
    )


def task_to_data(task: CaseTask) -> Data:
    """Return a task as plain data."""
    return _fields(task)


def task_from_data(data: Data) -> CaseTask:
    """Read what ``task_to_data`` wrote."""
    return CaseTask(
        **{
            **data,
            "due_on": _optional(date.fromisoformat, data["due_on"]),
            "done_at_utc": _optional(datetime.fromisoformat, data["done_at_utc"]),
        }
    )


def digest_to_data(digest: CaseDigest) -> Data:
    """Return the figures of a case as plain data."""
    return _fields(digest)


def digest_from_data(data: Data) -> CaseDigest:
    """Read what ``digest_to_data`` wrote."""
    return CaseDigest(
        **{
            **data,
            "status": CaseStatus(data["status"]),
            "channel": RequestChannel(data["channel"]),
            "received_at_utc": datetime.fromisoformat(data["received_at_utc"]),
            "asked_at_utc": _optional(datetime.fromisoformat, data["asked_at_utc"]),
            "answered_at_utc": _optional(datetime.fromisoformat, data["answered_at_utc"]),
            "referrals": tuple(
                ReferralDigest(**{**each, "made_at_utc": datetime.fromisoformat(each["made_at_utc"])})
                for each in data["referrals"]
            ),
            "segments": tuple(data["segments"]),
            "outcome": _optional(OutcomeKind, data["outcome"]),
            "lost_reason": _optional(LostReason, data["lost_reason"]),
            # Figures that were kept before closing was told do not name it.
            "closed_at_utc": _optional(datetime.fromisoformat, data.get("closed_at_utc")),
        }
    )


def _fields(kept: CaseOutcome | Referral | CaseTask | CaseDigest) -> Data:
    return {name: _plain(value) for name, value in asdict(kept).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a data class holds
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _optional(read: Any, value: Any) -> Any:  # noqa: ANN401 - whatever is read by whatever reads it
    return None if value is None else read(value)
