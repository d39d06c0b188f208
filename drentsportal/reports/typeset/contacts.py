"""How a function is named: with its organisation, where its own name does not tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language


def function_words(contact: ContactPoint, language: Language) -> str:
    """``Accountmanager, Gemeente Emmen``."""
    if not contact.organisation:
        return contact.function
    return language.text("doc.ask.function", function=contact.function, organisation=contact.organisation)
