"""The words and habits that Qt itself brings: its standard buttons and menus, and how a date is written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_log = logging.getLogger(__name__)

_NAME: Final = "qt_words"
_PLACES: Final = {"nl": "nl_NL", "en": "en_GB", "de": "de_DE"}
"""Whose habits a language follows."""


def use_qt_words(app: QApplication, code: str) -> None:
    """Let Qt speak a language from now on; parts of a window that stands already keep what they said.

    What Qt has no translation for stays English.
    """
    QLocale.setDefault(QLocale(_PLACES[code]))
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made = QTranslator(app)
    made.setObjectName(_NAME)
    if made.load(f"qtbase_{code}", folder):
        app.installTranslator(made)
    else:
        _log.warning("Qt has no words in %s at %s", code, folder)
