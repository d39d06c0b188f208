"""What was changed in another window on the same workspace comes on screen in this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from drentsportal.errors import NotFoundError
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.sites.site import Site
    from drentsportal.services.changes import ChangeSet
    from drentsportal.ui.panels.site_form import SiteFormSubject
    from drentsportal.ui.portal import Portal

ReadT = TypeVar("ReadT")


class Elsewhere(QObject):
    """Reads again what a window shows of what was changed; what is typed or chosen in it stays."""

    def __init__(self, portal: Portal) -> None:
        """Keep the window with everything behind it."""
        super().__init__(portal.window)
        self._portal = portal

    def follow(self, changes: ChangeSet) -> None:
        """Show what another window changed."""
        portal = self._portal
        if portal.away.is_locked:
            # Nothing may be read now; unlocking reads everything again.
            return
        if changes.sites:
            portal.sites.tell_changed()
            self._follow_form()
        elif changes.sources:
            portal.monitor_links.reload()
        if changes.cases:
            self._follow_cases(changes)
        if changes.reference:
            self._follow_reference()
        if changes.cases or changes.companies:
            portal.contacts.read_again()
        portal.refresh_conditions()

    def _follow_cases(self, changes: ChangeSet) -> None:
        """Read the list again, which looks after the dossier, and the open case with its outcome."""
        portal = self._portal
        portal.cases.load()
        case = portal.session.case
        if case is not None and case.number in changes.cases:
            portal.cases.take_over()

    def _follow_reference(self) -> None:
        """Tell that another version of the profile counts, and show the instruments anew where they show."""
        portal = self._portal
        outcome, matching = portal.session.outcome, portal.services.matching
        if outcome is not None:

            def done(version: int | None) -> None:
                if version is not None and portal.session.outcome is outcome:
                    portal.session.mark_profile_changed(version)

            self._read(lambda: matching.changed_profile(outcome), done)
        if portal.instruments.is_shown:
            portal.instruments.find()

    def _follow_form(self) -> None:
        """Show an untouched form of a site anew; of one that is being filled in only say it."""
        portal = self._portal
        subject, catalogue = portal.panels.site_form.subject, portal.services.catalogue
        if subject is None:
            return

        def read() -> Site | None:
            try:
                return catalogue.site(subject.site.id)
            except NotFoundError:
                return None

        self._read(read, lambda site: self._show_form(subject, site))

    def _show_form(self, subject: SiteFormSubject, site: Site | None) -> None:
        portal = self._portal
        form = portal.panels.site_form
        if form.subject is not subject or site == subject.site:
            return
        if form.is_changed:
            told = portal.services.language.text("ui.elsewhere.site", site=subject.site.name)
            portal.window.status.tell(told)
        elif site is None:
            form.close_form()
        else:
            portal.upkeep.values.edit(site.id)

    def _read(self, work: Callable[[], ReadT], done: Callable[[ReadT], None]) -> None:
        self._portal.runner.run(ServiceCall("ui.busy.elsewhere", lambda _: work(), done))
