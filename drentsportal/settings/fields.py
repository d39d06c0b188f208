"""The one table of what can be set: dialog, file, command line, page and validation come from it.

Each setting has its words in the catalogues: ``setting.<name>.label`` is its name, ``setting.<name>`` what it
means, and of one with choices ``setting.choice.<name>.<value>`` what each of them is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import Role
from drentsportal.domain.cases.clock_notices import read_notice_hours
from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.domain.fairness.grip_area import M2_PER_HA, MOST_AREA_M2, USUAL_AREA_M2
from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.language import available_languages, screen_languages
from drentsportal.paths import resources_dir
from drentsportal.services.ports.background_tiles import Background

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.domain.message import Message

THEMES: Final = ("system", "light", "dark")
_DAY_MINUTES: Final = 24 * 60
_MOST_CACHE_MB: Final = 4000
_THEME_NAME: Final = re.compile(r"[\w-]+")
"""A theme is the name of a file without its ending; whether it is there is told when a document is made."""


class SettingKind(StrEnum):
    """What a value is, and so which control shows it and which JSON keeps it."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    WHOLE = "whole"
    HECTARES = "hectares"
    TEXT = "text"
    STYLE = "style"
    FILE = "file"
    HOURS = "hours"


class SettingGroup(StrEnum):
    """Under which heading a setting stands, in this order."""

    GENERAL = "general"
    PERSON = "person"
    DOCUMENTS = "documents"
    MAP = "map"
    ROADS = "roads"
    DESK = "desk"


class TakesEffect(StrEnum):
    """From when on a change counts.

    ``AT_ONCE_HERE``: for colleagues who have the workspace open after their next start.
    """

    AT_ONCE = "at_once"
    AT_ONCE_HERE = "at_once_here"
    NEXT_DOCUMENT = "next_document"
    NEXT_MATCH = "next_match"
    NEXT_START = "next_start"


