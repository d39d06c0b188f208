"""The workspace file: refused when it is none, one file after closing, seen when another process writes."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ConflictError, StorageError
from drentsportal.storage import migrating
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import choose, deliver, edit, new_case, parks

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from drentsportal.services.ports.workspace import Workspace


def refusal(path: Path) -> str:
    """Return the message id with which a file is refused."""
    with pytest.raises(StorageError) as caught:
        open_workspace(path)
    return caught.value.message_id


def test_a_missing_file_is_not_made_unasked(tmp_path: Path) -> None:
    """A missing file is not made unasked."""
    assert refusal(tmp_path / "a.drents") == "error.storage.no_file"
    assert list(tmp_path.iterdir()) == []


def test_a_file_made_meanwhile_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process makes the same workspace first: that one is opened, and what is in it stays."""
    path = tmp_path / "a.drents"
    make = migrating.migrate

    def slowly(connection: Connection) -> None:
        make(connection)
        monkeypatch.setattr(migrating, "migrate", make)
        first = open_workspace(path, create=True)
        deliver(first, parks({"p1": {"gross_ha": 1.0}}))
        first.close()

    monkeypatch.setattr(migrating, "migrate", slowly)
    second = open_workspace(path, create=True)
    assert second.catalogue.data_version() == 1
    second.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.drents"]


def test_what_is_no_workspace_is_refused_untouched(tmp_path: Path) -> None:
    """What is no workspace is refused untouched."""
    other = tmp_path / "other.gpkg"
    database = sqlite3.connect(other)
    database.execute("CREATE TABLE t (a)")
    database.close()
    contents = {"empty": b"", "text": b"a,b\n1,2\n", "other": other.read_bytes()}
    for name, content in contents.items():
        path = tmp_path / f"{name}.drents"
        path.write_bytes(content)
        assert refusal(path) == "error.storage.no_workspace"
        assert path.read_bytes() == content


def test_a_truncated_workspace_is_refused(tmp_path: Path) -> None:
    """A truncated workspace is refused."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    deliver(workspace, parks({f"p{row}": {"gross_ha": 1.0} for row in range(500)}))
    workspace.close()
    path.write_bytes(path.read_bytes()[:5000])
    assert refusal(path) == "error.storage.damaged"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is refused."""
    assert refusal(tmp_path) == "error.storage.cannot_open"


def test_the_mark_of_a_workspace_is_in_its_header(tmp_path: Path) -> None:
    """The mark of a workspace is in its header."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    assert path.read_bytes()[68:72] == b"DRNT"
    copy = workspace.copy_before("import")
    assert copy is not None
    assert copy.read_bytes()[68:72] == b"DRNT"
    workspace.close()


@pytest.mark.parametrize("name", ["a b.drents", "é#?%20.drents", "'q\".drents"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """Any file name will do."""
    workspace = open_workspace(tmp_path / "map ?#" / name, create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    assert workspace.label == name
    workspace.close()
    assert [path.name for path in (tmp_path / "map ?#").iterdir()] == [name]


def test_another_process_is_seen_and_merged(tmp_path: Path) -> None:
    """Another process is seen and merged."""
    path = tmp_path / "a.drents"
    first, second = open_workspace(path, create=True), open_workspace(path)
    deliver(first, parks({"p1": {"gross_ha": 1.0}}))
    assert not first.has_foreign_changes()
    assert second.has_foreign_changes()
    assert not second.has_foreign_changes()
    choose(second, edit("p1", "gross_ha", 3.0))
    assert first.has_foreign_changes()
    assert first.catalogue.site("p1").value("gross_ha") == 3.0
    first.close()
    choose(second, edit("p1", "gross_ha", 4.0))
    second.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.drents"]


def test_two_processes_do_not_save_over_each_other(tmp_path: Path) -> None:
    """Two processes do not save over each other."""
    path = tmp_path / "a.drents"
    first, second = open_workspace(path, create=True), open_workspace(path)
    with first.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.commit()
    with second.unit_of_work() as unit:
        seen = unit.cases.get("D-2026-0001")
    with first.unit_of_work() as unit:
        unit.cases.save(seen)
        unit.commit()
    with second.unit_of_work() as unit, pytest.raises(ConflictError):
        unit.cases.save(seen)
    first.close()
    second.close()


def test_reading_waits_for_no_writer_and_sees_one_state(tmp_path: Path) -> None:
    """Reading waits for no writer, keeps none waiting, and sees one state from begin to end."""
    path = tmp_path / "a.drents"
    first, second = open_workspace(path, create=True), open_workspace(path)
    with first.unit_of_work() as work:
        work.cases.add(new_case())
        with second.reading() as unit:
            assert unit.cases.all() == ()
            work.commit()
            assert unit.cases.all() == ()
            work.cases.add(new_case("D-2026-0002"))
            work.commit()
        with second.reading() as unit:
            assert len(unit.cases.all()) == 2
    first.close()
    second.close()


def test_threads_take_turns(tmp_path: Path) -> None:
    """Threads take turns."""
    workspace = open_workspace(tmp_path / "a.drents", create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 0.0}}))
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for turn in range(10):
                choose(workspace, edit("p1", "gross_ha", float(thread * 100 + turn)))
                assert workspace.catalogue.site_table().data_version > turn
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert workspace.catalogue.data_version() == 41
    workspace.close()


def test_the_last_ten_copies_are_kept(tmp_path: Path) -> None:
    """The last ten copies are kept."""
    workspace = open_workspace(tmp_path / "a.drents", create=True)
    made = [workspace.copy_before("Import: ../x") for _ in range(12)]
    names = sorted(path.name for path in (tmp_path / "a.drents.copies").iterdir())
    assert names == [path.name for path in made[2:] if path is not None]
    assert names[0] == "0003-before-import-x.drents"
    workspace.close()


def test_a_copy_is_the_whole_state_at_that_moment(tmp_path: Path) -> None:
    """A copy is the whole state at that moment."""
    workspace = open_workspace(tmp_path / "a.drents", create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    path = workspace.copy_before("import")
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}))
    workspace.close()
    assert path is not None
    copy: Workspace = open_workspace(path)
    assert copy.catalogue.site("p1").value("gross_ha") == 1.0
    copy.close()


def test_text_in_a_number_column_is_refused_and_stores_nothing(tmp_path: Path) -> None:
    """Text in a number column is refused and stores nothing."""
    workspace = open_workspace(tmp_path / "a.drents", create=True)
    with pytest.raises(StorageError):
        deliver(workspace, parks({"p1": {"gross_ha": "1,5"}}))
    assert workspace.catalogue.data_version() == 0
    workspace.close()
