"""The disciplines of a service team in the words of a language, and which one a word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.task import DISCIPLINES

if TYPE_CHECKING:
    from drentsportal.language.speaker import Language


def discipline_words(discipline: str, language: Language) -> str:
    """Return what a discipline is called; free words of before there was a list stay as they are."""
    return language.text(f"discipline.{discipline}") if discipline in DISCIPLINES else discipline


def discipline_meant(text: str, language: Language) -> str:
    """Return the discipline that a word of the language names; any other text as it is."""
    wanted = text.strip().casefold()
    called = {discipline_words(each, language).casefold(): each for each in DISCIPLINES}
    return called.get(wanted, text)
