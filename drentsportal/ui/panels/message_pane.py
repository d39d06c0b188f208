"""E-mail omzetten, left: the message as it came in, with what was recognised in it and what came along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.domain.intake.recognised import NOT_ASKED, Certainty
from drentsportal.services.intake_proposal import in_people_units
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.message_text import MessageText
from drentsportal.ui.widgets.parts import chip, clear, column, label, panel, row
from drentsportal.ui.widgets.scrolled_words import ScrolledWords
from drentsportal.ui.widgets.word_label import WordLabel
from drentsportal.ui.wording import requirement_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.language import Language
    from drentsportal.services.form_intake import ReceivedForm
    from drentsportal.services.intake_proposal import IntakeProposal
    from drentsportal.ui.theme import Theme

_BYTES_PER_KB: Final = 1000
_ICON: Final = 16


_LEGEND: Final = (("literal", "info", Qt.PenStyle.SolidLine), ("derived", "check", Qt.PenStyle.DashLine))
_LEAST_TEXT: Final = 48


@dataclass(frozen=True, slots=True)
class MessageView:
    """What the left side shows of a message or a form.

    ``told`` are lines above the text that a person must know: doubts, forwarding. ``also`` says what the
    message tells besides. ``files`` are attachments with their size.
    """

    heading: str
    meta: str
    text: str
    marks: tuple[Recognised, ...] = ()
    told: tuple[str, ...] = ()
    also: str = ""
    files: tuple[str, ...] = ()


class MessagePane(QWidget):
    """Heading, doubts, text with its legend, and attachments."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._theme = theme
        self._say = say = language.text
        self._symbol = QLabel()
        self.heading = ElidedLabel("", "section", fills=True)
        # It wraps: the moment at its end is never cut off.
        self.meta = WordLabel("", "small")
        self.told = ScrolledWords("warning")
        self.told.setObjectName("message_told")
        self.text = MessageText(theme, say("ui.mail.text"))
        self.text.setMinimumHeight(_LEAST_TEXT)
        self.also = ScrolledWords("small")
        self.also.setObjectName("message_also")
        self.legend = QWidget()
        entries = FlowLayout(12)
        for name, tone, stroke in _LEGEND:
            words = label(say(f"ui.mail.legend.{name}"), "small")
            entries.addWidget(panel(row(_Sample(theme, tone, stroke), words, spacing=6)))
        self.legend.setLayout(entries)
        self.files = FlowLayout(6)
        self._files_box = QWidget()
        self._files_box.setObjectName("message_files")
        self._files_box.setLayout(self.files)
        body = column(
            self._head(),
            self.meta,
            self.told,
            self.text,
            self.also,
            self.legend,
            self._files_box,
            spacing=6,
        )
        body.setStretch(3, 1)
        outer = column(panel(body, (16, 12, 16, 12)))
        self.setLayout(outer)
        theme.changed.connect(self._recolour)
        self._recolour()

    def show_view(self, view: MessageView) -> None:
        """Show a message."""
        self.heading.setText(view.heading)
        self.meta.show_text(view.meta)
        self.told.show_text("\n".join(view.told))
        self.text.show_message(view.text, view.marks)
        self.also.show_text(view.also)
        self.legend.setVisible(bool(view.marks))
        clear(self.files)
        for each in view.files:
            self.files.addWidget(chip(each, "chip_outline"))
        self._files_box.setVisible(bool(view.files))
        self._files_box.setAccessibleName(self._say("ui.mail.files", files=view.files) if view.files else "")

    def _head(self) -> QHBoxLayout:
        made = row(self._symbol, spacing=8)
        made.addWidget(self.heading, 1)
        return made

    def _recolour(self) -> None:
        self._symbol.setPixmap(icon("mail", self._theme, "accent").pixmap(_ICON + 2, _ICON + 2))


