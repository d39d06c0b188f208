"""What happened in a case: a heading per day, the time at the left, a disc with an icon on the line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.message import message
from drentsportal.services.event_words import event_message
from drentsportal.services.question_log import open_count, standings
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import chip, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from drentsportal.domain.cases.case import CaseEvent
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_INTERNAL: Final = frozenset({EventKind.CONTACT, EventKind.NOTE, EventKind.ATTACHMENT, EventKind.WEIGHED})
_TOLD: Final = ("subject", "text", "reason", "to", "name")
_SHAPES: Final = {
    EventKind.RECEIVED: "cases",
    EventKind.REQUEST_CHANGED: "edit",
    EventKind.CLOCK_STOPPED: "stop",
    EventKind.CLOCK_RESUMED: "resume",
    EventKind.HANDED_OVER: "hand_over",
    EventKind.CONTACT: "phone",
    EventKind.NOTE: "note",
    EventKind.ATTACHMENT: "attach",
    EventKind.MATCHED: "match",
    EventKind.SHORTLISTED: "shortlist",
    EventKind.QUESTION_ASKED: "question",
    EventKind.QUESTION_ANSWERED: "answered",
    EventKind.ASSESSED: "edit",
    EventKind.WEIGHED: "weights",
    EventKind.REFERRAL_PROPOSED: "send",
    EventKind.DOCUMENT: "advice",
    EventKind.ANSWERED: "answered",
    EventKind.REFERRED: "send",
    EventKind.CLOSED: "answered",
}
_DISC: Final = 22
_ICON: Final = 12
_TIME_WIDTH: Final = 40


class Timeline(QWidget):
    """The events of a case, oldest first, grouped by Dutch calendar day."""

    def __init__(
        self, theme: Theme, language: Language, events: Sequence[CaseEvent], site_names: Mapping[str, str]
    ) -> None:
        """Show the events; ``site_names`` names the sites of shortlist events by their id."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._locale = QLocale(language.code)
        self._site_names = site_names
        self._standings = standings(events)
        body = column(spacing=0)
        for day, entries in groupby(events, key=lambda each: each.at_utc.astimezone(DUTCH_TIME).date()):
            words = self._locale.toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
            heading = label(words, "group")
            heading.setContentsMargins(0, 6, 0, 4)
            body.addWidget(heading)
            for event in entries:
                self._add_event(body, event)
        self.setLayout(body)

    def _add_event(self, body: QVBoxLayout, event: CaseEvent) -> None:
        at = event.at_utc.astimezone(DUTCH_TIME)
        time = label(self._locale.toString(QTime(at.hour, at.minute), "HH:mm"), "caption")
        time.setFixedWidth(_TIME_WIDTH)
        time.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        time.setContentsMargins(0, 3, 0, 0)
        title = row(spacing=8)
        title.addWidget(label(self._title(event), "strong", wrap=True), 1)
        if event.kind in _INTERNAL:
            title.addWidget(chip(self._say("ui.file.internal"), "chip_outline"))
        title.addWidget(label(event.actor.name, "caption"))
        words = column(title, spacing=2)
        words.setContentsMargins(0, 2, 0, 10)
        detail = self._detail(event)
        if detail:
            words.addWidget(label(detail, "small", wrap=True))
        entry = row(time, _Disc(self._theme, _SHAPES[event.kind]), spacing=8)
        entry.addLayout(words, 1)
        body.addLayout(entry)

    def _title(self, event: CaseEvent) -> str:
        action = event.details.get("action", "")
        if event.kind is EventKind.SHORTLISTED and action in {"added", "removed"}:
            return self._say(f"ui.file.event.shortlist_{action}")
        return self._say(f"event.{event.kind.value}")

    def _detail(self, event: CaseEvent) -> str:
        told = event_message(event)
        if told is not None:
            left = open_count(event, self._standings) if event.kind is EventKind.QUESTION_ASKED else 0
            still_open = self._say("event_detail.still_open", count=left) if left else ""
            return " \u00b7 ".join(part for part in (self._say(told), still_open) if part)
        if event.kind is EventKind.SHORTLISTED:
            site_id = event.details.get("candidate_id", "")
            named = (self._site_names.get(site_id, site_id), event.details.get("reason", ""))
            return " \u00b7 ".join(part for part in named if part)
        if method := event.details.get("weights_by", ""):
            voters = event.details.get("voters", "")
            text_id = "ui.file.event.weights_of" if voters else "ui.file.event.weights_by"
            return self._say(text_id, method=message(f"weighing.method.{method}"), voters=voters)
        counts = {key: event.details.get(key, "") for key in ("qualifiers", "rejections")}
        if event.kind is EventKind.MATCHED and all(counts.values()):
            return self._say("ui.file.event.matched", **counts)
        return " \u00b7 ".join(text for key, text in event.details.items() if key in _TOLD and text)


class _Disc(QWidget):
    """A disc with an icon, on the line that runs through the day."""

    def __init__(self, theme: Theme, shape: str) -> None:
        """Keep theme and icon."""
        super().__init__()
        self._theme = theme
        self._shape = shape
        self.setFixedWidth(_DISC)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, disc and icon."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _DISC // 2
        painter.setPen(QPen(self._theme.colour("border_strong"), 1.2))
        painter.drawLine(middle, 0, middle, self.height())
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(1, 1, _DISC - 2, _DISC - 2)
        place = (_DISC - _ICON) // 2
        icon(self._shape, self._theme).paint(painter, place, place, _ICON, _ICON)
        painter.end()
