"""Runs what the wizard for columns asks for on the worker, so that a large file never freezes the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.mapping_calls import LinkingCalls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.import_mapping import ColumnLinking
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_remarks import Say
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.dialogs.mapping_calls import LinkingReply

Result = TypeVar("Result")


def linking_calls(runner: ServiceRunner, linking: ColumnLinking, say: Say) -> LinkingCalls:
    """Make the calls of the wizard; ``say`` words the remarks of the file that is kept."""

    def run(work: Callable[[CallProgress], Result], reply: LinkingReply[Result]) -> CallProgress:
        return runner.run(ServiceCall("ui.busy.import", work, reply.done, reply.failed))

    def propose(
        path: Path, options: ImportOptions, encoding: str, reply: LinkingReply[MappingProposal]
    ) -> CallProgress:
        return run(lambda progress: linking.propose(path, options, progress, encoding), reply)

    def try_draft(
        path: Path, options: ImportOptions, draft: MappingDraft, reply: LinkingReply[MappingTrial]
    ) -> CallProgress:
        return run(lambda progress: linking.try_draft(path, options, draft, progress), reply)

    def keep(proposal: MappingProposal, draft: MappingDraft, reply: LinkingReply[Path]) -> CallProgress:
        return run(lambda _: linking.keep(proposal, draft, say), reply)

    return LinkingCalls(propose, try_draft, keep)
