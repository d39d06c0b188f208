"""The catalogues of texts, from the resources of the program."""

from __future__ import annotations

from drentsportal.language import Language
from drentsportal.paths import resources_dir, user_cache_dir


def open_language(language_code: str, *, strict: bool = False) -> Language:
    """Open the catalogue of a language; raises ``InputError`` for one that we do not have."""
    return Language(language_code, resources_dir(), cache_dir=user_cache_dir(), strict=strict)
