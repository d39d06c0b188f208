"""Turns what a person confirmed of a proposal into the object that a filled-in form is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.contact_intake import CONTACT_KEYS, check_contact
from drentsportal.services.request_keys import REQUIREMENT_KEYS, EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.services.intake_proposal import IntakeProposal

CASE_KEYS: Final = ("channel", "received_at", "asked_at", "requester", "company_name")
REQUEST_KEYS: Final = (
    *("title", "request_type", "housing", "summary", "sector", "sector_code", "sector_group"),
    *("profile_id", "staff_count", "truck_movements_per_day", "building"),
)
COMPANY_KEY: Final = "company"
NEEDED: Final = ("title", "channel", "received_at")
"""What must be confirmed before a case opens; nothing of it is filled in by itself."""

_KIND_BY_KEY: Final = {each.key: each.kind for each in REQUIREMENT_KEYS}
ASKED_KEYS: Final = (*(each for each in REQUEST_KEYS if each != "title"), *_KIND_BY_KEY)
"""What a request asks, by the keys of a request file."""

ANSWER_KEYS: Final = (*CASE_KEYS, *REQUEST_KEYS, COMPANY_KEY, *CONTACT_KEYS, *_KIND_BY_KEY)
FIGURE_KEYS: Final = frozenset(
    {"staff_count", "truck_movements_per_day", "building"}
    | {key for key, kind in _KIND_BY_KEY.items() if kind in {EntryKind.NUMBER, EntryKind.NEED}}
)
"""Whose answers are figures, with either decimal sign and none between thousands."""
_MOST_TOLD: Final = 8
_YES: Final = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
_BUILDING: Final = re.compile(r"\s*(\d+(?:[.,]\d)?)\s*[x×]\s*(\d+(?:[.,]\d)?)\s*")


def confirmed_values(proposal: IntakeProposal, answers: Mapping[str, str]) -> dict[str, str]:
    """Return what was confirmed, as typed; an empty answer accepts what is proposed.

    Raises ``InputError`` for an unknown key, for an acceptance where nothing or more than one thing is
    proposed, when something that a case needs is not confirmed, and as ``check_contact``.
    """
    confirmed = {}
    for key, answer in answers.items():
        if key not in ANSWER_KEYS:
            raise InputError("error.intake.key_unknown", field=key, key=key, accepted=", ".join(ANSWER_KEYS))
        confirmed[key] = answer.strip() or _accepted(proposal, key)
    missing = [key for key in NEEDED if key not in confirmed]
    if missing:
        raise InputError("error.intake.unconfirmed", field=missing[0], keys=", ".join(missing))
    check_contact(confirmed)
    return confirmed


def _accepted(proposal: IntakeProposal, key: str) -> str:
    proposed = proposal.field(key)
    if proposed is None:
        raise InputError("error.intake.nothing_proposed", field=key, key=key)
    if proposed.is_doubtful:
        told = [MUNICIPALITIES.get(each, each) for each in proposed.options[:_MOST_TOLD]]
        found = ", ".join(told) + (", …" if len(proposed.options) > _MOST_TOLD else "")
        raise InputError("error.intake.several_proposed", field=key, key=key, found=found)
    return proposed.value


def entry_of(confirmed: Mapping[str, str]) -> dict[str, Any]:
    """Write confirmed values as ``request_exchange.read_entry`` reads them.

    Raises ``InputError`` for a building that is not two sides and a yes that is none.
    """
    request: dict[str, Any] = {key: confirmed[key] for key in REQUEST_KEYS if key in confirmed}
    if "building" in request:
        request["building"] = _building(request["building"])
    asked = {key: _limit(key, confirmed[key]) for key in _KIND_BY_KEY if key in confirmed}
    if asked:
        request["requirements"] = asked
    case = {key: confirmed[key] for key in CASE_KEYS if key in confirmed}
    return {"case": case, "request": request}


def _building(text: str) -> dict[str, str]:
    match = _BUILDING.fullmatch(text)
    if match is None:
        raise InputError("error.intake.building", field="building", text=text)
    return {"width_m": match[1], "depth_m": match[2]}


def _limit(key: str, text: str) -> object:
    kind = _KIND_BY_KEY[key]
    if kind in {EntryKind.IDS, EntryKind.PLACES}:
        return [each.strip() for each in re.split(r"[,;]", text) if each.strip()]
    if kind is EntryKind.YES or (kind is EntryKind.NEED and text.casefold() in _YES):
        return _YES.get(text.casefold(), text)
    return text
