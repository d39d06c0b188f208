"""What the particulars of an event come to in words, for timelines of window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.case import EventKind
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.case import CaseEvent
    from drentsportal.domain.message import Message


def event_message(event: CaseEvent) -> Message | None:
    """Word an assessment or a referral proposal; ``None`` for other events and for damaged details."""
    details = event.details
    try:
        if event.kind is EventKind.ASSESSED:
            return message(
                "event_detail.assessed", version=int(details["version"]), open_count=int(details["open"])
            )
        if event.kind is EventKind.REFERRAL_PROPOSED:
            return message(
                "event_detail.referral_proposed",
                municipality=details["municipality"],
                option_count=int(details["count"]),
            )
    except (KeyError, ValueError):
        return None
    return None
