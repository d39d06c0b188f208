"""The end of a company in the window of contacts: told beforehand, done on the worker; cases stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import StorageError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.ending_form import EndingForm, EndingTold
from drentsportal.ui.privacy_words import fault_text
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.relations.company import Company
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.portal import Portal


class CompanyEnding(Screen):
    """Asks and does.

    Signals: ``ended(told)`` once the company is gone, ``failed(error)`` where it could not even be asked.
    """

    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Keep the parts."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._log_path = log_path
        self.form: EndingForm | None = None

    def ask(self, parent: QWidget, key: str) -> None:
        """Count what is kept of a company and ask; ``parent`` is what the form stands over."""
        services = self._services

        def work() -> tuple[Company, int, int]:
            company = services.companies.company(key)
            said = sum(
                not each.case_number for each in services.contacts.of_party(Party(PartyKind.COMPANY, key))
            )
            return company, said, len(services.companies.cases_of(key))

        def done(read: tuple[Company, int, int]) -> None:
            # A window that was closed meanwhile asks nothing any more.
            if parent.isVisible():
                self._show(parent, *read)

        self._runner.run(ServiceCall("ui.privacy.busy", lambda _: work(), done, self.failed.emit))

    def _show(self, parent: QWidget, company: Company, said_count: int, case_count: int) -> None:
        say = self._say
        goes = say("ui.privacy.end.goes.company", persons=len(company.persons), moments=said_count)
        told = EndingTold(
            act="company",
            key=company.key,
            explanation=say("ui.privacy.end.company", name=company.name, key=company.key),
            goes=tuple(goes.splitlines()),
            stays=tuple(say("ui.privacy.end.stays.company", cases=case_count).splitlines()),
        )
        form = EndingForm(parent, self._portal.theme, self._services.language, told)
        form.submitted.connect(lambda values: self._do(form, company.key, values))
        form.finished.connect(self._forget_form)
        self.form = form
        form.open()

    def _forget_form(self) -> None:
        self.form = None

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
            form.close_stored()
            self._portal.memory.refresh()
            self._portal.cases.load()
            self.ended.emit(told)

        def failed(error: BaseException) -> None:
            form.tell_fault(fault_text(self._services.language, error, self._log_path))

        self._runner.run(ServiceCall("ui.privacy.busy_ending", lambda _: work(), done, failed))