Value = str | int | float
"""What a setting holds; a yes or no is a ``bool``, which is an ``int``."""


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting.

    ``accepted`` are the values of a choice, ``least`` and ``most`` the bounds of a number in its unit;
    ``check`` refuses a text with an ``InputError``; ``check_typed`` does so while a person types it, and not
    when it is read back: a drive may be away that day. One that ``is_shared`` is kept in the workspace, with
    a source: it decides figures that colleagues share.
    """

    kind: SettingKind
    group: SettingGroup
    default: Value
    effect: TakesEffect = TakesEffect.AT_ONCE
    accepted: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""
    check: Callable[[str], object] | None = None
    check_typed: Callable[[str], object] | None = None
    is_shared: bool = False


def _read_theme_name(text: str) -> None:
    """Refuse what cannot be the name of a theme. Raises ``InputError``."""
    if not _THEME_NAME.fullmatch(text):
        raise InputError("error.settings.theme_name", field="document_theme", theme=text)


def check_start_folder(text: str) -> None:
    """Refuse a workspace at the start that nothing could be read from: its folder has to be there.

    Raises ``InputError``. Without this a slip of the keyboard would make an empty workspace.
    """
    path = Path(text)
    if text and path.is_dir():
        raise InputError("error.settings.workspace_is_folder", field="workspace", path=text)
    if text and not path.parent.is_dir():
        raise InputError("error.settings.workspace_folder", field="workspace", folder=str(path.parent))


def _text(group: SettingGroup, effect: TakesEffect = TakesEffect.AT_ONCE) -> SettingField:
    return SettingField(SettingKind.TEXT, group, "", effect)


def _file(group: SettingGroup, effect: TakesEffect) -> SettingField:
    return SettingField(SettingKind.FILE, group, "", effect)


FIELDS: Final[Mapping[str, SettingField]] = {
    "language": SettingField(
        SettingKind.CHOICE, SettingGroup.GENERAL, "nl", accepted=screen_languages(resources_dir())
    ),
    "theme": SettingField(SettingKind.CHOICE, SettingGroup.GENERAL, "system", accepted=THEMES),
    "workspace": SettingField(
        SettingKind.FILE,
        SettingGroup.GENERAL,
        "",
        TakesEffect.NEXT_START,
        check_typed=check_start_folder,
    ),
    "show_tour": SettingField(SettingKind.YES_NO, SettingGroup.GENERAL, True, TakesEffect.NEXT_START),  # noqa: FBT003 - the default of a yes or no
    "actor_name": _text(SettingGroup.PERSON),
    "actor_organisation": _text(SettingGroup.PERSON),
    "actor_role": SettingField(
        SettingKind.CHOICE,
        SettingGroup.PERSON,
        Role.SCHAKELPUNT.value,
        accepted=tuple(role.value for role in Role),
    ),
    "document_theme": SettingField(
        SettingKind.STYLE,
        SettingGroup.DOCUMENTS,
        "neutral",
        TakesEffect.NEXT_DOCUMENT,
        check=_read_theme_name,
    ),
    "document_language": SettingField(
        SettingKind.CHOICE,
        SettingGroup.DOCUMENTS,
        "",
        TakesEffect.NEXT_DOCUMENT,
        accepted=("", *available_languages(resources_dir())),
    ),
    # Off: nothing leaves this computer before a person says so.
    "map_background": SettingField(
        SettingKind.CHOICE,
        SettingGroup.MAP,
        Background.NONE.value,
        accepted=tuple(each.value for each in Background),
    ),
    # A tile takes about 20 kB: this is Drenthe down to streets, and the surroundings of some parks beyond.
    "map_cache_mb": SettingField(
        SettingKind.WHOLE, SettingGroup.MAP, 200, least=0, most=_MOST_CACHE_MB, unit="mb"
    ),
    "road_network": _file(SettingGroup.ROADS, TakesEffect.NEXT_MATCH),
    "road_mapping": _file(SettingGroup.ROADS, TakesEffect.NEXT_MATCH),
    "road_layer": _text(SettingGroup.ROADS, TakesEffect.NEXT_MATCH),
    "road_crs": _text(SettingGroup.ROADS, TakesEffect.NEXT_MATCH),
    # No policy document names an area (004:361-365): our own choice until the province sets one.
    "grip_area_ha": SettingField(
        SettingKind.HECTARES,
        SettingGroup.DESK,
        USUAL_AREA_M2 / M2_PER_HA,
        most=MOST_AREA_M2 // M2_PER_HA,
        unit="ha",
        is_shared=True,
    ),
    # The documents say 24 hours and nothing of working hours (000:1939-1945): those are an own choice.
    "clock_rule": SettingField(
        SettingKind.CHOICE,
        SettingGroup.DESK,
        ClockRuleKind.ELAPSED.value,
        TakesEffect.AT_ONCE_HERE,
        accepted=tuple(rule.value for rule in ClockRuleKind),
        is_shared=True,
    ),
    "clock_notices": SettingField(
        SettingKind.HOURS, SettingGroup.DESK, "6, 2, 0", unit="hours", check=read_notice_hours
    ),
    # No document names a time: an own choice. 0 leaves the window open.
    "lock_after_minutes": SettingField(
        SettingKind.WHOLE, SettingGroup.DESK, 15, least=0, most=_DAY_MINUTES, unit="minutes"
    ),
}
"""Every setting, in the order in which page and dialog show them."""


def personal_names() -> tuple[str, ...]:
    """Name the settings of one user on one computer."""
    return tuple(name for name, each in FIELDS.items() if not each.is_shared)


def shared_names() -> tuple[str, ...]:
    """Name the settings that a workspace keeps for everybody who opens it."""
    return tuple(name for name, each in FIELDS.items() if each.is_shared)


def label_of(name: str) -> Message:
    """Name a setting to its reader."""
    return message(f"setting.{name}.label")


def choice_of(name: str, value: str) -> Message:
    """Name one of the values of a choice to its reader."""
    return message(f"setting.choice.{name}.{value or 'none'}")
