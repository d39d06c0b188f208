"""Which page of the user guide tells of which part of the window: one table for F1 and the list of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDockWidget, QStackedWidget, QTabWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: ``id`` names its file, ``panels`` the classes of panels and dialogs that it tells of."""

    id: str
    panels: tuple[str, ...]


GUIDE_PAGES: Final = (
    GuidePage("start", ("MainWindow", "StartCard", "AboutDialog", "GuideWindow", "PortalStatusBar")),
    GuidePage("cases", ("CaseListPanel", "Palette")),
    GuidePage("mail", ("MailPanel", "MessagePane", "ProposalPane", "SourceQuestion")),
    GuidePage("request", ("RequestForm", "CasePanel", "CaseNeeds", "CaseWishes")),
    GuidePage("outcome", ("ResultsPanel", "BreakdownPanel", "FirmnessPanel", "SecondOpinionSection")),
    GuidePage("why_not", ("ExcludedPanel", "RelaxationPanel")),
    GuidePage("questions", ("QuestionsPanel",)),
    GuidePage(
        "weights", ("WeightsDialog", "WeightsPage", "ProfileEditor", "ProfileEffectView", "CopyDialog")
    ),
    GuidePage("shortlist", ("ShortlistTray", "ComparisonView", "DifferencePanel")),
    GuidePage("advice", ("PreviewDialog", "PackageDialog", "DayDialog", "AnswerDialog")),
    GuidePage(
        "dossier",
        (
            "DossierPanel",
            "ClockCard",
            "PathPage",
            "TasksPage",
            "OutcomePage",
            "NeedsPage",
            "EntryDialog",
            "DeskForm",
            "EndingForm",
        ),
    ),
    GuidePage("assessment", ("AssessmentDialog", "ReferralDialog")),
    GuidePage("map", ("MapWidget", "TryBuildingDialog", "DrawingDialog")),
    GuidePage("sites", ("SiteListPanel", "SiteTablePanel", "ExportDialog")),
    GuidePage("site_card", ("SiteCardPanel", "SiteFormPanel", "StatusDialog")),
    GuidePage(
        "import",
        ("ImportDialog", "MappingWizard", "MergeReviewDialog", "UndoImportDialog", "RoadDialog"),
    ),
    GuidePage(
        "monitor",
        (
            "MonitorPages",
            "MonitorView",
            "QualityOverviewPanel",
            "QualityTotals",
            "QualityCompletenessPanel",
            "QualityAgesPanel",
            "QualityFindingsPanel",
            "QualitySites",
            "ChaseListsPanel",
            "ChaseReturnDialog",
            "SourcesPanel",
            "SourceDialog",
            "DataHistoryPanel",
            "ExposurePanel",
            "ReportDialog",
        ),
    ),
    GuidePage(
        "instruments",
        (
            "InstrumentsPanel",
            "InstrumentForm",
            "InstrumentCard",
            "InstrumentDialog",
            "ConfirmDialog",
            "EndDialog",
        ),
    ),
    GuidePage("contacts", ("ContactsDialog", "RelationLogView", "CompanyForm")),
    GuidePage(
        "privacy",
        (
            "PrivacyDialog",
            "RetentionPane",
            "RetentionStatements",
            "PassagePane",
            "UnlockDialog",
            "NewPassphraseDialog",
            "RecoveryKeyDialog",
            "AwayDialog",
        ),
    ),
    GuidePage("settings", ("PreferencesDialog",)),
)
"""In the order in which the guide lists them: the first tells of the window as a whole."""

FIRST_PAGE: Final = GUIDE_PAGES[0].id
_BY_PANEL: Final = {panel: page.id for page in GUIDE_PAGES for panel in page.panels}


def page_of_class(kind: type) -> str | None:
    """Tell which page is about a kind of panel; a kind without one has that of what it is made from."""
    return next((_BY_PANEL[each.__name__] for each in kind.__mro__ if each.__name__ in _BY_PANEL), None)


def page_of(widget: QWidget | None) -> str:
    """Tell which page is about a widget: that of the nearest panel around it.

    The bar of a tab widget and the title of a dock belong to what is shown below them.
    """
    while widget is not None:
        found = page_of_class(type(_shown_in(widget))) or page_of_class(type(widget))
        if found is not None:
            return found
        widget = widget.parentWidget()
    return FIRST_PAGE


def _shown_in(widget: QWidget) -> QWidget:
    """Return what a dock or a stack of pages shows, or else the widget itself."""
    shown: QWidget | None = widget
    while isinstance(shown, QDockWidget | QTabWidget | QStackedWidget):
        inner = shown.widget() if isinstance(shown, QDockWidget) else shown.currentWidget()
        if inner is None:
            return shown
        shown = inner
    return shown or widget
