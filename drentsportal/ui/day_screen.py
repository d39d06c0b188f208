"""A fact-finding day in the window: which sites it begins with, what is looked up, and the files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.best_order import MOST_STOPS
from drentsportal.services.day_subject import DayTarget
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.day_dialog import DayChoices, DayDialog, DayShown
from drentsportal.ui.dialogs.messages import error_text
from drentsportal.ui.preview_screen import PreviewTask
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.services.day_subject import DayWish, MadeDay
    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal

START: Final = "plaats:Assen"
"""Where the province has its house; a day begins there unless somebody says otherwise."""

_LANGUAGES: Final = ("nl", "en", "de")


class DayScreen(Screen):
    """Opens the dialog with the shortlist of the case, else with the selected site."""

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Keep the parts; ``log_path`` is named where something unexpected went wrong."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._log_path = log_path
        self.dialog: DayDialog | None = None
        self._number: str | None = None

    def ask(self) -> None:
        """Look up what can be chosen and show the dialog."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self._runner.run(ServiceCall("ui.busy.day", lambda _: self._choices(), self._open))

    def _open(self, choices: DayChoices) -> None:
        services = self._services
        tomorrow = choices.today + timedelta(days=1)
        dialog = DayDialog(
            self._window, services.language, self._portal.theme, choices, tomorrow, START.partition(":")[2]
        )
        self.dialog = dialog
        dialog.ground_asked.connect(self._look_up)
        dialog.make_asked.connect(self._make)
        dialog.preview_asked.connect(self._preview)
        dialog.finished.connect(lambda _: self._end())
        case = self._session.case
        # Sites are chosen on the map and in the lists meanwhile; the day stays one of this case.
        self._number = case.number if case is not None and self._portal.window.mode == "case" else None
        dialog.show()
        dialog.add_sites(self._first_sites())

    def _first_sites(self) -> tuple[str, ...]:
        case, selected = self._session.case, self._session.selected_site_id
        if case is not None and self._portal.window.mode == "case" and case.shortlist:
            return tuple(entry.candidate_id for entry in case.shortlist)
        return (selected,) if selected else ()

    def _choices(self) -> DayChoices:
        settings, language = self._services.settings, self._services.language
        themes = [(name, theme_id) for theme_id, name in DocumentStyles().theme_choices(language)]
        languages = [(self._say(f"ui.day.language.{code}"), code) for code in _LANGUAGES]
        style = settings.document_style
        today = self._services.clock.now_utc().astimezone(DUTCH_TIME).date()
        return DayChoices(self._site_names(), languages, themes, style, today, self._offers)

    def _site_names(self) -> Mapping[str, str]:
        """Return the ids of parks and premises by name, with the gemeente where two have the same."""
        table = self._services.catalogue.site_table()
        found: dict[str, list[tuple[str, str]]] = {}
        for rows in (table.parks, table.premises):
            for row in range(len(rows)):
                name = rows.columns["name"].text_at(row) or str(rows.ids[row])
                place = rows.columns["municipality_code"].text_at(row) or ""
                found.setdefault(name, []).append((str(rows.ids[row]), place))
        told: dict[str, str] = {}
        for name, sites in found.items():
            for site_id, place in sites:
                gemeente = self._services.language.value(place, "gemeente") if place else site_id
                words = name if len(sites) == 1 else f"{name} ({gemeente})"
                told[words if words not in told else f"{name} ({site_id})"] = site_id
        return told

    def _look_up(self, site_ids: tuple[str, ...], start: str, end: str) -> None:
        services, dialog = self._services, self.dialog

        def work(progress: CallProgress) -> DayShown:
            origin = services.origins.find(_qualified(start))
            back = services.origins.find(_qualified(end)) if end else None
            ground = services.fact_finding.ground(site_ids, origin, back, progress)
            catalogue = services.catalogue
            return DayShown(ground, catalogue.municipalities(), catalogue.landmarks())

        def done(shown: DayShown) -> None:
            if dialog is not None and self.dialog is dialog:
                dialog.show_ground(shown)

        self._runner.run(ServiceCall("ui.busy.day", work, done, self._on_failed))

    def _make(self, order: tuple[str, ...], wish: DayWish, style: DocumentStyle) -> None:
        dialog = self.dialog
        if dialog is None or dialog.shown is None:
            return
        ground = dialog.shown.ground
        target = DayTarget(self._folder, self._number, style)

        def work(progress: CallProgress) -> MadeDay:
            return self._services.fact_finding.make(ground, order, wish, target, progress)

        def done(made: MadeDay) -> None:
            if self.dialog is dialog:
                dialog.accept()
            self._portal.documents.tell_made(made.documents)

        self._runner.run(ServiceCall("ui.busy.day", work, done, self._on_failed))

    def _preview(self, order: tuple[str, ...], wish: DayWish, style: DocumentStyle) -> None:
        """Show the pages of the day; who keeps them has programme and calendar as they were seen."""
        dialog, number = self.dialog, self._number
        if dialog is None or dialog.shown is None:
            return
        ground, fact_finding = dialog.shown.ground, self._services.fact_finding

        def make(folder: Path, progress: CallProgress, chosen: DocumentStyle, _: str) -> Draft:
            return fact_finding.draft(ground, order, wish, DayTarget(folder, number, chosen), progress)

        def kept(documents: tuple[MadeDocument, ...]) -> None:
            if self.dialog is dialog:
                dialog.accept()
            self._portal.documents.tell_made(documents)

        task = PreviewTask(make, kept=kept, style=style, folder=self._folder, parent=dialog)
        self._portal.previews.look(task)

    @property
    def _folder(self) -> Path:
        """The folder of the case that the day was opened in, else that of sites."""
        documents = self._portal.documents
        return documents.out_dir / (self._number or self._say("ui.documents.folder"))

    def _offers(self) -> list[tuple[str, tuple[str, ...]]]:
        """Tell what is selected, shortlisted and listed in the window now."""
        found: list[tuple[str, tuple[str, ...]]] = []
        selected, case = self._session.selected_site_id, self._session.case
        if selected:
            name = self._services.catalogue.site(selected).name
            found.append((self._say("ui.day.take.selected", name=name), (selected,)))
        if case is not None and case.shortlist:
            ids = tuple(entry.candidate_id for entry in case.shortlist)
            found.append((self._say("ui.day.take.shortlist", number=case.number, count=len(ids)), ids))
        panel = self._portal.panels.site_list
        if panel.filter().is_active and (rows := panel.shown_rows()):
            ids = tuple(each.id for each in rows)
            found.append((self._say("ui.day.take.list", count=len(ids), most=MOST_STOPS), ids))
        return found

    def _on_failed(self, error: BaseException) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.tell(error_text(self._services.language, error, self._log_path))
        else:
            self._runner.failed.emit(error)

    def _end(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _qualified(text: str) -> str:
    """Return what was typed; a bare name is a place first, since people are driven to a place."""
    is_name = bool(text) and ":" not in text and not text[0].isdigit()
    return f"plaats:{text}" if is_name else text
