"""Every action of the window in one table: it feeds menus, tool bar, tooltips, docs and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from drentsportal.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    The text is the message ``ui.action.<id>``. ``menu`` is the id of its menu, ``tool_bar`` whether it also
    stands there, ``enabled_when`` the condition: ``always``, ``case`` (one is open), ``answerable`` (open
    and not answered), ``site`` (one is selected), ``shortlist`` (at least one candidate), ``comparable`` (at
    least two), ``matched`` (the outcome is the match that is kept with the case), ``undoable`` (an import
    can be taken back), ``edit_undoable``, ``edit_redoable``, ``behind`` and ``ahead`` (back and forward lead
    somewhere); of the site on the card ``plot``, ``in_park``
    (a park, or a plot that lies in one), ``outlined`` (an area is drawn), ``outlined_plot``. ``choice``
    names what is chosen where one of several holds at a time, such as the language; its id begins with it.
    ``begins`` says that another subject begins with it in its menu, above which a line stands.
    """

    id: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    enabled_when: str = "always"
    tool_bar: bool = False
    choice: str = ""
    begins: bool = False


MENUS: Final = ("file", "edit", "view", "request", "site", "monitor", "privacy", "help")

ACTIONS: Final = (
    ActionSpec("new_case", "request", "Ctrl+N", "new_case", tool_bar=True),
    ActionSpec("open_mail", "request", "Ctrl+M", "mail", tool_bar=True),
    ActionSpec("paste_mail", "request", "Ctrl+V"),
    ActionSpec("new_window", "file", "Ctrl+Shift+N"),
    ActionSpec("new_workspace", "file"),
    ActionSpec("open_workspace", "file", "Ctrl+O"),
    ActionSpec("import_sites", "file", "Ctrl+I", "import", tool_bar=True, begins=True),
    ActionSpec("export_sites", "file", "Ctrl+Shift+E", "export", tool_bar=True),
    ActionSpec("export_map", "file", "", "export", begins=True),
    ActionSpec("picture_map", "file"),
    ActionSpec("print_map", "file", "Ctrl+P"),
    ActionSpec("choose_roads", "file", begins=True),
    ActionSpec("protect_workspace", "file"),
    ActionSpec("lock_window", "file", "Ctrl+Alt+L"),
    ActionSpec("close_window", "file", "Ctrl+W", begins=True),
    ActionSpec("quit", "file", "Ctrl+Q"),
    ActionSpec("undo_edit", "edit", "Ctrl+Z", "undo", "edit_undoable", tool_bar=True),
    ActionSpec("redo_edit", "edit", "Ctrl+Shift+Z", "redo", "edit_redoable", tool_bar=True),
    ActionSpec("undo_import", "edit", "", "", "undoable"),
    ActionSpec("edit_profiles", "edit", begins=True),
    ActionSpec("preferences", "edit", "Ctrl+,"),
    ActionSpec("copy_table", "edit", "Ctrl+Shift+C", begins=True),
    ActionSpec("find_all", "edit", "Ctrl+K", "search"),
    ActionSpec("copy_place", "edit", "Ctrl+Alt+C"),
    ActionSpec("select_box", "edit", begins=True),
    ActionSpec("select_lasso", "edit"),
    ActionSpec("select_in_view", "edit", "Ctrl+Shift+B"),
    ActionSpec("go_back", "view", "Alt+Left", "back", "behind"),
    ActionSpec("go_forward", "view", "Alt+Right", "forward", "ahead"),
    ActionSpec("show_cases", "view", "Ctrl+1", "cases", begins=True),
    ActionSpec("show_sites", "view", "Ctrl+2", "sites"),
    ActionSpec("show_monitor", "view", "Ctrl+3", "monitor"),
    ActionSpec("show_instruments", "view", "Ctrl+4"),
    ActionSpec("show_contacts", "view", "Ctrl+5"),
    ActionSpec("whole_map", "view", "Ctrl+0", begins=True),
    ActionSpec("choose_columns", "view"),
    ActionSpec("theme_light", "view", choice="theme", begins=True),
    ActionSpec("theme_dark", "view", choice="theme"),
    ActionSpec("theme_system", "view", choice="theme"),
    ActionSpec("language_nl", "view", choice="language", begins=True),
    ActionSpec("language_en", "view", choice="language"),
    ActionSpec("language_de", "view", choice="language"),
    ActionSpec("standard_layout", "view", begins=True),
    ActionSpec("match", "request", "F5", "match", "case", tool_bar=True, begins=True),
    ActionSpec("edit_request", "request", "Ctrl+E", "edit", "case"),
    ActionSpec("set_weights", "request", "Ctrl+G", "weights", "case"),
    ActionSpec("log_contact", "request", "Ctrl+L", "phone", "case", begins=True),
    ActionSpec("add_note", "request", "", "note", "case"),
    ActionSpec("stop_clock", "request", "", "stop", "answerable", begins=True),
    ActionSpec("resume_clock", "request", "", "resume", "answerable"),
    ActionSpec("hand_over", "request", "", "hand_over", "answerable"),
    ActionSpec("assess_request", "request", "", "", "case", begins=True),
    ActionSpec("propose_referral", "request", "", "", "case"),
    ActionSpec("compare", "request", "Ctrl+D", "compare", "comparable", tool_bar=True, begins=True),
    ActionSpec("preview_advice", "request", "", "", "shortlist"),
    ActionSpec("make_advice", "request", "Ctrl+Shift+A", "advice", "shortlist", tool_bar=True),
    ActionSpec("make_package", "request", "", "", "case"),
    ActionSpec("export_ranking", "request", "", "export", "matched"),
    ActionSpec("answer", "request", "Ctrl+Return", "send", "answerable", begins=True),
    ActionSpec("case_retention", "request", "", "", "case", begins=True),
    ActionSpec("shortlist_site", "site", "Ctrl+Space", "add", "site"),
    ActionSpec("edit_site", "site", "F2", "edit", "site", begins=True),
    ActionSpec("change_status", "site", "Ctrl+Shift+S", "", "plot"),
    ActionSpec("draw_plot", "site", "", "draw", "in_park", begins=True),
    ActionSpec("reshape_site", "site", "", "reshape", "outlined"),
    ActionSpec("split_plot", "site", "", "split", "outlined_plot"),
    ActionSpec("merge_plots", "site", "", "merge", "outlined_plot"),
    ActionSpec("try_building", "site", "Ctrl+B", "", "site", begins=True),
    ActionSpec("add_attachment", "site", "", "", "site"),
    ActionSpec("retire_site", "site", "", "", "site"),
    ActionSpec("preview_factsheet", "site", "", "", "site", begins=True),
    ActionSpec("make_factsheet", "site", "Ctrl+Shift+F", "factsheet", "site"),
    ActionSpec("fact_finding_day", "site", "Ctrl+Shift+D"),
    ActionSpec("quarter_report", "monitor"),
    ActionSpec("weekly_list", "monitor"),
    ActionSpec("show_retention", "privacy"),
    ActionSpec("give_inzage", "privacy"),
    ActionSpec("select_woo", "privacy"),
    ActionSpec("show_looks", "privacy"),
    ActionSpec("show_guide", "help", "F1"),
    ActionSpec("explain_focus", "help", "Shift+F1"),
    ActionSpec("explain_pointed", "help"),
    ActionSpec("start_tour", "help"),
    ActionSpec("about", "help", begins=True),
)
"""Order within a menu and within the tool bar is the order here."""

