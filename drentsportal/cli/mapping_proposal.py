"""``drentsportal import --propose-mapping``: writes what a file shows as a mapping to be completed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from drentsportal.services.mapping_first_draft import first_draft

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.cli.session import Session
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.ports.imports import ImportOptions


def write_proposal(session: Session, file: Path, answers: ImportOptions, out: Path, as_json: bool) -> None:  # noqa: FBT001 - the option of the command
    """Propose a mapping for a file and write it, with its questions as remarks; nothing is imported."""
    linking = session.services.linking
    with session.progress() as progress:
        proposal = linking.propose(file, answers, progress)
    draft = first_draft(proposal)
    written = linking.keep_proposal(proposal, draft, session.say, out)
    questions = _questions(draft)
    if as_json:
        session.terminal.json(
            {
                "mapping_file": str(written),
                "kind": draft.kind,
                "rows": proposal.row_count,
                "columns": {each.column: each.attribute_id or None for each in draft.columns},
                "open": questions,
            }
        )
        return
    session.print(
        "cli.import.proposed",
        path=str(written),
        linked=len(draft.linked),
        columns=len(draft.columns),
        questions=len(questions),
    )
    command = f"drentsportal import {shlex.quote(str(file))} --mapping {shlex.quote(str(written))}"
    session.print("cli.import.proposed_next", command=command)


def _questions(draft: MappingDraft) -> list[str]:
    """Name what is open as the keys of the file that hold a question mark."""
    keys = [f"{each.column}: {topic.value}" for each in draft.linked for topic in each.open_topics]
    return [*draft.open_settings, *keys]
