"""The file that a case comes from, by what it holds: one message does not become two cases in silence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.errors import QuestionError
from drentsportal.services.kept_papers import paper_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.services.ports.workspace import UnitOfWork


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by name and by the SHA-256 of what it holds."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> SourceFile:
        """Name what a file holds."""
        return cls(name, hashlib.sha256(content).hexdigest())


def ask_when_known(work: UnitOfWork, source: SourceFile) -> None:
    """Raise ``QuestionError`` naming the cases that were made of the same file, under whatever name."""
    papers = work.cases.latest_papers(PaperKind.INTAKE)
    known = sorted(number for number, paper in papers.items() if source.sha256 in paper.content)
    if known:
        raise QuestionError(
            "error.intake.known_source", option="--another", file_name=source.name, numbers=tuple(known)
        )


def keep_source(
    work: UnitOfWork,
    number: str,
    source: SourceFile,
    by: tuple[datetime, Actor],
    contact: Mapping[str, str],
) -> None:
    """Keep in the paper of the intake which file a case comes from, unless what was read stands there.

    ``contact`` is what was confirmed of who can be reached, which goes to the company once one is linked.
    """
    if work.cases.papers(number, PaperKind.INTAKE):
        return
    content: dict[str, object] = {"message": {"file_name": source.name, "sha256": source.sha256}}
    if contact:
        content["confirmed"] = [{"key": key, "value": value} for key, value in contact.items()]
    work.cases.add_paper(number, CasePaper(PaperKind.INTAKE, 1, *by, paper_text(content)))
