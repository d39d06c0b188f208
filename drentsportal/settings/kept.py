"""The file of the settings of one user: versioned JSON in the folder of that user.

A file of an older version is migrated when it is read; a newer one is refused, since writing it back would
lose what we do not know.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.errors import DataSourceError, InputError, StorageError
from drentsportal.paths import EDITED_ENCODING, user_data_dir
from drentsportal.settings.personal import Settings, changed
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SCHEMA_VERSION: Final = 8
"""Raise this with every change of a field, and add the step from the version before to ``_MIGRATIONS``."""


def _without_shared(stored: dict[str, object]) -> dict[str, object]:
    """Leave out what the workspace keeps from now on: of one desk it would not hold for the others."""
    return {name: value for name, value in stored.items() if name not in {"grip_area_ha", "clock_rule"}}


def _without_tour(stored: dict[str, object]) -> dict[str, object]:
    """Leave the tour to who starts for the first time: who has settings knows the window."""
    return {**stored, "show_tour": False}


def _without_tiles(stored: dict[str, object]) -> dict[str, object]:
    """Leave out a yes that did nothing: that a map asks the network is said knowingly, or not at all."""
    return {name: value for name, value in stored.items() if name != "map_tiles"}


_MIGRATIONS: Final[Mapping[int, Callable[[dict[str, object]], dict[str, object]]]] = {
    # The GRIP area came; without it the default counts.
    1: dict,
    # The rule of the clock and its notices came; without them the clock counts as it did.
    2: dict,
    # The lock after idle came; without a choice of their own it holds for everybody.
    3: dict,
    # The language of documents came; without it they speak that of the screen.
    4: dict,
    # The GRIP area and the rule of the clock went to the workspace.
    5: _without_shared,
    # The tour of the first start came.
    6: _without_tour,
    # The background of the map came, in place of a yes or no without effect.
    7: _without_tiles,
}
"""From version N the function that gives version N + 1."""


def settings_path() -> Path:
    """Tell where the settings of this user are kept."""
    return user_data_dir() / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file.

    Raises ``DataSourceError`` for a damaged file and for one of a newer version of the program.
    """
    path = path or settings_path()
    try:
        stored = json.loads(path.read_text(encoding=EDITED_ENCODING))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise DataSourceError("error.settings.unreadable", path=str(path)) from error
    if not isinstance(stored, dict) or not isinstance(stored.get("schema_version"), int):
        raise DataSourceError("error.settings.unreadable", path=str(path))
    try:
        return changed(Settings(), **_migrated(stored, path))
    except InputError as error:
        reason = message(error.message_id, **error.params)
        raise DataSourceError(
            "error.settings.value", path=str(path), setting=str(error.field), reason=reason
        ) from error


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, beside and then renamed. Raises ``StorageError`` when that is not possible."""
    path = path or settings_path()
    text = json.dumps({"schema_version": SCHEMA_VERSION, **asdict(settings)}, ensure_ascii=False, indent=2)
    try:
        write_whole(path, f"{text}\n".encode())
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
