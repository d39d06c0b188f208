"""The composition root: who is at the desk, which clock, which file; nothing is left open after a failure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.bootstrap import FixedClock, SystemClock, open_language, open_services
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.errors import InputError, StorageError
from drentsportal.settings import Settings, changed
from drentsportal.storage import remote_folders
from drentsportal.storage.sqlite_workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the data and cache of the person at the desk out of the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))


def test_services_know_who_is_at_the_desk_and_what_time_it_is(tmp_path: Path) -> None:
    """Services know who is at the desk and what time it is."""
    settings = changed(
        Settings(), actor_name="J. de Vries", actor_organisation="NOM", actor_role="acquisition"
    )
    services = open_services(settings, tmp_path / "a.drents", clock=FixedClock(MOMENT))
    try:
        assert services.actors.current() == Actor("J. de Vries", "NOM", Role.ACQUISITION)
        assert services.clock.now_utc() == MOMENT
        assert services.catalogue is services.workspace.catalogue
        assert services.language.code == "nl"
        assert "standard" in services.reference.profile_ids()
    finally:
        services.workspace.close()


def test_the_own_workspace_is_made_where_there_is_none() -> None:
    """The own workspace is made where there is none."""
    settings = Settings()
    open_services(settings).workspace.close()
    assert settings.workspace_path.is_file()


def test_a_chosen_workspace_in_a_folder_that_is_absent_is_told_and_not_made(tmp_path: Path) -> None:
    """An empty one in its place would look as if the data were gone; the folder is not made either."""
    chosen = tmp_path / "stick" / "portaal.drents"
    with pytest.raises(StorageError) as caught:
        open_services(changed(Settings(), workspace=str(chosen)))
    assert caught.value.message_id == "error.settings.start_folder_absent"
    assert caught.value.params["folder"] == str(chosen.parent)
    assert not chosen.parent.exists()
    chosen.parent.mkdir()
    open_services(changed(Settings(), workspace=str(chosen))).workspace.close()
    assert chosen.is_file()


def test_a_named_workspace_that_is_absent_is_not_made(tmp_path: Path) -> None:
    """A named workspace that is absent is not made."""
    path = tmp_path / "typefout.drents"
    with pytest.raises(StorageError):
        open_services(Settings(), path, create=False)
    assert not path.exists()


def test_a_language_that_we_lack_leaves_no_workspace_open(tmp_path: Path) -> None:
    """A language that we lack leaves no workspace open."""
    path = tmp_path / "a.drents"
    with pytest.raises(InputError):
        open_services(Settings(language="fr"), path)
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} == {"a.drents"}


@pytest.mark.parametrize("folder_name", ["OneDrive - Provincie", "h-schijf"])
def test_a_synced_or_network_folder_is_worked_on_under_a_lock_and_written_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder_name: str
) -> None:
    """A synced or network folder is worked on under a lock, in a local copy, and written back on close."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / folder_name
    folder.mkdir()
    mounts = tmp_path / "mounts"
    mounts.write_text(f"//server/deel {tmp_path / 'h-schijf'} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(remote_folders, "_MOUNTS", mounts)
    path = folder / "a.drents"
    open_workspace(path, create=True).close()
    before = path.read_bytes()
    settings = changed(Settings(), actor_name="Anna de Vries")
    services = open_services(settings, path)
    assert (folder / "a.drents.lock").exists()
    request = LocationRequest(title="Webwinkel")
    services.intake.open_case(request, RequestChannel.NOM, services.clock.now_utc())
    assert path.read_bytes() == before
    assert list((tmp_path / "data").rglob("a.drents"))
    with pytest.raises(StorageError) as held:
        open_services(settings, path)
    assert held.value.params["name"] == "Anna de Vries"
    services.workspace.close()
    assert [each.name for each in folder.iterdir()] == ["a.drents"]
    assert list((tmp_path / "data").rglob("a.drents")) == []
    again = open_services(settings, path)
    assert len(again.desk.cases()) == 1
    again.workspace.close()


def test_a_clock_set_by_hand_moves_only_by_hand_and_takes_utc_only() -> None:
    """A clock set by hand moves only by hand and takes utc only."""
    clock = FixedClock(MOMENT)
    clock.stand_at(MOMENT.replace(hour=16))
    assert clock.now_utc().hour == 16
    with pytest.raises(InputError):
        clock.stand_at(MOMENT.replace(tzinfo=None))


def test_the_computer_s_clock_is_utc() -> None:
    """The computer s clock is utc."""
    assert SystemClock().now_utc().tzinfo is UTC


def test_a_missing_text_is_an_error_for_tests() -> None:
    """A missing text is an error for tests."""
    with pytest.raises(LookupError):
        open_language("nl", strict=True).text("no.such.id")
