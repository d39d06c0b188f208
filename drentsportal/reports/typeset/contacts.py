"""How a function is named: in the language of the document, with its organisation where that tells more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.language.speaker import FIRST_LANGUAGE

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language


def function_name(contact: ContactPoint, language: Language) -> str:
    """Return the function as the contact list has it, or its translation where we have one.

    A function that only one list knows stands in its own words in every language.
    """
    translated = f"doc.function.{'_'.join(contact.function.casefold().split())}"
    if language.code != FIRST_LANGUAGE and translated in language:
        return language.text(translated)
    return contact.function


def function_words(contact: ContactPoint, language: Language) -> str:
    """``Accountmanager, Gemeente Emmen``."""
    function = function_name(contact, language)
    if not contact.organisation:
        return function
    return language.text("doc.ask.function", function=function, organisation=contact.organisation)


def in_language(contact: ContactPoint, language: Language) -> ContactPoint:
    """Return the contact with its function as a document names it, for the card that stands beside it."""
    return replace(contact, function=function_name(contact, language))
