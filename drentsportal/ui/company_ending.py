"""The end of a company in the window of contacts: told beforehand, done on the worker; cases stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import StorageError
from drentsportal.ui.dialogs.ending_form import EndingTold
from drentsportal.ui.ending import Ending, held_words, sentences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.relations.company import Company
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dialogs.ending_form import EndingForm


class CompanyEnding(Ending):
    """Asks and does.

    Signal beside that of ``Ending``: ``ended(told)`` once the company is gone.
    """

    ended = Signal(str)

    def ask(self, parent: QWidget, key: str) -> None:
        """Count what is kept of a company and ask; ``parent`` is what the form stands over."""
        services = self._services

        def read() -> tuple[Company, int, int]:
            company = services.companies.company(key)
            said = sum(
                not each.case_number for each in services.contacts.of_party(Party(PartyKind.COMPANY, key))
            )
            return company, said, len(services.companies.cases_of(key))

        self._read_first(parent, read, lambda found: self._asking(parent, *found))

    def _asking(self, parent: QWidget, company: Company, said_count: int, case_count: int) -> EndingForm:
        say = self._say
        held = held_words(say, persons=len(company.persons), moments=said_count)
        cases = (say("ui.privacy.end.stays.cases", cases=case_count),) if case_count else ()
        told = EndingTold(
            act="company",
            key=company.key,
            explanation=say("ui.privacy.end.company", name=company.name, key=company.key),
            goes=sentences(say("ui.privacy.end.goes.company", held=held)),
            stays=(*cases, *sentences(say("ui.privacy.end.stays.company"))),
        )
        form = self._form(parent, told)
        form.submitted.connect(lambda values: self._do(form, company.key, values))
        return form

    def _do(self, form: EndingForm, key: str, values: Values) -> None:
        services = self._services

        def work() -> str:
            try:
                outcome, _ = services.destruction.erase_company(key, values["ground"])
            except StorageError as error:
                if any(each.key == key for each in services.companies.all()):
                    raise
                # It is done; that remains are still on the disk has to be told with it.
                return f"{self._say('ui.privacy.ended.company', key=key)} {self._say(error)}"
            numbers = outcome.case_numbers
            text_id = "ui.privacy.ended.company_cases" if numbers else "ui.privacy.ended.company"
            return self._say(text_id, key=key, cases=numbers)

        def done(told: str) -> None:
            self._portal.memory.refresh()
            self._portal.cases.load()
            self.ended.emit(told)

        self._end(form, work, done)
