"""Small forms of the catalogue: confirming an instrument, its end, and its texts and amounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.instruments.instrument import Instrument, last_day
from drentsportal.domain.instruments.instrument_match import MOST_EUR
from drentsportal.domain.instruments.terms import Applicant, Purpose, Scope
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import read_whole_figure
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.moments import day_as_typed, read_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language

_TEXTS: Final = ("name", "provider", "audience", "conditions", "period_text", "source")


class ConfirmDialog(EntryDialog):
    """Asks on which day and of whom; ``day()`` after it was accepted."""

    def __init__(self, parent: QWidget, language: Language, name: str, today: date) -> None:
        """Build the form with today."""
        fields = (
            Field(
                "on",
                "ui.instruments.asked_on",
                required=True,
                value=day_as_typed(today.isoformat(), language.code),
            ),
            Field("note", "ui.instruments.note", lines=2),
        )
        title = language.text("ui.instruments.confirm_title", name=name)
        super().__init__(parent, language, title, fields, language.text("ui.instruments.confirm_do"))
        self.setObjectName("confirm_instrument")
        self.explain(language.text("ui.instruments.confirm_explained"))

    def day(self) -> date:
        """Return the day; raises ``InputError`` for one that cannot be read or is not stated in full."""
        return read_whole_day(self.values()["on"])

    def fault_of(self, values: dict[str, str]) -> str:
        """Say that the day cannot be read."""
        return _fault(self.language, lambda: read_whole_day(values["on"]))


class EndDialog(EntryDialog):
    """Asks when an instrument ends; ``ends_on()`` after it was accepted."""

    def __init__(self, parent: QWidget, language: Language, name: str) -> None:
        """Build the form, empty."""
        fields = (
            Field("ends_on", "ui.instruments.ends_on", required=True),
            Field("note", "ui.instruments.note", lines=2),
        )
        title = language.text("ui.instruments.end_title", name=name)
        super().__init__(parent, language, title, fields, language.text("ui.instruments.end_do"))
        self.setObjectName("end_instrument")
        self.explain(language.text("ui.instruments.end_explained"))

    def ends_on(self) -> PartialDate:
        """Return the end. Raises ``InputError``."""
        return read_date(self.values()["ends_on"])

    def fault_of(self, values: dict[str, str]) -> str:
        """Say that the date cannot be read."""
        return _fault(self.language, lambda: read_date(values["ends_on"]))


class InstrumentDialog(EntryDialog):
    """Asks for the texts, amounts and period of a new or changed instrument; ``entered()`` after it."""

    def __init__(self, parent: QWidget, language: Language, before: Instrument | None) -> None:
        """Build the form with what counts now, or empty."""
        self._before = before
        say = language.text
        texts = [
            Field(
                key,
                f"instrument.field.{key}",
                required=True,
                lines=2 if key == "conditions" else 1,
                value="" if before is None else str(getattr(before, key)),
            )
            for key in _TEXTS
        ]
        fields = [*texts, *_figures(before, language.code)]
        if before is None:
            purposes = (("", say("instrument.not_stated")), *_purposes(language))
            fields = [
                Field("id", "ui.instruments.id", required=True),
                *fields,
                Field("purpose", "ui.instruments.purpose", choices=purposes),
            ]
        fields.append(Field("note", "ui.instruments.note"))
        title_id = "ui.instruments.add_title" if before is None else "ui.instruments.change_title"
        name = "" if before is None else before.name
        super().__init__(parent, language, say(title_id, name=name), fields, say("ui.instruments.keep"))
        self.setObjectName("instrument_dialog")
        self.explain(say("ui.instruments.keep_explained"))

    def entered(self) -> Instrument:
        """Return what was filled in; what is left empty is not stated. Raises ``InputError``."""
        return self._made(self.values())

    def fault_of(self, values: dict[str, str]) -> str:
        """Say what cannot be read."""
        return _fault(self.language, lambda: self._made(values))

    def _made(self, said: dict[str, str]) -> Instrument:
        before = self._before
        made = Instrument(
            id=said.get("id", "") if before is None else before.id,
            name=said["name"],
            provider=said["provider"],
            audience=said["audience"],
            conditions=said["conditions"],
            period_text=said["period_text"],
            source=said["source"],
            minimum_eur=read_euros(said["minimum"], self.language.code),
            maximum_eur=read_euros(said["maximum"], self.language.code),
            starts_on=read_date(said["starts_on"]) if said["starts_on"] else None,
            ends_on=read_date(said["ends_on"]) if said["ends_on"] else None,
            as_of=read_date(said["as_of"]),
        )
        if before is None:
            purpose = said["purpose"]
            terms = replace(
                made.terms,
                purposes=Scope((purpose,)) if purpose else Scope(),
                applicants=Scope((Applicant.COMPANY.value,)),
            )
            made = replace(made, terms=terms)
        else:
            made = replace(
                made,
                terms=before.terms,
                source_lines=before.source_lines,
                is_minimum_exclusive=before.is_minimum_exclusive,
                is_maximum_exclusive=before.is_maximum_exclusive,
            )
        _check(made)
        return made


def read_euros(text: str, language_code: str) -> int | None:
    """Read a whole amount as a language writes it, ``None`` where nothing is typed. Raises ``InputError``."""
    bare = text.replace("€", "").strip()
    if not bare:
        return None
    value = read_whole_figure(bare, language_code)
    if value is not None and value > MOST_EUR:
        raise InputError("error.instrument.amount_most", field="amount", most_eur=MOST_EUR)
    if value is None or value < 0:
        raise InputError("error.instrument.amount_unreadable", field="amount", text=text)
    return value


def read_whole_day(text: str) -> date:
    """Read a day as Dutch people type it; raises ``InputError`` also for a year or a month alone."""
    read_day(text, "on")
    return read_date(text).earliest


def _figures(before: Instrument | None, language_code: str) -> list[Field]:
    shown = {"minimum": "", "maximum": "", "starts_on": "", "ends_on": "", "as_of": ""}
    if before is not None:
        dates = {"starts_on": before.starts_on, "ends_on": before.ends_on, "as_of": before.as_of}
        amounts = {"minimum": before.minimum_eur, "maximum": before.maximum_eur}
        shown |= {
            key: "" if each is None else day_as_typed(each.iso, language_code) for key, each in dates.items()
        }
        shown |= {key: "" if each is None else str(each) for key, each in amounts.items()}
    return [
        Field(key, f"ui.instruments.{key}", required=key == "as_of", value=value)
        for key, value in shown.items()
    ]


def _purposes(language: Language) -> list[tuple[str, str]]:
    return [(each.value, language.text(f"instrument.purpose.{each.value}")) for each in Purpose]


def _check(made: Instrument) -> None:
    least, most = made.least_eur, made.most_eur
    if least is not None and most is not None and least > most:
        raise InputError("error.instrument.range", field="minimum", least_eur=least, most_eur=most)
    if made.starts_on and made.ends_on and last_day(made.ends_on) < made.starts_on.earliest:
        raise InputError(
            "error.instrument.end_before_start",
            field="ends_on",
            name=made.name,
            starts_on=made.starts_on,
            ends_on=made.ends_on,
        )


def _fault(language: Language, read: Callable[[], object]) -> str:
    try:
        read()
    except InputError as error:
        return language.text(error)
    return ""