class _Sample(QFrame):
    """A piece of underlining for the legend."""

    def __init__(self, theme: Theme, name: str, style: Qt.PenStyle) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._is_dashed = style is Qt.PenStyle.DashLine
        self.setFixedSize(18, 12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        ground = self._theme.colour(f"{self._name}_background").name()
        ink = self._theme.colour(f"{self._name}_text").name()
        line = "dashed" if self._is_dashed else "solid"
        self.setStyleSheet(f"background: {ground}; border: 0; border-bottom: 2px {line} {ink};")


def view_of_proposal(proposal: IntakeProposal, language: Language) -> MessageView:
    """Return what is shown of a message."""
    say, message = language.text, proposal.message
    told = [say(f"message_doubt.{each.value}") for each in message.doubts]
    origin = proposal.origin
    if origin is not None:
        who = origin.sender_name or origin.sender_address or say("ui.mail.sender_unknown")
        when = "" if origin.sent_at_utc is None else language.value(origin.sent_at_utc, "moment")
        which = "ui.mail.forwarded_at" if when else "ui.mail.forwarded"
        told.insert(0, say(which, who=who, when=when) if when else say(which, who=who))
    told += _same_name(proposal.cases, language)
    sender = _sender(message) or say("ui.mail.sender_unknown")
    at = message.received_at_utc or message.sent_at_utc
    when = say("ui.mail.moment_unknown") if at is None else language.value(at, "moment")
    marks = _marks(proposal)
    kept = [each for each in message.attachments if each.content and not each.is_inline]
    return MessageView(
        heading=message.subject or say("ui.mail.no_subject"),
        meta=say("ui.mail.meta", file_name=message.original.name, sender=sender, when=when),
        text=message.text,
        marks=marks,
        told=tuple(told),
        also=_also(proposal, language),
        files=tuple(_file(each.name, len(each.content), language) for each in kept),
    )


def _sender(message: IncomingMessage) -> str:
    """Return who wrote; the address stands beside a name that shows another one."""
    if MessageDoubt.SENDER_NAME_DIFFERS in message.doubts and message.sender_name:
        return f"{message.sender_name} <{message.sender_address}>"
    return message.sender_name or message.sender_address


def _same_name(numbers: Sequence[str], language: Language) -> list[str]:
    """Say which earlier cases have a company of the same name, where there are any."""
    return [language.text("intake.same_name", count=len(numbers), numbers=tuple(numbers))] if numbers else []


def _marks(proposal: IntakeProposal) -> tuple[Recognised, ...]:
    """Return what is underlined: words that two readings rest on are marked as the more doubtful one."""
    found = [each for reading in proposal.readings for each in reading.found]
    doubted = {(each.start, each.end) for each in found if each.certainty is Certainty.DERIVED}
    return tuple(
        replace(each, certainty=Certainty.DERIVED) if (each.start, each.end) in doubted else each
        for each in found
    )


def view_of_form(form: ReceivedForm, language: Language) -> MessageView:
    """Return what is shown of a form: what it asks, in the words of a case."""
    say, request = language.text, form.read.request
    lines = [
        say("ui.mail.form_line", name=each.name, value=each.limit)
        for each in requirement_lines(language, request)
    ]
    parts = [request.summary, request.sector, "\n".join(lines)]
    return MessageView(
        heading=request.title,
        meta=say("ui.mail.form_meta", file_name=form.name),
        text="\n\n".join(each for each in parts if each) or say("ui.mail.form_empty"),
        told=tuple(_same_name(form.cases, language)),
        files=(_file(form.name, len(form.content), language),),
    )


def _file(name: str, size_bytes: int, language: Language) -> str:
    # Rounded up: a file of a few bytes is not one of nothing.
    return language.text("ui.mail.file", name=name, size_kb=-(-size_bytes // _BYTES_PER_KB))


def _also(proposal: IntakeProposal, language: Language) -> str:
    """Say what the message tells without asking for it."""
    told = tuple(
        language.text(
            "ui.mail.also_field",
            field=language.text(f"intake_field.{reading.field.value}"),
            values=tuple(dict.fromkeys(_told(each, language) for each in reading.found)),
        )
        for reading in proposal.readings
        if reading.field in NOT_ASKED
    )
    return language.text("ui.mail.also", told="; ".join(told)) if told else ""


def _told(found: Recognised, language: Language) -> str:
    """Write a value that is not asked with how sure it is."""
    return f"{in_people_units(found.value, 1)} ({language.text(f'ui.mail.mark.{found.certainty.value}')})"
