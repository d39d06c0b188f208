"""The panels of the window, made together once the window itself stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.panels.case_list import CaseListPanel
from drentsportal.ui.panels.case_panel import CasePanel
from drentsportal.ui.panels.dossier import DossierPanel
from drentsportal.ui.panels.results import ResultsPanel
from drentsportal.ui.panels.shortlist_tray import ShortlistTray
from drentsportal.ui.panels.site_card import SiteCardPanel
from drentsportal.ui.panels.site_form import SiteFormPanel
from drentsportal.ui.panels.site_list import SiteListPanel, SiteTablePanel

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


class PanelSet:
    """One panel of every kind."""

    def __init__(self, theme: Theme, language: Language, owner_name: str) -> None:
        """Make them, empty."""
        parts = (theme, language)
        self.case_panel = CasePanel(*parts)
        self.case_file = DossierPanel(*parts)
        self.results = ResultsPanel(*parts)
        self.shortlist = ShortlistTray(*parts)
        self.site_list = SiteListPanel(*parts)
        self.site_table = SiteTablePanel(*parts)
        self.site_card = SiteCardPanel(*parts)
        self.site_form = SiteFormPanel(*parts)
        self.case_list = CaseListPanel(*parts, owner_name)
