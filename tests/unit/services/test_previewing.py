"""Looked at first: nothing is noted of a draft, and what is kept are the bytes that were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.access import AccessKind
from drentsportal.errors import ReportError
from drentsportal.services.factsheets import SheetWish
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.previewing import Previewing
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor
from tests.unit.services.document_fakes import NUMBER, Desk, LineWriter

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.documents import AdviceSubject
    from drentsportal.services.ports.documents import MadeDocument

QUIET = NoProgress()
GERMAN = DocumentStyle("de", "gemeente")


def _previewing(desk: Desk) -> Previewing:
    return Previewing(desk.workspace, desk.factsheets, desk.advising, FixedActor())


def _noted(desk: Desk) -> tuple[list[str], int]:
    with desk.workspace.reading() as unit:
        documents = [each.file_name for each in unit.cases.documents(NUMBER)]
        left = [each for each in unit.relations.accesses(NUMBER) if each.kind is AccessKind.EXPORTED]
        return documents, len(left)


def test_a_draft_notes_nothing_and_what_is_kept_is_noted(tmp_path: Path) -> None:
    """Neither document nor log before it is kept; afterwards both, with the same bytes and sums."""
    desk = Desk()
    desk.add_case("near", "nearer")
    before = _noted(desk)
    draft = _previewing(desk).advice(NUMBER, tmp_path / "draft", QUIET, GERMAN)
    assert _noted(desk) == before
    shown = {each.path.name: each.path.read_bytes() for each in draft.documents}
    kept = _previewing(desk).keep(draft, tmp_path / "case")
    assert {each.path.name: each.path.read_bytes() for each in kept} == shown
    assert [each.sha256 for each in kept] == [each.sha256 for each in draft.documents]
    documents, logged = _noted(desk)
    assert sorted(documents) == sorted(shown)
    assert logged > before[1]
    assert set(desk.writer.styles) == {GERMAN}


def test_a_draft_without_a_case_is_kept_and_noted_nowhere(tmp_path: Path) -> None:
    """As a factsheet that is made directly."""
    desk = Desk()
    desk.add_case("near")
    before = _noted(desk)
    draft = _previewing(desk).factsheets(["near"], tmp_path / "draft", QUIET, SheetWish(style=GERMAN))
    (kept,) = _previewing(desk).keep(draft, tmp_path / "kept")
    assert kept.path == tmp_path / "kept" / "factsheet-bargermeer-de-gemeente.pdf"
    assert _noted(desk) == before


def test_what_is_no_longer_what_was_shown_is_not_kept(tmp_path: Path) -> None:
    """Then nothing of the draft stays, also what was written before it."""
    desk = Desk()
    desk.add_case("near", "nearer")
    draft = _previewing(desk).advice(NUMBER, tmp_path / "draft", QUIET)
    before = _noted(desk)
    draft.groups[-1][-1].path.write_text("anders", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        _previewing(desk).keep(draft, tmp_path / "case")
    assert caught.value.message_id == "error.preview.changed"
    assert list((tmp_path / "case").iterdir()) == []
    assert _noted(desk) == before


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    desk = Desk()
    desk.add_case("near")
    draft = _previewing(desk).advice(NUMBER, tmp_path / "draft", QUIET)
    (tmp_path / "case").write_text("", encoding="utf-8")
    before = _noted(desk)
    with pytest.raises(ReportError) as caught:
        _previewing(desk).keep(draft, tmp_path / "case")
    assert caught.value.message_id == "error.preview.not_kept"
    assert _noted(desk) == before


def test_failures_are_told_in_the_draft(tmp_path: Path) -> None:
    """The others can be looked at and kept; made directly the same failure is raised."""
    desk = Desk(writer=LineWriter(failing=frozenset({"Bargermeer"})))
    desk.add_case("near", "nearer")
    draft = _previewing(desk).advice(NUMBER, tmp_path / "draft", QUIET)
    assert [each.name for each in draft.failures] == ["Bargermeer"]
    assert len(draft.documents) == 3
    with pytest.raises(IncompleteBatchError):
        desk.advising.make(NUMBER, tmp_path / "direct", QUIET)


def test_sheets_do_not_stay_when_the_advice_cannot_be_set(tmp_path: Path) -> None:
    """Nothing leaves that is not noted."""

    class Broken(LineWriter):
        """Sets no advice."""

        def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
            """Fail."""
            raise ReportError("error.document.not_set", template=path.name, reason=subject.number)

    desk = Desk(writer=Broken())
    desk.add_case("near")
    with pytest.raises(ReportError):
        desk.advising.make(NUMBER, tmp_path, QUIET)
    assert list(tmp_path.iterdir()) == []
