"""Before unsaved work is left: the form of a site or a drawing; nothing typed or drawn goes in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from drentsportal.ui.dialogs.messages import confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.ui.drawing_screen import DrawingScreen
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.panels.site_form import SiteFormPanel
    from drentsportal.ui.upkeep_screen import UpkeepScreen


class Leaving(QObject):
    """Asks about unsaved work and then goes on, or stays."""

    def __init__(
        self,
        window: QWidget,
        language: Language,
        form: SiteFormPanel,
        upkeep: UpkeepScreen,
        tools: tuple[MapWidget, DrawingScreen],
    ) -> None:
        """Watch the form and the map of a window."""
        super().__init__(window)
        self._window = window
        self._language = language
        self._form = form
        self._upkeep = upkeep
        self._map, self._drawing = tools
        self.show_form: Callable[[], None] | None = None
        """Brings the form on screen; done when the person goes back to it."""

    @property
    def is_free(self) -> bool:
        """Whether nothing would be lost."""
        return not self._form.is_changed and not self._map.is_sketched

    def leave(self, then: Callable[[], object], stay: Callable[[], None] | None = None) -> None:
        """Go on with ``then`` once nothing is lost that the person wants to keep, else with ``stay``."""
        if not self._may_end_drawing():
            if stay is not None:
                stay()
            return
        if self._form.is_changed:
            self._ask_form(then, stay)
            return
        self._form.close_form()
        then()

    def _may_end_drawing(self) -> bool:
        if self._map.is_sketched:
            say = self._language.text
            if not confirm(
                self._window, self._language, say("ui.leave.drawing_title"), say("ui.leave.drawing")
            ):
                return False
        if self._map.is_drawing:
            self._drawing.stop()
        return True

    def _ask_form(self, then: Callable[[], object], stay: Callable[[], None] | None) -> None:
        answer = self._answer()
        if answer == "discard":
            self._form.close_form()
            then()
            return
        if answer == "save":
            self._upkeep.save(*self._form.entered(), then)
            return
        if stay is not None:
            stay()
        if self.show_form is not None:
            self.show_form()

    def _answer(self) -> str:
        """Ask what to do with what was typed; what cannot be read cannot be saved."""
        say = self._language.text
        box = QMessageBox(self._window)
        box.setObjectName("leave_form")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say("ui.leave.title"))
        box.setText(say("ui.leave.form", site=self._form.site_name))
        save = box.addButton(say("ui.leave.save"), QMessageBox.ButtonRole.AcceptRole)
        save.setEnabled(self._form.can_save)
        if not self._form.can_save:
            box.setInformativeText(say("ui.leave.cannot_save"))
        discard = box.addButton(say("ui.leave.discard"), QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton(say("ui.leave.back"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save if self._form.can_save else back)
        box.setEscapeButton(back)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return "save" if chosen is save else "discard" if chosen is discard else "stay"
