"""One window on one workspace: session, worker, screens and panels, made and connected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.errors import WorkspaceLockedError
from drentsportal.ui.about_screen import AboutScreen
from drentsportal.ui.analysis_screen import AnalysisScreen
from drentsportal.ui.area_screen import AreaScreen
from drentsportal.ui.bidbook_screen import BidbookScreen
from drentsportal.ui.case_links import CaseLinks
from drentsportal.ui.case_screen import CaseScreen
from drentsportal.ui.commands import Commands
from drentsportal.ui.comparison_links import ComparisonLinks
from drentsportal.ui.contacts_screen import ContactsScreen
from drentsportal.ui.day_screen import DayScreen
from drentsportal.ui.desk_memory import DeskMemory
from drentsportal.ui.dialogs.messages import tell_error
from drentsportal.ui.distance_screen import DistanceScreen
from drentsportal.ui.document_screen import DocumentScreen
from drentsportal.ui.elsewhere import Elsewhere
from drentsportal.ui.fairness_links import FairnessLinks
from drentsportal.ui.finding_screen import FindingScreen
from drentsportal.ui.first_start import FirstStart
from drentsportal.ui.fitting_screen import FittingScreen
from drentsportal.ui.frame import Frame
from drentsportal.ui.guide.guide_screen import GuideScreen
from drentsportal.ui.guide.tour_screen import TourScreen
from drentsportal.ui.idle_lock import IdleLock
from drentsportal.ui.inbox_links import InboxLinks
from drentsportal.ui.instrument_screen import InstrumentScreen
from drentsportal.ui.mail_screen import MailScreen
from drentsportal.ui.map_feed import MapFeed
from drentsportal.ui.monitor_links import MonitorLinks
from drentsportal.ui.monitor_screen import MonitorScreen
from drentsportal.ui.outcome_links import OutcomeLinks
from drentsportal.ui.package_screen import PackageScreen
from drentsportal.ui.panel_set import PanelSet
from drentsportal.ui.panel_walk import PanelWalk
from drentsportal.ui.place_screen import PlaceScreen
from drentsportal.ui.preferences_screen import PreferencesScreen
from drentsportal.ui.preview_screen import PreviewScreen
from drentsportal.ui.privacy_links import PrivacyLinks
from drentsportal.ui.question_screen import QuestionScreen
from drentsportal.ui.rejection_screen import RejectionScreen
from drentsportal.ui.report_screen import ReportScreen
from drentsportal.ui.road_screen import RoadScreen
from drentsportal.ui.session import Session
from drentsportal.ui.sheet_screen import SheetScreen
from drentsportal.ui.site_links import SiteLinks
from drentsportal.ui.sites_screen import SitesScreen
from drentsportal.ui.sitting import Sitting
from drentsportal.ui.table_menu import TableMenu
from drentsportal.ui.unstored_work import UnstoredWork
from drentsportal.ui.upkeep_links import UpkeepLinks
from drentsportal.ui.way_back import WayBack
from drentsportal.ui.weights_links import WeightsLinks
from drentsportal.ui.window_layout import WindowLayout

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.ui.theme import Theme


class Portal:
    """The window with everything behind it."""

    def __init__(
        self,
        services: AppServices,
        theme: Theme,
        out_dir: Path,
        log_path: Path,
        frame: Frame | None = None,
        beside: tuple[Sitting, int | None] | None = None,
    ) -> None:
        """Fill the window, or make one where none stands yet; ``start`` reads the workspace.

        ``beside`` are the windows that are open on the workspace already, with the number that this one is to
        have among them (``None`` for the next); without it this is the first.
        """
        # Lines wrap in a window: a number stays with its unit. What stands in its forms is its own.
        services = replace(
            services,
            language=services.language.unbroken(),
            form_drafts=services.form_drafts.of_window(),
        )
        self.services = services
        self.settings = services.settings
        """As they count now: a person may have changed them since the services were made."""
        self.theme = theme
        self._say = services.language.text
        self._log_path = log_path
        self._frame = frame = frame or Frame(theme, services.language)
        self.runner, self.map, self.window = frame.runner, frame.map, frame.window
        self.sitting, number = beside or (Sitting(frame.runner.worker), None)
        self.number = self.sitting.join(self, number)
        # Goes with the window: what is connected to it would keep the whole of it in memory.
        self.session = Session(services, self.window)
        self.panels = PanelSet(theme, services.language, services.actors.current().name)
        self.window.add_panels(self.panels)
        self._add_screens(out_dir)
        self.site_links = SiteLinks(self)
        self.case_links = CaseLinks(self)
        self._connect()
        # After the panels show an outcome, so that its figures come on what is shown.
        self._add_outcome_screens()
        self._add_other_screens()
        self.refresh_conditions()

    def _add_screens(self, out_dir: Path) -> None:
        """Add the work that the panels are connected to."""
        window, session, runner = self.window, self.session, self.runner
        self.cases = CaseScreen(window, session, runner, self.sitting.steps)
        self.documents = DocumentScreen(window, session, runner, out_dir)
        self.previews = PreviewScreen(window, session, runner, lambda: self.documents.folder)
        self.previews.kept.connect(self.documents.tell_made)
        self.bidbooks = BidbookScreen(window, session, self.previews, runner, out_dir)
        self.sites = SitesScreen(window, session, runner, self.theme)
        self.upkeep = UpkeepLinks(self)
        self.map_feed = MapFeed(self.map, session, runner)
        self.monitor = MonitorScreen(window, session, runner, self.theme, out_dir)
        self.layout = WindowLayout(window)
        self.commands = Commands(self)

    def _add_outcome_screens(self) -> None:
        """Add what is worked out and asked about an outcome once it is shown."""
        self.analysis = AnalysisScreen(self)
        self.questions = QuestionScreen(self)
        self.rejections = RejectionScreen(self)
        self.links = OutcomeLinks(self)
        self.comparison = ComparisonLinks(self)
        self.weights = WeightsLinks(self)
        self.fitting = FittingScreen(self)
        self.distances = DistanceScreen(self)
        self.roads = RoadScreen(self)
        self.panels.results.roads_asked.connect(lambda: self.run_action("choose_roads"))

    def _add_other_screens(self) -> None:
        """Add what belongs to no case: monitoring, fairness, the first start and the walk by keys."""
        self.monitor_links = MonitorLinks(self)
        self.fairness = FairnessLinks(self, self._log_path)
        self.instruments = InstrumentScreen(self)
        self.contacts = ContactsScreen(self, self._log_path)
        self.inbox = InboxLinks(self, self._log_path)
        self.first_start = FirstStart(self)
        self.areas = AreaScreen(self)
        self.sheets = SheetScreen(self)
        self.places = PlaceScreen(self)
        self._walk = PanelWalk(self.window)
        self.tables = TableMenu(self)
        self.way = WayBack(self)
        self.finder = FindingScreen(self)
        self.mail = MailScreen(self, self._log_path)
        self.away = IdleLock(self, self.services.settings.lock_after_minutes)
        self.away.locked.connect(self.inbox.rest)
        self.reports = ReportScreen(self)
        self.packages = PackageScreen(self, self.documents.out_dir)
        self.days = DayScreen(self, self._log_path)
        self.memory = DeskMemory(self)
        self.privacy = PrivacyLinks(self, self._log_path)
        self.preferences = PreferencesScreen(self)
        self.unstored = UnstoredWork(self)
        self.about = AboutScreen(self)
        self.guide = GuideScreen(self)
        self.tour = TourScreen(self)
        self.elsewhere = Elsewhere(self)

    def start(self) -> None:
        """Show the window and read the workspace."""
        if not self.window.isVisible():
            self.window.show()
            self.window.apply_widths()
        self.cases.load()
        self.map_feed.load_base()
        self.sites.load()
        self.links.load_contacts()
        self.monitor_links.start()
        self.site_links.show_version()
        self.memory.refresh()
        self.unstored.start()

    def put_away(self) -> None:
        """End the work and take the window away; the workspace stays open."""
        self._end_work()
        self.window.hide()
        self.map.dispose()
        self.window.deleteLater()

    def close(self) -> None:
        """End the work and close the workspace, so that one file is all of it."""
        self._end_work()
        layers = self.map_feed.layers_to_keep()
        self.services.workspace.close()
        self._frame.keep(layers)

    def _end_work(self) -> None:
        self.sitting.leave(self)
        self.away.watch.stop()
        self.guide.close()
        self.cases.stop()
        self.analysis.stop()
        self.unstored.keeper.finish()
        self.runner.close()

    def _on_closing(self) -> None:
        """Close the workspace with its last window; one of several is only taken away."""
        if self.sitting.leave(self):
            self.close()
        else:
            self.put_away()

    def _connect(self) -> None:
        self.runner.failed.connect(self._tell_failure)
        self.session.sites_changed.connect(self.site_links.show_version)
        self.session.sites_changed.connect(self.map_feed.load_base)
        self.window.closing.connect(self._on_closing)
        self.window.stayed.connect(self.sitting.stay)
        self.window.action_asked.connect(self.run_action)

    def _tell_failure(self, error: BaseException) -> None:
        """Tell what went wrong; that nothing opens while the window is locked is no fault."""
        if not (self.away.is_locked and isinstance(error, WorkspaceLockedError)):
            tell_error(self.window, self.services.language, error, self._log_path)

    def run_action(self, action_id: str) -> None:
        """Run an action of the table."""
        self.upkeep.run(action_id, self.commands.by_id[action_id])

    def repaint(self) -> None:
        """Show everything again in the colours of the theme."""
        self.window.actions_by_id.mark("theme", self.theme.choice)
        self.map.set_theme(self.theme.name)
        self.panels.case_panel.recolour()
        self.case_links.show_case()
        self.case_links.show_result()
        self.cases.load()

    def tell_title(self) -> None:
        """Say in the title which workspace is open, and beside others which window this is."""
        title = self._say("ui.title", workspace=self.services.workspace.label)
        if self.number > 1:
            title = self._say("ui.title_window", title=title, number=self.number)
        self.window.set_title(title)

    def refresh_conditions(self) -> None:
        """Enable the actions that make sense now."""
        case = self.session.case
        answered = case is None or self.services.desk.clock(case).state.is_over
        chosen = len(case.shortlist) if case is not None else 0
        self.window.actions_by_id.enable(
            {
                "case": case is not None,
                "answerable": not answered,
                "site": bool(self.session.selected_site_id),
                "shortlist": chosen > 0,
                "comparable": chosen > 1,
                "matched": self.session.shows_kept_match,
                "undoable": self.sites.newest_step is not None,
                **self.upkeep.conditions(),
                "edit_undoable": self.commands.to_undo is not None,
                "edit_redoable": self.commands.to_redo is not None,
                **self.way.conditions(),
            }
        )
        self.window.actions_by_id.name_steps(self.commands.to_undo, self.commands.to_redo)
