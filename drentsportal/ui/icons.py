"""Icons by the name of what they mean, from the Phosphor set, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from drentsportal.ui.theme import Theme

_SHAPES: Final[dict[str, str]] = {
    "cases": "tray",
    "sites": "map-trifold",
    "monitor": "chart-bar",
    "instruments": "bank",
    "contacts": "users",
    "overview": "squares-four",
    "completeness": "table",
    "findings": "warning-circle",
    "sources": "stack",
    "history": "git-branch",
    "settings": "gear",
    "new_case": "file-plus",
    "import": "upload-simple",
    "export": "download-simple",
    "undo": "arrow-counter-clockwise",
    "redo": "arrow-clockwise",
    "match": "target",
    "compare": "columns",
    "advice": "file-text",
    "factsheet": "file-text",
    "search": "magnifying-glass",
    "running": "clock",
    "soon": "clock",
    "stopped": "hand-palm",
    "overdue": "warning",
    "answered": "check",
    "closed": "minus",
    "fits": "check",
    "fails": "x",
    "check": "question",
    "unknown": "circle-dashed",
    "stale": "clock-counter-clockwise",
    "internal": "lock",
    "nom": "buildings",
    "municipality": "bank",
    "company": "briefcase",
    "partner": "users",
    "phone": "phone",
    "note": "note-pencil",
    "edit": "pencil-simple",
    "remove": "x",
    "add": "plus",
    "minus": "minus",
    "back": "arrow-left",
    "forward": "arrow-right",
    "send": "paper-plane-tilt",
    "stop": "hand-palm",
    "resume": "play",
    "hand_over": "users",
    "workspace": "database",
    "offline": "wifi-slash",
    "attach": "plus",
    "question": "chat-circle-dots",
    "theme": "gear",
    "saved": "check",
    "float": "frame-corners",
    "shortlist": "list-bullets",
    "fold": "caret-down",
    "unfold": "caret-up",
    "advice_arrow": "arrow-elbow-down-right",
    "chosen": "record",
    "not_chosen": "circle",
    "refresh": "arrows-clockwise",
    "draw": "polygon",
    "split": "scissors",
    "merge": "intersect",
    "reshape": "bounding-box",
    "look": "eye",
    "document": "file-text",
    "weights": "sliders-horizontal",
    "grip": "dots-six-vertical",
    "mail": "envelope-simple",
    "task": "check-square",
    "path": "path",
    "outcome": "flag",
    "calendar": "calendar-plus",
    "clip": "paperclip",
    "protect": "shield-check",
    "more": "dots-three",
    "best": "caret-double-up",
    "tied": "caret-up",
}

_ON_ACCENT: Final = "on_accent"


def icon(name: str, theme: Theme, role: str = "text_secondary", active_role: str = "accent") -> QIcon:
    """Return the icon of ``name``; ``role`` and ``active_role`` are colour roles of the theme.

    What stands on the accent colour stays as it is: a button with the mouse on it would hide it otherwise.
    """
    # Its fonts and names take a sixth of a second, which the first picture of the window does without.
    import qtawesome  # noqa: PLC0415 - loaded with the first icon

    made: QIcon = qtawesome.icon(
        f"ph.{_SHAPES[name]}",
        color=theme.colour(role),
        color_on=theme.colour(role if role == _ON_ACCENT else active_role),
        color_disabled=theme.colour("text_tertiary"),
    )
    return made
