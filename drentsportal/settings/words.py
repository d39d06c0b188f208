"""How a value of a setting is told to its reader: a choice by its name, a number with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.settings.checking import field_of, written_value
from drentsportal.settings.fields import SettingKind, choice_of

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.settings.fields import Value


def typed_value(language: Language, name: str, value: Value) -> str:
    """Write a value as a reader of a language types it: with the decimal sign of that language."""
    written = written_value(name, value)
    is_english = field_of(name).kind is SettingKind.HECTARES and language.code == "en"
    return written.replace(",", ".") if is_english else written


def shown_value(language: Language, name: str, value: Value) -> str:
    """Word a value; a text stands as it is, and nothing at all is told as empty."""
    field = field_of(name)
    if field.kind is SettingKind.CHOICE:
        return language.text(choice_of(name, str(value)))
    if field.kind is SettingKind.YES_NO:
        return language.text("setting.shown.yes" if value else "setting.shown.no")
    written = typed_value(language, name, value)
    if not written:
        return language.text("setting.shown.empty")
    if not field.unit:
        return written
    unit = language.text(f"setting.unit.{field.unit}")
    return language.text("setting.shown.unit", value=written, unit=unit)
