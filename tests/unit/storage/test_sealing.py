"""Sealed values: nothing personal in any byte on disk, and nothing left once its key is gone."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.errors import NotFoundError, StorageError, WorkspaceLockedError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.storage import schema, sealed
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, deliver, new_case, parks
from tests.unit.storage.marked_case import MARK, NUMBER, files_with_mark, store_marked_case

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

SENTENCE = "een lange zin over veen"
OTHER_SENTENCE = "een andere zin"
COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"
MARKS = 19  # in the values that read_everything opens


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for temporary files, where every library will put them."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def read_everything(workspace: Workspace) -> str:
    """Open every sealed value of the marked case."""
    with workspace.unit_of_work() as unit:
        cases = unit.cases
        return " ".join(
            map(
                str,
                (
                    cases.get(NUMBER),
                    cases.events(NUMBER),
                    cases.contacts(NUMBER),
                    cases.attachments(NUMBER),
                    cases.attachment_content(NUMBER, "a1")[:100],
                    cases.latest_match(NUMBER),
                    cases.documents(NUMBER),
                    workspace.catalogue.contact_points(),
                ),
            )
        )


def test_a_marked_word_is_in_no_file_while_open_nor_after_closing(tmp_path: Path, temporary: Path) -> None:
    """A marked word is in no file while open nor after closing."""
    folder = tmp_path / "work"
    workspace = open_workspace(folder / "a.drents", passphrase=SENTENCE, create=True)
    store_marked_case(workspace)
    copy = workspace.copy_before("import")
    store_more = new_case("D-2026-0002", MARK)
    with workspace.unit_of_work() as unit:
        unit.cases.add(store_more)
        assert files_with_mark(folder, temporary) == []
        unit.commit()
    assert {path.name for path in folder.iterdir()} >= {"a.drents-wal", "a.drents-shm"}
    assert copy is not None
    assert copy.is_file()
    assert files_with_mark(folder, temporary) == []
    assert read_everything(workspace).count(MARK) == MARKS
    workspace.close()
    assert files_with_mark(folder, temporary) == []
    assert sorted(path.name for path in folder.iterdir()) == ["a.drents", "a.drents.copies"]
    reopened = open_workspace(folder / "a.drents", passphrase=SENTENCE)
    assert read_everything(reopened).count(MARK) == MARKS
    reopened.close()


def test_the_search_itself_finds_a_word_that_is_not_sealed(tmp_path: Path) -> None:
    """The search itself finds a word that is not sealed."""
    workspace = open_workspace(tmp_path / "a.drents", passphrase=SENTENCE, create=True)
    deliver(workspace, parks({"p1": {"name": MARK}}))
    assert files_with_mark(tmp_path) != []
    workspace.close()
    assert files_with_mark(tmp_path) == [str(tmp_path / "a.drents")]


def test_a_protected_workspace_opens_with_its_keys_only(tmp_path: Path) -> None:
    """A protected workspace opens with its keys only."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, passphrase=SENTENCE, create=True)
    recovery_key = workspace.recovery_key
    assert workspace.is_protected
    assert recovery_key is not None
    workspace.close()
    for wrong in (None, "", "fout"):
        with pytest.raises(WorkspaceLockedError):
            open_workspace(path, passphrase=wrong)
    for wrong in ("", "AAAA-BBBB", "1", "ëë"):
        with pytest.raises(WorkspaceLockedError):
            open_workspace(path, recovery_key=wrong)
    typed = recovery_key.lower().replace("-", " ")
    with_recovery = open_workspace(path, recovery_key=typed)
    assert with_recovery.recovery_key is None
    with_recovery.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.drents"]


def test_an_accented_passphrase_opens_however_it_is_typed(tmp_path: Path) -> None:
    """An accented passphrase opens however it is typed."""
    path = tmp_path / "a.drents"
    open_workspace(path, passphrase=COMPOSED, create=True).close()
    workspace = open_workspace(path, passphrase=DECOMPOSED)
    assert (workspace.is_protected, workspace.catalogue.data_version()) == (True, 0)
    workspace.close()


