"""Words for people: one catalogue per language serves window, command line and documents."""

from drentsportal.language.speaker import (
    FIRST_LANGUAGE,
    Language,
    MissingTextError,
    available_languages,
    screen_languages,
)

__all__ = ["FIRST_LANGUAGE", "Language", "MissingTextError", "available_languages", "screen_languages"]
