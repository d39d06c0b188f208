"""Words for what park management brings its members: usual benefits in the language of the reader.

Sources word them in Dutch, as free text; what is not one of the usual wordings stays as it is and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drentsportal.language import Language

USUAL_BENEFITS: Final = {
    "gezamenlijke inkoop": "purchase",
    "gezamenlijke inkoop van energie": "energy",
    "energie-inkoop": "energy",
    "collectieve inkoop van energie": "energy",
    "afvalverwerking": "waste",
    "afvalinzameling": "waste_collection",
    "beveiliging": "security",
    "collectieve beveiliging": "security_joint",
    "groenonderhoud": "green",
    "bewegwijzering": "signs",
    "glasvezel": "fibre",
    "belangenbehartiging": "advocacy",
}
"""Dutch wordings of sources, in small letters, and the text of the catalogue that says the same."""


def benefit_words(said: str, language: Language) -> str:
    """Return a benefit in the language of the reader; other wordings stay Dutch and are marked as such."""
    if language.code == "nl":
        return said
    known = USUAL_BENEFITS.get(" ".join(said.split()).casefold())
    if known is None:
        return language.text("doc.management.in_dutch", said=said)
    return language.text(f"doc.management.benefit.{known}")
