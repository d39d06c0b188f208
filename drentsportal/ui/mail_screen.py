"""E-mail omzetten: what happens between the panel of a message and the services."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from drentsportal.errors import DrentsPortalError, InputError, QuestionError
from drentsportal.services.case_clock import case_clock
from drentsportal.services.form_intake import FORM_ENDINGS, ReceivedForm
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.messages import asks_to_go_on, error_text, may_lose, tell
from drentsportal.ui.mail_drop import MAIL_ENDINGS, Dropped, MailDrop, dropped_from
from drentsportal.ui.mail_opening import alike_text, open_confirmed
from drentsportal.ui.models.intake_rows import rows_of_form, rows_of_proposal
from drentsportal.ui.panels.mail_panel import MailPanel
from drentsportal.ui.panels.message_pane import view_of_form, view_of_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.services.intake_proposal import IntakeProposal
    from drentsportal.ui.portal import Portal

_PAGE: Final = "mail"
_HEIGHT: Final = 376
_LINES: Final = 14


class MailScreen(QObject):
    """Opens, takes in and reads a message, and makes a case of what was confirmed.

    ``waiting`` is the message to be confirmed; ``panel`` stands in the tray under the list of cases
    for as long as it does.
    """

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Make the panel; its actions join those of ``Commands``."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = services = portal.services
        self._say = services.language.text
        self._log_path = log_path
        self.waiting: IntakeProposal | ReceivedForm | None = None
        self._asked = 0
        self.dialog: EntryDialog | None = None
        self.panel = MailPanel(portal.theme, services.language, case_clock(services.clock))
        self.panel.open_asked.connect(self.ask_file)
        self.panel.paste_asked.connect(self.paste)
        self.panel.proposal.discard_asked.connect(self.discard)
        self.panel.proposal.make_asked.connect(self._make)
        window = portal.window
        window.tray.add_page(_PAGE, self.panel)
        portal.commands.by_id["open_mail"] = self.ask_file
        portal.commands.by_id["paste_mail"] = self.paste
        self.drop = MailDrop(window)
        self.drop.dropped.connect(self._on_dropped)
        # A file that is let go on the map is for the window; the map itself takes none.
        for each in portal.map.findChildren(QWidget):
            each.setAcceptDrops(False)
        window.tray.may_close = self._may_close
        window.mode_left.connect(lambda _: self._put_corner(below_list=False))
        window.mode_shown.connect(lambda _: self._suit())
        # After the places of an earlier start were put back.
        QTimer.singleShot(0, self, self._suit)

    # -- taking in ------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for the file of a message or a form."""
        endings = " ".join(f"*{each}" for each in (*MAIL_ENDINGS, *FORM_ENDINGS))
        name = QFileDialog.getOpenFileName(
            self._portal.window,
            self._say("ui.mail.open_title"),
            "",
            self._say("ui.mail.kinds", endings=endings),
        )[0]
        if name:
            self.take(Dropped(paths=(Path(name),)), "ui.mail.note.opened")

    def paste(self) -> None:
        """Take what was copied: a file at once, a text after a look at it."""
        held = dropped_from(QGuiApplication.clipboard().mimeData())
        if held is not None and not held.text and not held.is_reference:
            self.take(held, "ui.mail.note.pasted")
            return
        fields = (
            Field("text", "ui.mail.paste_text", required=True, lines=_LINES, value=held.text if held else ""),
        )
        language = self._services.language
        dialog = EntryDialog(
            self._portal.window,
            language,
            self._say("ui.mail.paste_title"),
            fields,
            self._say("ui.mail.propose"),
        )
        dialog.explain(self._say("ui.mail.paste_explain"))
        dialog.setObjectName("paste_mail_dialog")
        dialog.setMinimumWidth(560)
        self.dialog = dialog

        def accepted() -> None:
            self.take(Dropped(text=dialog.values()["text"]), "ui.mail.note.pasted")

        dialog.accepted.connect(accepted)
        dialog.open()

    def take(self, what: Dropped, note_id: str) -> None:
        """Read what was opened, dropped or pasted, once nothing goes lost that a person filled in."""
        if self._portal.away.is_locked:
            return
        if what.is_strange:
            self._tell_strange(what)
            return
        if not self._may_replace():
            return
        self._portal.upkeep.leaving.leave(lambda: self._take(what, note_id))

    def _tell_strange(self, what: Dropped) -> None:
        """Say what can be taken; what stands in the panel stays."""
        path = what.paths[0]
        kind = "folder" if path.is_dir() else "file"
        endings = ", ".join((*MAIL_ENDINGS, *FORM_ENDINGS))
        text = self._say(f"ui.mail.strange.{kind}", name=path.name, endings=endings)
        tell(self._portal.window, self._say("ui.mail.strange.title"), text)

    def _take(self, what: Dropped, note_id: str) -> None:
        self._show()
        self._portal.window.tray.set_note(_PAGE, self._say(note_id))
        if len(what.paths) > 1 or what.is_reference:
            self.panel.show_fault(self._say("ui.mail.one_at_a_time" if what.paths else "ui.mail.reference"))
            return
        path = what.paths[0] if what.paths else None
        if path is not None and path.suffix.casefold() in FORM_ENDINGS:
            self._read(lambda: self._services.form_intake.read(path), self._show_form)
            return
        messages, intake = self._services.messages, self._services.mail_intake

        def message() -> IncomingMessage:
            if path is not None:
                return messages.read(path)
            return (
                messages.read_bytes(what.content, what.name)
                if what.content
                else messages.read_text(what.text)
            )

        self._read(lambda: intake.propose(message()), self._show_proposal)

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.waiting = None
        self.panel.show_nothing()
        self.panel.show_busy()
        self._asked += 1
        asked = self._asked

        def arrived(found: object) -> None:
            # What was overtaken by another message is not shown.
            if asked == self._asked:
                done(found)

        self._run("ui.mail.busy", work, arrived)

    def _show_proposal(self, proposal: IntakeProposal) -> None:
        language = self._services.language
        rows = rows_of_proposal(proposal, language)
        self.waiting = proposal
        self.panel.show_message(view_of_proposal(proposal, language), self._say("ui.mail.proposal"), rows)
        self.panel.proposal.focus_first()

    def _show_form(self, form: ReceivedForm) -> None:
        language = self._services.language
        self.waiting = form
        rows = rows_of_form(form, language)
        self.panel.show_message(view_of_form(form, language), self._say("ui.mail.form_proposal"), rows)
        self.panel.proposal.focus_first()

    def _on_dropped(self, what: Dropped) -> None:
        # The mail program waits for its drag to end; a question to the person would hold it.
        QTimer.singleShot(0, self, lambda: self.take(what, "ui.mail.note.dropped"))

    # -- making and leaving ---------------------------------------------------------------------------

    def discard(self) -> None:
        """Put the message away; it was never stored."""
        if self._may_replace():
            self._end()
            self._portal.window.status.tell(self._say("ui.mail.discarded"))

    def _make(self, answers: dict[str, str], *, is_another: bool = False) -> None:
        if (waiting := self.waiting) is None:
            return
        self.panel.proposal.set_busy(busy=True)

        def work() -> object:
            return open_confirmed(self._services, waiting, answers, is_another=is_another)

        def failed(error: BaseException) -> None:
            self._on_failed(error)
            if isinstance(error, QuestionError) and self._wants_another(error):
                self._make(answers, is_another=True)

        self._portal.runner.run(ServiceCall("ui.busy.save", lambda _: work(), self._on_made, failed))

    def _wants_another(self, error: QuestionError) -> bool:
        """Ask whether a second case of the same file is meant."""
        language = self._services.language
        title, go = self._say("ui.mail.known_title"), self._say("ui.mail.known_go")
        return asks_to_go_on(self._portal.window, language, title, language.text(error), go)

    def _on_made(self, made: tuple[Case, Sequence[CompanyLikeness]]) -> None:
        self._end()
        case, alike = made
        # It is stored; what fails in the matching that comes next is told as for a form.
        self._portal.cases.create(lambda: case)
        if alike:
            self._portal.window.status.tell(alike_text(self._services.language, case, alike))

    def _may_replace(self) -> bool:
        """Ask before what a person ticked and typed goes lost."""
        if self.waiting is None or not self.panel.proposal.was_touched:
            return True
        title, text = self._say("ui.mail.leave_title"), self._say("ui.mail.leave")
        return may_lose(self._portal.window, self._services.language, title, text)

    def _may_close(self) -> bool:
        """Let the tray close; with a message in it that is putting the message away."""
        if self._portal.window.tray.page != _PAGE:
            return True
        if not self._may_replace():
            return False
        self._forget()
        return True

    def _end(self) -> None:
        self._forget()
        self._suit()

    def _forget(self) -> None:
        self.waiting = None
        self._asked += 1
        self.panel.show_nothing()

    def _run(self, title_id: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._portal.runner.run(ServiceCall(title_id, lambda _: work(), done, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        """Say in the panel what went wrong, at the row that it concerns; what was filled in stays."""
        text = error_text(self._services.language, error, self._log_path)
        self.panel.proposal.set_busy(busy=False)
        if isinstance(error, InputError) and self.panel.has_message:
            self.panel.proposal.tell(text, error.field or "")
        else:
            self.panel.show_fault(text)
        if not isinstance(error, DrentsPortalError):
            self._portal.window.status.tell(text)

    # -- place ----------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Bring the tray up under the list of cases."""
        portal = self._portal
        if portal.window.mode != "cases":
            portal.cases.close()
            portal.window.show_mode("cases")
        self._put_up()

    def _suit(self) -> None:
        """Show the tray in the list of cases while a message waits there."""
        window = self._portal.window
        if window.mode != "cases":
            return
        if self.waiting is not None:
            self._put_up()
        else:
            self._put_corner(below_list=False)
            window.tray.hide()

    def _put_up(self) -> None:
        window = self._portal.window
        self._put_corner(below_list=True)
        window.tray.show_page(_PAGE)
        window.tray.show()
        if window.tray.is_folded:
            window.tray.set_folded(folded=False)
        window.give_tray(_HEIGHT)

    def _put_corner(self, *, below_list: bool) -> None:
        """Let the tray lie under the list too, which it needs for a message, or under the map alone."""
        area = Qt.DockWidgetArea.BottomDockWidgetArea if below_list else Qt.DockWidgetArea.LeftDockWidgetArea
        self._portal.window.setCorner(Qt.Corner.BottomLeftCorner, area)
