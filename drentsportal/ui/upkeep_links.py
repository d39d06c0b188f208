"""Connects upkeep with the rest of the window: card, form, map, menus, and what is asked before leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.attachment_screen import AttachmentScreen
from drentsportal.ui.drawing_screen import DrawingScreen
from drentsportal.ui.leaving import Leaving
from drentsportal.ui.upkeep_screen import NOTHING, UpkeepScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.ui.panels.site_form import SiteFormSubject
    from drentsportal.ui.portal import Portal

_LEAVING: Final = frozenset(
    {
        "add_attachment",
        "change_status",
        "draw_plot",
        "edit_site",
        "import_sites",
        "match",
        "merge_plots",
        "new_case",
        "redo_edit",
        "reshape_site",
        "retire_site",
        "show_cases",
        "show_monitor",
        "show_sites",
        "split_plot",
        "standard_layout",
        "undo_edit",
        "undo_import",
    }
)
"""Actions that leave the form or the drawing, or change what stands in it."""

_DRAWN: Final = {
    "draw_plot": "draw",
    "reshape_site": "reshape",
    "split_plot": "split",
    "merge_plots": "merge",
}


class UpkeepLinks(QObject):
    """The wiring of upkeep in one window."""

    def __init__(self, portal: Portal) -> None:
        """Make the screens of upkeep and connect them."""
        super().__init__(portal.window)
        self._portal = portal
        self._site: Site | None = None
        parts = (portal.window, portal.session, portal.runner)
        self.values = UpkeepScreen(*parts)
        self.drawing = DrawingScreen(*parts, portal.map)
        self.attachments = AttachmentScreen(*parts)
        form = portal.panels.site_form
        self.leaving = Leaving(
            portal.window, portal.services.language, form, self.values, (portal.map, self.drawing)
        )
        for screen in (self.values, self.drawing, self.attachments):
            screen.data_changed.connect(self._on_changed)
            screen.told.connect(portal.window.status.tell)
        self._connect_form()
        self._connect_card()
        portal.session.before_selecting = self._before_selecting
        portal.window.may_close = self._may_close
        portal.window.right.may_close = self._may_close_right
        self.leaving.show_form = lambda: portal.window.reveal_right("site_form")
        self._told_version = portal.services.catalogue.data_version()

    def run(self, action_id: str, act: Callable[[], object]) -> None:
        """Run an action of the table, after asking about unsaved work where it would leave that."""
        if action_id in _LEAVING:
            self.leaving.leave(act)
        else:
            act()

    def act(self, action_id: str, site_id: str) -> None:
        """Do one of the actions that concern a site."""
        if action_id in _DRAWN:
            self._portal.window.centre.setCurrentIndex(0)
            self.drawing.begin(_DRAWN[action_id], site_id)
        else:
            acts: dict[str, Callable[[str], None]] = {
                "edit_site": self.values.edit,
                "change_status": self.values.change_status,
                "retire_site": self.values.retire,
                "add_attachment": self.attachments.ask_files,
            }
            acts[action_id](site_id)

    def conditions(self) -> dict[str, bool]:
        """Tell which conditions of ``ActionSpec.enabled_when`` hold for the site on the card."""
        site, portal = self._site, self._portal
        is_shown = site is not None and site.id == portal.session.selected_site_id
        site = site if is_shown else None
        is_plot = site is not None and site.kind is SiteKind.PLOT
        lies_in_park = site is not None and (
            site.kind is SiteKind.PARK or (is_plot and site.value("park_id") is not None)
        )
        is_outlined = site is not None and site.geometry_rd is not None and site.geometry_rd.area > 0
        edits = portal.services.edits
        return {
            "plot": is_plot,
            "in_park": lies_in_park,
            "outlined": is_outlined,
            "outlined_plot": is_plot and is_outlined,
            "edit_undoable": edits.to_undo is not None,
            "edit_redoable": edits.to_redo is not None,
        }

    # -- connections ----------------------------------------------------------------------------------

    def _connect_form(self) -> None:
        form = self._portal.panels.site_form
        self.values.form_loaded.connect(self._show_form)
        self.values.form_done.connect(form.close_form)
        form.saved.connect(self.values.save)
        form.leave_asked.connect(lambda: self.leaving.leave(_nothing))
        form.closed.connect(self._show_card)

    def _connect_card(self) -> None:
        card = self._portal.panels.site_card
        self._portal.sites.card_loaded.connect(self._on_card)
        card.edit_asked.connect(self.values.edit)
        card.record_chosen.connect(self.values.choose)
        card.act_asked.connect(self._on_act)
        card.files_given.connect(self._on_files)
        card.attachment_asked.connect(self._on_attachment)

    def _show_form(self, subject: SiteFormSubject, attribute_id: str) -> None:
        portal = self._portal
        if portal.window.mode != "sites":
            portal.commands.show_sites()
        portal.panels.site_form.show_site(subject, attribute_id)
        portal.unstored.watch_site(subject)
        portal.window.reveal_right("site_form")

    def _show_card(self) -> None:
        portal = self._portal
        if portal.window.mode == "sites":
            portal.window.right.show_page("site_card")
            portal.panels.site_card.edit.setFocus()

    def _on_card(self, subject: FactsheetSubject, _: object) -> None:
        self._site = subject.site
        self._portal.refresh_conditions()

    def _on_act(self, action_id: str, site_id: str) -> None:
        self.leaving.leave(lambda: self.act(action_id, site_id))

    def _on_files(self, site_id: str, paths: list[Path]) -> None:
        if paths:
            self.attachments.add(site_id, paths)
        else:
            self.attachments.ask_files(site_id)

    def _on_attachment(self, what: str, attachment: SiteAttachment) -> None:
        acts = {
            "open": self.attachments.open,
            "save": self.attachments.save,
            "remove": self.attachments.remove,
        }
        acts[what](attachment)

    def _on_changed(self, site_id: str) -> None:
        session = self._portal.session
        if site_id:
            session.select_site("" if site_id == NOTHING else site_id)
        self._portal.sites.tell_changed()
        self._tell_step()

    def _tell_step(self) -> None:
        """Name the step that was just done; undo and redo say theirs afterwards."""
        services = self._portal.services
        version, what = services.catalogue.data_version(), services.edits.to_undo
        is_new = version != self._told_version and what is not None
        self._told_version = version
        say = services.language.text
        self._portal.window.status.tell(say("ui.told.kept", what=what) if is_new else "")

    # -- leaving --------------------------------------------------------------------------------------

    def _before_selecting(self, select: Callable[[], None]) -> None:
        session = self._portal.session
        # List, table and map show already what was clicked; staying shows again what is being edited.
        self.leaving.leave(select, lambda: session.site_selected.emit(session.selected_site_id))

    def _may_close_right(self) -> bool:
        """Leave the form that stands in the panel, after asking about what was typed."""
        form, right = self._portal.panels.site_form, self._portal.window.right
        if form.is_changed:
            # A dock cannot be closed again while it closes.
            self.leaving.leave(lambda: QTimer.singleShot(0, right.close))
            return False
        form.close_form()
        return True

    def _may_close(self) -> bool:
        if self.leaving.is_free:
            return True
        # A window cannot be closed again while it closes.
        self.leaving.leave(lambda: QTimer.singleShot(0, self._portal.window.close), self._portal.sitting.stay)
        return False


def _nothing() -> None:
    """Leaving the form is all."""
