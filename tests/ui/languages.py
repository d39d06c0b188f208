"""The languages of the screen for tests of a whole window, which take minutes in each."""

from __future__ import annotations

from typing import Final

import pytest

from drentsportal.language import FIRST_LANGUAGE, screen_languages
from drentsportal.paths import resources_dir

EVERY_LANGUAGE: Final = [
    pytest.param(code, marks=() if code == FIRST_LANGUAGE else pytest.mark.full)
    for code in screen_languages(resources_dir())
]
"""The first one with the fast tests, the others with the heavy ones."""
