"""What a form asks about a contact, in a case and outside cases alike, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.case_desk import Talk
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.moments import read_moment, write_moment

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.ui.dialogs.desk_form import DeskForm, Values

_COMPANY = "company"


class ContactEntry:
    """One contact to be filled in, from the moment that its form was asked for."""

    def __init__(self, now_utc: datetime, language_code: str) -> None:
        """Propose now, in Dutch time, as the language writes it."""
        self._now_typed = write_moment(now_utc, language_code)

    def fields(self, *, in_case: bool = False) -> tuple[Field, ...]:
        """Return the fields; in a case also the company, which elsewhere the relation tells."""
        company = (Field(_COMPANY, "ui.contact.company"),) if in_case else ()
        return (
            Field("at", "ui.contacts.form.at", required=True, value=self._now_typed),
            Field("person", "ui.contact.person"),
            *company,
            Field("department", "ui.contact.department"),
            Field("channel", "ui.contact.channel"),
            Field("subject", "ui.contact.subject", required=True, lines=3),
            Field("agreement", "ui.contact.agreement", lines=2),
        )

    def talk(self, values: Values) -> Talk:
        """Read what was filled in; a moment that nobody changed is now, to the second.

        Raises ``InputError`` for a moment that cannot be read, that the clocks skip, or that they show
        twice.
        """
        at_utc = None if values["at"] == self._now_typed else read_moment(values["at"], "at")
        return Talk(
            subject=values["subject"],
            person=values["person"],
            company=values.get(_COMPANY, ""),
            department=values["department"],
            channel=values["channel"],
            agreement=values["agreement"],
            at_utc=at_utc,
        )


def suggest_channels(form: DeskForm) -> None:
    """Complete how a contact was held; other words may be typed."""
    form.suggest("channel", form.language.text("ui.contacts.form.channels").split(", "))
