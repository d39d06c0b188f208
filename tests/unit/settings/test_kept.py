"""Settings: kept, migrated, and never lost or half written."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.actor import Role
from drentsportal.errors import DataSourceError, InputError, StorageError
from drentsportal.language import Language, available_languages, screen_languages
from drentsportal.paths import resources_dir
from drentsportal.settings import (
    FIELDS,
    SCHEMA_VERSION,
    Settings,
    changed,
    kept,
    load_settings,
    personal_names,
    save_settings,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """Without a file the defaults hold."""
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert Settings().map_background == "none"


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    """What is saved is read."""
    path = tmp_path / "map" / "settings.json"
    chosen = changed(Settings(), theme="dark", actor_name="Zoë", actor_role="gemeente", map_cache_mb=20)
    save_settings(chosen, path)
    assert load_settings(path) == chosen
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_the_login_name_stands_in_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The login name stands in for a name."""
    monkeypatch.setenv("LOGNAME", "jdevries")
    assert Settings().actor.name == "jdevries"
    assert changed(Settings(), actor_name="J. de Vries").actor.name == "J. de Vries"
    assert Settings().actor.role is Role.SCHAKELPUNT
    assert changed(Settings(), actor_name=" \n ").actor.name == "jdevries"
    written = changed(Settings(), actor_name="J.\nde Vries", actor_organisation="Provincie\r\nDrenthe").actor
    assert (written.name, written.organisation) == ("J. de Vries", "Provincie Drenthe")


def test_every_field_is_in_the_table() -> None:
    """With the default that the table says; a setting of the workspace is not of a user."""
    assert personal_names() == tuple(field.name for field in fields(Settings))
    for name in personal_names():
        assert getattr(Settings(), name) == FIELDS[name].default


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("show_tour", "yes"),
        ("map_background", "osm"),
        ("language", 3),
        ("language", "fr"),
        ("unheard", "x"),
    ],
)
def test_a_value_that_is_not_accepted_names_its_field(name: str, value: object) -> None:
    """A value that is not accepted names its field."""
    with pytest.raises(InputError) as caught:
        changed(Settings(), **{name: value})
    assert caught.value.field == name


@pytest.mark.parametrize(
    "content",
    [
        "{half",
        "[]",
        '{"theme": "dark"}',
        json.dumps({"schema_version": SCHEMA_VERSION + 1}),
        json.dumps({"schema_version": SCHEMA_VERSION, "theme": "pink"}),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_stays(tmp_path: Path, content: str) -> None:
    """A file that cannot be used is refused and stays."""
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataSourceError):
        load_settings(path)
    assert path.read_text(encoding="utf-8") == content


def test_an_older_file_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older file is migrated."""

    def from_zero(stored: dict[str, object]) -> dict[str, object]:
        return {"theme": stored["colours"]}

    steps = {0: from_zero, **dict.fromkeys(range(1, SCHEMA_VERSION), dict)}
    monkeypatch.setattr(kept, "_MIGRATIONS", steps)
    path = tmp_path / "settings.json"
    path.write_text('{"schema_version": 0, "colours": "dark"}', encoding="utf-8")
    assert load_settings(path).theme == "dark"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that cannot be written is told."""
    blocked = tmp_path / "bestand"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        save_settings(Settings(), blocked / "settings.json")


def test_only_languages_with_a_whole_catalogue_are_offered() -> None:
    """Window and command line speak every language that documents are made in."""
    assert FIELDS["language"].accepted == screen_languages(resources_dir()) == ("nl", "en", "de")
    assert screen_languages(resources_dir()) == available_languages(resources_dir())


@pytest.mark.parametrize("version", [1, 2, 5])
def test_what_the_workspace_keeps_by_now_is_left_out_of_an_older_file(tmp_path: Path, version: int) -> None:
    """The GRIP area and the rule of the clock were of one desk; of a workspace they are of everybody."""
    path = tmp_path / "settings.json"
    stored = {"schema_version": version, "theme": "dark", "grip_area_ha": 8, "clock_rule": "working_hours"}
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert load_settings(path) == Settings(theme="dark", show_tour=False)


def test_a_yes_to_tiles_that_did_nothing_is_no_yes_to_the_network(tmp_path: Path) -> None:
    """Before there was a background its switch was without effect; now nothing is fetched unasked."""
    path = tmp_path / "settings.json"
    path.write_text('{"schema_version": 7, "theme": "dark", "map_tiles": true}', encoding="utf-8")
    assert load_settings(path) == Settings(theme="dark")
    assert load_settings(path).map_background == "none"


def test_a_line_that_cannot_be_is_told_with_its_reason(tmp_path: Path) -> None:
    """The file says the same as dialog and command line, and which line it is."""
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"schema_version": SCHEMA_VERSION, "lock_after_minutes": -1}), encoding="utf-8"
    )
    with pytest.raises(DataSourceError) as caught:
        load_settings(path)
    told = Language("nl", resources_dir()).text(caught.value)
    assert "de regel lock_after_minutes" in told
    assert "Vergrendelen na kan niet kleiner zijn dan 0." in told


def test_the_hours_of_notices_are_checked() -> None:
    """Whole hours before due; anything else names the setting."""
    assert changed(Settings(), clock_notices="12 1").clock_notices == "12 1"
    for wrong in ("zes", "24"):
        with pytest.raises(InputError) as caught:
            changed(Settings(), clock_notices=wrong)
        assert caught.value.field == "clock_notices"


def test_documents_speak_the_language_of_the_screen_unless_asked() -> None:
    """And any name of a theme is taken; whether it is there is told when a document is made."""
    assert Settings(language="en").document_style.language_code == "en"
    chosen = changed(Settings(), document_language="de", document_theme="gemeente-emmen")
    assert (chosen.document_style.language_code, chosen.document_style.theme_id) == ("de", "gemeente-emmen")


@pytest.mark.parametrize("name", ["", "../themas/x", "a b", "x.toml"])
def test_what_cannot_name_a_theme_is_refused(name: str) -> None:
    """A theme is the name of a file without folder and ending."""
    with pytest.raises(InputError):
        changed(Settings(), document_theme=name)
