"""What one user chose on one computer, and what follows from it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from drentsportal.domain.actor import Actor, Role
from drentsportal.errors import InputError
from drentsportal.paths import user_data_dir
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.settings.checking import check_value
from drentsportal.settings.fields import FIELDS

T = TypeVar("T")


def _default(name: str, kind: type[T]) -> T:
    value = FIELDS[name].default
    if type(value) is not kind:
        raise TypeError(name)
    return value


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has chosen; every field stands in ``FIELDS``, with its default."""

    language: str = _default("language", str)
    theme: str = _default("theme", str)
    workspace: str = _default("workspace", str)
    show_tour: bool = _default("show_tour", bool)
    actor_name: str = _default("actor_name", str)
    actor_organisation: str = _default("actor_organisation", str)
    actor_role: str = _default("actor_role", str)
    document_theme: str = _default("document_theme", str)
    document_language: str = _default("document_language", str)
    map_background: str = _default("map_background", str)
    map_cache_mb: int = _default("map_cache_mb", int)
    road_network: str = _default("road_network", str)
    road_mapping: str = _default("road_mapping", str)
    road_layer: str = _default("road_layer", str)
    road_crs: str = _default("road_crs", str)
    clock_notices: str = _default("clock_notices", str)
    lock_after_minutes: int = _default("lock_after_minutes", int)

    @property
    def workspace_path(self) -> Path:
        """The workspace file to open where none is named."""
        return Path(self.workspace) if self.workspace else user_data_dir() / OWN_WORKSPACE

    @property
    def document_style(self) -> DocumentStyle:
        """How documents are made where nothing else is asked."""
        return DocumentStyle(self.document_language or self.language, self.document_theme)

    @property
    def actor(self) -> Actor:
        """The person at the desk; the name of the operating system login where none was entered."""
        named = Actor(self.actor_name, self.actor_organisation, Role(self.actor_role)).in_one_line
        return named if named.name else replace(named, name=login_name())


OWN_WORKSPACE: Final = "werkruimte.drents"


def login_name() -> str:
    """Tell the operating system's login name; empty where the system does not know one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def changed(settings: Settings, **values: object) -> Settings:
    """Change some settings.

    Raises ``InputError`` naming the setting for a value that is not accepted, for one that there is not, and
    for one that a workspace keeps.
    """
    for name, value in values.items():
        check_value(name, value)
        if FIELDS[name].is_shared:
            raise InputError("error.settings.shared", field=name, setting=name)
    return replace(settings, **values)  # type: ignore[arg-type] # check_value has compared each type with the table's