TOOL_BAR_ORDER: Final = (
    "new_case",
    "open_mail",
    "",
    "import_sites",
    "export_sites",
    "",
    "undo_edit",
    "redo_edit",
    "",
    "match",
    "compare",
    "make_advice",
)
"""The tool bar from left to right; an empty id is a separator."""


_EXPLAINED: Final = frozenset({"matched", "plot", "in_park", "outlined", "outlined_plot"})
"""Conditions that an action's tooltip explains while they are not met."""


class ActionSet:
    """The actions of one window, made from the table."""

    def __init__(self, owner: QObject, theme: Theme, language: Language, run: Callable[[str], None]) -> None:
        """Make every action; ``run`` is given the id of the one that was triggered.

        Icons come with ``recolour``.
        """
        self._theme = theme
        self._language = language
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(language.text(f"ui.action.{spec.id}"), owner)
            action.setObjectName(spec.id)
            # In the tool bar the dots would only take room.
            action.setIconText(action.text().replace("&", "").rstrip("\N{HORIZONTAL ELLIPSIS}"))
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
                native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{action.text()} ({native})")
            action.triggered.connect(lambda _=False, action_id=spec.id: run(action_id))
            self._actions[spec.id] = action
        for choice in dict.fromkeys(spec.choice for spec in ACTIONS if spec.choice):
            group = QActionGroup(owner)
            for spec in ACTIONS:
                if spec.choice == choice:
                    self._actions[spec.id].setCheckable(True)
                    group.addAction(self._actions[spec.id])

    def __getitem__(self, action_id: str) -> QAction:
        """Return one action by its id."""
        return self._actions[action_id]

    def mark(self, choice: str, value: str) -> None:
        """Show which of a choice holds."""
        self._actions[f"{choice}_{value}"].setChecked(True)

    def recolour(self) -> None:
        """Give each icon the colours of the theme."""
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon, self._theme))

    def name_steps(self, to_undo: Message | None, to_redo: Message | None) -> None:
        """Say in the menu which step undo and redo would concern."""
        for action_id, what in (("undo_edit", to_undo), ("redo_edit", to_redo)):
            plain = self._language.text(f"ui.action.{action_id}")
            named = self._language.text(f"ui.action.{action_id}_named", what=what) if what else plain
            action = self._actions[action_id]
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(named)
            action.setIconText(plain)
            action.setToolTip(f"{named} ({native})")

    def name_place(self, action_id: str, place: str | None) -> None:
        """Say in the menu where back or forward leads, ``None`` for nowhere."""
        plain = self._language.text(f"ui.action.{action_id}")
        named = self._language.text(f"ui.action.{action_id}_named", place=place) if place else plain
        action = self._actions[action_id]
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(named.replace("&", "&&"))
        action.setToolTip(f"{named} ({native})")

    def enable(self, conditions: Mapping[str, bool]) -> None:
        """Enable each action by its condition, and say what is missing; ``always`` needs no entry."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            action.setEnabled(spec.enabled_when == "always" or conditions[spec.enabled_when])
            if spec.enabled_when in _EXPLAINED:
                need = self._language.text(f"ui.action_needs.{spec.enabled_when}")
                action.setToolTip(action.text() if action.isEnabled() else need)
