"""Words for a document that a permit needs, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.language.speaker import FIRST_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.package.permit_list import PermitDocument
    from drentsportal.language import Language


def permit_words(document: PermitDocument, language: Language) -> Mapping[str, str]:
    """Return ``name`` and ``tells``; what the list has in Dutch only stays Dutch and says so."""
    own = {"name": document.name, "tells": document.tells}
    if language.code == FIRST_LANGUAGE:
        return own
    translated = document.translated.get(language.code)
    if translated is not None:
        return translated
    return own | {"tells": language.text("doc.management.in_dutch", said=document.tells)}
