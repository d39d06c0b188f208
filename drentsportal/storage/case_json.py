"""The sealed parts of a case as JSON text."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request_form import request_from_data, request_to_data
from drentsportal.domain.cases.case import ClockStop, ContactMoment, ShortlistEntry
from drentsportal.storage.instants import instant_text, optional_text, read_instant, read_optional

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest

_UNNAMED: Final = '"company": ""'


def request_text(request: LocationRequest) -> str:
    """Return a request as JSON."""
    return _dump(request_to_data(request))


def read_request(text: str) -> LocationRequest:
    """Read what ``request_text`` wrote, also in the first version, which said ``criterion_id``."""
    data = json.loads(text)
    for each in (*data["requirements"], *data["preferences"]):
        if "criterion_id" in each:
            each["criterion"] = each.pop("criterion_id")
    return request_from_data(data)


def stops_text(stops: tuple[ClockStop, ...]) -> str:
    """Return the stops of the clock as JSON."""
    return _dump(
        [
            [instant_text(each.stopped_at_utc), each.reason, optional_text(each.resumed_at_utc)]
            for each in stops
        ]
    )


def read_stops(text: str) -> tuple[ClockStop, ...]:
    """Read what ``stops_text`` wrote."""
    return tuple(
        ClockStop(read_instant(stopped), reason, read_optional(resumed))
        for stopped, reason, resumed in json.loads(text)
    )


def shortlist_text(shortlist: tuple[ShortlistEntry, ...]) -> str:
    """Return a shortlist as JSON."""
    return _dump(
        [
            [each.candidate_id, _actor(each.actor), instant_text(each.added_at_utc), each.reason]
            for each in shortlist
        ]
    )


def read_shortlist(text: str) -> tuple[ShortlistEntry, ...]:
    """Read what ``shortlist_text`` wrote."""
    return tuple(
        ShortlistEntry(candidate_id, _read_actor(actor), read_instant(added), reason)
        for candidate_id, actor, added, reason in json.loads(text)
    )


def contact_text(contact: ContactMoment) -> str:
    """Return a contact moment as JSON."""
    return _dump(
        {
            **asdict(contact),
            "at_utc": instant_text(contact.at_utc),
            "actor": _actor(contact.actor),
        }
    )


def read_contact(text: str) -> ContactMoment:
    """Read what ``contact_text`` wrote."""
    data = json.loads(text)
    data["at_utc"] = read_instant(data["at_utc"])
    data["actor"] = _read_actor(data["actor"])
    return ContactMoment(**data)


def names_somebody(text: str) -> bool:
    """Whether a contact that ``contact_text`` wrote names a company or other relation, without reading it."""
    # In a text of somebody the quotes would have a stroke before them.
    return _UNNAMED not in text


def details_text(details: dict[str, str]) -> str:
    """Return the details of an event as JSON."""
    return _dump(details)


def read_details(text: str) -> dict[str, str]:
    """Read what ``details_text`` wrote."""
    details: dict[str, str] = json.loads(text)
    return details


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _actor(actor: Actor) -> list[str]:
    return [actor.name, actor.organisation, actor.role.value]


def _read_actor(stored: list[str]) -> Actor:
    name, organisation, role = stored
    return Actor(name, organisation, Role(role))
