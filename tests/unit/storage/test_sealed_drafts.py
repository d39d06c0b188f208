"""Drafts of forms: sealed, replaced as a whole, and gone with what they are of."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.errors import StorageError, WorkspaceLockedError
from drentsportal.services.ports.form_drafts import FormDraft
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC
from tests.unit.storage.marked_case import NUMBER, store_marked_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.storage.sqlite_workspace import SqliteWorkspace

SENTENCE = "een lange zin over veen"
MARK = "Wadtechniek Holding"
NOW_UTC = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def draft(key: str = "request", subject: str = "", minutes: int = 0) -> FormDraft:
    """Make a draft that names a company."""
    return FormDraft(
        key, subject, "Nieuwe aanvraag", NOW_UTC + timedelta(minutes=minutes), {"company_name": MARK}
    )


def long_ago(folder: Path) -> None:
    """Let the window that kept drafts be gone for a minute."""
    for each in folder.rglob("*.draft"):
        then = each.stat().st_mtime - 60
        os.utime(each, (then, then))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[SqliteWorkspace]:
    """Open a protected workspace."""
    opened = open_workspace(tmp_path / "werk.drents", passphrase=SENTENCE, create=True)
    yield opened
    opened.close()


def test_a_draft_comes_back_in_the_next_process(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """As it was, the oldest first; the newer one of a form stands in the place of the older."""
    workspace.drafts.keep(draft("site:vb-001", "vb-001", 5))
    workspace.drafts.keep(draft(minutes=9))
    workspace.drafts.keep(draft())
    workspace.close()
    long_ago(tmp_path)
    again = open_workspace(tmp_path / "werk.drents", passphrase=SENTENCE)
    assert again.drafts.all() == (draft(), draft("site:vb-001", "vb-001", 5))
    assert again.drafts.find("request") == draft()
    again.drafts.drop("request")
    assert again.drafts.find("request") is None
    again.drafts.drop("request")
    again.close()


def test_no_byte_of_a_draft_can_be_read(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """Neither what was typed nor which form it was, in any file."""
    workspace.drafts.keep(draft("request:D-2026-0007", "D-2026-0007"))
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert any(each.suffix == ".draft" for each in files)
    for each in files:
        for word in (MARK, "D-2026-0007", "Nieuwe aanvraag"):
            assert word.encode() not in each.read_bytes()
            assert word not in each.name


def test_another_workspace_has_its_own_drafts(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """In the same folder, under the same key of the form."""
    other = open_workspace(tmp_path / "ander.drents", create=True)
    workspace.drafts.keep(draft())
    assert other.drafts.all() == ()
    assert other.drafts.find("request") is None
    other.close()


def test_a_locked_workspace_opens_and_keeps_none(workspace: SqliteWorkspace) -> None:
    """Until it is unlocked again."""
    workspace.drafts.keep(draft())
    workspace.lock()
    for act in (workspace.drafts.all, lambda: workspace.drafts.find("request")):
        with pytest.raises(WorkspaceLockedError):
            act()
    with pytest.raises(WorkspaceLockedError):
        workspace.drafts.keep(draft())
    workspace.unlock(SENTENCE)
    assert workspace.drafts.find("request") == draft()


def test_a_new_passphrase_takes_the_drafts_along(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """They lie under the new key; the one of before opens none."""
    workspace.drafts.keep(draft())
    before = next(tmp_path.rglob("*.draft")).read_bytes()
    workspace.set_passphrase("een andere zin")
    assert workspace.drafts.find("request") == draft()
    assert next(tmp_path.rglob("*.draft")).read_bytes() != before


def test_a_damaged_draft_is_as_if_it_were_not_there(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """Half of a file, one byte turned, none at all."""
    workspace.drafts.keep(draft())
    path = next(tmp_path.rglob("*.draft"))
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        path.write_bytes(damaged)
        assert workspace.drafts.find("request") is None
        assert workspace.drafts.all() == ()
    workspace.drafts.keep(draft())
    assert workspace.drafts.find("request") == draft()


def test_the_drafts_of_a_destroyed_case_go_with_it(workspace: SqliteWorkspace) -> None:
    """Those of others stay."""
    store_marked_case(workspace)
    workspace.drafts.keep(draft(f"request:{NUMBER}", NUMBER))
    workspace.drafts.keep(draft())
    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA))
    assert workspace.drafts.all() == (draft(),)


def test_what_cannot_be_written_is_told(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """A file stands where the folder should be; the error names it."""
    (tmp_path / "drafts").write_text("geen map", encoding="utf-8")
    with pytest.raises(StorageError) as told:
        workspace.drafts.keep(draft())
    assert told.value.message_id == "error.storage.draft_not_kept"


def test_two_windows_on_one_workspace_keep_what_each_holds(
    workspace: SqliteWorkspace, tmp_path: Path
) -> None:
    """The form of one is neither offered to the other nor destroyed by it, while the one is alive."""
    other = open_workspace(tmp_path / "werk.drents", passphrase=SENTENCE)
    workspace.drafts.keep(draft())
    assert other.drafts.all() == ()
    assert other.drafts.find("request") is None
    other.drafts.keep(draft(minutes=5))
    other.drafts.drop("request")
    assert workspace.drafts.find("request") == draft()
    long_ago(tmp_path)
    workspace.drafts.hold("request")
    assert other.drafts.find("request") is None
    long_ago(tmp_path)
    assert other.drafts.find("request") == draft()
    other.drafts.drop("request")
    assert workspace.drafts.find("request") is None
    other.close()


def test_a_workspace_that_is_renamed_keeps_its_drafts(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """They belong to the workspace and not to where its file lay."""
    drafts = tmp_path / "eigen"
    workspace.keep_drafts_in(drafts)
    workspace.drafts.keep(draft())
    workspace.close()
    long_ago(tmp_path)
    moved = tmp_path / "elders" / "hernoemd.drents"
    moved.parent.mkdir()
    (tmp_path / "werk.drents").rename(moved)
    again = open_workspace(moved, passphrase=SENTENCE)
    again.keep_drafts_in(drafts)
    assert again.drafts.find("request") == draft()
    again.close()
    # What comes to lie at the path of before is another workspace.
    other = open_workspace(tmp_path / "werk.drents", create=True)
    other.keep_drafts_in(drafts)
    assert other.drafts.all() == ()
    other.close()


def test_windows_of_one_process_keep_what_each_holds(workspace: SqliteWorkspace, tmp_path: Path) -> None:
    """Until the other is gone for some seconds; a new passphrase takes all of them along."""
    first, second = workspace.drafts.of_window(), workspace.drafts.of_window()
    first.keep(draft())
    second.keep(draft(minutes=5))
    assert (first.find("request"), second.find("request")) == (draft(), draft(minutes=5))
    workspace.set_passphrase("een andere zin")
    assert (first.find("request"), second.find("request")) == (draft(), draft(minutes=5))
    assert len(list(tmp_path.rglob("*.draft"))) == 2
    first.drop("request")
    assert first.find("request") is None
    long_ago(tmp_path)
    assert first.find("request") == draft(minutes=5)


def test_a_destroyed_case_takes_the_drafts_of_every_window(workspace: SqliteWorkspace) -> None:
    """Also the one that a form holds at that moment."""
    store_marked_case(workspace)
    held = workspace.drafts.of_window()
    held.keep(draft(f"request:{NUMBER}", NUMBER))
    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA))
    assert held.find(f"request:{NUMBER}") is None
