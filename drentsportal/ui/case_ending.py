"""The end of a case in the window: told beforehand, done on the worker, and let go of everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.retention.selection_list import RetentionAction
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.errors import NotFoundError, StorageError
from drentsportal.services.destruction import Anonymising
from drentsportal.ui.dialogs.ending_form import EndingTold
from drentsportal.ui.ending import Ending, held_words, sentences
from drentsportal.ui.privacy_words import standing_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.retention.standing import RetentionStanding
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dialogs.ending_form import EndingForm


@dataclass(frozen=True, slots=True)
class CaseContents:
    """How much a case holds, and how it stands; ``files`` are id and name of its attachments."""

    title: str
    standing: RetentionStanding
    event_count: int
    contact_count: int
    match_count: int
    files: tuple[tuple[str, str], ...]


def read_contents(services: AppServices, number: str) -> CaseContents:
    """Count what a case holds, which is a look at it; raises ``NotFoundError``."""
    standing = services.retention.standing(number)
    with services.workspace.reading() as unit:
        contents = CaseContents(
            title=unit.cases.get(number).request.title,
            standing=standing,
            event_count=len(unit.cases.events(number)),
            contact_count=len(unit.cases.contacts(number)),
            match_count=len(unit.cases.matches(number)),
            files=tuple((each.id, each.name) for each in unit.cases.attachments(number)),
        )
    services.access.opened(number)
    return contents


def is_ended(services: AppServices, number: str, action: RetentionAction) -> bool:
    """Tell whether a case is gone, or what is left of it is anonymised."""
    try:
        return services.retention.is_anonymised(number) and action is RetentionAction.ANONYMISE
    except NotFoundError:
        return action is RetentionAction.ERASE


class CaseEnding(Ending):
    """Asks and does.

    Signal beside that of ``Ending``: ``ended(number, action, told)`` once it is done.
    """

    ended = Signal(str, object, str)

    def ask(self, parent: QWidget, number: str, action: RetentionAction) -> None:
        """Read what the case holds and ask; ``parent`` is what the form stands over."""

        def asking(contents: CaseContents) -> EndingForm:
            form = self._form(parent, self._told(number, action, contents))
            form.submitted.connect(lambda values: self._do(form, number, action, values))
            return form

        self._read_first(parent, lambda: read_contents(self._services, number), asking)

    def _told(self, number: str, action: RetentionAction, contents: CaseContents) -> EndingTold:
        say, standing = self._say, contents.standing
        act = action.value
        before_term = ""
        if standing.state in {RetentionState.RUNNING, RetentionState.WAITING}:
            before_term = say(f"ui.privacy.end.before_term.{standing.state.value}", due_on=standing.due_on)
        is_anonymising = action is RetentionAction.ANONYMISE
        return EndingTold(
            act=act,
            key=number,
            explanation=say(
                "ui.privacy.end.case",
                number=number,
                title=contents.title,
                standing=standing_text(self._services.language, standing),
            ),
            goes=self._goes(action, contents),
            stays=sentences(say(f"ui.privacy.end.stays.{act}", number=number)),
            before_term=before_term,
            title=contents.title if is_anonymising else None,
            files=contents.files if is_anonymising else (),
        )

    def _goes(self, action: RetentionAction, contents: CaseContents) -> tuple[str, ...]:
        """Say what is lost, and how much of it; what the case has none of is not named."""
        counts = {"contacts": contents.contact_count, "matches": contents.match_count}
        files = len(contents.files)
        if action is RetentionAction.ERASE:
            held = held_words(self._say, events=contents.event_count, files=files, **counts)
            return sentences(self._say("ui.privacy.end.goes.erase", held=held))
        held = held_words(self._say, **counts)
        goes = sentences(self._say("ui.privacy.end.goes.anonymise", events=contents.event_count, held=held))
        return (*goes, self._say("ui.privacy.end.files_but", count=files)) if files else goes

    def _do(self, form: EndingForm, number: str, action: RetentionAction, values: Values) -> None:
        # What is in the hand of the open case is stored first; nothing of it comes after its end.
        if self._session.case is not None and self._session.case.number == number:
            self._portal.cases.leaving.emit()
        services, is_before = self._services, form.is_before_term
        destruction = services.destruction
        how = Anonymising(values["ground"], values.get("title", ""), form.kept_files)

        def work() -> StorageError | None:
            try:
                if action is RetentionAction.ERASE:
                    destruction.erase(number, how.ground, before_term=is_before)
                else:
                    destruction.anonymise(number, how, before_term=is_before)
            except StorageError as error:
                if not is_ended(services, number, action):
                    raise
                # It is done; that remains are still on the disk has to be told with it.
                return error
            return None

        self._end(form, work, partial(self._done, number, action))

    def _done(self, number: str, action: RetentionAction, remains: StorageError | None) -> None:
        self._let_go(number, action)
        told = self._say(f"ui.privacy.ended.{action.value}", number=number)
        if remains is not None:
            told = f"{told} {self._say(remains)}"
        self.ended.emit(number, action, told)

    def _let_go(self, number: str, action: RetentionAction) -> None:
        """Show nothing any more of what is gone; of an anonymised case what is left."""
        portal = self._portal
        was_open = self._session.case is not None and self._session.case.number == number
        if portal.panels.case_file.number == number:
            portal.inbox.dossier.forget()
        portal.cases.forget(number)
        if was_open and portal.window.mode == "case":
            portal.window.show_mode("cases")
        portal.memory.refresh()
        search = portal.panels.case_list.search
        if search.words:
            # What was found may hold words that are gone.
            search.asked.emit(search.words)
        if action is RetentionAction.ANONYMISE:
            portal.cases.select(number)
