"""Criteria profiles: read, tried on the open case and kept, on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.services.profiles import read_profile_paper
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.profile_editor import ProfileEditor
from drentsportal.ui.dialogs.profile_effect import ProfileEffect, first_places
from drentsportal.ui.dialogs.profile_list import ProfileSet, ProfileVersion
from drentsportal.ui.screen import DialogScreen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.services.profile_editing import ProfileLine
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme

_FIRST = "standard"


class ProfileScreen(DialogScreen[ProfileEditor]):
    """Opens the editor and does what it asks for.

    Signals: ``told(text)`` for the status bar.
    """

    busy_id = "ui.profile.busy"
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme, log_path: Path
    ) -> None:
        """Keep the parts."""
        super().__init__(window, session, runner, log_path)
        self._theme = theme

    def open(self) -> None:
        """Open the editor, on the profile of the open case where there is one."""
        case = self._session.case
        chosen_id = _FIRST if case is None else case.request.profile_id
        self._run(self._read, lambda profiles: self._show(profiles, chosen_id))

    def _read(self) -> ProfileSet:
        lines = self._services.profiles.lines()
        return ProfileSet(lines, {each.id: self._versions(each) for each in lines})

    def _versions(self, line: ProfileLine) -> tuple[ProfileVersion, ...]:
        """Read every version of a profile, newest first."""
        profiles = self._services.profiles
        papers = profiles.history(line.id)
        made = [
            ProfileVersion(
                self._say(
                    "ui.profile.version_own",
                    version=each.version,
                    actor=each.actor.name,
                    at_utc=each.at_utc,
                ),
                read_profile_paper(each),
            )
            for each in reversed(papers)
        ]
        own = {each.version for each in papers}
        if line.shipped_version is not None and line.shipped_version not in own:
            words = self._say("ui.profile.version_shipped", version=line.shipped_version)
            made.append(ProfileVersion(words, profiles.read(line.id, line.shipped_version)))
        return tuple(made)

    def _show(self, profiles: ProfileSet, chosen_id: str) -> None:
        dialog = ProfileEditor(self._window, self._theme, self._services.language)
        dialog.save_asked.connect(self._save)
        dialog.effect_asked.connect(self._try)
        self.dialog = dialog
        dialog.show_profiles(profiles, chosen_id)
        delete_when_closed(dialog, self._runner)
        dialog.open()

    def _save(self, profile: CriteriaProfile) -> None:
        profiles = self._services.profiles

        def work() -> tuple[ProfileLine, ProfileSet]:
            return profiles.save(profile), self._read()

        self._run(work, self._on_saved)

    def _on_saved(self, saved: tuple[ProfileLine, ProfileSet]) -> None:
        line, profiles = saved
        case = self._session.case
        in_use = case is not None and case.request.profile_id == line.id
        text_id = "ui.profile.saved_open" if in_use else "ui.profile.saved"
        text = self._say(text_id, profile=line.id, version=line.version)
        if self.dialog is not None:
            self.dialog.show_profiles(profiles, line.id, text)
        self.told.emit(text)
        outcome = self._session.outcome
        if outcome is not None and outcome.profile.id == line.id:
            self._session.mark_profile_changed(line.version)

    def _try(self, profile: CriteriaProfile) -> None:
        case, dialog = self._session.case, self.dialog
        if dialog is None:
            return
        if case is None:
            dialog.tell_effect(self._say("ui.profile.effect.no_case"))
            return
        if case.request.profile_id != profile.id:
            other = case.request.profile_id
            dialog.tell_effect(self._say("ui.profile.effect.other", number=case.number, other=other))
            return
        matching, request = self._services.matching, case.request

        def work() -> ProfileEffect:
            before, after = matching.match(request), matching.match(request, profile)
            own = bool(request.preferences)
            return ProfileEffect(case.number, first_places(before), first_places(after), own)

        self._run(work, dialog.show_effect)
