"""The names of segments: those of the list that the province keeps, or their translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.language.speaker import FIRST_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.language.speaker import Language


def segment_words(segment_id: str, names: Mapping[str, str], language: Language) -> str:
    """Return the name of a segment in the list that the province keeps, or its translation.

    A segment that the province added stands under its own name in every language.
    """
    translated = f"segment.{segment_id}"
    if language.code != FIRST_LANGUAGE and translated in language:
        return language.text(translated)
    return names.get(segment_id, segment_id)


def segment_names(names: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return the name of every segment of the list in a language, in the order of the list."""
    return {each: segment_words(each, names, language) for each in names}
