"""One window on one workspace: session, worker, screens and panels, connected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.errors import WorkspaceLockedError
from drentsportal.language.segment_words import segment_names
from drentsportal.ui.about_screen import AboutScreen
from drentsportal.ui.analysis_screen import AnalysisScreen
from drentsportal.ui.area_screen import AreaScreen
from drentsportal.ui.bidbook_screen import BidbookScreen
from drentsportal.ui.case_screen import CaseScreen
from drentsportal.ui.commands import Commands
from drentsportal.ui.comparison_links import ComparisonLinks
from drentsportal.ui.contacts_screen import ContactsScreen
from drentsportal.ui.day_screen import DayScreen
from drentsportal.ui.desk_memory import DeskMemory
from drentsportal.ui.dialogs.messages import tell_error
from drentsportal.ui.distance_screen import DistanceScreen
from drentsportal.ui.document_screen import DocumentScreen
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
from drentsportal.ui.sites_screen import SitesScreen
from drentsportal.ui.table_menu import TableMenu
from drentsportal.ui.unstored_work import UnstoredWork
from drentsportal.ui.upkeep_links import UpkeepLinks
from drentsportal.ui.way_back import WayBack
from drentsportal.ui.weights_links import WeightsLinks
from drentsportal.ui.window_layout import WindowLayout

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.ui.models.site_rows import SiteRow
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
    ) -> None:
        """Fill the window, or make one where none stands yet; ``start`` reads the workspace."""
        # Lines wrap in a window: a number stays with its unit.
        services = replace(services, language=services.language.unbroken())
        self.services = services
        self.settings = services.settings
        """As they count now: a person may have changed them since the services were made."""
        self.theme = theme
        self._say = services.language.text
        self._log_path = log_path
        self._frame = frame = frame or Frame(theme, services.language)
        self.runner, self.map, self.window = frame.runner, frame.map, frame.window
        self.session = Session(services)
        self.panels = PanelSet(theme, services.language, services.actors.current().name)
        self.window.add_panels(self.panels)
        self._outcome_seen = self.session.outcome
        self._add_screens(out_dir)
        self._connect_panels()
        self._connect_session()
        # After the panels show an outcome, so that its figures come on what is shown.
        self._add_outcome_screens()
        self._add_other_screens()
        self.refresh_conditions()

    def _add_screens(self, out_dir: Path) -> None:
        """Add the work that the panels are connected to."""
        window, session, runner = self.window, self.session, self.runner
        self.cases = CaseScreen(window, session, runner)
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
        self._on_sites_changed()
        self.memory.refresh()
        self.unstored.start()

    def put_away(self) -> None:
        """End the work and take the window away; the workspace stays open."""
        self.away.watch.stop()
        self.guide.close()
        self.cases.stop()
        self.analysis.stop()
        self.unstored.keeper.finish()
        self.runner.close()
        self.window.hide()
        self.map.dispose()
        self.window.deleteLater()

    def close(self) -> None:
        """End the work and close the workspace, so that one file is all of it."""
        self.away.watch.stop()
        self.guide.close()
        self.cases.stop()
        self.analysis.stop()
        self.unstored.keeper.finish()
        self.runner.close()
        layers = self.map_feed.layers_to_keep()
        self.services.workspace.close()
        self._frame.keep(layers)

    # -- connections ----------------------------------------------------------------------------------

    def _connect_panels(self) -> None:
        window, panels, cases = self.window, self.panels, self.cases
        panels.case_list.case_selected.connect(cases.select)
        panels.case_list.case_opened.connect(cases.open)
        panels.case_list.new_asked.connect(lambda: self.run_action("new_case"))
        panels.case_panel.back_asked.connect(lambda: self.run_action("show_cases"))
        panels.case_panel.edit_asked.connect(lambda: self.run_action("edit_request"))
        panels.case_panel.match_asked.connect(cases.match)
        panels.case_panel.request_changed.connect(cases.change_request)
        panels.results.site_selected.connect(self.session.select_site)
        panels.results.shortlist_asked.connect(cases.toggle_shortlist)
        panels.results.match_asked.connect(cases.match)
        panels.shortlist.site_selected.connect(self.session.select_site)
        panels.shortlist.remove_asked.connect(cases.toggle_shortlist)
        panels.shortlist.compare_asked.connect(self.documents.compare)
        panels.shortlist.factsheets_asked.connect(self.documents.make_shortlist_factsheets)
        panels.shortlist.advice_asked.connect(self.documents.make_advice)
        panels.shortlist.package_asked.connect(lambda: self.run_action("make_package"))
        panels.shortlist.day_asked.connect(lambda: self.run_action("fact_finding_day"))
        self.map.site_selected.connect(self._on_map_selected)
        self._connect_site_panels()
        window.closing.connect(self.close)
        window.action_asked.connect(self.run_action)

    def _connect_site_panels(self) -> None:
        panels, sites = self.panels, self.sites
        sites.rows_loaded.connect(self._on_rows_loaded)
        sites.plots_named.connect(panels.results.ranking.name_plots)
        sites.card_loaded.connect(panels.site_card.show_site)
        panels.site_list.filter_changed.connect(self.map.set_filter)
        panels.site_list.filter_changed.connect(panels.site_table.show_only)
        panels.site_list.site_selected.connect(self.session.select_site)
        panels.site_list.bidbook_asked.connect(self.bidbooks.ask)
        panels.site_table.site_selected.connect(self.session.select_site)
        panels.site_table.site_opened.connect(self._on_site_opened)
        panels.site_table.import_asked.connect(sites.import_file)
        panels.site_card.plot_selected.connect(self.session.select_site)
        panels.site_card.factsheet_asked.connect(lambda site_id: self.documents.make_factsheets([site_id]))
        self.session.site_selected.connect(panels.site_table.select)
        self.session.site_selected.connect(self._on_site_selected)

    def _connect_session(self) -> None:
        session, cases = self.session, self.cases
        cases.open_loaded.connect(self.panels.case_list.show_open)
        cases.lines_loaded.connect(self.panels.case_list.show_lines)
        cases.case_opened.connect(lambda _: self._on_case_opened())
        cases.told.connect(self.window.status.tell)
        self.documents.made.connect(lambda _: self._after_documents())
        self.runner.failed.connect(self._tell_failure)
        session.case_changed.connect(self._on_case_changed)
        session.result_changed.connect(self._on_result_changed)
        session.site_selected.connect(self.panels.results.select)
        session.site_selected.connect(lambda site_id: self.map.select(site_id or None))
        session.sites_changed.connect(self._on_sites_changed)
        session.sites_changed.connect(self.map_feed.load_base)

    def _tell_failure(self, error: BaseException) -> None:
        """Tell what went wrong; that nothing opens while the window is locked is no fault."""
        if not (self.away.is_locked and isinstance(error, WorkspaceLockedError)):
            tell_error(self.window, self.services.language, error, self._log_path)

    def run_action(self, action_id: str) -> None:
        """Run an action of the table."""
        self.upkeep.run(action_id, self.commands.by_id[action_id])

    def repaint(self) -> None:
        """Show everything again in the colours of the theme."""
        self.map.set_theme(self.theme.name)
        self.panels.case_panel.recolour()
        self._on_case_changed()
        self._on_result_changed()
        self.cases.load()

    # -- reactions ------------------------------------------------------------------------------------

    def _on_case_changed(self) -> None:
        case = self.session.case
        if case is not None:
            self.panels.case_panel.show_case(case, self.services.desk.clock(case))
            self.panels.case_panel.show_outcome(self.session)
        self.panels.shortlist.show_case(case, self.session.result)
        self.map_feed.show_origin(case)
        self.refresh_conditions()

    def _on_result_changed(self) -> None:
        result, stale = self.session.result, self.session.is_stale
        self.panels.results.show_result(result, stale=stale)
        if self.session.outcome is not self._outcome_seen:
            self._outcome_seen = self.session.outcome
            self.window.status.outcome_is_new()
        self.panels.case_panel.show_outcome(self.session)
        self.panels.shortlist.show_case(self.session.case, result)
        self.map_feed.show_result(result)
        self.tell_result()
        self.refresh_conditions()

    def tell_result(self) -> None:
        """Say over the map how many fit."""
        result = self.session.result
        note = ""
        if result is not None:
            fits, asked = result.qualifier_count, int(result.map_columns.has_check.sum())
            note = self._say(
                "ui.map.note" if asked else "ui.map.note_without_questions",
                fits=fits,
                excluded=result.rejection_count,
                **({"asked": asked} if asked else {}),
            )
        self.window.tell_map(note)

    def _on_sites_changed(self) -> None:
        workspace = self.services.workspace
        version = self.services.catalogue.data_version()
        self.window.status.show_workspace(workspace.label, version, is_protected=workspace.is_protected)
        self.window.set_title(self._say("ui.title", workspace=workspace.label))
        self.refresh_conditions()

    def _on_case_opened(self) -> None:
        # After a match the case was open already: docks and map stay as the person has them.
        if self.window.mode != "case":
            self.window.show_mode("case")
        self.panels.results.focus_list()

    def _on_rows_loaded(self, rows: tuple[SiteRow, ...]) -> None:
        segments = segment_names(self.services.reference.segments(), self.services.language)
        self.panels.site_list.show_sites(rows, segments)
        self.panels.site_table.show_sites(rows, segments)
        self.refresh_conditions()

    def _on_map_selected(self, site_id: str) -> None:
        """Select what was clicked; in a case a plot stands for its park, which is the candidate."""
        result = self.session.result
        candidates = () if result is None else result.map_columns.candidate_ids
        if self.window.mode == "case" and candidates and site_id not in candidates:
            park_id = self.services.catalogue.site(site_id).value("park_id")
            site_id = park_id if isinstance(park_id, str) else site_id
        self._on_site_opened(site_id)

    def _on_site_opened(self, site_id: str) -> None:
        """Select a site and show its panel, also where it was selected and the panel closed."""
        self.session.select_site(site_id)
        self.window.reveal_right()

    def _on_site_selected(self, site_id: str) -> None:
        self.refresh_conditions()
        if not site_id:
            self.panels.site_card.show_nothing()
            return
        # What is known of the site stands there: its card, or its place in the result.
        self.window.reveal_right()
        if self.window.mode == "sites":
            self.sites.show_card(site_id)

    def _after_documents(self) -> None:
        self.cases.load()
        if self.session.case is not None:
            self.cases.select(self.session.case.number)

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
