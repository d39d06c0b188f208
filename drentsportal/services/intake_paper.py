"""What is kept of reading a message: the proposals, the words they rest on, and what was confirmed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.services.intake_proposal import IntakeProposal, ProposedField


def proposal_content(proposal: IntakeProposal) -> dict[str, Any]:
    """Write a proposal as plain data, for the paper of a case and for ``--json``."""
    origin = proposal.origin
    return {
        "message": _message(proposal.message),
        "forwarded": None
        if origin is None
        else {
            "sender_name": origin.sender_name,
            "sender_address": origin.sender_address,
            "subject": origin.subject,
            "sent_at": moment(origin.sent_at_utc),
        },
        "found": [_found(each) for reading in proposal.readings for each in reading.found],
        "proposed": proposed_content(proposal.fields),
        "companies": relation_content(proposal.companies),
        "cases": list(proposal.cases),
    }


def proposed_content(fields: Iterable[ProposedField]) -> list[dict[str, Any]]:
    """Write what is proposed as plain data."""
    return [
        {
            "key": each.key,
            "value": each.value or None,
            "options": list(each.options),
            "certainty": each.certainty.value,
            "quotes": list(each.quotes),
        }
        for each in fields
    ]


def relation_content(companies: Iterable[CompanyLikeness]) -> list[dict[str, Any]]:
    """Write known companies that may be meant as plain data."""
    return [
        {
            "key": each.company.key,
            "name": each.company.name,
            "reasons": [reason.value for reason in each.reasons],
            "contradicts": each.contradicts,
        }
        for each in companies
    ]


def intake_paper(
    proposal: IntakeProposal, confirmed: Mapping[str, str], answers: Mapping[str, str]
) -> dict[str, Any]:
    """Write what a case keeps: the proposal, and of each confirmed value whether it was typed.

    Known companies stand there by key alone: what the desk knows of them is erased with them. Which other
    cases bear the name is left out: it would tell of them when they are erased.
    """
    content = proposal_content(proposal)
    del content["cases"]
    for each in content["companies"]:
        del each["name"]
    content["confirmed"] = [
        {"key": key, "value": value, "is_typed": bool(answers[key].strip())}
        for key, value in confirmed.items()
    ]
    return content


def _message(message: IncomingMessage) -> dict[str, Any]:
    return {
        "file_name": message.original.name,
        "sha256": hashlib.sha256(message.original.content).hexdigest(),
        "sender_name": message.sender_name,
        "sender_address": message.sender_address,
        "subject": message.subject,
        "sent_at": moment(message.sent_at_utc),
        "received_at": moment(message.received_at_utc),
        "attachments": [
            {
                "name": each.name,
                "media_type": each.media_type,
                "size_bytes": len(each.content),
                "inline": each.is_inline,
            }
            for each in message.attachments
        ],
        "doubts": [each.value for each in message.doubts],
    }


def _found(found: Recognised) -> dict[str, Any]:
    value = list(found.value) if isinstance(found.value, tuple) else found.value
    return {
        "field": found.field.value,
        "value": value,
        "quote": found.quote,
        "start": found.start,
        "end": found.end,
        "certainty": found.certainty.value,
    }


def moment(at_utc: datetime | None) -> str | None:
    """Write a moment, or nothing for one that is not known."""
    return None if at_utc is None else at_utc.isoformat()
