"""What the particulars of an event come to in words, for timelines of window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import CaseEvent
    from drentsportal.domain.message import Message


def event_message(event: CaseEvent) -> Message | None:
    """Word an assessment, a referral proposal, questions and answers.

    ``None`` for other events and for damaged details.
    """
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
        if event.kind is EventKind.QUESTION_ASKED:
            return message("event_detail.question_asked", to=details["to"], count=int(details["count"]))
        if event.kind is EventKind.QUESTION_ANSWERED:
            return message(
                "event_detail.question_answered", name=details["name"], said=details["text"], by=details["by"]
            )
    except (KeyError, ValueError):
        return None
    return None
