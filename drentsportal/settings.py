"""The settings of one user on one computer: typed, versioned, kept as JSON in the user's folder.

``FIELDS`` is the one table of what can be set; ``docs/settings.md`` is made from it and a test fails when
that page is stale. A file of an older version is migrated when it is read; a newer one is refused, since
writing it back would lose what we do not know.
"""

from __future__ import annotations

import getpass
import json
import os
import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.clock_notices import read_notice_hours
from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.errors import DataSourceError, InputError, StorageError
from drentsportal.language import available_languages, screen_languages
from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.services.ports.documents import DocumentStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMA_VERSION: Final = 5
"""Raise this with every change of a field, and add the step from the version before to ``_MIGRATIONS``."""

THEMES: Final = ("system", "light", "dark")
_THEME_NAME: Final = re.compile(r"[\w-]+")
"""A theme is the name of a file without its ending; whether it is there is told when a document is made."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has chosen; every field stands in ``FIELDS``."""

    language: str = "nl"
    theme: str = "system"
    workspace: str = ""
    actor_name: str = ""
    actor_organisation: str = ""
    actor_role: str = Role.SCHAKELPUNT.value
    document_theme: str = "neutral"
    document_language: str = ""
    map_tiles: bool = False
    road_network: str = ""
    road_mapping: str = ""
    road_layer: str = ""
    road_crs: str = ""
    grip_area_ha: int = 5
    clock_rule: str = ClockRuleKind.ELAPSED.value
    clock_notices: str = "6, 2, 0"
    lock_after_minutes: int = 15

    @property
    def workspace_path(self) -> Path:
        """The workspace file to open where none is named."""
        return Path(self.workspace) if self.workspace else user_data_dir() / "werkruimte.drents"

    @property
    def document_style(self) -> DocumentStyle:
        """How documents are made where nothing else is asked."""
        return DocumentStyle(self.document_language or self.language, self.document_theme)

    @property
    def actor(self) -> Actor:
        """The person at the desk; the name of the operating system login where none was entered."""
        named = Actor(self.actor_name, self.actor_organisation, Role(self.actor_role)).in_one_line
        return named if named.name else replace(named, name=login_name())


@dataclass(frozen=True, slots=True)
class SettingField:
    """What the settings page says about one field: accepted values and meaning (Dutch, for the user).

    ``least`` is the smallest that a whole number may be; ``check`` refuses a text with an ``InputError``.
    """

    accepted: tuple[str, ...]
    meaning_id: str
    least: int | None = None
    check: Callable[[str], object] | None = None


def _read_theme_name(text: str) -> None:
    """Refuse what cannot be the name of a theme. Raises ``InputError``."""
    if not _THEME_NAME.fullmatch(text):
        raise InputError("error.settings.theme_name", field="document_theme", theme=text)


FIELDS: Final[Mapping[str, SettingField]] = {
    "language": SettingField(screen_languages(resources_dir()), "setting.language"),
    "theme": SettingField(THEMES, "setting.theme"),
    "workspace": SettingField((), "setting.workspace"),
    "actor_name": SettingField((), "setting.actor_name"),
    "actor_organisation": SettingField((), "setting.actor_organisation"),
    "actor_role": SettingField(tuple(role.value for role in Role), "setting.actor_role"),
    "document_theme": SettingField((), "setting.document_theme", check=_read_theme_name),
    "document_language": SettingField(
        ("", *available_languages(resources_dir())), "setting.document_language"
    ),
    "map_tiles": SettingField(("false", "true"), "setting.map_tiles"),
    "road_network": SettingField((), "setting.road_network"),
    "road_mapping": SettingField((), "setting.road_mapping"),
    "road_layer": SettingField((), "setting.road_layer"),
    "road_crs": SettingField((), "setting.road_crs"),
    # No policy document names an area (004:361-365): our own choice until the province sets one.
    "grip_area_ha": SettingField((), "setting.grip_area_ha", least=1),
    # The documents say 24 hours and nothing of working hours (000:1939-1945): those are an own choice.
    "clock_rule": SettingField(tuple(rule.value for rule in ClockRuleKind), "setting.clock_rule"),
    "clock_notices": SettingField((), "setting.clock_notices", check=read_notice_hours),
    # No document names a time: an own choice. 0 leaves the window open.
    "lock_after_minutes": SettingField((), "setting.lock_after_minutes", least=0),
}
"""Every setting, in the order in which page and dialog show them."""

_MIGRATIONS: Final[Mapping[int, Callable[[dict[str, object]], dict[str, object]]]] = {
    # The GRIP area came; without it the default counts.
    1: dict,
    # The rule of the clock and its notices came; without them the clock counts as it did.
    2: dict,
    # The lock after idle came; without a choice of their own it holds for everybody.
    3: dict,
    # The language of documents came; without it they speak that of the screen.
    4: dict,
}
"""From version N the function that gives version N + 1."""


def login_name() -> str:
    """Tell the operating system's login name; empty where the system does not know one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def settings_path() -> Path:
    """Tell where the settings of this user are kept."""
    return user_data_dir() / "settings.json"


def changed(settings: Settings, **values: object) -> Settings:
    """Change some settings. Raises ``InputError`` naming the field for a value that is not accepted."""
    for name, value in values.items():
        _check(name, value)
    return replace(settings, **values)  # type: ignore[arg-type] # _check has compared each type with the field's


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file.

    Raises ``DataSourceError`` for a damaged file and for one of a newer version of the program.
    """
    path = path or settings_path()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise DataSourceError("error.settings.unreadable", path=str(path)) from error
    if not isinstance(stored, dict) or not isinstance(stored.get("schema_version"), int):
        raise DataSourceError("error.settings.unreadable", path=str(path))
    try:
        return changed(Settings(), **_migrated(stored, path))
    except InputError as error:
        raise DataSourceError("error.settings.value", path=str(path), setting=str(error.field)) from error


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, beside and then renamed. Raises ``StorageError`` when that is not possible."""
    path = path or settings_path()
    text = json.dumps({"schema_version": SCHEMA_VERSION, **asdict(settings)}, ensure_ascii=False, indent=2)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise StorageError("error.settings.not_writable", path=str(path)) from error


def remember_settings(**values: object) -> None:
    """Write some settings into the file of this user; the others stay as they stand there.

    Raises as ``load_settings``, ``changed`` and ``save_settings``.
    """
    save_settings(changed(load_settings(), **values))


def _migrated(stored: dict[str, object], path: Path) -> dict[str, object]:
    version = stored.pop("schema_version")
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        raise DataSourceError("error.settings.newer", path=str(path))
    for step in range(version, SCHEMA_VERSION):
        stored = _MIGRATIONS[step](stored)
    return stored


def _check(name: str, value: object) -> None:
    defaults = {field.name: field.default for field in fields(Settings)}
    if name not in defaults:
        raise InputError("error.settings.unknown", field=name, setting=name)
    accepted = FIELDS[name].accepted
    right_type = type(value) is type(defaults[name])
    least = FIELDS[name].least
    if right_type and isinstance(value, int) and least is not None and value < least:
        raise InputError("error.settings.too_small", field=name, setting=name, least=least)
    if not right_type or (isinstance(value, str) and accepted and value not in accepted):
        raise InputError(
            "error.settings.not_accepted",
            field=name,
            setting=name,
            value=str(value),
            accepted=", ".join(accepted),
        )
    check = FIELDS[name].check
    if check is not None:
        check(str(value))
