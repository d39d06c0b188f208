"""The settings: one described table, the file of one user, and what is checked of both.

``FIELDS`` says of each setting what it is, what it is without a choice, and whose it is: of one user on one
computer, or of the workspace. ``docs/settings.md`` is made from it and a test fails when that page is stale.
"""

from drentsportal.settings.checking import check_value, field_of, read_value, written_value
from drentsportal.settings.fields import (
    FIELDS,
    THEMES,
    SettingField,
    SettingGroup,
    SettingKind,
    TakesEffect,
    Value,
    choice_of,
    label_of,
    personal_names,
    shared_names,
)
from drentsportal.settings.kept import (
    SCHEMA_VERSION,
    load_settings,
    remember_settings,
    save_settings,
    settings_path,
)
from drentsportal.settings.personal import Settings, changed, login_name
from drentsportal.settings.words import shown_value, typed_value

__all__ = [
    "FIELDS",
    "SCHEMA_VERSION",
    "THEMES",
    "SettingField",
    "SettingGroup",
    "SettingKind",
    "Settings",
    "TakesEffect",
    "Value",
    "changed",
    "check_value",
    "choice_of",
    "field_of",
    "label_of",
    "load_settings",
    "login_name",
    "personal_names",
    "read_value",
    "remember_settings",
    "save_settings",
    "settings_path",
    "shared_names",
    "shown_value",
    "typed_value",
    "written_value",
]
