"""The categories that the 2009 quick scan names for the chosen sector, to be taken over by a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.sectors.quick_scan import categories_of
from drentsportal.ui.dialogs.tab_walk import walk_after
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, clear, column, label

if TYPE_CHECKING:
    from drentsportal.services.sector_finding import SectorProfile
    from drentsportal.ui.dialogs.request_choices import FormTools


class CategoryProposals(QWidget):
    """One button per category that comes into question, beside what the plan says; never taken by itself.

    Signal: ``taken(category)``.
    """

    taken = Signal(str)

    def __init__(self, tools: FormTools) -> None:
        """Start without a sector."""
        super().__init__()
        self._say = tools.language.text
        self._after: QWidget | None = None
        self._offers = FlowLayout()
        self._label = label(self._say("ui.form.quick_scan"), "small", wrap=True)
        self._label.hide()
        plan = label(self._say("sector.quick_scan.plan"), "small", wrap=True)
        self.setLayout(column(self._label, self._offers, plan, spacing=4))

    def stand_after(self, field: QWidget) -> None:
        """Have the cursor come here from the field that the proposals are for."""
        self._after = field

    def show_profile(self, profile: SectorProfile | None) -> None:
        """Offer the categories of a sector; none without a sector or where the list has no row for it."""
        clear(self._offers)
        found = () if profile is None else categories_of(profile.categories)
        for category in found:
            made = button(category, "filter", name=f"propose_{category}")
            made.setAccessibleName(self._say("ui.sector.take_category", category=category))
            made.clicked.connect(partial(self.taken.emit, category))
            self._offers.addWidget(made)
        self._label.setVisible(bool(found))
        if self._after is not None:
            walk_after(self._after, self._offers)
        self.updateGeometry()
