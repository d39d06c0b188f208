"""The contacts of many cases in one read."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import select

from drentsportal.services.ports.case_bulk import CaseNames
from drentsportal.storage import case_json, schema
from drentsportal.storage.case_numbers import CaseNumbers
from drentsportal.storage.instants import instant_text, read_instant

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from drentsportal.domain.cases.case import ContactMoment


class ContactBulk(CaseNumbers):
    """Reads contacts of many cases at once, within one transaction."""

    def contacts(
        self, numbers: Collection[str] | None = None, since_utc: datetime | None = None
    ) -> list[tuple[str, ContactMoment]]:
        """Return the contacts of cases with their numbers, by case and in the order of logging."""
        self.load_keys(numbers)
        table = schema.contact_moment
        since = "" if since_utc is None else instant_text(since_utc)
        texts = self.texts(table, "content", numbers, table.c.at_utc, where=table.c.at_utc >= since)
        found = [(number, case_json.read_contact(text)) for number, text, _ in texts]
        return sorted(found, key=itemgetter(0))

    def contact_names(self, numbers: Collection[str] | None = None) -> list[tuple[str, datetime, str]]:
        """Return of each contact its case, when it was, and the company or other relation that it names."""
        self.load_keys(numbers)
        table = schema.contact_moment
        return [
            (
                number,
                read_instant(at_utc),
                json.loads(text)["company"] if case_json.names_somebody(text) else "",
            )
            for number, text, at_utc in self.texts(table, "content", numbers, table.c.at_utc)
        ]

    def names(self, numbers: Collection[str]) -> dict[str, CaseNames]:
        """Return title, company and receipt of cases; nothing else of them is opened."""
        self.load_keys(numbers)
        table, opened = schema.case_file, self.opened
        columns = ("number", "company_key", "company_name", "request", "received_at_utc")
        statement = select(*(table.c[name] for name in columns))
        return {
            number: CaseNames(
                json.loads(opened(number, "request", request))["title"],
                key,
                opened(number, "company_name", name),
                read_instant(received),
            )
            for number, key, name, request, received in self.rows(statement, table.c.number, numbers)
        }

    def company_names(self, numbers: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """Return of each case the key of its company, and the company as it was told."""
        self.load_keys(numbers)
        table = schema.case_file
        statement = select(table.c.number, table.c.company_key, table.c.company_name)
        return {
            number: (key, self.opened(number, "company_name", name))
            for number, key, name in self.rows(statement, table.c.number, numbers)
        }
