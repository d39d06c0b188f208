"""Preferences: what happens between the dialog, the file of the user, the workspace and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.domain.cases.clock_notices import read_notice_hours
from drentsportal.errors import DrentsPortalError
from drentsportal.settings import (
    FIELDS,
    SettingGroup,
    changed,
    load_settings,
    personal_names,
    remember_settings,
)
from drentsportal.ui import background_links
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.preferences_dialog import Preferences, PreferencesDialog

if TYPE_CHECKING:
    from drentsportal.settings import Settings
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.dialogs.preferences_dialog import ChosenPreferences
    from drentsportal.ui.portal import Portal

_IN_PLACE: Final = frozenset({"theme", "clock_notices", "lock_after_minutes"}) | background_links.NAMES
"""What the window that stands follows; for anything else that counts now it is made anew."""

_LATER: Final = frozenset({"workspace", "show_tour", "grip_area_ha"})
"""What no window holds: read at the next start, at the next assessment, or by nothing yet."""


_ROADS: Final = tuple(name for name, each in FIELDS.items() if each.group is SettingGroup.ROADS)


class PreferencesScreen(QObject):
    """Asks for preferences, keeps them and has them count."""

    def __init__(self, portal: Portal) -> None:
        """Keep the window with everything behind it."""
        super().__init__(portal.window)
        self._portal = portal
        self.dialog: PreferencesDialog | None = None
        self.background = background_links.BackgroundLinks(portal)
        portal.roads.changed.connect(self._follow_roads)

    def ask(self) -> None:
        """Read what counts now, and show it."""
        if self.dialog is None:
            call = ServiceCall("ui.busy.preferences", lambda _: self.read(), self._show)
            self._portal.runner.run(call)

    def read(self) -> Preferences:
        """Read what counts now. Raises ``DataSourceError`` for a file of settings that is damaged."""
        settings = load_settings()
        return Preferences(
            {name: getattr(settings, name) for name in personal_names()},
            self._portal.services.shared_settings.current(),
            DocumentStyles().theme_choices(self._portal.services.language),
        )

    def _show(self, now: Preferences) -> None:
        portal = self._portal
        dialog = self.dialog = PreferencesDialog(portal.window, portal.theme, portal.services.language, now)
        dialog.keep_asked.connect(self._keep)
        dialog.finished.connect(lambda _: self._on_closed(dialog))
        dialog.open()

    def _on_closed(self, dialog: PreferencesDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _keep(self, chosen: ChosenPreferences) -> None:
        shared = self._portal.services.shared_settings

        def work(_: CallProgress) -> ChosenPreferences:
            # What may be refused comes first: then the file of the user is as it was.
            for name, (value, source) in chosen.shared.items():
                shared.keep(name, value, source)
            if chosen.personal:
                remember_settings(**chosen.personal)
            return chosen

        if self.dialog is not None:
            self.dialog.show_busy(is_busy=True)
        self._portal.runner.run(ServiceCall("ui.busy.preferences", work, self._on_kept, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        if self.dialog is not None and isinstance(error, DrentsPortalError):
            self.dialog.show_busy(is_busy=False)
            self.dialog.tell_fault(error)
        else:
            self._portal.runner.failed.emit(error)

    def _on_kept(self, chosen: ChosenPreferences) -> None:
        portal = self._portal
        if self.dialog is not None:
            self.dialog.accept()
        portal.window.status.tell(portal.services.language.text("ui.preferences.kept"))
        names = {*chosen.personal, *chosen.shared}
        for each in portal.sitting.windows:
            each.settings = changed(each.settings, **chosen.personal)
            each.preferences.use_in_place(names)
        if names - _IN_PLACE - _LATER:
            portal.window.settings_asked.emit(portal.settings)

    def _follow_roads(self) -> None:
        """Have a window that is made later know the road network that was chosen in this one."""
        kept = load_settings()
        chosen = {name: getattr(kept, name) for name in _ROADS}
        for each in self._portal.sitting.windows:
            each.settings = changed(each.settings, **chosen)

    def begin_with(self, settings: Settings) -> None:
        """Begin with the settings as another window on the workspace has them by now."""
        self._portal.settings = settings
        self.use_in_place(set(_IN_PLACE - {"theme"}))

    def use_in_place(self, names: set[str]) -> None:
        """Have what changed count in this window as it stands."""
        portal, settings = self._portal, self._portal.settings
        app = QApplication.instance()
        if "theme" in names and isinstance(app, QApplication):
            if portal.theme.choice != settings.theme:
                portal.theme.use(settings.theme, app)
            portal.repaint()
        if "lock_after_minutes" in names:
            portal.away.watch.watch_for(settings.lock_after_minutes)
        if "clock_notices" in names:
            portal.inbox.notices.warn_before(read_notice_hours(settings.clock_notices))
        self.background.use(settings, names)
