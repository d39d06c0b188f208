"""Papers are read and kept through one door: whatever damages one is told alike, with its own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.kept_papers import next_paper, paper_text, read_newest, read_paper
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace
from tests.storage_contract.deliveries import new_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NUMBER = "D-2026-0001"


def paper(content: str, version: int = 3) -> CasePaper:
    """Make a paper with a content."""
    return CasePaper(PaperKind.TASKS, version, MOMENT_UTC, OFFICER, content)


def _missing(_: object) -> str:
    raise NotFoundError("error.path.no_item", field="item", item="v9")


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("geen json", str),
        ("[]", lambda data: data["text"]),
        ("{}", lambda data: data["text"]),
        ("3", lambda data: data.get("text")),
        ('{"text": "x"}', lambda data: int(data["text"])),
        ("{}", _missing),
    ],
)
def test_whatever_damages_a_paper_is_told_alike(content: str, read: Callable[[Any], object]) -> None:
    """With its version, the field and the text that was asked for."""
    with pytest.raises(InputError) as caught:
        read_paper(paper(content), read)
    assert (caught.value.message_id, caught.value.field) == ("error.paper.damaged", "case")
    with pytest.raises(InputError) as caught:
        read_paper(paper(content), read, "error.grip.damaged", field="area")
    assert (caught.value.message_id, caught.value.field) == ("error.grip.damaged", "area")
    assert caught.value.params == {"version": 3}


def test_the_newest_is_read_and_the_next_one_kept() -> None:
    """Nothing is read where there is none; the next version follows the last."""
    workspace = InMemoryWorkspace()
    with workspace.unit_of_work() as work:
        work.cases.add(new_case(NUMBER))
        for content in ([], ["é"]):
            kept = next_paper(work.cases, NUMBER, PaperKind.TASKS, content, (MOMENT_UTC, OFFICER))
        work.commit()
    with workspace.reading() as unit:
        papers = unit.cases.papers(NUMBER, PaperKind.TASKS)
        assert read_newest(unit.cases.papers(NUMBER, PaperKind.PATH), list) is None
    assert papers[-1] == kept
    assert (kept.version, kept.content) == (2, paper_text(["é"]))
    assert read_newest(papers, list) == ["é"]