def test_protecting_leaves_no_old_key_and_no_old_copy(tmp_path: Path) -> None:
    """Protecting leaves no old key and no old copy."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    assert not workspace.is_protected
    store_marked_case(workspace)
    workspace.copy_before("import")
    before = sqlite3.connect(path)
    (open_key,) = before.execute("SELECT open_key FROM vault").fetchone()
    wrapped = [row[0] for row in before.execute("SELECT wrapped_key FROM sealing_key")]
    sealed_before = [row[0] for row in before.execute("SELECT company_name FROM case_file")]
    before.close()
    assert len(wrapped) == 2

    protection = workspace.set_passphrase(SENTENCE)
    assert protection.remains is None
    recovery_key = protection.recovery_key
    assert workspace.is_protected
    assert read_everything(workspace).count(MARK) == MARKS
    everything = b"".join(each.read_bytes() for each in sorted(tmp_path.rglob("*")) if each.is_file())
    for secret in (open_key, *wrapped, *sealed_before, SENTENCE.encode(), recovery_key.encode()):
        assert secret not in everything
    assert len(list((tmp_path / "a.drents.copies").iterdir())) == 1
    workspace.close()
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path)
    again = open_workspace(path, recovery_key=recovery_key)
    assert read_everything(again).count(MARK) == MARKS
    again.set_passphrase(OTHER_SENTENCE)
    again.close()
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path, passphrase=SENTENCE)
    open_workspace(path, passphrase=OTHER_SENTENCE).close()


def test_nobody_else_goes_on_with_the_keys_of_before(tmp_path: Path) -> None:
    """Nobody else goes on with the keys of before: while another has the file open, nothing changes."""
    path = tmp_path / "a.drents"
    first, second = open_workspace(path, create=True), open_workspace(path)
    store_marked_case(first)
    with pytest.raises(StorageError) as caught:
        first.set_passphrase(SENTENCE)
    assert caught.value.message_id == "error.storage.busy"
    # The other reads only: that it writes would be untrue.
    assert "in gebruik" in Language("nl", resources_dir(), strict=True).text(caught.value)
    assert not first.is_protected
    assert read_everything(first).count(MARK) == read_everything(second).count(MARK) == MARKS
    second.close()
    first.set_passphrase(SENTENCE)
    assert read_everything(first).count(MARK) == MARKS
    first.close()


def test_the_recovery_key_is_told_even_when_old_copies_cannot_be_removed(tmp_path: Path) -> None:
    """The recovery key is told even when old copies cannot be removed, and so is what remains."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    # A folder in the place of a copy: no program removes it as a file.
    (tmp_path / "a.drents.copies" / "0001-before-import.drents").mkdir(parents=True)
    protection = workspace.set_passphrase(SENTENCE)
    assert protection.remains is not None
    assert protection.remains.message_id == "error.storage.remains"
    workspace.close()
    open_workspace(path, recovery_key=protection.recovery_key).close()


def test_an_erased_case_is_unreadable_here_and_in_every_copy(tmp_path: Path) -> None:
    """An erased case is unreadable here and in every copy."""
    workspace = open_workspace(tmp_path / "a.drents", passphrase=SENTENCE, create=True)
    store_marked_case(workspace)
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case("D-2026-0002", "blijft"))
        unit.commit()
    copy = workspace.copy_before("import")
    assert copy is not None
    database = sqlite3.connect(tmp_path / "a.drents")
    find_key = "SELECT wrapped_key FROM sealing_key WHERE scope = ?"
    (wrapped,) = database.execute(find_key, (f"case:{NUMBER}",)).fetchone()
    database.close()
    assert wrapped in copy.read_bytes()

    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA))
    for path in sorted(tmp_path.rglob("*")):
        assert not path.is_file() or wrapped not in path.read_bytes(), path
    with workspace.unit_of_work() as unit:
        with pytest.raises(NotFoundError) as caught:
            unit.cases.get(NUMBER)
        assert caught.value.message_id == "error.storage.case_erased"
        assert unit.cases.next_number(2026) == "D-2026-0003"
        assert unit.cases.get("D-2026-0002").request.title == "blijft"
    workspace.close()
    old = open_workspace(copy, passphrase=SENTENCE)
    with old.unit_of_work() as unit:
        assert unit.cases.get("D-2026-0002").request.title == "blijft"
        with pytest.raises(NotFoundError):
            unit.cases.get(NUMBER)
    old.close()


def test_a_sealed_value_opens_in_its_own_place_only() -> None:
    """A sealed value opens in its own place only."""
    key = sealed.new_key()
    value = sealed.seal(key, b"geheim", "case_file|requester|D-2026-0001")
    assert sealed.unseal(key, value, "case_file|requester|D-2026-0001") == b"geheim"
    changed = value[:-1] + bytes([value[-1] ^ 1])
    for bad_key, bad_value, place in (
        (key, value, "case_file|requester|D-2026-0002"),
        (sealed.new_key(), value, "case_file|requester|D-2026-0001"),
        (key, changed, "case_file|requester|D-2026-0001"),
        (key, b"\x02" + value[1:], "case_file|requester|D-2026-0001"),
        (key, b"", "case_file|requester|D-2026-0001"),
    ):
        with pytest.raises(StorageError):
            sealed.unseal(bad_key, bad_value, place)


def test_no_value_is_sealed_with_the_same_bytes_twice() -> None:
    """No value is sealed with the same bytes twice."""
    key = sealed.new_key()
    assert len({sealed.seal(key, b"x", "a|b|c") for _ in range(50)}) == 50


def test_every_personal_column_is_marked_as_sealed() -> None:
    """Every personal column is marked as sealed."""
    found = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.sorted_tables
        for column in table.c
        if column.info.get(schema.SEALED)
    }
    assert found == {
        "attachment.content",
        "attachment.name",
        "attachment.words",
        "case_event.details",
        "case_file.company_name",
        "case_file.request",
        "case_file.requester",
        "case_file.shortlist",
        "case_file.stops",
        "case_outline.content",
        "case_paper.content",
        "case_words.content",
        "contact_moment.content",
        "contact_point_record.mail",
        "extract_bundle.contacts",
        "extract_bundle.outlines",
        "extract_bundle.words",
        "company.content",
        "contact_point_record.telephone",
        "relation_moment.content",
        "match_result.replay",
        "sent_document.file_name",
    }
