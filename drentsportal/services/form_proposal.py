"""What a form that came in says, field by field, as a message proposes it; nothing of it is stored."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.intake.recognised import Certainty
from drentsportal.services.contact_intake import CONTACT_KEYS
from drentsportal.services.intake_paper import moment, proposed_content, relation_content
from drentsportal.services.intake_proposal import ProposedField
from drentsportal.services.request_content import request_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.services.form_intake import ReceivedForm

_UNNAMED: Final = ("requirements", "preferences")
"""Parts whose keys stand by themselves in a request file."""


def form_fields(form: ReceivedForm) -> tuple[ProposedField, ...]:
    """Return what a form says, how it came in first; what it leaves open is absent."""
    return tuple(
        ProposedField(key, text, (text,), Certainty.LITERAL) for key, text in _told(form) if text.strip()
    )


def form_content(form: ReceivedForm) -> dict[str, Any]:
    """Write a form as plain data, for ``--json``."""
    return {
        "form": {"file_name": form.name, "sha256": hashlib.sha256(form.content).hexdigest()},
        "proposed": proposed_content(form_fields(form)),
        "companies": relation_content(form.companies),
        "cases": list(form.cases),
    }


def _told(form: ReceivedForm) -> Iterator[tuple[str, str]]:
    read = form.read
    yield "received_at", moment(read.received_at_utc) or ""
    yield "asked_at", moment(read.asked_at_utc) or ""
    yield "channel", "" if read.channel is None else read.channel.value
    yield "requester", read.requester
    yield "company_name", read.company_name
    yield from ((key, read.contact.get(key, "")) for key in CONTACT_KEYS)
    untold = request_content(LocationRequest(title=""))
    for key, value in request_content(read.request).items():
        if value == untold[key]:
            continue
        if key in _UNNAMED and isinstance(value, dict):
            yield from ((name, _words(each)) for name, each in value.items())
        else:
            yield key, _words(value)


def _words(value: object) -> str:
    """Write a value of a request file in a row: lists by commas, parts as name and value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key}={_words(each)}" for key, each in value.items() if each not in (None, "", []))
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "" if value is None else str(value)
