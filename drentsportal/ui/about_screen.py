"""Gathers what the window says of the program itself, off the window's thread, and shows it."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import qVersion
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

from drentsportal.bootstrap.installed_parts import engine_versions, installed_parts, program_version
from drentsportal.mapview.words import attribution
from drentsportal.services.ports.background_tiles import Background
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.about_dialog import AboutDialog, AboutSubject, DeliveredData

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices
    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal

_DELIVERY: Final = "delivery"


class AboutScreen:
    """The about box of one window."""

    def __init__(self, portal: Portal) -> None:
        """Keep the window."""
        self._portal = portal

    def ask(self) -> None:
        """Gather and show."""
        services = self._portal.services
        call = ServiceCall("ui.busy.about", lambda _: about_subject(services), self._show)
        self._portal.runner.run(call)

    def _show(self, subject: AboutSubject) -> None:
        portal = self._portal
        dialog = AboutDialog(portal.window, portal.theme, portal.services.language, subject)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def about_subject(services: AppServices) -> AboutSubject:
    """Return versions, sources and licences; nothing of a case or person is in it."""
    language, catalogue = services.language, services.catalogue
    say = language.text
    versions = (
        (say("ui.about.name"), program_version() or say("word.unknown")),
        (say("ui.about.workspace"), services.workspace.label),
        (say("ui.about.data_version"), str(catalogue.data_version())),
        *engine_versions(),
        ("Qt", str(qVersion())),
        ("Chromium", str(qWebEngineChromiumVersion())),
        (say("ui.about.system"), platform.platform()),
    )
    deliveries = tuple(
        DeliveredData(each.source, each.file_name, each.at_utc)
        for each in services.imports.steps()
        if each.kind == _DELIVERY and each.undone_by_version is None
    )
    ground = attribution(language, catalogue.municipalities(), catalogue.landmarks())
    told = "\n".join(ground.split("\n")[1:]) or say("ui.about.no_ground")
    return AboutSubject(versions, deliveries, f"{told}\n{_backgrounds(language)}", installed_parts())


def _backgrounds(language: Language) -> str:
    sources = (
        language.text(f"ui.map.background.details.{each.value}")
        for each in Background
        if each is not Background.NONE
    )
    return language.text("ui.about.backgrounds", sources="; ".join(sources))
