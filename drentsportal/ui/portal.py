"""One window on one workspace: session, worker, screens and panels, connected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog

from drentsportal import paths
from drentsportal.domain.deadline import ClockState
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.case_screen import CaseScreen
from drentsportal.ui.dialogs.messages import confirm, tell, tell_error
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.dialogs.request_sections import FormChoices
from drentsportal.ui.document_screen import DocumentScreen
from drentsportal.ui.main_window import MainWindow
from drentsportal.ui.map import MapWidget
from drentsportal.ui.map_feed import MapFeed
from drentsportal.ui.session import Session
from drentsportal.ui.sites_screen import SitesScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.case import Case
    from drentsportal.ui.theme import Theme

_CASE_ACTIONS = {
    "log_contact": "contact",
    "add_note": "note",
    "stop_clock": "stop",
    "resume_clock": "resume",
    "hand_over": "hand_over",
    "answer": "answer",
}


class Portal:
    """The window with everything behind it."""

    def __init__(self, services: AppServices, theme: Theme, out_dir: Path, log_path: Path) -> None:
        """Build the window; ``start`` reads the workspace."""
        self.services = services
        self.theme = theme
        self._say = services.language.text
        self._log_path = log_path
        self.runner = ServiceRunner()
        self.session = Session(services)
        self.map = MapWidget(services.language, paths.resources_dir(), paths.user_cache_dir())
        self.map.set_theme(theme.name)
        owner = services.actors.current().name
        self.window = MainWindow(theme, services.language, self.runner, self.map, self.run_action, owner)
        self.cases = CaseScreen(self.window, self.session, self.runner)
        self.documents = DocumentScreen(self.window, self.session, self.runner, out_dir)
        self.sites = SitesScreen(self.window, self.session, self.runner)
        self.map_feed = MapFeed(self.map, self.session, self.runner)
        self.callbacks = self._callbacks()
        self._connect_panels()
        self._connect_session()
        self._refresh_conditions()

    def start(self) -> None:
        """Show the window and read the workspace."""
        self.window.show()
        self.window.apply_widths()
        self.cases.load()
        self.map_feed.load_base()
        self.sites.load()
        self._on_sites_changed()

    def put_away(self) -> None:
        """End the work and take the window away; the workspace stays open."""
        self.runner.close()
        self.window.hide()
        self.map.close()
        self.window.deleteLater()

    def close(self) -> None:
        """End the work and close the workspace, so that one file is all of it."""
        self.runner.close()
        self.services.workspace.close()

    # -- connections ----------------------------------------------------------------------------------

    def _connect_panels(self) -> None:
        window, cases = self.window, self.cases
        window.case_list.case_selected.connect(cases.select)
        window.case_list.case_opened.connect(cases.open)
        window.case_list.new_asked.connect(self.new_case)
        window.case_file.action_asked.connect(cases.act)
        window.case_panel.back_asked.connect(self.show_cases)
        window.case_panel.edit_asked.connect(self.edit_request)
        window.case_panel.match_asked.connect(cases.match)
        window.case_panel.request_changed.connect(cases.change_request)
        window.results.site_selected.connect(self.session.select_site)
        window.results.shortlist_asked.connect(cases.toggle_shortlist)
        window.results.match_asked.connect(cases.match)
        window.shortlist.site_selected.connect(self.session.select_site)
        window.shortlist.remove_asked.connect(cases.toggle_shortlist)
        window.shortlist.compare_asked.connect(self.documents.compare)
        window.shortlist.factsheets_asked.connect(self.documents.make_shortlist_factsheets)
        window.shortlist.advice_asked.connect(self.documents.make_advice)
        self.map.site_selected.connect(self.session.select_site)
        window.closing.connect(self.close)

    def _connect_session(self) -> None:
        session, cases = self.session, self.cases
        cases.lines_loaded.connect(self.window.case_list.show_lines)
        cases.file_loaded.connect(self.window.case_file.show_file)
        cases.case_opened.connect(lambda _: self.window.show_mode("case"))
        cases.told.connect(self.window.status.tell)
        self.documents.made.connect(lambda _: self._after_documents())
        self.runner.failed.connect(
            lambda error: tell_error(self.window, self.services.language, error, self._log_path)
        )
        session.case_changed.connect(self._on_case_changed)
        session.result_changed.connect(self._on_result_changed)
        session.site_selected.connect(self.window.results.select)
        session.site_selected.connect(self.map.select)
        session.site_selected.connect(lambda _: self._refresh_conditions())
        session.sites_changed.connect(self._on_sites_changed)

    def _callbacks(self) -> dict[str, Callable[[], object]]:
        acts: dict[str, Callable[[], object]] = {
            action_id: partial(self.cases.act, name) for action_id, name in _CASE_ACTIONS.items()
        }
        themes: dict[str, Callable[[], object]] = {
            f"theme_{name}": partial(self.use_theme, name) for name in ("light", "dark", "system")
        }
        return {
            **acts,
            **themes,
            "new_case": self.new_case,
            "import_sites": self.sites.import_file,
            "export_sites": self.sites.export,
            "export_map": self.export_map,
            "print_map": self.print_map,
            "quit": self.window.close,
            "undo_import": self.undo_import,
            "show_cases": self.show_cases,
            "show_sites": self.show_sites,
            "whole_map": self.map.show_whole,
            "standard_layout": self.window.apply_widths,
            "match": self.cases.match,
            "edit_request": self.edit_request,
            "compare": self.documents.compare,
            "make_advice": self.documents.make_advice,
            "shortlist_site": self._toggle_selected,
            "make_factsheet": self._make_selected_factsheet,
            "about": self.about,
        }

    # -- actions --------------------------------------------------------------------------------------

    def run_action(self, action_id: str) -> None:
        """Run an action of the table."""
        self.callbacks[action_id]()

    def _toggle_selected(self) -> None:
        self.cases.toggle_shortlist(self.session.selected_site_id)

    def _make_selected_factsheet(self) -> None:
        self.documents.make_factsheets([self.session.selected_site_id])

    def show_cases(self) -> None:
        """Go to the list of cases, or back to the running one."""
        if self.window.mode == "sites" and self.session.case is not None:
            self.window.show_mode("case")
            return
        self.cases.close()
        self.window.show_mode("cases")

    def show_sites(self) -> None:
        """Go to the sites."""
        self.window.show_mode("sites")

    def use_theme(self, name: str) -> None:
        """Switch to light, dark or what the system uses."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.theme.use(name, app)
            self.map.set_theme(self.theme.name)
            self.window.case_panel.recolour()
            self._on_case_changed()
            self._on_result_changed()
            self.cases.load()

    def new_case(self) -> None:
        """Ask for a new request, store it as a case and match it."""
        form = self._form(with_case=True)
        form.setObjectName("new_case_form")
        form.accepted.connect(lambda: self.cases.create(lambda: self._open_case(form.entry())))
        form.open()

    def edit_request(self) -> None:
        """Change what is asked in the open case."""
        case = self.session.case
        if case is None:
            return
        form = self._form(with_case=False)
        form.setObjectName("edit_request_form")
        form.fill(self.services.request_files.write_request(case.request))
        form.accepted.connect(
            lambda: self.cases.change_request(
                self.services.request_files.read_request(form.entry()["request"])
            )
        )
        form.open()

    def undo_import(self) -> None:
        """Take back the newest import, after asking."""
        step = self.sites.newest_step
        if step is None:
            return
        text = self._say("ui.undo.ask", file_name=step.file_name, source=step.source)
        if confirm(self.window, self.services.language, self._say("ui.undo.title"), text):
            self.sites.undo(step.version)

    def export_map(self) -> None:
        """Write the map as one file that opens without a network."""
        path, _ = QFileDialog.getSaveFileName(
            self.window, self._say("ui.action.export_map"), "", "HTML (*.html)"
        )
        if path:
            self.map_feed.export_html(path)

    def print_map(self) -> None:
        """Write the map as it stands as a picture or PDF."""
        path, _ = QFileDialog.getSaveFileName(
            self.window, self._say("ui.action.print_map"), "", "PNG (*.png)"
        )
        if path:
            self.map.picture().save(path)

    def about(self) -> None:
        """Say what this is, and under which licences its parts come."""
        tell(self.window, self._say("ui.about.title"), self._say("ui.about.text"))

    # -- reactions ------------------------------------------------------------------------------------

    def _form(self, *, with_case: bool) -> RequestForm:
        reference = self.services.reference
        choices = FormChoices(
            places=self.services.catalogue.landmarks([LandmarkKind.PLACE]),
            segments=reference.segments(),
            profile_ids=reference.profile_ids(),
            now_utc=self.services.clock.now_utc,
        )
        check = self.services.request_files.check
        return RequestForm(self.window, self.services.language, choices, check, with_case=with_case)

    def _open_case(self, entry: dict[str, object]) -> Case:
        return self.services.request_files.open_case(entry)

    def _on_case_changed(self) -> None:
        case = self.session.case
        if case is not None:
            self.window.case_panel.show_case(case, self.services.desk.clock(case))
            self.window.case_panel.show_result(self.session.result, stale=self.session.is_stale)
        self.window.shortlist.show_case(case, self.session.result)
        self.map_feed.show_origin(case)
        self._refresh_conditions()

    def _on_result_changed(self) -> None:
        result, stale = self.session.result, self.session.is_stale
        self.window.results.show_result(result, stale=stale)
        self.window.case_panel.show_result(result, stale=stale)
        self.window.shortlist.show_case(self.session.case, result)
        self.map_feed.show_result(result)
        note = ""
        if result is not None:
            note = self._say("ui.map.note", fits=result.qualifier_count, excluded=result.rejection_count)
        self.window.tell_map(note)
        self._refresh_conditions()

    def _on_sites_changed(self) -> None:
        workspace = self.services.workspace
        version = self.services.catalogue.data_version()
        self.window.status.show_workspace(workspace.label, version, is_protected=workspace.is_protected)
        self.window.setWindowTitle(self._say("ui.title", workspace=workspace.label))
        self._refresh_conditions()

    def _after_documents(self) -> None:
        self.cases.load()
        if self.session.case is not None:
            self.cases.select(self.session.case.number)

    def _refresh_conditions(self) -> None:
        case = self.session.case
        answered = case is None or self.services.desk.clock(case).state is ClockState.ANSWERED
        chosen = len(case.shortlist) if case is not None else 0
        self.window.actions_by_id.enable(
            {
                "case": case is not None,
                "answerable": not answered,
                "site": bool(self.session.selected_site_id),
                "shortlist": chosen > 0,
                "comparable": chosen > 1,
                "undoable": self.sites.newest_step is not None,
            }
        )
