"""The search over everything: asks the service at every letter, and goes to what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import DrentsPortalError
from drentsportal.services.finding import FindingKind
from drentsportal.ui.actions import ACTIONS
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.models.palette_rows import (
    ACTION,
    ActionChoice,
    PaletteRow,
    found_groups,
    ordered_rows,
    thing_row,
)
from drentsportal.ui.recent_choices import RecentChoices
from drentsportal.ui.widgets.palette import Palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.services.finding import FoundGroup, FoundThing
    from drentsportal.ui.portal import Portal

_PATIENCE_MS = 150
"""Until what is known without looking, the actions, is shown alone."""

_KINDS = frozenset(each.value for each in FindingKind)
_SITES = frozenset({"park", "plot", "premises"})
_PARK_SCOPE = "park:"


class FindingScreen(QObject):
    """One field over the window. The newest text is looked for, older ones are never caught up on."""

    def __init__(self, portal: Portal) -> None:
        """Make the palette; its action joins those of ``Commands``."""
        super().__init__(portal.window)
        self._portal = portal
        self._language = portal.services.language
        self._finding = portal.services.finding
        self.palette = Palette(portal.window, portal.theme, self._language)
        self.recent = RecentChoices(portal.services.workspace.label)
        self._actions = ActionChoice(())
        self._is_asking = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_meanwhile)
        self.palette.typed.connect(lambda _: self._ask())
        self.palette.chosen.connect(self._on_chosen)
        self.palette.closed.connect(self._patience.stop)
        portal.commands.by_id["find_all"] = self.open

    def open(self) -> None:
        """Come over the window with what can be done now, and what was chosen before."""
        self._actions = ActionChoice(self._doable())
        self.palette.open()

    # -- asking ---------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        self._patience.start()
        text = self.palette.text

        def failed(error: BaseException) -> None:
            self._is_asking = False
            self._on_failed(text, error)

        if text:
            self._run(lambda: self._finding.find(text), lambda found: self._answer(text, found), failed)
        else:
            wanted = [(FindingKind(kind), each) for kind, each in self.recent.chosen if kind in _KINDS]
            self._run(lambda: self._recall(wanted), self._answer_empty, failed)

    def _recall(self, wanted: Sequence[tuple[FindingKind, str]]) -> tuple[FoundThing, ...]:
        """Prepare what the first letter will need, and tell what was chosen before."""
        self._finding.refresh()
        return self._finding.named(wanted)

    def _run(
        self, work: Callable[[], object], done: Callable[..., None], failed: Callable[[BaseException], None]
    ) -> None:
        def forget() -> None:
            self._is_asking = False

        self._portal.runner.run(ServiceCall("ui.busy.search", lambda _: work(), done, failed, forget))

    def _is_outdated(self, text: str) -> bool:
        """Whether something else was typed meanwhile, which is then looked for."""
        self._is_asking = False
        if not self.palette.isVisible():
            return True
        if text != self.palette.text:
            self._ask()
            return True
        self._patience.stop()
        return False

    def _answer(self, text: str, found: tuple[FoundGroup, ...]) -> None:
        if self._is_outdated(text):
            return
        action = self._actions.find(text)
        groups = [*found_groups(found, text, self._language), *([action] if action else [])]
        told = "" if groups else self._language.text("ui.find.nothing")
        self.palette.show_found(ordered_rows(groups, self._language), text, told)

    def _answer_empty(self, found: tuple[FoundThing, ...]) -> None:
        if self._is_outdated(""):
            return
        things = {(each.kind.value, each.id): thing_row(each, "", self._language) for each in found}
        rows = [
            row
            for kind, each in self.recent.chosen
            if (row := self._actions.row(each) if kind == ACTION else things.get((kind, each))) is not None
        ]
        if rows:
            rows.insert(0, PaletteRow(rows[0].kind, "", self._language.text("ui.find.recent")))
        told = "" if rows else self._language.text("ui.find.empty")
        self.palette.show_found(rows, "", told)

    def _show_meanwhile(self) -> None:
        """While the worker has other work, show the actions, which need no looking."""
        if not self.palette.isVisible():
            return
        action = self._actions.find(self.palette.text)
        rows = ordered_rows([action] if action else [], self._language)
        text = self.palette.text
        self.palette.show_found(rows, text, self._language.text("ui.find.busy"), final=False)

    def _on_failed(self, text: str, error: BaseException) -> None:
        if not isinstance(error, DrentsPortalError):
            self.palette.close_up()
            self._portal.runner.failed.emit(error)
        elif not self._is_outdated(text):
            self.palette.show_found((), text, self._language.text(error))

    # -- going ----------------------------------------------------------------------------------------

    def _on_chosen(self, row: PaletteRow) -> None:
        self.recent.choose(row.kind, row.id)
        portal = self._portal
        if row.kind == ACTION:
            portal.window.actions_by_id[row.id].trigger()
        elif row.kind == FindingKind.CASE:
            portal.upkeep.leaving.leave(lambda: portal.cases.open(row.id))
        elif row.kind == FindingKind.COMPANY:
            portal.contacts.open_at(Party(PartyKind.COMPANY, row.id))
        elif row.kind in _SITES:
            self._show_site(row.id)
        else:
            self._show_function(row)

    def _show_site(self, site_id: str) -> None:
        def show() -> None:
            self._portal.session.select_site(site_id)
            self._portal.run_action("show_sites")

        self._portal.upkeep.leaving.leave(show)

    def _show_function(self, row: PaletteRow) -> None:
        """Show a function where it is kept: at its park, its gemeente or its organisation."""
        if row.scope.startswith(_PARK_SCOPE):
            self._show_site(row.scope.removeprefix(_PARK_SCOPE))
        elif row.scope in MUNICIPALITIES:
            self._portal.contacts.open_at(Party(PartyKind.MUNICIPALITY, row.scope))
        else:
            self._portal.contacts.open_at(Party(PartyKind.PARTNER, row.organisation))

    def _doable(self) -> list[PaletteRow]:
        """Return the actions that can be done now, each with its menu and shortcut."""
        window, say = self._portal.window, self._language.text
        rows = []
        for spec in ACTIONS:
            action = window.actions_by_id[spec.id]
            if spec.id != "find_all" and action.isEnabled():
                menu = say("ui.find.of_menu", menu=_plain(say(f"ui.menu.{spec.menu}")))
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                told = say(f"finding_kind.{ACTION}")
                rows.append(
                    PaletteRow(ACTION, spec.id, _plain(action.text()), menu, keys=keys, kind_told=told)
                )
        return rows


def _plain(text: str) -> str:
    """Return a text of a menu without the sign before the letter that opens it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
