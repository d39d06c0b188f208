"""The background of one map: off until somebody switches it on, here or in the preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.mapview.background import background_message
from drentsportal.services.ports.background_tiles import Background
from drentsportal.ui.map.tile_desk import TileDesk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.services.ports.background_tiles import BackgroundTiles
    from drentsportal.ui.map.page_memory import PageMemory
    from drentsportal.ui.map.web_page import WebMap


class BackgroundLayer(QObject):
    """Switches the background, on the page and where its tiles come from."""

    def __init__(self, owner: QWidget, web: WebMap, memory: PageMemory, language: Language) -> None:
        """Begin without anything to switch to; ``offer`` brings it."""
        super().__init__(owner)
        self._web = web
        self._memory = memory
        self._language = language
        self.desk: TileDesk | None = None

    @property
    def chosen(self) -> Background:
        """What is on."""
        return Background.NONE if self.desk is None else self.desk.background

    def offer(self, tiles: BackgroundTiles) -> None:
        """Let a person switch, with none on to begin with."""
        self.desk = self._web.files.tiles = TileDesk(self, tiles, self._language)
        self.desk.told.connect(self._memory.tell)
        self._web.bridge.background_chosen.connect(self.choose)
        self.choose(Background.NONE)

    def choose(self, background: Background) -> None:
        """Switch; what was told of the one before says nothing of this one."""
        if self.desk is not None:
            self.desk.show(background)
            self._memory.in_force.pop("background_told", None)
            self._memory.tell(background_message(self._language, background))

    def take_over(self, other: BackgroundLayer) -> None:
        """Show what another map shows, in the place of which this one comes."""
        if other.chosen is not self.chosen:
            self.choose(other.chosen)

    def speak(self, language: Language) -> None:
        """Name sources and choices in another language."""
        self._language = language
        if self.desk is not None:
            self.desk.speak(language)
            self._memory.tell(background_message(language, self.chosen))

    def close(self) -> None:
        """Ask and answer nothing any more."""
        if self.desk is not None:
            self.desk.close()
