"""What is this: the texts behind Shift+F1, for each criterion, state and column, by one family of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language


def explanation(language: Language, subject: str) -> str:
    """Return what a subject is, such as ``criterion.price`` or ``clock.soon``."""
    return language.text(f"explain.{subject}")


def explanations(language: Language, family: str, names: Iterable[str]) -> list[str]:
    """Return what each of a family is, such as the columns of a table."""
    return [explanation(language, f"{family}.{each}") for each in names]


def explain(language: Language, subject: str, *widgets: QWidget) -> None:
    """Have widgets say what they are about."""
    for each in widgets:
        each.setWhatsThis(explanation(language, subject))


def explain_criterion(language: Language, criterion_id: str, *widgets: QWidget) -> None:
    """Have widgets say what a criterion is."""
    explain(language, f"criterion.{criterion_id}", *widgets)


def explain_wish(language: Language, criterion_id: str, *widgets: QWidget) -> None:
    """Have the widgets of a weight say what the criterion is and what weighing does."""
    parts = (f"criterion.{criterion_id}", "weight")
    for each in widgets:
        each.setWhatsThis("\n\n".join(explanation(language, part) for part in parts))
