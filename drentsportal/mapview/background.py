"""The map's background as the page is told of it and says it: which one, where its tiles are, whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from drentsportal.errors import InputError
from drentsportal.mapview.messages import ToPage
from drentsportal.mapview.page import ORIGIN
from drentsportal.services.ports.background_tiles import ZOOMS, Background, TileKey

if TYPE_CHECKING:
    from drentsportal.language import Language

TILE_FOLDER: Final = "tile/"
"""Where tiles lie at the project's own address; the page asks there and nowhere else."""

_NUMBER: Final = "0|[1-9][0-9]{0,6}"
_TILE: Final = re.compile(rf"{TILE_FOLDER}([a-z_]+)/({_NUMBER})/({_NUMBER})/({_NUMBER})")


@dataclass(frozen=True, slots=True)
class BackgroundSet(ToPage):
    """The background that is on, with ``choices`` to switch to.

    ``url`` has places for zoom, column and row; ``source`` is always shown while it is on, ``details`` stand
    in the list of sources. ``is_photo``: it draws no names of its own.
    """

    type: ClassVar[str] = "background"
    kind: str
    choices: list[str]
    url: str = ""
    zooms: list[int] = field(default_factory=list)
    source: str = ""
    details: str = ""
    is_photo: bool = False


@dataclass(frozen=True, slots=True)
class BackgroundTold(ToPage):
    """Whether tiles can be got, and else why; a new ``attempt`` asks for what is missing once more."""

    type: ClassVar[str] = "background_told"
    is_reached: bool
    reason: str = ""
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class BackgroundChosen:
    """A person switched to a background, or to none."""

    background: Background


def background_message(language: Language, background: Background) -> BackgroundSet:
    """Make the message that shows a background, or takes it away."""
    choices = [each.value for each in Background]
    if background is Background.NONE:
        return BackgroundSet(background.value, choices)
    say, name = language.text, background.value
    return BackgroundSet(
        name,
        choices,
        url=f"{ORIGIN}{TILE_FOLDER}{name}/{{z}}/{{x}}/{{y}}",
        zooms=[ZOOMS[0], ZOOMS[-1]],
        source=say(f"ui.map.background.source.{name}"),
        details=say(f"ui.map.background.details.{name}"),
        is_photo=background is Background.AERIAL,
    )


def parse_background(said: dict[str, object]) -> BackgroundChosen:
    """Read what was switched to. Raises ``InputError`` for what is no background."""
    try:
        return BackgroundChosen(Background(str(said.get("kind"))))
    except ValueError as error:
        raise InputError("error.map.message", text=str(said)[:80]) from error


def tile_at(path: str) -> TileKey | None:
    """Read which tile an address of ours names, without its leading slash; ``None`` for none."""
    found = _TILE.fullmatch(path)
    if found is None or found[1] not in set(Background):
        return None
    key = TileKey(Background(found[1]), int(found[2]), int(found[3]), int(found[4]))
    return key if key.is_possible else None
