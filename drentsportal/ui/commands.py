"""What each action of the table does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QFileDialog

from drentsportal import paths
from drentsportal.domain.sites.regions import regions_in_use
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.language import screen_languages
from drentsportal.language.segment_words import segment_names
from drentsportal.settings import THEMES, changed, remember_settings
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.export_dialog import ExportChoice
from drentsportal.ui.dialogs.messages import confirm
from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.export_screen import ExportScreen
from drentsportal.ui.guide.what_is_this import explain_focus, explain_pointed
from drentsportal.ui.protection_screen import ProtectionScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.message import Message
    from drentsportal.ui.portal import Portal

_CASE_ACTIONS = {
    "log_contact": "contact",
    "add_note": "note",
    "stop_clock": "stop",
    "resume_clock": "resume",
    "hand_over": "hand_over",
    "answer": "answer",
}
_WORKSPACE_ACTIONS: Final = ("new_workspace", "open_workspace")

_UPKEEP_ACTIONS = (
    "add_attachment",
    "change_status",
    "draw_plot",
    "edit_site",
    "merge_plots",
    "reshape_site",
    "retire_site",
    "split_plot",
)


class Commands:
    """The actions of a window, by id."""

    def __init__(self, portal: Portal) -> None:
        """Keep the window with everything behind it."""
        self._portal = portal
        self._say = portal.services.language.text
        self.protection = self._protection_screen()
        self.by_id = self._callbacks()

    def _callbacks(self) -> dict[str, Callable[[], object]]:
        acts: dict[str, Callable[[], object]] = {
            action_id: partial(self._portal.cases.act, name) for action_id, name in _CASE_ACTIONS.items()
        }
        return {
            **acts,
            **self._choices(),
            **self._of_later_screens(),
            "new_case": self.new_case,
            "import_sites": self._portal.sites.import_file,
            "export_sites": self.export_sites,
            "export_map": self.export_map,
            "protect_workspace": self.protection.ask,
            **{each: partial(self._portal.window.workspace_asked.emit, each) for each in _WORKSPACE_ACTIONS},
            "new_window": lambda: self._portal.sitting.window_asked.emit(self._portal),
            "close_window": self._portal.window.close,
            "quit": self._portal.sitting.end,
            "undo_import": self.undo_import,
            "undo_edit": self.undo,
            "redo_edit": self.redo,
            **{action_id: partial(self._keep_site, action_id) for action_id in _UPKEEP_ACTIONS},
            "show_cases": self.show_cases,
            "show_sites": self.show_sites,
            "show_monitor": self.show_monitor,
            "whole_map": self._portal.map.show_whole,
            "standard_layout": self._portal.layout.standard,
            "match": self._portal.cases.match,
            "edit_request": self.edit_request,
            "compare": self._portal.documents.compare,
            "preview_advice": self._portal.previews.show_advice,
            "make_advice": self._portal.documents.make_advice,
            "export_ranking": self._portal.documents.export_ranking,
            "shortlist_site": self._toggle_selected,
            "preview_factsheet": lambda: self._portal.previews.show_factsheets([self._selected]),
            "make_factsheet": self._make_selected_factsheet,
            "explain_focus": explain_focus,
            "explain_pointed": explain_pointed,
        }

    def _of_later_screens(self) -> dict[str, Callable[[], object]]:
        """Return what screens do that are made after the commands: each is looked up when it is asked for."""
        return {
            "picture_map": lambda: self._portal.sheets.keep(),  # noqa: PLW0108 - made after the commands
            "print_map": lambda: self._portal.sheets.print_out(),  # noqa: PLW0108 - made after the commands
            "lock_window": lambda: self._portal.away.lock_by_hand(),  # noqa: PLW0108 - made after the commands
            "try_building": lambda: self._portal.fitting.try_building(),  # noqa: PLW0108 - made after the commands
            "choose_roads": lambda: self._portal.roads.ask(),  # noqa: PLW0108 - made after the commands
            "preferences": lambda: self._portal.preferences.ask(),  # noqa: PLW0108 - made after the commands
            "copy_table": lambda: self._portal.tables.copy(),  # noqa: PLW0108 - made after the commands
            "choose_columns": lambda: self._portal.tables.choose_columns(),  # noqa: PLW0108 - made after the commands
            "copy_place": lambda: self._portal.places.copy(),  # noqa: PLW0108 - made after the commands
            "select_box": lambda: self._portal.areas.ask("box"),
            "select_lasso": lambda: self._portal.areas.ask("lasso"),
            "select_in_view": lambda: self._portal.areas.ask("view"),
            "set_weights": lambda: self._portal.weights.ask(),  # noqa: PLW0108 - made after the commands
            "make_package": lambda: self._portal.packages.open_current(),  # noqa: PLW0108 - made after the commands
            "fact_finding_day": lambda: self._portal.days.ask(),  # noqa: PLW0108 - made after the commands
            "quarter_report": lambda: self._portal.reports.open_quarter(),  # noqa: PLW0108 - made after the commands
            "weekly_list": lambda: self._portal.reports.open_weekly(),  # noqa: PLW0108 - made after the commands
            "start_tour": lambda: self._portal.tour.begin(),  # noqa: PLW0108 - made after the commands
            "show_guide": lambda: self._portal.guide.ask(),  # noqa: PLW0108 - made after the commands
            "about": lambda: self._portal.about.ask(),  # noqa: PLW0108 - made after the commands
        }

    def _choices(self) -> dict[str, Callable[[], object]]:
        """Return what is chosen of several: how the window looks, and which language it speaks."""
        ask_language = self._portal.window.language_asked.emit
        return {
            **{f"theme_{name}": partial(self.use_theme, name) for name in THEMES},
            **{
                f"language_{code}": partial(ask_language, code)
                for code in screen_languages(paths.resources_dir())
            },
        }

    def _protection_screen(self) -> ProtectionScreen:
        portal = self._portal
        services = portal.services
        screen = ProtectionScreen(
            portal.window, services.language, services.protection, portal.runner, portal.theme
        )
        screen.protected.connect(self._show_protection)
        screen.failed.connect(portal.runner.failed)
        return screen

    def _show_protection(self) -> None:
        for each in self._portal.sitting.windows:
            each.site_links.show_version()

    @property
    def _selected(self) -> str:
        return self._portal.session.selected_site_id

    def _keep_site(self, action_id: str) -> None:
        self._portal.upkeep.act(action_id, self._selected)

    def _toggle_selected(self) -> None:
        self._portal.cases.toggle_shortlist(self._selected)

    def _make_selected_factsheet(self) -> None:
        self._portal.documents.make_factsheets([self._selected])

    def show_cases(self) -> None:
        """Go to the list of cases, or back to the running one."""
        if self._portal.window.mode in {"sites", "monitor"} and self._portal.session.case is not None:
            self._portal.window.show_mode("case")
            return
        self._portal.cases.close()
        self._portal.window.show_mode("cases")

    def show_sites(self) -> None:
        """Go to the sites, with the card of the selected one."""
        self._portal.window.show_mode("sites")
        if self._portal.session.selected_site_id:
            self._portal.sites.show_card(self._portal.session.selected_site_id)

    def show_monitor(self) -> None:
        """Go to the monitor, on the page that was shown last."""
        self._portal.window.show_mode("monitor")

    def use_theme(self, name: str) -> None:
        """Switch to light, dark or what the system uses, now and at the next start."""
        remember_settings(theme=name)
        windows, app = self._portal.sitting.windows, QApplication.instance()
        for each in windows:
            each.settings = changed(each.settings, theme=name)
        if isinstance(app, QApplication):
            self._portal.theme.use(name, app)
            for each in windows:
                each.repaint()

    def new_case(self) -> None:
        """Ask for a new request, store it as a case and match it."""
        form = self._form(with_case=True)
        form.setObjectName("new_case_form")
        form.accepted.connect(lambda: self._create(form))
        self._portal.unstored.watch_request(form)
        delete_when_closed(form, self._portal.runner)
        form.open()

    def edit_request(self) -> None:
        """Change what is asked in the open case."""
        case = self._portal.session.case
        if case is None:
            return
        form = self._form(with_case=False)
        form.setObjectName("edit_request_form")
        form.fill(self._portal.services.request_files.write_request(case.request))
        form.accepted.connect(
            lambda: self._portal.cases.change_request(
                self._portal.services.request_files.read_request(form.entry()["request"])
            )
        )
        self._portal.unstored.watch_request(form, case.number)
        delete_when_closed(form, self._portal.runner)
        form.open()

    @property
    def to_undo(self) -> Message | None:
        """What undo would take back: in a running case a change of its request, else an edit of a site."""
        return self._portal.cases.steps.to_undo(self._open_number) or self._portal.services.edits.to_undo

    @property
    def to_redo(self) -> Message | None:
        """What redo would do again."""
        return self._portal.cases.steps.to_redo(self._open_number) or self._portal.services.edits.to_redo

    def undo(self) -> None:
        """Take back the last change of the request of a running case, else the last edit of a site."""
        cases = self._portal.cases
        if cases.steps.to_undo(self._open_number) is None:
            self._portal.upkeep.values.undo()
        else:
            cases.undo_request()

    def redo(self) -> None:
        """Do again what was taken back last."""
        cases = self._portal.cases
        if cases.steps.to_redo(self._open_number) is None:
            self._portal.upkeep.values.redo()
        else:
            cases.redo_request()

    @property
    def _open_number(self) -> str:
        """The case that is worked on; "" where sites or the list of cases are in sight."""
        case = self._portal.session.case
        return case.number if case is not None and self._portal.window.mode == "case" else ""

    def undo_import(self) -> None:
        """Take back the newest import, after asking."""
        step = self._portal.sites.newest_step
        if step is None:
            return
        text = self._say("ui.undo.ask", file_name=step.file_name, source=step.source)
        if confirm(self._portal.window, self._portal.services.language, self._say("ui.undo.title"), text):
            self._portal.sites.undo(step.version)

    def export_sites(self) -> None:
        """Ask which sites to write, in which form and where to; what is selected or filtered is offered."""
        portal = self._portal
        choices = [ExportChoice("all")]
        panel = portal.panels.site_list
        if panel.filter().is_active and (rows := panel.shown_rows()):
            choices.insert(0, ExportChoice("list", tuple(each.id for each in rows)))
        if picked := portal.panels.site_table.picked():
            choices.insert(0, ExportChoice("picked", picked))
        if selected := portal.session.selected_site_id:
            name = portal.services.catalogue.site(selected).name
            choices.append(ExportChoice("site", (selected,), name))
        ExportScreen(portal.window, portal.services, portal.runner, portal.theme).ask(choices)

    def export_map(self) -> None:
        """Write the map as one file that opens without a network."""
        path, _ = QFileDialog.getSaveFileName(
            self._portal.window, self._say("ui.action.export_map"), "", "HTML (*.html)"
        )
        if path:
            self._portal.map_feed.export_html(path)

    def _form(self, *, with_case: bool) -> RequestForm:
        portal, services = self._portal, self._portal.services
        reference, catalogue = services.reference, services.catalogue
        choices = FormChoices(
            places=catalogue.landmarks([LandmarkKind.PLACE]),
            segments=segment_names(reference.segments(), services.language),
            profile_ids=reference.profile_ids(),
            now_utc=services.clock.now_utc,
            find_place=services.origins.find,
            usual_weights=lambda profile_id: reference.profile(profile_id).default_weights,
            regions=regions_in_use(catalogue.regions()),
            has_roads=services.road_choosing.has_roads,
        )
        tools = FormTools(services.language, portal.theme, portal.runner, services.sectors, portal.layout)
        check = services.request_files.check
        return RequestForm(portal.window, tools, choices, check, with_case=with_case)

    def _create(self, form: RequestForm) -> None:
        entry, portal = form.entry(), self._portal

        def opened() -> Case:
            case = portal.services.request_files.open_case(entry)
            portal.unstored.request_is_stored()
            return case

        portal.cases.create(opened)
