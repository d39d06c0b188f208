"""Work that was typed and not stored: kept while somebody types, put back, and told of in the status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.form_keeper import FormKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.services.ports.form_drafts import FormDraft
    from drentsportal.ui.dialogs.request_form import RequestForm
    from drentsportal.ui.panels.site_form import SiteFormSubject
    from drentsportal.ui.portal import Portal

_REQUEST: Final = "request"
_SITE: Final = "site"
_LOOK_AGAIN_MS: Final = 10_000


class UnstoredWork(QObject):
    """Watches the request form and the form of a site in one window."""

    def __init__(self, portal: Portal) -> None:
        """Watch the form of a site, and tell what was left of the last time."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self.keeper = FormKeeper(self, portal.services.form_drafts)
        self.keeper.failed.connect(portal.runner.failed)
        self._site_key = ""
        self._case_to_edit = ""
        portal.cases.case_opened.connect(self._on_case_opened)
        portal.panels.site_form.closed.connect(self._on_site_closed)
        portal.window.status.drafts_asked.connect(self._offer)
        # What a window held that was torn away a moment ago is free only some seconds later.
        QTimer.singleShot(_LOOK_AGAIN_MS, self, self.tell)

    def watch_request(self, form: RequestForm, number: str = "") -> None:
        """Keep what is typed into a request form; ``number`` is the case whose request it changes."""
        key = f"{_REQUEST}:{number}" if number else _REQUEST
        title = self._say("ui.draft.request_of", number=number) if number else self._say("ui.draft.request")
        self.keeper.watch(key, form, number, title)
        form.rejected.connect(partial(self._drop, key))
        # A new request is stored after its form closed; until then it may be needed again.
        form.accepted.connect(partial(self._drop if number else self.keeper.leave, key))
        self.tell()

    def request_is_stored(self) -> None:
        """Destroy what was kept of a new request: it is a case now. Any thread."""
        self.keeper.erase(_REQUEST)

    def watch_site(self, subject: SiteFormSubject) -> None:
        """Keep what is typed into the form of a site."""
        self._on_site_closed()
        self._site_key = f"{_SITE}:{subject.site.id}"
        title = self._say("ui.draft.site", name=subject.site.name)
        self.keeper.watch(self._site_key, self._portal.panels.site_form, subject.site.id, title)
        self.tell()

    def start(self) -> None:
        """Let go of what concerns cases that are gone, and tell what is left."""
        drafts = self._portal.services.form_drafts
        self._portal.runner.run(
            ServiceCall("ui.busy.cases", lambda _: drafts.tidy(), lambda _: self.tell(), lambda _: None)
        )

    def tell(self) -> None:
        """Say in the status bar how much was left that is not stored and not open now."""
        self._portal.window.status.show_drafts(len(self.keeper.waiting()))

    def _on_site_closed(self) -> None:
        if self._site_key:
            key, self._site_key = self._site_key, ""
            self._drop(key)

    def _drop(self, key: str) -> None:
        self.keeper.drop(key)
        self.keeper.settle()
        self.tell()

    def _offer(self) -> None:
        """List what was left; each line opens its form with it."""
        menu = QMenu(self._portal.window)
        menu.setObjectName("unstored_work")
        menu.setAccessibleName(self._say("ui.draft.menu"))
        for each in self.keeper.waiting():
            text = self._say("ui.draft.line", title=each.title, kept_at_utc=each.kept_at_utc)
            menu.addAction(text.replace("&", "&&"), self._opener(each))
        status = self._portal.window.status
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(status.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _opener(self, draft: FormDraft) -> Callable[[], None]:
        if draft.key == _REQUEST:
            return self._portal.commands.new_case
        return partial(self._open_request if draft.key.startswith(_REQUEST) else self._open_site, draft)

    def _open_site(self, draft: FormDraft) -> None:
        self._portal.upkeep.leaving.leave(lambda: self._portal.upkeep.values.edit(draft.subject))

    def _open_request(self, draft: FormDraft) -> None:
        self._case_to_edit = draft.subject
        self._portal.cases.open(draft.subject)

    def _on_case_opened(self, number: str) -> None:
        if number == self._case_to_edit:
            self._portal.commands.edit_request()
        self._case_to_edit = ""
