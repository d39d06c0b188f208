"""The table of settings: words in every language, and one way to check and to read a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.settings_page import settings_page
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.shared_settings import SHARED_SETTINGS
from drentsportal.settings import (
    FIELDS,
    SettingKind,
    Settings,
    changed,
    check_value,
    choice_of,
    field_of,
    label_of,
    read_value,
    shared_names,
    shown_value,
    written_value,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.settings import Value


@pytest.fixture(params=["nl", "en", "de"])
def language(request: pytest.FixtureRequest) -> Language:
    """Give each catalogue; a text that it lacks fails the test."""
    return Language(request.param, resources_dir(), strict=True)


def test_every_setting_has_its_words(language: Language) -> None:
    """Name, meaning, group, from when on it counts, unit, and what each choice is called."""
    for name, field in FIELDS.items():
        assert language.text(label_of(name))
        assert language.text(f"setting.{name}").endswith(".")
        assert language.text(f"setting.group.{field.group.value}")
        assert language.text(f"setting.effect.{field.effect.value}").endswith(".")
        assert shown_value(language, name, field.default)
        names = [language.text(choice_of(name, each)) for each in field.accepted]
        assert len(set(names)) == len(names)


def test_every_default_is_a_value_that_is_accepted() -> None:
    """And comes back when it is written and typed again."""
    for name, field in FIELDS.items():
        check_value(name, field.default)
        assert read_value(name, written_value(name, field.default)) == field.default


def test_every_setting_is_on_the_page() -> None:
    """With its name in both words, whose it is and what it means."""
    dutch = Language("nl", resources_dir(), strict=True)
    page = settings_page(dutch)
    for name, field in FIELDS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert dutch.text(f"setting.{name}") in row
        assert ("| werkruimte |" if field.is_shared else "| persoonlijk |") in row


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("show_tour", "ja", True),
        ("show_tour", "FALSE", False),
        ("map_background", "aerial", "aerial"),
        ("lock_after_minutes", " 0 ", 0),
        ("grip_area_ha", "7,5", 7.5),
        ("grip_area_ha", "7.5", 7.5),
        ("actor_name", " Anna ", "Anna"),
        ("document_language", "", ""),
    ],
)
def test_what_is_typed_is_read(name: str, text: str, value: Value) -> None:
    """Without the space around it, decimals with comma or point."""
    read = read_value(name, text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("theme", "roze", "Kies uit: system, light, dark."),
        ("show_tour", "misschien", "Kies uit: true, false."),
        ("map_background", "osm", "Kies uit: none, brt, brt_grey, aerial."),
        ("map_cache_mb", "4001", "kan niet groter zijn dan 4.000"),
        ("lock_after_minutes", "een kwartier", "een geheel getal"),
        ("lock_after_minutes", "-1", "kan niet kleiner zijn dan 0"),
        ("lock_after_minutes", "9999999999999", "kan niet groter zijn dan 1.440"),
        ("grip_area_ha", "veel", "een getal"),
        ("grip_area_ha", "0", "meer dan 0 en ten hoogste 10.000 ha"),
        ("grip_area_ha", "nan", "meer dan 0"),
        ("grip_area_ha", "10001", "ten hoogste 10.000 ha"),
        ("clock_notices", "zes", "hele uren"),
        ("document_theme", "../x", "letters, cijfers"),
        ("unheard", "x", "bestaat niet"),
        ("workspace", "/geen/map/hier/werk.drents", "Die map bestaat niet: /geen/map/hier."),
        ("workspace", str(resources_dir()), "Dit is een map"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(name: str, text: str, said: str) -> None:
    """The error names the setting, its text what is accepted."""
    with pytest.raises(InputError) as caught:
        read_value(name, text)
    assert caught.value.field == name
    assert said in Language("nl", resources_dir(), strict=True).text(caught.value)


def test_a_workspace_on_a_drive_that_is_away_is_no_damage(tmp_path: Path) -> None:
    """It is refused while it is typed; a file of settings that names it can still be read."""
    away = str(tmp_path / "stick" / "werk.drents")
    with pytest.raises(InputError):
        read_value("workspace", away)
    assert changed(Settings(), workspace=away).workspace == away
    assert read_value("workspace", str(tmp_path / "nieuw.drents")) == str(tmp_path / "nieuw.drents")
    assert read_value("workspace", " ") == ""


def test_a_setting_of_the_workspace_is_not_kept_for_one_user() -> None:
    """Those are the ones that a service keeps, and the file of a user refuses them."""
    assert set(shared_names()) == set(SHARED_SETTINGS)
    for name in shared_names():
        with pytest.raises(InputError):
            changed(Settings(), **{name: field_of(name).default})


def test_only_a_choice_has_values_to_choose_from() -> None:
    """So that every kind has one control."""
    for field in FIELDS.values():
        assert bool(field.accepted) == (field.kind is SettingKind.CHOICE)
