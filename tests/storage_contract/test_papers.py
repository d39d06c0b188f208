"""Papers of a case and of the workspace: every version stays, none is changed, a case takes its own along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.papers import CasePaper, PaperKind, ReferenceKind, ReferencePaper
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, BERT, NOON_UTC, minutes_after_noon, new_case

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

NUMBER = "D-2026-0001"
PAPER = CasePaper(PaperKind.ASSESSMENT, 1, NOON_UTC, ANNA, '{"a": "Zuivelbedrijf ë"}')
PROFILE = ReferencePaper(ReferenceKind.CRITERIA_PROFILE, "standard", 2, NOON_UTC, ANNA, '{"id": "standard"}')


def test_papers_of_a_case_come_back_by_kind_and_version(workspace: Workspace) -> None:
    """Each kind counts its own versions; what was kept comes back letter by letter."""
    second = replace(PAPER, version=2, at_utc=minutes_after_noon(-5), actor=BERT, content="{}")
    vote = replace(PAPER, kind=PaperKind.WEIGHT_VOTE)
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.cases.add(new_case("D-2026-0002"))
        for paper in (second, PAPER, vote):
            unit.cases.add_paper(NUMBER, paper)
        unit.commit()
    with workspace.reading() as unit:
        assert unit.cases.papers(NUMBER, PaperKind.ASSESSMENT) == (PAPER, second)
        assert unit.cases.papers(NUMBER, PaperKind.WEIGHT_VOTE) == (vote,)
        assert unit.cases.papers("D-2026-0002", PaperKind.WEIGHT_VOTE) == ()
        assert unit.cases.papers("D-2026-0002", PaperKind.ASSESSMENT) == ()


def test_a_version_of_a_paper_is_kept_once(workspace: Workspace) -> None:
    """The second of two people who keep the same version is told."""
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.cases.add_paper(NUMBER, PAPER)
        with pytest.raises(ConflictError):
            unit.cases.add_paper(NUMBER, replace(PAPER, content="other"))
        unit.shelf.add(PROFILE)
        with pytest.raises(ConflictError):
            unit.shelf.add(replace(PROFILE, content="other"))
        unit.commit()
    with workspace.reading() as unit:
        assert unit.cases.papers(NUMBER, PaperKind.ASSESSMENT) == (PAPER,)
        assert unit.shelf.papers(ReferenceKind.CRITERIA_PROFILE) == (PROFILE,)


def test_papers_belong_to_a_case_that_is_there(workspace: Workspace) -> None:
    """Without the case there are none, and none can be added."""
    with workspace.unit_of_work() as unit:
        with pytest.raises(NotFoundError):
            unit.cases.papers(NUMBER, PaperKind.ASSESSMENT)
        with pytest.raises(NotFoundError):
            unit.cases.add_paper(NUMBER, PAPER)
        with pytest.raises(NotFoundError):
            unit.cases.matches(NUMBER)


def test_every_kept_match_can_be_read_with_its_moment(workspace: Workspace) -> None:
    """They come in the order of keeping, whatever their moments."""
    kept = ((minutes_after_noon(5), '{"a":1}'), (minutes_after_noon(4), '{"a":2}'))
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        assert unit.cases.matches(NUMBER) == ()
        for at_utc, text in kept:
            unit.cases.save_match(NUMBER, text, at_utc)
        unit.commit()
    with workspace.reading() as unit:
        assert unit.cases.matches(NUMBER) == kept


def test_the_shelf_gives_the_newest_of_each_and_all_that_came_before(workspace: Workspace) -> None:
    """Versions may leave gaps; without commit nothing is kept."""
    later = replace(PROFILE, version=10, at_utc=minutes_after_noon(1), actor=BERT, content="{}")
    other = replace(PROFILE, id="own", version=1)
    with workspace.unit_of_work() as unit:
        for paper in (later, other, PROFILE):
            unit.shelf.add(paper)
        unit.commit()
    with workspace.unit_of_work() as unit:
        unit.shelf.add(replace(PROFILE, id="lost"))
    with workspace.reading() as unit:
        assert unit.shelf.papers(ReferenceKind.CRITERIA_PROFILE) == (other, later)
        assert unit.shelf.history(ReferenceKind.CRITERIA_PROFILE, "standard") == (PROFILE, later)
        assert unit.shelf.history(ReferenceKind.CRITERIA_PROFILE, "lost") == ()


def test_papers_are_sealed_in_the_file_and_gone_with_their_case(tmp_path: Path) -> None:
    """Nothing of a paper of a case stands readable in the file; erasing the case takes them along."""
    path = tmp_path / "work.drents"
    workspace = open_workspace(path, create=True)
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.cases.add_paper(NUMBER, PAPER)
        unit.shelf.add(PROFILE)
        unit.commit()
    workspace.set_passphrase("een andere zin")
    with workspace.reading() as unit:
        assert unit.cases.papers(NUMBER, PaperKind.ASSESSMENT) == (PAPER,)
    workspace.erase_case(ErasedCase(NUMBER, NOON_UTC, ANNA))
    with workspace.reading() as unit, pytest.raises(NotFoundError):
        unit.cases.papers(NUMBER, PaperKind.ASSESSMENT)
    workspace.close()
    stored = path.read_bytes()
    assert b"Zuivelbedrijf" not in stored
    assert b"criteria_profile" in stored
